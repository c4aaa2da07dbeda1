"""Text -> whether it is English, by the share of English function words."""

from __future__ import annotations

import re

# The commonest closed-class words of English that are not among those of its neighbours too.
FUNCTION_WORDS = frozenset(
    [
        "the",
        "of",
        "and",
        "to",
        "that",
        "for",
        "with",
        "as",
        "at",
        "by",
        "from",
        "it",
        "he",
        "she",
        "they",
        "we",
        "his",
        "her",
        "their",
        "its",
        "this",
        "these",
        "those",
        "which",
        "who",
        "is",
        "are",
        "was",
        "were",
        "been",
        "be",
        "has",
        "had",
        "have",
        "not",
        "but",
        "or",
        "if",
        "would",
        "will",
        "could",
        "should",
        "after",
        "before",
        "into",
        "than",
        "when",
        "while",
        "there",
        "what",
        "about",
        "over",
        "more",
        "said",
    ]
)
ENOUGH_LETTERS = 250  # fewer say nothing safe about a language
ENOUGH_SHARE = 0.15  # news reports in English lie above .25, other languages below .08 (990 web pages)

_WORD = re.compile(r"[^\W\d_]+")


def looks_english(text: str) -> bool:
    """Return whether the share of English function words is that of English text."""
    words = _WORD.findall(text[:20_000].lower())
    return bool(words) and sum(w in FUNCTION_WORDS for w in words) / len(words) >= ENOUGH_SHARE


def foreign(text: str) -> bool:
    """Return whether there is enough text to tell, and it does not look English."""
    letters = sum(map(len, _WORD.findall(text[:20_000])))
    return letters >= ENOUGH_LETTERS and not looks_english(text)
