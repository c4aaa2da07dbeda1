"""The files of the weights -> those that are not as they were made."""

from __future__ import annotations

import hashlib
import json

from sayso.language.network import WEIGHTS


def damaged_weights() -> list[str]:
    """Return the names of the weights' files that are missing or differ from the hashes in model.json."""
    card = json.loads((WEIGHTS / "model.json").read_text(encoding="utf8"))
    return [name for name, digest in card["sha256"].items() if _sha256(name) != digest]


def _sha256(name: str) -> str | None:
    path = WEIGHTS / name
    return hashlib.sha256(path.read_bytes()).hexdigest() if path.is_file() else None
