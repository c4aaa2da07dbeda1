"""Finished shards -> one stream of records, or readings in a ledger; what is missing is named, never passed over."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from pathlib import Path
from typing import Any

from sayso.ledger.record import add, add_failure
from sayso.ledger.store import Engine
from sayso.ledger.tables.prepared import Prepared, prepare
from sayso.ledger.tables.rows import Entry
from sayso.model import Capture, Claim, Failure, Reading, Report, Statement
from sayso.records import loads
from sayso.scale.batch import HELD, captures_of
from sayso.scale.local import in_order
from sayso.scale.manifest import BatchError, Plan, finished, manifest, missing, write_whole
from sayso.scale.shards import Shard, cut

SHOWN = 10  # shards that a message names
ADDED = "added.jsonl"


def gathered(folder: Path) -> list[Path]:
    """Return the shards of a batch in order; raise BatchError if one is missing, or none may be known to be."""
    manifest(folder)
    have = finished(folder)
    left = missing(folder, have)
    if left is None:
        raise BatchError(f"{folder}: {len(have):,} shards are finished, and no run has come to the end of the input")
    if left:
        named = ", ".join(map(str, left[:SHOWN])) + (", ..." if len(left) > SHOWN else "")
        raise BatchError(f"{folder}: {len(left):,} of {len(have) + len(left):,} shards are missing: {named}")
    return [have[number] for number in sorted(have)]


def joined(files: Iterable[Path]) -> Iterator[bytes]:
    """Yield the lines of shards, a shard at a time."""
    for file in files:
        yield file.read_bytes() if file.suffix == ".jsonl" else "".join(f"{x}\n" for x in _texts(file)).encode()


def join_parquet(files: Sequence[Path], out: Path) -> None:
    """Write shards into one Parquet file, whole or not at all, a row group a shard."""
    from sayso.scale.parquet import join, parquet_of

    if not files or files[0].suffix == ".jsonl":
        write_whole(out, parquet_of(b"".join(joined(files))))
    else:
        join(files, out)


def results(file: Path) -> Iterator[Reading | Failure]:
    """Yield what a shard holds, in the order of its captures."""
    for (_, failed), group in groupby(_numbered(_texts(file)), key=lambda found: found[0]):
        head, *rest = [text for _, text in group]
        yield loads(Failure, _plain(head)) if failed else _reading(head, rest)


def add_shards(folder: Path, engine: Engine, plan: Plan, workers: int = 1) -> Iterator[tuple[int, int, int]]:
    """Add a batch's shards to a ledger in their order; yield reports new, known and failed of each.

    The bytes are those of the input, which is gone through once more; a run that was killed goes on where it was.
    """
    files = gathered(folder)
    done = _added(folder, str(engine.url))
    shards = zip(cut(captures_of(plan), plan.size), files, strict=True)
    left = ((shard, file) for shard, file in shards if shard.number not in done)
    for number, found in in_order(_prepared, left, workers, HELD):
        counts = _add_shard(engine, found)
        with (folder / ADDED).open("a", encoding="utf8") as log:
            log.write(json.dumps({"shard": number, "ledger": str(engine.url)}) + "\n")
        yield counts


def readings(files: Iterable[Path]) -> Iterator[Reading]:
    """Yield the readings of shards."""
    return (found for file in files for found in results(file) if isinstance(found, Reading))


def _prepared(job: tuple[Shard, Path]) -> tuple[int, list[Prepared | Failure]]:
    """Return the number of a shard and its results as a ledger takes them."""
    shard, file = job
    found = list(results(file))
    if len(found) != len(shard.captures):
        raise BatchError(f"shard {shard.number} holds {len(found)} results of {len(shard.captures)} reports")
    return shard.number, [
        prepare(Entry(reading=made, capture=capture if isinstance(capture, Capture) else None))
        if isinstance(made, Reading) else made
        for made, capture in zip(found, shard.captures, strict=True)
    ]  # fmt: skip


def _add_shard(engine: Engine, found: Sequence[Prepared | Failure]) -> tuple[int, int, int]:
    failures = [f for f in found if isinstance(f, Failure)]
    added = add(engine, (f for f in found if not isinstance(f, Failure)))
    for failure in failures:
        add_failure(engine, failure)
    return len(added.new), len(added.known), len(failures)


def _added(folder: Path, ledger: str) -> set[int]:
    """Return the shards that the log says are in a ledger; a line cut short by a kill says nothing."""
    found = set()
    for line in (folder / ADDED).read_text(encoding="utf8").splitlines() if (folder / ADDED).exists() else ():
        try:
            told: Any = json.loads(line)
        except ValueError:
            continue
        if told["ledger"] == ledger:
            found.add(int(told["shard"]))
    return found


def _texts(file: Path) -> Iterator[str]:
    if file.suffix == ".jsonl":
        with file.open(encoding="utf8", newline="\n") as lines:
            yield from (line.rstrip("\n") for line in lines)
    else:
        from sayso.scale.parquet import texts_of

        yield from texts_of(file)


def _numbered(texts: Iterable[str]) -> Iterator[tuple[tuple[int, bool], str]]:
    """Yield each record with the number of the result that it is of, and whether that is a failure."""
    number = 0
    for text in texts:
        failed = text.startswith('{"record":"failure"')
        number += failed or text.startswith('{"record":"report"')
        yield (number, failed), text


def _reading(head: str, rest: Sequence[str]) -> Reading:
    return Reading(
        report=loads(Report, _plain(head)),
        statements=tuple(loads(Statement, _plain(t)) for t in rest if t.startswith('{"record":"statement"')),
        claims=tuple(loads(Claim, _plain(t)) for t in rest if t.startswith('{"record":"claim"')),
    )


def _plain(text: str) -> str:
    """Return a record without the word that says its kind."""
    return "{" + text.partition(",")[2]
