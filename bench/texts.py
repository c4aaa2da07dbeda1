"""Corpora on disk -> captures to measure with; our own examples where there are none."""

from __future__ import annotations

import gzip
import io
import json
import tarfile
from collections.abc import Iterator
from itertools import cycle, islice
from pathlib import Path

from sayso.model import Capture

ROOT = Path(__file__).resolve().parent.parent


def wires(data: Path, number: int) -> list[Capture]:
    """So many reports of Reuters-21578, spread over the year; else our examples again and again."""
    folder = data / "news/reuters21578/json-data"
    files = sorted(folder.glob("*.json.gz")) if folder.is_dir() else []
    if not files:
        own = sorted((ROOT / "examples").glob("*.txt"))
        return [Capture(raw=own[n % len(own)].read_bytes(), name=f"{n}") for n in range(number)]
    share = -(-number // len(files))
    return [c for file in files for c in islice(_wires_in(file), share)][:number]


def joined(data: Path, words: int) -> Capture:
    """So many words of different reports, one below another, as one text; over again only where there are no more."""
    found, left = [], words
    for report in cycle(wires(data, max(20, words // 60))):
        found.append(report.raw)
        left -= len(report.raw.split())
        if left <= 0:
            break
    return Capture(raw=b"\n\n".join(found), name="long", media_type="text/plain")


def _wires_in(file: Path) -> Iterator[Capture]:
    with gzip.open(file, "rt", encoding="utf8", errors="replace") as text:
        for item in json.load(text):
            if item.get("body"):
                raw = f"{item.get('title') or ''}\n\n{item['body']}".encode()
                yield Capture(raw=raw, name=f"{file.name} {item['attrs']['newid']}", media_type="text/plain")


def pages(data: Path, number: int) -> list[Capture]:
    """So many web pages as they were fetched, spread over the archive; else our example page again and again."""
    archive = data / "pages/html.tar.xz"
    if not archive.is_file():
        own = (ROOT / "examples/tarnholm-market-page.html").read_bytes()
        return [Capture(raw=own, name=f"{n}", media_type="text/html") for n in range(number)]
    with tarfile.open(archive) as packed:
        members = [m for m in packed.getmembers() if m.isfile() and m.name.endswith(".html")]
        chosen = members[:: max(1, len(members) // number)][:number]
        return [
            Capture(raw=(packed.extractfile(m) or io.BytesIO()).read(), name=m.name, media_type="text/html")
            for m in chosen
        ]
