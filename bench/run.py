"""All measurements -> docs/performance.md. usage: python -m bench.run [--data DIR] [--reports 2000] ...

Processes that are compared run side by side or after one another on the same cores; ratios are of one run.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from bench.peers import peers
from bench.reading import fastest
from bench.stages import STAGES

ROOT = Path(__file__).resolve().parent.parent
LENGTHS = (100, 1_000, 10_000, 100_000)
NUMBERS = (10, 100, 1_000)
BEYOND = (10_000, 100_000)  # estimated
HEAD = """# Performance

Written by `make bench` ({machine}, {reports:,} reports{load}).
Seconds are the processor's: other work on the machine counts only as far as it crowds the caches. Language is the stage
that runs the network; what it does alone is the ideal that the whole is held against, in the same run.
"""


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--data", type=Path, default=ROOT.parent / "shared/data")
    options.add_argument("--reports", type=int, default=2000)
    options.add_argument("--out", type=Path, default=ROOT / "docs/performance.md")
    options.add_argument("--no-peers", action="store_true")
    given = options.parse_args()
    load = os.getloadavg()[0]
    busy = f"; the machine was busy with other work, load {load:.0f}" if load > 1.2 else ""
    page = [HEAD.format(machine=machine(), reports=given.reports, load=busy)]
    for title, lines in sections(given.data, given.reports, given.no_peers):
        page.append(f"## {title}\n\n" + "\n".join(lines) + "\n")
        print(page[-1], flush=True)
    given.out.write_text("\n".join(page), encoding="utf8")


def sections(data: Path, reports: int, no_peers: bool) -> Iterator[tuple[str, list[str]]]:
    one = measured({"kind": "wires", "data": str(data), "number": reports})
    two = measured({"kind": "wires", "data": str(data), "number": reports}, 2)
    web = measured({"kind": "web pages", "data": str(data), "number": max(20, reports // 5)})
    web_two = measured({"kind": "web pages", "data": str(data), "number": max(20, reports // 5)}, 2)
    html = measured({"kind": "pages", "data": str(data), "number": max(20, reports // 10)})
    html_two = measured({"kind": "pages", "data": str(data), "number": max(20, reports // 10)}, 2)
    yield "Wire reports, by stage", by_stage(one, two)
    yield "Web pages of a report's usual length, by stage", by_stage(web, web_two)
    yield "Real web pages, most of them long reads or not English, by stage", by_stage(html, html_two)
    yield "Memory of a worker", memory(one[0])
    yield "Cold start", cold()
    yield "Length of a report", lengths(data)
    yield "Number of reports", numbers(data, one[0])
    if not no_peers:
        yield "Beside others", peers(data, min(reports, 300), one[0])


def measured(job: dict[str, Any], cores: int = 1) -> list[dict[str, Any]]:
    """Run a job on so many cores at once, each with its part, all beginning together."""
    free = sorted(os.sched_getaffinity(0))[:cores]
    jobs = [{**job, "part": n, "of": cores, "core": core, "wait": True} for n, core in enumerate(free)]
    runs = [
        subprocess.Popen([sys.executable, "-m", "bench.stages", json.dumps(j)], cwd=ROOT, text=True,
                         stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        for j in jobs
    ]  # fmt: skip
    for run in runs:
        assert run.stdout is not None
        run.stdout.readline()
    for run in runs:
        assert run.stdin is not None
        run.stdin.write("\n")
        run.stdin.flush()
    return [json.loads(run.communicate()[0]) for run in runs]


def by_stage(one: list[dict[str, Any]], two: list[dict[str, Any]]) -> list[str]:
    """A row a stage: words and reports a second; two cores are the sum of two processes side by side."""
    head = "| stage | words/s, one core | reports/s, one core | words/s, two cores | share of time |"
    lines = [head, "|---|---|---|---|---|"]
    whole = sum(one[0]["seconds"].values())
    for stage in (*STAGES, "whole"):
        taken = whole if stage == "whole" else one[0]["seconds"][stage]
        both = sum(r["words"] / (sum(r["seconds"].values()) if stage == "whole" else r["seconds"][stage]) for r in two)
        lines.append(f"| {stage} | {one[0]['words'] / taken:,.0f} | {one[0]['reports'] / taken:,.1f} | {both:,.0f} | "
                     f"{100 * taken / whole:.0f} % |")  # fmt: skip
    given, read = (sum(count(r) / sum(r["seconds"].values()) for r in two) for count in (_given, _read))
    reports = max(1, one[0]["reports"])
    lines += ["", f"Two cores: {read:,.1f} reports/s; {given:,.1f} with those refused. The whole runs at "
              f"{100 * one[0]['seconds']['language'] / whole:.0f} % of the ideal. {one[0]['reports']:,} reports, "
              f"{one[0]['words'] / reports:,.0f} words each, {one[0]['claims']:,} claims, {one[0]['failures']:,} "
              f"refused; {one[0]['raw'] / max(1, _given(one[0])) / 1000:,.0f} kB in, "
              f"{one[0]['bytes'] / reports / 1000:,.0f} kB of records out for each."]  # fmt: skip
    return lines


def _read(run: dict[str, Any]) -> int:
    return int(run["reports"])


def _given(run: dict[str, Any]) -> int:
    return int(run["reports"] + run["failures"])


def memory(one: dict[str, Any]) -> list[str]:
    rows = [f"| {int(n):,} | {mb:.0f} |" for n, mb in one["memory"].items()]
    return ["| reports read | MB held |", "|---|---|", *rows, "", f"{one['peak']:.0f} MB at the peak."]


def cold() -> list[str]:
    text = next(iter(sorted((ROOT / "examples").glob("*.txt"))))
    run = f"from sayso.faces.cli import main; import sys; sys.argv = ['sayso', 'read', {str(text)!r}]; main()"
    return ["| what | seconds |", "|---|---|", f"| `import sayso` | {fastest('import sayso'):.2f} |",
            f"| `sayso read` of one report in a new process | {fastest(run):.2f} |"]  # fmt: skip


def lengths(data: Path) -> list[str]:
    lines = ["| words | seconds | microseconds a word |", "|---|---|---|"]
    for number in LENGTHS:
        found = measured({"kind": "length", "data": str(data), "number": number})[0]
        taken, words = sum(found["seconds"].values()), max(1, found["words"])
        lines.append(f"| {words:,} | {taken:.2f} | {1e6 * taken / words:,.0f} |")
    return lines


def numbers(data: Path, one: dict[str, Any]) -> list[str]:
    lines = ["| reports | seconds on one core | reports/s |", "|---|---|---|"]
    for number in NUMBERS:
        found = measured({"kind": "wires", "data": str(data), "number": number})[0]
        taken = sum(found["seconds"].values())
        lines.append(f"| {number:,} | {taken:,.1f} | {found['reports'] / taken:,.1f} |")
    rate = one["reports"] / sum(one["seconds"].values())
    lines += [f"| {number:,} | {number / rate:,.0f} (estimated) | {rate:,.1f} |" for number in BEYOND]
    return lines


def machine() -> str:
    names = [x.partition(":")[2].strip() for x in Path("/proc/cpuinfo").read_text().splitlines() if "model name" in x]
    cores = len(os.sched_getaffinity(0))
    return f"{names[0] if names else platform.machine()}, {cores} cores, Python {platform.python_version()}"


if __name__ == "__main__":
    main()
