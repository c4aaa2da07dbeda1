"""Reports that are added or taken away -> which reports of the ledger repeat which."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

import numpy as np
from sqlalchemy import Connection, delete, func, or_, select

from sayso.ledger.copies import Alike, Member, alike, around, copies, groups, near
from sayso.ledger.copy.likeness import compare_words, may_repeat
from sayso.ledger.copy.sketch import sketch
from sayso.ledger.copy.words import Hashes, Words, shingles, words_of
from sayso.ledger.tables.batches import batched, insert_rows
from sayso.ledger.tables.schema import copies as copy_rows
from sayso.ledger.tables.schema import copy_keys, copy_pairs
from sayso.ledger.tables.schema import reports as report_rows
from sayso.model import Copy, Report
from sayso.records import loads

ASKED = 500
SHARED = 3  # keys; one or two are a boilerplate's, a third of a text shares ten


def place_copies(connection: Connection, reports: Iterable[Report]) -> None:
    """File reports that were added, and write down what they repeat and what repeats them."""
    file_copies(connection, {r.id: sketch(r.text, r.parts).keys for r in reports})


def file_copies(connection: Connection, keys: Mapping[str, Iterable[int]]) -> None:
    """Do so with the keys that reports are looked up by."""
    insert_rows(connection, copy_keys, [{"key": k, "report": r} for r, made in keys.items() for k in made])
    texts = _Texts(connection)
    pairs = set(_pairs_with(connection, list(keys), texts))
    if pairs:
        rows = [{"shorter": p.shorter, "longer": p.longer, "share": p.share, "jaccard": p.jaccard,
                 "cutting": p.cutting} for p in sorted(pairs, key=lambda p: (p.shorter, p.longer))]  # fmt: skip
        insert_rows(connection, copy_pairs, rows)
        _group_again(connection, {end for p in pairs for end in (p.shorter, p.longer)}, texts)


def unplace_copies(connection: Connection, report: str) -> None:
    """Take a report out of the files; what it repeated, or was repeated by, is grouped again without it."""
    left = {end for p in _pairs_of(connection, report) for end in (p.shorter, p.longer)} - {report}
    both = or_(copy_pairs.c.shorter == report, copy_pairs.c.longer == report)
    for gone in (delete(copy_pairs).where(both), delete(copy_keys).where(copy_keys.c.report == report),
                 delete(copy_rows).where(copy_rows.c.report == report)):  # fmt: skip
        connection.execute(gone)
    _group_again(connection, left, _Texts(connection))


class _Texts:
    """Reports and their words, each loaded once."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._reports: dict[str, Report] = {}
        self._words: dict[str, Words] = {}
        self._shingles: dict[str, Hashes] = {}

    def report(self, key: str) -> Report:
        if key not in self._reports:
            found = select(report_rows.c.record).where(report_rows.c.id == key)
            self._reports[key] = loads(Report, self._connection.execute(found).scalar_one())
        return self._reports[key]

    def words(self, key: str) -> Words:
        if key not in self._words:
            report = self.report(key)
            self._words[key] = words_of(report.text, report.parts)
        return self._words[key]

    def shingles(self, key: str) -> Hashes:
        if key not in self._shingles:
            self._shingles[key] = np.unique(shingles(self.words(key)))
        return self._shingles[key]

    def member(self, key: str) -> Member:
        return Member(report=key, published=self.report(key).published, words=len(self.words(key)))


def _pairs_with(connection: Connection, reports: Sequence[str], texts: _Texts) -> Iterator[Alike]:
    """Yield the pairs of reports with those that share keys with them, are near in time, and repeat them."""
    for one, other in sorted(_sharing(connection, reports)):
        if may_repeat(texts.shingles(one), texts.shingles(other)):
            likeness = compare_words(texts.words(one), texts.words(other))
            pair = alike(texts.member(one), texts.member(other), likeness)
            if pair is not None:
                yield pair


def _sharing(connection: Connection, reports: Sequence[str]) -> set[tuple[str, str]]:
    """Return the reports, and others near in time, that share keys with them, each two once."""
    mine, theirs, one, other = copy_keys.alias(), copy_keys.alias(), report_rows.alias(), report_rows.alias()
    found: set[tuple[str, str]] = set()
    for part in batched(reports, ASKED):
        shared = (
            select(mine.c.report.label("one"), theirs.c.report.label("other"))
            .join(theirs, theirs.c.key == mine.c.key).where(mine.c.report.in_(part), theirs.c.report != mine.c.report)
            .group_by(mine.c.report, theirs.c.report).having(func.count() >= SHARED).subquery()
        )  # fmt: skip
        query = (
            select(one.c.id, one.c.published, other.c.id, other.c.published)
            .select_from(shared).join(one, one.c.id == shared.c.one).join(other, other.c.id == shared.c.other)
        )  # fmt: skip
        for a, when_a, b, when_b in connection.execute(query):
            if near(when_a, when_b):
                found.add((min(a, b), max(a, b)))
    return found


def _group_again(connection: Connection, reports: Iterable[str], texts: _Texts) -> None:
    """Write anew who is a copy of whom in all that hangs together with reports."""
    pairs: set[Alike] = set()
    met = set(reports)
    for report in sorted(met):
        if not any(report in (p.shorter, p.longer) for p in pairs):
            pairs |= around(report, lambda key: _pairs_of(connection, key))
    met |= {end for p in pairs for end in (p.shorter, p.longer)}
    for part in batched(sorted(met), ASKED):
        connection.execute(delete(copy_rows).where(copy_rows.c.report.in_(part)))
    found = groups(map(texts.member, sorted(met)), sorted(pairs, key=lambda p: (p.shorter, p.longer)))
    made = [c for group in found for c in copies(group, lambda a, b: _share(texts, a, b))]
    insert_rows(connection, copy_rows, [{"report": c.report, "group": c.of, "share": c.share} for c in made])


def _share(texts: _Texts, report: str, of: str) -> float:
    return compare_words(texts.words(report), texts.words(of)).shares[0]


def _pairs_of(connection: Connection, report: str) -> list[Alike]:
    both = or_(copy_pairs.c.shorter == report, copy_pairs.c.longer == report)
    rows = connection.execute(select(copy_pairs).where(both)).mappings()
    return [Alike(**row) for row in rows]


def copies_among(connection: Connection, reports: Iterable[str]) -> dict[str, Copy]:
    """Return those of the reports that are copies, by id."""
    found: dict[str, Copy] = {}
    for part in batched(sorted(set(reports)), ASKED):
        for row in connection.execute(select(copy_rows).where(copy_rows.c.report.in_(part))):
            found[row.report] = Copy(report=row.report, of=row.group, share=row.share)
    return found
