"""Head of a source -> Actor: the mention that covers it, whom a pronoun stands for, or the noun phrase as written."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from dataclasses import replace

from sayso.knowledge.cue_words import cue_words
from sayso.knowledge.roles import load_roles
from sayso.meaning.actor.antecedents import is_member
from sayso.meaning.actors import actor_of, resolve_pronoun
from sayso.meaning.syntax.arguments import name_at
from sayso.meaning.syntax.noun_phrases import stretch, whole_phrase
from sayso.model import Actor, Mention, Parse, Sentence

Mentions = tuple[Mention[Actor], ...]
Speaker = tuple[int, Actor]  # the head of the source, and who it is

_PRONOUNS = frozenset({"he", "she", "it"})
_GOING_ON = frozenset({"add", "continue", "conclude", "stress", "note"})
_REACH = 2  # sentences from one saying to the next
_MONITORS = frozenset({"monitor", "monitoring", "watchdog"})
_OBSERVING = re.compile(r"\b(Observatory|Monitor|Monitors|Watch|Watchdog)\b")


# What a source's noun phrase leaves out: clauses that tell of it, what it is joined to, what belongs to the verb.
_OUTSIDE = frozenset({"acl:relcl", "conj", "cc", "cc:preconj", "parataxis", "advcl", "case", "mark", "cop", "aux",
                      "advmod", "nsubj", "obl", "ccomp", "obj", "expl", "discourse", "dep"})  # fmt: skip


def speaker_of(parse: Parse, head: int, mentions: Mentions, cue: int | None = None) -> Actor:
    """Return the source whose head this is; nobody the text does not name gets a name."""
    first, end = source_phrase(parse, head, cue)
    span = parse.span(first, end)
    text = parse.text[span.start : span.end]
    near = _in_sentence(mentions, parse.sentence(head))
    if (person := _named_behind(parse, head, end, near)) is not None:
        return replace(person, text=text, span=span)
    covering = mention_at(head, near)
    if covering is not None:
        who = covering.what
        return replace(who, text=text, span=span) if span.holds(who.span) else who
    if parse.upos[head] == "PRON":
        resolved = resolve_pronoun(parse, head, mentions)
        if resolved is not None:
            return replace(resolved.what, text=text, span=span, basis="coreference")
    elif (known := actor_of(parse, head, mentions)) is not None:
        return replace(known, text=text, span=span) if span.holds(known.span) else known
    named = parse.upos[head] == "PROPN"
    return Actor(id=None, name=_name(parse, head) if named else None, kind=_kind(parse, head), text=text, span=span,
                 basis="named" if named else "described")  # fmt: skip


def _named_behind(parse: Parse, head: int, end: int, near: Mentions) -> Actor | None:
    """Return the person of "a spokeswoman for the ministry, Ines Holt", whom a tree may hang on the ministry."""
    if parse.upos[head] != "NOUN" or not is_member(parse, head):
        return None
    named = (m for m in near if m.what.kind == "person" and m.what.name and head < m.first and m.end == end)
    beside = (m for m in named if parse.word(m.first - 1) == ",")
    return next(
        (m.what for m in beside if parse.heads[m.head] == head or not is_member(parse, parse.heads[m.head])), None
    )


def source_phrase(parse: Parse, head: int, cue: int | None = None) -> tuple[int, int]:
    """Return [first, end) of a source with title and apposition: "Lund, a spokesman for the army".

    Left out are relative clauses, what a common noun is besides, and the clause that the cue stands in.
    """
    kept, path = {head}, set() if cue is None else {cue, *parse.ancestors(cue)}
    for child in parse.children(head):
        if parse.relations[child] not in _OUTSIDE and child not in path and not _is_aside(parse, head, child):
            kept.update(parse.subtree(child))
    first, end = stretch(kept, head)
    while end - 1 > head and parse.upos[end - 1] == "PUNCT" and parse.word(end - 1) not in (")", "]"):
        end -= 1
    while first < head and parse.upos[first] == "PUNCT":
        first += 1
    return first, end


def _is_aside(parse: Parse, head: int, child: int) -> bool:
    """True of a participle after a comma ("an official, speaking anonymously") and of what a common noun is besides."""
    if parse.relations[child] == "acl" and child > head:
        first = min(parse.subtree(child))
        return "," in (parse.word(first), parse.word(first - 1))
    return parse.relations[child] == "appos" and parse.upos[head] != "PROPN" and parse.upos[child] != "PROPN"


def carried_on(parse: Parse, own: Speaker, cue: int, before: Speaker | None) -> Actor:
    """Return who "he" or "it" is that speaks: the speaker before, where that one fits and nothing surer is known.

    "The Observatory said the Brigade took Tarn. It said nine died": the Observatory says so, not the Brigade.
    """
    head, actor = own
    word = parse.lower(head)
    if before is None or word not in _PRONOUNS or parse.upos[head] != "PRON" or _far(parse, before[0], head):
        return actor
    sure = actor.basis == "coreference" and parse.lemmas[cue] not in _GOING_ON
    if sure and (word in ("he", "she") and actor.kind == "person"):
        return actor
    if _is_person(parse, *before) != (word in ("he", "she")) or parse.xpos[before[0]] in ("NNS", "NNPS"):
        return actor
    return replace(before[1], text=actor.text, span=actor.span, basis="coreference", descriptors=())


def _far(parse: Parse, before: int, head: int) -> bool:
    at = (bisect_right(parse.sentences, word, key=lambda s: s.first) for word in (before, head))
    first, last = at
    return before >= head or last - first > _REACH


def _is_person(parse: Parse, head: int, actor: Actor) -> bool:
    if actor.kind == "person" or parse.lower(head) in ("he", "she", "who"):
        return True
    name = name_at(parse, head)
    named = name is not None and name.kind == "person"
    return named or (parse.upos[head] == "NOUN" and parse.lemmas[head].lower() in load_roles().alone)


def named_monitor(parse: Parse, head: int, actor: Actor, one: Actor | None) -> Actor | None:
    """Return the one observatory that a report names, where "a monitor", "the monitoring group" speaks."""
    if one is None or actor.name is not None:
        return None
    words = {parse.lower(w) for w in (head, *parse.children(head, "compound", "amod"))}
    if not words & _MONITORS:
        return None
    return replace(one, text=actor.text, span=actor.span, basis="coreference", descriptors=())


def observatory_in(mentions: Mentions) -> Actor | None:
    """Return the observatory that a report names, if it names just one."""
    named = [m.what for m in mentions if m.what.name and _OBSERVING.search(m.what.name)]
    return named[0] if len({a.id or a.name for a in named}) == 1 else None


def titled_person(parse: Parse, head: int, actor: Actor, mentions: Mentions) -> Actor | None:
    """Return whom a headline has only by title: "Brigade leader says", below it "Brigade leader Rael Oda"."""
    if parse.sentence(head).part != "title" or parse.upos[head] not in ("NOUN", "PROPN"):
        return None
    if not is_member(parse, head) or (actor.kind == "person" and actor.name):
        return None
    title = f" {actor.text.casefold()} "
    named = (m.what for m in mentions if m.what.kind == "person" and m.what.name)
    bearers = [a for a in named if title in _spaced(a.text)]
    if len({a.id or a.name for a in bearers}) != 1:
        return None
    return replace(bearers[0], text=actor.text, span=actor.span, basis="coreference", descriptors=())


def _spaced(text: str) -> str:
    return f" {text.casefold()} "


def mention_at(head: int, mentions: Mentions) -> Mention[Actor] | None:
    """Return the mention with that head, or else the shortest around it whose head it could be."""
    exact = next((m for m in mentions if m.head == head), None)
    if exact is not None:
        return exact
    around = [m for m in mentions if m.first <= head < m.end]
    return min(around, key=lambda m: m.end - m.first, default=None)


def _in_sentence(mentions: Mentions, sentence: Sentence) -> Mentions:
    """Return the mentions of a sentence; those of a report are in order of their heads."""
    first = bisect_left(mentions, sentence.first, key=_head)
    return mentions[first : bisect_left(mentions, sentence.end, first, key=_head)]


def _head(mention: Mention[Actor]) -> int:
    return mention.head


def _name(parse: Parse, head: int) -> str:
    first, end = whole_phrase(parse, head)
    return parse.text[parse.spans[first].start : parse.spans[end - 1].end]


def _kind(parse: Parse, head: int) -> str | None:
    if parse.upos[head] in ("PROPN", "PRON"):
        return None
    lemma = re.sub(r"^\W+|\W+$", "", parse.lemmas[head].lower())
    return "document" if lemma in cue_words().documents and lemma not in cue_words().speakers else "unnamed"
