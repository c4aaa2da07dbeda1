"""Parse -> attributions by verb: "Oda said that", "accused Norland of", "it was said that" (methods 1.6, in UD)."""

from __future__ import annotations

from collections.abc import Iterator

from sayso.knowledge.cue_words import CueWords, Frames, cue_words
from sayso.meaning.statement.attribution import (
    OBLIQUES,
    PASSIVE_SUBJECTS,
    Attribution,
    agents,
    below,
    can_feel,
    happened,
    has_case,
    is_passive,
    non_finite_tag,
    source_words,
    subject,
    without_mark,
)
from sayso.meaning.statement.cue_sentences import around, carried_on, said_around
from sayso.meaning.statement.cue_sources import sources_of
from sayso.meaning.statement.parentheticals import parenthetical
from sayso.model import Parse, Stance

_NO_PREDICATE = frozenset({"amod", "aux", "aux:pass", "cop"})
_PREPOSITIONAL = ("of", "for", "to", "on", "with", "as")


def verb_attributions(parse: Parse, words: CueWords) -> Iterator[Attribution]:
    """Yield the attributions whose cue is a verb; one without content awaits a quotation."""
    for i, lemma in enumerate(parse.lemmas):
        if parse.upos[i] not in ("VERB", "AUX") or parse.relations[i] in _NO_PREDICATE:
            continue
        if lemma in words.verbs or lemma in words.phrases:
            aside = parenthetical(parse, i, words)
            yield from [aside] if aside else _attribution(parse, i, words) if happened(parse, i, words) else ()
        elif (unlisted := _unlisted(parse, i, words)) is not None:
            yield unlisted


def _unlisted(parse: Parse, i: int, words: CueWords) -> Attribution | None:
    """Return the attribution by any verb with somebody as its subject and a clause with `that`: less sure."""
    clauses = [c for c in parse.children(i, "ccomp") if c > i and has_case(parse, c, "that", "whether")]
    if not clauses or parse.lemmas[i] in words.no_cues or not happened(parse, i, words):
        return None
    sources = sources_of(parse, i, words)
    if not sources or is_passive(parse, i) or not can_feel(parse, sources[0], words):
        return None
    return Attribution(cue=i, cue_words=(i,), stance="belief", sources=sources, confidence=0.5,
                       content=without_mark(parse, clauses[0]) - source_words(parse, sources, i))  # fmt: skip


def cue_word_indices(parse: Parse, i: int, companions: tuple[str, ...] = ()) -> tuple[int, ...]:
    """Return the verb with the particle or preposition that stands beside it; auxiliaries are not part of a cue."""
    found = [i]
    for word in companions:
        if found[-1] + 1 < len(parse) and parse.lower(found[-1] + 1) == word:
            found.append(found[-1] + 1)
    return tuple(found)


def _attribution(parse: Parse, i: int, words: CueWords) -> Iterator[Attribution]:
    if parse.lemmas[i] == "ask" and parse.sentence(i).first == i:
        return  # "Asked whether it was so, Oda laughed"
    phrased = _by_phrase(parse, i, words)
    if phrased is not None:
        yield phrased
        return
    if parse.child(i, "compound:prt") is not None or parse.lemmas[i] not in words.verbs:
        return
    frames = words.verbs[parse.lemmas[i]]
    made = _passive(parse, i, frames) if is_passive(parse, i) else _active(parse, i, frames, words)
    if made is not None:
        yield made


def _by_phrase(parse: Parse, i: int, words: CueWords) -> Attribution | None:
    """Return the attribution by a verb with the words it needs: "claimed responsibility", "called for"."""
    if is_passive(parse, i):
        return _phrase_turned(parse, i, words)
    for phrase in words.phrases.get(parse.lemmas[i], ()):
        content = _phrase_content(parse, i, phrase.words, phrase.frame)
        if phrase.frame == "object" and not _can_speak(parse, i, words):
            continue
        if content is not None and (sources := sources_of(parse, i, words)):
            return Attribution(cue=i, cue_words=cue_word_indices(parse, i, phrase.words), stance=phrase.stance,
                               sources=sources, content=content - source_words(parse, sources, i))  # fmt: skip
    return None


def _phrase_turned(parse: Parse, i: int, words: CueWords) -> Attribution | None:
    """Return the attribution by a phrase in the passive: "responsibility was claimed by the Brigade"."""
    subjects, sources = parse.children(i, *PASSIVE_SUBJECTS), agents(parse, i)
    named = {parse.lemmas[c] for c in subjects}
    for phrase in words.phrases.get(parse.lemmas[i], ()):
        if phrase.frame == "object" and sources and named & set(phrase.words):
            content = below(parse, subjects) - source_words(parse, sources, i)
            return Attribution(cue=i, cue_words=(i,), stance=phrase.stance, sources=sources, content=content)
    return None


def _phrase_content(parse: Parse, i: int, needed: tuple[str, ...], frame: str) -> frozenset[int] | None:
    if frame == "at":
        taken = [c for c in parse.children(i, *OBLIQUES) if c > i and has_case(parse, c, "at")]
        counts = [c for c in parse.children(i, "obj") if parse.lemmas[c] in cue_words().tallies]
        return below(parse, (*counts, *taken)) if taken and counts else None
    if frame in ("for", "of", "on", "to", "with", "against"):
        taken = [c for c in parse.children(i, *OBLIQUES) if c > i and has_case(parse, c, frame, *needed)]
        if not taken:
            return None
        prepositions = {d for c in taken for d in parse.children(c, "case") if parse.lower(d) in ("on", "upon", "to")}
        asked = [c for c in parse.children(i, "xcomp", "advcl") if c > taken[0] and non_finite_tag(parse, c) == "VB"]
        return frozenset().union(*(without_mark(parse, c) for c in taken), below(parse, asked)) - prepositions
    beside = {parse.lower(c) for c in parse.children(i)} | {parse.lemmas[c] for c in parse.children(i, "obj", "xcomp")}
    if not set(needed) <= beside:
        return None
    if frame == "object":
        done = [c for c in parse.children(i, *OBLIQUES) if c > i and has_case(parse, c, "for")]
        return below(parse, (*parse.children(i, "obj"), *done))
    made = next((c for c in parse.children(i, "xcomp") if parse.lemmas[c] in needed), None)
    return _clause(parse, i) or (frozenset() if made is None else _clause(parse, made))


def _active(parse: Parse, i: int, frames: Frames, words: CueWords) -> Attribution | None:
    sources = sources_of(parse, i, words)
    if not sources or not _speaks(parse, sources[0], i, words):
        return None
    stance, content = _active_content(parse, i, frames, words)
    if "clause" in frames and not frozenset(sources) & content:
        content |= said_around(parse, i, sources[0])
    if stance is None or (not content and not {"clause", "speech", "person"} & set(frames)):
        return None
    addressee = _addressee(parse, i, frames)
    return Attribution(cue=i, cue_words=cue_word_indices(parse, i), stance=stance, sources=sources, addressee=addressee,
                       content=content - frozenset(carried_on(parse, i, content)))  # fmt: skip


def _active_content(parse: Parse, i: int, frames: Frames, words: CueWords) -> tuple[Stance | None, frozenset[int]]:
    """Return the stance and the content of the first frame that fits; no content where only a quotation could."""
    spoken = frames.get("clause") or frames.get("person") or frames.get("speech")
    if spoken and (clause := _clause(parse, i)):
        return spoken, clause
    if "bid" in frames and (asked := parse.children(i, "xcomp")) and parse.child(i, "obj", "iobj") is not None:
        return frames["bid"], below(parse, (*parse.children(i, "obj", "iobj"), *asked))
    for frame in ("infinitive", "gerund"):
        if frame in frames and (done := _open_clause(parse, i, frame)):
            return frames[frame], done
    for frame in _PREPOSITIONAL:
        if frame in frames and (taken := _prepositional(parse, i, frame)):
            return frames[frame], taken
    if "name" in frames and (named := parse.children(i, "xcomp")) and parse.child(i, "obj") is not None:
        return frames["name"], below(parse, named)
    if "object" in frames and (shown := _shown(parse, i, words)):
        return frames["object"], shown
    if (announced := _object(parse, i, frames, words)) and _can_speak(parse, i, words):
        return announced
    bare = parse.lemmas[i] == "claim" and parse.child(i, "obj") is not None  # "a letter claims the bombing"
    return spoken or next(iter(frames.values()), None), around(parse, i) if spoken and not bare else frozenset()


def _clause(parse: Parse, i: int) -> frozenset[int]:
    """Return the words of the clauses that are said, without `that`, and of what follows a colon."""
    heads = list(parse.children(i, "ccomp"))
    heads += [c for c in parse.children(i, "advcl") if not heads and c > i and has_case(parse, c, "that")]
    after = [c for c in parse.children(i, "parataxis") if c > i and parse.lower(min(parse.subtree(c)) - 1) == ":"]
    if not heads:
        nouns = [d for d in parse.children(i, "obl", "obl:unmarked") if d > i]
        heads = [c for d in nouns for c in parse.children(d, "acl", "acl:relcl") if has_case(parse, c, "that")]
    said = frozenset[int]().union(*(without_mark(parse, h) for h in [*heads, *after]))
    return said - below(parse, (c for h in heads for c in _contrasted(parse, h)))


def _contrasted(parse: Parse, said: int) -> Iterator[int]:
    """Yield what another source says against it: "police said four, while the hospital said nine"."""
    for c in parse.children(said, "advcl"):
        stance = cue_words().verbs.get(parse.lemmas[c], {}).get("clause")
        other = stance in ("report", "claim", "confirm", "deny") and parse.child(c, "nsubj") is not None
        if other and c > said and has_case(parse, c, "while", "whereas", "although", "though"):
            yield c


def _open_clause(parse: Parse, i: int, frame: str) -> frozenset[int]:
    tag = "VBG" if frame == "gerund" else "VB"
    kinds = ("xcomp", "ccomp", "advcl") if frame == "gerund" else ("xcomp",)
    heads = [c for c in parse.children(i, *kinds) if c > i and non_finite_tag(parse, c) == tag]
    return below(parse, heads)


def _prepositional(parse: Parse, i: int, frame: str) -> frozenset[int]:
    """Return what is said of the object: "accused Norland of theft", "described the raid as theft"."""
    objects = parse.children(i, "obj", "iobj")
    taken = [c for c in (*parse.children(i, *OBLIQUES), *(d for o in objects for d in parse.children(o, *OBLIQUES)))
             if c > i and has_case(parse, c, frame)]  # fmt: skip
    if not taken or not objects:
        return frozenset()
    if frame == "as":
        return frozenset().union(*(without_mark(parse, c) for c in taken))
    return below(parse, (*objects, *taken))


def _object(parse: Parse, i: int, frames: Frames, words: CueWords) -> tuple[Stance, frozenset[int]] | None:
    """Return what is announced or denied where it is a noun that is no person; `said` wants a noun of saying."""
    obj = parse.child(i, "obj")
    if obj is None or parse.upos[obj] not in ("NOUN", "ADJ", "NUM") or parse.lemmas[obj] in words.speakers:
        return None
    if "object" in frames:
        return frames["object"], below(parse, (obj,))
    if "said" in frames and parse.lemmas[obj] in words.nouns:
        return frames["said"], below(parse, (obj,))
    return None


def _shown(parse: Parse, i: int, words: CueWords) -> frozenset[int]:
    """Return what a document shows of somebody: "the poll shows Oda far ahead"."""
    head, obj = subject(parse, i), parse.child(i, "obj", "iobj")
    if head is None or obj is None or parse.lemmas[i] not in words.showing_verbs:
        return frozenset()
    if parse.lemmas[head].lower() not in words.documents or i > obj:
        return frozenset()
    return below(parse, (c for c in parse.children(i) if c > i and parse.upos[c] != "PUNCT"))


def _speaks(parse: Parse, head: int, i: int, words: CueWords) -> bool:
    """False of "the move suggests": such verbs want a person, an organisation or a document."""
    if parse.lower(head) in ("this", "that", "which", "what", "it") and parse.lemmas[i] in words.showing_verbs:
        return parse.lower(head) == "it" and parse.lemmas[i] not in ("mean", "show", "suggest")
    return parse.lemmas[i] not in words.showing_verbs or _can_speak(parse, i, words)


def _can_speak(parse: Parse, i: int, words: CueWords) -> bool:
    """True of a verb whose subject is a name, a pronoun, a person or a document: diseases threaten no one."""
    head = subject(parse, i)
    if head is None or parse.upos[head] in ("PROPN", "PRON"):
        return head is not None
    return parse.lemmas[head].lower() in words.speakers | words.documents


def _addressee(parse: Parse, i: int, frames: Frames) -> int | None:
    """Return who is spoken to: the object of "told", or a person after "said to"."""
    if {"person", "bid"} & set(frames) and (told := parse.child(i, "iobj", "obj")) is not None:
        return told
    if "to" in frames or "clause" not in frames:
        return None
    people = (c for c in parse.children(i, "obl") if c > i and has_case(parse, c, "to"))
    return next((c for c in people if parse.upos[c] == "PROPN" or parse.lemmas[c] in cue_words().speakers), None)


def _passive(parse: Parse, i: int, frames: Frames) -> Attribution | None:
    sources = agents(parse, i)
    bare = parse.child(i, "aux:pass", *PASSIVE_SUBJECTS) is None
    stance, content = _passive_content(parse, i, frames, bool(sources))
    if bare and not sources and not {"of", "for", "with"} & set(frames):
        return None  # "asked whether ..., Oda laughed" tells of no statement
    if stance is None or not content:
        return None
    told = parse.child(i, "nsubj:pass") if {"person", "bid"} & set(frames) else None
    flags = () if sources else ("unspecified source",)
    return Attribution(cue=i, cue_words=cue_word_indices(parse, i), stance=stance, sources=sources, flags=flags,
                       content=content - source_words(parse, sources, i), addressee=told, confidence=0.8)  # fmt: skip


def _passive_content(parse: Parse, i: int, frames: Frames, by: bool) -> tuple[Stance | None, frozenset[int]]:
    spoken = frames.get("clause") or frames.get("person")
    clauses = parse.children(i, "ccomp", "csubj:pass", "csubj")
    if spoken and clauses:
        return spoken, frozenset().union(*(without_mark(parse, c) for c in clauses))
    subjects = parse.children(i, *PASSIVE_SUBJECTS)
    opened = [c for c in parse.children(i, "xcomp") if non_finite_tag(parse, c) == "VB"]
    for frame in ("raised", "bid"):
        if frame in frames and opened:
            return frames[frame], below(parse, (*subjects, *opened))
    for frame in ("of", "for", "on", "with", "to"):
        taken = [c for c in parse.children(i, *OBLIQUES) if c > i and has_case(parse, c, frame)]
        if frame in frames and taken:
            return frames[frame], below(parse, (*subjects, *taken))
    if by and spoken and parse.relations[i] == "parataxis":
        return spoken, around(parse, i)
    return (frames["object"], below(parse, subjects)) if by and "object" in frames else (None, frozenset())
