"""A quotation without a cue -> a statement of the last speaker, or of nobody known (methods.md 1.4.9)."""

from __future__ import annotations

from collections.abc import Sequence

from sayso.meaning.statement.attribution import Attribution, is_mark
from sayso.meaning.statement.quotation_desk import FINITE, Desk, Marked

BACK = 50  # sentences within a paragraph


def adopt(desk: Desk, n: int) -> None:
    """Make a statement of a quotation without a cue: of the last speaker of its paragraph, or of nobody known."""
    m = desk.marked[n]
    k = _main(desk, _spoken_before(desk, m.words.start) or _speaker_of_last_paragraph(desk, m))
    main = None if k is None else desk.attributions[k]
    if not _is_sentence(desk, n):
        return
    desk.orphans.add(len(desk.attributions))
    desk.take(n, len(desk.attributions))
    desk.add(Attribution(
        cue=m.words.start, cue_words=(m.words.start,), stance=main.stance if main else "report",
        sources=main.sources if main else (), content=frozenset(m.words), confidence=0.8 if main else 0.6,
    ))  # fmt: skip


def _is_sentence(desk: Desk, n: int) -> bool:
    """True where a quotation opens a sentence of the body and is one itself."""
    m, parse = desk.marked[n], desk.parse
    sentence = parse.sentence(m.words.start)
    opens = all(parse.upos[w] == "PUNCT" for w in range(sentence.first, m.words.start))
    finite = any(parse.xpos[w] in FINITE for w in m.words)
    return opens and finite and m.kind == "speech" and sentence.part == "body"


def _speaker_of_last_paragraph(desk: Desk, m: Marked) -> list[int]:
    """Return who goes on in a paragraph that opens with a quotation: the one before closed with `"A," said Oda.`"""
    parse, first = desk.parse, m.words.start
    while first > 0 and is_mark(parse, first - 1):
        first -= 1
    if first == 0 or desk.paragraph(first - 1) != desk.paragraph(first) - 1:
        return []
    last = parse.sentence(first - 1)
    if any(is_mark(parse, w) for w in range(max(last.first, last.end - 2), last.end)):
        return []
    spoke = (k for k in desk.in_sentence.get(last.first, ()) if k in desk.quoting)
    return [k for k in spoke if desk.attributions[k].sources and parse.upos[desk.attributions[k].cue] == "VERB"]


def _spoken_before(desk: Desk, word: int) -> list[int]:
    """Return what is said by verb in the last sentence of a word's paragraph, up to it, in which anybody speaks."""
    here, at = desk.paragraph(word), desk.parse.sentence(word).first
    for _ in range(BACK):
        if at < 0 or desk.paragraph(at) != here:
            break
        spoke = [k for k in desk.in_sentence.get(at, ()) if _speaks_before(desk, desk.attributions[k], word)]
        if spoke:
            return spoke
        at = desk.parse.sentence(at - 1).first if at else -1
    return []


def _speaks_before(desk: Desk, a: Attribution, word: int) -> bool:
    spoken = bool(a.content and a.sources) and a.asserted and a.cue < word and desk.parse.upos[a.cue] == "VERB"
    return spoken and not desk.is_quoted(a.cue)


def _main(desk: Desk, spoke: Sequence[int]) -> int | None:
    """Return who goes on speaking of those of one sentence: who is quoted rather than told of, and the outermost.

    In "Oda said that Lund claimed" it is Oda.
    """
    if not spoke:
        return None
    speaking = [k for k in spoke if k in desk.quoting] or spoke
    latest = max(speaking, key=lambda k: desk.attributions[k].cue)
    around = [k for k in spoke if desk.attributions[latest].cue in desk.attributions[k].content]
    return max(around, key=lambda k: len(desk.attributions[k].content), default=latest)
