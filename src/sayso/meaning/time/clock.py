"""The text around a date -> the moment of that day, where a clock time with its time zone stands beside the date."""

from __future__ import annotations

import re
from datetime import date
from typing import NamedTuple

from sayso.meaning.time.dates import Words
from sayso.model import Parse

# Only abbreviations that mean one offset in news; "IST" and "local time" do not.
_ZONES = {
    "GMT": "+00:00", "UTC": "+00:00", "BST": "+01:00", "CET": "+01:00", "CEST": "+02:00", "MSK": "+03:00",
    "EST": "-05:00", "EDT": "-04:00", "PST": "-08:00", "PDT": "-07:00",
}  # fmt: skip
_CLOCK = (
    r"(?P<hour>\d{1,2})(?:[:.h]?(?P<minute>[0-5]\d))?\s{0,2}(?:(?P<half>[ap])\.?m\.?)?\s{0,2}"
    rf"(?P<zone>{'|'.join(_ZONES)})\b"
)
_AFTER = re.compile(rf"[^.;\n]{{0,30}}?\(?\b{_CLOCK}", re.ASCII | re.IGNORECASE)
_INSIDE = re.compile(rf"\b{_CLOCK}", re.ASCII | re.IGNORECASE)
_BEFORE = re.compile(rf"\b{_CLOCK}\)?,?\s{{0,2}}(?:on\s{{1,2}})?\Z", re.ASCII | re.IGNORECASE)

_HALVES = frozenset({"a.m.", "p.m.", "am", "pm", "a.m", "p.m"})
_HOUR = re.compile(r"(?:[01]?\d|2[0-4])(?:[:.][0-5]\d)?\Z", re.ASCII)
_FULL = re.compile(r"(?:[01]?\d|2[0-4])(?::[0-5]\d|[:.h]?[0-5]\dh(?:rs)?|(?:[:.][0-5]\d)?[ap]\.?m\.?)\Z", re.ASCII)
_HUNDREDS = re.compile(r"(?:[01]\d|2[0-4])[0-5]\d\Z", re.ASCII)
_BEFORE_CLOCK = frozenset({"at", "around", "about", "by", "until", "till", "from", "before", "after", "since"})


class Clock(NamedTuple):
    """A moment in ISO 8601 and its zone as written."""

    moment: str
    zone: str


def clock_beside(parse: Parse, first: int, end: int, day: date | None) -> Clock | None:
    """Return the moment that a clock time beside words [first, end) makes of a day, or None."""
    if day is None:
        return None
    sentence, span = parse.sentence_span(first), parse.span(first, end)
    after = parse.text[span.end : min(sentence.end, span.end + 60)]
    before = parse.text[max(sentence.start, span.start - 40) : span.start]
    form = _INSIDE.search(parse.text, span.start, span.end) or _AFTER.match(after) or _BEFORE.search(before)
    if form is None:
        return None
    hour, minute, half = int(form["hour"]), int(form["minute"] or 0), (form["half"] or "").lower()
    if half and not 0 < hour < 13:
        return None
    hour = hour % 12 + 12 * (half == "p") if half else hour
    zone = form["zone"].upper()
    return Clock(f"{day}T{hour:02}:{minute:02}{_ZONES[zone]}", zone) if hour < 24 else None


def read_clock(w: Words, i: int) -> int | None:
    """Return where a clock time that begins at a word ends: "9 a.m.", "10:35 a.m. (0735 GMT)", "at 10:30"."""
    word, after = w.low[i], w.low[i + 1]
    half = after in _HALVES
    zoned = w.low[i + 1 + half].upper() in _ZONES or (after, w.low[i + 2]) == ("local", "time")
    plain = bool(_FULL.match(word)) and ((i > 0 and w.low[i - 1] in _BEFORE_CLOCK) or word[-1] in "m.hs")
    known = plain or (bool(_HOUR.match(word)) and (half or zoned)) or (bool(_HUNDREDS.match(word)) and zoned)
    if not known:
        return None
    end = i + 1 + half
    end += 1 if w.low[end].upper() in _ZONES else 2 if (w.low[end], w.low[end + 1]) == ("local", "time") else 0
    if w.low[end] == "(" and (inside := read_clock(w, end + 1)) and w.low[inside] == ")":
        return inside + 1
    return end


def clock_end(w: Words, end: int) -> int:
    """Return where a date that ends at a word ends with the clock time after it: "Monday at 10:30 GMT"."""
    at = end + (w.low[end] in ("at", "around", "about"))
    return read_clock(w, at) or end if at > end else end
