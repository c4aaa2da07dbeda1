"""A claim -> the few plain marks that it is compared with claims of other reports by."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any, NamedTuple

from sayso.knowledge.common_stems import common_stems
from sayso.model import Actor, Claim, Place, Report, Status
from sayso.records import content_id

# What is told to have been, or not to have been, is one happening; what lies ahead is never merged with it.
STAGES: dict[Status, str] = {
    "reported": "occurred", "attributed": "occurred", "denied": "occurred", "negated": "occurred",
    "possible": "occurred", "questioned": "occurred",
    "attempted": "tried", "failed": "tried", "prevented": "tried",
    "threatened": "ahead", "planned": "ahead", "pledged": "ahead", "expected": "ahead", "conditional": "ahead",
    "demanded": "demanded", "habitual": "apart", "counterfactual": "apart",
}  # fmt: skip
LAG = 2  # days before its publication within which an undated happening of a report is taken to lie
WAVE = 3  # days that one happening lasts at most; what goes on longer is a wave of them
EXACT = frozenset({"point", "town", "district"})
LETTERS = re.compile(r"[\W_]+")
WORD = re.compile(r"[^\W\d_]{4,}")
DIGITS = re.compile(r"(?<![\d.,])(?!(?:19|20)\d\d\b)\d{1,3}(?:,?\d{3})*(?![\d.])")  # years are no numbers here
STEM = 6  # letters of a word that are compared
MOST = 60  # words kept
RARE = 5  # rare words that a claim is filed under
LONG = 40  # letters from which a sentence told alike is no chance
COMMON = frozenset(
    "about after also among been before being between could first from have into last more most other over said says "
    "since some than that their them then there these they this those three through under until were what when where "
    "which while will with would according against report reported reports news people monday tuesday wednesday "
    "thursday friday saturday sunday january february march april june july august september october november "
    "december".split()
)


class Spot(NamedTuple):
    """A place as it is compared: `key` is the gazetteer's number, or 0; degrees."""

    key: int
    country: str | None
    admin1: str | None
    precision: str
    lat: float | None
    lon: float | None

    @property
    def exact(self) -> bool:
        """True for a town or less."""
        return self.precision in EXACT


class Count(NamedTuple):
    """How many of a kind: killed, injured, ..."""

    kind: str
    low: int
    high: int | None


class Marks(NamedTuple):
    """What a claim is compared by. Days count as `date.toordinal` does; 0 is none."""

    claim: str
    report: str
    family: str
    mode: str | None
    first: int
    last: int
    dated: bool
    spots: tuple[Spot, ...]
    actors: tuple[str, ...]
    recipients: tuple[str, ...]
    victims: tuple[str, ...]  # surnames of persons
    counts: tuple[Count, ...]
    words: tuple[str, ...]  # beginnings of the words of its sentence and its report's title
    numbers: tuple[str, ...]  # written in digits in its sentence
    same: tuple[str, ...]  # claims of the same report that are the same happening
    rare: tuple[str, ...]  # some of the words that few texts have
    told: str  # hash of its sentence: copies tell it in the same words; "" for a short one

    @property
    def vague(self) -> bool:
        """True where two of day, place and who are missing: such a claim joins an event, but never bridges two."""
        known = (self.dated, any(s.exact for s in self.spots), bool(self.actors or self.recipients or self.victims))
        return sum(known) < 2


def marks_of(report: Report, claim: Claim) -> Marks:
    """Return the marks of a claim of a report."""
    first, last, dated = days_of(report, claim)
    sentence = report.text[claim.evidence.sentence.start : claim.evidence.sentence.end]
    title = report.first("title") or ""
    wave = " wave" if last - first > WAVE else ""
    words = tuple(sorted(set(_stems(f"{title} {sentence}")))[:MOST])
    return Marks(
        claim=claim.id, report=report.id, family=family_of(claim) + wave, mode=claim.mode,
        first=first, last=last, dated=dated,
        spots=tuple(_spot(p) for p in claim.where if p.role == "at" or claim.type in ("RETREAT", "MOBILIZE")),
        actors=_keys(claim.actors), recipients=_keys(claim.recipients),
        victims=tuple(sorted({s for r in claim.recipients if (s := _surname(r))})),
        counts=tuple(Count(f.kind, f.low, f.high) for f in claim.figures
                     if f.nature in ("total", "increment") and f.operator != "vague"),
        words=words,
        numbers=tuple(sorted(set(DIGITS.findall(sentence)))[:MOST]),
        same=tuple(k.claim for k in claim.links if k.relation == "same happening"),
        rare=_rarest(words), told=_hash_of(sentence),
    )  # fmt: skip


def family_of(claim: Claim) -> str:
    """Return what must be equal of two claims of one event: type, whether it happened, abductions apart."""
    kind = "abduction" if claim.type in ("ASSAULT", "COERCE") and claim.mode == "abduct" else claim.type
    return f"{kind} {STAGES[claim.status]}"


def days_of(report: Report, claim: Claim) -> tuple[int, int, bool]:
    """Return the first and last day of an act as ordinals, 0 for none, and whether the text gives them."""
    when = claim.when
    if when is not None and (when.earliest or when.latest):
        first, last = _ordinal(when.earliest or when.latest), _ordinal(when.latest or when.earliest)
        if first and last:
            open_end = when.earliest is None or when.latest is None
            return first, last, not open_end or when.precision == "day"
    published = _ordinal(report.published)
    return (published - LAG, published, False) if published else (0, 0, False)


def to_text(marks: Marks) -> str:
    """Return the marks as JSON."""
    return json.dumps(marks, ensure_ascii=False, separators=(",", ":"))


def from_text(text: str) -> Marks:
    """Return the marks that `to_text` wrote."""
    row: list[Any] = [tuple(x) if isinstance(x, list) else x for x in json.loads(text)]
    marks = Marks._make(row)
    return marks._replace(
        spots=tuple(Spot._make(s) for s in marks.spots), counts=tuple(Count._make(c) for c in marks.counts)
    )


def iso(ordinal: int) -> str | None:
    """Return the ISO date of an ordinal, None for 0."""
    return date.fromordinal(ordinal).isoformat() if ordinal else None


def actor_key(actor: Actor) -> str:
    """Return what an actor is found by: its registry id, else "~" and its name or words in lower case."""
    return actor.id or "~" + " ".join((actor.name or actor.text).casefold().removeprefix("the ").split())


def _keys(actors: tuple[Actor, ...]) -> tuple[str, ...]:
    return tuple(sorted({actor_key(a) for a in actors}))


def _surname(actor: Actor) -> str | None:
    return actor.name.casefold().split()[-1] if actor.kind == "person" and actor.name else None


def _spot(place: Place) -> Spot:
    return Spot(place.geonames or 0, place.country, place.admin1, place.precision, place.lat, place.lon)


def _stems(text: str) -> Iterator[str]:
    for word in WORD.findall(text.casefold()):
        if word not in COMMON:
            yield word[:STEM]


def _rarest(words: Iterable[str]) -> tuple[str, ...]:
    """Return the same few of two texts' rare words as often as they share many: those whose hashes are least."""
    return tuple(sorted(set(words) - common_stems(), key=content_id)[:RARE])


def _hash_of(sentence: str) -> str:
    letters = LETTERS.sub("", sentence.casefold())
    return content_id(letters)[:16] if len(letters) >= LONG else ""


def _ordinal(moment: str | None) -> int:
    try:
        return date.fromisoformat(moment[:10]).toordinal() if moment else 0
    except ValueError:
        return 0
