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
    console = _console()
    console.print(Text(_title(reading.report), style="bold"))
    console.print(Text(_about(reading), style="dim"))
    if reading.claims:
        console.print(_claims(reading, evidence))
    if reading.statements:
        console.print(_statements(reading, evidence))
    return _text(console)


def score_table(result: dict[str, Any]) -> str:
    """Return the scores of an evaluation as text, in per cent."""
    console = _console()
    console.print(Text(f"{result['corpus']}  {result['data']}  n={result['n']:,}", style="bold"))
    table = Table(box=None, show_header=False, padding=(0, 2))
    for key, value in result["scores"].items():
        table.add_row(key, f"{100 * value:6.2f}")
    console.print(table)
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


def _title(report: Report) -> str:
    return report.first("title") or " ".join((report.first("body") or report.text)[:80].split())


def _about(reading: Reading) -> str:
    report = reading.report
    facts = [report.outlet or "outlet not named", f"published {report.published or 'on a day not stated'}",
             _count(len(reading.claims), "claim"), _count(len(reading.statements), "statement")]  # fmt: skip
    return " · ".join(facts)


def _count(n: int, noun: str) -> str:
    return f"{n} {noun}{'' if n == 1 else 's'}"


def _table(*headings: str) -> Table:
    table = Table(box=SIMPLE_HEAD, pad_edge=False, padding=(0, 1), header_style="dim", expand=False)
    for heading in headings:
        table.add_column(heading, overflow="fold")
    return table


def _claims(reading: Reading, evidence: bool) -> Table:
    table = _table("What", "Who", "To whom", "How many", "When, where", "On whose say-so")
    for n, claim in enumerate(reading.claims, 1):
        table.add_row(*_claim_cells(claim))
        if evidence:
            table.add_row("", *_evidence(reading.report, claim), end_section=n == len(reading.claims))
    return table


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
    table = _table("Who says", "How", "What")
    for statement in reading.statements:
        table.add_row(*_statement_cells(statement, evidence))
    return table


def _statement_cells(statement: Statement, evidence: bool) -> list[Text]:
    source = words.actor_name(statement.source) if statement.source else "unspecified source"
    cue = statement.cue.text if statement.cue else "(no cue)"
    text = " ".join(statement.text.split())
    shown = f"“{text}”" if statement.form == "direct" else text
    notes = [*statement.flags, *([f"{statement.form} · confidence {statement.confidence:.2f}"] if evidence else [])]
    return [Text(source), Text(cue), Text(shown + (f"\n({', '.join(notes)})" if notes else ""))]
