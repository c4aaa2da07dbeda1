"""Counts of given names -> src/sayso/language/given_names.txt: a line of women's names and a line of men's.

usage: python -m training.given_names, with the PyPI package nomquamgender (MIT; 36 public sources) installed.
A name is kept if many sources have it and nine in ten of its bearers are of one gender.
"""

from __future__ import annotations

import importlib.util
import json
from pathlib import Path

OUT = Path(__file__).parents[1] / "src/sayso/language/given_names.txt"
SOURCES, SURE = 8, 0.1


def main() -> None:
    spec = importlib.util.find_spec("nomquamgender")
    if spec is None or spec.origin is None:
        raise SystemExit("nomquamgender is not installed")
    table = json.loads((Path(spec.origin).parent / "name_data.json").read_text(encoding="utf8"))
    rows = {n: r for n, r in table.items() if r[0] >= SOURCES and n.isalpha() and n.isascii() and len(n) > 2}
    female = sorted(n for n, r in rows.items() if r[2] >= 1 - SURE)
    male = sorted(n for n, r in rows.items() if r[2] <= SURE)
    OUT.write_text(" ".join(female) + "\n" + " ".join(male) + "\n", encoding="utf8")


if __name__ == "__main__":
    main()
