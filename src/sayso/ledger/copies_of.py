"""Reports that are added or taken away -> which reports of the ledger repeat which."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from sqlalchemy import Connection, delete, func, insert, or_, select

from sayso.ledger.batches import batched
from sayso.ledger.copies import Alike, Member, alike, around, copies, groups, near
from sayso.ledger.copies_likeness import compare_words
from sayso.ledger.copies_sketch import sketch
from sayso.ledger.copies_words import Words, words_of
from sayso.ledger.schema import copies as copy_rows
from sayso.ledger.schema import copy_keys, copy_pairs
from sayso.ledger.schema import reports as report_rows
from sayso.model import Copy, Report
from sayso.records import loads

ASKED = 500
SHARED = 3  # keys; one or two are a boilerplate's, a third of a text shares ten


def place_copies(connection: Connection, reports: Sequence[Report]) -> None:
    """File reports that were added, and write down what they repeat and what repeats them."""
    keys = [{"key": key, "report": r.id} for r in reports for key in sketch(r.text, r.parts).keys]
    if keys:
        connection.execute(insert(copy_keys), keys)
    texts = _Texts(connection, {r.id: r for r in reports})
    pairs = {p for r in reports for p in _pairs_with(connection, r, texts)}
    if pairs:
        rows = [{"shorter": p.shorter, "longer": p.longer, "share": p.share, "jaccard": p.jaccard,
                 "cutting": p.cutting} for p in sorted(pairs, key=lambda p: (p.shorter, p.longer))]  # fmt: skip
        connection.execute(insert(copy_pairs), rows)
        _group_again(connection, {end for p in pairs for end in (p.shorter, p.longer)}, texts)


def unplace_copies(connection: Connection, report: str) -> None:
    """Take a report out of the files; what it repeated, or was repeated by, is grouped again without it."""
    left = {end for p in _pairs_of(connection, report) for end in (p.shorter, p.longer)} - {report}
    both = or_(copy_pairs.c.shorter == report, copy_pairs.c.longer == report)
    for gone in (delete(copy_pairs).where(both), delete(copy_keys).where(copy_keys.c.report == report),
                 delete(copy_rows).where(copy_rows.c.report == report)):  # fmt: skip
        connection.execute(gone)
    _group_again(connection, left, _Texts(connection, {}))


class _Texts:
    """Reports and their words, each loaded once."""

    def __init__(self, connection: Connection, known: Mapping[str, Report]) -> None:
        self._connection = connection
        self._reports = dict(known)
        self._words: dict[str, Words] = {}

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

    def member(self, key: str) -> Member:
        return Member(report=key, published=self.report(key).published, words=len(self.words(key)))


def _pairs_with(connection: Connection, report: Report, texts: _Texts) -> Iterable[Alike]:
    """Yield the pairs of a report with those that share a key with it, are near in time, and are no version of it."""
    mine = select(copy_keys.c.key).where(copy_keys.c.report == report.id)
    shared = (
        select(copy_keys.c.report).where(copy_keys.c.key.in_(mine), copy_keys.c.report != report.id)
        .group_by(copy_keys.c.report).having(func.count() >= SHARED)
    )  # fmt: skip
    query = select(report_rows.c.id, report_rows.c.published).where(report_rows.c.id.in_(shared))
    for other, published in connection.execute(query).all():
        if near(report.published, published):
            likeness = compare_words(texts.words(report.id), texts.words(other))
            pair = alike(texts.member(report.id), texts.member(other), likeness)
            if pair is not None:
                yield pair


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
    if made:
        connection.execute(insert(copy_rows), [{"report": c.report, "group": c.of, "share": c.share} for c in made])


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
