"""Reports made to be expensive: each is read or fails for a reason, within the limits of the design, and the rest is read."""

from __future__ import annotations

import gzip
import io
import json
import zipfile
import zlib
from collections.abc import Iterator

import pytest

from sayso.model import Capture
from sayso.scale.reading import Job, Limits
from sayso.scale.shards import Shard
from sayso.scale.workers import Worker, _memory
from sayso.settings import Settings

SENTENCE = "Norland's army shelled the market of Tarn on Monday, killing three people, Minister Oda said. "
MEGABYTE = 1_000_000
IMPATIENT = Limits(seconds=1.5, per_word=0.0)  # tests/soak has those of the design


def bomb() -> bytes:
    """A gzip file of 0.2 MB that holds 200 MB."""
    packer = zlib.compressobj(9, wbits=31)
    return b"".join(packer.compress(bytes(MEGABYTE)) for _ in range(200)) + packer.flush()


def zipped() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("a.txt", bytes(50 * MEGABYTE))
    return out.getvalue()


HOSTILE: dict[str, bytes] = {
    "10 MB text": SENTENCE.encode() * (10 * MEGABYTE // len(SENTENCE)),
    "1 million quotation marks": b'"' * MEGABYTE,
    "1 million marks and words": ('"a ' * (MEGABYTE // 3)).encode(),
    "100,000-word sentence": b"The army shelled " + b"the market and " * 33_000 + b"the port of Tarn.",
    "100,000 words without a blank line": SENTENCE.encode() * 6_250,
    "one word of a megabyte": b"a" * (MEGABYTE - 10),
    "deep HTML": b"<html><body>" + b"<div>" * 200_000 + SENTENCE.encode() + b"</div>" * 200_000,
    "deep tables": b"<html><body>" + b"<table><tr><td>" * 5_000 + SENTENCE.encode() * 20,
    "attributes": b"<html><body><p " + b"a=b " * 400_000 + b">" + SENTENCE.encode() * 5 + b"</p>",
    "gzip bomb": bomb(),
    "zip bomb": zipped(),
    "brackets": b"(" * 300_000 + SENTENCE.encode(),
    "numbers": b"1,000 " * 60_000,
    "dates": b"on Monday 3 March 2024 " * 10_000,
    "capitals": SENTENCE.upper().encode() * 500,
}


@pytest.fixture(scope="module")
def worker() -> Iterator[Worker]:
    """One for all: what one report leaves behind must not harm the next."""
    made = Worker(Job(settings=Settings(any_language=True), limits=IMPATIENT))
    yield made
    made.end()


@pytest.mark.parametrize("name", HOSTILE)
def test_it_is_read_or_fails_and_the_next_is_read(worker: Worker, name: str) -> None:
    read_beside_a_good_one(worker, name)


def read_beside_a_good_one(worker: Worker, name: str) -> None:
    kind = "text/html" if HOSTILE[name].startswith(b"<html") else None
    good = Capture(raw=SENTENCE.encode(), name="good")
    done = worker.shard(Shard(0, (Capture(raw=HOSTILE[name], name=name, media_type=kind), good)))
    records = [json.loads(line) for line in done.text.splitlines()]
    assert done.reports + done.failures == 2
    assert all(r["reason"] and len(r["reason"]) < 300 for r in records if r["record"] == "failure")
    assert [r["record"] for r in records if r.get("report", r.get("id")) == records[-1].get("report")][-1] == "claim"
    assert worker.process is None or _memory(worker.process) < Limits().memory


def test_a_bomb_as_a_file_of_the_input_is_a_failure_too(tmp_path_factory: pytest.TempPathFactory) -> None:
    from sayso.read.collections import captures

    folder = tmp_path_factory.mktemp("bombs")
    (folder / "a.txt.gz").write_bytes(bomb())
    (folder / "b.jsonl.gz").write_bytes(bomb())
    (folder / "c.txt.gz").write_bytes(gzip.compress(SENTENCE.encode()))
    found = list(captures(str(folder), Settings()))
    assert [type(f).__name__ for f in found] == ["Failure", "Failure", "Capture"]
