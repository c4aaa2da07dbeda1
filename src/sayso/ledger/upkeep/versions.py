"""A report -> the versions of its page, and what differs between two of them.

Versions are never further sources: `first_versions` gives each report the one that it is counted as.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from difflib import SequenceMatcher
from typing import Literal, NamedTuple

from sqlalchemy import Connection, Row, select

from sayso.ledger.judgement.judged import hidden_reports
from sayso.ledger.tables.batches import batched
from sayso.ledger.tables.schema import captures, reports
from sayso.model import Report

ASKED = 500
ALIKE = 0.5  # share of words from which on one paragraph is another one reworded
MOST = 60  # paragraphs in one place that are compared each with each
LONGEST = 3_000  # words of a paragraph up to which the words that differ are worked out
# Words that stand for a number as digits do; "one" does too often not.
NUMBER = re.compile(
    r"\d+|(?:zero|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|dozens?|(?:thir|four|fif|six|seven|eigh|nine)"
    r"teen|(?:twen|thir|for|fif|six|seven|eigh|nine)ty|hundreds?|thousands?|millions?|billions?)\b",
    re.IGNORECASE,
)
BLANK = re.compile(r"\n\s*\n")


class Version(NamedTuple):
    """One state of a page; `number` counts from 1, by when it was published and retrieved, else added."""

    number: int
    report: str
    published: str | None
    added: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """What one version says and the other does not; `words` pairs the words that differ, "" where there are none."""

    kind: Literal["title", "added", "removed", "reworded", "figure"]
    old: str | None = None
    new: str | None = None
    words: tuple[tuple[str, str], ...] = ()


def versions_of(connection: Connection, report: str) -> tuple[Version, ...]:
    """Return the versions of the page that a report is of, oldest first; of withdrawn ones only the report itself."""
    address = connection.execute(select(reports.c.address).where(reports.c.id == report)).scalar()
    rows = _rows(connection, [address] if address else [], [report])
    hidden = hidden_reports(connection, [r.id for r in rows]) - {report}
    found = [Version(n, r.id, r.published, r.added) for n, r in enumerate(rows, 1)]
    return tuple(v for v in found if v.report not in hidden)


def first_versions(connection: Connection, keys: Iterable[str]) -> dict[str, str]:
    """Return for each report the first version of its page that is not withdrawn: versions count as one source."""
    wanted = sorted(set(keys))
    firsts: dict[str, str] = {}
    for part in batched(wanted, ASKED):
        query = select(reports.c.id, reports.c.address).where(reports.c.id.in_(part))
        address_of = {r.id: r.address for r in connection.execute(query)}
        rows = _rows(connection, sorted({a for a in address_of.values() if a}), ())
        hidden = hidden_reports(connection, [r.id for r in rows])
        first = {r.address: r.id for r in reversed(rows) if r.id not in hidden}
        firsts |= {report: first.get(address, report) for report, address in address_of.items()}
    return firsts


def what_changed(old: Report, new: Report) -> list[Change]:
    """Return what the newer version of a page changed, in order of its text; figures that changed stand last."""
    titles = (old.first("title") or "", new.first("title") or "")
    found = [] if _plain(titles[0]) == _plain(titles[1]) else [_reworded(*titles, kind="title")]
    found += _changes(_paragraphs(old), _paragraphs(new))
    return found + [
        Change(kind="figure", old=a, new=b)
        for change in found for a, b in change.words if a and b and (NUMBER.search(a) or NUMBER.search(b))
    ]  # fmt: skip


def _rows(connection: Connection, addresses: Sequence[str], keys: Sequence[str]) -> list[Row[tuple[str, ...]]]:
    query = (
        select(reports.c.id, reports.c.address, reports.c.published, reports.c.added, captures.c.retrieved)
        .join(captures, captures.c.report == reports.c.id, isouter=True)
        .where(reports.c.address.in_(addresses) | reports.c.id.in_(keys))
    )
    return sorted(connection.execute(query), key=_age)


def _age(row: Row[tuple[str, ...]]) -> tuple[datetime, datetime, str, str]:
    """Return what versions are put in order by; a page often keeps its first date when it is changed."""
    added = _moment(row.added) or datetime.max.replace(tzinfo=UTC)
    retrieved = _moment(row.retrieved) or added
    return _moment(row.published) or retrieved, retrieved, row.added, row.id


def _moment(written: str | None) -> datetime | None:
    try:
        moment = datetime.fromisoformat(written or "")
        return moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)
    except (ValueError, OverflowError):
        return None


# --- what differs -------------------------------------------------------------------------------------------------


def _paragraphs(report: Report) -> list[str]:
    parts = (report.text[p.span.start : p.span.end] for p in report.parts if p.kind not in ("title", "furniture"))
    return [" ".join(p.split()) for part in parts for p in BLANK.split(part) if p.strip()]


def _plain(text: str) -> str:
    """Return a text as it is compared: a change of quotation marks, dashes or spaces is none."""
    return " ".join(text.translate({0x2018: "'", 0x2019: "'", 0x201C: '"', 0x201D: '"', 0x2013: "-"}).split())


def _changes(old: Sequence[str], new: Sequence[str]) -> Iterator[Change]:
    """Yield paragraphs that were added, removed and reworded; one that only moved is none of these."""
    plain = [_plain(p) for p in old], [_plain(p) for p in new]
    kept = set(plain[0]) & set(plain[1])
    for _, i, j, k, m in SequenceMatcher(None, *plain, autojunk=False).get_opcodes():
        gone = [old[n] for n in range(i, j) if plain[0][n] not in kept]
        come = [new[n] for n in range(k, m) if plain[1][n] not in kept]
        yield from _paired(gone, come)


def _paired(gone: list[str], come: list[str]) -> Iterator[Change]:
    pairs = _best_pairs(gone, come) if len(gone) * len(come) <= MOST * MOST else {}
    for n, paragraph in enumerate(come):
        if n in pairs:
            yield _reworded(gone[pairs[n]], paragraph, kind="reworded")
        else:
            yield Change(kind="added", new=paragraph)
    for n in sorted(set(range(len(gone))) - set(pairs.values())):
        yield Change(kind="removed", old=gone[n])


def _best_pairs(gone: Sequence[str], come: Sequence[str]) -> dict[int, int]:
    """Return for paragraphs that came those they stand in for, the likest first, each once."""
    shares = [(_shared(a, b), -i, -j) for i, a in enumerate(come) for j, b in enumerate(gone)]
    found: dict[int, int] = {}
    for share, i, j in sorted(shares, reverse=True):
        if share >= ALIKE and -i not in found and -j not in found.values():
            found[-i] = -j
    return found


def _shared(one: str, other: str) -> float:
    a, b = set(one.casefold().split()), set(other.casefold().split())
    return 2 * len(a & b) / (len(a) + len(b))


def _reworded(old: str, new: str, *, kind: Literal["title", "reworded"]) -> Change:
    a, b = old.split(), new.split()
    if max(len(a), len(b)) > LONGEST:
        return Change(kind=kind, old=old, new=new)
    plain = [_plain(w) for w in a], [_plain(w) for w in b]
    blocks = SequenceMatcher(None, *plain, autojunk=False).get_opcodes()
    words = tuple((" ".join(a[i:j]), " ".join(b[k:m])) for tag, i, j, k, m in blocks if tag != "equal")
    return Change(kind=kind, old=old, new=new, words=words)
