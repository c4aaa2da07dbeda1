"""Factuality corpora (UW, UDS-IH2, MEANTIME, CommitmentBank, MegaVeridicality `.jsonl`) -> commitment per predicate.

Every target is judged by the code that judges the acts of claims. r (Pearson) and mae compare the number that our axes
amount to with the readers'. Called reported is what we take for having happened, in the outlet's own words or in those
of a source that it reports: the corpora do not keep the two apart. harm is the share of it that readers hold for less
than likely (below 1.0), harm_violent the same of acts of violence, reported_recall the share of what they hold for
likely that we call so; `outlet` counts only the outlet's own words. Baselines: all reported, and `markers`, which
sees only negation, modals and conditions on the target's own verb. Parts: the rules alone, the network's head alone
(0 with a backend that has none), and the mean of the two.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import lru_cache
from pathlib import Path
from statistics import StatisticsError, correlation, fmean
from typing import NamedTuple

from sayso.evaluate.backend import backend_in_force
from sayso.evaluate.corpora.rows import sample
from sayso.evaluate.corpora.status_gold import Passage, head_of, parse_words, passages_of
from sayso.evaluate.scores import Scored
from sayso.knowledge.claim_rules import load_rules
from sayso.meaning.factuality.commitment import commitment_of
from sayso.meaning.statements import Found, chain_of, find_statements
from sayso.meaning.status import markers_standing, ruled_standing, standing_of, status_of
from sayso.meaning.syntax.predicates import Predicate, noun_predicate, verb_predicate
from sayso.model import Parse, Part, Report, Span, Status

LIKELY = 1.0  # readers hold what they give this or more for something that happened
HELD = frozenset({"reported", "attributed"})


class Judged(NamedTuple):
    """A target: the readers' commitment, ours, what we call it, and the same by its own markers alone."""

    gold: float
    ours: float
    status: Status
    markers: float
    marked: Status
    violent: bool
    ruled: float  # by the rules alone
    head: float | None  # by the network's head alone


def evaluate(path: Path, limit: int | None = None) -> Scored:
    """Return the scores over all targets of `limit` passages; n is the number of targets."""
    backend = backend_in_force()
    judged: list[Judged] = []
    for passage in sample(passages_of(path), limit, path):
        judged += judge(passage, parse_words(passage, backend))
    return Scored(len(judged), scores_of(judged))


def judge(passage: Passage, parse: Parse) -> Iterator[Judged]:
    """Yield a judgement of each target of a passage."""
    report = Report(id="", text=parse.text, parts=(Part("body", Span(0, len(parse.text))),))
    statements = find_statements(report, parse, ())
    for first, end, gold in passage.targets:
        yield _judged(parse, head_of(parse, first, end), gold, statements)


def scores_of(judged: Sequence[Judged]) -> dict[str, float]:
    """Return the scores; without two values that differ r is 0."""
    gold = [j.gold for j in judged]
    return {
        **_fit("", gold, [j.ours for j in judged]),
        **_fit("_all_reported", gold, [3.0] * len(gold)),
        **_fit("_markers", gold, [j.markers for j in judged]),
        **_fit("_rules", gold, [j.ruled for j in judged]),
        **_fit("_head", gold, [j.head or 0.0 for j in judged]),
        **_fit("_mean", gold, [((j.head or 0.0) + j.ruled) / 2 for j in judged]),
        "harm": _harm(judged, lambda j: j.status in HELD),
        "harm_violent": _harm([j for j in judged if j.violent], lambda j: j.status in HELD),
        "reported_recall": _recall(judged, lambda j: j.status in HELD),
        "harm_outlet": _harm(judged, lambda j: j.status == "reported"),
        "outlet_recall": _recall(judged, lambda j: j.status == "reported"),
        "harm_all_reported": _harm(judged, lambda _: True),
        "harm_markers": _harm(judged, lambda j: j.marked == "reported"),
        "reported_recall_markers": _recall(judged, lambda j: j.marked == "reported"),
    }


def predicate_at(parse: Parse, word: int) -> Predicate:
    """Return the predicate that a word is, whether or not any rule of claims asks for it."""
    if parse.upos[word] == "VERB":
        return verb_predicate(parse, word)
    if parse.upos[word] == "NOUN":
        return noun_predicate(parse, word)
    return Predicate(word, parse.lemmas[word].lower(), word, 0)


def _judged(parse: Parse, word: int, gold: float, statements: Sequence[Found]) -> Judged:
    predicate = predicate_at(parse, word)
    violent = predicate.lemma in _violent_lemmas()
    standing = standing_of(parse, predicate, 4 if violent else 1)
    sourced = standing.sourceless is not None or bool(chain_of(statements, word, statements))
    markers = markers_standing(parse, predicate).axes
    scores = parse.scores.get("commitment")
    return Judged(
        gold, commitment_of(standing.axes), status_of(standing.axes, attributed=sourced), commitment_of(markers),
        status_of(markers, attributed=False), violent,
        commitment_of(ruled_standing(parse, predicate, 4 if violent else 1).axes), scores[word][0] if scores else None,
    )  # fmt: skip


@lru_cache(maxsize=1)
def _violent_lemmas() -> frozenset[str]:
    book = load_rules()
    tables = (book.by_verb, book.by_noun)
    return frozenset(lemma for t in tables for lemma, rules in t.items() if any(r.type == "ASSAULT" for r in rules))


def _fit(name: str, gold: Sequence[float], ours: Sequence[float]) -> dict[str, float]:
    if not gold:
        return {f"r{name}": 0.0, f"mae{name}": 0.0}
    mae = fmean(abs(a - b) for a, b in zip(gold, ours, strict=True))
    try:
        return {f"r{name}": correlation(gold, ours), f"mae{name}": mae}
    except StatisticsError:  # one of them is the same throughout, and so tells nothing of the other
        return {f"r{name}": 0.0, f"mae{name}": mae}


def _harm(judged: Iterable[Judged], said: Callable[[Judged], bool]) -> float:
    called = [j.gold < LIKELY for j in judged if said(j)]
    return fmean(called) if called else 0.0


def _recall(judged: Iterable[Judged], said: Callable[[Judged], bool]) -> float:
    likely = [said(j) for j in judged if j.gold >= LIKELY]
    return fmean(likely) if likely else 0.0
