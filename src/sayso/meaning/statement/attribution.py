"""Parse -> the shape every attribution has before its words become a Statement, and the grammar all cues share."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from sayso.knowledge.cue_words import CueWords
from sayso.model import ROOT, Parse, Stance

SUBJECTS = ("nsubj", "csubj")
PASSIVE_SUBJECTS = ("nsubj:pass", "csubj:pass")
OBLIQUES = ("obl", "obl:agent", "nmod", "advcl", "xcomp", "acl", "obl:unmarked")
_NOMINAL = frozenset({"NOUN", "PROPN", "PRON", "NUM", "ADJ", "X", "DET"})
_RELATIVE = frozenset({"who", "which", "that"})
_NOBODY = frozenset({"nobody", "none", "noone", "no-one", "neither", "nothing"})
_MODIFYING = frozenset({"mark", "nsubj", "nsubj:pass"})
_WOULD = frozenset({"would", "'d", "’d"})
_THINGS = frozenset({"it", "this", "that", "which", "what", "there", "these", "those"})
_ABSTRACT = ("tion", "sion", "ness", "ism", "ance", "ence", "ency", "ing", "age", "ure", "ship", "th", "ment", "ity")
_QUOTES = frozenset("\"“”„‟«»‘’'") | {"``", "''"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Attribution:
    """A cue with the heads of its sources and the words of its content, as indices of words.

    No content: a quotation has to give it. `within` is the cue whose speaker hands this source's words on.
    Not `asserted`: the source wants, judges or talks of the content and does not say that it is so.
    """

    cue: int
    cue_words: tuple[int, ...]
    stance: Stance
    sources: tuple[int, ...]
    content: frozenset[int] = frozenset()
    addressee: int | None = None
    within: int | None = None
    flags: tuple[str, ...] = ()
    confidence: float = 0.9
    asserted: bool = True


def is_passive(parse: Parse, i: int) -> bool:
    """True of a passive verb, also of a bare participle ("accused of theft")."""
    if parse.child(i, "aux:pass", *PASSIVE_SUBJECTS) is not None:
        return True
    bare = parse.xpos[i] == "VBN" and parse.child(i, "aux", *SUBJECTS) is None
    return bare and parse.relations[i] in ("acl", "advcl", "acl:relcl", "root", "parataxis")


def subject(parse: Parse, i: int, depth: int = 0) -> int | None:
    """Return who does the verb, taken over from the governing verb or the described noun where it has none."""
    if (own := parse.child(i, "nsubj")) is not None:
        relative = parse.lower(own) in _RELATIVE and parse.upos[own] != "DET"
        antecedent = _clause_noun(parse, i) if relative else None
        return own if antecedent is None else antecedent
    head, relation = parse.heads[i], parse.relations[i]
    if head == ROOT or depth > 8:
        return None
    if relation in ("acl", "acl:relcl"):
        return head if parse.upos[head] in _NOMINAL else None
    if relation in ("conj", "xcomp", "advcl", "parataxis") and parse.upos[head] in ("VERB", "AUX", "ADJ", "NOUN"):
        if (passive := parse.child(head, "nsubj:pass")) is not None:
            return passive
        return subject(parse, head, depth + 1)
    return None


def agents(parse: Parse, i: int) -> tuple[int, ...]:
    """Return the heads after `by` of a passive verb."""
    agent = parse.child(i, "obl:agent")
    if agent is None:
        agent = next((c for c in parse.children(i, "obl") if has_case(parse, c, "by")), None)
    return () if agent is None else conjuncts(parse, agent)


def conjuncts(parse: Parse, head: int) -> tuple[int, ...]:
    """Return a noun and the nouns joined to it: "Norland and Sarvia" are two sources."""
    return (head, *(c for c in parse.children(head, "conj") if parse.upos[c] in _NOMINAL))


def has_case(parse: Parse, i: int, *words: str) -> bool:
    """True if the word is marked by one of the prepositions."""
    return any(parse.lower(c) in words for c in parse.children(i, "case", "mark"))


def below(parse: Parse, heads: Iterable[int]) -> frozenset[int]:
    """Return the words of several subtrees."""
    return frozenset(w for h in heads for w in parse.subtree(h))


def source_words(parse: Parse, sources: Iterable[int], cue: int) -> frozenset[int]:
    """Return the words of the sources but for the clause of the cue: of "owners who fear a loss", owners."""
    path = {cue, *parse.ancestors(cue)}
    return frozenset(sources) | below(parse, (c for h in sources for c in parse.children(h) if c not in path))


def without_mark(parse: Parse, head: int) -> frozenset[int]:
    """Return a clause's words without the `that` or `of` that opens it."""
    marks = {
        c for c in parse.children(head, "mark", "case") if c < head and parse.lower(c) in ("that", "of", "as", "for")
    }
    return below(parse, (head,)) - below(parse, marks)


def happened(parse: Parse, i: int, words: CueWords, *, would: bool = False) -> bool:
    """False where the cue is negated, hypothetical, still to come, or asked about (methods 1.7, 28-30).

    `would` lets that modal pass.
    """
    sentence = parse.sentence(i)
    if parse.word(sentence.end - 1) == "?" and parse.relations[i] not in ("acl:relcl", "acl"):
        return False
    return _unmodified(parse, i, words, _WOULD if would else frozenset()) and _finite_or_done(parse, i, words)


def can_feel(parse: Parse, head: int, words: CueWords) -> bool:
    """True of what can have a view of its own: a name, a pronoun for people, somebody; no law and no document."""
    lower, upos = parse.lower(head), parse.upos[head]
    if lower in _THINGS:
        return False
    if upos in ("PROPN", "PRON", "NUM", "DET", "ADJ"):
        return True
    lemma = parse.lemmas[head].lower()
    return lemma in words.speakers or not lemma.endswith(_ABSTRACT)


def non_finite_tag(parse: Parse, i: int) -> str:
    """Return the tag of a predicate, of its auxiliary or copula if it has one: "to be ready" is VB."""
    first = parse.child(i, "aux", "aux:pass", "cop")
    to = any(parse.lower(c) == "to" for c in parse.children(i, "mark"))
    return "VB" if to else parse.xpos[i if first is None else first]


def clause_head(parse: Parse, i: int) -> int:
    """Return the predicate of the smallest clause that a word stands in."""
    clause = {"root", "ccomp", "advcl", "acl", "acl:relcl", "parataxis", "csubj", "csubj:pass", "xcomp"}
    while parse.heads[i] != ROOT and parse.relations[i] not in clause:
        if parse.relations[i] == "conj" and parse.upos[i] in ("VERB", "AUX"):
            break
        i = parse.heads[i]
    return i


def is_mark(parse: Parse, i: int) -> bool:
    """True of a quotation mark that the parse keeps as a word."""
    return parse.word(i) in _QUOTES


def _clause_noun(parse: Parse, i: int) -> int | None:
    """Return the noun a relative clause describes; the second of two joined verbs finds it through the first."""
    while parse.relations[i] == "conj":
        i = parse.heads[i]
    return parse.heads[i] if parse.relations[i] == "acl:relcl" else None


def _unmodified(parse: Parse, i: int, words: CueWords, allowed: frozenset[str] = frozenset()) -> bool:
    for c in parse.children(i):
        word, relation = parse.lower(c), parse.relations[c]
        if word in allowed or not (word in words.modals or word in words.negations or relation in _MODIFYING):
            continue
        if any(is_mark(parse, w) for w in range(min(c, i) + 1, max(c, i))):
            continue  # "Nor would I," Oda said: the negation is quoted
        if relation == "aux" and word in words.modals:
            return False
        if relation in ("advmod", "det", "cc:preconj", "cc") and c < i and word in words.negations:
            return False
        if relation == "mark" and word in words.conditions:
            return False
        if relation in ("nsubj", "nsubj:pass") and (
            word in _NOBODY or any(parse.lower(d) in ("no", "neither") for d in parse.children(c, "det"))
        ):
            return False
    shares = parse.relations[i] == "conj" and parse.child(i, "nsubj", "nsubj:pass") is None
    if shares and parse.xpos[i] in ("VB", "VBN") and parse.upos[parse.heads[i]] == "VERB":
        return _unmodified(parse, parse.heads[i], words, allowed)
    return True


def _finite_or_done(parse: Parse, i: int, words: CueWords) -> bool:
    """True but for infinitives: "refused to say"; "went on to say" and "is reported to have said" count as said."""
    if not any(parse.lower(c) == "to" for c in parse.children(i, "mark")):
        if parse.relations[i] == "conj" and parse.xpos[i] == "VB" and parse.child(i, "aux") is None:
            return _finite_or_done(parse, parse.heads[i], words)
        return True
    head = parse.heads[i]
    if head == ROOT or parse.relations[i] not in ("xcomp", "advcl"):
        return False
    raised = "raised" in words.verbs.get(parse.lemmas[head], {}) and is_passive(parse, head)
    return (raised or parse.lemmas[head] in words.onward_verbs) and happened(parse, head, words)
