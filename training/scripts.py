"""Word and lemma -> an edit script, so that a lemma is one class among some hundreds."""

from __future__ import annotations


def script_of(word: str, lemma: str) -> str:
    """Return the script that turns `word` into `lemma`: "case|letters cut|letters put on" or "=lemma".

    >>> script_of("Struck", "strike")
    'l|3|ike'
    >>> script_of("was", "be")
    '=be'
    """
    case = "k" if word[:1] == lemma[:1] else "l"
    base = word if case == "k" else word.lower()
    shared = 0
    while shared < min(len(base), len(lemma)) and base[shared] == lemma[shared]:
        shared += 1
    if shared == 0:
        return f"={lemma}"
    return f"{case}|{len(base) - shared}|{lemma[shared:]}"
