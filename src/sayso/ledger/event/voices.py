"""A claim and its report -> who says it, by name, and whether they say that it happened, that it did not, or neither.

An outlet's own voice is the outlet's; what is attributed is the speaker's, with those it comes through: "Minister Oda
via Coast Wire". A copy speaks with the voice of the report whose text it repeats.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Literal
from urllib.parse import urlsplit

from sayso.ledger.event.independent import Telling as Source
from sayso.ledger.event.independent import independent
from sayso.ledger.likeness.marks import actor_key
from sayso.model import Actor, Claim, Counts, ReportHead, Status, Telling

Standing = Literal["asserted", "denied", "doubted"]

STANDINGS: Mapping[Status, Standing] = {
    "reported": "asserted", "attributed": "asserted", "attempted": "asserted", "failed": "asserted",
    "prevented": "asserted", "threatened": "asserted", "planned": "asserted", "pledged": "asserted",
    "expected": "asserted", "demanded": "asserted", "habitual": "asserted",
    "denied": "denied", "negated": "denied",
    "possible": "doubted", "questioned": "doubted", "conditional": "doubted", "counterfactual": "doubted",
}  # fmt: skip
NOTES: Mapping[Standing, str] = {"asserted": "", "denied": " (denies it)", "doubted": " (leaves it open)"}
PRONOUNS = frozenset({"he", "she", "it", "they", "we", "i", "you", "who", "which", "one"})
UNSPECIFIED = "unspecified source"
UNNAMED = "unnamed actor"
LONG = 40  # letters of an unnamed actor's wording that are shown


def standing(claim: Claim) -> Standing:
    """Return whether the claim's source says that it happened, that it did not, or leaves it open."""
    return STANDINGS[claim.status]


def name_of(actor: Actor) -> str:
    """Return the registry's name, else the one in the text, else kind or wording, in quotation marks."""
    if actor.name:
        return actor.name
    if actor.descriptors and actor.kind:
        return UNNAMED if actor.kind == "unknown" else actor.kind
    words = " ".join(actor.text.split())
    return f"“{words if len(words) <= LONG else _shortened(words)}”"


def outlet_of(report: ReportHead) -> str:
    """Return an outlet's name, else its address, else what sets it apart from other outlets that are not named."""
    return _stated_outlet(report) or f"outlet not named ({report.id[:6]})"


def voice(telling: Telling, source: int | None = None) -> str:
    """Return who says the claim, or the part of it that hangs on a source of its chain."""
    return " via ".join([*_speakers(telling.claim, source), outlet_of(telling.report)])


def speaker(telling: Telling) -> str:
    """Return who says the claim: who has a name by that alone, as the same in every outlet."""
    found = _speakers(telling.claim)
    unnamed = not found or any(n.startswith("“") or n in (UNSPECIFIED, UNNAMED) for n in found)
    return voice(telling) if unnamed else " via ".join(found)


def speakers_by_standing(tellings: Sequence[Telling]) -> dict[Standing, tuple[str, ...]]:
    """Return who says that it happened, who that it did not, and who leaves it open, first told first."""
    found: dict[Standing, dict[str, None]] = {"asserted": {}, "denied": {}, "doubted": {}}
    for telling in originals(tellings):
        found[standing(telling.claim)].setdefault(speaker(telling))
    return {kind: tuple(names) for kind, names in found.items()}


def voices(tellings: Sequence[Telling]) -> tuple[str, ...]:
    """Return the sources of tellings by name, each once, with a note on those who deny it or leave it open."""
    found = (f"{voice(t)}{NOTES[standing(t.claim)]}" for t in originals(tellings))
    return tuple(dict.fromkeys(found))


def originals(tellings: Sequence[Telling]) -> list[Telling]:
    """Return the tellings, of reports that have one text only those of the original, else of the first."""
    kept: dict[str, str] = {}
    for telling in sorted(tellings, key=lambda t: t.report.copy_of is not None):
        kept.setdefault(telling.report.copy_of or telling.report.id, telling.report.id)
    return [t for t in tellings if kept[t.report.copy_of or t.report.id] == t.report.id]


def counts_of(tellings: Sequence[Telling]) -> Counts:
    """Count who speaks; independent are the sources that say it happened, or all where none does."""
    saying = [t for t in tellings if standing(t.claim) == "asserted"] or list(tellings)
    found = independent(_source(saying, report) for report in {t.report.id: t.report for t in saying}.values())
    return Counts(
        claims=len(tellings), reports=len({t.report.id for t in tellings}),
        outlets=len({outlet_of(t.report).casefold() for t in tellings}), independent=found.sources,
    )  # fmt: skip


def _source(tellings: Iterable[Telling], report: ReportHead) -> Source:
    """Return one report as a source; a pronoun is nobody beside those it has told of by name."""
    actors = [t.claim.sayso[-1].actor for t in tellings if t.report.id == report.id]
    roots = {actor_key(a) for a in actors if a is not None and a.text.casefold() not in PRONOUNS}
    return Source(report=report.id, outlet=_stated_outlet(report), original=report.copy_of, speakers=tuple(roots))


def _stated_outlet(report: ReportHead) -> str | None:
    return report.outlet or (urlsplit(report.url).hostname if report.url else None)


def _speakers(claim: Claim, source: int | None = None) -> list[str]:
    """Return the speakers of a chain by name, the one that says it first."""
    chain = claim.sayso if source is None else claim.sayso[: source + 1]
    return [name_of(s.actor) if s.actor is not None else UNSPECIFIED for s in reversed(chain) if s.kind != "outlet"]


def _shortened(words: str) -> str:
    head = words.partition(", ")[0]
    return head + " …" if len(head) <= LONG else head[:LONG].rsplit(" ", 1)[0] + " …"
