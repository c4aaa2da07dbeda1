"""Word, Penn tag and edit script -> lemma: from the table where it has the word, else by the script."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

TABLE = Path(__file__).parent / "weights" / "lemmas.tsv"


@lru_cache(maxsize=1)
def known_lemmas() -> dict[tuple[str, str], str]:
    """Return the lemmas of inflected words by lower-cased form and Penn tag (treebanks) or "V", "N" (dictionary)."""
    rows = (line.split("\t") for line in TABLE.read_text(encoding="utf8").splitlines())
    return {(form, tag): lemma for form, tag, lemma in rows}


def lemma_for(word: str, tag: str, script: str) -> str:
    """Return the lemma of a word in its sentence, given its Penn tag and the script that the network chose."""
    known, form = known_lemmas(), word.lower()
    found = known.get((form, tag))
    if found is None and tag[:2] in ("VB", "NN") and tag[:3] != "NNP":
        found = known.get((form, tag[0]))
    return found or lemma_of(word, script)


def lemma_of(word: str, script: str) -> str:
    """Apply "case|letters cut|letters put on" or "=lemma"; a script that does not fit leaves the word as it is.

    >>> lemma_of("Struck", "l|3|ike")
    'strike'
    """
    if script.startswith("="):
        return script[1:]
    case, cut, put = script.split("|", 2)
    base = word if case == "k" else word.lower()
    keep = len(base) - int(cut)
    return base[:keep] + put if keep > 0 else base
