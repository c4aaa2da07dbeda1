"""Another version of a page is kept as a version, with what changed, and is no further source."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import Engine

from sayso.ledger import record
from sayso.ledger.event.view import report_heads
from sayso.ledger.store import writing
from sayso.ledger.tables.rows import Entry
from sayso.ledger.upkeep.removal import withdraw
from sayso.ledger.upkeep.versions import Change, first_versions, versions_of, what_changed
from tests.ledger.invented import entry
from tests.make import report

PAGE = "https://coast.example/tarn"
OLD = report(
    "Norland's army shelled Tarn, killing three people.\n\nMinister Oda said nothing.\n\nThe market was closed.",
    title="Three killed in Tarn",
)


def test_versions_are_numbered_by_date(ledger: Engine) -> None:
    later = entry(1, url=PAGE, extra="The dead were residents.")
    earlier, other = entry(0, url=PAGE), entry(2)
    record.add(ledger, [later, other, earlier])
    with ledger.connect() as connection:
        found = versions_of(connection, later.reading.report.id)
        assert [(v.number, v.report) for v in found] == [(1, earlier.reading.report.id), (2, later.reading.report.id)]
        assert [v.number for v in versions_of(connection, other.reading.report.id)] == [1]
        assert versions_of(connection, "0" * 20) == ()


def test_versions_count_as_the_first_that_is_shown(ledger: Engine) -> None:
    one, two = entry(0, url=PAGE), entry(0, url=PAGE, extra="More.")
    alone = entry(3)
    record.add(ledger, [one, two, alone])
    keys = [e.reading.report.id for e in (one, two, alone)]
    with writing(ledger) as connection:
        firsts = first_versions(connection, keys)
        assert len({firsts[k] for k in keys[:2]}) == 1
        assert firsts[keys[2]] == keys[2]
        head = firsts[keys[0]]
        withdraw(connection, head, by="Ann", reason="wrong")
        (left,) = set(keys[:2]) - {head}
        assert first_versions(connection, [left]) == {left: left}
        assert [v.report for v in versions_of(connection, left)] == [left]


def test_figures_that_changed_are_told() -> None:
    new = report(OLD.text.partition("\n\n")[2].replace("three", "five"), title="Five killed in Tarn")
    assert what_changed(OLD, new) == [
        Change(kind="title", old="Three killed in Tarn", new="Five killed in Tarn", words=(("Three", "Five"),)),
        Change(kind="reworded", old="Norland's army shelled Tarn, killing three people.",
               new="Norland's army shelled Tarn, killing five people.", words=(("three", "five"),)),
        Change(kind="figure", old="Three", new="Five"),
        Change(kind="figure", old="three", new="five"),
    ]  # fmt: skip


def test_paragraphs_that_came_and_went_are_told() -> None:
    new = report("Norland's army shelled Tarn, killing three people.\n\nSarvia called it a crime without name.\n\n"
                 "The market was closed.", title="Three killed in Tarn")  # fmt: skip
    assert what_changed(OLD, new) == [
        Change(kind="added", new="Sarvia called it a crime without name."),
        Change(kind="removed", old="Minister Oda said nothing."),
    ]


def test_what_only_moved_or_was_set_anew_is_no_change() -> None:
    new = report("The market was closed.\n\nNorland’s army shelled  Tarn, killing three people.\n\nMinister Oda said nothing.",
                 title="Three killed in Tarn")  # fmt: skip
    assert what_changed(OLD, new) == []


@given(st.text(max_size=200), st.text(max_size=200))
def test_any_two_texts_can_be_compared(one: str, other: str) -> None:
    assert what_changed(report(one), report(one)) == []
    for change in what_changed(report(one), report(other)):
        assert change.old or change.new


def test_long_pages_are_compared_in_time() -> None:
    many = "\n\n".join(f"Paragraph {n} of Tarn." for n in range(3000))
    assert len(what_changed(report(many), report(many.replace("Tarn", "Ostra")))) >= 3000
    assert what_changed(report("Tarn " * 50_000), report("Ostra " * 50_000))


def test_versions_have_one_page_also_without_an_address(ledger: Engine) -> None:
    made = [entry(n) for n in range(3)]
    keyed = [replace(e.reading, report=replace(e.reading.report, key=key, id=f"{n:020}"), claims=())
             for n, (e, key) in enumerate(zip(made, ("a7", "a7", "b8"), strict=True))]  # fmt: skip
    record.add(ledger, [Entry(reading=r) for r in keyed])
    with ledger.connect() as connection:
        heads = report_heads(connection, [r.report.id for r in keyed])
    one, two, other = (heads[r.report.id] for r in keyed)
    assert one.page == two.page != other.page
    assert (one.url, one.version, two.version) == (None, 1, 2)
