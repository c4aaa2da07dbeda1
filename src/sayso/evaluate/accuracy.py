"""Every measure on every corpus -> the table in docs/accuracy.md. usage: python -m sayso.evaluate.accuracy DATA [DOC]

measures.tsv names the measures. What is already measured on this version of sayso is kept beside the table's data, in
`DATA.json` given by --keep, so that a long run can be done in parts.
"""

from __future__ import annotations

import argparse
import csv
import json
import sys
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from sayso.evaluate.gate import MOST
from sayso.evaluate.run import run

MEASURES = Path(__file__).parent / "measures.tsv"
BEGIN, END = "<!-- measured: begin -->", "<!-- measured: end -->"
HEAD = "| measure | sayso | floor | aim | others |\n|---|---|---|---|---|"
STEPS = {"2": "Language", "3": "Who, where, when, how many", "4": "On whose say-so", "5": "What happened"}

Scores = dict[str, dict[str, float]]  # by "corpus path"


class Measure(NamedTuple):
    """A row of measures.tsv; `floor`, `aim` and `anchor` are "" where there is none."""

    step: str
    what: str
    corpus: str
    path: str
    key: str
    floor: str
    aim: str
    anchor: str

    @property
    def run(self) -> str:
        """What has to be run for it."""
        return f"{self.corpus} {self.path}"


def main() -> None:
    """Measure what is not measured yet and write the table."""
    ask = argparse.ArgumentParser(description=__doc__)
    ask.add_argument("data", type=Path)
    ask.add_argument("doc", type=Path, nargs="?", default=Path("docs/accuracy.md"))
    ask.add_argument("--keep", type=Path, help="JSON file of what is measured already")
    given = ask.parse_args()
    kept: Scores = json.loads(given.keep.read_text()) if given.keep and given.keep.exists() else {}
    listed = measures()
    for name in dict.fromkeys(m.run for m in listed if m.run not in kept):
        corpus, path = name.split()
        kept[name] = run(corpus, given.data / path)["scores"]
        sys.stderr.write(f"{name}\n")
        if given.keep:
            given.keep.write_text(json.dumps(kept, indent=1))
    given.doc.write_text(laid_in(given.doc.read_text(encoding="utf8"), tables(listed, kept)), encoding="utf8")


def measures() -> list[Measure]:
    """Return the measures in order."""
    with MEASURES.open(encoding="utf8", newline="") as file:
        rows = csv.reader((line for line in file if not line.startswith("#")), delimiter="\t")
        next(rows)
        return [Measure(*row) for row in rows]


def tables(listed: Iterable[Measure], scores: Mapping[str, Mapping[str, float]]) -> str:
    """Return a table for each step; what misses its floor is in bold, what reaches its aim has a star."""
    by_step: dict[str, list[str]] = {}
    for m in listed:
        by_step.setdefault(m.step, []).append(_row(m, scores[m.run][m.key]))
    return "\n\n".join(f"## {STEPS[step]}\n\n{HEAD}\n" + "\n".join(rows) for step, rows in by_step.items())


def _row(measure: Measure, value: float) -> str:
    shown = shown_as(value)
    if measure.floor and not _reaches(measure, value, measure.floor):
        shown = f"**{shown}**"
    elif measure.aim and _reaches(measure, value, measure.aim):
        shown += " *"
    return f"| {measure.what} | {shown} | {measure.floor} | {measure.aim} | {measure.anchor} |"


def _reaches(measure: Measure, value: float, wanted: str) -> bool:
    rounded = round(value, 3)
    return rounded <= float(wanted) if measure.key in MOST else rounded >= float(wanted)


def shown_as(value: float) -> str:
    """Return a score as the tables write it: ".905", "1.24"."""
    return f"{value:.3f}".removeprefix("0")


def laid_in(doc: str, made: str) -> str:
    """Return a page with what is between its marks replaced; raise ValueError if it has none."""
    if BEGIN not in doc or END not in doc:
        raise ValueError(f"no {BEGIN} ... {END} in the page")
    return f"{doc.partition(BEGIN)[0]}{BEGIN}\n\n{made}\n\n{END}{doc.partition(END)[2]}"


def listed_in(doc: str) -> Sequence[str]:
    """Return the names of the measures in a page's tables."""
    rows = doc.partition(BEGIN)[2].partition(END)[0].splitlines()
    return [row.split("|")[1].strip() for row in rows if row.startswith("| ") and not row.startswith("| measure")]


if __name__ == "__main__":
    main()
