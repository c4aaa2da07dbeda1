"""Readings and scores -> tables made for reading on a terminal; plain text when piped."""

from __future__ import annotations

import io
import shutil
import sys
from typing import Any

from rich.box import SIMPLE_HEAD
from rich.console import Console
from rich.table import Table
from rich.text import Text

from sayso.faces import words
from sayso.model import Claim, Reading, Report, Statement

WIDE = 120  # columns beyond which lines are hard to follow
CALM = frozenset({"reported"})


def tables(reading: Reading, *, evidence: bool = False) -> str:
    """Return a reading as text: the report in two lines, its claims, its statements."""
    counts = (count(len(reading.claims), "claim"), count(len(reading.statements), "statement"))
    return rendered(
        title(reading.report), about(reading.report, *counts),
        _claims(reading, evidence) if reading.claims else None,
        _statements(reading, evidence) if reading.statements else None,
    )  # fmt: skip


def rendered(heading: str, facts: str, *tables: Table | None) -> str:
    """Return a heading, what is known of the report and tables as text."""
    console = _console()
    console.print(Text(heading, style="bold"))
    console.print(Text(facts, style="dim"))
    for made in tables:
        if made is not None:
            console.print(made)
    return _text(console)


def score_table(result: dict[str, Any]) -> str:
    """Return the scores of an evaluation as text, in per cent."""
    console = _console()
    console.print(Text(f"{result['corpus']}  {result['data']}  n={result['n']:,}", style="bold"))
    rows = Table(box=None, show_header=False, padding=(0, 2))
    for key, value in result["scores"].items():
        rows.add_row(key, f"{100 * value:6.2f}")
    console.print(rows)
    return _text(console)


def _console() -> Console:
    width = min(WIDE, shutil.get_terminal_size((100, 24)).columns)
    terminal = sys.stdout.isatty()
    return Console(file=io.StringIO(), width=width, force_terminal=terminal, highlight=False, legacy_windows=False,
                   no_color=None if terminal else True)  # fmt: skip


def _text(console: Console) -> str:
    file = console.file
    assert isinstance(file, io.StringIO)
    return "\n".join(line.rstrip() for line in file.getvalue().splitlines())


def title(report: Report) -> str:
    """Return the report's title, or how its text begins."""
    return report.first("title") or " ".join((report.first("body") or report.text)[:80].split())


def about(report: Report, *counts: str) -> str:
    """Return outlet, date and counts in one line."""
    return " · ".join(
        [report.outlet or "outlet not named", f"published {report.published or 'on a day not stated'}", *counts]
    )


def count(n: int, noun: str) -> str:
    """Return "1 claim", "2 claims"."""
    return f"{n} {noun}{'' if n == 1 else 's'}"


def table(*headings: str) -> Table:
    """Return an empty table with headings."""
    made = Table(box=SIMPLE_HEAD, pad_edge=False, padding=(0, 1), header_style="dim", expand=False)
    for heading in headings:
        made.add_column(heading, overflow="fold")
    return made


def _claims(reading: Reading, evidence: bool) -> Table:
    rows = table("What", "Who", "To whom", "How many", "When, where", "On whose say-so")
    for n, claim in enumerate(reading.claims, 1):
        rows.add_row(*_claim_cells(claim))
        if evidence:
            rows.add_row("", *_evidence(reading.report, claim), end_section=n == len(reading.claims))
    return rows


def _claim_cells(claim: Claim) -> list[Text]:
    what = claim.type + (f"\n{claim.mode}" if claim.mode else "")
    place = words.where(claim.where)
    style = "" if claim.status in CALM else "yellow" if claim.status == "attributed" else "magenta"
    return [
        Text(what, style="bold"),
        Text(words.who(claim.actors)),
        Text(words.who(claim.recipients)),
        Text("\n".join(map(words.figure, claim.figures)) or words.NOT_STATED),
        Text("\n".join(t for t in (words.when(claim.when), place) if t != words.NOT_STATED and t) or words.NOT_STATED),
        Text(words.standing(claim), style=style),
    ]


def _evidence(report: Report, claim: Claim) -> list[Text]:
    start, end = claim.evidence.sentence
    sentence = " ".join(report.text[start:end].split())
    made = f"{claim.rule} · construction {claim.construction} · confidence {claim.confidence:.2f}"
    return [Text(""), Text(""), Text(""), Text(""), Text(f"{sentence}\n{made}", style="dim")]


def _statements(reading: Reading, evidence: bool) -> Table:
    rows = table("Who says", "How", "What")
    for statement in reading.statements:
        rows.add_row(*_statement_cells(statement, evidence))
    return rows


def _statement_cells(statement: Statement, evidence: bool) -> list[Text]:
    source = words.actor_name(statement.source) if statement.source else "unspecified source"
    cue = statement.cue.text if statement.cue else "(no cue)"
    text = " ".join(statement.text.split())
    shown = f"“{text}”" if statement.form == "direct" else text
    notes = [*statement.flags, *([f"{statement.form} · confidence {statement.confidence:.2f}"] if evidence else [])]
    return [Text(source), Text(cue), Text(shown + (f"\n({', '.join(notes)})" if notes else ""))]
