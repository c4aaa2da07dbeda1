"""Floors of quality over real corpora. usage: python -m sayso.evaluate.gate DATA [--fast]

floors.json names, for each corpus, the file or folder, its fingerprint, and the least that each score must be; `fast`
entries are the fixed sample that CI runs. A floor is raised after a gain and never lowered in silence.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import sys
import time
from pathlib import Path
from typing import Any

from sayso.evaluate.run import run

FLOORS = Path(__file__).parent / "floors.json"
MOST = frozenset(  # the lower the better
    (
        "harm mae wrong_province lost reversed false_alarms speech_as_deed speech_as_deed_without_bounds assaults gap "
        "false_share events_per_incident brier_second_half ece_second_half"
    ).split()
)


def main() -> None:
    """Run the gate and exit with 1 if a score lies below its floor."""
    ask = argparse.ArgumentParser(description=__doc__)
    ask.add_argument("data", type=Path)
    ask.add_argument("--fast", action="store_true", help="only the fixed sample")
    given = ask.parse_args()
    entries = [e for e in json.loads(FLOORS.read_text(encoding="utf8")) if not given.fast or e["fast"]]
    failures = [line for entry in entries for line in check(entry, given.data)]
    sys.stdout.write("\n".join(["", *failures]) + "\n" if failures else "gate: all floors hold\n")
    raise SystemExit(1 if failures else 0)


def check(entry: dict[str, Any], data: Path) -> list[str]:
    """Return a line for each floor that does not hold; print the scores as they come."""
    path = data / entry["path"]
    if fingerprint(path) != entry["fingerprint"]:
        return [f"{entry['path']}: not the data that the floors were measured on"]
    start = time.monotonic()
    scores = run(entry["corpus"], path, entry.get("limit"))["scores"]
    sys.stdout.write(f"{entry['corpus']:12} {entry['path']:45} {time.monotonic() - start:5.0f} s  "
                     + "  ".join(f"{k} {scores[k]:.3f}" for k in entry["floors"]) + "\n")  # fmt: skip
    sys.stdout.flush()
    return [f"{entry['path']}: {key} is {scores[key]:.4f}, floor {floor}"
            for key, floor in entry["floors"].items() if not holds(key, scores[key], floor)]  # fmt: skip


def holds(key: str, value: float, floor: float) -> bool:
    """True if a score keeps its floor (for scores of harm: its ceiling)."""
    return value <= floor if key in MOST else value >= floor


def fingerprint(path: Path) -> str:
    """Return 12 hex digits over names and sizes of a corpus's files."""
    files = sorted(p for p in path.rglob("*") if p.is_file()) if path.is_dir() else [path]
    facts = "\n".join(f"{p.name} {p.stat().st_size}" for p in files if p.exists())
    return hashlib.sha256(facts.encode()).hexdigest()[:12]


if __name__ == "__main__":
    main()
