"""Word -> what stands on it itself: negation, modal, tense, condition, question, command, adverbs and adjectives."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from sayso.knowledge.cue_words import EmbeddingClass, embedding_class
from sayso.model import ROOT, Parse

NEGATIONS = frozenset({"not", "n't", "n’t", "never", "no", "neither", "nor", "hardly", "scarcely", "nowhere"})
NO_WORDS = frozenset({"no", "none", "nobody", "neither", "nothing", "no-one", "noone"})
# "no more than", "not only", "not until": the act itself is not negated.
NOT_NEGATING = frozenset({"only", "fewer", "less", "more", "just", "until", "merely", "surprisingly", "least"})
CONDITIONS = frozenset({"if", "unless", "provided", "should", "providing"})
FUTURE = frozenset({"will", "shall", "'ll", "’ll", "wo", "sha"})
OPENING_MARKS = frozenset("\"“„«‘'")
WOULD = frozenset({"would", "'d", "’d"})


@dataclass(frozen=True, slots=True)
class Markers:
    """What stands on a verb itself, or on the one whose auxiliaries it shares."""

    negated: bool = False
    modal: str | None = None
    perfect: bool = False
    future: bool = False
    condition: bool = False
    command: bool = False


def markers_of(parse: Parse, word: int) -> Markers:
    """Return the markers on a word, those of the first verb of a coordination included."""
    words = [word, parse.heads[word]] if _shares(parse, word) else [word]
    helpers = [c for w in words for c in parse.children(w, "aux", "aux:pass", "cop")]
    modal = next((parse.lower(c) for c in helpers if parse.xpos[c] == "MD"), None)
    return Markers(
        negated=negated(parse, word) or (len(words) > 1 and not _but(parse, word) and negated(parse, words[1])),
        modal=modal,
        perfect=any(parse.lemmas[c].lower() in ("have", "'ve", "’ve") for c in helpers),
        future=modal in FUTURE or _going_to(parse, word) or _goes_to(parse, word),
        condition=any(_has_condition(parse, w) for w in words),
        command=any(_command(parse, w) for w in words),
    )


def _shares(parse: Parse, word: int) -> bool:
    """True of the second of two verbs under one auxiliary, as in "did not fire or advance"."""
    alike = parse.xpos[word] not in ("VBD", "VBZ") or any(parse.lower(c) in ("or", "nor") for c in parse.children(word))
    if parse.relations[word] != "conj" or parse.heads[word] == ROOT or not alike:
        return False
    return parse.child(word, "nsubj", "nsubj:pass", "aux", "aux:pass", "cop", "mark") is None


def _but(parse: Parse, word: int) -> bool:
    return any(parse.lower(c) in ("but", "yet") for c in parse.children(word, "cc"))


def negated(parse: Parse, word: int) -> bool:
    """True if a word is negated: "did not", "never", "no shots were fired", "neither side fired"."""
    return any(_negates(parse, child, word) for child in parse.children(word))


def _negates(parse: Parse, child: int, word: int) -> bool:
    relation = parse.relations[child]
    if relation in ("nsubj", "nsubj:pass", "obj"):
        return parse.upos[word] in ("VERB", "AUX", "ADJ") and _nobody(parse, child)
    if relation not in ("advmod", "det", "aux", "cc", "advmod:neg", "cc:preconj"):
        return False
    if parse.lower(child) == "longer":
        return any(parse.lower(c) == "no" for c in parse.children(child))
    listed = parse.lemmas[child].lower() in NEGATIONS or parse.lower(child) in NEGATIONS
    return listed and not _not_only(parse, child)


def adverbs_on(parse: Parse, word: int) -> Iterator[tuple[int, EmbeddingClass]]:
    """Yield what the adverbs and adjectives on a word say: "nearly hit", "an alleged attack", "planned talks"."""
    for child in parse.children(word, "amod", "advmod"):
        pos = "ADJ" if parse.relations[child] == "amod" else "ADV"
        by = embedding_class(form_of(parse, child, pos), pos)
        if by is not None and by.name != "negator":
            yield child, by


def form_of(parse: Parse, word: int, pos: str) -> str:
    """Return the form that is listed: participles as adjectives in their own form, "alleged" and not "allege"."""
    return parse.lower(word) if pos == "ADJ" and parse.upos[word] == "VERB" else parse.lemmas[word].lower()


def asked(parse: Parse, word: int) -> bool:
    """True of the predicate of a question whether it is so; "why did they shell Tarn?" takes it for granted."""
    while parse.relations[word] == "conj" and parse.heads[word] != ROOT:
        word = parse.heads[word]
    sentence = parse.sentence(word)
    end = range(max(sentence.first, sentence.end - 2), sentence.end)
    if parse.heads[word] != ROOT or not any(parse.word(i) == "?" for i in end):
        return False
    return not any(parse.lower(c) in ("why", "when", "where") for c in parse.children(word, "advmod", "mark"))


def habit_told(parse: Parse, verb: int) -> bool:
    """ "Smugglers use the road": a simple present of things in general; in a title it tells of a deed."""
    subject = parse.child(verb, "nsubj")
    if parse.xpos[verb] != "VBP" or subject is None or parse.sentence(verb).part == "title":
        return False
    bare = parse.xpos[subject] == "NNS" and not parse.children(
        subject, "det", "nummod", "nmod:poss", "compound", "nmod"
    )
    return bare and not parse.children(verb, "obl:unmarked") and parse.relations[verb] in ("root", "conj")


def infinitive_alone(parse: Parse, word: int) -> bool:
    """ "Norland to close the border", "the aim is to close it": an infinitive at the top of its clause is to come."""
    top = parse.heads[word] == ROOT or parse.relations[word] in ("ccomp", "parataxis")
    to = parse.upos[word] == "VERB" and any(parse.xpos[c] == "TO" for c in parse.children(word, "mark"))
    return top and to


def inverted(parse: Parse, verb: int) -> str | None:
    """Return the auxiliary before its subject, as in "had they fired" and "should they fire", or None."""
    subject = parse.child(verb, "nsubj", "nsubj:pass", "expl")
    first = parse.child(verb, "aux", "aux:pass", "cop")
    if subject is None or first is None or first > subject or parse.lower(first) not in ("had", "should", "were"):
        return None
    return parse.lower(first)


def _not_only(parse: Parse, child: int) -> bool:
    return child + 1 < len(parse) and parse.lower(child + 1) in NOT_NEGATING


def _nobody(parse: Parse, argument: int) -> bool:
    if parse.lower(argument) == "no" and argument + 1 < len(parse) and parse.lower(argument + 1) == "one":
        return True
    if parse.lemmas[argument].lower() in NO_WORDS or _few(parse, argument, argument):
        return True
    openers = parse.children(argument, "det", "cc:preconj", "amod")
    return any((parse.lower(c) in NO_WORDS and not _not_only(parse, c)) or _few(parse, c, argument) for c in openers)


def _few(parse: Parse, word: int, noun: int) -> bool:
    """ "Few fled", but not "a few fled" or "the few who fled"."""
    return parse.lower(word) == "few" and not any(parse.lower(c) != "few" for c in parse.children(noun, "det"))


def _going_to(parse: Parse, verb: int) -> bool:
    head = parse.heads[verb]
    return (
        parse.relations[verb] == "xcomp" and head != ROOT and parse.lemmas[head] in ("go", "set")
        and parse.xpos[verb] == "VB" and parse.child(verb, "mark") is not None
    )  # fmt: skip


def _goes_to(parse: Parse, verb: int) -> bool:
    """ "They are going to leave": the verb that stands for the future is itself still to come."""
    under = parse.children(verb, "xcomp") if parse.lower(verb) == "going" else ()
    return any(parse.xpos[c] == "VB" for c in under)


def _has_condition(parse: Parse, verb: int) -> bool:
    clauses = parse.children(verb, "advcl", "advcl:relcl")
    return any(parse.lower(m) in CONDITIONS for c in clauses for m in parse.children(c, "mark", "advmod")) or any(
        inverted(parse, c) is not None for c in clauses
    )


def _quoted_order(parse: Parse, verb: int) -> bool:
    """True of the first word of a quotation: "Leave Tarn," he said."""
    return parse.relations[verb] == "ccomp" and verb > 0 and parse.word(verb - 1) in OPENING_MARKS


def _command(parse: Parse, verb: int) -> bool:
    """ "Leave Tarn now": a bare verb without subject at the top of its sentence."""
    please = any(parse.lower(c) == "please" for c in parse.children(verb))
    if parse.upos[verb] != "VERB" or (parse.xpos[verb] != "VB" and not (please and parse.xpos[verb] == "VBP")):
        return False
    top = parse.heads[verb] == ROOT or parse.relations[verb] == "parataxis" or _quoted_order(parse, verb)
    helped = [c for c in parse.children(verb, "aux", "mark", "cop") if parse.lemmas[c].lower() != "do"]
    return top and not helped and parse.child(verb, "nsubj", "nsubj:pass", "expl", "aux:pass", "csubj") is None
