"""Rows -> lines of a table, parted by commas or tabs, safe to open in a spreadsheet."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from sayso.faces.exports.shape import Cell, Column, Export, R, Scope, facts_of
from sayso.model import EventView

CONTROLS = dict.fromkeys(  # of terminals, and of the direction of writing
    (*range(32), *range(127, 160), 0x2028, 0x2029, *range(0x202A, 0x202F), *range(0x2066, 0x206A)), " "
)
FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")
COMMENT_FACTS = ("query", "ledger", "made_by", "made", "rule_for_points", "persons_masked")


@dataclass(frozen=True, slots=True, kw_only=True)
class Layout:
    """How a table is written: `tags` is a row below the headings."""

    tabs: bool = False
    headings: bool = True
    tags: tuple[str, ...] = ()


COMMAS, TABS = Layout(), Layout(tabs=True)


def table(
    columns: Sequence[Column[R]], rows: Callable[[EventView, Scope], Iterable[R]], layout: Layout = COMMAS, *,
    about: str, rules: tuple[str, ...],
) -> Export:  # fmt: skip
    """Return the export of a table; before its rows stands one comment line, unless the scope wants it bare."""

    def chunks(views: Iterable[EventView], scope: Scope) -> Iterator[str]:
        if not scope.bare:
            yield comment(scope) + "\n"
        if layout.headings:
            yield line([c.name for c in columns], layout.tabs) + "\n"
        if layout.tags:
            yield line(layout.tags, layout.tabs) + "\n"
        for view in views:
            for row in rows(view, scope):
                yield line([c.cell(row) for c in columns], layout.tabs) + "\n"

    return Export(about=about, ending=".tsv" if layout.tabs else ".csv", columns=columns, rules=rules, chunks=chunks)


def comment(scope: Scope) -> str:
    """Return the comment line; it has no quotation marks, so that readers can skip it as one line."""
    facts = facts_of(scope)
    said = "; ".join(f"{name.replace('_', ' ')}: {facts[name]}" for name in COMMENT_FACTS)
    return "# " + " ".join(said.replace('"', "'").split())


def line(cells: Iterable[Cell], tabs: bool = False) -> str:
    """Return a row as one line without its end; white space within a cell is single blanks."""
    made = [_safe(_plain(c) if isinstance(c, str) else c) for c in cells]
    if tabs:  # the tables of this field know no quoting
        return "\t".join("" if c is None else str(c) for c in made)
    file = io.StringIO()
    csv.writer(file, lineterminator="").writerow(made)
    return file.getvalue()


def _plain(text: str) -> str:
    """Return text on one line, without what a terminal would obey."""
    return " ".join((text if text.isprintable() else text.translate(CONTROLS)).split())


def _safe(cell: Any) -> Any:
    """Spreadsheets run a text that begins like a formula; a leading apostrophe keeps it a text."""
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(FORMULA) else cell


def renamed(columns: Iterable[Column[R]], names: dict[str, str]) -> tuple[Column[R], ...]:
    """Return those of the columns that are named, in the order and under the names given."""
    by_name = {c.name: c for c in columns}
    return tuple(replace(by_name[old], name=new) for old, new in names.items())
