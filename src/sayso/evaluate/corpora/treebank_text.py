"""Sentences of a treebank -> paragraphs of raw text, and how well words and sentences are found in them.

The text of a sentence is its "# text" line or, where there is none or its rows spell something else, what its rows
spell; documents and paragraphs begin where the comments say so.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from sayso.evaluate.corpora.conllu import (
    NEW_DOCUMENT,
    NEW_PARAGRAPH,
    NO_HEAD,
    TEXT,
    GoldSentence,
    Row,
    Token,
)
from sayso.language.sentences import cut_sentences
from sayso.language.words import cut_words
from sayso.model import ROOT, Span

SPACES = {r"\s": " ", r"\n": "\n", r"\t": "\t", r"\r": "\r", r"\p": "|", r"\\": "\\"}  # as UD's SpacesAfter writes them
GENRE = re.compile(r"GUM_(news|interview)_")


@dataclass(slots=True)
class Paragraph:
    """Text with the words and sentences that the treebank gives it; heads are indices of its words, ROOT or NO_HEAD."""

    document: str
    text: str = ""
    words: list[Span] = field(default_factory=list)
    sentences: list[Span] = field(default_factory=list)
    rows: list[Row] = field(default_factory=list)
    heads: list[int] = field(default_factory=list)


def words_and_sentences(texts: Iterable[Paragraph]) -> dict[str, float]:
    """Return words_f1 and sentences_f1 over exact spans, the latter also for GUM's genres news and interview."""
    right: Counter[str] = Counter()
    total: Counter[str] = Counter()
    for paragraph in texts:
        found = cut_words(paragraph.text)
        sentences = {Span(found[a].start, found[b - 1].end) for a, b in cut_sentences(paragraph.text, found)}
        rows = [("words_f1", set(found), paragraph.words), ("sentences_f1", sentences, paragraph.sentences)]
        if genre := GENRE.match(paragraph.document):
            rows.append((f"sentences_f1_{genre[1]}", sentences, paragraph.sentences))
        for key, ours, theirs in rows:
            right[key] += len(ours & set(theirs))
            total[key] += len(ours) + len(theirs)
    return {key: 2 * right[key] / total[key] for key in total}


def paragraphs(sentences: Iterable[GoldSentence]) -> Iterator[Paragraph]:
    """Yield the paragraphs that sentences make up, in order."""
    document = ""
    together: list[GoldSentence] = []
    for sentence in sentences:
        opening = sentence.comment(NEW_DOCUMENT)
        if together and (opening or sentence.comment(NEW_PARAGRAPH)):
            yield _paragraph(document, together)
            together = []
        document = (opening[1] or "").strip() if opening else document
        together.append(sentence)
    if together:
        yield _paragraph(document, together)


def _paragraph(document: str, sentences: list[GoldSentence]) -> Paragraph:
    paragraph = Paragraph(document)
    pieces: list[str] = []
    at = 0
    for sentence in sentences:
        text, tokens = _text(sentence)
        for span, token in zip(tokens, sentence.tokens, strict=True):
            inside = _inside(text, span, [row[1] for row in token.words])
            paragraph.words += [Span(at + a, at + b) for a, b in inside]
        first = len(paragraph.rows)
        paragraph.heads += [head if head == NO_HEAD else head - 1 + first if head else ROOT for head in sentence.heads]
        paragraph.rows += sentence.rows
        paragraph.sentences.append(Span(at, at + len(text)))
        pieces += [text, _space_after(sentence.tokens[-1].row)]
        at += len(pieces[-2]) + len(pieces[-1])
    paragraph.text = "".join(pieces).rstrip()
    return paragraph


def _text(sentence: GoldSentence) -> tuple[str, list[Span]]:
    """Return the text of a sentence and the spans of its tokens in it."""
    given = sentence.comment(TEXT)
    if given:
        text = given[1].strip()
        spans = _spelled(text, sentence.tokens)
        if spans is not None:
            return text, spans
    text, spans = "", []
    for token in sentence.tokens:
        spans.append(Span(len(text), len(text) + len(token.row[1])))
        text += token.row[1] + _space_after(token.row)
    return text[: spans[-1].end], spans


def _spelled(text: str, tokens: list[Token]) -> list[Span] | None:
    """Return the spans of tokens in a text that they spell but for white space; None if they do not."""
    spans = []
    at = 0
    for token in tokens:
        at = _next(text, at)
        start = at
        for character in token.row[1]:
            if not character.isspace():
                at = _next(text, at)
                if text[at : at + 1] != character:
                    return None
                at += 1
        spans.append(Span(start, at))
    return spans if _next(text, at) == len(text) else None


def _next(text: str, at: int) -> int:
    """Return the offset of the next character that is not white space."""
    while at < len(text) and text[at].isspace():
        at += 1
    return at


def _inside(text: str, token: Span, forms: list[str]) -> list[Span]:
    """Return the spans of a token's words: as their forms spell it, else as we cut it if that gives as many."""
    if len(forms) == 1:
        return [token]
    spans: list[Span] = []
    at = token.start
    for form in forms:
        spans.append(Span(at, at + len(form)))
        at += len(form)
    if "".join(forms) == text[token.start : token.end]:
        return spans
    ours = cut_words(text, *token)
    return ours if len(ours) == len(forms) else [token] * len(forms)


def _space_after(row: Row) -> str:
    """Return the white space after a token, as its last column says; a space if it says nothing."""
    notes = dict(note.partition("=")[::2] for note in row[9].split("|"))
    if "SpacesAfter" in notes:
        return re.sub(r"\\.", lambda m: SPACES.get(m[0], m[0]), notes["SpacesAfter"])
    return "" if notes.get("SpaceAfter") == "No" else " "
