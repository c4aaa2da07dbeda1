"""A report read again by a newer sayso: what is new, gone or otherwise; events keep their ids, people's word stands."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import Connection, Engine, select

from sayso.ledger import record
from sayso.ledger.judgement.corrections import corrected
from sayso.ledger.judgement.decisions import decide
from sayso.ledger.judgement.judged import Decision, judgements_on
from sayso.ledger.reading import reading
from sayso.ledger.store import open_ledger, writing
from sayso.ledger.tables import schema
from sayso.ledger.tables.rows import Entry
from sayso.ledger.upkeep import changes
from sayso.ledger.upkeep.differences import compare, differences
from sayso.ledger.upkeep.evidence import claim_id
from sayso.ledger.upkeep.removal import restore, withdraw
from sayso.ledger.upkeep.rereading import replace as reread
from sayso.ledger.upkeep.verify import verify
from sayso.model import Claim, Evidence, MadeBy, Part, Reading, Span
from tests.ledger.invented import entries, entry
from tests.ledger.test_stores import partition

NEWER = MadeBy(sayso="1", model="none", knowledge="none")
BY: dict[str, Any] = {"by": "Ann", "reason": "read it again"}


def only(made: Entry) -> Claim:
    return made.reading.claims[0]


def newer(made: Entry, *claims: Claim) -> Reading:
    """Return a reading of a report that finds other claims."""
    return replace(made.reading, claims=tuple(replace(c, made_by=NEWER) for c in claims))


def moved(made: Entry, by: int) -> Claim:
    """Return the claim of a report with its trigger some letters further on, and the id that it has there."""
    claim = only(made)
    at, text = claim.evidence, made.reading.report.text
    trigger = Span(at.trigger.start + by, at.trigger.end + by)
    found = Evidence(
        sentence=at.sentence, trigger=trigger, exact=text[trigger.start : trigger.end], prefix="", suffix=""
    )
    other = replace(claim, evidence=found)
    return replace(other, id=claim_id(other))


def event_of(connection: Connection, key: str) -> str | None:
    table = schema.memberships.c
    return connection.execute(select(table.event).where(table.claim == key)).scalar()


def test_the_same_reading_changes_nothing_but_who_made_it(ledger: Engine) -> None:
    made = entries(6)
    record.add(ledger, made)
    with ledger.connect() as connection:
        before = partition(connection), changes.last_change(connection)
    found = reread(ledger, [newer(e, *e.reading.claims) for e in made])
    assert (len(found.same), found.changed, found.orphans) == (6, (), ())
    with ledger.connect() as connection:
        assert (partition(connection), changes.last_change(connection)) == before
        kept = reading(connection, made[0].reading.report.id)
        assert kept is not None
        assert kept.claims[0].made_by == NEWER
    assert verify(ledger) == []


def test_an_heir_takes_the_place_in_the_event_and_what_was_judged(ledger: Engine) -> None:
    made = [entry(0), entry(0, 2), entry(5)]
    record.add(ledger, made)
    old = only(made[0])
    heir = moved(made[0], 8)
    lone = moved(made[2], 8)
    with writing(ledger) as connection:
        decide(connection, Decision(kind="correct", claim=old.id, field="mode", value='"aerial"', **BY))
        decide(connection, Decision(kind="different", claim=old.id, other=only(made[2]).id, **BY))
        events = [event_of(connection, only(e).id) for e in made]
        last = changes.last_change(connection)
    found = reread(ledger, [newer(made[0], heir), newer(made[2], lone)])
    assert (found.gone, found.come, found.otherwise, found.orphans) == (2, 2, 0, ())
    with ledger.connect() as connection:
        assert [event_of(connection, c.id) for c in (heir, only(made[1]), lone)] == events
        judged = judgements_on(connection, [heir.id])
        assert corrected(heir, judged)[1] == ("mode",)
        assert [(j.claim, j.other) for j in judged if j.kind == "different"] == [(heir.id, lone.id)]
        told = [(c.what, c.claim, c.now) for c in changes.changes_since(connection, last) if c.claim]
        assert sorted(told) == sorted(
            [("made", heir.id, heir.id), ("redirected", old.id, heir.id),
             ("made", lone.id, lone.id), ("redirected", only(made[2]).id, lone.id)])  # fmt: skip
        assert changes.current_claim(connection, old.id) == heir.id
        assert {c.event for c in changes.changes_since(connection, last) if not c.claim} == set(events)
    assert verify(ledger) == []


def test_a_claim_read_otherwise_is_filed_anew(ledger: Engine) -> None:
    made = [entry(0, n) for n in range(3)]
    record.add(ledger, made)
    one, two, three = map(only, made)
    assert two.when is not None
    later = replace(two, when=replace(two.when, earliest="2024-03-20", latest="2024-03-20"))
    with ledger.connect() as connection:
        event = event_of(connection, one.id)
    assert reread(ledger, [newer(made[1], later)]).otherwise == 1
    with ledger.connect() as connection:
        assert event_of(connection, one.id) == event_of(connection, three.id) == event != event_of(connection, two.id)
        days = connection.execute(select(schema.claims.c.first_day).where(schema.claims.c.id == two.id))
        assert days.scalar() == "2024-03-20"
    assert verify(ledger) == []
    reread(ledger, [newer(made[1], two)])
    with ledger.connect() as connection:
        assert {event_of(connection, c.id) for c in (one, two, three)} == {event}
    assert verify(ledger) == []


def test_a_rejection_does_not_pass_to_a_claim_that_was_there_before(ledger: Engine) -> None:
    made = entry(0)
    bad = moved(made, 8)
    record.add(ledger, [replace(made, reading=replace(made.reading, claims=(only(made), bad)))])
    with writing(ledger) as connection:
        decide(connection, Decision(kind="reject", claim=bad.id, **BY))
    found = reread(ledger, [newer(made, only(made))])
    assert [o.claim for o in found.orphans] == [bad.id]
    with ledger.connect() as connection:
        assert event_of(connection, only(made).id) is not None
    assert verify(ledger) == []
    again = reread(ledger, [newer(made, only(made), moved(made, 9))])  # it is back, a letter on
    assert again.orphans == ()
    with ledger.connect() as connection:
        assert event_of(connection, moved(made, 9).id) is None
    assert verify(ledger) == []


def test_a_withdrawn_report_stays_hidden(ledger: Engine) -> None:
    made = [entry(0), entry(0, 2)]
    record.add(ledger, made)
    heir = moved(made[0], 8)
    with writing(ledger) as connection:
        withdraw(connection, made[0].reading.report.id, **BY)
    reread(ledger, [newer(made[0], heir)])
    assert verify(ledger) == []
    with writing(ledger) as connection:
        assert event_of(connection, heir.id) is None
        restore(connection, made[0].reading.report.id, **BY)
        assert event_of(connection, heir.id) == event_of(connection, only(made[1]).id)
    assert verify(ledger) == []


def test_parts_may_be_others_and_the_text_not(ledger: Engine) -> None:
    made = entry(0)
    record.add(ledger, [made])
    report = made.reading.report
    parts = (*report.parts[:-1], Part("caption", report.parts[-1].span))
    reread(ledger, [replace(made.reading, report=replace(report, parts=parts, reader="text 2"))])
    assert verify(ledger) == []
    with pytest.raises(ValueError, match="text never changes"):
        reread(ledger, [replace(made.reading, report=replace(report, text=report.text + " "))])
    other = entry(9)
    assert reread(ledger, [other.reading]).unknown == (other.reading.report.id,)


def test_differences_are_told_field_by_field() -> None:
    made = entry(0)
    old, heir = only(made), moved(made, 8)
    (figure,) = old.figures
    found = differences(made.reading, newer(made, replace(old, status="denied", figures=(replace(figure, low=1),))))
    assert [(d.what, d.field) for d in found] == [("changed", "figures"), ("changed", "status")]
    assert (found[1].old, found[1].new) == ("reported", "denied")
    (told,) = differences(made.reading, newer(made, heir))
    assert (told.what, told.field, told.claim, told.now) == ("changed", "evidence", old.id, heir.id)
    far = replace(heir, type="AID")
    assert [(d.what, d.claim) for d in differences(made.reading, newer(made, far))] == [
        ("gone", old.id), ("new", far.id)]  # fmt: skip
    assert compare(made.reading, newer(made, old)).changed == ()


CHOICES = st.lists(st.sampled_from(["keep", "drop", "move", "day", "add"]), min_size=9, max_size=9)


def readings(choices: Iterable[str]) -> list[Reading]:
    made = []
    for choice, e in zip(choices, entries(9), strict=True):
        claim = only(e)
        assert claim.when is not None
        other = moved(e, 8)
        late = replace(claim, when=replace(claim.when, earliest="2023-01-05", latest="2023-01-05"))
        of = {"keep": [claim], "drop": [], "move": [other], "day": [late], "add": [claim, other]}
        made.append(newer(e, *of[choice]))
    return made


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(CHOICES, CHOICES)
def test_reading_again_comes_to_what_reading_at_once_does(first: list[str], then: list[str]) -> None:
    again, at_once = open_ledger(":memory:"), open_ledger(":memory:")
    record.add(again, [Entry(reading=r) for r in readings(first)])
    reread(again, readings(then))
    record.add(at_once, [Entry(reading=r) for r in readings(then)])
    with again.connect() as one, at_once.connect() as other:
        assert partition(one) == partition(other)
    assert verify(again) == []
    again.dispose()
    at_once.dispose()
