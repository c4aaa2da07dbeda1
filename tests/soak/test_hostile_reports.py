"""Anything at all is read to the end, or fails with one reason: nothing else may come out."""

import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import sayso
from sayso.faces.api import read_text
from sayso.ledger.reading import readings
from sayso.ledger.store import open_ledger
from sayso.model import Capture, ReportError
from sayso.pipeline import About, read_capture
from sayso.settings import Settings

EXAMPLES = sorted((Path(__file__).parents[2] / "examples").glob("*.txt"))
WORDS = " ".join(p.read_text(encoding="utf8") for p in EXAMPLES).split()
ANY = Settings(any_language=True)
LONG = settings(max_examples=1500, deadline=None, suppress_health_check=list(HealthCheck))


def holds(reading: sayso.model.Reading) -> None:
    text = reading.report.text
    for claim in reading.claims:
        start, end = claim.evidence.trigger
        assert text[start:end] == claim.evidence.exact


@LONG
@given(st.binary(max_size=3000), st.sampled_from(["text/plain", "text/html", None]))
def test_any_bytes(raw: bytes, media: str | None) -> None:
    try:
        holds(read_capture(Capture(raw=raw, name="x", media_type=media), About(published="2024-03-05"), ANY))
    except ReportError as error:
        assert "\n" not in str(error)


@LONG
@given(st.integers(0, 2**32))
def test_shuffled_words_and_marks(seed: int) -> None:
    chance = random.Random(seed)
    marks = ['"', "“", "”", "'", ",", ".", "?", "-", "(", "\n\n", "\n", "1,000", "Monday", "not", "’s"]
    words = [chance.choice(WORDS if chance.random() < 0.8 else marks) for _ in range(chance.randrange(1, 200))]
    words.append(chance.choice(WORDS))  # a report of blanks has no text, and says so
    holds(read_text(" ".join(words), published="2024-03-05", settings=ANY))


@pytest.mark.parametrize("delay", [0.5, 1.0, 1.5, 2.0, 3.0])
def test_a_killed_run_leaves_a_ledger_that_opens(tmp_path: Path, delay: float) -> None:
    ledger = tmp_path / "ledger.db"
    code = "from sayso.faces.cli import main; import sys; sys.argv = ['sayso', *sys.argv[1:]]; main()"
    run = subprocess.Popen([sys.executable, "-c", code, "add", *map(str, EXAMPLES), "--ledger", str(ledger)])
    try:
        run.wait(delay)
    except subprocess.TimeoutExpired:
        run.send_signal(signal.SIGKILL)
        run.wait()
    engine = open_ledger(ledger)
    known = {r.report.id for r in readings(engine)}
    subprocess.run([sys.executable, "-c", code, "add", *map(str, EXAMPLES), "--ledger", str(ledger)], check=True)
    after = {r.report.id for r in readings(engine)}
    assert known <= after
    assert len(after) == len(EXAMPLES)


def test_time_grows_with_length_and_no_faster() -> None:
    text = "\n\n".join(p.read_text(encoding="utf8") for p in EXAMPLES) * 4
    taken = []
    for times in (1, 4):
        start = time.process_time()
        read_text(text * times, published="2024-03-05", settings=ANY)
        taken.append(time.process_time() - start)
    assert taken[1] < 8 * taken[0]
