"""Text -> whether it is English, by the share of English function words."""

from __future__ import annotations

import re

_WORD = re.compile(r"[^\W\d_]+")
# The commonest closed-class words, without those that Dutch or Danish spell alike: at, for, had, is, was, we, will.
FUNCTION_WORDS = frozenset(
    _WORD.findall("""
        the of and to that with as by from it he she they his their its this these those which who are were
        been be has have not but if would could should after before into than when while there what about more said
    """)
)
FEW_LETTERS, FEW_SHARE = 100, 0.02  # a few sentences without a single function word are not English
SOME_LETTERS, SOME_SHARE = 250, 0.04  # measured: short releases full of names lie above .05, other languages below .03
ENOUGH_LETTERS = 500
ENOUGH_SHARE = 0.08  # measured: 1,398 English reports lie above .10, web pages in other languages (mostly German) below


def share_of_english(text: str) -> float:
    """Return the share of English function words among the words of a text's beginning."""
    words = _WORD.findall(text[:20_000].lower())
    return sum(w in FUNCTION_WORDS for w in words) / max(1, len(words))


def looks_english(text: str) -> bool:
    """Return whether the share of English function words is that of English text."""
    return share_of_english(text) >= ENOUGH_SHARE


def foreign(text: str) -> bool:
    """Return whether there is enough text to tell, and it does not look English."""
    letters = sum(map(len, _WORD.findall(text[:20_000])))
    steps = ((ENOUGH_LETTERS, ENOUGH_SHARE), (SOME_LETTERS, SOME_SHARE), (FEW_LETTERS, FEW_SHARE), (0, 0.0))
    return share_of_english(text) < next(share for least, share in steps if letters >= least)
