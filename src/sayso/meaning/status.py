"""Embedding of an act -> its axes, and from them and the say-so chain one word: its status (methods.md 2.3, 2.4)."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from sayso.meaning.embedding import Effect, Markers, effects_on, markers_of, negated
from sayso.meaning.predicates import Predicate
from sayso.model import ROOT, Axes, Parse, Status

HOSTILE = frozenset({3, 4})  # quad classes: verbal and material conflict
CERTAINTIES = ("CT", "PR", "PS", "U")
UNSPECIFIED = frozenset({"reportedly", "allegedly", "purportedly", "supposedly", "alleged", "reported", "purported"})


@dataclass(frozen=True, slots=True)
class Standing:
    """How an act stands: its axes, and the word of a sourceless attribution ("reportedly") if there is one."""

    axes: Axes
    sourceless: int | None = None


def standing_of(parse: Parse, predicate: Predicate, quad: int) -> Standing:
    """Return the axes that the sentence gives to an act, seen by the innermost source."""
    effects = list(effects_on(parse, predicate))
    carrier = _carrier(parse, predicate)
    axes = _with_markers(Axes(time=_time(parse, carrier)), parse, carrier, markers_of(parse, carrier))
    if predicate.trigger != carrier and negated(parse, predicate.trigger):
        axes = replace(axes, polarity="-")
    nearest_force = axes.force
    sourceless = None
    for effect in effects:
        axes = _under(axes, effect, parse, predicate, quad)
        if nearest_force is not None:
            axes = replace(axes, force=nearest_force)
        nearest_force = axes.force
        if parse.lower(effect.word) in UNSPECIFIED or _passive_cue(parse, effect):
            sourceless = effect.word
    if _question(parse, carrier, effects):
        axes = replace(axes, environment="question", certainty="U")
    return Standing(axes, sourceless)


def status_of(axes: Axes, *, attributed: bool) -> Status:
    """Return the one-word status: a pure function of the axes; the first line that fits wins.

    >>> status_of(Axes(force="threat", time="future"), attributed=False)
    'threatened'
    """
    table: tuple[tuple[bool, Status], ...] = (
        (axes.environment == "counterfactual", "counterfactual"),
        (axes.force == "deny", "denied"),
        (axes.polarity == "-" and axes.phase not in ("prevent", "fail", "attempt"), "negated"),
        (axes.environment in ("antecedent", "consequent"), "conditional"),
        (axes.environment == "question", "questioned"),
        (axes.force == "threat", "threatened"),
        (axes.force == "direct" or axes.environment == "directive", "demanded"),
        (axes.force == "commit", "pledged"),
        (axes.force == "intend" or axes.environment == "purpose", "planned"),
        (axes.force == "expect", "expected"),
        (axes.phase == "attempt", "attempted"),
        (axes.phase == "fail", "failed"),
        (axes.phase == "prevent", "prevented"),
        (axes.time == "future", "planned"),
        (axes.certainty != "CT", "possible"),
        (attributed, "attributed"),
        (axes.time == "habitual", "habitual"),
    )
    return next((status for holds, status in table if holds), "reported")


def _carrier(parse: Parse, predicate: Predicate) -> int:
    """The verb whose tense and modals the act lives under; nouns beside it share it only as its argument."""
    at = predicate.trigger
    if predicate.verb == at or predicate.construction == 16:
        return predicate.verb
    while parse.heads[at] != ROOT and parse.upos[at] != "VERB":
        if parse.relations[at] not in ("nsubj", "nsubj:pass", "nmod", "conj"):
            return predicate.trigger
        at = parse.heads[at]
    return at if parse.upos[at] == "VERB" else predicate.trigger


def _with_markers(axes: Axes, parse: Parse, carrier: int, on: Markers) -> Axes:
    if on.negated:
        axes = replace(axes, polarity="-")
    if on.condition and (on.modal is not None or on.future):
        axes = replace(axes, environment="consequent", certainty="U", time="future")
    elif on.modal in ("may", "might", "could", "can"):
        axes = replace(axes, certainty="PS")
    elif on.modal == "must" and on.perfect:
        axes = replace(axes, certainty="PR")
    elif on.modal in ("should", "must", "ought"):
        axes = replace(axes, environment="directive", certainty="U")
    elif on.modal in ("would", "'d", "’d"):
        axes = _would(axes, parse, carrier, on)
    elif on.future:
        axes = replace(axes, time="future", certainty="U")
    return axes


def _would(axes: Axes, parse: Parse, carrier: int, on: Markers) -> Axes:
    """Reported future under a past cue; else an unmet condition."""
    embedded = parse.relations[carrier] in ("ccomp", "xcomp") or parse.relations[parse.heads[carrier]] == "ccomp"
    if on.perfect and not embedded:
        return replace(axes, environment="counterfactual", polarity="-")
    return replace(axes, time="future", certainty="U")


def _time(parse: Parse, carrier: int) -> Any:
    helpers = [parse.lemmas[c] for c in parse.children(carrier, "aux", "aux:pass")]
    forms = {parse.xpos[c] for c in parse.children(carrier, "aux", "aux:pass", "cop")} | {parse.xpos[carrier]}
    if parse.xpos[carrier] == "VBG" and "be" in helpers and not forms & {"VBD"}:
        return "ongoing"
    if parse.xpos[carrier] in ("VBZ", "VBP") and parse.relations[carrier] == "acl:relcl" and not helpers:
        return "habitual"  # "a group that fights the government"
    return "past"


def _under(axes: Axes, effect: Effect, parse: Parse, predicate: Predicate, quad: int) -> Axes:
    """Return the axes after one more embedder; the inner ones have been taken in already."""
    by = effect.by
    value = by.negative if effect.negated else by.positive
    if by.name == "report" or (value == "+" and by.status is None):
        return _kept(axes, effect)
    if effect.negated and value == "+":
        return axes  # "did not fail to", "did not deny"
    changed: dict[str, Any] = dict(by.axes)
    if by.name in ("threat", "commitment"):
        changed["force"] = _threat_or_pledge(parse, effect, predicate, quad)
    if by.name == "condition":
        changed["environment"] = "antecedent"
    if "certainty" in changed:
        changed["certainty"] = max(axes.certainty, changed["certainty"], key=CERTAINTIES.index)
    if effect.negated and value == "-":
        changed = {"polarity": "-"}
    elif effect.negated:
        changed["polarity"] = "u"
    if axes.polarity == "-" and changed.get("polarity") == "-" and by.name != "denial":
        changed["polarity"] = "-" if by.name in ("near_miss", "pretence") else "+"
    return replace(axes, **changed)


def _kept(axes: Axes, effect: Effect) -> Axes:
    kept = {k: v for k, v in effect.by.axes.items() if k in ("presupposed", "phase", "time") and v != "complete"}
    return replace(axes, **kept)


def _threat_or_pledge(parse: Parse, effect: Effect, predicate: Predicate, quad: int) -> str:
    """To vow a strike is a threat, to vow a release is none; to warn of what others will do is to expect it."""
    if quad not in HOSTILE:
        return "commit"
    if parse.lemmas[effect.word] in ("warn", "warning"):
        subject = {parse.lemmas[c] for c in parse.children(effect.word, "nsubj")}
        agents = {parse.lemmas[i] for i in predicate.fillers("agent")}
        if agents and not agents & (subject | {"we", "I", "they", "he", "she", "it"}) and not _own_side(parse, agents):
            return "expect"
    return "threat"


def _own_side(parse: Parse, agents: set[str]) -> bool:
    """A head of government warns of what the state will do: the name of a place or people as agent."""
    return any(a[:1].isupper() for a in agents)


def _passive_cue(parse: Parse, effect: Effect) -> bool:
    """ "is believed to have crossed", "it was alleged that": an attribution that names no source."""
    verb = effect.word
    if effect.by.name not in ("belief", "report", "expectation") or parse.upos[verb] != "VERB":
        return False
    passive = parse.child(verb, "aux:pass") is not None and parse.child(verb, "obl:agent") is None
    return passive or parse.lemmas[verb] in ("seem", "appear")


def _question(parse: Parse, carrier: int, effects: list[Effect]) -> bool:
    """A question asked outright: nothing stands between the act and the sentence's question mark."""
    sentence = parse.sentence(carrier)
    end = range(max(sentence.first, sentence.end - 2), sentence.end)
    asked = any(parse.word(i) == "?" for i in end)
    return asked and not effects and (parse.heads[carrier] == ROOT or parse.relations[carrier] in ("conj", "ccomp"))
