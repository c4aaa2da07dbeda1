"""The text around a date -> the moment of that day, where a clock time with its time zone stands beside the date."""

from __future__ import annotations

import re
from datetime import date
from typing import NamedTuple

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
_BEFORE = re.compile(rf"\b{_CLOCK}\)?,?\s{{0,2}}(?:on\s{{1,2}})?\Z", re.ASCII | re.IGNORECASE)


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
    form = _AFTER.match(after) or _BEFORE.search(before)
    if form is None:
        return None
    hour, minute, half = int(form["hour"]), int(form["minute"] or 0), (form["half"] or "").lower()
    if half and not 0 < hour < 13:
        return None
    hour = hour % 12 + 12 * (half == "p") if half else hour
    zone = form["zone"].upper()
    return Clock(f"{day}T{hour:02}:{minute:02}{_ZONES[zone]}", zone) if hour < 24 else None
