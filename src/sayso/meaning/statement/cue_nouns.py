"""Parse -> attributions by noun: "the Brigade's claim that", "his plan to", "raised concerns about"."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from sayso.knowledge.cue_words import CueWords, Frames, cue_words
from sayso.meaning.statement.attribution import (
    Attribution,
    below,
    can_feel,
    conjuncts,
    has_case,
    source_words,
    subject,
    without_mark,
)
from sayso.model import ROOT, Parse, Stance

_TOPICS = ("about", "over", "on", "against", "toward", "towards", "of", "for", "to", "with", "at", "as", "regarding")
_OWNERS = ("by", "from", "among", "within")


def noun_attributions(parse: Parse, words: CueWords) -> Iterator[Attribution]:
    """Yield the attributions whose cue is a noun that is not denied: none of "no reports of"."""
    for i, lemma in enumerate(parse.lemmas):
        if lemma in words.nouns and parse.upos[i] == "NOUN" and not _is_denied(parse, i, words):
            made = _by_noun(parse, i, words)
            if made is not None and made.content:
                yield made


def owner_of(parse: Parse, noun: int) -> int | None:
    """Return whose noun it is: the ministry's count, a count by the ministry."""
    if (owner := parse.child(noun, "nmod:poss")) is not None:
        return owner
    by = next((c for c in parse.children(noun, "nmod", "obl") if has_case(parse, c, *_OWNERS)), None)
    return _owner_before(parse, noun) if by is None else by


def _owner_before(parse: Parse, noun: int) -> int | None:
    """Return whose a claim is where they stand right before it: "rebel claims", "Norlandic accusations"."""
    before = noun - 1
    if parse.heads[before] != noun or parse.relations[before] not in ("compound", "amod"):
        return None
    if parse.upos[before] == "NOUN":
        return before if parse.lemmas[before].lower() in cue_words().speakers else None
    return before if parse.word(before)[:1].isupper() and before != parse.sentence(noun).first else None


def _by_noun(parse: Parse, i: int, words: CueWords) -> Attribution | None:
    frames, governor = words.nouns[parse.lemmas[i]], parse.heads[i]
    if parse.relations[i] == "obl" and "clause" in words.verbs.get(parse.lemmas[governor], {}):
        return None  # "said in a statement that": the verb is the cue
    source = owner_of(parse, i)
    if source is None:
        source = _light_subject(parse, i, words)
    stance, content = _said(parse, i, frames, source is not None)
    if stance is not None and content:
        if source is None and (source := _of_whom(parse, i, content, words)) is not None:
            content -= below(parse, (source,))
        return _made(parse, i, stance, source, content)
    stance, content, preposition = _meant(parse, i, frames, source is not None)
    if stance is None or not content:
        return None
    return replace(_made(parse, i, stance, source, content, preposition), asserted=False)


def _made(
    parse: Parse, i: int, stance: Stance, source: int | None, content: frozenset[int], preposition: int | None = None
) -> Attribution:
    sources = () if source is None else conjuncts(parse, source)
    cue = (i, preposition) if preposition == i + 1 else (i,)
    return Attribution(cue=i, cue_words=cue, stance=stance, sources=sources, confidence=0.8 if sources else 0.6,
                       flags=() if sources else ("unspecified source",),
                       content=content - source_words(parse, sources, i) - set(cue))  # fmt: skip


def _said(parse: Parse, i: int, frames: Frames, owned: bool) -> tuple[Stance | None, frozenset[int]]:
    """Return what the noun says is so: a clause, or what follows `of`."""
    content = _clause(parse, i, infinitive=frames.get("clause") in ("commit", "direct"))
    if content or not (owned or frames.get("of") in ("report", "claim")):
        return frames.get("clause"), content
    about = [c for c in parse.children(i, "nmod") if has_case(parse, c, "of")]
    return frames.get("of"), frozenset[int]().union(*(without_mark(parse, c) for c in about))


def _meant(parse: Parse, i: int, frames: Frames, owned: bool) -> tuple[Stance | None, frozenset[int], int | None]:
    """Return what the noun wants or is about, with the preposition: "his plan to", "her criticism of"."""
    if "wish" in frames and owned and (wished := _clause(parse, i, infinitive=True)):
        return frames["wish"], wished, None
    if "topic" not in frames or not owned:
        return None, frozenset(), None
    for c in parse.children(i, "nmod", "acl"):
        mark = next((d for d in parse.children(c, "case", "mark") if parse.lower(d) in _TOPICS), None)
        if mark is not None and c > i:
            return frames["topic"], below(parse, (c,)) - {mark}, mark
    return None, frozenset(), None


def _clause(parse: Parse, i: int, *, infinitive: bool) -> frozenset[int]:
    """Return the clause that says what a noun's content is: with `that`, or for a threat or order an infinitive."""
    opens = ("that", "whether", "to") if infinitive else ("that", "whether")
    below_it = parse.children(i, "acl", "ccomp", "acl:relcl")
    if i + 1 < len(parse) and parse.lower(i + 1) == "that":  # the parse may give it to a verb further on
        right_after = [c for c in below_it if min(parse.subtree(c)) == i + 2]
        if right_after:
            return without_mark(parse, right_after[0])
    clauses = [c for c in below_it if any(parse.lower(m) in opens for m in parse.children(c, "mark"))]
    return frozenset[int]().union(*(without_mark(parse, c) for c in clauses or _equated(parse, i)))


def _equated(parse: Parse, i: int) -> list[int]:
    """Return the clause that a noun is said to be: "the claim is that Tarn fell"."""
    head = parse.heads[i]
    if head == ROOT or parse.relations[i] != "nsubj":
        return []
    if parse.lemmas[head] == "be":
        return [c for c in parse.children(head, "ccomp") if has_case(parse, c, "that")]
    return []


def _of_whom(parse: Parse, i: int, content: frozenset[int], words: CueWords) -> int | None:
    """Return whose noun it is by `of`, where a clause says what it is: "the belief of many that Tarn fell"."""
    owners = (c for c in parse.children(i, "nmod") if has_case(parse, c, "of") and c not in content)
    return next((c for c in owners if can_feel(parse, c, words)), None)


def _is_denied(parse: Parse, i: int, words: CueWords) -> bool:
    """True of "no reports of", and "there was no claim that"."""
    return any(parse.lower(c) in words.negations for c in parse.children(i, "det", "advmod"))


def _light_subject(parse: Parse, i: int, words: CueWords) -> int | None:
    verb = parse.heads[i]
    if verb == ROOT or parse.relations[i] != "obj" or parse.lemmas[verb] not in words.light_verbs:
        return None
    return subject(parse, verb)
