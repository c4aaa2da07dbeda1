"""News of three sources and claims of it that were judged by reading -> whether confidence says how many are right.

PATH is a folder with any of: a table of Syrian reports (`article_content`), a table of syndicated ones (`scrape_time`,
" ### " between paragraphs, the first 4,000 characters), Reuters-21578 as `.json.gz`. labels/news_claims.tsv names a
claim by its report (hash of the text), where its trigger begins, a hash of its sentence, its type and its status; a
`news_claims.tsv` in the folder takes its place. A judged claim counts where sayso still reads it: in that sentence,
of that type and status. The first half of the labels has been fitted on; scores with `_second_half` are of the other.
"""

from __future__ import annotations

import csv
import gzip
import html
import io
import json
import re
import zlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from importlib.resources import files
from pathlib import Path
from typing import NamedTuple

from sayso.evaluate.corpora.merging_documents import Document, read_documents
from sayso.evaluate.corpora.merging_pairs import documents_in, report_hash, sentence_hash
from sayso.evaluate.corpora.rows import sample, text_of
from sayso.evaluate.scores import Scored
from sayso.model import Claim, Reading, ReportError

LABELS = "news_claims.tsv"
SURE = 0.8
TENTHS = 10  # bins of the calibration error
LENGTH = 4000  # characters read of a syndicated report
LONGEST_CELL = 10_000_000
MONTHS = "JAN FEB MAR APR MAY JUN JUL AUG SEP OCT NOV DEC".split()
WIRE_DAY = re.compile(r"\s*(\d{1,2})-([A-Z]{3})-(\d{4})", re.ASCII)


class Label(NamedTuple):
    """A claim as it was read when it was judged, and whether it was right as a whole."""

    half: int
    report: str
    start: int
    sentence: str
    type: str
    status: str
    right: bool


class Judged(NamedTuple):
    """The confidence that a claim is given now, and whether it is right."""

    half: int
    confidence: float
    right: bool


def evaluate(path: Path, limit: int | None = None) -> Scored:
    """Return right_at_80, share_at_80, brier, ece and coverage; n is the number of judged claims."""
    documents = {document.key: document for document in _documents(path)}
    labels = sample((label for label in labelled(path) if label.report in documents), limit, path)
    needed = [documents[key] for key in dict.fromkeys(label.report for label in labels)]
    readings = dict(zip((d.key for d in needed), read_documents(needed), strict=True))
    judged = [one for label in labels if (one := _judged(label, readings)) is not None]
    later = [one for one in judged if one.half == 2]
    halves = {f"{key}_second_half": value for key, value in measured(later).items()}
    return Scored(len(labels), {"coverage": len(judged) / len(labels), **measured(judged), **halves})


def measured(judged: Sequence[Judged]) -> dict[str, float]:
    """Return the shares of claims that are right, and how far their confidence is from them.

    brier: mean square of confidence less 1 for a right claim, 0 for a wrong one; a flat guess of the right share has
    right * (1 - right). ece: how far a tenth's mean confidence is from its share right, by number of claims.
    """
    n = max(1, len(judged))
    sure = [j for j in judged if j.confidence >= SURE]
    bins = [[j for j in judged if min(int(j.confidence * TENTHS), TENTHS - 1) == b] for b in range(TENTHS)]
    gaps = (abs(sum(j.confidence - j.right for j in b)) for b in bins)
    return {
        "right": sum(j.right for j in judged) / n,
        "right_at_80": sum(j.right for j in sure) / max(1, len(sure)),
        "share_at_80": len(sure) / n,
        "brier": sum((j.confidence - j.right) ** 2 for j in judged) / n,
        "ece": sum(gaps) / n,
    }


def labelled(path: Path) -> Iterator[Label]:
    """Yield the judged claims: the folder's own if it has any, else ours."""
    own = path / LABELS
    text = text_of(own) if own.is_file() else (files("sayso.evaluate") / "labels" / LABELS).read_text(encoding="utf8")
    for row in csv.DictReader(text.splitlines(), delimiter="\t", quoting=csv.QUOTE_NONE):
        yield Label(half=int(row["half"]), report=row["report"], start=int(row["start"]), sentence=row["sentence"],
                    type=row["type"], status=row["status"], right=row["verdict"] == "right")  # fmt: skip


def _judged(label: Label, readings: Mapping[str, Reading | None]) -> Judged | None:
    claim = claim_at(label, readings.get(label.report))
    return None if claim is None else Judged(label.half, claim.confidence, label.right)


def claim_at(label: Label, reading: Reading | None) -> Claim | None:
    """Return the claim that a label is of, the nearest of its type and status in its sentence, or None."""
    if reading is None:
        return None
    near = [
        c for c in reading.claims
        if (c.type, c.status) == (label.type, label.status) and _stands_in(c, label, reading.report.text)
    ]  # fmt: skip
    return min(near, key=lambda c: (abs(c.evidence.trigger.start - label.start), c.id), default=None)


def _stands_in(claim: Claim, label: Label, text: str) -> bool:
    start, end = claim.evidence.sentence
    return start <= label.start < end or sentence_hash(text[start:end]) == label.sentence


# --- the reports --------------------------------------------------------------------------------------------------


def _documents(path: Path) -> Iterator[Document]:
    """Yield the reports of all files of a known layout; other files are passed over."""
    for file in sorted(path.rglob("*")) if path.is_dir() else [path]:
        if file.suffix == ".csv":
            yield from _of_table(file)
        elif file.name.endswith(".json.gz"):
            yield from _of_wire(file)


def _of_table(file: Path) -> Iterable[Document]:
    head = _head_of(file)
    if "article_content" in head:
        return documents_in(file)
    return _syndicated(file) if "scrape_time" in head else ()


def _head_of(file: Path) -> str:
    """Return the first line of a table, whatever its encoding."""
    with file.open("rb") as lines:
        return lines.readline(10_000).decode("utf8", "replace")


def _syndicated(file: Path) -> Iterator[Document]:
    csv.field_size_limit(LONGEST_CELL)
    try:
        rows = list(csv.DictReader(io.StringIO(text_of(file), newline="")))
    except csv.Error as error:
        raise ReportError(str(file), f"cannot be read as a table ({error})") from error
    for row in rows:
        text = (row.get("text") or "").replace(" ### ", "\n\n")[:LENGTH]
        yield _document(text, row.get("publisher"), (row.get("scrape_time") or "")[:10] or None)


def _of_wire(file: Path) -> Iterator[Document]:
    """Yield the reports of a part of Reuters-21578 that have a body, paragraphs set apart."""
    try:
        stories = json.loads(gzip.decompress(file.read_bytes()))
    except (OSError, EOFError, ValueError, zlib.error) as error:
        raise ReportError(str(file), f"cannot be read as packed JSON ({error})") from error
    for story in stories if isinstance(stories, list) else []:
        body = str(story.get("body") or "")
        if body:
            told = re.sub(r"\n {4}", "\n\n", re.sub(r"\n(?!    )", " ", body))
            text = html.unescape(f"{str(story.get('title') or '').strip()}\n\n{told.strip()}")
            yield _document(text, "Reuters", _wire_day(str(story.get("date") or "")))


def _document(text: str, outlet: str | None, published: str | None) -> Document:
    key = report_hash(text)
    return Document(key=key, text=text, happening=key, outlet=outlet or None, published=published)


def _wire_day(written: str) -> str | None:
    form = WIRE_DAY.match(written)
    if form is None or form[2] not in MONTHS:
        return None
    return f"{form[3]}-{MONTHS.index(form[2]) + 1:02}-{int(form[1]):02}"
