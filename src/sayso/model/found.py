"""Who, where, when, how many: what a stretch of text stands for."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Generic, Literal, TypeVar

from sayso.model.report import Span

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Mention(Generic[T]):
    """Words [first, end) with their syntactic head that name or describe `what`."""

    head: int
    first: int
    end: int
    what: T


ActorBasis = Literal["named", "described", "coreference"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Descriptor:
    """A loaded or evaluative word used for an actor, as the wording of its source (index into the say-so chain)."""

    text: str
    span: Span
    source: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Actor:
    """Who: a registry entry, or an unnamed one with `id` None. `code` is CAMEO-style: country, then sector."""

    id: str | None = None
    name: str | None = None
    kind: str | None = None
    code: str | None = None
    text: str
    span: Span
    basis: ActorBasis = "named"
    descriptors: tuple[Descriptor, ...] = ()


RecipientPart = Literal["aimed at", "hit", "called a target", "unclear"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Recipient(Actor):
    """To whom, and in what way the act reached them."""

    part: RecipientPart = "unclear"


Basis = Literal["stated", "inferred"]


@dataclass(frozen=True, slots=True, kw_only=True)
class When:
    """Earliest and latest day or moment, both included; `None` is open. `extent` says whether the act filled it."""

    earliest: str | None
    latest: str | None
    extent: Literal["throughout", "within"] = "within"
    precision: Literal["moment", "day", "week", "month", "year", "interval"] = "day"
    zone: str | None = None
    text: str | None = None
    span: Span | None = None
    counted_from: Literal["published", "dateline", "text"] | None = None
    basis: Basis = "stated"


PlacePrecision = Literal["point", "town", "district", "province", "country", "region"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where: a gazetteer entry with its chain, in degrees (WGS 84)."""

    role: Literal["at", "from", "to"] = "at"
    name: str
    geonames: int | None = None
    country: str | None = None  # ISO 3166 alpha-3
    administered_by: str | None = None
    claimed_by: tuple[str, ...] = ()
    admin1: str | None = None
    lat: float | None = None
    lon: float | None = None
    precision: PlacePrecision
    text: str
    span: Span
    basis: Basis = "stated"


Operator = Literal[
    "exact", "at least", "more than", "at most", "less than", "about", "nearly", "range", "vague"
]  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """How many of what; `high` None is open. `who` is the counted group as written; `source` as in Descriptor."""

    kind: str
    who: str | None
    low: int
    high: int | None
    operator: Operator = "exact"
    nature: Literal["total", "increment", "subset", "rate"] = "total"
    as_of: str | None = None
    convention: str | None = None
    source: int = 0
    text: str
    span: Span
