"""Every type that crosses a stage: report -> parse -> statements and claims -> events.

All are frozen, hold plain data only, and say where in `Report.text` they come from. Offsets count Unicode code points;
`text[span.start:span.end]` is the evidence. `records.py` turns them into JSON and back.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Generic, Literal, NamedTuple, TypeVar

SCHEMA = 1  # of the JSON records; raised when a field changes its meaning


class Span(NamedTuple):
    """Half-open stretch of a report's text, in code points."""

    start: int
    end: int

    def holds(self, other: Span) -> bool:
        """True if `other` lies wholly inside."""
        return self.start <= other.start and other.end <= self.end


# --- the report ---------------------------------------------------------------------------------------------------

PartKind = Literal["title", "byline", "dateline", "caption", "credit", "body", "furniture"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Capture:
    """Raw bytes as they came, with where and when they came from; kept apart from the report."""

    raw: bytes
    name: str  # file name, "-" or URL, for messages
    url: str | None = None
    retrieved: str | None = None  # UTC, ISO 8601; only for what was fetched
    media_type: str | None = None
    charset: str | None = None
    headers: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Part:
    """What a stretch of the report is; claims come from title and body."""

    kind: PartKind
    span: Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """One news item as read; its text never changes afterwards.

    `published` is an ISO date ("2021-05-11") or a moment with its zone; `sha256` is of the raw bytes.
    """

    id: str
    text: str
    parts: tuple[Part, ...]
    outlet: str | None = None
    published: str | None = None
    published_basis: Literal["given", "stated"] | None = None
    url: str | None = None
    key: str | None = None
    retrieved: str | None = None
    language: str | None = None
    sha256: str = ""
    reader: str = ""  # name and version of what cut the text out of the bytes

    def first(self, kind: PartKind) -> str | None:
        """Return the text of the first part of a kind, or None."""
        return next((self.text[p.span.start : p.span.end] for p in self.parts if p.kind == kind), None)

    def part_at(self, offset: int) -> PartKind | None:
        """Return the kind of the part that holds an offset, or None between parts."""
        return next((p.kind for p in self.parts if p.span.start <= offset < p.span.end), None)


# --- the parse ----------------------------------------------------------------------------------------------------

NameKind = Literal["person", "organisation", "place", "event", "other"]
ROOT = -1  # the head of a sentence's root


class Name(NamedTuple):
    """Words [first, end) that are a proper name."""

    first: int
    end: int
    kind: NameKind


class Sentence(NamedTuple):
    """Words [first, end) that are a sentence, and the part of the report it stands in."""

    first: int
    end: int
    part: PartKind


@dataclass(frozen=True, slots=True, kw_only=True)
class Parse:
    """The report's language as columns, one entry a word; heads and spans of words are indices into them.

    Tags are UPOS and Penn, relations UD 2. `heads[i]` is ROOT for the root of a sentence. `chains` are coreference
    chains of word spans. `scores` holds the scores of further heads by name, one row a word.
    """

    text: str
    spans: tuple[Span, ...]
    lemmas: tuple[str, ...]
    upos: tuple[str, ...]
    xpos: tuple[str, ...]
    heads: tuple[int, ...]
    relations: tuple[str, ...]
    sentences: tuple[Sentence, ...]
    names: tuple[Name, ...] = ()
    chains: tuple[tuple[tuple[int, int], ...], ...] = ()
    scores: Mapping[str, tuple[tuple[float, ...], ...]] = field(default_factory=dict)
    model: str = ""
    _children: tuple[tuple[int, ...], ...] = field(init=False, repr=False, compare=False)
    _sentence_of: tuple[int, ...] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        below: list[list[int]] = [[] for _ in self.spans]
        for i, head in enumerate(self.heads):
            if head != ROOT:
                below[head].append(i)
        object.__setattr__(self, "_children", tuple(map(tuple, below)))
        owner = [n for n, s in enumerate(self.sentences) for _ in range(s.first, s.end)]
        object.__setattr__(self, "_sentence_of", tuple(owner))

    def __len__(self) -> int:
        return len(self.spans)

    def word(self, i: int) -> str:
        """Return the word as written."""
        return self.text[self.spans[i].start : self.spans[i].end]

    def lower(self, i: int) -> str:
        """Return the word in lower case."""
        return self.word(i).lower()

    def children(self, i: int, *relations: str) -> tuple[int, ...]:
        """Return the dependents of a word, in order; only those of the given relations, if any are given."""
        if not relations:
            return self._children[i]
        return tuple(c for c in self._children[i] if self.relations[c] in relations)

    def child(self, i: int, *relations: str) -> int | None:
        """Return the first dependent with one of the relations, or None."""
        return next((c for c in self._children[i] if self.relations[c] in relations), None)

    def ancestors(self, i: int) -> Iterator[int]:
        """Yield the head, its head, and so on up to the root of the sentence."""
        while (i := self.heads[i]) != ROOT:
            yield i

    def subtree(self, i: int) -> list[int]:
        """Return the word and all below it, in order of the text."""
        found, todo = [i], [i]
        while todo:
            below = self._children[todo.pop()]
            found.extend(below)
            todo.extend(below)
        return sorted(found)

    def sentence(self, i: int) -> Sentence:
        """Return the sentence a word stands in."""
        return self.sentences[self._sentence_of[i]]

    def span(self, first: int, end: int) -> Span:
        """Return the characters of words [first, end)."""
        return Span(self.spans[first].start, self.spans[end - 1].end)

    def sentence_span(self, i: int) -> Span:
        """Return the characters of the sentence a word stands in."""
        s = self.sentence(i)
        return self.span(s.first, s.end)

    def words_in(self, span: Span) -> range:
        """Return the indices of the words that lie inside a stretch of characters."""
        first = bisect_left(self.spans, span.start, key=lambda s: s.start)
        end = bisect_right(self.spans, span.end, key=lambda s: s.end)
        return range(first, max(first, end))


# --- what is found ------------------------------------------------------------------------------------------------

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


Stance = Literal["report", "claim", "confirm", "deny", "belief", "commit", "direct", "evaluate"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Cue:
    """The words that signal an attribution, and the stance they take."""

    text: str
    span: Span
    stance: Stance


SourceKind = Literal["outlet", "named", "unnamed", "document", "unspecified"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """One link of a say-so chain."""

    kind: SourceKind
    actor: Actor | None = None
    cue: Cue | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """An attribution: who says, with which words, what. `content` may lie in several parts.

    `inside` is the id of the statement around it, `same_as` that of an earlier telling of the same utterance.
    """

    id: str
    report: str
    form: Literal["direct", "indirect", "mixed"]
    source: Actor | None
    cue: Cue | None
    content: tuple[Span, ...]
    text: str
    addressee: Actor | None = None
    when: When | None = None
    inside: str | None = None
    same_as: str | None = None
    flags: tuple[str, ...] = ()
    confidence: float = 0.9


Status = Literal[
    "reported", "attributed", "denied", "negated", "threatened", "planned", "pledged", "demanded", "expected",
    "possible", "attempted", "failed", "prevented", "conditional", "questioned", "habitual", "counterfactual",
]  # fmt: skip

ClaimType = Literal[
    "AGREE", "CONSULT", "SUPPORT", "CONCEDE", "COOPERATE", "AID", "RETREAT", "REQUEST", "ACCUSE", "REJECT", "THREATEN",
    "PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT",
]  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Axes:
    """How one source of the chain commits itself to the act (methods.md 2.3)."""

    source: int = 0
    polarity: Literal["+", "-", "u"] = "+"
    certainty: Literal["CT", "PR", "PS", "U"] = "CT"
    time: Literal["past", "ongoing", "future", "habitual"] = "past"
    phase: Literal["begin", "continue", "end", "attempt", "complete", "fail", "prevent"] | None = None
    environment: Literal["antecedent", "consequent", "question", "purpose", "directive", "counterfactual"] | None = None
    force: Literal["threat", "commit", "intend", "direct", "expect", "deny", "belief"] | None = None
    presupposed: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """The sentence and the trigger, with enough text around it to find it again (W3C text quote)."""

    sentence: Span
    trigger: Span
    exact: str
    prefix: str
    suffix: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """How a claim relates to another claim of the same report."""

    relation: Literal["content of", "same happening", "part of", "background to"]
    claim: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MadeBy:
    """The versions that made a record."""

    sayso: str
    model: str
    knowledge: str
    schema: int = SCHEMA


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """What one report says happened, and on whose say-so (design.md 5)."""

    id: str
    report: str
    type: ClaimType
    mode: str | None = None
    contexts: tuple[str, ...] = ()
    quad: int
    intensity: float
    cameo: str | None = None
    status: Status
    axes: tuple[Axes, ...]
    flags: tuple[str, ...] = ()
    actors: tuple[Actor, ...] = ()
    recipients: tuple[Recipient, ...] = ()
    when: When | None = None
    where: tuple[Place, ...] = ()
    figures: tuple[Figure, ...] = ()
    sayso: tuple[Source, ...]
    evidence: Evidence
    links: tuple[Link, ...] = ()
    rule: str
    construction: int
    confidence: float
    retold: tuple[Span, ...] = ()  # triggers of further mentions that tell the same in the same sources' name
    made_by: MadeBy


Stage = Literal["accomplished", "attempted", "threatened"]
PerpetratorConfidence = Literal[
    "fact", "claimed or admitted", "suspected or accused", "suspected or accused by authorities", "possible"
]  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Perpetrator:
    """Who is told to have done it, and how surely: on whose word, or only named beside it."""

    actor: Actor
    confidence: PerpetratorConfidence


@dataclass(frozen=True, slots=True, kw_only=True)
class Instrument:
    """What it was done with; `kind` is of happenings.yaml."""

    text: str
    span: Span
    kind: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Target:
    """Whom or what it was aimed at or befell; `actor` None for a thing. `effect` None is not stated."""

    text: str
    span: Span
    actor: Actor | None = None
    kind: Literal["person", "thing"]
    number: Figure | None = None
    effect: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Incident:
    """One happening that a report tells of: what its claims say of it, laid together."""

    id: str
    report: str
    type: ClaimType
    mode: str | None = None
    stage: Stage = "accomplished"
    when: When | None = None
    where: tuple[Place, ...] = ()
    perpetrators: tuple[Perpetrator, ...] = ()
    instruments: tuple[Instrument, ...] = ()
    targets: tuple[Target, ...] = ()
    figures: tuple[Figure, ...] = ()
    countries: tuple[str, ...] = ()
    claims: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Failure:
    """A report that could not be read, and why."""

    name: str
    reason: str
    stage: Literal["read", "language", "meaning", "ledger"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """All that was found in one report."""

    report: Report
    statements: tuple[Statement, ...] = ()
    claims: tuple[Claim, ...] = ()
    incidents: tuple[Incident, ...] = field(default=(), compare=False)  # made of the claims; no ledger keeps them


# --- what many reports say ----------------------------------------------------------------------------------------


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


class ReportError(Exception):
    """One report could not be read; the run goes on and `failure` is recorded."""

    def __init__(
        self, name: str, reason: str, stage: Literal["read", "language", "meaning", "ledger"] = "read"
    ) -> None:
        super().__init__(f"{name}: {reason}")
        self.failure = Failure(name=name, reason=reason, stage=stage)
