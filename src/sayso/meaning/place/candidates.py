"""Parse -> the runs of words that may name a place, each stretched or cut to what the gazetteer knows."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from sayso.knowledge.gazetteer import OTHER_NAME_WEIGHT, Entry, Gazetteer
from sayso.meaning.place.names import DIRECTIONS, FACILITIES, KINDS, look_up
from sayso.meaning.place.phrases import JOINTS, ROLES, head_of
from sayso.meaning.syntax.arguments import name_at
from sayso.model import ROOT, Name, Parse

STRONG = 100_000  # inhabitants: a town that may be meant where no preposition says so
VAST = 1_000_000  # the same for the first word of a sentence, which has its capital anyhow
NOTABLE = 10_000  # the same where one does
HYPHENS = ("-", "–", "‐", "‑")
FRAGMENTS = frozenset(
    (*KINDS, *DIRECTIONS, "republic", "center", "centre", "station", "peninsula", "strip", "heights", "house", "united",
     "states", "street", "square", "gate", "islands", "valley", "capital", "university", "hospital", "airport")
)  # fmt: skip
TIMES = frozenset(
    ("january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november",
     "december", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "christmas", "easter",
     "ramadan", "eid", "passover", "congress", "parliament", "senate", "islam")
)  # fmt: skip
DASHES = ("-", "–", "—", "--", "―", "\ufffd")
DATELINE = 12  # words within which a dateline has its dash
ILLNESSES = frozenset(("virus", "fever", "flu", "encephalitis", "syndrome"))  # "West Nile virus" is no place
SITES = frozenset((*KINDS, *(f.rsplit(" ", 1)[-1] for f in FACILITIES))) - {"state", "plant", "bridge", "market"}
DEMONYM_ENDINGS = ("ian", "ean", "ish", "ese")
BACK = 4  # words by which it may reach back: "Republic of" + "Korea", where the parse has cut the name
REACH = 2  # words by which a name is stretched to a longer one the gazetteer has: "Damascus" + "Gate"


@dataclass(frozen=True, slots=True)
class Candidate:
    """Words [first, end) that may name a place; `known` if the parse says that they do."""

    first: int
    end: int
    known: bool = True


def place_candidates(parse: Parse, gazetteer: Gazetteer) -> list[Candidate]:
    """Return what may name a place, in order and apart from one another."""
    taken = {i for n in parse.names if n.kind == "person" for i in range(n.first, n.end)}
    named = {i: name for name in parse.names for i in range(name.first, name.end)}
    found: list[Candidate] = []
    for name in sorted(parse.names):
        if name.kind == "place" and name.first not in taken:
            runs = _stretched(parse, name, named, gazetteer)
            found.extend(run for run in runs if not _misread(parse, run, gazetteer))
    found.extend(_datelines(parse, gazetteer))
    words = {i for c in found for i in range(c.first, c.end)}
    for run in _other_runs(parse, words | taken):
        known = _entries(parse, run.first, run.end, gazetteer, own=True)
        if known and _stands_as_place(parse, run, known[0]) and not _misread(parse, run, gazetteer):
            found.append(run)
    spots = (_spot(parse, n, gazetteer) for n in parse.names if n.kind == "person")
    found.extend(spot for spot in spots if spot)
    return _apart(sorted(found, key=lambda c: (c.first, -c.end)))


def written(parse: Parse, words: Name | Candidate) -> str:
    """Return the words of a name."""
    return parse.text[slice(*parse.span(words.first, words.end))]


def _misread(parse: Parse, name: Candidate, gazetteer: Gazetteer) -> bool:
    """True if a run is a demonym, a scrap of a longer name, or capitals that are no place's own name ("SANA")."""
    lowered = written(parse, name).lower()
    if _no_name(parse, name) or lowered in FRAGMENTS or gazetteer.people(lowered):
        return True
    if _is_unknown_demonym(parse, name, gazetteer):
        return True
    word = parse.word(name.first)
    letters = name.end - name.first == 1 and len(word) <= 5 and word.isupper() and _mixed_case(parse, name.first)
    best = _entries(parse, name.first, name.end, gazetteer)[:1]
    return letters and best != _entries(parse, name.first, name.end, gazetteer, own=True)[:1]


def _is_unknown_demonym(parse: Parse, name: Candidate, gazetteer: Gazetteer) -> bool:
    """True for "the Sarvian town of Tarn", where no list has Sarvia."""
    if name.end - name.first > 1 or parse.relations[name.first] not in ("compound", "amod"):
        return False
    noun = parse.heads[name.first]
    ending = parse.lower(name.first).endswith(DEMONYM_ENDINGS) and parse.lower(noun) in KINDS
    named = any(parse.upos[c] == "PROPN" for c in parse.children(noun, "nmod", "appos"))
    return ending and named and not _entries(parse, name.first, name.end, gazetteer)


def _no_name(parse: Parse, name: Candidate) -> bool:
    """True for words without letters, common nouns ("the metro") and names of illnesses ("West Nile virus")."""
    words = written(parse, name)
    if "$" in words or not any(c.isalpha() for c in words):
        return True
    illness = name.end < len(parse) and parse.lower(name.end) in ILLNESSES
    return illness or (words == words.lower() and _mixed_case(parse, name.first))


def _mixed_case(parse: Parse, i: int) -> bool:
    return any(c.islower() for c in parse.text[slice(*parse.sentence_span(i))])


def _datelines(parse: Parse, gazetteer: Gazetteer) -> Iterator[Candidate]:
    """Yield the place at the head of a paragraph: "TARN (AP) - ", "Tarn, Norland - "."""
    for sentence in parse.sentences:
        first = sentence.first + (parse.word(sentence.first) in "([")
        last = min(sentence.end, first + DATELINE)
        if not any(parse.word(i) in DASHES for i in range(first, last)) or not _opens_paragraph(parse, sentence.first):
            continue
        for end in range(min(last - 1, first + 4), first, -1):
            if parse.word(end) in (*DASHES, *"(),") and parse.word(first)[0].isupper():
                if _exact(parse, first, end, gazetteer):
                    yield Candidate(first, end)
                break


def _opens_paragraph(parse: Parse, i: int) -> bool:
    start = parse.spans[i].start
    return not parse.text[parse.text.rfind("\n", 0, start) + 1 : start].strip()


def _spot(parse: Parse, name: Name, gazetteer: Gazetteer) -> Candidate | None:
    """Return a name taken for a person's that is a quarter's or square's: "the Sheikh Jarrah neighbourhood"."""
    last = parse.sentence(name.first).end
    for end in range(min(name.end + REACH, last), name.end - 1, -1):
        known = _exact(parse, name.first, end, gazetteer) if end - name.first > 1 else ()
        if known and known[0].kind == "point":
            return Candidate(name.first, end)
    return None


def _apart(candidates: list[Candidate]) -> list[Candidate]:
    """Return candidates without those that share a word with the one before."""
    kept: list[Candidate] = []
    for candidate in candidates:
        if not kept or candidate.first >= kept[-1].end:
            kept.append(candidate)
    return kept


def _stretched(parse: Parse, name: Name, named: dict[int, Name], gazetteer: Gazetteer) -> Iterator[Candidate]:
    """Yield the longest known place around a name, or the longest ones in it, or the name as it is."""
    first, end = _trimmed(parse, name.first, name.end)
    for start, stop in _stretches(parse, first, end):
        more = {*range(start, first), *range(end, stop)}
        free = all(named[i].kind == "place" or parse.lower(i) in DIRECTIONS for i in more if i in named)
        side = more or parse.lower(start) in DIRECTIONS  # "eastern Ostra" is no name of its own: _cut
        if free and (_exact if side else _entries)(parse, start, stop, gazetteer):
            yield Candidate(start, stop)
            return
    cut = _cut(parse, first, end, gazetteer) if end - first > 1 else None
    yield from cut or [Candidate(first, end)]


def _stretches(parse: Parse, first: int, end: int) -> Iterator[tuple[int, int]]:
    """Yield the word ranges a name may be stretched to, longest first, down to the name itself."""
    sentence = parse.sentence(first)
    start = first
    while start > max(sentence.first, first - BACK) and _leads(parse, start - 1):
        start -= 1
    stops = range(end, min(end + REACH, sentence.end) + 1)
    ranges = [(s, e) for s in range(start, first + 1) for e in stops if s == first or e == end]
    yield from sorted(ranges, key=lambda r: (r[0] - r[1], r))


def _leads(parse: Parse, i: int) -> bool:
    """True if a word may belong to the name behind it: "North", "Republic of"."""
    return parse.upos[i] == "PROPN" or parse.lower(i) in DIRECTIONS or parse.lower(i) in ("of", "'s", "’s", "and")


def _trimmed(parse: Parse, first: int, end: int) -> tuple[int, int]:
    """Return a name without the article in front."""
    while end - first > 1 and parse.lower(first) == "the":
        first += 1
    return first, end


def _entries(parse: Parse, first: int, end: int, gazetteer: Gazetteer, *, own: bool = False) -> tuple[Entry, ...]:
    """Return the entries of a name, best known first; `own`: only those whose own name it is."""
    name, _ = look_up(parse.text[slice(*parse.span(first, end))], gazetteer)
    weighed = gazetteer.candidates(name)
    return tuple(e for e, weight in weighed if not own or weight > e.weight + OTHER_NAME_WEIGHT)


def _exact(parse: Parse, first: int, end: int, gazetteer: Gazetteer) -> tuple[Entry, ...]:
    """Return the entries that bear these very words, hyphens among them but no other marks."""
    stops = [i for i in range(first, end) if parse.upos[i] == "PUNCT"]
    if any(i in (first, end - 1) or parse.word(i) not in HYPHENS for i in stops):
        return ()
    return gazetteer.find(parse.text[slice(*parse.span(first, end))])


def _cut(parse: Parse, first: int, end: int, gazetteer: Gazetteer) -> list[Candidate] | None:
    """Return a name without directions in front or common nouns behind, or cut in two: "Ostra" + "Norland"."""
    start = first
    while start < end - 1 and parse.lower(start) in DIRECTIONS | JOINTS:
        start += 1
    if start > first and _entries(parse, start, end, gazetteer):
        return [Candidate(start, end)]
    for middle in range(end - 1, first, -1):
        if not _entries(parse, first, middle, gazetteer):
            continue
        if all(parse.upos[i] != "PROPN" for i in range(middle, end)):
            return [Candidate(first, middle)]
        if parse.word(middle)[0].isupper() and _entries(parse, middle, end, gazetteer):
            return [Candidate(first, middle), Candidate(middle, end)]
    return None


def _other_runs(parse: Parse, taken: set[int]) -> Iterator[Candidate]:
    """Yield proper-noun runs that are no place or person to the parse: whole names, and runs outside all names."""
    named = {i for n in parse.names for i in range(n.first, n.end)}
    for name in parse.names:
        if name.kind in ("organisation", "other") and not taken.intersection(range(name.first, name.end)):
            yield Candidate(*_trimmed(parse, name.first, name.end), known=False)
    for sentence in parse.sentences:
        first = sentence.first
        while first < sentence.end:
            end = first
            while end < sentence.end and parse.upos[end] == "PROPN" and end not in named and end not in taken:
                end += 1
            if end > first:
                yield Candidate(first, end, known=False)
            first = max(end, first + 1)


def _stands_as_place(parse: Parse, candidate: Candidate, entry: Entry) -> bool:
    """True if a run that the parse does not take for a place is one all the same.

    A preposition of place governs it, or it is well known and names itself: not a part of a longer name, and not
    described by one ("Paris" in "Paris Hilton", "Ostra" in "Ostra United").
    """
    head = head_of(parse, candidate.first, candidate.end)
    if parse.lower(candidate.end - 1) in TIMES:
        return False
    if parse.relations[head].partition(":")[0] in ("flat", "appos", "vocative") and entry.kind != "country":
        return False
    further = (c for c in parse.children(head, "flat", "compound") if not candidate.first <= c < candidate.end)
    if any(parse.upos[c] == "PROPN" for c in further):
        return False
    governor = parse.heads[head]
    if parse.relations[head] == "compound" and governor != ROOT:
        if parse.upos[governor] == "PROPN":
            return False
        if parse.lower(governor) in SITES:  # "the Ostra refugee camp"
            return True
    case = parse.child(head, "case")
    if case is not None and parse.lower(case) in ROLES and parse.lower(case) not in ("by", "to", "on"):
        return entry.kind != "town" or entry.people >= NOTABLE
    if entry.kind == "country" or entry.capital:
        return True
    named = name_at(parse, candidate.first) is not None
    if entry.kind == "region":
        return not named  # "the Union said": no place but an organisation
    opens = candidate.first == parse.sentence(candidate.first).first and candidate.end - candidate.first == 1
    return entry.people >= (VAST if opens and not named else STRONG)
