"""Parse -> attributions by a few words between commas, which parsers hang anywhere: "Tarn, analysts said, is quiet"."""

from __future__ import annotations

from sayso.knowledge.cue_words import CueWords
from sayso.meaning.statement.attribution import Attribution, is_mark
from sayso.meaning.syntax.arguments import name_at
from sayso.model import ROOT, Parse, Stance

LONGEST = 10  # words of the source and its verb
_EDGES = frozenset({",", "—", "–", "--"})
_ENDS = frozenset({".", ";"})
_SOURCE = frozenset({"DET", "ADJ", "NOUN", "PROPN", "PRON", "NUM", "ADP", "PART", "AUX", "ADV"})
_TIME = frozenset({"DET", "ADJ", "NOUN", "PROPN", "NUM", "ADP", "ADV"})
_FINITE = frozenset({"VBD", "VBZ", "VBP"})
_INVERTING = frozenset({"say", "add", "explain", "note", "argue", "recall", "write"})
_JOINING = frozenset({"who", "which", "that", "when", "where", "while", "as", "if", "and", "but", "to"})


def parenthetical(parse: Parse, i: int, words: CueWords) -> Attribution | None:
    """Return the attribution whose source stands right before a verb that is no predicate of its sentence."""
    stance = words.verbs.get(parse.lemmas[i], {}).get("clause")
    if stance is not None and (inverted := _inverted(parse, i, stance)) is not None:
        return inverted
    if stance is None or parse.heads[i] == ROOT or not _is_finite(parse, i):
        return None
    sentence = parse.sentence(i)
    first, end = _first(parse, i, sentence.first), _end(parse, i, sentence.end)
    if first is None or end is None or first == sentence.first:
        return None
    head = next((w for w in range(i - 1, first - 1, -1) if parse.upos[w] in ("NOUN", "PROPN", "PRON")), None)
    if head is None or any(parse.lower(w) in words.negations | words.modals for w in range(first, i)):
        return None
    if parse.heads[i] in range(first, head) and parse.lemmas[parse.heads[i]].lower() in words.nouns:
        return None  # "was accused of arson, a charge he denies"
    content = frozenset(range(sentence.first, sentence.end)) - frozenset(range(first - 1, end))
    if not any(parse.xpos[w] in _FINITE or parse.xpos[w] == "MD" for w in content):
        return None
    return Attribution(cue=i, cue_words=(i,), stance=stance, sources=(_top(parse, head, first, i),), content=content,
                       confidence=0.8)  # fmt: skip


def _inverted(parse: Parse, i: int, stance: Stance) -> Attribution | None:
    """Return the attribution of "The truth, says Karl Rin, a baker, is that ...", a person's name behind the verb."""
    sentence = parse.sentence(i)
    if parse.xpos[i] not in _FINITE or parse.lemmas[i] not in _INVERTING or i - sentence.first < 2:
        return None
    if parse.word(i - 1) not in _EDGES or is_mark(parse, i - 2):
        return None
    name = name_at(parse, i + 1)
    if name is None or name.kind != "person" or name.first != i + 1:
        return None
    head = _top(parse, i + 1, i + 1, name.end)
    end = max(w for w in parse.subtree(head) if parse.upos[w] != "PUNCT") + 1
    if min(parse.subtree(head)) != i + 1 or end >= sentence.end or parse.word(end) not in _EDGES | _ENDS:
        return None
    content = frozenset(range(sentence.first, sentence.end)) - frozenset(range(i - 1, end + 1))
    if not any(parse.xpos[w] in _FINITE or parse.xpos[w] == "MD" for w in content):
        return None
    return Attribution(cue=i, cue_words=(i,), stance=stance, sources=(head,), content=content, confidence=0.8)


def _is_finite(parse: Parse, i: int) -> bool:
    helped = parse.xpos[i] == "VBN" and parse.lemmas[i - 1] == "have"
    return parse.xpos[i] in _FINITE or helped


def _first(parse: Parse, i: int, begin: int) -> int | None:
    """Return the first word of the source, after a comma; None where something else than a noun phrase stands there."""
    for w in range(i - 1, max(begin, i - LONGEST) - 1, -1):
        if parse.word(w) in _EDGES:
            quoted = w > begin and is_mark(parse, w - 1)
            return w + 1 if w + 1 < i and not quoted and parse.lower(w + 1) not in _JOINING else None
        if parse.upos[w] not in _SOURCE or parse.lower(w) in _JOINING:
            return None
    return None


def _end(parse: Parse, i: int, end: int) -> int | None:
    """Return where the comma or full stop after the verb stands, words of time between them."""
    for w in range(i + 1, min(end, i + 5)):
        if parse.word(w) in _EDGES or (parse.word(w) in _ENDS and w + 1 == end):
            quoted = w + 1 < end and is_mark(parse, w + 1)
            return None if quoted else w + (parse.word(w) in _EDGES)
        if parse.upos[w] not in _TIME:
            return None
    return None


def _top(parse: Parse, head: int, first: int, end: int) -> int:
    """Return the head of the noun phrase that a word belongs to, within [first, end)."""
    while parse.heads[head] in range(first, end) and parse.upos[parse.heads[head]] in ("NOUN", "PROPN", "PRON"):
        head = parse.heads[head]
    return head
