"""Knowledge files -> one short hash that names their version in `made_by`."""

from __future__ import annotations

import hashlib
from functools import lru_cache
from pathlib import Path

from sayso.knowledge.overlay import overlay_file, overlay_rules

ROOT = Path(__file__).parent
SUFFIXES = frozenset({".yaml", ".tsv", ".bin", ".npz", ".sha256"})


@lru_cache
def fingerprint(overlay: Path | None = None) -> str:
    """Return 12 hex digits over names and contents of all knowledge files, a user's overlays included.

    The overlay is a folder or a file; by default the user's own actors and rules, where there are any.
    """
    digest = hashlib.sha256()
    overlays = (overlay_file(), overlay_rules()) if overlay is None else (overlay,)
    for root in (ROOT, *overlays):
        if root is not None and root.is_file():
            digest.update(b"overlay\0" + root.read_bytes())
        elif root is not None and root.is_dir():
            for path in sorted(p for p in root.rglob("*") if p.suffix in SUFFIXES):
                digest.update(str(path.relative_to(root)).encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()[:12]
