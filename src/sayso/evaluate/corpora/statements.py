"""PolNeAR (text/*.txt, attributions/*.ann) -> F1 of cue, source and content of our statements.

A text with several annotations is scored by the first. Statements with one cue and content are one, their sources
joined. Each gold attribution is paired with at most one of ours, best shared cue and content first; each of cue,
source and content is then a set of words.

cue_f1, source_f1, content_f1  words shared by the pairs, against all words of ours and all of the gold
triple_f1                      share of pairs that are right: cues touch, contents overlap by half (Dice), sources
                               touch or both are without one
direct_triple_f1               the same for contents wholly within quotation marks: recall over the gold ones,
                               precision over ours
lost                           share of gold attributions of whose content less than half stands in any of our
                               statements: it would pass as the outlet's own voice
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from sayso.evaluate.corpora.overlap import Relaxed
from sayso.evaluate.corpora.reports import findings_in
from sayso.evaluate.corpora.rows import sample, text_of
from sayso.evaluate.scores import Scored, f1
from sayso.model import Span, Statement

ROLES = ("cue", "source", "content")
WORD = re.compile(r"\w+")
ROLE = re.compile(r"(Source|Cue|Content)\d*:(\S+)")
OPEN, CLOSE = "\"“”„«'‘`", "\"“”»'’"
Words = frozenset[int]  # where they start


class Attribution(NamedTuple):
    """Cue, source and content as words; `direct` if the content is all within quotation marks."""

    cue: Words
    source: Words
    content: Words
    direct: bool


def evaluate(path: Path, limit: int | None = None) -> Scored:
    """Return cue_f1, source_f1, content_f1, triple_f1, direct_triple_f1, lost; n is the number of texts."""
    counts: Counter[tuple[str, str]] = Counter()
    direct = Relaxed()
    files = sample(_annotated(path), limit, path)
    for file, marked in files:
        text = text_of(file)
        gold = list(_gold(text, text_of(marked)))
        scene = findings_in(text)
        counts += _compared(gold, _ours(text, (f.statement for f in scene.statements) if scene else ()), direct)
    each = {f"{x}_f1": f1(counts[x, "right"], counts[x, "found"], counts[x, "wanted"]) for x in (*ROLES, "triple")}
    lost = counts["", "lost"] / max(1, counts["triple", "wanted"])
    return Scored(len(files), {**each, "direct_triple_f1": direct.f1, "lost": lost})


def _compared(gold: list[Attribution], ours: list[Attribution], direct: Relaxed) -> Counter[tuple[str, str]]:
    pairs = _pairs(gold, ours)
    right = {g: o for g, o in pairs.items() if _is_right(gold[g], ours[o])}
    matched = set(right.values())
    direct.add(
        (o in matched for o, a in enumerate(ours) if a.direct), (g in right for g, a in enumerate(gold) if a.direct)
    )
    counts = Counter({("triple", "right"): len(right), ("triple", "found"): len(ours), ("triple", "wanted"): len(gold)})
    for n, role in enumerate(ROLES):
        counts[role, "right"] = sum(len(_role(gold[g], n) & _role(ours[o], n)) for g, o in pairs.items())
        counts[role, "found"] = sum(len(_role(a, n)) for a in ours)
        counts[role, "wanted"] = sum(len(_role(a, n)) for a in gold)
    covered = frozenset[int]().union(*(a.content for a in ours))
    counts["", "lost"] = sum(2 * len(a.content & covered) < len(a.content) for a in gold)
    return counts


def _role(attribution: Attribution, n: int) -> Words:
    return (attribution.cue, attribution.source, attribution.content)[n]


def _pairs(gold: list[Attribution], ours: list[Attribution]) -> dict[int, int]:
    """Return ours by gold, each used once, the best shared first."""
    options = []
    for g, a in enumerate(gold):
        for o, b in enumerate(ours):
            if a.content & b.content or a.cue & b.cue:
                options.append((-bool(a.cue & b.cue) - _dice(a.content, b.content), g, o))
    pairs: dict[int, int] = {}
    used: set[int] = set()
    for _, g, o in sorted(options):
        if g not in pairs and o not in used:
            pairs[g] = o
            used.add(o)
    return pairs


def _is_right(gold: Attribution, ours: Attribution) -> bool:
    cue = bool(gold.cue & ours.cue) or not (gold.cue or ours.cue)
    source = bool(gold.source & ours.source) or not (gold.source or ours.source)
    return cue and source and _dice(gold.content, ours.content) >= 0.5


def _dice(one: Words, other: Words) -> float:
    return 2 * len(one & other) / max(1, len(one) + len(other))


def _ours(text: str, statements: Iterable[Statement]) -> list[Attribution]:
    joined: dict[tuple[Span | None, tuple[Span, ...]], list[Statement]] = {}
    for s in statements:
        joined.setdefault((s.cue.span if s.cue else None, s.content), []).append(s)
    return [
        Attribution(
            _words(text, [cue] if cue else []), _words(text, [s.source.span for s in same if s.source]),
            _words(text, content), same[0].form == "direct",
        )
        for (cue, content), same in joined.items()
    ]  # fmt: skip


def _gold(text: str, annotations: str) -> Iterator[Attribution]:
    """Yield the attributions of brat's lines "T1 Cue 107 114 said" and "E1 Attribution:T4 Content:T3 Cue:T1"."""
    rows = [line.split("\t") for line in annotations.splitlines() if "\t" in line]
    spans = {key: _spans(mark) for key, mark, *_ in rows if key.startswith("T")}
    for key, mark, *_ in rows:
        if key.startswith("E"):
            found: dict[str, list[Span]] = {"Cue": [], "Source": [], "Content": []}
            for role, at in ROLE.findall(mark):
                found[role] += spans.get(at, [])
            cue, source, content = (_words(text, found[role]) for role in ("Cue", "Source", "Content"))
            if content and (cue or source):
                yield Attribution(cue, source, content, _is_quoted(text, found["Content"]))


def _spans(mark: str) -> list[Span]:
    return [Span(int(a), int(b)) for a, b in re.findall(r"(\d+) (\d+)", mark, re.ASCII)]


def _words(text: str, spans: Iterable[Span]) -> Words:
    return frozenset(m.start() for s in spans for m in WORD.finditer(text, s.start, s.end))


def _is_quoted(text: str, spans: list[Span]) -> bool:
    """True if each part of a content stands between marks, in it or around it; a comma may stand before the last."""
    return all(
        any(c in OPEN for c in text[max(0, s.start - 1) : s.start + 1])
        and any(c in CLOSE for c in text[max(0, s.end - 1) : s.end + 2])
        for s in spans
    )


def _annotated(path: Path) -> Iterator[tuple[Path, Path]]:
    """Yield each text with its annotation, NAME.ann or NAME_xxxx.ann after the annotator."""
    for text in sorted((path / "text").glob("*.txt")):
        named = sorted((path / "attributions").glob(f"{_escaped(text.stem)}*.ann"))
        fitting = [a for a in named if re.fullmatch(r"(_\w{1,8})?", a.stem.removeprefix(text.stem))]
        if fitting:
            yield text, fitting[0]


def _escaped(name: str) -> str:
    return re.sub(r"([*?[])", r"[\1]", name)
