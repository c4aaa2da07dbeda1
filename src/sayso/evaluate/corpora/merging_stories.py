"""Giveme5W1H's articles (.json, in any folder) -> documents of the political stories, many outlets to a story.

The articles are of two sets: in one `newsCluster` names the story, in the other `category`; some stand in both.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

from sayso.evaluate.corpora.merging_documents import Document
from sayso.evaluate.corpora.rows import Row, text_of
from sayso.model import ReportError

POLITICAL = frozenset({
    "kim_jong_un_offers_rare_olive_branch_to_south_korea", "truck_attack_in_nice", "NewYearsEveSexualAssaultsGermany",
    "clinton blames comey", "clinton clear", "trump and obama", "consulate attack", "gaga protests", "seattle shooting",
})  # fmt: skip


def documents_in(folder: Path) -> Iterator[Document]:
    """Yield the articles of the political stories, each once."""
    seen: set[str] = set()
    for file in sorted(folder.rglob("*.json")):
        row = _row(file)
        story = _story(row)
        key = str(row.get("dId") or file.stem)
        if story in POLITICAL and key not in seen and row.get("text"):
            seen.add(key)
            yield _document(row, key, story)


def _row(file: Path) -> Row:
    try:
        row = json.loads(text_of(file))
    except (ValueError, ReportError):
        return {}
    return row if isinstance(row, dict) else {}


def _story(row: Row) -> str:
    cluster = row.get("newsCluster")
    return str(cluster.get("Event") if isinstance(cluster, dict) else row.get("category"))


def _document(row: Row, key: str, story: str) -> Document:
    title, text = str(row.get("title") or "").strip(), str(row["text"]).strip()
    published = str(row.get("date_publish") or "")[:10] or None
    outlet = row.get("source_domain") or row.get("publisher")
    return Document(key=key, text=f"{title}\n\n{text}" if title else text, happening=story,
                    outlet=str(outlet) if outlet else None, published=published)  # fmt: skip
