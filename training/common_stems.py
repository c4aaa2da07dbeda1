"""Treebank counts -> knowledge/common_stems.txt: how rare the beginnings of words are.

PYTHONPATH=src python -m training.common_stems DATA
"""

from __future__ import annotations

import lzma
import re
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path

from sayso.knowledge.common_stems import FILE, STEM
from sayso.knowledge.gazetteer import load_gazetteer
from sayso.ledger.likeness.marks import COMMON, WORD
from training.data import NON_COMMERCIAL

LEVELS = ((100, 1), (40, 2), (12, 3), (3, 5))  # documents that have a stem, and how rare it is then
OURS = 2  # of what this project's own rules and lists name: acts, weapons, forces, countries, provinces, large cities
LARGE = 500_000  # inhabitants
LISTS = ("claims/*.yaml", "claims/sentences/*.yaml", "cues/*.yaml", "actors/roles.yaml", "actors/descriptors.yaml",
         "actors/groups.tsv", "actors/states.tsv", "happenings.yaml", "units.yaml", "ontology.yaml",
         "places/countries.tsv", "places/demonyms.tsv", "places/provinces.tsv")  # fmt: skip
HEAD = """# First six letters of words, after how rare they are, 1 to 5; what is not listed is rarer (7).
# Made by `python -m training.common_stems DATA` from counts in EWT's and GUM's training documents (CC BY-SA, CC BY;
# no text); words of this project's own rules and lists are 2 at most.
"""


def stems(treebanks: Path) -> str:
    """Return the text of common_stems.txt."""
    number = Counter(s for name in ("gum-train", "ewt-train") for d in _documents(treebanks, name) for s in d)
    ours = _ours()
    level = {s: min(_level(number[s]), OURS if s in ours else 7) for s in number.keys() | ours}
    groups = {n: sorted(s for s in level if level[s] == n) for n in sorted(set(level.values()) - {7})}
    return HEAD + "".join(f"{n} {' '.join(listed)}\n" for n, listed in groups.items())


def _level(documents: int) -> int:
    return next((level for least, level in LEVELS if documents >= least), 7)


def _documents(treebanks: Path, name: str) -> Iterator[set[str]]:
    words: set[str] = set()
    licensed = True
    for line in lzma.open(treebanks / f"{name}.conllu.xz", "rt", encoding="utf8"):
        if line.startswith("# newdoc"):
            yield words
            words, licensed = set(), not line.partition("=")[2].strip().startswith(NON_COMMERCIAL)
        elif line[:1].isdigit() and licensed:
            words |= _stems(line.split("\t")[1])
    yield words


def _ours() -> set[str]:
    folder = FILE.parent
    texts = (file.read_text(encoding="utf8") for pattern in LISTS for file in sorted(folder.glob(pattern)))
    found = {s for text in texts for s in _stems(re.sub(r"^#.*", "", text, flags=re.M))}
    return found | {s for name in _large_places() for s in _stems(name)}


def _large_places() -> Iterable[str]:
    gazetteer = load_gazetteer()
    for key in range(gazetteer.rows):
        if gazetteer.is_province(key) or ((place := gazetteer.entry(key)).kind == "town" and place.people >= LARGE):
            yield gazetteer.entry(key).name


def _stems(text: str) -> set[str]:
    return {w[:STEM] for w in WORD.findall(text.casefold()) if w not in COMMON}


if __name__ == "__main__":
    FILE.write_text(stems(Path(sys.argv[1]) / "treebanks"), encoding="utf8")
