"""Head of a source -> Actor: the mention that covers it, whom a pronoun stands for, or the noun phrase as written."""

from __future__ import annotations

import re
from dataclasses import replace

from sayso.knowledge.cue_words import cue_words
from sayso.meaning.actors import actor_of, resolve_pronoun
from sayso.meaning.noun_phrases import whole_phrase
from sayso.model import Actor, Mention, Parse

Mentions = tuple[Mention[Actor], ...]


def speaker_of(parse: Parse, head: int, mentions: Mentions) -> Actor:
    """Return the source whose head this is; nobody the text does not name gets a name."""
    covering = mention_at(head, mentions)
    if covering is not None:
        return covering.what
    span = parse.span(*whole_phrase(parse, head))
    text = parse.text[span.start : span.end]
    if parse.upos[head] == "PRON":
        resolved = resolve_pronoun(parse, head, mentions)
        if resolved is not None:
            return replace(resolved.what, text=text, span=span, basis="coreference")
    elif (known := actor_of(parse, head, mentions)) is not None:
        return known
    named = parse.upos[head] == "PROPN"
    return Actor(id=None, name=text if named else None, kind=_kind(parse, head), text=text, span=span,
                 basis="named" if named else "described")  # fmt: skip


def mention_at(head: int, mentions: Mentions) -> Mention[Actor] | None:
    """Return the mention with that head, or else the shortest around it whose head it could be."""
    exact = next((m for m in mentions if m.head == head), None)
    if exact is not None:
        return exact
    around = [m for m in mentions if m.first <= head < m.end]
    return min(around, key=lambda m: m.end - m.first, default=None)


def _kind(parse: Parse, head: int) -> str | None:
    if parse.upos[head] in ("PROPN", "PRON"):
        return None
    lemma = re.sub(r"^\W+|\W+$", "", parse.lemmas[head].lower())
    return "document" if lemma in cue_words().documents and lemma not in cue_words().speakers else "unnamed"
