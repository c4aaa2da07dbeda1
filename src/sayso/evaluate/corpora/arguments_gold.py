"""A line of WikiEvents -> the report's text and its events, each with the characters of its trigger and arguments.

The corpus stores words; their offsets tell which are written together, so the text reads as it was printed. What it
calls a sentence is a line of the report, often a paragraph: lines are laid out as paragraphs, and cut at full stops
into the sentences that claims and events are matched by.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sayso.evaluate.corpora.arguments_kinds import DOERS, VIOLENCE, Kind, kind_of
from sayso.evaluate.corpora.rows import Row, rows_of
from sayso.model import Span

STOPS = frozenset({".", "?", "!"})
CLOSERS = frozenset({'"', "'", "”", "’", ")", "]", "''"})
# Where the part of a phrase that holds its head ends: a comma, a preposition, a relative clause.
AFTER_HEAD = re.compile(
    r"[,;:(–—]|\s(?:of|in|on|at|from|to|for|with|by|near|against|between|into|under|over|who|whom|whose|which|that|"
    r"where)\b",
    re.IGNORECASE,
)
# What a full stop belongs to without ending a sentence: "U.S.", an initial, a title, a month.
SHORT = re.compile(
    r"(?:[A-Z]\.)*[A-Z]|Mr|Mrs|Ms|Dr|Gen|Lt|Col|Sgt|Maj|Capt|Cpl|Brig|Rep|Sen|Gov|Prof|St|No|vs|Jan|Feb|Mar|Apr|Jun|"
    r"Jul|Aug|Sept?|Oct|Nov|Dec"
)
WORD = re.compile(r"[\w$€£%.-]*\w|\w")


@dataclass(frozen=True, slots=True)
class Argument:
    """One argument of the corpus: its role, the mention, and the mention's head word."""

    role: str
    span: Span
    head: Span


@dataclass(frozen=True, slots=True)
class GoldEvent:
    """One event of the corpus, in the sentence and the line that it stands in."""

    kind: Kind
    trigger: Span
    sentence: Span
    line: Span
    arguments: tuple[Argument, ...]


@dataclass(frozen=True, slots=True)
class GoldReport:
    """The text of one report, its events that are ours, and the number of all its arguments."""

    text: str
    events: tuple[GoldEvent, ...]
    every: int


def reports_in(path: Path) -> Iterator[GoldReport]:
    """Yield the reports of a file; a line that does not hold together is passed over."""
    for row in rows_of(path, "sentences", "entity_mentions", "event_mentions"):
        try:
            yield _report(row)
        except (AttributeError, IndexError, KeyError, TypeError, ValueError):
            continue


def head_of(text: str, span: Span) -> Span:
    """Return the last word of a phrase before what follows its head: "two soldiers" of "two soldiers from Tarn"."""
    words = text[span.start : span.end]
    cut = next((m.start() for m in AFTER_HEAD.finditer(words) if WORD.search(words[: m.start()])), len(words))
    found = re.sub(r"(?:'s|’s|['’])\s*$", "", words[:cut])
    last = next(iter(reversed(list(WORD.finditer(found)))), None)
    return Span(span.start + last.start(), span.start + last.end()) if last else span


def _report(row: Row) -> GoldReport:
    lines = [list(line[0]) for line in row["sentences"]]
    text, words, bounds = _laid_out(lines)
    mentions = {str(m["id"]): (int(m["start"]), int(m["end"])) for m in row["entity_mentions"]}
    violent = any(str(e["event_type"]).startswith(VIOLENCE) for e in row["event_mentions"])
    layout = _Layout(text, words, bounds, list(_sentences(text, words, bounds)))
    found = (_event(layout, e, mentions, violent) for e in row["event_mentions"])
    return GoldReport(text, tuple(e for e in found if e), sum(len(e["arguments"]) for e in row["event_mentions"]))


@dataclass(frozen=True, slots=True)
class _Layout:
    """A text with the characters of its words, lines and sentences."""

    text: str
    words: Sequence[Span]
    lines: Sequence[Span]
    sentences: Sequence[Span]

    def span(self, start: int, end: int) -> Span:
        if not 0 <= start < end <= len(self.words):
            raise ValueError(f"no words {start} to {end}")
        return Span(self.words[start].start, self.words[end - 1].end)


def _laid_out(lines: Iterable[Sequence[Any]]) -> tuple[str, list[Span], list[Span]]:
    """Return the text, the characters of each word, and those of each line."""
    text = ""
    words: list[Span] = []
    bounds: list[Span] = []
    for line in lines:
        text += "\n\n" if text else ""
        begin, last = len(text), None
        for word, start, end in line:
            text += " " if last is not None and int(start) > last else ""
            words.append(Span(len(text), len(text) + len(str(word))))
            text, last = text + str(word), int(end)
        bounds.append(Span(begin, len(text)))
    return text, words, bounds


def _sentences(text: str, words: Sequence[Span], lines: Iterable[Span]) -> Iterator[Span]:
    """Yield the sentences of each line: up to a full stop and what closes it, before a space and no small letter."""
    for line in lines:
        begin, stopped, last = line.start, False, Span(line.start, line.start)
        for word in (w for w in words if line.start <= w.start < line.end):
            written = text[word.start : word.end]
            if stopped and written not in CLOSERS | STOPS:
                if word.start > last.end and not written[:1].islower():
                    yield Span(begin, word.start)
                    begin = word.start
                stopped = False
            stopped = stopped or (written in STOPS and not SHORT.fullmatch(text[last.start : last.end]))
            last = word
        yield Span(begin, line.end)


def _event(layout: _Layout, row: Row, mentions: dict[str, tuple[int, int]], violent: bool) -> GoldEvent | None:
    kind = kind_of(str(row["event_type"]))
    told = [(str(a["role"]), str(a["entity_id"])) for a in row["arguments"]]
    if kind is None or (kind.needs_violence and not violent and not any(role in DOERS for role, _ in told)):
        return None
    trigger = layout.span(int(row["trigger"]["start"]), int(row["trigger"]["end"]))
    spans = [(role, layout.span(*mentions[entity])) for role, entity in told if role in kind.roles]
    return GoldEvent(
        kind, trigger, _around(layout.sentences, trigger), _around(layout.lines, trigger),
        tuple(Argument(role, span, head_of(layout.text, span)) for role, span in spans),
    )  # fmt: skip


def _around(stretches: Iterable[Span], trigger: Span) -> Span:
    return next(s for s in stretches if s.start <= trigger.start < max(s.end, s.start + 1))
