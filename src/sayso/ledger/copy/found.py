"""Reports that are added or taken away -> which reports of the ledger repeat which."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import chain
from types import MappingProxyType

import numpy as np
from sqlalchemy import Connection, Delete, delete, or_, select

from sayso.ledger.copies import Alike, Member, alike, around, copies, groups, near
from sayso.ledger.copy.likeness import compare_words, may_repeat
from sayso.ledger.copy.words import Hashes, Words, shingles, words_of
from sayso.ledger.tables.batches import among, batched, insert_rows, insert_tuples
from sayso.ledger.tables.copy_keys import CopyKeys, copy_keys, ends, keys_near
from sayso.ledger.tables.filing import BITS, Numbers, columns, packed
from sayso.ledger.tables.keyed import matches, periods_of, rows_under
from sayso.ledger.tables.schema import copies as copy_rows
from sayso.ledger.tables.schema import copy_keys as key_rows
from sayso.ledger.tables.schema import copy_pairs
from sayso.ledger.tables.schema import reports as report_rows
from sayso.model import Copy, Report
from sayso.records import loads

ASKED = 500
EMPTY: Mapping[str, Words] = MappingProxyType({})
HALF = 32  # bits of a number of a report
SHARED = 2  # keys; one is a boilerplate's, a third of a text shares ten


def place_copies(connection: Connection, reports: Iterable[Report]) -> None:
    """File reports that were added, and write down what they repeat and what repeats them."""
    file_copies(connection, {r.id: copy_keys(r) for r in reports})


def file_copies(connection: Connection, keys: Mapping[str, CopyKeys]) -> None:
    """Do so with the keys that reports are looked up by."""
    texts = _Texts(connection, {report: k.words for report, k in keys.items()})
    pairs = set(_pairs_with(connection, keys, texts))
    ids = list(keys)
    filed = sorted((key, ids[n]) for n, key in _filed(keys).T.tolist())
    insert_tuples(connection, key_rows, ("key", "report"), filed)
    if pairs:
        rows = [{"shorter": p.shorter, "longer": p.longer, "share": p.share, "jaccard": p.jaccard,
                 "cutting": p.cutting} for p in sorted(pairs, key=lambda p: (p.shorter, p.longer))]  # fmt: skip
        insert_rows(connection, copy_pairs, rows)
        _group_again(connection, {end for p in pairs for end in (p.shorter, p.longer)}, texts)


def unplace_copies(connection: Connection, report: str) -> None:
    """Take a report out of the files; what it repeated, or was repeated by, is grouped again without it."""
    left = {end for p in _pairs_of(connection, report) for end in (p.shorter, p.longer)} - {report}
    both = or_(copy_pairs.c.shorter == report, copy_pairs.c.longer == report)
    for gone in (delete(copy_pairs).where(both), _unfiled(connection, report),
                 delete(copy_rows).where(copy_rows.c.report == report)):  # fmt: skip
        connection.execute(gone)
    _group_again(connection, left, _Texts(connection))


def _unfiled(connection: Connection, report: str) -> Delete:
    """Return what deletes a report's keys: they stand among those of its period."""
    published = connection.execute(select(report_rows.c.published).where(report_rows.c.id == report)).scalar()
    first, last = ends(published)
    return delete(key_rows).where(key_rows.c.key.between(first, last), key_rows.c.report == report)


def _filed(keys: Mapping[str, CopyKeys]) -> Numbers:
    """Return the number of the report and the key of all rows, as columns."""
    return columns((k.rows for k in keys.values()), 1)


class _Texts:
    """Words of reports, and when these were published, each loaded once."""

    def __init__(self, connection: Connection, at_hand: Mapping[str, Words] = EMPTY) -> None:
        self._connection = connection
        self._words = dict(at_hand)
        self._shingles: dict[str, Hashes] = {}
        self._published: dict[str, str | None] = {}

    def load(self, keys: Iterable[str]) -> None:
        """Load when reports were published."""
        column = report_rows.c
        query = select(column.id, column.published).where(among(self._connection, column.id, sorted(keys)))
        self._published |= {key: published for key, published in self._connection.execute(query).all()}  # noqa: C416

    def published(self, key: str) -> str | None:
        if key not in self._published:
            self.load([key])
        return self._published[key]

    def words(self, key: str) -> Words:
        if key not in self._words:
            record = self._connection.execute(select(report_rows.c.record).where(report_rows.c.id == key)).scalar_one()
            report = loads(Report, record)
            self._words[key] = words_of(report.text, report.parts)
        return self._words[key]

    def shingles(self, key: str) -> Hashes:
        if key not in self._shingles:
            self._shingles[key] = np.unique(shingles(self.words(key)))
        return self._shingles[key]

    def member(self, key: str) -> Member:
        return Member(report=key, published=self.published(key), words=len(self.words(key)))


def _pairs_with(connection: Connection, reports: Mapping[str, CopyKeys], texts: _Texts) -> Iterator[Alike]:
    """Yield the pairs of reports with those that share keys with them, are near in time, and repeat them."""
    for one, other in sorted(_sharing(connection, reports, texts)):
        if may_repeat(texts.shingles(one), texts.shingles(other)):
            likeness = compare_words(texts.words(one), texts.words(other))
            pair = alike(texts.member(one), texts.member(other), likeness)
            if pair is not None:
                yield pair


def _sharing(connection: Connection, reports: Mapping[str, CopyKeys], texts: _Texts) -> set[tuple[str, str]]:
    """Return the reports, and others near in time, that share keys with them, each two once."""
    own = _filed(reports)
    mine, keys = _asked(connection, reports, own)
    numbers = {report: n for n, report in enumerate(reports)}
    rows = chain.from_iterable(rows_under(connection, key_rows, keys[np.diff(keys, prepend=-1) != 0].tolist()))
    found = [(numbers.setdefault(report, len(numbers)), key) for key, report in rows]
    theirs, at = np.hstack([own, np.array(found, np.int64).reshape(-1, 2).T])
    ask, row = matches(keys, at)
    shared, counts = np.unique(mine[ask] << HALF | theirs[row], return_counts=True)
    ids = list(numbers)
    many = ((ids[n >> HALF], ids[n & (1 << HALF) - 1]) for n in shared[counts >= SHARED].tolist())
    pairs = {(min(a, b), max(a, b)) for a, b in many if a != b}
    texts.load({end for pair in pairs for end in pair})
    return {(a, b) for a, b in pairs if near(texts.published(a), texts.published(b))}


def _asked(connection: Connection, reports: Mapping[str, CopyKeys], own: Numbers) -> Numbers:
    """Return the number of the report and the key of all that is looked for, as columns, by key."""
    there = {*periods_of(connection, key_rows), *(own[1] >> BITS).tolist()}
    found = columns((packed([keys_near(k, there)]) for k in reports.values()), 1)
    return found[:, np.argsort(found[1], kind="stable")]


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
