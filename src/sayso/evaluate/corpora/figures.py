"""Incidents with their figures: ISAF releases (.jsonl) or Wikipedia's list (.js, .json) -> share of reports right.

One record is made of each report's claims that are reported or attributed, in the order of the text:

date                            the first day stated for an ASSAULT or COERCE, else for any claim
province                        the first province among the places of such claims; any spelling the gazetteer knows
killed, captured; dead, injured the largest figure of its kind (its low end), 0 where there is none

Each score is the share of reports where that is exactly the corpus's value. A report that fails is wrong in all.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

from sayso.evaluate.corpora.reports import reading_of
from sayso.evaluate.corpora.rows import Row, rows_of, sample, text_of
from sayso.evaluate.scores import Scored
from sayso.knowledge.gazetteer import fold, load_gazetteer
from sayso.model import Claim, Reading, ReportError

HARM = frozenset({"ASSAULT", "COERCE"})
Incident = tuple[str, Row]  # text, and the corpus's values by the name of the score


def evaluate(path: Path, limit: int | None = None) -> Scored:
    """Return date, province, killed, captured, or dead, injured; n is the number of reports."""
    right: Counter[str] = Counter()
    asked: Counter[str] = Counter()
    incidents = sample(_releases(path) if path.suffix == ".jsonl" else _listed(path), limit, path)
    for text, gold in incidents:
        reading = reading_of(text)
        for key, value in gold.items():
            asked[key] += 1
            right[key] += reading is not None and FIELDS[key](reading, value)
    return Scored(len(incidents), {key: right[key] / asked[key] for key in asked})


def day_of(reading: Reading) -> str | None:
    """Return the first day stated for what happened."""
    days = (
        c.when.earliest[:10]
        for c in _happened(reading)
        if c.when and c.when.earliest and c.when.latest and c.when.earliest[:10] == c.when.latest[:10]
    )
    return next(days, None)


def province_of(reading: Reading) -> str | None:
    """Return the first province in which something happened."""
    return next((p.admin1 for c in _happened(reading) for p in c.where if p.admin1), None)


def largest(reading: Reading, kind: str) -> int:
    """Return the largest figure of a kind, 0 where there is none."""
    return max((f.low for c in _happened(reading) for f in c.figures if f.kind == kind), default=0)


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


def _counts(kind: str) -> Callable[[Reading, Any], bool]:
    return lambda reading, number: largest(reading, kind) == number


FIELDS: dict[str, Callable[[Reading, Any], bool]] = {
    "date": lambda reading, day: day_of(reading) == day,
    "province": _in_province,
    "killed": _counts("killed"),
    "captured": _counts("detained"),
    "dead": _counts("killed"),
    "injured": _counts("injured"),
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


def _listed(path: Path) -> Iterator[Incident]:
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
