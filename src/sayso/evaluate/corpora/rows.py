"""A corpus's file of JSON Lines -> its rows; any list of items -> a fair sample."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, TypeVar

from sayso.model import ReportError

Item = TypeVar("Item")
Row = dict[str, Any]


def rows_of(path: Path, *needed: str) -> Iterator[Row]:
    """Yield the objects that have the keys needed; a line that is no such object is passed over."""
    for line in text_of(path).split("\n"):
        try:
            row = json.loads(line) if line.strip() else None
        except ValueError:
            continue
        if isinstance(row, dict) and row.keys() >= set(needed):
            yield row


def text_of(path: Path) -> str:
    """Return the text of a file to the character (line ends too); raise ReportError if it cannot be read."""
    try:
        return path.read_bytes().decode("utf8")
    except (OSError, UnicodeDecodeError) as error:
        raise ReportError(str(path), f"cannot be read as text in UTF-8 ({error})") from error


def sample(items: Iterable[Item], limit: int | None, path: Path) -> list[Item]:
    """Return at most `limit` items, evenly spread, as corpora are sorted by outlet, type or day.

    Raises ReportError where there is none at all: then the path has another layout.
    """
    every = list(items)
    if not every:
        raise ReportError(str(path), "holds nothing of this corpus's layout")
    if limit is None or limit >= len(every):
        return every
    return [every[i * len(every) // limit] for i in range(limit)]
