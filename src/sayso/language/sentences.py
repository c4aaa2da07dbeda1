"""Words of one paragraph -> sentences, as ranges of words.

Full stops, question and exclamation marks end a sentence, together with the quotation marks and brackets they close;
colons and semicolons do not. A new line ends one only where the paragraph is a list.
"""

from __future__ import annotations

import itertools
import re

from sayso.language.words import TITLES
from sayso.model import Span

LONGEST = 180  # words; the network reads at most 250 word pieces well, and news has about 1.3 pieces a word
SHORTEST_CUT = 60  # words; a comma before that is no place to cut a sentence that is too long

TERMINALS = frozenset(".!?…。！？｡؟۔।")
FOOTNOTE = re.compile(r"\[(?:\d{1,3}|[a-z]|[a-z ]{3,30} needed)\]")
FACE = re.compile(r"[:;=][-^o']?[()DPp|/\[\]]")
CLOSERS = frozenset("\"'’”»›)]}＂」』）")
QUOTES = CLOSERS - frozenset(")]}）")
OPENERS = frozenset("\"'‘“«‹„`([{¿¡「『（")
QUOTES_OPEN = frozenset("\"'‘“«‹„`「『")
GO_ON = frozenset(",;:)]}%/")  # after a full stop these show that the sentence goes on
NEVER_LAST = frozenset(t.lower() for t in TITLES) | {
    "e.g", "i.e", "vs", "v", "cf", "viz", "ca", "approx", "est", "esp", "ext", "attn", "incl", "no", "nos",
}  # fmt: skip
MONTHS = frozenset("January February March April May June July August September October November December".split())
STARTERS = frozenset(
    {"a", "after", "all", "although", "an", "and", "as", "at", "but", "by", "for", "he", "her", "his", "how", "however",
     "i", "if", "in", "it", "its", "no", "on", "our", "she", "so", "some", "that", "the", "their", "there", "these",
     "they", "this", "those", "we", "what", "when", "while", "who", "you"}
)  # fmt: skip
SPEECH = frozenset(
    {"said", "says", "asked", "asks", "shouted", "wrote", "added", "told", "replied", "cried", "chanted"}
)
SPEECH_WITHIN = 8  # words after a quotation in which its verb of speech stands ("Why?" Minister Oda asked)

MARKER = re.compile(r"(?m)^[ \t]*(?:[-–—*•●▪◦·‣■□]|\(?(?:\d{1,3}|[a-zA-Z])[.)]|\(\d{1,3}\))[ \t]+(?=\S)")
BULLET = re.compile(r"(?m)^[ \t]*[•●▪◦·‣■□](?=[ \t]*\S)")
BULLET_WITHIN = re.compile(r"(?<=\s)[•●▪◦‣■□](?=\s\S)")
LINE = re.compile(r"[^\n]+")
NARROWEST = 60  # characters; no text is wrapped to shorter lines
ROOM = 0.75  # of the longest line; a line that ends before, though the next word had room, was broken on purpose


def cut_sentences(text: str, spans: list[Span]) -> list[tuple[int, int]]:
    """Return the sentences of one paragraph as word ranges [first, end) that hold all its words in order.

    Oda left . " We won . " He smiled . -> Oda left . | " We won . " | He smiled .
    """
    if not spans:
        return []
    lines = _line_starts(text, Span(spans[0].start, spans[-1].end))
    starts = [0]
    i = 0
    while (after := i + 1) < len(spans):
        if text[spans[i].end - 1] in TERMINALS:
            after = _past_closers(text, spans, after)
            if after < len(spans) and _ends(text, spans, i, after, starts[-1]):
                starts.append(after)
        if after < len(spans) and spans[after].start in lines and starts[-1] != after:
            starts.append(after)
        i = after
    ranges = itertools.pairwise([*starts, len(spans)])
    return [piece for first, end in ranges for piece in _shorten(text, spans, first, end)]


def _past_closers(text: str, spans: list[Span], i: int) -> int:
    """Return the first word from `i` on that is no closing mark set against the word before it."""
    while i < len(spans):
        mark = text[spans[i].start]
        if mark == "[" and (footnote := FOOTNOTE.match(text, spans[i].start)):
            while i < len(spans) and spans[i].end <= footnote.end():
                i += 1
        elif (mark in CLOSERS and spans[i].start == spans[i - 1].end) or _closes_apart(text, spans[i]):
            i += 1
        else:
            break
    return i


def _closes_apart(text: str, span: Span) -> bool:
    """True for what belongs to the sentence before it even after a space: further full stops, a smiley."""
    if text[span.start] in TERMINALS:
        return text[span.end - 1] in TERMINALS
    return text[span.start] in ":;=" and FACE.fullmatch(text, *span) is not None


def _ends(text: str, spans: list[Span], i: int, after: int, first: int) -> bool:
    """True if the sentence that began at `first` ends with the mark at `i` and a new one begins at `after`."""
    mark = text[spans[i].start : spans[i].end]
    if text[spans[after].start] in GO_ON:
        return False
    if mark[0] not in TERMINALS:
        return _ends_after_abbreviation(text, spans, i, after)
    if i == first or _is_number(text, spans, i - 1, first) or _is_date(text, spans, i, after):
        return False
    closer = text[spans[after - 1].start]
    if closer in QUOTES and mark != "." and _speech_follows(text, spans, after):
        return False
    start = _first_letter(text, spans, after)
    if start.isdigit():
        return spans[after].start > spans[after - 1].end
    if start.islower():
        return not (closer in CLOSERS or mark.startswith(("..", "…"))) and spans[after].start > spans[after - 1].end
    return True


def _first_letter(text: str, spans: list[Span], i: int) -> str:
    """Return the first character of the word at `i` or, if that opens a quotation or bracket, of the one after it."""
    for span in spans[i : i + 3]:
        if text[span.start] not in OPENERS:
            return text[span.start]
    return text[spans[i].start]


def _ends_after_abbreviation(text: str, spans: list[Span], i: int, after: int) -> bool:
    """True if a sentence begins after "U.S." or "Jr." ("in the U.S. The", but "U.S. Army", "Gen. The")."""
    abbreviation = text[spans[i].start : spans[i].end - 1]
    if abbreviation.lower() in NEVER_LAST or not _first_letter(text, spans, after).isupper():
        return False
    word = text[spans[after].start : spans[after].end]
    return word.lower() in STARTERS or word[0] in QUOTES_OPEN or abbreviation == "Esq"


def _is_number(text: str, spans: list[Span], i: int, first: int) -> bool:
    """True for what numbers an item ("1", "2.3", "b") at the start of a sentence or after a colon."""
    word = text[spans[i].start : spans[i].end]
    counts = word.replace(".", "").isdigit() or (len(word) == 1 and word.isalpha() and word != "I")
    return counts and (i == first or text[spans[i - 1].start] == ":")


def _is_date(text: str, spans: list[Span], i: int, after: int) -> bool:
    """True for the full stop of "3. November"."""
    day, month = (text[spans[n].start : spans[n].end] for n in (i - 1, after))
    return day.isdigit() and len(day) < 3 and month in MONTHS


def _speech_follows(text: str, spans: list[Span], i: int) -> bool:
    words = (text[a:b] for a, b in spans[i : i + SPEECH_WITHIN])
    return any(w in SPEECH for w in itertools.takewhile(lambda w: w[0] not in TERMINALS, words))


def _line_starts(text: str, paragraph: Span) -> frozenset[int]:
    """Return the offsets at which a line begins that stands by itself: after a blank line, or as an item of a list."""
    within = {m.start() for m in BULLET_WITHIN.finditer(text, *paragraph)}
    if "\n" not in text[paragraph.start : paragraph.end]:
        return frozenset(within)
    found = [m.span() for m in LINE.finditer(text, *paragraph) if not m[0].isspace()]
    longest = max(NARROWEST, *(b - a for a, b in found))
    markers = [m.start() for m in MARKER.finditer(text, *paragraph)]
    items = set(markers if len(markers) > 1 else []) | {m.start() for m in BULLET.finditer(text, *paragraph)}
    starts = set()
    for (a, b), (c, d) in itertools.pairwise(found):
        line = text[c:d].lstrip()
        word = line.split(None, 1)[0]
        on_purpose = b - a + 1 + len(word) <= ROOM * longest and not word[0].islower()
        if c in items or text.count("\n", b, c) > 1 or on_purpose:
            starts.add(d - len(line))
    return frozenset(starts | within)


def _shorten(text: str, spans: list[Span], first: int, end: int) -> list[tuple[int, int]]:
    """Cut a sentence of more than LONGEST words at its last semicolon, comma or, failing these, anywhere."""
    pieces = []
    while end - first > LONGEST:
        window = range(first + LONGEST, first + SHORTEST_CUT, -1)
        cuts = (next((i for i in window if text[spans[i - 1].start] == mark), None) for mark in ";,")
        cut = next(filter(None, cuts), first + LONGEST)
        pieces.append((first, cut))
        first = cut
    return [*pieces, (first, end)]
