"""A treebank in CoNLL-U -> how well words and sentences are found from its raw text.

The text of each document is rebuilt from its "# text" lines, paragraph by paragraph; a word or a sentence counts only
if both its ends are right.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from sayso.evaluate.corpora.conllu import lines_of
from sayso.evaluate.scores import f1
from sayso.language.sentences import cut_sentences
from sayso.language.words import cut_words
from sayso.model import Span

SPACES = {r"\s": " ", r"\n": "\n", r"\t": "\t", r"\r": "\r", r"\p": "|", r"\\": "\\"}  # as UD's SpacesAfter writes them


@dataclass(slots=True)
class Paragraph:
    """Text with the words and sentences that the treebank gives it."""

    text: str = ""
    words: list[Span] = field(default_factory=list)
    sentences: list[Span] = field(default_factory=list)


def words_and_sentences(path: Path) -> dict[str, float]:
    """Return words_f1 and sentences_f1, from 0 to 1, over exact spans of all paragraphs of a file."""
    words, sentences = Tally(), Tally()
    for paragraph in paragraphs(path):
        found = cut_words(paragraph.text)
        ranges = cut_sentences(paragraph.text, found)
        words.add(paragraph.words, found)
        sentences.add(paragraph.sentences, [Span(found[a].start, found[b - 1].end) for a, b in ranges])
    return {
        "words_f1": f1(words.right, words.found, words.gold),
        "sentences_f1": f1(sentences.right, sentences.found, sentences.gold),
    }


def paragraphs(path: Path) -> Iterator[Paragraph]:
    """Yield the paragraphs of a .conllu or .conllu.xz file."""
    paragraph, space = Paragraph(), ""
    for comments, rows in _sentences(path):
        if paragraph.text and any(c.startswith(("# newpar", "# newdoc")) for c in comments):
            yield paragraph
            paragraph, space = Paragraph(), ""
        paragraph.text += space
        _append(paragraph, _text(comments, rows), rows)
        space = _space_after(rows[-1] if rows else [])
    if paragraph.text:
        yield paragraph


@dataclass(slots=True)
class Tally:
    """Counts of what was right, what there is and what was found."""

    right: int = 0
    gold: int = 0
    found: int = 0

    def add(self, gold: list[Span], found: list[Span]) -> None:
        """Count the spans of one paragraph."""
        self.right += len(set(gold) & set(found))
        self.gold += len(gold)
        self.found += len(found)


def _sentences(path: Path) -> Iterator[tuple[list[str], list[list[str]]]]:
    """Yield comments and rows of each sentence, without the empty nodes of the enhanced layer."""
    comments: list[str] = []
    rows: list[list[str]] = []
    for line in [*lines_of(path), ""]:
        cells = line.split("\t")
        if line.startswith("#"):
            comments.append(line)
        elif len(cells) == 10 and "." not in cells[0]:
            rows.append(cells)
        elif not line.strip() and rows:
            yield comments, rows
            comments, rows = [], []


def _surface(rows: list[list[str]]) -> Iterator[tuple[list[str], list[str]]]:
    """Yield each row of the surface with the forms of its syntactic words ("2-3 don't" with "do", "n't")."""
    inside = 0
    forms: list[str] = []
    for row in rows:
        first, _, last = row[0].partition("-")
        if last:
            inside, forms = int(last), []
            yield row, forms
        elif int(first) <= inside:
            forms.append(row[1])
        else:
            yield row, [row[1]]


def _text(comments: list[str], rows: list[list[str]]) -> str:
    given = next((c.partition("=")[2].strip() for c in comments if c.startswith("# text =")), None)
    return given if given is not None else "".join(r[1] + _space_after(r) for r, _ in _surface(rows)).rstrip()


def _append(paragraph: Paragraph, text: str, rows: list[list[str]]) -> None:
    """Add a sentence to a paragraph; raise ValueError if its rows do not spell its text."""
    start = at = len(paragraph.text)
    paragraph.text += text
    for row, forms in list(_surface(rows)):
        at = paragraph.text.find(row[1], at)
        if at < 0:
            raise ValueError(f"no {row[1]!r} in the text of a sentence: {text!r}")
        paragraph.words += _inside(paragraph.text, Span(at, at + len(row[1])), forms)
        at += len(row[1])
    paragraph.sentences.append(Span(start, len(paragraph.text)))


def _inside(text: str, token: Span, forms: list[str]) -> list[Span]:
    """Return the spans of a token's words: as their forms spell it, else as we cut it if that gives as many."""
    spans: list[Span] = []
    at = token.start
    for form in forms:
        spans.append(Span(at, at + len(form)))
        at += len(form)
    if "".join(forms) == text[token.start : token.end]:
        return spans
    ours = cut_words(text, *token)
    return ours if len(ours) == len(forms) else [token] * len(forms)


def _space_after(row: list[str]) -> str:
    """Return the white space after a token, as its last column says; a space if it says nothing."""
    notes = dict(note.partition("=")[::2] for note in row[9].split("|")) if row else {}
    if "SpacesAfter" in notes:
        return re.sub(r"\\.", lambda m: SPACES.get(m[0], m[0]), notes["SpacesAfter"])
    return "" if notes.get("SpaceAfter") == "No" else " "
