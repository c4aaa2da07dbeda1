"""Bytes that atheris makes up, guided by what code they reach -> what breaks any reader or collection.

usage: python -m tests.soak.fuzz_readers [--seconds N] [--only NAME]   an hour for all together without it

Each target runs in a process of its own. Inputs that lead somewhere new are kept in build/fuzz/NAME, so that the next run
goes on from them; what breaks a target is kept beside them as crash-..., and its name ends the run.
"""

from __future__ import annotations

import argparse
import importlib
import io
import re
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from sayso.model import Capture, Failure, ReportError
from sayso.settings import Settings

ROOT = Path(__file__).parents[2]
KEPT = ROOT / "build/fuzz"
HOUR = 3600
LARGEST = 20_000  # bytes of an input
ANY = Settings(any_language=True, max_bytes=2 * LARGEST, max_text=2 * LARGEST)
READER, COLLECTION = "reader", "collection"


def targets() -> list[str]:
    """Return a name for each entry of READERS and COLLECTIONS."""
    from sayso.read import COLLECTIONS, READERS

    return [*(f"{READER} {name}" for name in READERS), *(f"{COLLECTION} {name}" for name in COLLECTIONS)]


def read_as(reader: str, raw: bytes) -> None:
    """Read bytes with one reader, and look at what it gives."""
    from sayso.read import READERS

    media_type = min(READERS[reader].media_types)
    look_at(Capture(raw=raw, name="x", media_type=media_type))


def split_as(collection: str, raw: bytes, folder: Path) -> None:
    """Split bytes with one collection and read what it gives; nothing that it raises is passed over."""
    from sayso.read import COLLECTIONS
    from sayso.read.streams.opened import Opened
    from sayso.read.streams.packed import DAMAGED

    source = Opened(stream=io.BytesIO(raw), name="x", folder=folder)
    try:
        for found in COLLECTIONS[collection].split(source, ANY, {}):
            look_at(found)
    except (ReportError, OSError, *DAMAGED):  # what is damaged is told as that
        return


def look_at(found: Capture | Failure) -> None:
    """Read what was found; it is a report whose parts lie in its text, or fails with one line."""
    from sayso.read import read
    from tests.read.test_properties import check

    try:
        if isinstance(found, Capture):
            check(read(found, settings=ANY))
            return
    except ReportError as error:
        found = error.failure
    assert found.reason
    assert "\n" not in found.reason, found.reason
    assert len(found.reason) < 600, found.reason


class Nowhere:
    """A visitor that asks nobody: every address is answered with a sitemap, a feed or a page."""

    ANSWERS = (
        b"<sitemapindex><sitemap><loc>http://a.example/1</loc></sitemap></sitemapindex>",
        b"<rss><channel><item><title>Tarn shelled</title><link>http://a.example/2</link></item></channel></rss>",
        b"<html><body><p>Gunmen stormed a post near Tarn on Monday.</p></body></html>",
    )

    def visit(self, url: str) -> Capture:
        return Capture(raw=self.ANSWERS[len(url) % 3], name=url[:300], url=url, media_type="text/html")


def fuzz(target: str, arguments: list[str]) -> None:
    """Run one target in this process until its time is over; does not return."""
    import atheris

    with atheris.instrument_imports(include=["sayso.read"], enable_loader_override=False):
        for module in (
            "sayso.read.collections",
            "sayso.read.formats.html",
            "sayso.read.network.visit",
            "tests.read.test_properties",
        ):
            importlib.import_module(module)

    visit: Any = sys.modules["sayso.read.network.visit"]
    visit.visitor = lambda settings: Nowhere()
    kind, _, name = target.partition(" ")
    folder = Path(tempfile.mkdtemp())  # an empty one, beside which no archive lies

    def once(data: bytes) -> None:
        read_as(name, data) if kind == READER else split_as(name, data, folder)

    atheris.Setup([sys.argv[0], *arguments], once)
    atheris.Fuzz()


def seeds(target: str, folder: Path) -> Path:
    """Write down what a target begins with: the samples of the collections, and one report."""
    from tests.contracts.test_extension_points import BYTES
    from tests.read.site import SAMPLES

    kind, _, name = target.partition(" ")
    prefix = name.replace(" ", "_") + "."
    found = [p.read_bytes() for p in sorted(SAMPLES.iterdir()) if kind == COLLECTION and p.name.startswith(prefix)]
    folder.mkdir(parents=True, exist_ok=True)
    for number, raw in enumerate([*found, *(raw for n, (_, raw) in BYTES.items() if n == name)]):
        (folder / f"seed-{number}").write_bytes(raw.replace(b"{server}", b"http://a.example"))
    return folder


def run(target: str, seconds: int) -> tuple[int, int]:
    """Run a target in a process of its own; return how many inputs it tried, and its exit status."""
    kept = seeds(target, KEPT / target.replace(" ", "_"))
    options = [f"-max_total_time={seconds}", f"-max_len={LARGEST}", "-timeout=20", "-rss_limit_mb=2000",
               f"-artifact_prefix={kept.parent}/{kept.name}-", "-verbosity=0", "-print_final_stats=1"]  # fmt: skip
    command = [sys.executable, "-m", "tests.soak.fuzz_readers", "--target", target, *options, str(kept)]
    done = subprocess.run(command, cwd=ROOT, stderr=subprocess.PIPE, text=True, errors="replace", check=False)
    tried = re.search(r"stat::number_of_executed_units: (\d+)", done.stderr)
    if done.returncode:
        print(done.stderr[-4000:], flush=True)
    return int(tried[1]) if tried else 0, done.returncode


def broken(chosen: list[str], seconds: int) -> Iterator[str]:
    """Run targets, telling of each; yield those that broke."""
    for target in chosen:
        tried, status = run(target, max(1, seconds // len(chosen)))
        print(f"{target:28} {tried:9,} inputs  {'broken' if status else 'whole'}", flush=True)
        if status:
            yield target


def main() -> None:
    """Fuzz what is asked for."""
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("--seconds", type=int, default=HOUR)
    asked.add_argument("--only", help="a part of a target's name")
    asked.add_argument("--target", help=argparse.SUPPRESS)  # of a process that this one starts
    known, rest = asked.parse_known_args()
    if known.target:
        fuzz(known.target, rest)
    chosen = [t for t in targets() if not known.only or known.only in t]
    sys.exit(1 if list(broken(chosen, known.seconds)) else 0)


if __name__ == "__main__":
    main()
