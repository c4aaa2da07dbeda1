"""A short line at the head or the end of a report -> whether it names who wrote it."""

from __future__ import annotations

import re

LONGEST = 140

_SMALL = r"(?:and|of|the|for|in|at|with|via|de|da|di|von|van|der|den|al|el|bin|ibn|la|le|y)"
_CAPITAL = r"[^\W\d_a-z][\w.'’-]*"  # begins with a letter that is no small ASCII one
_NAME = rf"{_CAPITAL}(?:\s+(?:{_CAPITAL}|{_SMALL})){{0,7}}"
_NAMES = rf"{_NAME}(?:(?:\s*[,;|/&]\s*|\s+[–—-]\s+){_NAME}){{0,6}}"
_BY = re.compile(
    rf"(?:(?i:(?:written|authored|reported|posted|published|story|text|report|words|analysis|opinion)\s+)?(?i:by):?\s+){_NAMES}[\s,.|–—-]*"
)
_BY_DATED = re.compile(r"(?i:by)\s+\S[^.!?]{1,60}?\s*[|,–—-]\s*(?:on\s+)?[A-Za-z]{3,9}\.?\s+\d{1,2},?\s+\d{4}\b.{0,30}")
_ROLE = re.compile(
    r"\b(?:Times|News|Post|Press|Agency|Tribune|Herald|Gazette|Journal|Guardian|Telegraph|Observer|Chronicle|Today|Radio"
    r"|Correspondent|Reporter|Writer|Editor|Staff|Bureau|Desk|Agencies|AP|AFP|Reuters|dpa|UPI|CNN|BBC)\b",
    re.I,
)
_PERSON = re.compile(r"[^\W\d_a-z][^\W\d_]+(?:[-\s'’][^\W\d_]+\.?){1,3}")
_AGENCY = re.compile(
    r"\W?(?:AP|AFP|Reuters|REUTERS|dpa|DPA|UPI|Xinhua|TASS|Agencies|Staff (?:Writer|Reporter)s?|News Desk)\W?"
)
_ENDING = re.compile(
    r"[(\[]?\s*(?:(?:additional |with )?(?:reporting|writing|editing|report|compiled|contributions) by\s"
    r"|(?:writing|editing) by\s)\S.{1,160}",
    re.I,
)


def names_writer(line: str) -> bool:
    """Return whether a line is a byline wherever it stands: "By Jane Doe", "Posted by Jane Doe - May 11, 2021"."""
    return len(line) <= LONGEST and any(p.fullmatch(line) for p in (_BY, _BY_DATED))


def is_byline(line: str) -> bool:
    """Return whether a line before the body names the writer or the agency: "Jane Doe, Ostra Times", "AFP"."""
    return len(line) <= LONGEST and (_AGENCY.fullmatch(line) is not None or _name_and_outlet(line))


def is_person_line(line: str) -> bool:
    """Return whether a line is nothing but two to four capitalised words; after a title that is the writer."""
    words = line.split()
    return len(line) <= 50 and _PERSON.fullmatch(line) is not None and all(w[0].isupper() for w in words)


def is_ending(line: str) -> bool:
    """Return whether a line after the body names writers: "(Reporting by Jane Doe; editing by John Roe)"."""
    return len(line) <= 300 and _ENDING.fullmatch(line) is not None


def _name_and_outlet(line: str) -> bool:
    name, comma, outlet = line.partition(",")
    capitals = re.fullmatch(_NAME, outlet.strip()) is not None
    return bool(comma) and is_person_line(name.strip()) and capitals and _ROLE.search(outlet) is not None
