"""Axes of an act -> one number from -3 (it did not happen) to 3 (it did): how far their source is committed to it.

The scale is that of the factuality corpora (methods.md 2.1). The numbers lie between what readers of newswire (UW,
asked whether it happened or will) and of web text (UDS-IH2, asked whether it has happened) gave on average to such
predicates in the training parts. This is the seam for a learned head: it too gives a number for a word.
"""

from __future__ import annotations

from sayso.model import Axes

HELD, HABITUAL = 2.9, 2.6
NEGATED = {"CT": -1.5, "PR": -1.5, "PS": -1.0, "U": -1.0}
UNSETTLED = 0.6  # "did not say that they fired"
BY_ENVIRONMENT = {"antecedent": 0.6, "question": 0.7, "directive": 0.8}
BIDDEN = 0.3  # by the outlet's own "must" or command, with nobody named who demands it
BY_CERTAINTY = {"PR": 1.3, "PS": 1.1, "U": 1.1}
BELIEVED, ATTEMPTED = 2.0, 1.1


def commitment_of(axes: Axes) -> float:
    """Return the commitment that the axes amount to: polarity gives its sign, certainty and environment its size.

    >>> commitment_of(Axes()), commitment_of(Axes(polarity="-")), commitment_of(Axes(certainty="PS"))
    (2.9, -1.5, 1.1)
    """
    if axes.polarity != "+":
        return NEGATED[axes.certainty] if axes.polarity == "-" else UNSETTLED
    if axes.certainty == "CT":
        return HABITUAL if axes.time == "habitual" else HELD
    if axes.environment == "directive" and axes.force is None:
        return BIDDEN
    if axes.environment in BY_ENVIRONMENT:
        return BY_ENVIRONMENT[axes.environment]
    if axes.phase == "attempt":
        return ATTEMPTED
    believed = axes.certainty == "PR" and axes.time != "future" and axes.force != "expect"
    return BELIEVED if believed else BY_CERTAINTY[axes.certainty]
