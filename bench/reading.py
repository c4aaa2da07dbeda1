"""Speed, memory and size of one reader on one core. usage: python -m bench.reading [TEXT...]

Reads the examples (or the texts given) until some twenty thousand words have gone through; prints one line a figure.
"""

from __future__ import annotations

import os
import resource
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
WORDS = 20_000


def main() -> None:
    texts = [Path(p) for p in sys.argv[1:]] or sorted((ROOT / "examples").glob("*.txt"))
    print(f"{'import sayso':34} {fastest('import sayso'):8.2f} s")
    run = f"from sayso.faces.cli import main; import sys; sys.argv = ['sayso', 'read', {str(texts[0])!r}]; main()"
    print(f"{'first `sayso read`, cold process':34} {fastest(run):8.2f} s")
    in_process(texts)
    size = subprocess.run(["du", "-sm", sys.prefix], capture_output=True, text=True).stdout.split()[0]
    print(f"{'environment on disk (with dev tools)':34} {size:>8} MB")


def fastest(code: str, times: int = 3) -> float:
    """Seconds of a new process, the best of some: the rest is other work on the machine."""
    best = []
    for _ in range(times):
        start = time.perf_counter()
        subprocess.run([sys.executable, "-c", code], check=True, capture_output=True)
        best.append(time.perf_counter() - start)
    return min(best)


def in_process(texts: list[Path]) -> None:
    """Words a second of the language stage and of the whole, and the memory of the process, on one thread."""
    os.sched_setaffinity(0, {sorted(os.sched_getaffinity(0))[0]})
    from sayso.language import parse
    from sayso.meaning.understand import understand
    from sayso.pipeline import made_by
    from sayso.read import capture, read
    from sayso.settings import Settings

    settings = Settings(any_language=True)
    versions = made_by(settings)
    reports = [read(capture(str(p), settings), published="2024-03-10", settings=settings) for p in texts]
    parses = [parse(r) for r in reports]
    for r, p in zip(reports, parses, strict=True):
        understand(r, p, versions)
    words = sum(map(len, parses))
    rounds = max(1, WORDS // words)
    language = timed(lambda: [parse(r) for r in reports], rounds)
    meaning = timed(lambda: [understand(r, p, versions) for r, p in zip(reports, parses, strict=True)], rounds)
    print(f"{'language stage':34} {words / language:8,.0f} words/s  {1e6 * language / words:5.0f} us a word")
    print(f"{'meaning':34} {words / meaning:8,.0f} words/s  {1e6 * meaning / words:5.0f} us a word")
    print(f"{'both':34} {words / (language + meaning):8,.0f} words/s")
    print(
        f"{'memory of the process at its peak':34} {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:8.0f} MB"
    )


def timed(work: Callable[[], object], rounds: int) -> float:
    """Median seconds of one round."""
    taken = []
    for _ in range(rounds):
        start = time.perf_counter()
        work()
        taken.append(time.perf_counter() - start)
    return statistics.median(taken)


if __name__ == "__main__":
    main()
