"""A claim -> the few plain marks that it is compared with claims of other reports by."""

from __future__ import annotations

import json
import math
import re
from collections import Counter
from collections.abc import Iterable
from datetime import date
from functools import lru_cache
from typing import Any, NamedTuple

from sayso.knowledge.common_stems import RAREST, STEM, rarities, rarity
from sayso.knowledge.gazetteer import fold
from sayso.model import Actor, Claim, Place, Report, Status
from sayso.records import content_id, dumps

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
WAR = 5000  # dead from which a toll is that of a war, whatever day it stands under
TOLD_AGAIN = 365  # days before a report that a war's toll in it may be of: it is repeated until a new one is told
EXACT = frozenset({"point", "town", "district"})
LETTERS = re.compile(r"[\W_]+")
VOWELS = re.compile(r"(?<=.)[aeiouwyh]")  # the first letter stays
ARTICLES = frozenset("al el ad an ar as ash at az the".split())  # as Arabic names are written
DOUBLED = re.compile(r"(.)\1+")
WORD = re.compile(r"[^\W\d_]{4,}")
DIGITS = re.compile(r"(?<![\d.,])(?!(?:19|20)\d\d\b)\d{1,3}(?:,?\d{3})*(?![\d.])")  # years are no numbers here
UNCOMMON = 3  # rarity from which a word tells something
RARE = 4  # rare words that a claim is filed under
MOST = 60  # words kept of a sentence
LEAD = 2000  # letters of a report that its story is known by
STORY = 24  # words kept of a story
NAMED = 1.5  # how much more a name tells of a story than another word that is as rare
LENGTH = 100  # of a story as a vector
_MONTH = "(?:Jan|Feb|Mar|Apr|May|June?|July?|Aug|Sept?|Oct|Nov|Dec)"
MONTH = re.compile(_MONTH)
DATES = re.compile(rf"\b{_MONTH}[a-z]*\.? \d+|\b\d+(?:st|nd|rd|th)?,? (?:of )?{_MONTH}")
# "another blast", "Later, they ..."; not "wounding the second." or "he was later named".
ANOTHER = re.compile(
    r"\b(?:another|(?:second|third) (?=\w)|separate(?:ly)?|elsewhere|meanwhile|also in|earlier|previous)\b"
    r"|(?:^|[,;:] |\b(?:hours|days|minutes|weeks|months) )later\b(?! (?:identified|named|confirmed|claimed|said|died))",
    re.IGNORECASE,
)
# What is told beside what was told before, of one operation: more people, at the same place.
TOGETHER = re.compile(
    r"\b(?:additional(?:ly)?|at the scene|(?:during|in|as a result of) (?:the|this|that) (?:same )?"
    r"(?:operation|raid|attack|assault|search|clash(?:es)?|battle|fighting|fight|firefight|engagement|strike|shooting"
    r"|blast|explosion|bombing|protest|march|rally|incident))\b",
    re.IGNORECASE,
)
AT_ONCE = re.compile(r"\b(?:while|when|during)\b", re.IGNORECASE)
CLAUSE = 40  # letters before a trigger in which the word that opens its clause stands
LONG = 40  # letters from which a sentence told alike is no chance
COMMON = frozenset(
    "about after also among been before being between could first from have into last more most other over said says "
    "since some than that their them then there these they this those three through under until were what when where "
    "which while will with would according against report reported reports news people monday tuesday wednesday "
    "thursday friday saturday sunday january february march april june july august september october november "
    "december".split()
)


class Spot(NamedTuple):
    """A place as it is compared: `key` is the gazetteer's number, or 0; degrees; `name` however it is spelt."""

    key: int
    name: str
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
    words: dict[str, int]  # of its sentence and its report's title that tell something: their beginnings, how rare
    numbers: tuple[str, ...]  # written in digits in its sentence
    same: tuple[str, ...]  # claims of the same report that are the same happening
    story: dict[str, int]  # of its report: the words that tell most, and how much; of one length
    rare: tuple[str, ...]  # some of the words of its sentence that few texts have
    another: bool  # it is told beside something else: by its sentence's words, or as background
    together: bool  # it is told as more of what was told before, with no place of its own
    telling: int  # how rare the rare words of its sentence are, together
    told: str  # hash of its sentence: copies tell it in the same words; "" for a short one

    def __hash__(self) -> int:
        return hash(self.claim)

    @property
    def vague(self) -> bool:
        """True where two of day, place and who are missing: what such a claim is like counts half."""
        known = (self.dated, any(s.exact for s in self.spots), bool(self.actors or self.recipients or self.victims))
        return sum(known) < 2


def marks_of(report: Report, claim: Claim) -> Marks:
    """Return the marks of a claim of a report."""
    first, last, dated = days_of(report, claim)
    sentence = report.text[claim.evidence.sentence.start : claim.evidence.sentence.end]
    title = report.first("title") or ""
    war = any(f.kind == "killed" and f.low >= WAR for f in claim.figures)
    wave = " war wave" if war else " wave" if last - first > WAVE else ""
    if war and last:
        first, dated = max(1, last - TOLD_AGAIN), False
    telling, numbers, another, told = _in_sentence(sentence)
    words = dict(sorted({**_telling(title), **_telling(sentence)}.items())[:MOST])
    places = [p for p in claim.where if p.role == "at" or claim.type in ("RETREAT", "MOBILIZE")]
    # What is inferred wider is no place, nor is the town that the report tells of the place of a war's dead.
    own = [p for p in places if p.basis == "stated" or (p.precision in EXACT and not war)]
    return Marks(
        claim=claim.id, report=report.id, family=family_of(claim) + wave, mode=claim.mode,
        first=first, last=last, dated=dated,
        spots=_tightest([_spot(p) for p in own]),
        actors=_keys(claim.actors), recipients=_keys(claim.recipients),
        victims=tuple(sorted({s for r in claim.recipients if (s := _surname(r))})),
        counts=tuple(Count(f.kind, f.low, f.high) for f in claim.figures
                     if f.nature in ("total", "increment") and f.operator != "vague"),
        words=words,
        numbers=numbers,
        same=tuple(k.claim for k in claim.links if k.relation == "same happening"),
        story=_story(_told_in(report)), rare=_rarest(words),
        another=another or ("background" in claim.flags and not _at_once(report.text, claim)),
        together=not another and not any(p.basis == "stated" for p in places) and TOGETHER.search(sentence) is not None,
        telling=telling, told=told,
    )  # fmt: skip


def _at_once(text: str, claim: Claim) -> bool:
    """Return whether a clause tells what happened at the same time: "were hurt when the mine went off"."""
    trigger = claim.evidence.trigger.start
    return AT_ONCE.search(text, max(claim.evidence.sentence.start, trigger - CLAUSE), trigger) is not None


def family_of(claim: Claim) -> str:
    """Return what must be equal of two claims of one event: type, whether it happened, abductions apart."""
    kind = "abduction" if claim.type in ("ASSAULT", "COERCE") and claim.mode == "abduct" else claim.type
    return f"{kind} {STAGES[claim.status]}"


def days_of(report: Report, claim: Claim) -> tuple[int, int, bool]:
    """Return the first and last day of an act as ordinals, 0 for none, and whether the text gives them."""
    when = claim.when
    if when is not None and (when.earliest or when.latest):
        first, last = _ordinal(when.earliest or when.latest), _ordinal(when.latest or when.earliest)
        if first and last and when.earliest is None and when.basis == "inferred":
            return max(1, last - LAG), last, False  # at the latest then: as what has no day of its own
        if first and last:
            return first, last, when.latest is not None or when.precision == "day"
    published = _ordinal(report.published)
    return (published - LAG, published, False) if published else (0, 0, False)


def to_text(marks: Marks) -> str:
    """Return the marks as JSON."""
    return dumps(marks)


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
    return Spot(
        place.geonames or 0, _spelt(place.name), place.country, place.admin1, place.precision, place.lat, place.lon
    )


def _tightest(spots: list[Spot]) -> tuple[Spot, ...]:
    """Return the towns, else what is wider, without the countries they lie in."""
    inside = [s for s in spots if s.exact] or [s for s in spots if s.precision != "country"]
    return tuple(dict.fromkeys(inside or spots))


@lru_cache(maxsize=20_000)
def _spelt(name: str) -> str:
    """Return what the spellings of a name share: "Kafr Zeita", "Kafrzita"."""
    words = LETTERS.sub(" ", fold(name)).split()
    kept = [w for w in words if w not in ARTICLES] or words
    return DOUBLED.sub(r"\1", VOWELS.sub("", "".join(kept))) or name.casefold()


def _told_in(report: Report) -> str:
    kept: list[str] = []
    for part in report.parts:
        if part.kind in ("title", "body") and sum(map(len, kept)) < LEAD:
            kept.append(report.text[part.span.start : part.span.end][:LEAD])
    return (" ".join(kept) or report.text)[:LEAD]


@lru_cache(maxsize=256)
def _story(text: str) -> dict[str, int]:
    """Return the words that tell most of a report's story: rare ones, names, and those said often."""
    told = [(low[:STEM], word[0].isupper()) for word in WORD.findall(text) if (low := word.casefold()) not in COMMON]
    number = Counter(stem for stem, _ in told)
    names = Counter(stem for stem, capital in told if capital)
    known = rarities().get
    weights = {
        stem: (1 + math.log(n)) * known(stem, RAREST) * (NAMED if 2 * names.get(stem, 0) > n else 1)
        for stem, n in number.items()
    }
    most = sorted(weights, key=lambda s: (-weights[s], s))[:STORY]
    length = math.sqrt(sum(weights[s] ** 2 for s in most)) or 1
    return {s: round(LENGTH * weights[s] / length) for s in sorted(most)}


def _rarest(words: Iterable[str]) -> tuple[str, ...]:
    """Return the same few of two texts' rare words as often as they share many: those whose hashes are least."""
    return tuple(sorted((w for w in words if rarity(w) == RAREST), key=_order)[:RARE])


_order = lru_cache(maxsize=50_000)(content_id)


@lru_cache(maxsize=256)  # a sentence tells of several acts
def _in_sentence(sentence: str) -> tuple[int, tuple[str, ...], bool, str]:
    """Return how rare the rare words of a sentence are, its numbers, whether it tells of another, and its hash."""
    undated = DATES.sub("", sentence) if MONTH.search(sentence) else sentence
    numbers = tuple(sorted(set(DIGITS.findall(undated)))[:MOST])
    return sum(_telling(sentence).values()), numbers, bool(ANOTHER.search(sentence)), _hash_of(sentence)


@lru_cache(maxsize=256)
def _telling(text: str) -> dict[str, int]:
    """Return the words that few texts have, and how rare they are."""
    known = rarities().get
    stems = {word[:STEM] for word in WORD.findall(text.casefold()) if word not in COMMON}
    return dict(sorted((stem, n) for stem in stems if (n := known(stem, RAREST)) >= UNCOMMON)[:MOST])


def _hash_of(sentence: str) -> str:
    letters = "".join(filter(str.isalnum, sentence.casefold()))
    return content_id(letters)[:16] if len(letters) >= LONG else ""


def _ordinal(moment: str | None) -> int:
    try:
        return date.fromisoformat(moment[:10]).toordinal() if moment else 0
    except ValueError:
        return 0
