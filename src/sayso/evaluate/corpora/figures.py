"""Incidents with their figures: ISAF releases (.jsonl) or Wikipedia's list (.js, .json) -> share of reports right.

One record is made of each report's claims that are reported or attributed, in the order of the text:

date                            the first day told of an ASSAULT or COERCE, else of any claim, else the report's own
province                        the first province among the places of such claims; any spelling the gazetteer knows
killed, captured; dead, injured the largest total of its kind with what is added ("two more"), 0 where there is none

Each score is the share of reports where that is exactly the corpus's value; killed_nonzero and captured_nonzero are of
the reports where either is not zero, date_dated of those of which sayso reads their own day (a tenth print no year). A
report that fails is wrong in all.

ISAF gives the least that a text allows, and counts vague words by a convention of its own: several and multiple as 3,
numerous as 4; what a release recalls from over a week before is not counted, nor does it give day or province if there
is anything newer. Wikipedia's list gives the number as it is written, without "about" or "more than", and leaves the
attackers out; who is shot or stabbed and not said to be killed is among its injured.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

from sayso.evaluate.corpora.reports import reading_of
from sayso.evaluate.corpora.rows import Row, rows_of, sample, text_of
from sayso.evaluate.scores import Scored
from sayso.knowledge.gazetteer import fold, load_gazetteer
from sayso.meaning.figure.numerals import PADDING, read_number
from sayso.model import Claim, Figure, Reading, ReportError

RECENT = 7  # days before the report
ATTACKERS = frozenset(
    "attacker attackers assailant assailants perpetrator perpetrators bomber bombers gunman gunmen shooter".split()
)
# The list's texts call attackers by these words too, and victims seldom.
FIGHTERS = frozenset(
    "militant militants terrorist terrorists insurgent insurgents rebel rebels fighter fighters suspect".split()
)
ISAF_VAGUE = {"several": 3, "multiple": 3, "numerous": 4}
HARM = frozenset({"ASSAULT", "COERCE"})
Incident = tuple[str, Row]  # text, and the corpus's values by the name of the score


def evaluate(path: Path, limit: int | None = None) -> Scored:
    """Return date, province, killed, captured, or dead, injured; n is the number of reports."""
    right: Counter[str] = Counter()
    asked: Counter[str] = Counter()
    incidents = sample(_releases(path) if path.suffix == ".jsonl" else listed(path), limit, path)
    for text, gold in incidents:
        reading = reading_of(text)
        for key, value in gold.items():
            told = reading is not None and FIELDS[key](reading, value)
            for name in (key, *_restricted(key, gold, reading)):
                asked[name] += 1
                right[name] += told
    return Scored(len(incidents), {key: right[key] / asked[key] for key in asked})


def _restricted(key: str, gold: Row, reading: Reading | None) -> tuple[str, ...]:
    if key == "date":
        return ("date_dated",) if reading is None or reading.report.published else ()
    nonzero = key in ("killed", "captured") and any(gold.get(k) for k in ("killed", "captured"))
    return (f"{key}_nonzero",) if nonzero else ()


def day_of(reading: Reading) -> str | None:
    """Return the first day told of what happened, else the day of the report, as ISAF dates what has no date."""
    times = (c.when for c in _news(reading) if c.when and (c.when.basis == "stated" or c.when.text))
    days = (w.earliest[:10] for w in times if w.earliest and w.latest and _days(w.earliest, w.latest) <= 1)
    return next(days, reading.report.published and reading.report.published[:10])


def _days(first: str, last: str) -> int:
    return (date.fromisoformat(last[:10]) - date.fromisoformat(first[:10])).days


def province_of(reading: Reading) -> str | None:
    """Return the first province in which something happened."""
    return next((p.admin1 for c in _news(reading) for p in c.where if p.admin1), None)


def least(reading: Reading, kind: str) -> int:
    """Return how many the report says at least, by ISAF's convention for vague words."""
    return _count(reading, kind, _least)


def written(reading: Reading, kind: str) -> int:
    """Return how many the report says, in the number that it writes; fighters count where nobody else is told of."""
    return _count(reading, kind, _of_others) or _count(reading, kind, _written)


def hurt(reading: Reading) -> int:
    """Return how many are said to be injured, or to be shot or stabbed and not to be killed."""
    open_fate = written(reading, "casualties") - written(reading, "killed")
    return max(written(reading, "injured"), open_fate)


def _written(figure: Figure) -> int:
    if _is_called(figure, ATTACKERS):
        return 0
    exact = figure.operator == "exact"  # "a 40-year-old man" is one
    return (None if exact else _number_in(figure)) or figure.low


def _of_others(figure: Figure) -> int:
    return 0 if _is_called(figure, FIGHTERS) else _written(figure)


def _is_called(figure: Figure, words: frozenset[str]) -> bool:
    return figure.who is not None and figure.who.lower().split(" ")[-1] in words


def _count(reading: Reading, kind: str, number: Callable[[Figure], int]) -> int:
    """Return the largest total and what is added to it; a sum stands beside its parts, which count by themselves."""
    every = {f.span: f for c in _happened(reading) if _is_new(reading, c) for f in c.figures if f.kind == kind}
    parts = {s: [p for p in every.values() if s != p.span and s.holds(p.span)] for s in every}
    counts = {s: f.low + sum(number(p) - p.low for p in parts[s]) if parts[s] else number(f) for s, f in every.items()}
    told = {_same(every[p]) for p in every if every[p].nature != "increment"}  # told again, it adds nothing
    added = sum(counts[s] for s, f in every.items() if f.nature == "increment" and _same(f) not in told)
    return max((n + added * (every[s].nature == "total") for s, n in counts.items()), default=0) or added


def _same(figure: Figure) -> tuple[int, str]:
    return figure.low, (figure.who or "").lower().split(" ")[-1]


def _news(reading: Reading) -> list[Claim]:
    """Return what happened, without what a press release recalls or sums up; all where it tells of nothing newer."""
    told = _happened(reading)
    return [c for c in told if _is_new(reading, c)] or told


def _is_new(reading: Reading, claim: Claim) -> bool:
    """Say whether an act is of the week before the report; not "17 were captured in the last month"."""
    day, when = reading.report.published, claim.when
    first = when and when.basis == "stated" and (when.earliest or when.latest)
    return not (day and first) or _days(first, day) <= RECENT


def _least(figure: Figure) -> int:
    if figure.operator == "vague":
        return next((n for word, n in ISAF_VAGUE.items() if word in figure.text.lower().split()), figure.low)
    return (_number_in(figure) if figure.operator in ("about", "nearly") else None) or figure.low


def _number_in(figure: Figure) -> int | None:
    """Return the first number among a figure's words."""
    words = [*figure.text.lower().split(), *PADDING]
    return next((found.value for i in range(len(words) - len(PADDING)) if (found := read_number(words, i))), None)


def _happened(reading: Reading) -> list[Claim]:
    """Return what is said to have happened, harm first, each in the order of the text."""
    claims = [c for c in reading.claims if c.status in ("reported", "attributed")]
    return sorted(claims, key=lambda c: (c.type not in HARM, c.evidence.trigger.start))


def _in_province(reading: Reading, names: Iterable[str]) -> bool:
    ours = province_of(reading)
    return ours is not None and fold(ours) in {spelling for name in names for spelling in _spellings(name)}


def _spellings(province: str) -> set[str]:
    entries = load_gazetteer().find(province)
    return {fold(province)} | {fold(e.admin1) for e in entries if e.kind == "province" and e.admin1}


def _counts(count: Callable[[Reading, str], int], kind: str) -> Callable[[Reading, Any], bool]:
    return lambda reading, number: count(reading, kind) == number


FIELDS: dict[str, Callable[[Reading, Any], bool]] = {
    "date": lambda reading, day: day_of(reading) == day,
    "province": _in_province,
    "killed": _counts(least, "killed"),
    "captured": _counts(least, "detained"),
    "dead": _counts(written, "killed"),
    "injured": lambda reading, number: hurt(reading) == number,
}


def _releases(path: Path) -> Iterator[Incident]:
    """Yield ISAF's releases; a province is given as "a;b" or as a list."""
    for row in rows_of(path, "text", "gold"):
        gold: Row = row["gold"] if isinstance(row["gold"], dict) else {}
        listed = gold.get("province") or []
        provinces = ";".join(map(str, listed if isinstance(listed, list) else [listed]))
        values: Row = {"date": gold.get("start_date"), "killed": gold.get("min_killed")}
        values |= {"captured": gold.get("min_captured"), "province": [p for p in provinces.split(";") if p.strip()]}
        yield str(row["text"]), {k: v for k, v in values.items() if v is not None and v != []}


def listed(path: Path) -> Iterator[Incident]:
    """Yield the incidents of Wikipedia's list, "var data = [{...}]"."""
    written = text_of(path)
    try:
        rows = json.loads(written[written.index("[") : written.rindex("]") + 1])
    except ValueError as error:
        raise ReportError(str(path), f"holds no list of incidents ({error})") from error
    for row in rows:
        if isinstance(row, dict) and row.get("Description"):
            numbers = {"dead": _number(row.get("Dead")), "injured": _number(row.get("Injured"))}
            yield str(row["Description"]), {k: v for k, v in numbers.items() if v is not None}


def _number(written: object) -> int | None:
    form = re.match(r"\s*(\d[\d,]*)", str(written), re.ASCII)
    return int(form[1].replace(",", "")) if form else None
