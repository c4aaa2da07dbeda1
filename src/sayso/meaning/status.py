"""Path from the root to an act -> its axes, and from them and the say-so chain one word: its status (methods 2.3, 2.4).

What stands above an act hands down a context (the axes of whatever stands there); each word adds what stands on it
itself, and hands its own axes on by the class of the embedder or by how the two stand together.
"""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

from sayso.knowledge.cue_words import embedding_classes
from sayso.meaning.factuality.commitment import HABITUAL, commitment_of
from sayso.meaning.factuality.contexts import handed_down
from sayso.meaning.factuality.embedding import Link, link_of, path_to
from sayso.meaning.factuality.markers import markers_of
from sayso.meaning.factuality.standing import Standing, own_standing, with_markers
from sayso.meaning.syntax.predicates import BROKERING, Predicate
from sayso.meaning.syntax.responsibility import disowned
from sayso.model import ROOT, Axes, Parse, Status

__all__ = ["Standing", "markers_standing", "ruled_standing", "standing_of", "status_of"]

UNTENSED = frozenset({"VB", "VBG"})
DOUBT = 0.0  # of the network's commitment, -3 to 3, below which a verb's happening is doubted
VOUCHING = frozenset({"implicative", "causative", "beginning", "continuing", "omission", "negator"})
REBUFFS = frozenset({"refusal", "denial", "doubt", "cancelling"})


def standing_of(parse: Parse, predicate: Predicate, quad: int) -> Standing:
    """Return the axes that the sentence gives to an act, seen by the innermost source.

    Rules decide; where they find nothing that takes the act back and the network does, it is no more than possible.
    """
    return doubted(parse, predicate.trigger, ruled_standing(parse, predicate, quad))


def ruled_standing(parse: Parse, predicate: Predicate, quad: int) -> Standing:
    """Return the standing by the rules alone."""
    path = path_to(parse, predicate.trigger)
    handed = Standing(Axes())
    own = own_standing(parse, path[0], handed)
    for head, child in pairwise(path):
        link = link_of(parse, head, child)
        if child == path[-1] and _still_there(parse, link):
            return Standing(Axes(presupposed=True))
        if child == path[-1] and _is_itself_trying(parse, link):
            link = Link(head, child)
        if link.standing != "beside":
            handed = handed_down(parse, own, link, (predicate, quad))
        own = own_standing(parse, child, handed)
    if disowned(parse, predicate.trigger):
        return Standing(Axes(force="deny"))
    return own


def _is_itself_trying(parse: Parse, link: Link) -> bool:
    """Who tries to mediate does mediate; what is still tried for is the agreement."""
    return link.by is not None and link.by.name == "attempt" and parse.lemmas[link.child] in BROKERING


def doubted(parse: Parse, word: int, ruled: Standing) -> Standing:
    """Return a standing made uncertain if it is held for certain and the network reads that it did not happen.

    Only infinitives and -ing forms are doubted: of those with a tense the rules are right oftener than the network.
    """
    scores = parse.scores.get("commitment")
    if scores is None or parse.xpos[word] not in UNTENSED or parse.sentence(word).part == "title":
        return ruled
    if any(parse.lemmas[c] == "do" for c in parse.children(word, "aux")):
        return ruled  # "it does cooperate" has a tense
    if _vouched_for(parse, word):
        return ruled
    if commitment_of(ruled.axes) < HABITUAL or scores[word][0] >= DOUBT:
        return ruled
    return replace(ruled, axes=replace(ruled.axes, certainty="PS"), doubted=True)


def _vouched_for(parse: Parse, word: int) -> bool:
    """True under a verb that says whether it was done: "began to shell", "forced them to leave"."""
    head = parse.heads[word]
    by = link_of(parse, head, word).by if head != ROOT else None
    if by is not None and parse.lemmas[head] == "vote":
        return True
    return by is not None and (by.name in VOUCHING or (by.name == "attempt" and parse.lemmas[word] in BROKERING))


def _still_there(parse: Parse, link: Link) -> bool:
    """A proposal that is rejected has been made, and so has a report that is denied; what it is about need not be."""
    spoken = parse.upos[link.child] == "NOUN" and bool(embedding_classes(parse.lemmas[link.child].lower(), "NOUN"))
    return spoken and link.by is not None and link.by.name in REBUFFS


def markers_standing(parse: Parse, predicate: Predicate) -> Standing:
    """Return the standing by what is on the act's own verb alone: the baseline that looks at nothing above it."""
    return Standing(with_markers(Axes(), parse, predicate.verb, markers_of(parse, predicate.verb)))


def status_of(axes: Axes, *, attributed: bool) -> Status:
    """Return the one-word status: a pure function of the axes; the first line that fits wins.

    >>> status_of(Axes(force="threat", time="future"), attributed=False)
    'threatened'
    """
    table: tuple[tuple[bool, Status], ...] = (
        (axes.environment == "counterfactual", "counterfactual"),
        (axes.force == "deny", "denied"),
        (axes.environment == "antecedent", "conditional"),
        (axes.environment == "question", "questioned"),
        (axes.polarity == "-" and axes.phase not in ("prevent", "fail", "attempt"), "negated"),
        (axes.force == "threat", "threatened"),  # most threats have a condition; that stays on the axes
        (axes.environment == "consequent", "conditional"),
        (axes.force == "direct" or axes.environment == "directive", "demanded"),
        (axes.force == "commit", "pledged"),
        (axes.force == "intend" or axes.environment == "purpose", "planned"),
        (axes.force == "expect", "expected"),
        (axes.phase == "attempt" and axes.certainty == "U", "attempted"),
        (axes.phase == "fail", "failed"),
        (axes.phase == "prevent", "prevented"),
        (axes.time == "future", "planned"),
        (axes.certainty != "CT", "possible"),
        (attributed, "attributed"),
        (axes.time == "habitual", "habitual"),
    )
    return next((status for holds, status in table if holds), "reported")
