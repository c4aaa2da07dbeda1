"""What many reports say: copies of a report, and events with all that is told of them side by side."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from sayso.model.claim import Claim, ClaimType
from sayso.model.found import Actor, Place, Recipient


@dataclass(frozen=True, slots=True, kw_only=True)
class Copy:
    """A report that repeats another's text, and the share of its text that does; never a further source."""

    report: str
    of: str
    share: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """What claims of many reports are judged to be about: one happening."""

    id: str
    claims: tuple[str, ...]
    reasons: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportHead:
    """What is shown of a report beside its claims. `copy_of` is the report whose text it repeats.

    `page` is the same for all versions of one page, whether it has an address or only its outlet's key: a hash of it.
    """

    id: str
    outlet: str | None = None
    published: str | None = None
    title: str | None = None
    url: str | None = None
    copy_of: str | None = None
    page: str | None = None
    version: int = 1  # of the page


@dataclass(frozen=True, slots=True, kw_only=True)
class Telling:
    """One claim of an event, its report, and why it was judged to be of the event.

    `like` is the claim of the event that it is likest to, `score` its average likeness to all. `corrected` names the
    fields that a person has set right.
    """

    claim: Claim
    report: ReportHead
    score: float
    reasons: tuple[str, ...] = ()
    like: str | None = None
    corrected: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Value:
    """What one or more claims give for a slot; `None` as text is "not stated"."""

    text: str | None
    claims: tuple[str, ...]
    sources: tuple[str, ...]  # outlets and speakers that give it, by name
    actor: Actor | Recipient | None = None
    place: Place | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Slot:
    """All values that are given for who, to whom, where, when, ..., the oftenest given first; `agreed` if one only."""

    name: Literal["type", "actors", "recipients", "where", "when", "status"]
    values: tuple[Value, ...]
    agreed: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Reported:
    """One report's figure: its bounds, `high` None is open, and when it was published."""

    low: int
    high: int | None
    claim: str
    source: str
    published: str | None
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Toll:
    """Everything reported of one kind of figure: `low` and `high` bound all of it; a point only under a named rule.

    `revisions` are in order of publication; `lowest` and `highest` name the claims that set the bounds.
    """

    kind: str
    low: int
    high: int | None
    lowest: str
    highest: str
    revisions: tuple[Reported, ...]
    point: int | None = None
    rule: str | None = None
    not_stated: tuple[str, ...] = ()  # outlets that tell of the event and give no such figure


@dataclass(frozen=True, slots=True, kw_only=True)
class Counts:
    """How many speak: claims, reports with copies and versions, outlets, and sources that are independent."""

    claims: int
    reports: int
    outlets: int
    independent: int


@dataclass(frozen=True, slots=True, kw_only=True)
class EventView:
    """One happening with all that is told of it, side by side; no verdict.

    `asserted_by`, `denied_by` and `doubted_by` name who says that it happened, that it did not, or asks or leaves open
    whether. `part_of` is the wave it belongs to, `parts` the events of a wave.
    """

    id: str
    type: ClaimType
    mode: str | None
    stage: str
    first_day: str | None
    last_day: str | None
    tellings: tuple[Telling, ...]
    slots: tuple[Slot, ...]
    tolls: tuple[Toll, ...]
    counts: Counts
    asserted_by: tuple[str, ...]
    denied_by: tuple[str, ...]
    doubted_by: tuple[str, ...]
    first_reported: str | None
    last_reported: str | None
    part_of: str | None = None
    parts: tuple[str, ...] = ()

    def slot(self, name: str) -> Slot:
        """Return a slot by name; raise KeyError if there is none."""
        for slot in self.slots:
            if slot.name == name:
                return slot
        raise KeyError(name)
