"""Events -> sayso's own record: a row a claim, a row an event, JSON Lines that lose nothing; HXL tags on the rows."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from sayso import records
from sayso.faces import words
from sayso.faces.exports import agreed
from sayso.faces.exports.shape import Cell, Column, Export, Scope, facts_of
from sayso.faces.exports.tables import Layout, renamed, table
from sayso.model import Claim, EventView, Place, Telling

OUR_RULES = (
    "A claim is what one report says happened, on one chain of sources; second mentions in a report are folded "
    "into it.",
    "An event is what claims of several reports are judged to be about; claims of an event may contradict each other.",
    "low and high are the bounds that reports set; an empty high is open, an empty low is not stated, which is "
    "not zero.",
)


@dataclass(frozen=True, slots=True)
class Told:
    """A claim of an event as a row."""

    event: str
    telling: Telling
    sentence: str | None

    @property
    def claim(self) -> Claim:
        """The claim."""
        return self.telling.claim

    @property
    def place(self) -> Place | None:
        """The first place."""
        return self.claim.where[0] if self.claim.where else None


def tellings(view: EventView, scope: Scope) -> Iterator[Told]:
    """Yield a row a claim, with its sentence where the text is at hand."""
    for telling in view.tellings:
        yield Told(view.id, telling, sentence_of(telling, scope))


def sentence_of(telling: Telling, scope: Scope) -> str | None:
    """Return the sentence of a claim."""
    text = scope.text_of(telling.claim.report)
    start, end = telling.claim.evidence.sentence
    return text[start:end] if text is not None else None


def bound(claim: Claim, kind: str, side: str) -> int | None:
    """Return the lower or upper bound of a claim's total of a kind; None if there is none, or no bound."""
    found = next((f for f in claim.figures if f.kind == kind and f.nature == "total"), None)
    return None if found is None else found.low if side == "low" else found.high


CLAIMS: tuple[Column[Told], ...] = (
    Column("event", "id of the event that the claim is of", lambda r: r.event),
    Column("claim", "id of the claim", lambda r: r.claim.id),
    Column("report", "id of the report", lambda r: r.claim.report),
    Column("outlet", "who published the report", lambda r: r.telling.report.outlet),
    Column("published", "when, as a date or a moment with its zone", lambda r: r.telling.report.published),
    Column("title", "the report's title; left out when persons are masked", lambda r: r.telling.report.title),
    Column("url", "the report's address; its site alone when persons are masked", lambda r: r.telling.report.url),
    Column("copy_of", "id of the report whose text it repeats", lambda r: r.telling.report.copy_of),
    Column("type", "PLOVER type", lambda r: r.claim.type),
    Column("mode", "PLOVER mode", lambda r: r.claim.mode),
    Column("contexts", "PLOVER contexts", lambda r: "; ".join(r.claim.contexts)),
    Column("cameo", "CAMEO code", lambda r: r.claim.cameo),
    Column("quad", "1 verbal cooperation, 2 material cooperation, 3 verbal conflict, 4 material conflict",
           lambda r: r.claim.quad, "whole"),
    Column("intensity", "PLOVER's score of type and mode", lambda r: r.claim.intensity, "number"),
    Column("status", "what the claim's sources commit themselves to", lambda r: r.claim.status),
    Column("say_so", "the sources after the outlet, outermost first", lambda r: words.say_so(r.claim.sayso)),
    Column("actors", "who", lambda r: "; ".join(map(words.actor_name, r.claim.actors))),
    Column("actor_codes", "their codes, in the same order", lambda r: "; ".join(a.code or "" for a in r.claim.actors)),
    Column("recipients", "to whom", lambda r: "; ".join(map(words.actor_name, r.claim.recipients))),
    Column("recipient_codes", "their codes", lambda r: "; ".join(a.code or "" for a in r.claim.recipients)),
    Column("earliest", "first day or moment, empty: open", lambda r: r.claim.when.earliest if r.claim.when else None),
    Column("latest", "last day or moment, empty: open", lambda r: r.claim.when.latest if r.claim.when else None),
    Column("when_basis", "stated, or inferred from its surroundings or the date of publication",
           lambda r: r.claim.when.basis if r.claim.when else None),
    Column("place", "the first place", lambda r: r.place.name if r.place else None),
    Column("place_precision", "point, town, district, province, country, region",
           lambda r: r.place.precision if r.place else None),
    Column("admin1", "its province", lambda r: r.place.admin1 if r.place else None),
    Column("country", "its country, empty where that is contested", lambda r: r.place.country if r.place else None),
    Column("lat", "degrees north", lambda r: r.place.lat if r.place else None, "number"),
    Column("lon", "degrees east", lambda r: r.place.lon if r.place else None, "number"),
    Column("killed_low", "least killed", lambda r: bound(r.claim, "killed", "low"), "whole"),
    Column("killed_high", "most killed", lambda r: bound(r.claim, "killed", "high"), "whole"),
    Column("injured_low", "least injured", lambda r: bound(r.claim, "injured", "low"), "whole"),
    Column("injured_high", "most injured", lambda r: bound(r.claim, "injured", "high"), "whole"),
    Column("figures", "all figures", lambda r: "; ".join(map(words.figure, r.claim.figures))),
    Column("trigger", "the word that tells the act", lambda r: r.claim.evidence.exact),
    Column("sentence", "the sentence; left out when persons are masked", lambda r: r.sentence),
    Column("rule", "the rule that found it", lambda r: r.claim.rule),
    Column("confidence", "share of such claims that are right", lambda r: r.claim.confidence, "number"),
    Column("merge_score", "average likeness to the event's other claims", lambda r: r.telling.score, "number"),
    Column("merge_reasons", "why it is of the event", lambda r: "; ".join(r.telling.reasons)),
    Column("corrected", "fields that people have set right", lambda r: "; ".join(r.telling.corrected)),
    Column("made_by", "versions of sayso, model, knowledge, schema",
           lambda r: " ".join(map(str, (r.claim.made_by.sayso, r.claim.made_by.model, r.claim.made_by.knowledge,
                                        r.claim.made_by.schema)))),
)  # fmt: skip


def _slot(view: EventView, name: str) -> str | None:
    """Return all that is given for a slot, with who gives it: "A [Coast Wire] | B [Ostra Post]"."""
    slot = next((s for s in view.slots if s.name == name), None)
    if slot is None:
        return None
    return " | ".join(f"{v.text or 'not stated'} [{'; '.join(v.sources)}]" for v in slot.values)


def _end(view: EventView, kind: str, side: str) -> int | None:
    found = agreed.toll(view, kind)
    return None if found is None else found.low if side == "low" else found.high


def _lat(view: EventView) -> Cell:
    found = agreed.where(view).point
    return found.lat if found else None


def _lon(view: EventView) -> Cell:
    found = agreed.where(view).point
    return found.lon if found else None


def _place(view: EventView) -> str | None:
    found = agreed.where(view).place
    return found.name if found else None


EVENTS: tuple[Column[EventView], ...] = (
    Column("event", "id of the event", lambda v: v.id),
    Column("type", "PLOVER type", lambda v: v.type),
    Column("mode", "the PLOVER mode that most claims give", lambda v: v.mode),
    Column("stage", "occurred, tried, ahead, demanded or apart", lambda v: v.stage),
    Column("first_day", "first day", lambda v: v.first_day),
    Column("last_day", "last day", lambda v: v.last_day),
    Column("actors", "all that is given for who, with its sources", lambda v: _slot(v, "actors")),
    Column("recipients", "all that is given for whom, with its sources", lambda v: _slot(v, "recipients")),
    Column("where", "all that is given for where, with its sources", lambda v: _slot(v, "where")),
    Column("when", "all that is given for when, with its sources", lambda v: _slot(v, "when")),
    Column("status", "all that is given for the status, with its sources", lambda v: _slot(v, "status")),
    Column("differ", "slots on which accounts differ", lambda v: "; ".join(s.name for s in v.slots if not s.agreed)),
    Column("place", "the place that all accounts fit", _place),
    Column("admin1", "the province that all accounts share", lambda v: agreed.where(v).admin1),
    Column("country", "the country that all accounts share", lambda v: agreed.where(v).country),
    Column("lat", "degrees north, of a town or less", _lat, "number"),
    Column("lon", "degrees east, of a town or less", _lon, "number"),
    Column("killed_low", "lowest reported", lambda v: _end(v, "killed", "low"), "whole"),
    Column("killed_high", "highest reported, empty: open", lambda v: _end(v, "killed", "high"), "whole"),
    Column("injured_low", "lowest reported", lambda v: _end(v, "injured", "low"), "whole"),
    Column("injured_high", "highest reported, empty: open", lambda v: _end(v, "injured", "high"), "whole"),
    Column("figures", "every kind of figure with its bounds",
           lambda v: "; ".join(f"{t.kind} {agreed.bounds(t)}" for t in v.tolls)),
    Column("claims", "number of claims", lambda v: v.counts.claims, "whole"),
    Column("reports", "number of reports, copies and versions among them", lambda v: v.counts.reports, "whole"),
    Column("outlets", "number of outlets", lambda v: v.counts.outlets, "whole"),
    Column("independent", "number of independent sources", lambda v: v.counts.independent, "whole"),
    Column("asserted_by", "who says that it happened", lambda v: "; ".join(v.asserted_by)),
    Column("denied_by", "who says that it did not", lambda v: "; ".join(v.denied_by)),
    Column("doubted_by", "who leaves it open", lambda v: "; ".join(v.doubted_by)),
    Column("first_reported", "when the first report was published", lambda v: v.first_reported),
    Column("last_reported", "when the last report was published", lambda v: v.last_reported),
    Column("part_of", "id of the wave that it belongs to", lambda v: v.part_of),
    Column("parts", "ids of the events of a wave", lambda v: "; ".join(v.parts)),
)  # fmt: skip

# HXL 1.1 has no hashtags for who did what to whom; by its rule for custom ones these begin with #x_.
HXL = {
    "event": "#event+id", "type": "#event+type", "mode": "#event+mode", "stage": "#event+status",
    "first_day": "#date+start", "last_day": "#date+end", "actors": "#x_actor+name",
    "recipients": "#x_recipient+name", "country": "#country+code+v_iso3", "admin1": "#adm1+name",
    "place": "#loc+name", "lat": "#geo+lat", "lon": "#geo+lon", "killed_low": "#affected+killed+min",
    "killed_high": "#affected+killed+max", "injured_low": "#affected+injured+min",
    "injured_high": "#affected+injured+max", "reports": "#meta+reports+num", "outlets": "#meta+outlets+num",
    "independent": "#meta+sources+num", "asserted_by": "#meta+source+asserting",
    "denied_by": "#meta+source+denying", "first_reported": "#date+reported",
}  # fmt: skip


def _one(view: EventView, scope: Scope) -> tuple[EventView]:
    return (view,)


JSON_LINES: tuple[Column[EventView], ...] = (
    Column("record", "about (the first line), event, or claim (the lines after its event)"),
    Column("event", "in a claim's line, the id of its event; in an event's, all of the event but its claims"),
    Column("report", "in a claim's line: outlet, date, title, address, whose copy"),
    Column("claim", "in a claim's line: the claim, as docs/record.md has it"),
    Column("score", "in a claim's line: its average likeness to the event's other claims"),
    Column("reasons", "in a claim's line: why it is of the event"),
)


def json_lines(views: Iterable[EventView], scope: Scope) -> Iterator[str]:
    """Yield the facts of the export, then every event and after it its claims, a line each."""
    yield records.dumps({"record": "about", "format": "jsonl", **facts_of(scope)}) + "\n"
    for view in views:
        told = {k: v for k, v in records.to_json(view).items() if k != "tellings"}
        yield records.dumps({"record": "event", "event": told}) + "\n"
        for t in view.tellings:
            yield records.dumps({
                "record": "claim", "event": view.id, "claim": t.claim, "report": t.report, "score": t.score,
                "reasons": t.reasons, "like": t.like, "corrected": t.corrected,
            }) + "\n"  # fmt: skip


CLAIMS_CSV = table(CLAIMS, tellings, about="sayso's own record, a row a claim", rules=OUR_RULES)
EVENTS_CSV = table(EVENTS, _one, about="sayso's own record, a row an event", rules=OUR_RULES)
HXL_CSV = table(
    renamed(EVENTS, {name: name for name in HXL}), _one, Layout(tags=tuple(HXL.values())),
    about="events with a row of HXL hashtags below the headings", rules=OUR_RULES,
)  # fmt: skip
JSONL = Export(
    about="sayso's own record, nothing left out: a line an event, a line a claim", ending=".jsonl",
    columns=JSON_LINES, rules=OUR_RULES, chunks=json_lines,
)  # fmt: skip
