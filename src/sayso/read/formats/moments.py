"""A date as feeds, tables and archives print it -> ISO date or moment."""

from __future__ import annotations

import re
from contextlib import suppress
from datetime import date, datetime
from typing import Any

LONGEST = 60

_ISO = re.compile(
    r"\d{4}-?\d\d-?\d\d(?:[T ]?\d\d:?\d\d(?::?\d\d(?:[.,]\d{1,9})?)?\s?(?:Z|UTC|GMT|[+-]\d\d(?::?\d\d)?)?)?"
)
_MAIL = re.compile(r"(?:[A-Za-z]{3,9},?\s+)?\d{1,2}\s+[A-Za-z]{3,9}\s+\d{4}\s+\d{1,2}:\d\d.*")
# To add a form, add it here; one in which day and month cannot be told apart (05/11/2021) is none.
_NUMBERS = re.compile(r"(\d{1,2})([/.-])(\d{1,2})\2(\d{4})\b")
_CLOCK = re.compile(r"(.*\d{4})[\s,T]+(\d{1,2}):(\d\d)(?::(\d\d)(?:\.\d+)?)?(?:\s?([ap])\.?m\.?)?", re.I)
_DAYS = ("%d %B %Y", "%d %b %Y", "%B %d %Y", "%b %d %Y", "%Y/%m/%d", "%Y.%m.%d")


def moment_of(words: str) -> str | None:
    """Return an ISO date, or a moment with its zone if it has one; None where the words are no date.

    "Tue, 11 May 2021 10:30:00 +0300" -> "2021-05-11T10:30:00+03:00"; "May 11, 2021" -> "2021-05-11"
    """
    words = " ".join(words[: LONGEST + 1].split())
    if len(words) > LONGEST:
        return None
    return _iso(words) or _mailed(words) or _day(words) or _day_and_clock(words)


def in_order(words: str, order: str) -> str:
    """Return a date in numbers as an ISO date, its order given: "5/11/2021" and "mdy" -> "2021-05-11"."""
    found = _NUMBERS.match(words.strip())
    if found is None:
        return words
    day, month = (found[1], found[3]) if order == "dmy" else (found[3], found[1])
    return f"{found[4]}-{int(month):02}-{int(day):02}{words.strip()[found.end() :]}"


def moment_in_utc(parsed: Any) -> str | None:
    """Return the moment of a struct_time in UTC."""
    with suppress(TypeError, ValueError, OverflowError):
        return datetime(*parsed[:6]).isoformat() + "+00:00"
    return None


def _iso(words: str) -> str | None:
    if not _ISO.fullmatch(words):
        return None
    compact = re.sub(r"^(\d{8})(?=\d)", r"\1T", words)
    zoned = re.sub(r"\s?(?:UTC|GMT)$", "Z", compact)
    zoned = re.sub(r"(?<=\d)\s(?=[Z+-])", "", zoned)
    with suppress(ValueError):
        is_day = len(zoned) in (8, 10) and ":" not in zoned
        return date.fromisoformat(zoned).isoformat() if is_day else datetime.fromisoformat(zoned).isoformat()
    return None


def _mailed(words: str) -> str | None:
    """Read the dates of RSS (RFC 822); "-0000" says that the zone is not known."""
    if not _MAIL.fullmatch(words):
        return None
    from email.utils import parsedate_to_datetime

    with suppress(TypeError, ValueError, IndexError, OverflowError):
        return parsedate_to_datetime(words).isoformat()
    return None


def _day(words: str) -> str | None:
    words = re.sub(r"-([A-Za-z]{3,9})-", r" \1 ", words)
    bare = re.sub(r"^[A-Za-z]{3,9}day,?\s", "", words).replace(",", " ").replace(".", ". ")
    bare = " ".join(re.sub(r"(?<=[A-Za-z])\.", "", bare).split()).replace(". ", ".")
    for form in _DAYS:
        with suppress(ValueError):
            return datetime.strptime(bare, form).date().isoformat()
    return None


def _day_and_clock(words: str) -> str | None:
    """Read "11-MAY-2021 10:30:00.12" and "May 11, 2021 9:05 pm"."""
    found = _CLOCK.fullmatch(words)
    day = _day(found[1].strip()) if found else None
    if found is None or day is None:
        return None
    half = (found[5] or "").lower()
    hour = int(found[2]) % 12 + 12 * (half == "p") if half else int(found[2])
    return _iso(f"{day}T{hour:02}:{found[3]}:{found[4] or '00'}")
