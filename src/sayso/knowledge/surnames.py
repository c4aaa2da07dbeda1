"""A person's name -> what alone the person is called by, after the naming tradition of the country.

Mira Oda            Oda       the last word
Kim Yong-hyun       Kim       China, Korea: the family's name stands first
Abiy Ahmed          Abiy      Ethiopia, Thailand: called by the first, the other is the father's or seldom used
Min Aung Hlaing     -         Burma: no part of a name stands for it
Faisal bin Farhan   -         a father's name is nobody's own
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

FAMILY_FIRST = {"chn", "kor", "prk"}
FAMILY_FIRST_IF_HYPHENATED = {"twn", "hkg", "sgp"}  # "Tsai Ing-wen", but "Joseph Wu"
CALLED_BY_FIRST = {"eth", "eri", "tha"}
NEVER_IN_PART = {"mmr"}
SON_OF = {"bin", "ibn", "bint", "ben", "ould", "mint"}
ARTICLES = {"the", "al", "el", "ul"}
# What follows a surname ("Jr."), and a monarch's number: "Benedict XVI" has none.
JUNIOR, NUMBER = {"jr", "sr"}, re.compile(r"[ivx]+")
NOT_DECOMPOSED = str.maketrans("łøđħıß", "lodhis")


def surnames_of(name: str, marked: Iterable[str] = (), country: str = "") -> set[str]:
    """Return what a person may be called by alone, small, with its accents and without: the words marked, or by rule.

    Words are marked ("=Kim") where the rules of the country, given by its id, are wrong for the person.
    "Rui Conceição" is also Conceicao; "Bram Venn Jr." is Venn; "Otto IV" has no surname.
    """
    words = [w.lower() for w in marked] or _by_rule(
        [w for w in name.lower().split() if w.strip(".") not in JUNIOR], country
    )
    words = [w.partition("-")[2] if w.partition("-")[0] in ARTICLES else w for w in words]
    return {s for w in words for s in ((w,) if w.isascii() else (w, _plain(w)))}


def _by_rule(words: list[str], country: str) -> list[str]:
    """Return the one word of a name that stands for it, or none."""
    if len(words) < 2:
        return words
    hyphenated = "-" in words[-1] and country in FAMILY_FIRST_IF_HYPHENATED
    if country in FAMILY_FIRST or country in CALLED_BY_FIRST or hyphenated:
        return words[:1]
    nobodys = country in NEVER_IN_PART or words[-2] in SON_OF or NUMBER.fullmatch(words[-1])
    return [] if nobodys else words[-1:]


def _plain(word: str) -> str:
    """Return a word without accents."""
    decomposed = unicodedata.normalize("NFKD", word.translate(NOT_DECOMPOSED))
    return "".join(c for c in decomposed if not unicodedata.combining(c))
