"""The paragraphs of a report -> what kind of part each is."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from sayso.model import PartKind
from sayso.read.layout.bylines import is_byline, is_ending, is_person_line, names_writer
from sayso.read.layout.credits import LONGEST_CAPTION, credits_in
from sayso.read.layout.dateline import colon_head_of, head_of, is_date_line
from sayso.read.layout.furniture import heads_a_list, is_furniture
from sayso.read.layout.paragraphs import ends_sentence
from sayso.read.layout.release import filed_in, is_filed_line

LONGEST_TITLE = 200
LONGEST_LINK = 160  # of a headline in a list of related reports

Known = Mapping[int, PartKind]  # what a page itself says paragraphs are, by their number
Kinds = list[PartKind | None]

_NO_TITLE_END = re.compile(r"[.:;,…][\"'”’»)\]]*$")
_ABBREVIATION_END = re.compile(r"(?:\b[A-Z]\.){2,}$")
_TWO_SENTENCES = re.compile(r"(?<=\w\w)[.!?][\"'”’)]*\s")
_PICTURES = frozenset({"caption", "credit"})
_WORD = re.compile(r"(?<![\w-])[^\W\d_]{2,}(?![\w-])")


def kinds_of(words: Sequence[str], known: Known) -> list[PartKind]:
    """Return the kind of each paragraph, given its words and the kinds that are known already."""
    kinds: Kinds = [known.get(n) or _by_itself(paragraph) for n, paragraph in enumerate(words)]
    _mark_stopped_title(words, kinds)
    _mark_head(words, kinds)
    _mark_title(words, kinds)
    _mark_captions(words, kinds)
    _mark_lists(words, kinds)
    return [kind or "body" for kind in kinds]


def _by_itself(paragraph: str) -> PartKind | None:
    if is_furniture(paragraph):
        return "furniture"
    if is_ending(paragraph) or names_writer(paragraph):
        return "byline"
    found = credits_in(paragraph)
    if not found or head_of(paragraph):
        return None
    return "credit" if found[0] == (0, len(paragraph)) else "caption"


def _mark_stopped_title(words: Sequence[str], kinds: Kinds) -> None:
    """Mark a first sentence as the title where a byline or a dateline follows it: "Norland shells Ostra."."""
    if "title" in kinds or None not in kinds:
        return
    first = kinds.index(None)
    below = range(first + 1, len(words))
    after = next((n for n in below if kinds[n] not in _PICTURES or is_byline(words[n])), len(words))
    more = any(kind is None for kind in kinds[after + 1 :])
    if after < len(words) and _is_stopped_title(words[first]) and _begins_report(words, after, more):
        kinds[first] = "title"


def _begins_report(words: Sequence[str], n: int, more: bool) -> bool:
    """Return whether a paragraph is a byline before more text, a line of date before more text, or has a dateline."""
    if is_ending(words[n]):
        return False
    named = names_writer(words[n]) or is_byline(words[n]) or is_date_line(words[n])
    return (more and named) or head_of(words[n]) > 0 or colon_head_of(words[n], words[n + 1 :]) > 0


def _is_stopped_title(line: str) -> bool:
    whole = line.endswith(".") and not line.endswith("..") and _TWO_SENTENCES.search(line) is None
    return whole and _can_be_title(line[:-1])


def _mark_head(words: Sequence[str], kinds: Kinds) -> None:
    """Mark bylines and lines of date that stand before the first paragraph of running text."""
    for n, paragraph in enumerate(words):
        if kinds[n] in {None, "credit"} and is_byline(paragraph):
            kinds[n] = "byline"
        elif kinds[n] is None and (is_date_line(paragraph) or is_filed_line(paragraph)):
            kinds[n] = "dateline"
        elif kinds[n] is None and _runs(paragraph):
            return


def _mark_title(words: Sequence[str], kinds: Kinds) -> None:
    """Mark the first line that can be a title, if text follows, and the writer's bare name right after it."""
    if "title" not in kinds:
        first = kinds.index(None) if None in kinds else len(kinds)
        if None not in kinds[first + 1 :] or not _can_be_title(words[first]):
            return
        kinds[first] = "title"
    after = kinds.index("title") + 1
    if after + 1 < len(kinds) and kinds[after] is None and is_person_line(words[after]):
        kinds[after] = "byline"


def _mark_captions(words: Sequence[str], kinds: Kinds) -> None:
    """Mark the line before a credit that stands alone, and further copies of a caption's words."""
    for n in range(1, len(kinds)):
        before = words[n - 1]
        if kinds[n] == "credit" and kinds[n - 1] is None and len(before) <= LONGEST_CAPTION and not _runs(before):
            kinds[n - 1] = "caption"
    captions = {_without_credits(p) for p, kind in zip(words, kinds, strict=True) if kind == "caption"}
    for n, paragraph in enumerate(words):
        if kinds[n] is None and paragraph in captions:
            kinds[n] = "caption"


def _mark_lists(words: Sequence[str], kinds: Kinds) -> None:
    """Mark the headlines of other reports below "Related articles"."""
    inside = False
    for n, paragraph in enumerate(words):
        if kinds[n] == "furniture":
            inside = inside or heads_a_list(paragraph)
        elif kinds[n] is None:
            inside = inside and len(paragraph) <= LONGEST_LINK and not ends_sentence(paragraph)
            kinds[n] = "furniture" if inside else None


def _runs(paragraph: str) -> bool:
    return ends_sentence(paragraph) or len(paragraph) > LONGEST_TITLE or head_of(paragraph) > 0


def _can_be_title(line: str) -> bool:
    if len(line) > LONGEST_TITLE or len(_WORD.findall(line)) < 2 or head_of(line) or filed_in(line):
        return False
    return _NO_TITLE_END.search(line) is None or _ABBREVIATION_END.search(line) is not None


def _without_credits(caption: str) -> str:
    for credit in reversed(credits_in(caption)):
        caption = caption[: credit.start] + caption[credit.end :]
    return caption.strip()
