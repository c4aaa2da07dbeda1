"""Claims of one happening side by side: who says so, who denies it, what each gives, in bounds, and no verdict."""

from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import Engine, insert, select

from sayso.ledger import record
from sayso.ledger.event import view as event_view
from sayso.ledger.event.slots import at_odds, given
from sayso.ledger.event.tolls import RULES, rule_named, tolls_of
from sayso.ledger.event.view import EventHead, view_of
from sayso.ledger.event.voices import STANDINGS, counts_of, voice
from sayso.ledger.judgement.decisions import decide
from sayso.ledger.judgement.judged import Decision
from sayso.ledger.store import LedgerError, open_ledger, writing
from sayso.ledger.tables import schema
from sayso.ledger.tables.rows import Entry
from sayso.model import Actor, EventView, Figure, Reading, ReportHead, Source, Span, Telling
from tests.claims import COAST, FARVIK, OSTRA, TARN, told

HEAD = EventHead("e", "ASSAULT", None, "occurred", "2024-03-04", "2024-03-04")
NOWHERE = Span(0, 0)


def telling(reading: Reading, **head: object) -> Telling:
    report, claim = reading.report, reading.claims[0]
    made = ReportHead(id=report.id, outlet=report.outlet, published=report.published)
    return Telling(claim=claim, report=replace(made, **head), score=1.0)  # type: ignore[arg-type]


def viewed(*readings: Reading, rule: str | None = None) -> EventView:
    return view_of(HEAD, map(telling, readings), rule=rule)


def figure(low: int, high: int | None, **other: object) -> Figure:
    return replace(Figure(kind="killed", who=None, low=low, high=high, text=str(low), span=NOWHERE), **other)  # type: ignore[arg-type]


def with_figures(reading: Reading, *figures: Figure) -> Reading:
    return replace(reading, claims=(replace(reading.claims[0], figures=figures),))


# --- who says so --------------------------------------------------------------------------------------------------


def test_an_outlet_speaks_for_itself_and_a_speaker_through_it() -> None:
    assert voice(telling(told("a"))) == "Coast Wire"
    assert voice(telling(told("a", status="attributed", speaker="Oda"))) == "Oda via Coast Wire"


def test_a_chain_names_all_it_comes_through() -> None:
    reading = told("a", status="attributed", speaker="Norland")
    inner = Source(kind="named", actor=Actor(name="Sarvia", text="Sarvia", span=NOWHERE))
    claim = replace(reading.claims[0], sayso=(*reading.claims[0].sayso, inner))
    made = telling(replace(reading, claims=(claim,)))
    assert voice(made) == "Sarvia via Norland via Coast Wire"
    assert voice(made, source=1) == "Norland via Coast Wire"


def test_outlets_without_a_name_are_not_taken_for_one() -> None:
    one, two = telling(told("a"), outlet=None), telling(told("b"), outlet=None)
    assert voice(one) != voice(two)
    assert counts_of([one, two]).independent == 2
    assert voice(telling(told("a"), outlet=None, url="https://news.example/1")) == "news.example"


def test_who_asserts_who_denies_and_who_leaves_it_open_stand_apart() -> None:
    view = viewed(told("a"), told("b", "Hill Post", status="denied", speaker="Sarvia"),
                  told("c", "Sun", status="questioned"))  # fmt: skip
    assert view.asserted_by == ("Coast Wire",)
    assert view.denied_by == ("Sarvia",)
    assert view.doubted_by == ("Sun",)


def test_every_status_has_its_standing() -> None:
    import typing

    from sayso.model import Status

    assert set(typing.get_args(Status)) == STANDINGS.keys()


def test_one_spokesman_in_two_outlets_is_one_source() -> None:
    twice = [told(k, o, status="attributed", speaker="Oda") for k, o in (("a", "Coast Wire"), ("b", "Hill Post"))]
    view = viewed(*twice)
    assert (view.counts.reports, view.counts.outlets, view.counts.independent) == (2, 2, 1)
    assert view.asserted_by == ("Oda",)


def test_a_denial_is_no_further_source_for_what_it_denies() -> None:
    view = viewed(told("a"), told("b", "Hill Post", status="denied", speaker="Sarvia"))
    assert view.counts.independent == 1
    (value,) = (v for v in view.slot("actors").values if v.text is not None)
    assert value.sources == ("Coast Wire", "Sarvia via Hill Post (denies it)")


def test_a_copy_adds_a_report_and_no_source() -> None:
    first, copy = told("a", killed=3), told("b", "Hill Post", killed=3)
    view = view_of(HEAD, [telling(first), telling(copy, copy_of=first.report.id)])
    assert (view.counts.reports, view.counts.independent) == (2, 1)
    assert view.slot("where").values[0].sources == ("Coast Wire",)
    assert len(view.slot("where").values[0].claims) == 2
    assert len(view.tolls[0].revisions) == 1


# --- slots --------------------------------------------------------------------------------------------------------


def test_every_account_keeps_its_sources_and_silence_is_said() -> None:
    view = viewed(told("a"), told("b", "Hill Post", by="xsa.mil"), told("c", "Sun", by=None))
    slot = view.slot("actors")
    assert not slot.agreed
    assert [(v.text, v.sources) for v in slot.values] == [
        ("xno.mil", ("Coast Wire",)), ("xsa.mil", ("Hill Post",)), (None, ("Sun",))]  # fmt: skip


def test_silence_is_no_disagreement() -> None:
    view = viewed(told("a"), told("b", by=None, at=None, day=None))
    assert all(view.slot(name).agreed for name in ("actors", "where", "when"))
    with pytest.raises(KeyError):
        view.slot("colour")


def test_what_is_inferred_from_the_date_of_publication_is_not_stated() -> None:
    reading = told("a")
    when = replace(reading.claims[0].when, basis="inferred")  # type: ignore[type-var]
    view = viewed(replace(reading, claims=(replace(reading.claims[0], when=when),)))
    assert [v.text for v in view.slot("when").values] == [None]


def test_how_many_is_no_part_of_who() -> None:
    claim = told("a").claims[0]
    actors = [Actor(text=text, span=NOWHERE) for text in ("at least 21 civilians", "Civilians", "the two civilians")]
    assert len({given("actors", replace(claim, actors=(a,)))[0].key for a in actors}) == 1


def test_accounts_are_at_odds_only_where_they_exclude_each_other() -> None:
    def accounts(name, **two):  # type: ignore[no-untyped-def]
        return [given(name, told("a", **{k: v}).claims[0]) for k, vs in two.items() for v in vs]

    assert at_odds("where", *accounts("where", at=(TARN, FARVIK)))
    assert at_odds("where", *accounts("where", at=(TARN, OSTRA)))
    assert not at_odds("where", *accounts("where", at=(TARN, COAST)))
    assert not at_odds("actors", *accounts("actors", by=("xno", "xno.mil")))
    assert at_odds("actors", *accounts("actors", by=("xno", "xsa")))
    assert not at_odds("type", *accounts("type", mode=(None, "aerial")))
    assert at_odds("type", *accounts("type", mode=("drone", "aerial")))
    assert at_odds("when", *accounts("when", day=("2024-03-04", "2024-03-05")))
    assert not at_odds("when", *accounts("when", day=("2024-03-04", None)))


# --- tolls --------------------------------------------------------------------------------------------------------


def test_a_toll_is_the_bounds_of_all_that_is_reported_and_no_point() -> None:
    readings = [told("a", killed=3), told("b", "Hill Post", killed=5, published="2024-03-06"), told("c", "Sun")]
    (toll,) = viewed(*readings).tolls
    assert (toll.kind, toll.low, toll.high, toll.point, toll.rule) == ("killed", 3, 5, None, None)
    assert (toll.lowest, toll.highest) == tuple(r.claims[0].id for r in readings[:2])
    assert [r.low for r in toll.revisions] == [3, 5]
    assert toll.not_stated == ("Sun",)


@pytest.mark.parametrize(("rule", "point"), [("lowest", 3), ("highest", 5), ("latest", 5)])
def test_a_point_is_given_under_a_named_rule_only(rule: str, point: int) -> None:
    readings = [told("a", killed=3), told("b", "Hill Post", killed=5), told("c", "Sun", killed=5)]
    (toll,) = viewed(*readings, rule=rule).tolls
    assert (toll.point, toll.rule) == (point, rule_named(rule))


def test_rules_are_named_and_no_others() -> None:
    assert rule_named(None) is None
    assert {rule_named(rule) for rule in RULES} == set(RULES)
    with pytest.raises(ValueError, match="lowest reported"):
        viewed(told("a", killed=3), rule="mean")


def test_an_open_figure_leaves_the_toll_open() -> None:
    view = viewed(with_figures(told("a"), figure(5, None, operator="at least")), told("b", "Hill Post", killed=2))
    assert (view.tolls[0].low, view.tolls[0].high) == (2, None)


def test_subsets_increments_and_vague_words_do_not_move_the_bounds_of_totals() -> None:
    view = viewed(with_figures(
        told("a"), figure(9, 9), figure(2, 2, nature="subset", who="children"), figure(1, 1, nature="increment"),
        figure(24, None, operator="vague")))  # fmt: skip
    assert [(t.kind, t.low, t.high) for t in view.tolls] == [
        ("killed", 9, 9), ("killed: children (subset)", 2, 2), ("killed (increment)", 1, 1)]  # fmt: skip


def test_what_a_denial_speaks_of_is_no_figure() -> None:
    assert viewed(told("a", status="denied", killed=40)).tolls == ()


def test_revisions_stand_in_the_order_of_publication_whatever_the_zone() -> None:
    late = told("a", killed=7, published="2024-03-05T23:00:00-05:00")
    early = told("b", "Hill Post", killed=4, published="2024-03-06T01:00:00+00:00")
    undated = told("c", "Sun", killed=1, published=None)
    assert [r.low for r in viewed(undated, late, early).tolls[0].revisions] == [4, 7, 1]
    view = viewed(undated, late, early)
    assert (view.first_reported, view.last_reported) == ("2024-03-06T01:00:00+00:00", "2024-03-05T23:00:00-05:00")


def test_a_version_of_a_page_that_keeps_its_figure_is_no_revision() -> None:
    page = "https://news.example/1"
    tellings = [telling(told(k, killed=n), url=page, version=v) for k, n, v in (("a", 3, 1), ("b", 3, 2), ("c", 4, 3))]
    assert [r.low for r in tolls_of(tellings)[0].revisions] == [3, 4]


def test_a_figure_is_of_the_source_that_gives_it() -> None:
    reading = with_figures(told("a", status="attributed", speaker="Oda"), figure(3, 3, source=1), figure(4, 4))
    assert [r.source for r in viewed(reading).tolls[0].revisions] == ["Oda via Coast Wire", "Coast Wire"]


# --- out of a ledger ----------------------------------------------------------------------------------------------


@pytest.fixture
def engine(tmp_path: Path) -> Engine:
    return open_ledger(tmp_path / "ledger.db")


def fill(engine: Engine, *readings: Reading) -> list[str]:
    """Add readings and return the ids of the events, that of most claims first."""
    record.add(engine, [Entry(reading=r) for r in readings])
    with engine.connect() as connection:
        ordered = select(schema.events.c.id).order_by(schema.events.c.claims.desc(), schema.events.c.id)
        return list(connection.execute(ordered).scalars())


def test_an_event_of_a_ledger_shows_its_claims_with_reports_and_reasons(engine: Engine) -> None:
    (event,) = fill(engine, told("a", killed=3), told("b", "Hill Post", killed=3))
    with engine.connect() as connection:
        view = event_view.view(connection, event)
        assert [t.report.outlet for t in view.tellings] == ["Coast Wire", "Hill Post"]
        assert view.tellings[0].like == view.tellings[1].claim.id
        assert "same number" in view.tellings[0].reasons
        assert event_view.told_by_several(connection, [t.report.id for t in view.tellings]) == (1, 1)
        assert event_view.event_of(connection, view.tellings[0].claim.id) == event


def test_many_events_cost_no_query_each(engine: Engine) -> None:
    from sqlalchemy import event as on

    ids = fill(engine, *(told(str(n), day=f"2024-0{1 + n % 9}-{1 + n % 27:02}", at=None) for n in range(20)))
    asked: list[str] = []
    on.listen(engine, "before_cursor_execute", lambda *given: asked.append(given[2]))
    with engine.connect() as connection:
        assert [v.id for v in event_view.views(connection, [*ids, "0" * 20])] == ids
    assert len(asked) < 20


def test_there_is_no_event_of_that_id(engine: Engine) -> None:
    with engine.connect() as connection, pytest.raises(LedgerError, match="no event"):
        event_view.view(connection, "0" * 20)


def test_copies_of_the_ledger_count_as_one(engine: Engine) -> None:
    one, two = told("a", killed=3), told("b", "Hill Post", killed=3)
    (event,) = fill(engine, one, two)
    with writing(engine) as connection:
        connection.execute(schema.copies.delete())
        rows = [{"report": r.report.id, "group": one.report.id, "share": 1.0, "kind": "same text"} for r in (one, two)]
        connection.execute(insert(schema.copies), rows)
        view = event_view.view(connection, event)
        assert [t.report.copy_of for t in view.tellings] == [None, one.report.id]
        assert view.counts.independent == 1
        assert [h.outlet for h in event_view.repeated_by(connection, one.report.id)] == ["Hill Post"]


def test_what_people_set_right_is_shown_and_said_to_be(engine: Engine) -> None:
    reading = told("a")
    fill(engine, reading)
    claim = reading.claims[0].id
    with writing(engine) as connection:
        decide(
            connection,
            Decision(kind="correct", claim=claim, by="Ana", reason="misread", field="mode", value='"aerial"'),
        )
        event = event_view.event_of(connection, claim)
        assert event is not None
        (shown,) = event_view.view(connection, event).tellings
        assert (shown.claim.mode, shown.corrected) == ("aerial", ("mode",))
        assert event_view.corrected_claims(connection, [claim])[claim].mode == "aerial"
        assert [j.field for j in event_view.all_judgements(connection)] == ["mode"]


def test_a_wave_holds_the_events_of_its_days(engine: Engine) -> None:
    wave = told("w", "Hill Post", day="2024-03-01", last="2024-03-20", at=COAST)
    days = {"a": "2024-03-04", "b": "2024-03-10", "later": "2024-04-10", "by nobody": "2024-03-15"}
    readings = {key: told(key, day=day, by=None if key == "by nobody" else "xno.mil") for key, day in days.items()}
    fill(engine, wave, *readings.values())
    with engine.connect() as connection:
        of = {k: event_view.event_of(connection, r.claims[0].id) or "" for k, r in {**readings, "wave": wave}.items()}
        views = {v.id: v for v in event_view.views(connection, of.values())}
        assert views[of["wave"]].parts == (of["a"], of["b"])
        assert {k: views[of[k]].part_of for k in days} == {
            "a": of["wave"], "b": of["wave"], "later": None, "by nobody": None}  # fmt: skip
        assert [v.part_of for v in event_view.views(connection, [of["a"]], waves=False)] == [None]


def test_a_wave_without_place_and_actor_holds_nothing(engine: Engine) -> None:
    ids = fill(engine, told("w", day="2024-03-01", last="2024-03-20", at=None, by=None), told("a", "Hill Post"))
    with engine.connect() as connection:
        assert all(not v.parts and v.part_of is None for v in event_view.views(connection, ids))
