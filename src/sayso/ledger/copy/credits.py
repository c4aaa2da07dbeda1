"""A report's bylines, datelines, credits and last lines -> the news agencies it credits.

"OSTRA (Norland News Agency) - ...", "By Mara Lund, Ostra Wire", "With files from Coast Press", "(Coast Press)".
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from sayso.model import Part, PartKind

LAST_LINES = 4  # of the body; "With files from" stands below the text
LONGEST_LINE = 300

# To add an agency that its name does not show to be one, add its names; the first is the one returned.
_AGENCIES = (
    ("Associated Press", "The Associated Press", "AP"),
    ("Agence France-Presse", "Agence France Presse", "AFP"),
    ("Reuters", "Thomson Reuters", "REUTERS"),
    ("Deutsche Presse-Agentur", "dpa", "DPA"),
    ("EFE", "Agencia EFE"),
    ("ANSA",),
    ("Xinhua", "Xinhua News Agency"),
    ("TASS", "ITAR-TASS"),
    ("Interfax",),
    ("RIA Novosti",),
    ("Ukrinform",),
    ("Anadolu Agency", "Anadolu"),
    ("Press Trust of India", "PTI"),
    ("Asian News International", "ANI"),
    ("Indo-Asian News Service", "IANS"),
    ("Kyodo News", "Kyodo"),
    ("Yonhap", "Yonhap News Agency"),
    ("Antara",),
    ("Bernama",),
    ("United Press International", "UPI"),
    ("Press Association", "PA Media", "PA"),
    ("Australian Associated Press", "AAP"),
    ("Canadian Press", "The Canadian Press"),
    ("Tribune News Service", "TNS"),
    ("Bloomberg", "Bloomberg News"),
    ("CNN Wire", "CNN Wires", "CNN NewSource"),
    ("Islamic Republic News Agency", "IRNA"),
    ("Syrian Arab News Agency", "SANA"),
    ("Middle East News Agency", "MENA"),
)
_NAMES = {name: names[0] for names in _AGENCIES for name in names}
_CAPITAL = r"[A-Z][\w&'’-]*"
_GENERIC = rf"(?:{_CAPITAL}\s+){{1,4}}(?:News\s+Agency|News\s+Service|Press\s+Agency|Newswire|Wire|Wires|Press)"
_KNOWN = "|".join(re.escape(name) for name in sorted(_NAMES, key=len, reverse=True))
_NAME = rf"(?<![\w@.])({_KNOWN}|{_GENERIC})(?!\w|\s?(?:[Pp]hoto|[Vv]ideo))"
_ANYWHERE = re.compile(_NAME)
_CUED = re.compile(  # in running text a name counts only in a bracket at a line's end, or after words of credit
    rf"(?:[(\[]\s*{_NAME}[^()\[\]]{{0,40}}[)\]]\.?\s*$"
    rf"|(?i:with\s+(?:files|reporting|material|information)\s+from|source:|copyright|©|by\s+arrangement\s+with"
    rf"|material\s+from)[^.\r\n]{{0,60}}?{_NAME}|{_NAME}\s+(?:writers?|reporters?|correspondents?|journalists?|staff)?"
    rf"[^.\r\n]{{0,120}}?contributed\s+to\s+this\s+(?:report|story))"
)
_HEADS: frozenset[PartKind] = frozenset({"byline", "dateline"})


def credited(text: str, parts: Iterable[Part]) -> tuple[str, ...]:
    """Return the agencies that a report credits for its text, in order and once, by their usual or their printed names.

    Credits of pictures name who took them, not whose text it is.
    """
    return tuple(dict.fromkeys(_NAMES.get(name, name) for name in _found(text, tuple(parts))))


def _found(text: str, parts: tuple[Part, ...]) -> Iterator[str]:
    bodies = [p for p in parts if p.kind == "body"]
    ends = set(bodies[-LAST_LINES:]) | {p for p in parts if p.kind in ("furniture", "credit")}
    for part in parts:
        words = text[part.span.start : part.span.end]
        if part.kind in _HEADS:
            yield from (m[1] for m in _ANYWHERE.finditer(words[:LONGEST_LINE]))
        elif part in ends:
            found = _CUED.finditer(words[-LONGEST_LINE:])
            yield from (" ".join(next(filter(None, m.groups())).split()) for m in found)
