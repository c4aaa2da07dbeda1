"""Reports of rival outlets (.csv) and pairs of their claims labelled by reading -> pairs that events put together.

labels/syria_pairs.tsv names a claim by its report (hash of the text), its type, where its trigger begins and a hash of
its sentence, so that it is found again when rules change: that sentence's claim of the type that is nearest to the
place. A pair of which a claim is not found is not merged. docs/merging.md says what the labels mean.
"""

from __future__ import annotations

import csv
import hashlib
import io
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from importlib.resources import files
from pathlib import Path
from typing import NamedTuple

from sayso.evaluate.corpora.merging_documents import Document, prefixed, read_documents
from sayso.evaluate.corpora.merging_partition import partitions
from sayso.evaluate.corpora.rows import sample
from sayso.evaluate.scores import Scored, f1
from sayso.model import Claim, Event, Reading, ReportError

LABELS = "syria_pairs.tsv"
SENTENCE = 150  # characters within which two mentions stand in one sentence
DAY = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{4})", re.ASCII)  # month first


class Place(NamedTuple):
    """Where a labelled claim stands."""

    report: str
    start: int
    sentence: str


class Pair(NamedTuple):
    """Two claims of a type, and what they are to each other: same, part, different or unclear."""

    type: str
    first: Place
    second: Place
    label: str


def evaluate(path: Path, limit: int | None = None) -> Scored:
    """Return pairs_f1, precision, recall and one_a_day_f1; n is the number of pairs, all labels."""
    documents = {document.key: document for document in documents_in(path)}
    known = [p for p in labelled() if {p.first.report, p.second.report} <= documents.keys()]
    pairs = sample(known, limit, path)
    needed = {place.report for p in pairs for place in (p.first, p.second)}
    chosen = [d for d in documents.values() if limit is None or d.key in needed]
    readings = dict(zip((d.key for d in chosen), read_documents(chosen), strict=True))
    return Scored(len(pairs), scores(pairs, readings))


def scores(pairs: Sequence[Pair], readings: Mapping[str, Reading | None]) -> dict[str, float]:
    """Return the scores of pairs over readings by the hash of their text; `part` and `unclear` only as shares."""
    claims = [(_claim(p.type, p.first, readings), _claim(p.type, p.second, readings)) for p in pairs]
    found = {"found": sum(a is not None and b is not None for a, b in claims) / max(1, len(pairs))}
    for prefix, events in partitions([r for r in readings.values() if r]).items():
        judged = list(zip((p.label for p in pairs), _together(claims, events), strict=True))
        found |= prefixed(_measured(judged), prefix)
        later = _measured(judged[len(judged) // 2 :])
        found |= {f"{prefix}{key}_second_half": later[key] for key in ("f1", "precision", "recall")}
    return {f"pairs_{key}" if key.startswith("f1") else key: value for key, value in found.items()}


def _measured(judged: Sequence[tuple[str, bool]]) -> dict[str, float]:
    """Return the scores of labels, each with whether its pair is merged."""
    number = Counter(label for label, _ in judged)
    merged = Counter(label for label, one in judged if one)
    ours = merged["same"] + merged["different"]
    return {"f1": f1(merged["same"], ours, number["same"]), "precision": merged["same"] / max(1, ours),
            "recall": merged["same"] / max(1, number["same"]), "part_merged": merged["part"] / max(1, number["part"]),
            "unclear_merged": merged["unclear"] / max(1, number["unclear"])}  # fmt: skip


def _together(claims: Iterable[tuple[Claim | None, Claim | None]], events: Iterable[Event]) -> Iterator[bool]:
    """Yield for each pair whether one event holds both claims."""
    holding: dict[str, set[int]] = {}
    for n, event in enumerate(events):
        for claim in event.claims:
            holding.setdefault(claim, set()).add(n)
    for a, b in claims:
        yield a is not None and b is not None and bool(holding.get(a.id, set()) & holding.get(b.id, set()))


def _claim(kind: str, place: Place, readings: Mapping[str, Reading | None]) -> Claim | None:
    """Return the claim of a type in the sentence of a place, the nearest to it, or None."""
    reading = readings.get(place.report)
    if reading is None:
        return None
    text = reading.report.text
    near = [c for c in reading.claims if c.type == kind and _stands_in(c, place, text)]
    if not near:  # told there once more, and kept where it is told in full
        near = [c for c in reading.claims if c.type == kind and _away(c, place) <= SENTENCE]
    return min(near, key=lambda c: (_away(c, place), c.id), default=None)


def _away(claim: Claim, place: Place) -> int:
    """Return how many characters lie between a place and the nearest mention of a claim."""
    return min(abs(span.start - place.start) for span in (claim.evidence.trigger, *claim.retold))


def _stands_in(claim: Claim, place: Place, text: str) -> bool:
    """Say whether a claim's sentence is the labelled one: its words, or what else is cut around the place."""
    start, end = claim.evidence.sentence
    return start <= place.start < end or sentence_hash(text[start:end]) == place.sentence


def sentence_hash(sentence: str) -> str:
    """Return 8 hex digits that stand for a sentence's words, however they are spaced."""
    return hashlib.sha256(" ".join(sentence.split()).encode("utf8", "replace")).hexdigest()[:8]


def report_hash(text: str) -> str:
    """Return 16 hex digits that stand for a report's text."""
    return hashlib.sha256(text.encode("utf8", "replace")).hexdigest()[:16]


def labelled() -> Iterator[Pair]:
    """Yield the labelled pairs."""
    lines = (files("sayso.evaluate") / "labels" / LABELS).read_text(encoding="utf8").splitlines()
    for row in csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE):
        first, second = (Place(row[f"report_{s}"], int(row[f"start_{s}"]), row[f"sentence_{s}"]) for s in "ab")
        yield Pair(row["type"], first, second, row["label"])


def documents_in(path: Path) -> Iterator[Document]:
    """Yield the reports of a table with title, content, source and date; the first of those with one text."""
    seen: set[str] = set()
    for row in _rows(path):
        title, content = (row.get(f"article_{part}") or "" for part in ("title", "content"))
        text = f"{title.strip()}\n\n{content.strip()}"
        key = report_hash(text)
        if content.strip() and key not in seen:
            seen.add(key)
            yield Document(key=key, text=text, happening=key, outlet=row.get("source") or None,
                           published=_published(row.get("date") or ""))  # fmt: skip


def _rows(path: Path) -> list[dict[str, str | None]]:
    try:
        return list(csv.DictReader(io.StringIO(_decoded(path), newline=""), restkey=""))
    except csv.Error as error:
        raise ReportError(str(path), f"cannot be read as a table ({error})") from error


def _decoded(path: Path) -> str:
    """Return the text of a table in UTF-8, else in Windows' code page, which has no reading for some bytes."""
    raw = path.read_bytes()
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        return raw.decode("cp1252", "replace")


def _published(written: str) -> str | None:
    form = DAY.fullmatch(written.strip())
    try:
        return date(int(form[3]), int(form[1]), int(form[2])).isoformat() if form else None
    except ValueError:
        return None


def is_table(path: Path) -> bool:
    """Say whether a file is a table of reports; raise ReportError for one without their columns."""
    if path.suffix != ".csv":
        return False
    head = _decoded(path).split("\n", 1)[0]
    if "article_content" not in head:
        raise ReportError(str(path), "holds no column article_content")
    return True
