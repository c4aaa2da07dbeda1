"""PolNeAR (text/*.txt, attributions/*.ann) -> F1 of cue, source and content of our statements.

A text with several annotations is scored by the first. Statements with one cue and content are one, their sources
joined; so is a quotation without a cue and what its speaker said before it. Each gold attribution is paired with at
most one of ours, best shared cue and content first. The corpus marks no attribution within another's content (none in
4,890 looked at): ours whose cue stands there are not counted.

cue_f1                         pairs whose cues share a word, against all cues of ours and all of the gold
source_f1, content_f1          words shared by the pairs, against all words of ours and all of the gold
triple_f1                      share of pairs that are right: cues touch, contents overlap by half (Dice), sources
                               touch or both are without one; "who" also stands for the noun it describes
direct_triple_f1               the same for contents wholly within quotation marks: recall over the gold ones,
                               precision over ours
lost                           share of verbs in gold contents that stand in no statement of ours, or only in
                               statements of others than their source: they pass as the outlet's own word or as theirs
unspecified                    share of those verbs that stand in statements without a source alone; not lost
presupposed                    share of those verbs that stand only in statements "not asserted" (what a source wants or
                               judges): there, but no link of the chain of what is claimed; not lost
cue_words_f1                   words shared by the cues of the pairs; the corpus counts auxiliaries and adverbs to a cue
missed, other_cue, other_source, other_content
                               why a gold attribution is not right: nothing of ours touches it, or what first differs
nested_triple_f1               triple_f1 with ours inside a gold content counted as wrong
baseline_...                   the same of our statements by "say", "tell" and "according to" alone
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import NamedTuple

from sayso.evaluate.corpora.overlap import Relaxed
from sayso.evaluate.corpora.reports import findings_in
from sayso.evaluate.corpora.rows import sample, text_of
from sayso.evaluate.scores import Scored, f1
from sayso.model import ROOT, Parse, Span, Statement

WORD = re.compile(r"\w+")
ROLE = re.compile(r"(Source|Cue|Content)\d*:(\S+)")
OPEN, CLOSE = "\"“”„«'‘`", "\"“”»'’"
PLAIN = re.compile(r"(say|says|said|saying|tell|tells|told|telling|according to)", re.IGNORECASE)
Words = frozenset[int]  # where they start


class Attribution(NamedTuple):
    """Cue, source and content as words; `direct` if the content is all within quotation marks.

    `antecedent` is the noun that a source "who" describes; not `asserted` is flagged so by us.
    """

    cue: Words
    source: Words
    content: Words
    direct: bool
    antecedent: Words = frozenset()
    asserted: bool = True


@dataclass
class Tally:
    """Counts over all texts, by role or score and by what is counted."""

    counts: Counter[tuple[str, str]] = field(default_factory=Counter)
    direct: Relaxed = field(default_factory=Relaxed)

    def scores(self) -> dict[str, float]:
        """Return the shares by name."""
        c = self.counts
        each = {f"{x}_f1": f1(c[x, "right"], c[x, "found"], c[x, "wanted"])
                for x in ("cue", "source", "content", "triple", "cue_words", "nested_triple")}  # fmt: skip
        wrong = {x: c[x, "wrong"] / max(1, c["triple", "wanted"])
                 for x in ("missed", "other_cue", "other_source", "other_content")}  # fmt: skip
        verbs = {x: c["verbs", x] / max(1, c["verbs", "all"]) for x in ("lost", "unspecified", "presupposed")}
        return {**each, "direct_triple_f1": self.direct.f1, **verbs, **wrong}


def evaluate(path: Path, limit: int | None = None) -> Scored:
    """Return the scores that the head of this module explains; n is the number of texts."""
    ours, plain = Tally(), Tally()
    files = sample(_annotated(path), limit, path)
    for file, marked in files:
        text = text_of(file)
        scene = findings_in(text)
        parse = scene.parse if scene else None
        gold = [_with_antecedent(a, parse) for a in _gold(text, text_of(marked))]
        found = [f.statement for f in scene.statements] if scene else []
        count(ours, gold, _ours(text, found), parse)
        count(plain, gold, _ours(text, (s for s in found if s.cue and PLAIN.fullmatch(s.cue.text))), parse)
    baseline = {f"baseline_{k}": v for k, v in plain.scores().items() if k.endswith("_f1") or k == "lost"}
    return Scored(len(files), {**ours.scores(), **baseline})


def count(tally: Tally, gold: list[Attribution], found: list[Attribution], parse: Parse | None) -> None:
    """Add one text's attributions to the tally."""
    ours = [a for a in found if not (a.cue and any(a.cue <= g.content for g in gold))]
    pairs, counts = _pairs(gold, ours), tally.counts
    verdicts = {g: _verdict(gold[g], ours[o]) for g, o in pairs.items()}
    right = {g for g, verdict in verdicts.items() if verdict == "right"}
    matched = {pairs[g] for g in right}
    tally.direct.add(
        (o in matched for o, a in enumerate(ours) if a.direct), (g in right for g, a in enumerate(gold) if a.direct)
    )
    for name, among in (("triple", ours), ("nested_triple", found)):
        counts += Counter({(name, "right"): len(right), (name, "found"): len(among), (name, "wanted"): len(gold)})
    counts += Counter((verdicts.get(g, "missed"), "wrong") for g in range(len(gold)) if g not in right)
    counts["cue", "right"] += sum(bool(gold[g].cue & ours[o].cue) for g, o in pairs.items())
    counts["cue", "found"] += sum(bool(a.cue) for a in ours)
    counts["cue", "wanted"] += sum(bool(a.cue) for a in gold)
    for n, name in enumerate(("cue_words", "source", "content")):
        counts[name, "right"] += sum(len(_role(gold[g], n) & _role(ours[o], n)) for g, o in pairs.items())
        counts[name, "found"] += sum(len(_role(a, n)) for a in ours)
        counts[name, "wanted"] += sum(len(_role(a, n)) for a in gold)
    counts += _verbs(gold, found, parse)


def _role(attribution: Attribution, n: int) -> Words:
    return (attribution.cue, attribution.source, attribution.content)[n]


def _verbs(gold: list[Attribution], found: list[Attribution], parse: Parse | None) -> Counter[tuple[str, str]]:
    """Count the verbs in gold contents by what becomes of them; without a parse each attribution counts as one."""
    if parse is None:
        return Counter({("verbs", "all"): len(gold), ("verbs", "lost"): len(gold)})
    counts: Counter[tuple[str, str]] = Counter()
    verbs = [parse.spans[i].start for i in range(len(parse)) if parse.upos[i] == "VERB"]
    for a in gold:
        for verb in a.content.intersection(verbs):
            holding = [b for b in found if verb in b.content]
            named = [b for b in holding if b.source]
            theirs = not a.source or any(_same_source(a, b) for b in named)
            counts["verbs", "all"] += 1
            counts["verbs", "lost"] += not holding or bool(named and not theirs)
            counts["verbs", "presupposed"] += bool(holding) and not any(b.asserted for b in holding)
            counts["verbs", "unspecified"] += bool(holding and not named and a.source)
    return counts


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


def _verdict(gold: Attribution, ours: Attribution) -> str:
    """Return "right", or what of a pair differs first."""
    if not (gold.cue & ours.cue or not (gold.cue or ours.cue)):
        return "other_cue"
    if not _same_source(gold, ours):
        return "other_source"
    return "right" if _dice(gold.content, ours.content) >= 0.5 else "other_content"


def _same_source(gold: Attribution, ours: Attribution) -> bool:
    return bool((gold.source | gold.antecedent) & ours.source) or not (gold.source or ours.source)


def _dice(one: Words, other: Words) -> float:
    return 2 * len(one & other) / max(1, len(one) + len(other))


def _with_antecedent(gold: Attribution, parse: Parse | None) -> Attribution:
    """Give a source that is a relative pronoun alone the noun that its clause describes."""
    if parse is None or len(gold.source) != 1:
        return gold
    word = next((i for i, s in enumerate(parse.spans) if s.start in gold.source), None)
    if word is None or parse.xpos[word] not in ("WP", "WDT"):
        return gold
    clause = next((a for a in parse.ancestors(word) if parse.relations[a] == "acl:relcl"), ROOT)
    return gold if clause == ROOT else gold._replace(antecedent=frozenset({parse.spans[parse.heads[clause]].start}))


def _ours(text: str, statements: Iterable[Statement]) -> list[Attribution]:
    joined: dict[tuple[Span | None, tuple[Span, ...]], list[Statement]] = {}
    for s in _with_orphans(statements):
        joined.setdefault((s.cue.span if s.cue else None, s.content), []).append(s)
    return [
        Attribution(
            _words(text, [cue] if cue else []), _words(text, [s.source.span for s in same if s.source]),
            _words(text, content), same[0].form == "direct", asserted="not asserted" not in same[0].flags,
        )
        for (cue, content), same in joined.items()
    ]  # fmt: skip


def _with_orphans(statements: Iterable[Statement]) -> Iterable[Statement]:
    """Join a quotation without a cue to what its speaker said before it, as the corpus does."""
    found: list[Statement] = []
    said: dict[Span, int] = {}
    for s in statements:
        before = said.get(s.source.span) if s.source and "orphan" in s.flags else None
        if before is not None:
            found[before] = replace(found[before], content=(*found[before].content, *s.content))
        else:
            if s.source and s.cue:
                said[s.source.span] = len(found)
            found.append(s)
    return found


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
