"""Parse -> attributions of what somebody wants, feels, judges or talks about: no word of the source that it is so."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

from sayso.knowledge.cue_words import CueWords, Frames
from sayso.meaning.statement.attribution import (
    OBLIQUES,
    PASSIVE_SUBJECTS,
    Attribution,
    agents,
    below,
    can_feel,
    conjuncts,
    happened,
    has_case,
    is_passive,
    non_finite_tag,
    source_words,
    subject,
    without_mark,
)
from sayso.model import Parse, Stance

_PREPOSITIONS = ("of", "about", "at", "over", "by", "with", "in", "for", "to", "on", "against", "toward", "towards")
_CLAUSES = ("ccomp", "xcomp", "advcl", "csubj")
_WISHING = frozenset({"like", "love", "prefer", "hate", "want", "welcome", "favor", "favour"})
_SPEAKING = frozenset({"comment", "say", "answer", "discuss", "elaborate", "confirm", "respond", "speak", "specify"})
_FRAMES = frozenset({"wish", "thing", "as", "raised", "fact"})
_SEEMING = frozenset({"seem", "appear"})


def attitude_attributions(parse: Parse, words: CueWords, told: frozenset[int]) -> Iterator[Attribution]:
    """Yield the attitudes whose cue is a verb or an adjective that is not in `told`, the cues of what is said."""
    for i, lemma in enumerate(parse.lemmas):
        if i in told:
            continue
        upos, made = parse.upos[i], None
        if upos == "VERB" and (lemma in words.verbs or lemma in words.topics):
            made = _by_verb(parse, i, words)
        elif upos == "VERB" and lemma in _SEEMING:
            made = _by_seeming(parse, i)
        if made is None and upos in ("ADJ", "VERB") and (frames := _adjective(parse, i, words)) is not None:
            made = _by_adjective(parse, i, frames, words)
        if made is not None and made.content:
            yield made


def _by_verb(parse: Parse, i: int, words: CueWords) -> Attribution | None:
    """Return the attribution of "Oda wants to leave", "Oda mocked Lund", "Oda talked about the raid"."""
    frames, topics = words.verbs.get(parse.lemmas[i], {}), words.topics.get(parse.lemmas[i], {})
    if not topics and not _FRAMES & set(frames):
        return None
    if parse.relations[i] in ("amod", "compound") or not _holds(parse, i, words):
        return None
    if is_passive(parse, i):
        return _suffered(parse, i, frames)
    sources = _sources(parse, i, words)
    stance, content, preposition = _wanted(parse, i, frames, topics)
    if stance is None or not sources or parse.child(i, "compound:prt") is not None:
        return None
    expected = stance == "belief" and "wish" in frames and parse.child(i, "obj", "iobj") in content
    told = stance == "report" and preposition == "of" and any(_acted(parse, c) for c in content)
    return replace(_made(parse, i, stance, sources, content, preposition), asserted=expected or told)


def _acted(parse: Parse, word: int) -> bool:
    """True of what somebody is told to have done: "witnesses told of soldiers firing"."""
    return non_finite_tag(parse, word) == "VBG" and parse.child(word, "nsubj") is not None


def _wanted(
    parse: Parse, i: int, frames: Frames, topics: Mapping[str, Stance]
) -> tuple[Stance | None, frozenset[int], str | None]:
    """Return the stance, the content and the preposition of the first frame that fits."""
    if "wish" in frames and (wished := _infinitive(parse, i)):
        return frames["wish"], wished, None
    if "fact" in frames and (known := [c for c in parse.children(i, "ccomp") if c > i]):
        return frames["fact"], without_mark(parse, known[0]), None
    for preposition, stance in topics.items():
        if taken := _after(parse, i, (preposition,)):
            because = [c for c in parse.children(i, "advcl") if has_case(parse, c, "for") and c > max(taken[0])]
            return stance, taken[0] | below(parse, because), preposition
    if "thing" in frames and (thing := _thing(parse, i)):
        return frames["thing"], thing, None
    return None, frozenset(), None


def _infinitive(parse: Parse, i: int) -> frozenset[int]:
    heads = [c for c in parse.children(i, "xcomp", "ccomp", "advcl") if c > i and non_finite_tag(parse, c) == "VB"]
    if not heads or (parse.lemmas[heads[0]] in _SPEAKING and parse.lemmas[i] in ("decline", "refuse")):
        return frozenset()
    wished = [c for c in parse.children(i, "obj", "iobj") if i < c < heads[0]]
    return below(parse, (*wished, heads[0]))


def _thing(parse: Parse, i: int) -> frozenset[int]:
    """Return the object with what it is judged for, or the gerund."""
    objects = [c for c in parse.children(i, "obj") if c > i and not parse.lower(c).endswith(("self", "selves"))]
    doing = [c for c in parse.children(i, "xcomp", "ccomp") if c > i and non_finite_tag(parse, c) == "VBG"]
    because = [c for c in parse.children(i, *OBLIQUES) if c > i and has_case(parse, c, "for", "as", "over")]
    if not objects and not doing:
        return frozenset()
    return below(parse, (*objects, *doing, *(because if objects else ())))


def _after(parse: Parse, i: int, prepositions: tuple[str, ...]) -> tuple[frozenset[int], str] | None:
    """Return what follows the first of the prepositions, without it, and which it was."""
    objects = (d for o in parse.children(i, "obj", "iobj") for d in parse.children(o, "nmod"))
    for c in (*parse.children(i, *OBLIQUES, "ccomp"), *objects):
        mark = next((d for d in parse.children(c, "case", "mark") if parse.lower(d) in prepositions), None)
        if mark is not None and c > i:
            return below(parse, (c,)) - {mark}, parse.lower(mark)
    return None


def _suffered(parse: Parse, i: int, frames: Frames) -> Attribution | None:
    """Return the attribution of "the plan was criticised by Oda", "is considered a success", "is seen as a threat"."""
    sources, subjects = agents(parse, i), parse.children(i, *PASSIVE_SUBJECTS)
    if not subjects:
        return None
    if sources and "thing" in frames:
        return _made(parse, i, frames["thing"], sources, below(parse, subjects), None)
    described = (c for c in parse.children(i, *OBLIQUES) if c > i and has_case(parse, c, "as"))
    judged = [c for c in described if parse.upos[c] != "VERB"] if "as" in frames else []
    judged += parse.children(i, "xcomp") if "raised" in frames else ()
    if not judged:
        return None
    stance = frames["as"] if "as" in frames else frames["raised"]
    made = _made(parse, i, stance, sources, below(parse, (*subjects, *judged)), None)
    return made if sources else replace(made, flags=("unspecified source",))


def _by_seeming(parse: Parse, i: int) -> Attribution | None:
    """Return the attribution of "Oda seems to agree": somebody's impression, who is not said."""
    heads = [c for c in parse.children(i, "xcomp", "ccomp") if c > i]
    if not heads or parse.child(i, "aux") is not None:
        return None
    content = below(parse, (*parse.children(i, "nsubj"), heads[0]))
    return Attribution(cue=i, cue_words=(i,), stance="belief", sources=(), content=content, confidence=0.6,
                       flags=("unspecified source",), asserted=False)  # fmt: skip


def _adjective(parse: Parse, i: int, words: CueWords) -> Frames | None:
    """Return the frames of an adjective or participle that is a predicate; it is listed in its own form."""
    frames = words.adjectives.get(parse.lower(i))
    if parse.upos[i] == "VERB" and not is_passive(parse, i) and parse.child(i, "cop") is None:
        return None
    if frames is None or parse.relations[i] in ("amod", "compound", "advmod", "nsubj", "obj"):
        return None
    return frames


def _by_adjective(parse: Parse, i: int, frames: Frames, words: CueWords) -> Attribution | None:
    """Return the attribution of "Oda is eager to leave", "was angry that Tarn fell", "is proud of the army"."""
    passive = parse.child(i, *PASSIVE_SUBJECTS)
    sources = _sources(parse, i, words) if passive is None else conjuncts(parse, passive)
    if not sources or not can_feel(parse, sources[0], words) or not _holds(parse, i, words):
        return None
    clauses = [c for c in parse.children(i, *_CLAUSES) if c > i and parse.child(c, "nsubj", "nsubj:pass") is not None
               and not has_case(parse, c, "if", "because", "as", "when", "after", "before", "while")]  # fmt: skip
    if "clause" in frames and clauses:
        return _made(parse, i, frames["clause"], sources, without_mark(parse, clauses[0]), None)
    if "wish" in frames and (wished := _infinitive(parse, i)):
        return _made(parse, i, frames["wish"], sources, wished, None)
    if "topic" in frames and (taken := _after(parse, i, _PREPOSITIONS)) is not None:
        return _made(parse, i, frames["topic"], sources, *taken)
    return None


def _made(
    parse: Parse, i: int, stance: Stance, sources: tuple[int, ...], content: frozenset[int], preposition: str | None
) -> Attribution:
    beside = preposition is not None and i + 1 < len(parse) and parse.lower(i + 1) == preposition
    cue = (i, i + 1) if beside else (i,)
    return Attribution(cue=i, cue_words=cue, stance=stance, sources=sources, confidence=0.7, asserted=False,
                       content=content - source_words(parse, sources, i) - set(cue))  # fmt: skip


def _holds(parse: Parse, i: int, words: CueWords) -> bool:
    """True where the attitude is had; "would like" is one."""
    would = parse.lemmas[i] in _WISHING and any(
        parse.lower(c) in ("would", "'d", "’d") for c in parse.children(i, "aux")
    )
    return happened(parse, i, words, would=would)


def _sources(parse: Parse, i: int, words: CueWords) -> tuple[int, ...]:
    head = subject(parse, i)
    if head is None or parse.relations[head] == "expl" or not can_feel(parse, head, words):
        return ()
    return conjuncts(parse, head)
