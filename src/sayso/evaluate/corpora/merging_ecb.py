"""ECB+ (XML, a folder a topic) -> documents, of which those of one file set of a topic are about one happening.

A topic NN holds two happenings of one kind: NN_Mecb.xml tells of the first, NN_Mecbplus.xml of the second. Only the
sentences that the corpus lists as validated count; the rest is read along with them, for it holds dates and places.
The language model learned from topics 1 to 18: they are scored only where a folder holds no other.
"""

from __future__ import annotations

import csv
import re
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

from sayso.evaluate.corpora.merging_documents import Document
from sayso.evaluate.corpora.places_gold import root_of
from sayso.evaluate.corpora.rows import text_of
from sayso.model import ClaimType, ReportError, Span

LIST = "validated_sentences.csv"
FILE = re.compile(r"(\d+)_(\d+)(ecb|ecbplus)\.xml")
# Topics whose happenings are acts of PLOVER's types; those left out tell of sport, stars, weather, illness, machines.
ACTS: dict[int, ClaimType] = {
    3: "COERCE", 8: "ASSAULT", 12: "COERCE", 13: "ASSAULT", 16: "ASSAULT", 18: "ASSAULT",
    19: "PROTEST", 22: "ASSAULT", 32: "ASSAULT", 33: "ASSAULT", 35: "COERCE",
}  # fmt: skip
LEARNED = 18  # the last topic learned from
SORTED = 35  # the last topic that ACTS was chosen from; all later ones count
NO_SPACE_BEFORE = re.compile(r" (?=(?:[.,;:!?%)\]}]|'s|'t|n't|'re|'ve|'ll|'d|'m|'')(?: |$))")
NO_SPACE_AFTER = re.compile(r"(?<=[(\[{$£€#]) |(?<=``) ")
TIME = re.compile(r"(?<=\d) ?: ?(?=\d\d\b)")
ADDRESS = re.compile(r"\s*(?:https?|www)\b ?[:.]", re.I)


def is_ecb(folder: Path) -> bool:
    """Say whether a folder holds topics of ECB+, or is one."""
    return any(FILE.fullmatch(file.name) for file in folder.rglob("*.xml"))


def documents_in(folder: Path) -> Iterator[Document]:
    """Yield the documents of the topics that are acts, with the sentences that count."""
    validated = _validated(folder)
    for file, topic, happening in _files(folder):
        sentences = _sentences(file)
        numbers = set(sentences) if validated is None else validated[file.stem] & set(sentences)
        if numbers:
            text, counted = _laid_out(sentences, numbers)
            yield Document(key=file.stem, text=text, happening=happening, topic=str(topic), counted=counted)


def _files(folder: Path) -> list[tuple[Path, int, str]]:
    """Return the files of the topics scored, each with its topic and its file set."""
    names = ((file, FILE.fullmatch(file.name)) for file in sorted(folder.rglob("*.xml")))
    every = [(file, int(name[1]), name[3]) for file, name in names if name]
    acts = [f for f in every if f[1] in ACTS or f[1] > SORTED]
    return [f for f in acts if f[1] > LEARNED] or acts


def _validated(folder: Path) -> defaultdict[str, set[int]] | None:
    """Return the numbers of the sentences that count by file, or None where no list lies in or beside the folder."""
    file = next((f for f in (folder / LIST, folder.parent / LIST) if f.is_file()), None)
    if file is None:
        return None
    listed: defaultdict[str, set[int]] = defaultdict(set)
    for row in csv.reader(text_of(file).splitlines()):
        if len(row) > 2 and row[2].isdecimal():
            listed[f"{row[0]}_{row[1]}"].add(int(row[2]))
    return listed


def _sentences(file: Path) -> dict[int, str]:
    """Return the sentences by number, without the page's address; none where the file is no XML."""
    words: defaultdict[int, list[str]] = defaultdict(list)
    try:
        for token in root_of(file).iter("token"):
            words[int(token.get("sentence", ""))].append(token.text or "")
    except (ValueError, ReportError):
        return {}
    written = {n: " ".join(words[n]) for n in sorted(words)}
    return {n: _joined(s) for n, s in written.items() if s.strip() and not (n == 0 and ADDRESS.match(s))}


def _joined(tokens: str) -> str:
    """Return tokens as they are written in running text."""
    text = NO_SPACE_AFTER.sub("", NO_SPACE_BEFORE.sub("", TIME.sub(":", tokens)))
    return text.replace("``", '"').replace("''", '"').replace(" - ", "-")


def _laid_out(sentences: dict[int, str], numbers: set[int]) -> tuple[str, tuple[Span, ...]]:
    """Return a text with a paragraph a sentence, and where those that count stand."""
    counted: list[Span] = []
    start = 0
    for n, sentence in sentences.items():
        if n in numbers:
            counted.append(Span(start, start + len(sentence)))
        start += len(sentence) + 2
    return "\n\n".join(sentences.values()), tuple(counted)
