"""Pages of claims, events and reports; what ids name; what changed."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from sqlalchemy import Engine, insert

from sayso.ledger import record
from sayso.ledger.judgement.judged import Decision, judge
from sayso.ledger.merge import judge_again, unplace_claims
from sayso.ledger.search import query
from sayso.ledger.search.filters import Filter
from sayso.ledger.store import now, writing
from sayso.ledger.tables.rows import Entry
from sayso.ledger.tables.schema import removals
from sayso.ledger.upkeep.changes import last_change
from tests.ledger.invented import entries
from tests.ledger.told import TOWN, id_of, told

ALL = Filter()


@pytest.fixture
def filled(ledger: Engine) -> Engine:
    record.add(ledger, [*entries(21), told("Nobody knows when."), told("Nobody knows where.", published="2024-01-09")])
    return ledger


def test_pages_show_everything_once(filled: Engine) -> None:
    with filled.connect() as connection:
        for find, name in ((query.find_claims, "claim"), (query.find_events, None), (query.find_reports, "report")):
            for asked in (ALL, Filter(withdrawn=True), Filter(type=("ASSAULT",))):
                whole = find(connection, asked)
                rows: list[Any] = []
                after = None
                while True:
                    page = find(connection, asked, after=after, limit=4)
                    rows += page.rows
                    after = page.after
                    if after is None:
                        break
                assert tuple(rows) == whole.rows
                ids = [getattr(r, name).id if name else r.id for r in rows]
                assert len(set(ids)) == len(ids) > 7


def test_the_latest_comes_first_and_what_has_no_date_last(filled: Engine) -> None:
    with filled.connect() as connection:
        days = [row.day for row in query.find_claims(connection, ALL).rows]
        assert days[-1] is None and days[:-1] == sorted((d for d in days if d), reverse=True)
        first = [row.first_day for row in query.find_events(connection, ALL).rows]
        assert first[-1] is None and first[:-1] == sorted((d for d in first if d), reverse=True)
        assert query.find_reports(connection, ALL).rows[-1].report.published is None


def test_a_cursor_of_something_else_is_refused(filled: Engine) -> None:
    with filled.connect() as connection:
        for after in ("", "2024", "~' OR 1", "2024-01-01~"):
            with pytest.raises(ValueError, match=r"^after"):
                query.find_claims(connection, ALL, after=after)


def test_an_event_shows_how_many_tell_it(filled: Engine) -> None:
    with filled.connect() as connection:
        row = max(query.find_events(connection, ALL).rows, key=lambda r: r.claims)
        told_by = query.claims_of_event(connection, row.id)
        assert row.claims == len(told_by) >= 2
        assert row.reports == len({r.report.id for r in told_by})
        assert row.outlets == len({r.report.outlet for r in told_by})
        assert {r.event for r in told_by} == {row.id}
        assert query.count(connection, Filter(event=(row.id,))).claims == row.claims
        assert query.claims_of_event(connection, "0" * 20) == ()
        everything = query.count(connection, ALL)
    assert (everything.claims, everything.reports, everything.outlets) == (23, 23, 3)


def test_withdrawn_reports_are_left_out(filled: Engine) -> None:
    entry = entries(1)[0]
    report, claim = entry.reading.report.id, entry.reading.claims[0].id
    with writing(filled) as connection:
        unplace_claims(connection, [claim])
        removed = {"report": report, "sha256": "0" * 64, "kind": "withdrawn", "by": "A", "reason": "B", "made": now()}
        connection.execute(insert(removals), removed)
    with filled.connect() as connection:
        assert query.count(connection, ALL).reports == query.count(connection, ALL).claims == 22
        assert query.count(connection, Filter(withdrawn=True)).claims == 23
        assert claim not in {r.claim.id for r in query.find_claims(connection, ALL).rows}
        assert report not in {r.report.id for r in query.find_reports(connection, ALL).rows}
        (row,) = query.find_claims(connection, Filter(report=(report,), withdrawn=True)).rows
        assert (row.claim.id, row.event) == (claim, None)
        assert len(query.find_reports(connection, Filter(withdrawn=True)).rows) == 23
        assert query.find_events(connection, Filter(report=(report,), withdrawn=True)).rows == ()


def test_what_an_id_names(filled: Engine) -> None:
    entry = entries(2)[1].reading
    with filled.connect() as connection:
        event = query.find_events(connection, ALL).rows[0].id
        for kind, key in (("report", entry.report.id), ("claim", entry.claims[0].id),
                          ("statement", entry.statements[0].id), ("event", event)):  # fmt: skip
            for start in (key, key[:12], key[:8].upper()):
                assert query.resolve(connection, start) == (kind, key)
        assert query.resolve(connection, "0" * 20) is None
        for wrong in ("abc", "not an id", "%" * 8):
            with pytest.raises(ValueError, match="hexadecimal"):
                query.resolve(connection, wrong)
        assert query.claim(connection, entry.claims[0].id) == entry.claims[0]
        assert query.report(connection, entry.report.id) == entry.report
        assert query.statement(connection, entry.statements[0].id) == entry.statements[0]
        assert query.reading(connection, entry.report.id) == entry
        assert query.claim(connection, "0" * 20) is None
        assert query.reading(connection, "0" * 20) is None


def test_a_start_of_several_ids_is_refused(ledger: Engine) -> None:
    made = [told(f"Report {n}.") for n in range(2)]
    alike = [f"abcdef{n:014}" for n in range(2)]
    record.add(ledger, [_named(e, key) for e, key in zip(made, alike, strict=True)])
    with ledger.connect() as connection:
        with pytest.raises(ValueError, match="several"):
            query.resolve(connection, "abcdef")
        assert query.resolve(connection, alike[1][:19] + "1") == ("claim", alike[1])


def test_changes_follow_redirects(ledger: Engine) -> None:
    one, other = (told(f"Guards {n} fired.", place=TOWN, published="2024-03-05", outlet=n) for n in ("Tarn", "Velm"))
    far = told("A pact was signed.", type="AGREE", published="2020-01-01")
    record.add(ledger, [one, far, other])
    with writing(ledger) as connection:
        judge(connection, Decision(kind="different", claim=id_of(one), other=id_of(other), by="A", reason="B"))
        judge_again(connection, [id_of(one), id_of(other)])
        before = last_change(connection)
        judge(connection, Decision(kind="same", claim=id_of(one), other=id_of(other), by="A", reason="B"))
        judge_again(connection, [id_of(one), id_of(other)])
    with ledger.connect() as connection:
        (row,) = query.find_events(connection, Filter(type=("ASSAULT",))).rows
        changed = query.changes_since(connection, before)
        assert {c.what for c in changed} == {"changed", "redirected"}
        assert {c.now for c in changed} == {row.id}
        old = next(c.event for c in changed if c.what == "redirected")
        assert query.current_id(connection, old) == row.id
        assert query.resolve(connection, old) == ("event", row.id)
        assert query.find_events(connection, Filter(event=(old,))).rows == (row,)
        assert query.changes_since(connection, last_change(connection)) == []
    with writing(ledger) as connection:
        unplace_claims(connection, [id_of(far)])
        (gone,) = query.changes_since(connection, before)[-1:]
        assert (gone.what, gone.now) == ("gone", None)
        assert query.resolve(connection, gone.event) == ("event", None)


def _named(entry: Entry, key: str) -> Entry:
    claim = replace(entry.reading.claims[0], id=key)
    return replace(entry, reading=replace(entry.reading, claims=(claim,)))
