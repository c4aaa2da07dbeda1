"""Verb of saying -> the heads of its sources, also where the parse has them elsewhere."""

from __future__ import annotations

from sayso.knowledge.cue_words import CueWords
from sayso.meaning.statement.attribution import conjuncts, has_case, is_mark, subject
from sayso.model import ROOT, Parse

_SPEAKING_ON = frozenset(
    {"say", "add", "note", "insist", "stress", "warn", "claim", "explain", "tell", "argue", "allege"}
)


def sources_of(parse: Parse, i: int, words: CueWords) -> tuple[int, ...]:
    """Return the heads of who does a verb of saying; none where nobody does."""
    governor = parse.heads[i]
    if governor != ROOT and has_case(parse, i, "as") and parse.lemmas[governor] in words.quoting_verbs:
        quoted = parse.child(governor, "obj", "iobj", "nsubj:pass")
        return () if quoted is None else conjuncts(parse, quoted)
    outer = continues_speaker(parse, i)
    if outer is None and (writer := _writer(parse, i, words)) is not None:
        return conjuncts(parse, writer)
    head = _nearest_subject(parse, i) if outer is None else subject(parse, outer)
    if head is not None and head < i and outer is None and _is_quoted_off(parse, head, i):
        head = _inverted_subject(parse, i) if is_mark(parse, i - 1) else _before(parse, i)
    if head is not None and outer is None and _is_byline(parse, head, i):
        head = _right_before(parse, i, head)
    if head is None:
        head = _misplaced_subject(parse, i)
    if head is None:
        head = _neighbour(parse, i)
    if head is None or parse.relations[head] == "expl":
        return ()
    return conjuncts(parse, head)


def _writer(parse: Parse, i: int, words: CueWords) -> int | None:
    """Return whose statement it is that says so: "the town issued a statement saying"."""
    said = parse.heads[i]
    if parse.relations[i] not in ("acl", "acl:relcl") or parse.relations[said] != "obj":
        return None
    own = parse.child(i, "nsubj")
    if own is not None and parse.upos[own] != "PRON":
        return None  # "received a letter in which the Brigade claimed it"
    verb, lemma = parse.heads[said], parse.lemmas[said]
    if parse.lemmas[verb] not in words.light_verbs or lemma not in words.nouns.keys() | words.documents:
        return None
    return subject(parse, verb)


def _nearest_subject(parse: Parse, i: int) -> int | None:
    """Return who says it; of several that the parse has, the one beside the verb: "AFP Tarn was hit, officers said"."""
    several = parse.children(i, "nsubj")
    return min(several, key=lambda c: (_gap(parse, c, i), c < i)) if len(several) > 1 else subject(parse, i)


def _gap(parse: Parse, source: int, i: int) -> int:
    words = parse.subtree(source)
    return i - max(words) if source < i else min(words) - i


def _is_byline(parse: Parse, head: int, i: int) -> bool:
    """True of a subject with all that is said between it and its verb: "AFP Tarn was hit officers said"."""
    return any(head < c < i for c in parse.children(i, "ccomp"))


def _right_before(parse: Parse, i: int, otherwise: int) -> int:
    """Return the head of the few words right before a verb, which a parse may have as part of what is said."""
    at = i - 1
    if parse.upos[at] not in ("NOUN", "PROPN", "PRON"):
        return otherwise
    while parse.relations[at] in ("compound", "flat") and parse.heads[at] in range(otherwise + 1, i):
        at = parse.heads[at]
    return at


def _is_quoted_off(parse: Parse, head: int, i: int) -> bool:
    """True of a subject that stands in the quotation before its verb: "Never," said Oda; "To Tarn," he said."""
    return sum(is_mark(parse, w) for w in range(head + 1, i)) % 2 == 1


def _inverted_subject(parse: Parse, i: int) -> int | None:
    """Return the noun right after a verb of saying, whatever the parse took it for."""
    for c in parse.children(i):
        if c > i and min(parse.subtree(c)) == i + 1 and parse.upos[c] in ("PROPN", "NOUN", "PRON"):
            return c
    return None


def _misplaced_subject(parse: Parse, i: int) -> int | None:
    """Return the speaker that a parse took for the object ("said the mayor") or gave to what is said ("C Oda said")."""
    said = [c for c in parse.children(i, "ccomp") if c < i]
    if not said and i and is_mark(parse, i - 1):
        return _inverted_subject(parse, i)
    if not said or parse.xpos[i] not in ("VBD", "VBZ", "VBP"):
        return None
    if (after := parse.child(i, "iobj", "obj")) == i + 1 or (after is not None and min(parse.subtree(after)) == i + 1):
        return after
    subjects = parse.children(said[-1], "nsubj", "nsubj:pass")
    return subjects[-1] if len(subjects) > 1 and subjects[-1] > said[-1] else None


def continues_speaker(parse: Parse, i: int) -> int | None:
    """Return the verb of saying whose clause a participle of saying was attached into, or None."""
    if parse.xpos[i] != "VBG" or parse.relations[i] != "advcl" or parse.child(i, "mark", "aux") is not None:
        return None
    if parse.lemmas[i] not in _SPEAKING_ON:
        return None
    for a in parse.ancestors(i):
        if parse.relations[a] == "ccomp":
            return parse.heads[a]
    return None


def _neighbour(parse: Parse, i: int) -> int | None:
    """Return the noun right before a verb with a clause, where the parse gives it no subject."""
    finite = parse.xpos[i] in ("VBD", "VBZ", "VBP")
    return _before(parse, i) if finite and parse.child(i, "ccomp") is not None else None


def _before(parse: Parse, i: int) -> int | None:
    """Return the head of the noun phrase right before a word, on the same side of a quotation mark."""
    at, begin = i - 1, parse.sentence(i).first
    while at >= begin and (parse.word(at) == "," or parse.upos[at] in ("ADV", "AUX")):
        at -= 1
    if at < begin or parse.upos[at] not in ("NOUN", "PROPN", "PRON", "SYM"):
        return None
    begin = max((w + 1 for w in range(begin, at) if is_mark(parse, w)), default=begin)
    while parse.heads[at] in range(begin, i) and parse.upos[parse.heads[at]] in ("NOUN", "PROPN"):
        if _runs_on(parse, at):
            break
        at = parse.heads[at]
    return at


def _runs_on(parse: Parse, noun: int) -> bool:
    """True of the police in "two died in Tarn the police said", which a parse may have as another word for Tarn."""
    first = parse.child(noun, "det")
    if parse.relations[noun] != "appos" or first is None or first > noun:
        return False
    return parse.upos[first - 1] != "PUNCT" or parse.child(parse.heads[noun], "case") is not None
