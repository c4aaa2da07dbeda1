"""One test for every export: its columns are described, its files parse, nothing stands in them that no report tells."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sayso.faces.cli_export import FORMATS
from sayso.faces.exports import LEDGER_EXPORTS, ExportError, about_of, written
from sayso.faces.exports.page import page
from sayso.model import EventView, Source
from tests.faces.views import ARMY, BRIGADE, OSTRA, TARN, VILLAGERS, dead, person, said_by, scope, telling, view

DOCS = Path(__file__).parents[2] / "docs" / "exports.md"
TABLES = [n for n, e in LEDGER_EXPORTS.items() if e.ending in (".csv", ".tsv")]
HEADLESS = ("gdelt", "gdelt-mentions")
ANA = person("Ana Ruiz")
EVENTS = (
    view(telling(figures=(dead(3),)), telling("Ostra Post", "2024-03-13T09:30:00+01:00", figures=(dead(5, None),))),
    view(telling(type="PROTEST", mode="demo", cameo="141", actors=(VILLAGERS,), recipients=(), when=None)),
    view(telling(actors=(), recipients=(), where=(), when=None, cameo=None, head={"url": None, "title": None})),
    view(telling(status="denied"), telling("Ostra Post", sayso=(Source(kind="outlet"), said_by(ANA)), actors=(ANA,))),
    view(telling(outlet=None, published=None, status="threatened", where=(OSTRA,))),
)


def made(name: str, views: Sequence[EventView] = EVENTS, **fields: Any) -> bytes:
    return b"".join(written(name, views, scope(**fields)))


def rows(name: str, views: Sequence[EventView] = EVENTS, **fields: Any) -> list[dict[str, str]]:
    """Return the rows of a table by the names of its columns."""
    lines = made(name, views, bare=True, **fields).decode().splitlines()
    names = [c.name for c in LEDGER_EXPORTS[name].columns]
    tabs = LEDGER_EXPORTS[name].ending == ".tsv"
    cells = [x.split("\t") for x in lines] if tabs else list(csv.reader(lines))
    if name not in HEADLESS:
        assert cells.pop(0) == names
    if name == "hxl":
        assert all(tag.startswith("#") for tag in cells.pop(0))
    assert {len(r) for r in cells} <= {len(names)}
    return [dict(zip(names, r, strict=True)) for r in cells]


@pytest.mark.parametrize("name", LEDGER_EXPORTS)
def test_every_column_says_what_fills_it_and_stands_in_the_docs(name: str) -> None:
    export = LEDGER_EXPORTS[name]
    section = DOCS.read_text(encoding="utf8").split(f"\n## {name}\n")[1].split("\n## ")[0]
    assert export.rules
    assert all(rule in section for rule in export.rules)
    assert [c.name for c in export.columns if f"| `{c.name}` |" not in section or not c.about] == []
    assert set(about_of(name, export, scope())["columns"]) == {c.name for c in export.columns}


def test_the_docs_are_what_the_code_says() -> None:
    assert DOCS.read_text(encoding="utf8") == page(), "run python -m sayso.faces.exports.page > docs/exports.md"


def test_the_command_knows_every_export() -> None:
    assert set(FORMATS) == set(LEDGER_EXPORTS)


@pytest.mark.parametrize("name", LEDGER_EXPORTS)
def test_query_ledger_and_version_are_in_the_file(name: str) -> None:
    file = made(name, rule="lowest reported")
    if name == "parquet":
        pq = pytest.importorskip("pyarrow.parquet")
        file = pq.read_table(io.BytesIO(file)).schema.metadata[b"sayso"]
    for fact in ("type=ASSAULT&since=2024-01-01", "tables 1, change 7", "sayso 0.1.0", "2026-11-23", "lowest reported"):
        assert fact.encode() in file


@pytest.mark.parametrize("name", LEDGER_EXPORTS)
def test_no_events_make_a_file_that_parses(name: str) -> None:
    assert parsed(name, made(name, [])) == []


@pytest.mark.parametrize("name", LEDGER_EXPORTS)
def test_what_no_report_tells_is_empty(name: str) -> None:
    bare = view(telling(actors=(), recipients=(), where=(), when=None, head={"url": None, "title": None}))
    text = json.dumps(parsed(name, made(name, [bare], text_of=lambda report: None)), default=str)
    assert not [word for word in ("Norland", "Tarn", "NOR", "60.25", "2024-03-11", "Unknown", "nan") if word in text]
    if name in TABLES:
        for row in rows(name, [bare]):
            assert not [k for k, v in row.items() if ("killed" in k or "deaths" in k or k == "fatalities") and v]


@pytest.mark.parametrize("name", LEDGER_EXPORTS)
def test_persons_without_office_are_masked(name: str) -> None:
    told = telling(
        sayso=(Source(kind="outlet"), said_by(ANA)), actors=(ANA,), recipients=(replace(VILLAGERS, text="Ruiz's village"),),
        figures=(replace(dead(2), text="Ana Ruiz and another"),), head={"title": "Ana Ruiz in Tarn", "url": "https://w.example/ana-ruiz"},
    )  # fmt: skip
    text = "Ana Ruiz attacked   villagers in Tarn on Monday."
    if LEDGER_EXPORTS[name].shows_text:
        with pytest.raises(ExportError):
            made(name, [view(told)], mask_persons=True)
        return
    shown, hidden = (made(name, [view(told)], mask_persons=m, text_of=lambda r: text) for m in (False, True))
    if name == "parquet":
        shown, hidden = (json.dumps(parsed(name, x)).encode() for x in (shown, hidden))
    assert b"Ruiz" in shown or name == "gdelt-mentions"
    assert [w for w in (b"Ruiz", b"Ana", b"ruiz") if w in hidden] == []


def test_words_that_may_hold_a_name_are_masked() -> None:
    told = (
        replace(ANA, kind=None),
        replace(ARMY, id=None, name=None, text="Ana Ruiz's men"),
        replace(ARMY, text="Ruiz's army"),
    )
    for name in ("jsonl", "events.csv", "acled", "polecat"):
        file = made(name, [view(telling(actors=(actor,), sayso=(Source(kind="outlet"), said_by(actor)))) for actor in told],
                    mask_persons=True).decode()  # fmt: skip
        assert "Ruiz" not in file
        assert "Military of Norland" in file


def test_office_holders_are_not_masked() -> None:
    from sayso.knowledge.registry import load_registry

    key = next(iter(load_registry().offices))
    known = person(load_registry().entries[key].name, id=key)
    assert known.name and known.name in made("csv", [view(telling(actors=(known,)))], mask_persons=True).decode()


@pytest.mark.parametrize("name", TABLES)
def test_no_cell_runs_in_a_spreadsheet(name: str) -> None:
    bad = replace(ARMY, id=None, name='=HYPERLINK("x")\t\n+1', text="@SUM(1)")
    told = telling("-1+cmd|' /C calc'!A0", actors=(bad,), figures=(dead(1),), head={"title": "\t=1", "url": "=1"})
    for row in rows(name, [view(told)]):
        assert [
            v for v in row.values() if v[:1] in ("=", "+", "@", "\t") or (v[:1] == "-" and not v[1:2].isdigit())
        ] == []


@settings(max_examples=15, deadline=None)
@given(st.text(max_size=12), st.text(st.characters(codec="utf-8"), max_size=12))
def test_hostile_text_never_breaks_a_file(one: str, two: str) -> None:
    actor = replace(ARMY, id=None, name=one + "x", text=two)
    event = view(telling(two, one, actors=(actor,), figures=(dead(1),), head={"title": one, "url": two}))
    for name in LEDGER_EXPORTS:
        if name != "parquet":
            parsed(name, made(name, [event], text_of=lambda report: (one + two) * 40))


@pytest.mark.parametrize("name", TABLES)
def test_the_comment_is_one_line_without_quotation_marks(name: str) -> None:
    first, *rest = made(name, query='text="a\nb"').decode().splitlines()
    assert first.startswith("# ")
    assert '"' not in first
    assert "\n".join(rest) == "\n".join(made(name, bare=True).decode().splitlines())


def test_a_place_at_odds_is_no_place() -> None:
    other = replace(TARN, name="Ostra town", geonames=9, lat=1.0, lon=2.0)
    (row,) = rows("events.csv", [view(telling(), telling("Ostra Post", where=(other,)))])
    assert (row["place"], row["lat"], row["country"]) == ("", "", "NOR")


def test_both_tolls_and_both_blames_are_kept() -> None:
    (row,) = rows(
        "events.csv", [view(telling(figures=(dead(3),)), telling("Ostra Post", actors=(BRIGADE,), figures=(dead(5),)))]
    )
    assert (row["killed_low"], row["killed_high"]) == ("3", "5")
    assert "Military of Norland [Coast Wire]" in row["actors"]
    assert "Harbour Brigade [Ostra Post]" in row["actors"]
    assert "actors" in row["differ"]


def parsed(name: str, file: bytes) -> list[Any]:
    """Return what a reader of the format finds."""
    ending = LEDGER_EXPORTS[name].ending
    if ending == ".parquet":
        pq = pytest.importorskip("pyarrow.parquet")
        found: list[Any] = pq.read_table(io.BytesIO(file)).to_pylist()
        return found
    text = file.decode("utf8")
    if ending == ".jsonl":
        return [json.loads(x) for x in text.splitlines()][1:]
    if ending in (".csv", ".tsv"):
        return list(_cells(name, text))
    whole = json.loads(text)
    return list(whole["features"] if name == "geojson" else whole["items"] if name == "annotations" else whole)


def _cells(name: str, text: str) -> Iterator[list[str]]:
    lines = text.split("\n")[1:-1]
    head = 0 if name in HEADLESS else 2 if name == "hxl" else 1
    found = csv.reader(lines) if LEDGER_EXPORTS[name].ending == ".csv" else (x.split("\t") for x in lines)
    for n, row in enumerate(found):
        assert len(row) == len(LEDGER_EXPORTS[name].columns)
        if n >= head:
            yield row
