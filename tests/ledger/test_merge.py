"""Claims of many reports come into one event where they tell of one happening, in whatever order they come."""

from collections.abc import Sequence
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import Engine, select

from sayso.ledger.judgement.judged import Decision, judge, withdraw_judgement
from sayso.ledger.merge import judge_again, partition, unplace_claims
from sayso.ledger.record import add
from sayso.ledger.store import open_ledger, writing
from sayso.ledger.tables.rows import Entry
from sayso.ledger.tables.schema import changes, events, memberships
from sayso.model import Reading
from tests.claims import COAST, FARVIK, OSTRA, TARN, told

TWICE = (told("a", "Coast Wire", killed=3), told("b", "Hill Post", killed=3))


def groups(readings: Sequence[Reading]) -> list[str]:
    """Return the keys of reports whose claims are one event."""
    keys = {c.id: r.report.key or "" for r in readings for c in r.claims}
    return sorted("".join(sorted(keys[c] for c in e.claims)) for e in partition(readings))


def test_one_happening_told_by_two_is_one_event() -> None:
    assert groups(TWICE) == ["ab"]


def test_another_day_or_town_is_another_event() -> None:
    assert groups([*TWICE, told("c", day="2024-03-08", killed=3)]) == ["ab", "c"]
    assert groups([*TWICE, told("c", at=FARVIK, killed=3)]) == ["ab", "c"]


def test_who_did_it_does_not_part_what_two_sides_blame_on_each_other() -> None:
    assert groups([told("a", killed=11, by="xno.mil"), told("b", "Hill Post", killed=11, by="xsa.mil")]) == ["ab"]


def test_what_is_threatened_is_never_one_with_what_was_done() -> None:
    assert groups([told("a"), told("b", "Hill Post", status="threatened")]) == ["a", "b"]


def test_a_denial_is_of_the_event_it_denies() -> None:
    assert groups([told("a", killed=3), told("b", "Hill Post", status="denied", killed=3)]) == ["ab"]


def test_a_vague_claim_joins_but_never_bridges() -> None:
    vague = told("v", "Hill Post", day=None, at=COAST, by=None, killed=3)
    firm = [told("a", killed=3), told("b", "Sun", at=FARVIK, killed=3)]
    assert groups([*firm, vague]) in (["a", "b", "v"], ["av", "b"])


def test_a_campaign_is_not_one_of_its_days() -> None:
    assert groups([told("a"), told("b", "Hill Post", day="2024-02-01", last="2024-03-10")]) == ["a", "b"]


TELLINGS = st.builds(
    told,
    st.uuids().map(str),
    st.sampled_from(["Coast Wire", "Hill Post", "Sun"]),
    day=st.sampled_from(["2024-03-04", "2024-03-05", "2024-03-06", None]),
    published=st.sampled_from(["2024-03-05", None]),
    at=st.sampled_from([TARN, OSTRA, FARVIK, COAST, None]),
    by=st.sampled_from(["xno.mil", "xsa.mil", None]),
    to=st.sampled_from(["xsa", None]),
    killed=st.sampled_from([None, 3, 4, 11]),
    words=st.sampled_from(["Guns were heard.", "Shells fell on the harbour of the town in the early morning hours."]),
)


@settings(max_examples=25, deadline=None)
@given(st.lists(TELLINGS, min_size=2, max_size=14, unique_by=lambda r: r.report.id), st.randoms())
def test_the_events_do_not_depend_on_the_order_of_arrival(readings, random) -> None:  # type: ignore[no-untyped-def]
    wanted = sorted(tuple(e.claims) for e in partition(readings))
    random.shuffle(readings)
    engine = open_ledger("sqlite://")
    for reading in readings:
        add(engine, [Entry(reading=reading)])
    assert events_in(engine) == wanted


@settings(max_examples=25, deadline=None)
@given(st.lists(TELLINGS, min_size=3, max_size=10, unique_by=lambda r: r.report.id))
def test_what_is_taken_out_leaves_no_trace(readings: list[Reading]) -> None:
    engine = open_ledger("sqlite://")
    add(engine, [Entry(reading=r) for r in readings])
    with writing(engine) as connection:
        unplace_claims(connection, [c.id for c in readings[0].claims])
    assert events_in(engine) == sorted(tuple(e.claims) for e in partition(readings[1:]))


def test_the_larger_part_of_a_split_event_keeps_its_id(tmp_path: Path) -> None:
    engine = open_ledger(tmp_path / "ledger.db")
    three = [*TWICE, told("c", "Sun", killed=3)]
    add(engine, [Entry(reading=r) for r in three])
    (before,) = ids(engine)
    one, two, three_ = (r.claims[0].id for r in three)
    with writing(engine) as connection:
        for other in (one, two):
            judge(
                connection,
                Decision(kind="different", claim=three_, other=other, by="A. Reader", reason="another street"),
            )
        judge_again(connection, [three_])
    assert events_in(engine) == sorted([tuple(sorted((one, two))), (three_,)])
    assert before in ids(engine)


def test_a_merge_by_a_person_redirects_the_smaller_event_and_can_be_taken_back(tmp_path: Path) -> None:
    engine = open_ledger(tmp_path / "ledger.db")
    other = told("c", at=FARVIK)
    add(engine, [Entry(reading=r) for r in (*TWICE, other)])
    apart = events_in(engine)
    a, c = TWICE[0].claims[0].id, other.claims[0].id
    with writing(engine) as connection:
        number = judge(
            connection, Decision(kind="same", claim=a, other=c, by="A. Reader", reason="same column of lorries")
        )
        judge(
            connection,
            Decision(
                kind="same", claim=TWICE[1].claims[0].id, other=c, by="A. Reader", reason="same column of lorries"
            ),
        )
        judge_again(connection, [c])
    assert len(events_in(engine)) == 1
    with engine.connect() as connection:
        told_of = connection.execute(select(changes.c.what, changes.c.to).where(changes.c.to.is_not(None))).all()
    assert [(x.what, x.to) for x in told_of] == [("redirected", ids(engine)[0])]
    with writing(engine) as connection:
        withdraw_judgement(connection, number, by="A. Reader", reason="mistaken")
        withdraw_judgement(connection, number + 1, by="A. Reader", reason="mistaken")
        judge_again(connection, [a, c])
    assert events_in(engine) == apart


def test_a_rejected_claim_is_of_no_event(tmp_path: Path) -> None:
    engine = open_ledger(tmp_path / "ledger.db")
    add(engine, [Entry(reading=r) for r in TWICE])
    a, b = (r.claims[0].id for r in TWICE)
    with writing(engine) as connection:
        judge(connection, Decision(kind="reject", claim=b, by="A. Reader", reason="a film is described"))
        judge_again(connection, [b])
    assert events_in(engine) == [(a,)]


def events_in(engine: Engine) -> list[tuple[str, ...]]:
    with engine.connect() as connection:
        rows = connection.execute(select(memberships.c.event, memberships.c.claim)).all()
    found: dict[str, list[str]] = {}
    for event, claim in rows:
        found.setdefault(event, []).append(claim)
    return sorted(tuple(sorted(g)) for g in found.values())


def ids(engine: Engine) -> list[str]:
    with engine.connect() as connection:
        return list(connection.execute(select(events.c.id)).scalars())
