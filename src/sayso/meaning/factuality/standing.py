"""Word and the context handed down to it -> its standing: what negation, modals, tense and adverbs make of it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any, Literal, get_args

from sayso.knowledge.cue_words import EmbeddingClass
from sayso.meaning.factuality.markers import WOULD, Markers, adverbs_on, asked, habit_told, infinitive_alone, markers_of
from sayso.meaning.syntax.predicates import HAPPEN_VERBS
from sayso.model import ROOT, Axes, Parse

Certainty = Literal["CT", "PR", "PS", "U"]
CERTAINTIES: tuple[Certainty, ...] = get_args(Certainty)
UNSPECIFIED = frozenset(
    "reportedly allegedly purportedly supposedly apparently seemingly alleged reported purported".split()
)
PRESENT = frozenset({"VBZ", "VBP", "VB"})
KEPT = frozenset({"presupposed", "phase", "time"})
# Whose negation is read as that of the act: not to plan, threaten or order it, not to think that it took place.
NEGATED_WITH = frozenset(
    "belief expectation intention obligation threat commitment directive tasking irrealis_purpose".split()
)
AWAITING = frozenset({"expectation", "intention"})
HOLDING = frozenset({"antecedent", "consequent", "question", "counterfactual"})  # whatever stands deeper


@dataclass(frozen=True, slots=True)
class Standing:
    """How an act stands: its axes, and the words that attribute it to nobody ("reportedly") or presuppose it.

    `doubted` if the network took the certainty away that the rules gave.
    """

    axes: Axes
    sourceless: int | None = None
    presupposer: int | None = None
    doubted: bool = False


def own_standing(parse: Parse, word: int, handed: Standing) -> Standing:
    """Return a word's own standing: the context handed down to it, with its markers, adverbs and adjectives."""
    axes = with_markers(_timed(handed.axes, parse, word), parse, word, markers_of(parse, word))
    sourceless = handed.sourceless
    for at, by in adverbs_on(parse, word):
        if by.name in AWAITING and _has_begun(parse, word):
            continue
        if by.name != "near_miss" or parse.xpos[word] in ("VBD", "VBN"):
            axes = _modified(axes, by)
        if parse.lower(at) in UNSPECIFIED:
            sourceless = at
    if asked(parse, word) and axes.environment not in HOLDING:
        axes = replace(axes, environment="question", certainty="U")
    return Standing(axes, sourceless, handed.presupposer)


def _has_begun(parse: Parse, noun: int) -> bool:
    """True of "the planned talks began", which are planned no longer."""
    verb = parse.heads[noun]
    subject = verb != ROOT and parse.relations[noun] == "nsubj"
    return subject and parse.xpos[verb] == "VBD" and parse.lemmas[verb].lower() in HAPPEN_VERBS


def axes_under(axes: Axes, by: EmbeddingClass) -> dict[str, Any]:
    """Return the axes that an embedder changes for what is under it; its own are given."""
    negative = axes.polarity == "-"
    worth = by.negative if negative else by.positive
    if worth == "+":
        kept = {k: v for k, v in by.axes.items() if k in KEPT and v != "complete"}
        if axes.time == "future":
            kept.pop("time", None)  # "will resume talks": they are as far off as their beginning
        return kept | ({"polarity": "+", "phase": None} if negative else {})
    if worth == "-":
        return {"polarity": "-"} if negative else {**by.axes, "polarity": "-"}
    certainty = max(axes.certainty, by.axes.get("certainty", "U"), key=CERTAINTIES.index)
    if negative and axes.force != "deny" and by.axes.get("environment") not in HOLDING:
        return {"certainty": certainty, "polarity": "-" if by.name in NEGATED_WITH else "u", "phase": None}
    changed = {**by.axes, "certainty": certainty}
    if _outweighs(axes, by):
        changed["environment"] = axes.environment
    if by.name == "attempt" and axes.certainty in ("PR", "PS"):
        changed["certainty"] = axes.certainty  # "may have tried": possible before attempted
    return changed | ({"force": "deny"} if axes.force == "deny" else {})


def _outweighs(axes: Axes, by: EmbeddingClass) -> bool:
    """A condition holds for what is asked under it; what must be done is asked for, its purpose with it."""
    inner = by.axes.get("environment")
    return (axes.environment in HOLDING and inner in ("directive", "purpose")) or (
        axes.environment == "directive" and inner == "purpose"
    )


def _modified(axes: Axes, by: EmbeddingClass) -> Axes:
    """Return the axes under an adverb or adjective, which takes no part in the negation beside it."""
    changed = axes_under(replace(axes, polarity="+"), by)
    return replace(axes, **changed) if axes.polarity == "+" else replace(axes, **{**changed, "polarity": axes.polarity})


def with_markers(axes: Axes, parse: Parse, word: int, on: Markers) -> Axes:
    """Return the axes as the negation, modal and tense on a word change them."""
    modal = on.modal
    if on.negated:
        axes = replace(axes, polarity=_negative(axes, modal, noun=parse.upos[word] in ("NOUN", "PROPN", "PRON")))
    open_ = modal is not None or on.future or parse.xpos[word] in PRESENT
    if on.condition and open_ and not on.perfect and axes.environment not in HOLDING:
        return made_uncertain(replace(axes, environment="consequent", time="future"), "U")
    if modal in ("may", "might", "could", "can"):
        seen = modal in ("can", "could") and parse.lemmas[word] in ("see", "hear")
        return axes if seen or (on.negated and modal in ("can", "could")) else made_uncertain(axes, "PS")
    if modal == "must" and on.perfect:
        return made_uncertain(axes, "PR")
    if modal in ("should", "ought") and on.perfect:  # "they should have left": and did not
        return replace(axes, environment="counterfactual", polarity="+" if on.negated else "-")
    if modal in ("should", "must", "ought") or on.command:
        inside = axes.environment in HOLDING
        return axes if inside else made_uncertain(replace(axes, environment="directive"), "U")
    if modal in WOULD:
        return _would(axes, on)
    if infinitive_alone(parse, word):
        return made_uncertain(replace(axes, time="future"), "U")
    return made_uncertain(replace(axes, time="future"), "PR") if on.future else axes


def _negative(axes: Axes, modal: str | None, *, noun: bool) -> Literal["+", "-", "u"]:
    """ "Never failed to", but not "no shots were fired", where noun and verb share one negation."""
    if modal in ("may", "might"):
        return "u"
    return "+" if axes.polarity == "-" and not noun else "-"


def _would(axes: Axes, on: Markers) -> Axes:
    """An unmet condition, but not in "they thought he would have left"; else a future seen from then."""
    if on.perfect and axes.force not in ("belief", "expect"):
        return replace(axes, environment="counterfactual", polarity="+" if on.negated else "-")
    return made_uncertain(replace(axes, time="future"), "PR" if on.negated else "U")


def _timed(axes: Axes, parse: Parse, word: int) -> Axes:
    helpers = parse.children(word, "aux", "aux:pass")
    forms = {parse.xpos[c] for c in helpers} | {parse.xpos[c] for c in parse.children(word, "cop")}
    if parse.xpos[word] == "VBG" and any(parse.lemmas[c] == "be" for c in helpers) and "VBD" not in forms:
        return replace(axes, time="ongoing")
    if parse.xpos[word] in ("VBZ", "VBP") and parse.relations[word] == "acl:relcl" and not helpers:
        return replace(axes, time="habitual")  # "a group that fights the government"
    if not helpers and habit_told(parse, word):
        return replace(axes, time="habitual")
    return axes


def made_uncertain(axes: Axes, certainty: Certainty) -> Axes:
    """Return the axes with a certainty no higher than this."""
    return replace(axes, certainty=max(axes.certainty, certainty, key=CERTAINTIES.index))
