"""WikiEvents (.jsonl) -> F1 of the arguments of events, by the head words of who, to whom, where and with what.

An event of the corpus meets every record of ours that fits its type (arguments_kinds.py) and has its trigger, or that
of a further mention, in the event's sentence. An argument is right where such a record has it in the slot of its role:
our phrase's head word lies in the mention, or is the same word where ours stands in another line (a claim told twice
keeps the words of one telling). recipients include those whom its figures of victims count; instruments are those of
the claim's incident; what somebody says is met by our statements, its speaker and whom it is said to.

head_f1         recall: arguments of events that are ours. Precision: words of ours in a slot, each mention once,
                where a record meets an event; words outside the event's line are judged only if right, as the
                corpus marks nothing there; reports in which it marks no argument at all count in events_f1 only
head_f1_claims  the same without what people say
head_f1_all     as head_f1_claims, with precision over every argument of every claim of these types in the report
head_recall_all right arguments among all that the corpus has, also of types and roles that we leave out
events_f1       events met, and claims of these types that meet one; f1_<role> each role by itself

Inferred places are left out: what is scored is what a claim has as stated. Of sayings, one whose cue is the event's
very trigger goes before others of the sentence. There are no clusters of coreferent mentions in the file: another
mention of the right one is wrong.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from sayso.evaluate.corpora.arguments_gold import Argument, GoldEvent, GoldReport, head_of, reports_in
from sayso.evaluate.corpora.arguments_kinds import STATEMENT, TYPES, Slot
from sayso.evaluate.corpora.overlap import Relaxed
from sayso.evaluate.corpora.reports import reading_of
from sayso.evaluate.corpora.rows import sample
from sayso.evaluate.scores import Scored
from sayso.model import Claim, Reading, Span, Statement

VICTIMS = frozenset({"killed", "injured", "casualties", "missing", "detained", "abducted", "displaced", "released"})
ROLES = ("Attacker", "Target", "Killer", "Injurer", "Victim", "Instrument", "ExplosiveDevice", "Place", "Jailer",
         "Detainee", "Defendant", "Communicator", "Recipient", "Participant", "Demonstrator")  # fmt: skip


@dataclass(frozen=True, slots=True)
class Filler:
    """One phrase of ours in a slot, with the words that may be its head: two for "the town of Tarn"."""

    slot: Slot
    heads: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Told:
    """A record of ours: its type, where its triggers begin, and what fills its slots."""

    type: str
    at: tuple[int, ...]
    fillers: tuple[Filler, ...]


@dataclass(slots=True)
class Tally:
    """Counts over all reports."""

    every: int = 0
    right: int = 0
    heads: Relaxed = field(default_factory=Relaxed)
    claims: Relaxed = field(default_factory=Relaxed)
    whole: Relaxed = field(default_factory=Relaxed)
    events: Relaxed = field(default_factory=Relaxed)
    roles: defaultdict[str, Relaxed] = field(default_factory=lambda: defaultdict(Relaxed))


def evaluate(path: Path, limit: int | None = None) -> Scored:
    """Return head_f1, head_f1_claims, head_f1_all, head_recall_all, events_f1 and f1_<role>; n counts reports."""
    tally = Tally()
    reports = sample(reports_in(path), limit, path)
    for report in reports:
        reading = reading_of(report.text)
        told = records_of(reading) if reading else []
        compare(tally, report, told, reading.report.text if reading else "")
    return Scored(len(reports), _scores(tally))


def records_of(reading: Reading) -> list[Told]:
    """Return what a reading tells, with the head words of its slots."""
    instruments: defaultdict[str, list[Span]] = defaultdict(list)
    for incident in reading.incidents:
        for claim in incident.claims:
            instruments[claim].extend(i.span for i in incident.instruments)
    text = reading.report.text
    said = [_statement(text, s) for s in reading.statements]
    return [_claim(text, c, instruments[c.id]) for c in reading.claims if c.type in TYPES] + [s for s in said if s]


def compare(tally: Tally, report: GoldReport, told: Sequence[Told], text: str) -> None:
    """Count one report; `text` is ours, which the records point into."""
    meets = [_met_by(e, told) for e in report.events]
    met: dict[int, list[GoldEvent]] = defaultdict(list)
    for event, records in zip(report.events, meets, strict=True):
        for record in records:
            met[id(record)].append(event)
        _count_wanted(tally, event, records, text)
    for record in told:
        if record.type != STATEMENT:
            tally.events.add([id(record) in met], [])
    if report.every:
        _count_found(tally, told, met, text)
    tally.every += report.every


def _scores(tally: Tally) -> dict[str, float]:
    return {"head_f1": tally.heads.f1, "head_f1_claims": tally.claims.f1, "head_f1_all": tally.whole.f1,
            "head_precision": tally.heads.found_right / max(1, tally.heads.found),
            "head_recall": tally.heads.wanted_right / max(1, tally.heads.wanted),
            "head_recall_all": tally.right / max(1, tally.every), "events_f1": tally.events.f1,
            **{f"f1_{role.lower()}": tally.roles[role].f1 for role in ROLES}}  # fmt: skip


def _claim(text: str, claim: Claim, instruments: Iterable[Span]) -> Told:
    slots: list[tuple[Slot, Span]] = [("actors", a.span) for a in claim.actors]
    slots += [("recipients", r.span) for r in claim.recipients]
    slots += [("recipients", f.span) for f in claim.figures if f.kind in VICTIMS and f.high != 0]
    slots += [("actors", f.span) for f in claim.figures if f.kind == "protesters"]
    slots += [("where", p.span) for p in claim.where if p.basis == "stated"]
    slots += [("instruments", i) for i in instruments]
    triggers = (claim.evidence.trigger, *claim.retold)
    return Told(claim.type, tuple(t.start for t in triggers), tuple(_fillers(text, slots)))


def _statement(text: str, statement: Statement) -> Told | None:
    if statement.cue is None:
        return None
    slots: list[tuple[Slot, Span]] = [("actors", a.span) for a in (statement.source,) if a]
    slots += [("recipients", a.span) for a in (statement.addressee,) if a]
    return Told(STATEMENT, (statement.cue.span.start,), tuple(_fillers(text, slots)))


def _fillers(text: str, slots: Iterable[tuple[Slot, Span]]) -> Iterator[Filler]:
    for slot, span in dict.fromkeys(slots):
        heads = [head_of(text, span)]
        if slot == "where":
            heads.append(head_of(text, Span(max(span.start, text.rfind(" ", 0, span.end) + 1), span.end)))
        yield Filler(slot, tuple(dict.fromkeys(heads)))


def _met_by(event: GoldEvent, told: Iterable[Told]) -> list[Told]:
    records = [t for t in told if _meets(event, t)]
    exact = [t for t in records if any(event.trigger.start <= at < event.trigger.end for at in t.at)]
    return exact if STATEMENT in event.kind.types and exact else records


def _meets(event: GoldEvent, record: Told) -> bool:
    inside = any(event.sentence.start <= at < event.sentence.end for at in record.at)
    return inside and record.type in event.kind.types


def _is(event: GoldEvent, argument: Argument, filler: Filler, text: str) -> bool:
    """True if a phrase of ours is an argument of the corpus."""
    if filler.slot not in event.kind.roles[argument.role]:
        return False
    wanted = text[argument.head.start : argument.head.end].lower()
    return any(
        argument.span.holds(h) or (not event.line.holds(h) and text[h.start : h.end].lower() == wanted)
        for h in filler.heads
    )


def _count_wanted(tally: Tally, event: GoldEvent, records: Sequence[Told], text: str) -> None:
    says = STATEMENT in event.kind.types
    for argument in event.arguments:
        right = any(_is(event, argument, f, text) for r in records for f in r.fillers)
        tally.heads.add([], [right])
        tally.roles[argument.role].add([], [right])
        tally.right += right
        if not says:
            tally.claims.add([], [right])
            tally.whole.add([], [right])
    if not says:
        tally.events.add([], [bool(records)])


def _count_found(tally: Tally, told: Sequence[Told], met: dict[int, list[GoldEvent]], text: str) -> None:
    """Count each mention once in a slot: it is right if it is so in any record that has it."""
    judged: dict[tuple[Slot, int], tuple[str, bool]] = {}
    of_claims: dict[tuple[Slot, int], bool] = {}
    every: dict[tuple[Slot, int], bool] = {}
    for record in told:
        events, is_claim = met.get(id(record), []), record.type != STATEMENT
        for filler in record.fillers:
            key = (filler.slot, filler.heads[0].start)
            role, right = _role(events, record, filler, text)
            if role is not None and not judged.get(key, ("", False))[1]:
                judged[key] = (role, right)
            if is_claim:
                every[key] = every.get(key, False) or right
            if is_claim and role is not None:
                of_claims[key] = of_claims.get(key, False) or right
    for role, right in judged.values():
        tally.heads.add([right], [])
        tally.roles[role].add([right], [])
    tally.claims.add(of_claims.values(), [])
    tally.whole.add(every.values(), [])


def _role(events: Sequence[GoldEvent], record: Told, filler: Filler, text: str) -> tuple[str | None, bool]:
    """Return the role that a phrase is judged as, and whether it is right; None where it cannot be judged.

    A wrong one counts under the nearest event's role of its slot.
    """
    for event in events:
        for argument in event.arguments:
            if _is(event, argument, filler, text):
                return argument.role, True
    near = sorted(events, key=lambda e: min(abs(e.trigger.start - at) for at in record.at))
    beside = (e.kind.role_of(filler.slot) for e in near if any(e.line.holds(h) for h in filler.heads))
    return next((role for role in beside if role is not None), None), False
