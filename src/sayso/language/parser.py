"""Report -> Parse: words, sentences, tags, lemmas, trees, names and coreference chains of title, body and captions."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import lru_cache

from sayso.language.backends import BACKENDS, Analysis, Backend
from sayso.language.coreference import chains
from sayso.language.sentences import cut_sentences
from sayso.language.words import cut_words
from sayso.model import ROOT, Name, Parse, Part, Report, Sentence, Span

READ_PARTS = frozenset({"title", "body", "caption"})


@lru_cache(maxsize=2)
def load_backend(name: str = "minilm", threads: int = 1) -> Backend:
    """Return a backend, loaded once; raise ValueError for a name that is not there.

    What stands after a colon is the backend's own to read: "spacy:en_core_web_sm".
    """
    kind, _, which = name.partition(":")
    if kind not in BACKENDS:
        raise ValueError(f"no language backend named {kind}; there are: {', '.join(sorted(BACKENDS))}")
    return BACKENDS[kind](which, threads)


def parse(report: Report, backend: Backend | None = None) -> Parse:
    """Return the parse of a report; each sentence is read by itself."""
    backend = backend or load_backend()
    spans, sentences = _cut(report)
    rows = (backend.analyse([report.text[a:b] for a, b in spans[s.first : s.end]]) for s in sentences)
    return with_chains(assemble(report.text, spans, sentences, rows, backend.version))


def with_chains(parse: Parse) -> Parse:
    """Return the parse with its coreference chains."""
    return replace(parse, chains=chains(parse))


def assemble(text: str, spans: list[Span], sentences: list[Sentence], rows: Iterable[Analysis], model: str) -> Parse:
    """Join the analyses of the sentences to one parse; heads and names become indices into all words."""
    columns: tuple[list[str], list[str], list[str], list[str]] = ([], [], [], [])
    heads: list[int] = []
    names: list[Name] = []
    commitment: list[tuple[float]] = []
    for sentence, row in zip(sentences, rows, strict=True):
        for column, part in zip(columns, (row.lemmas, row.upos, row.xpos, row.relations), strict=True):
            column.extend(part)
        heads += [h if h == ROOT else h + sentence.first for h in row.heads]
        commitment += [(x,) for x in row.commitment or ()]
        names += [Name(n.first + sentence.first, n.end + sentence.first, n.kind) for n in row.names]
    lemmas, upos, xpos, relations = map(tuple, columns)
    scores = {"commitment": tuple(commitment)} if commitment else {}
    return Parse(text=text, spans=tuple(spans), lemmas=lemmas, upos=upos, xpos=xpos, heads=tuple(heads),
                 relations=relations, sentences=tuple(sentences), names=tuple(names), scores=scores,
                 model=model)  # fmt: skip


def _cut(report: Report) -> tuple[list[Span], list[Sentence]]:
    spans: list[Span] = []
    sentences: list[Sentence] = []
    for part, words, ranges in _cut_parts(report):
        base = len(spans)
        spans += words
        sentences += [Sentence(base + first, base + end, part.kind) for first, end in ranges]
    return spans, sentences


def _cut_parts(report: Report) -> Iterator[tuple[Part, list[Span], list[tuple[int, int]]]]:
    for part in report.parts:
        if part.kind in READ_PARTS:
            words = cut_words(report.text, part.span.start, part.span.end)
            if words:
                yield part, words, cut_sentences(report.text, words)
