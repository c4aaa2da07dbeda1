"""People set fields right: laid over the record, compared by, taken back, and carried over to a newer reading."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import Connection, Engine, delete, insert, select

from sayso.ledger import merge, record
from sayso.ledger.judgement.corrections import FIELDS, carry_over, check_correction, corrected
from sayso.ledger.judgement.decisions import decide, take_back
from sayso.ledger.judgement.judged import Decision, judgements_on
from sayso.ledger.store import LedgerError, writing
from sayso.ledger.tables import rows, schema
from sayso.ledger.upkeep.verify import verify
from sayso.model import Claim, Report
from sayso.records import loads, to_json
from tests.ledger.invented import entries, entry

BY: dict[str, Any] = {"by": "Ann", "reason": "read it again"}
CLAIM = entry(0).reading.claims[0]
REPORT = entry(0).reading.report


def shown(connection: Connection, key: str) -> tuple[Claim, tuple[str, ...]]:
    row = connection.execute(select(schema.claims.c.record).where(schema.claims.c.id == key)).scalar_one()
    return corrected(loads(Claim, row), judgements_on(connection, [key]))


def event_of(connection: Connection, key: str) -> str:
    table = schema.memberships.c
    found: str = connection.execute(select(table.event).where(table.claim == key)).scalar_one()
    return found


def test_a_correction_is_laid_over_and_the_record_stays(ledger: Engine) -> None:
    record.add(ledger, [entry(0)])
    with writing(ledger) as connection:
        number = decide(connection, Decision(kind="correct", claim=CLAIM.id, field="mode", value='"firearms"', **BY))
        decide(connection, Decision(kind="correct", claim=CLAIM.id, field="status", value='"denied"', **BY))
        claim, fields = shown(connection, CLAIM.id)
        assert (claim.mode, claim.intensity, claim.status, fields) == ("firearms", -9, "denied", ("mode", "status"))
        assert loads(Claim, connection.execute(select(schema.claims.c.record)).scalar_one()) == CLAIM
        take_back(connection, number, **BY)
        assert shown(connection, CLAIM.id)[1] == ("status",)
    assert verify(ledger) == []


def test_of_two_corrections_the_later_holds(ledger: Engine) -> None:
    record.add(ledger, [entry(0)])
    with writing(ledger) as connection:
        for mode in ("firearms", "aerial"):
            decide(connection, Decision(kind="correct", claim=CLAIM.id, field="mode", value=json.dumps(mode), **BY))
        assert shown(connection, CLAIM.id)[0].mode == "aerial"


def test_every_field_can_be_set_to_what_it_is() -> None:
    for field in FIELDS:
        value = json.dumps(to_json(getattr(CLAIM, field)))
        assert getattr(check_correction(REPORT, CLAIM, field, value), field) == getattr(CLAIM, field)


def test_a_type_brings_its_class_and_score() -> None:
    claim = check_correction(REPORT, CLAIM, "type", '"AID"')
    assert (claim.type, claim.mode, claim.quad, claim.intensity, claim.cameo) == ("AID", None, 2, 10.0, "07")


WRONG = {
    ("id", '"x"'): "id cannot be corrected",
    ("type", '"WAR"'): "Claim.type: 'WAR' does not fit",
    ("type", "WAR"): "Expecting value",
    ("mode", '"flood"'): "ASSAULT has no mode 'flood'",
    ("contexts", '["weather"]'): "no context weather",
    ("status", "null"): "Claim.status: None does not fit",
    (
        "figures",
        '[{"kind": "killed", "who": null, "low": NaN, "high": 1, "text": "3", "span": [0, 1]}]',
    ): "NaN is no number",
    ("figures", '[{"kind": "killed", "who": null, "low": 1, "high": 1, "text": "3"}]'): "span",
    ("figures", '[{"kind": "killed", "deaths": 1}]'): "unknown field deaths",
    ("actors", '[{"text": "Sarvia", "span": [0, 6]}]'): "must point at the report's words",
    ("actors", '[{"text": "", "span": [90000, 90000]}]'): "must point at the report's words",
    ("actors", '[{"text": "\\ud800", "span": [0, 1]}]'): "does not fit",
    ("actors", '{"text": "x"}'): "does not fit",
    ("actors", "7"): "does not fit",
    ("when", "[" * 100_000): "nests too deep|does not fit",
}


@pytest.mark.parametrize(("field", "value"), WRONG)
def test_what_does_not_fit_is_refused_in_words(field: str, value: str) -> None:
    with pytest.raises(LedgerError, match=WRONG[field, value]):
        check_correction(REPORT, CLAIM, field, value)


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
    lambda x: (
        st.lists(x, max_size=3) | st.dictionaries(st.sampled_from(["text", "span", "low", "role", "x"]), x, max_size=3)
    ),
)


@given(st.sampled_from(FIELDS), JSON)
def test_any_value_is_taken_or_refused(field: str, value: object) -> None:
    try:
        made = check_correction(REPORT, CLAIM, field, json.dumps(value))
    except LedgerError:
        return
    assert isinstance(made, Claim)


def test_a_corrected_claim_is_compared_as_corrected(ledger: Engine) -> None:
    made = [entry(0, n) for n in range(3)]
    one, two, three = (e.reading.claims[0].id for e in made)
    record.add(ledger, made)
    with writing(ledger) as connection:
        event = event_of(connection, one)
        assert {event_of(connection, k) for k in (two, three)} == {event}
        when = json.dumps({"earliest": "2024-03-20", "latest": "2024-03-20"})
        number = decide(connection, Decision(kind="correct", claim=two, field="when", value=when, **BY))
        assert event_of(connection, one) == event_of(connection, three) == event != event_of(connection, two)
    assert verify(ledger) == []
    with writing(ledger) as connection:
        take_back(connection, number, **BY)
        assert {event_of(connection, k) for k in (one, two, three)} == {event}
    assert verify(ledger) == []


def test_a_corrected_claim_is_found_and_counted_as_corrected(ledger: Engine) -> None:
    record.add(ledger, [entry(0)])
    sarvia = json.dumps([{"id": "sar", "name": "Sarvia", "text": "Norland", "span": list(CLAIM.actors[0].span)}])
    asked = [schema.claims.c.type, schema.claim_actors.c.actor, schema.events.c.type, schema.counted.c.type]
    row = (
        select(*asked).join(schema.claim_actors, schema.claim_actors.c.claim == schema.claims.c.id)
        .join(schema.counted, schema.counted.c.claim == schema.claims.c.id)
        .join(schema.events, schema.events.c.id == schema.counted.c.event).where(schema.claim_actors.c.role == "actor")
    )  # fmt: skip
    with writing(ledger) as connection:
        assert tuple(connection.execute(row).one()) == ("ASSAULT", "nor", "ASSAULT", "ASSAULT")
        numbers = [decide(connection, Decision(kind="correct", claim=CLAIM.id, field="type", value='"COERCE"', **BY)),
                   decide(connection, Decision(kind="correct", claim=CLAIM.id, field="actors", value=sarvia, **BY))]  # fmt: skip
        assert tuple(connection.execute(row).one()) == ("COERCE", "sar", "COERCE", "COERCE")
    assert verify(ledger) == []
    with writing(ledger) as connection:
        for number in numbers:
            take_back(connection, number, **BY)
        assert tuple(connection.execute(row).one()) == ("ASSAULT", "nor", "ASSAULT", "ASSAULT")
    assert verify(ledger) == []


def test_a_corrected_type_does_not_hide_the_heir(ledger: Engine) -> None:
    record.add(ledger, [entry(0)])
    with writing(ledger) as connection:
        decide(connection, Decision(kind="correct", claim=CLAIM.id, field="type", value='"COERCE"', **BY))
        decide(connection, Decision(kind="correct", claim=CLAIM.id, field="status", value='"denied"', **BY))
        heir = replace(CLAIM, id="1" * 20)
        exchange(connection, REPORT, CLAIM, [heir])
        assert carry_over(connection, [CLAIM.id], [heir.id]) == ()
        merge.place_claims(connection, [heir.id])
        claim, _ = shown(connection, heir.id)
        assert (claim.type, claim.status) == ("COERCE", "denied")
        columns = select(schema.claims.c.type, schema.claims.c.status).where(schema.claims.c.id == heir.id)
        assert tuple(connection.execute(columns).one()) == ("COERCE", "denied")


def test_a_lone_claim_keeps_its_event(ledger: Engine) -> None:
    record.add(ledger, [entry(0)])
    with writing(ledger) as connection:
        event = event_of(connection, CLAIM.id)
        decide(connection, Decision(kind="correct", claim=CLAIM.id, field="status", value='"planned"', **BY))
        assert event_of(connection, CLAIM.id) == event


def test_claims_are_joined_parted_and_rejected(ledger: Engine) -> None:
    made = [entry(0), entry(0, 1), entry(1)]
    one, two, other = (e.reading.claims[0].id for e in made)
    record.add(ledger, made)
    with writing(ledger) as connection:
        parted = decide(connection, Decision(kind="different", claim=one, other=two, **BY))
        assert event_of(connection, one) != event_of(connection, two)
        decide(connection, Decision(kind="same", claim=one, other=other, **BY))
        assert event_of(connection, one) == event_of(connection, other)
        decide(connection, Decision(kind="reject", claim=two, **BY))
    assert verify(ledger) == []
    with writing(ledger) as connection, pytest.raises(LedgerError, match=f"no judgement {parted}"):
        take_back(connection, parted, **BY)
        take_back(connection, parted, **BY)


def test_judgements_pass_to_the_nearest_trigger_of_the_sentence(ledger: Engine) -> None:
    made = entries(3)
    record.add(ledger, made)
    old = [e.reading.claims[0] for e in made]
    with writing(ledger) as connection:
        decide(connection, Decision(kind="correct", claim=old[0].id, field="mode", value='"aerial"', **BY))
        decide(connection, Decision(kind="different", claim=old[0].id, other=old[1].id, **BY))
        decide(connection, Decision(kind="reject", claim=old[2].id, **BY))
        near = replace(old[0], id="1" * 20, evidence=replace(old[0].evidence, trigger=moved(old[0], 2)))
        far = replace(old[0], id="2" * 20, evidence=replace(old[0].evidence, trigger=moved(old[0], 9)))
        exchange(connection, made[0].reading.report, old[0], [far, near])
        exchange(connection, made[2].reading.report, old[2], [replace(old[2], id="3" * 20, type="AID")])
        orphans = carry_over(connection, [c.id for c in old], [near.id, far.id, "3" * 20])
        assert [(o.judgement, o.claim) for o in orphans] == [(3, old[2].id)]
        merge.place_claims(connection, [near.id, far.id, "3" * 20])
        assert shown(connection, near.id)[0].mode == "aerial"
        assert event_of(connection, near.id) != event_of(connection, old[1].id)
        assert [j.claim for j in judgements_on(connection, [old[2].id])] == [old[2].id]


def moved(claim: Claim, by: int) -> Any:
    return type(claim.evidence.trigger)(claim.evidence.trigger.start + by, claim.evidence.trigger.end + by)


def exchange(connection: Connection, report: Report, old: Claim, new: list[Claim]) -> None:
    """Put new claims in the place of an old one, as a newer reading would."""
    merge.unplace_claims(connection, [old.id])
    for table in (schema.claim_actors, schema.claim_places, schema.claim_figures):
        connection.execute(delete(table).where(table.c.claim == old.id))
    connection.execute(delete(schema.claims).where(schema.claims.c.id == old.id))
    connection.execute(insert(schema.claims), [rows.claim_row(report, c) for c in new])
