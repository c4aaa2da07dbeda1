"""The same reports through what one would otherwise pick: spaCy without a trained model, textacy's finders.

They are installed into build/peers, for this measurement only.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

from bench.texts import wires

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / "build/peers"
WANTED = ("spacy>=3.8,<4", "textacy>=0.13")

# Runs in the other environment: prints seconds, words and what was found, by peer.
CODE = """
import json, sys, time
import spacy
texts = json.load(open(sys.argv[1]))
nlp = spacy.blank("en")
nlp.add_pipe("sentencizer")
list(nlp.pipe(texts[:5]))
start = time.perf_counter()
docs = list(nlp.pipe(texts))
out = {"spaCy, blank English with sentencizer": {
    "seconds": time.perf_counter() - start, "words": sum(map(len, docs)),
    "found": sum(1 for d in docs for _ in d.sents)}}
for name, find in (("quotations", "direct_quotations"), ("triples", "subject_verb_object_triples")):
    start = time.perf_counter()
    found = failed = 0
    try:
        from textacy import extract
        for doc in docs:
            try:
                found += len(list(getattr(extract, find)(doc)))
            except Exception:
                failed += 1
    except Exception as error:
        out[f"textacy {name}"] = {"error": type(error).__name__}
        continue
    out[f"textacy {name}"] = {"seconds": time.perf_counter() - start, "words": sum(map(len, docs)), "found": found,
                              "failed": failed}
print(json.dumps(out))
"""
GIVES = {
    "spaCy, blank English with sentencizer": "words and sentences; no trees, names, sources, events",
    "textacy quotations": "direct quotations by rules over a trained model's trees; no indirect speech, chain or event",
    "textacy triples": "subject, verb, object by a trained model's trees; no type, place, day, status or source",
}


def peers(data: Path, number: int, own: dict[str, Any]) -> list[str]:
    """Return a table of what each takes, finds and leaves out."""
    if (why := _install()) is not None:
        return [f"Not measured: {why}."]
    with tempfile.NamedTemporaryFile("w", suffix=".json") as file:
        json.dump([c.raw.decode("utf8", "replace") for c in wires(data, number)], file)
        file.flush()
        run = subprocess.run([VENV / "bin/python", "-c", CODE, file.name], capture_output=True, text=True)
    if run.returncode:
        return [f"Not measured: {run.stderr.strip().splitlines()[-1][:100]}."]
    lines = ["| tool | words/s, one core | found | gives, and leaves out |", "|---|---|---|---|",
             f"| sayso | {own['words'] / sum(own['seconds'].values()):,.0f} | {own['claims']:,} claims, "
             f"{own['statements']:,} statements in {own['reports']:,} reports | all of docs/record.md |"]  # fmt: skip
    for name, found in json.loads(run.stdout).items():
        speed = f"{found['words'] / max(found['seconds'], 1e-9):,.0f}" if "seconds" in found else "-"
        told = f"{found['found']:,}" + (f", {found['failed']:,} reports failed" if found.get("failed") else "") \
            if "found" in found else found["error"]  # fmt: skip
        lines.append(f"| {name} | {speed} | {told} in {number:,} reports | {GIVES[name]} |")
    return lines


def _install() -> str | None:
    """Make the other environment once; return why it cannot be made."""
    if (VENV / "done").exists():
        return None
    for command in (
        [sys.executable, "-m", "venv", str(VENV)],
        [str(VENV / "bin/pip"), "install", "--quiet", "--disable-pip-version-check", *WANTED],
    ):
        run = subprocess.run(command, capture_output=True, text=True)
        if run.returncode:
            return (run.stderr.strip().splitlines() or ["pip failed"])[-1][:120]
    (VENV / "done").touch()
    return None
