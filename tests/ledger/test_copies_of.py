"""Which reports of a ledger repeat which, in whatever order they come, and when one is taken away."""

from random import Random

from sqlalchemy import Engine, select

from sayso.ledger.copy.found import copies_among, unplace_copies
from sayso.ledger.record import add
from sayso.ledger.store import open_ledger, writing
from sayso.ledger.tables.rows import Entry
from sayso.ledger.tables.schema import reports
from sayso.model import Part, Reading, Report, Span
from sayso.records import content_id

STORY = " ".join(
    f"Paragraph {n} of the wire tells how {who} of {town} spoke with the harbour master about lantern number {n * 7}."
    for n, (who, town) in enumerate([("Oda", "Tarn"), ("Brek", "Ostra"), ("Lind", "Farvik")] * 6)
)
OTHER = " ".join(
    f"The bakers of street {n} counted {n * 13} loaves before the fair of the western hills." for n in range(20)
)


def reading(key: str, text: str, published: str | None = "2024-03-05") -> Reading:
    parts = (Part("body", Span(0, len(text))),)
    return Reading(report=Report(id=content_id(key), text=text, parts=parts, outlet=key, published=published))


READINGS = [
    reading("wire", STORY, "2024-03-04"),
    reading("paper", STORY[: len(STORY) * 2 // 3]),
    reading("late", STORY, "2024-04-05"),
    reading("bakers", OTHER),
]


def found(engine: Engine) -> dict[str, str]:
    with engine.connect() as connection:
        names = {key: outlet for key, outlet in connection.execute(select(reports.c.id, reports.c.outlet))}  # noqa: C416
        return {names[c.report]: names[c.of] for c in copies_among(connection, names).values()}


def ledger(readings: list[Reading]) -> Engine:
    engine = open_ledger("sqlite://")
    for r in readings:
        add(engine, [Entry(reading=r)])
    return engine


def test_a_paper_that_cuts_the_wire_is_its_copy() -> None:
    assert found(ledger(READINGS)) == {"paper": "wire"}


def test_the_order_of_arrival_does_not_matter() -> None:
    for seed in range(4):
        shuffled = list(READINGS)
        Random(seed).shuffle(shuffled)
        assert found(ledger(shuffled)) == {"paper": "wire"}


def test_a_report_taken_away_is_nobodys_original() -> None:
    engine = ledger([*READINGS[:2], reading("second", STORY, "2024-03-06")])
    assert found(engine) == {"paper": "wire", "second": "wire"}
    with writing(engine) as connection:
        unplace_copies(connection, READINGS[0].report.id)
    assert found(engine) == {"second": "paper"}
