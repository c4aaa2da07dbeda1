"""Text and its parts -> the words that count when reports are compared, as stable 64-bit hashes with their places.

Case, quotation marks, white space, soft hyphens and accents' encoding do not count; figures do. Only the body counts,
or the title where there is none: copies are retitled, and furniture, bylines, credits, datelines and captions differ.
A caption that the reader took for body counts as little, but for a page that holds little else.
Quoted words are marked: who quotes the same statement has not copied a report.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from hashlib import blake2b

import numpy as np
from numpy.typing import NDArray

from sayso.model import Part, Span

SHINGLE = 5  # words
LONGEST_MESSAGE = 600  # characters
Hashes = NDArray[np.int64]

_JOINERS = "\u00ad\u200b-\u200d\u2060\ufeff\u0300-\u036f"  # unseen inside a word, or an accent of the letter before
_WORD = re.compile(rf"(?:[^\W\d_]\.)+[^\W\d_]\b|[^\W_](?:[^\W_]|[{_JOINERS}])*")
# A closing mark may be missing where a quotation goes on in the next paragraph. Single marks: an apostrophe is none.
_QUOTATION = re.compile(
    r"[“\"]([^“”\"\r\n]{20,2000})(?:[”\"]|(?=[\r\n]|\Z))|‘‘([^‘\r\n]{20,2000}?)’’|''([^'\r\n]{20,2000})''"
    r"|(?<!\w)[‘'](?=\w)((?:[^‘'’\r\n]|(?<=\w)[’'](?=\w)){20,600}?)[’'](?!\w)"
)
# Below a message of a social network.
_SIGNATURE = re.compile(r"[\r\n][ \t]*(?:—|–|--)[^\r\n(]{1,80}\(@\w{1,30}\)[^\r\n]{0,60}")
# A paragraph that begins or ends as captions of agencies do: "FILE - In this May 3, 2024 file photo, ...", "... at
# Ostra, Monday. (Coast Press Photo/Mara Lund)", "... (Mara Lund/Pool via AP) less".
_CAPTION_HEAD = re.compile(r"FILE\b\s*[-–—]|In (?:this|an?) [^:;]{0,20}\d{4},? (?:file )?photo\b", re.IGNORECASE)
_CAPTION_END = re.compile(
    r"[(\[][^()\[\]]{0,80}"
    r"(?:\b[Pp]hotos?\b|/[^()\[\]/]{0,40}\bvia [A-Z]|/ ?(?:AP|AFP|EPA|Reuters|Getty|Pool)\b)[^()\[\]]{0,60}[)\]]"
    r"(?: [A-Z][\w.'’]{0,20}){0,4}(?: less| more)?$"
    r"|\b[A-Z]\w+ (?:AP|AFP|EPA|Getty|Reuters)(?: Photo| Images)?$"
)
_CAPTION_REACH = 200  # characters of a paragraph's end that are looked at
LEAST_TEXT = 0.25  # of the body's characters, below which a page is made of captions
_UNSEEN = re.compile("[.\u00ad\u200b-\u200d\u2060\ufeff]")
_FACTOR = 0x9E3779B97F4A7C15  # odd, from the golden ratio, as in SplitMix64
_MIX_1, _MIX_2 = 0xBF58476D1CE4E5B9, 0x94D049BB133111EB  # of SplitMix64's finaliser


@dataclass(frozen=True, slots=True)
class Words:
    """Hashes of the words that count, in order, and where each begins and ends in the text.

    `block` numbers the part that a word stands in, `quoted` says whether it stands in a quotation.
    """

    hashes: Hashes
    starts: NDArray[np.int64]
    ends: NDArray[np.int64]
    block: NDArray[np.int64]
    quoted: NDArray[np.bool_]

    def __len__(self) -> int:
        return len(self.hashes)


def words_of(text: str, parts: Iterable[Part] = ()) -> Words:
    """Return the words of the body, else of the title; of the whole text where no parts are given."""
    spans = counted(text, parts)
    found = [list(_WORD.finditer(text, *s)) for s in spans]
    matches = [m for part in found for m in part]
    hashes = np.array([_hash(m[0]) for m in matches], np.int64)
    starts, ends = np.array([m.span() for m in matches], np.int64).reshape(-1, 2).T.copy()
    block = np.repeat(np.arange(len(found)), [len(part) for part in found])
    quoted = np.zeros(len(hashes), np.bool_)
    for quotation in (*(q for span in spans for q in quotations(text, span)), *_messages(text)):
        first, end = np.searchsorted(starts, quotation)
        quoted[first:end] = True
    return Words(hashes, starts, ends, block, quoted)


def quotations(text: str, part: Span) -> Iterator[Span]:
    """Yield what stands between quotation marks in a part, from 20 characters on."""
    for match in _QUOTATION.finditer(text, *part):
        yield Span(*match.span(match.lastindex or 0))


def _messages(text: str) -> Iterator[Span]:
    """Yield each signature of a social network with the line above it: "— Mara Lund (@maralund) July 3, 2024"."""
    for match in _SIGNATURE.finditer(text):
        above = max(0, match.start() - LONGEST_MESSAGE)
        end = above + len(text[above : match.start()].rstrip())
        line = max(text.rfind("\n", above, end), text.rfind("\r", above, end)) + 1
        yield Span(line or above, match.end())


def counted(text: str, parts: Iterable[Part] = ()) -> list[Span]:
    """Return the stretches of text that count."""
    listed = tuple(parts)
    if not listed:
        return [Span(0, len(text))]
    for kind in ("body", "title"):
        if spans := [p.span for p in listed if p.kind == kind]:
            return _without_captions(text, spans)
    return []


def _without_captions(text: str, spans: list[Span]) -> list[Span]:
    """Return the stretches that are no captions, or all where little else is left."""
    kept = [s for s in spans if not _is_caption(text, s)]
    left, whole = (sum(end - start for start, end in part) for part in (kept, spans))
    return kept if left >= LEAST_TEXT * whole else spans


def _is_caption(text: str, span: Span) -> bool:
    end = text[max(span.start, span.end - _CAPTION_REACH) : span.end].rstrip()
    return _CAPTION_HEAD.match(text, *span) is not None or _CAPTION_END.search(end) is not None


def shingles(words: Words, size: int = SHINGLE) -> Hashes:
    """Return the hash of every run of `size` words, by its first word."""
    n = len(words) - size + 1
    if n < 1:
        return np.empty(0, np.int64)
    total = np.zeros(n, np.uint64)
    unsigned = words.hashes.view(np.uint64)
    for k in range(size):
        total = total * np.uint64(_FACTOR) + unsigned[k : k + n]
    return mixed(total)


def run_hash(words: Words, first: int, end: int) -> int:
    """Return the hash of the words [first, end), in the range of SQL's BIGINT."""
    data = words.hashes[first:end].tobytes()
    return int.from_bytes(blake2b(data, digest_size=8).digest(), "big", signed=True)


def mixed(values: NDArray[np.uint64], salt: NDArray[np.uint64] | int = 0) -> Hashes:
    """Return values spread evenly over all 64-bit integers, otherwise for each salt (SplitMix64's finaliser)."""
    mix = values + np.asarray(salt, np.uint64) * np.uint64(_FACTOR)
    mix = (mix ^ (mix >> np.uint64(30))) * np.uint64(_MIX_1)
    mix = (mix ^ (mix >> np.uint64(27))) * np.uint64(_MIX_2)
    spread: Hashes = (mix ^ (mix >> np.uint64(31))).view(np.int64)
    return spread


@lru_cache(maxsize=1 << 17)
def _hash(form: str) -> int:
    plain = form if form.isascii() else unicodedata.normalize("NFKC", form)
    data = _UNSEEN.sub("", plain).casefold().encode("utf8", "backslashreplace")
    return int.from_bytes(blake2b(data, digest_size=8).digest(), "little", signed=True)
