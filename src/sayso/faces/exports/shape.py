"""What an export is: its columns, each with what fills it; the question that it answers; the codebook's rules."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Generic, Literal, TypeVar

from sayso.model import EventView

R = TypeVar("R")
Cell = str | int | float | None
Chunks = Callable[[Iterable[EventView], "Scope"], Iterator[str | bytes]]


class ExportError(Exception):
    """An export cannot be made of this; the text says why."""


def no_text(report: str) -> str | None:
    """Stand for a ledger whose texts are not at hand."""
    return None


@dataclass(frozen=True, slots=True, kw_only=True)
class Scope:
    """What was asked, of which ledger, and how it is to be written; travels inside every export.

    `query` is the filter as a URL's query, `ledger` the version of its tables and its last change, `moment` UTC.
    `rule` is that by which tolls came to one number, if they did. `bare` leaves the comment line of tables out.
    `text_of` gives the text of a report, by id.
    """

    query: str
    ledger: str
    made_by: str
    moment: str
    mask_persons: bool = False
    rule: str | None = None
    bare: bool = False
    text_of: Callable[[str], str | None] = no_text


@dataclass(frozen=True, slots=True)
class Column(Generic[R]):
    """One column or property: what fills it, or, where `value` is None, why it is always empty."""

    name: str
    about: str
    value: Callable[[R], Cell] | None = None
    kind: Literal["text", "whole", "number"] = "text"

    def cell(self, row: R) -> Cell:
        """Return what stands in the column for a row."""
        return None if self.value is None else self.value(row)


@dataclass(frozen=True, slots=True, kw_only=True)
class Export:
    """One format: `rules` says what counts as one and how, `chunks` writes it."""

    about: str
    ending: str
    columns: Sequence[Column[Any]]
    rules: tuple[str, ...]
    chunks: Chunks
    shows_text: bool = False  # is nothing without the sentences, so that persons in it cannot be masked


def about_of(name: str, export: Export, scope: Scope) -> dict[str, Any]:
    """Return what a file should say of itself: query, versions, rules, and what fills each column."""
    return {
        "format": name, **facts_of(scope), "shape": export.about, "rules": list(export.rules),
        "columns": {c.name: c.about if c.value else f"empty: {c.about}" for c in export.columns},
    }  # fmt: skip


def facts_of(scope: Scope) -> dict[str, Any]:
    """Return the facts of an export that every file of it carries."""
    return {
        "query": scope.query, "ledger": scope.ledger, "made_by": scope.made_by, "made": scope.moment,
        "rule_for_points": scope.rule, "persons_masked": scope.mask_persons,
    }  # fmt: skip


def record_of(columns: Sequence[Column[R]], row: R) -> Mapping[str, Cell]:
    """Return a row by the names of its columns."""
    return {c.name: c.cell(row) for c in columns}
