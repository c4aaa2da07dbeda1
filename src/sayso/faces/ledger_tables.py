"""Claims, numbers, reports, statements and decisions of a ledger -> tables and pages for a terminal."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from rich.table import Table
from rich.text import Text

from sayso.faces import words
from sayso.faces.event_sentence import plain, sentence
from sayso.faces.event_table import NOT_STATED, SHORT, add_row, line_table
from sayso.faces.table import count, rendered, table, tables
from sayso.knowledge.registry import load_registry
from sayso.ledger.event.slots import place_text, when_text
from sayso.ledger.event.view import EventHead, view_of
from sayso.ledger.event.voices import outlet_of, voice
from sayso.ledger.likeness.marks import STAGES
from sayso.model import Claim, Reading, Report, ReportHead, Statement, Telling

if TYPE_CHECKING:
    from sayso.ledger.judgement.judged import Judgement
    from sayso.ledger.search.query import ClaimRow
    from sayso.ledger.upkeep.changes import Change
    from sayso.ledger.upkeep.removal import Removal
    from sayso.ledger.upkeep.versions import Change as Edit
    from sayso.ledger.upkeep.versions import Version


def claim_list(rows: Iterable[ClaimRow], heading: str) -> str:
    """Return claims as text, a line each: day, id, what, on whose say-so."""
    made = line_table()
    for row in rows:
        telling = Telling(claim=row.claim, report=row.report, score=1.0)
        told = Text.assemble((one_sentence(telling), "bold"), f" · {plain(voice(telling))}")
        add_row(made, row.day or "-", row.claim.id[:SHORT], told)
    return rendered(heading, "", made if made.row_count else None)


def one_sentence(telling: Telling) -> str:
    """Return one claim in one sentence."""
    claim = telling.claim
    head = EventHead(claim.id, claim.type, claim.mode, STAGES[claim.status], None, None)
    return sentence(view_of(head, [telling]))


def claim_page(claim: Claim, head: ReportHead, report: Report, event: str | None) -> str:
    """Return one claim as text: what it says, in which words, by which rule."""
    stated = {
        "who": words.who(claim.actors), "to whom": words.who(claim.recipients),
        "where": ", ".join(map(place_text, claim.where)), "when": when_text(claim.when), "how many": _figures(claim),
        "told": words.standing(claim), "flags": ", ".join(claim.flags) or "none",
        "sentence": _sentence(report, claim), "report": f"{_head(head)} · {head.id}",
        "event": event or "none: withdrawn, or rejected",
        "rule": f"{claim.rule} · construction {claim.construction} · confidence {claim.confidence:.2f}",
        "made by": f"sayso {claim.made_by.sayso} · {claim.made_by.model} · knowledge {claim.made_by.knowledge}",
    }  # fmt: skip
    return rendered(_what(claim).replace("\n", " "), f"claim {claim.id}", _facts(stated))


def statement_page(statement: Statement, head: ReportHead) -> str:
    """Return one statement as text."""
    stated = {
        "who says": words.actor_name(statement.source) if statement.source else "unspecified source",
        "how": statement.cue.text if statement.cue else "no cue", "what": statement.text,
        "form": statement.form, "flags": ", ".join(statement.flags) or "none", "report": f"{_head(head)} · {head.id}",
    }  # fmt: skip
    return rendered("Statement", f"statement {statement.id}", _facts(stated))


def report_page(
    reading: Reading, removal: Removal | None, versions: Sequence[Version], edits: Sequence[Edit], copies: Sequence[str]
) -> str:
    """Return a report as text: what it says, its versions with what the newest changed, and those that repeat it."""
    stated = {"report": reading.report.id, "address": reading.report.url or "none"}
    if removal is not None:
        stated["hidden"] = f"{removal.kind} by {removal.by}: {removal.reason} ({removal.made})"
    if len(versions) > 1:
        stated["versions"] = "; ".join(f"{v.number}: {v.report[:SHORT]} {v.published or v.added}" for v in versions)
    if edits:
        stated["changed"] = "\n".join(map(_edit, edits))
    if copies:
        stated["repeated by"] = ", ".join(copies)
    return tables(reading) + "\n" + rendered("", "", _facts(stated)).strip("\n")


def number_table(headings: Sequence[str], rows: Iterable[tuple[Sequence[str | None], Sequence[Any]]], by: int) -> str:
    """Return counted rows as text; the first `by` columns are what was counted by."""
    made = table()
    for heading in headings[:by]:
        made.add_column(heading, overflow="fold", min_width=12)
    for heading in headings[by:]:
        made.add_column(heading, justify="right", no_wrap=True)
    for keys, numbers in rows:
        cells = [plain(_named(k)) if k is not None else Text(NOT_STATED, style="dim") for k in keys]
        add_row(made, *cells, *(f"{n:,.1f}" if isinstance(n, float) else f"{n:,}" for n in numbers))
    return rendered(count(made.row_count, "row"), "", made if made.row_count else None)


def change_table(changes: Iterable[Change]) -> str:
    """Return changes of events as text."""
    made = table("Number", "When", "Event", "What", "Now")
    for c in changes:
        key = c.event or f"claim {c.claim}"
        add_row(made, str(c.number), c.made, key, c.what, c.now if c.now and c.now not in (c.event, c.claim) else "")
    return rendered(count(made.row_count, "change"), "", made if made.row_count else None)


def removal_table(removals: Iterable[Removal]) -> str:
    """Return withdrawn and erased reports as text."""
    made = table("Report", "What", "When", "By", "Why")
    for r in removals:
        add_row(made, r.report, r.kind, r.made, plain(r.by), plain(r.reason))
    return rendered(count(made.row_count, "report withdrawn or erased").replace("erased" + "s", "erased"), "",
                    made if made.row_count else None)  # fmt: skip


def judgement_table(judgements: Iterable[Judgement]) -> str:
    """Return people's judgements as text."""
    made = table("Number", "What", "Claims", "Field", "By", "Why", "When")
    for j in judgements:
        claims = j.claim[:SHORT] + (f" {j.other[:SHORT]}" if j.other else "")
        field = f"{j.field} = {j.value}" if j.field else ""
        add_row(made, str(j.number), j.kind, claims, plain(field), plain(j.by), plain(j.reason), j.made)
    return rendered(count(made.row_count, "judgement"), "", made if made.row_count else None)


def _facts(stated: Mapping[str, str | None]) -> Table:
    rows = Table(box=None, pad_edge=False, padding=(0, 1), show_header=False)
    rows.add_column(style="dim", no_wrap=True)
    rows.add_column(overflow="fold")
    for name, value in stated.items():
        given = "\n".join(map(plain, (value or "").splitlines()))
        add_row(rows, name, Text(NOT_STATED, style="dim") if given in ("", words.NOT_STATED) else Text(given))
    return rows


def _what(claim: Claim) -> str:
    return claim.type + (f"\n{claim.mode}" if claim.mode else "")


def _figures(claim: Claim) -> str:
    return plain("; ".join(map(words.figure, claim.figures)))


def _head(head: ReportHead) -> str:
    return " · ".join([outlet_of(head), head.published or "undated", head.title or "no title"])


def _sentence(report: Report, claim: Claim) -> str:
    return report.text[claim.evidence.sentence.start : claim.evidence.sentence.end]


def _edit(edit: Edit) -> str:
    if edit.words and edit.kind != "figure":
        return f"{edit.kind}: " + "; ".join(f"“{old}” → “{new}”" for old, new in edit.words)
    said = " → ".join(f"“{text}”" for text in (edit.old, edit.new) if text)
    return f"{edit.kind}: {said}"


def _named(key: str) -> str:
    """Return a key with the names of actors for their ids: "Norland > Sarvia"."""
    entries = load_registry().entries
    return " > ".join(entries[k].name if k in entries else "unnamed" if k == "~" else k for k in key.split(" > "))
