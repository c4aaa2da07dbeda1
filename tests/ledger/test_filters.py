"""Words -> a filter and back; what a filter chooses, on both stores."""

from __future__ import annotations

from dataclasses import replace
from urllib.parse import parse_qs, urlencode

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import Connection, Engine

from sayso.knowledge.registry import load_registry
from sayso.ledger import record
from sayso.ledger.search import query
from sayso.ledger.search.filter_actors import meant_by
from sayso.ledger.search.filters import FIELDS, SINGLE, Filter
from tests.ledger.told import TOWN, id_of, told

WORDS = {
    "actor": ["nor", "Harbour Brigade"], "between": ["nor, swe"], "place": ["Tarn", "60,10,61,11"], "type": ["assault"],
    "status": ["denied"], "stage": ["occurred"], "since": ["2024"], "until": ["2024-02"], "text": ['"three shells" Tarn'],
    "figure": ["killed >= 10", "injured"], "confidence": ["0.5"], "withdrawn": ["yes"], "event": ["ABCDEF"],
}  # fmt: skip


def test_words_come_to_one_form() -> None:
    made = Filter.from_words(WORDS)
    assert (made.type, made.since, made.until) == (("ASSAULT",), "2024-01-01", "2024-02-29")
    assert (made.figure, made.confidence, made.withdrawn) == (("killed>=10", "injured"), 0.5, True)
    assert made.event == ("abcdef",)
    assert Filter(type=("assault",)) == Filter.from_words({"type": ["ASSAULT", "Assault"], "actor": [" "]})


def test_a_url_makes_the_same_filter() -> None:
    made = Filter.from_words(WORDS)
    assert Filter.from_words(parse_qs(urlencode(made.to_words(), doseq=True))) == made
    assert Filter().to_words() == {}
    assert Filter().empty and not made.empty


@pytest.mark.parametrize(
    "name, word, told",
    [
        ("typ", "ASSAULT", "no such field"), ("type", "attack", "AGREE"), ("status", "true", "reported"),
        ("stage", "now", "occurred"), ("since", "5 March", "2024-03-05"), ("since", "2024-13", "month"),
        ("figure", ">10", "killed>=10"), ("confidence", "high", "high"), ("confidence", "nan", "0 to 1"),
        ("between", "nor", "two actors"), ("place", "91,0,92,0", "lat,lon,lat,lon"), ("place", "2,0,1,0", "southern"),
        ("place", "1,2", "lat,lon"), ("event", "event 1", "hexadecimal"), ("withdrawn", "maybe", "yes or no"),
        ("actor", "a\0b", "a word"), ("since", "0000", "year"),
    ],
)  # fmt: skip
def test_what_does_not_fit_is_named(name: str, word: str, told: str) -> None:
    with pytest.raises(ValueError, match=rf"^{name}: .*{told}"):
        Filter.from_words({name: [word]})


def test_one_value_only() -> None:
    with pytest.raises(ValueError, match=r"^since: one value"):
        Filter.from_words({"since": ["2023", "2024"]})
    with pytest.raises(ValueError, match=r"^until: .* before since"):
        Filter(since="2024", until="2023")


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.dictionaries(st.sampled_from(FIELDS), st.lists(st.text(), max_size=3)))
def test_hostile_words_never_crash(words: dict[str, list[str]]) -> None:
    try:
        made = Filter.from_words(words)
    except ValueError as error:
        assert str(error).partition(":")[0] in FIELDS
    else:
        assert Filter.from_words(made.to_words()) == made
        assert all(isinstance(getattr(made, f), tuple) for f in FIELDS if f not in SINGLE)


def test_an_actor_stands_for_its_parts_and_their_officers() -> None:
    meant = meant_by(["Norway"])
    assert {"nor", "nor.gov", "nor.mil"} <= set(meant.keys)
    assert meant_by(["NOR"]) == meant_by(["nor"]) == meant
    registry = load_registry()
    office = next(o for held in registry.offices.values() for o in held if o.body == "usa.gov" and o.end)
    assert (office.person, office.start, office.end) in meant_by(["usa"]).held
    assert meant_by([office.person]).keys == (office.person,)
    assert meant_by(["The Harbour  Brigade"]).keys == ("~harbour brigade",)


MADE = {
    "army": told("Shells hit Tarn.", outlet="Coast Wire", published="2024-03-06", day="2024-03-05", actor="nor.mil",
                 recipient="swe", place=TOWN, killed=12, mode="heavy-weapons"),
    "denial": told("Ministers deny the shelling.", outlet="Hill Post", published="2024-03-07", day="2024-03-05",
                   actor="swe.mil", recipient="nor", speaker="swe.gov", status="denied", place=TOWN, killed=3),
    "talks": told("Envoys met for talks.", outlet="Coast Wire", published="2024-04-02", day="2024-04-01", type="CONSULT",
                  actor="nor.gov", recipient="swe.gov", intensity=4.0, confidence=0.6,
                  place={"name": "Norland", "country": "NOR", "precision": "country"}),
    "brigade": told("The brigade raided a depot.", outlet="Hill Post", published="2024-05-02", actor="Harbour Brigade",
                    place={"name": "Ostra", "country": "NOR", "admin1": "Kesh", "lat": 61.9, "lon": 12.0, "geonames": 22}),
    "officer": told("The president spoke.", outlet="Hill Post", published="1985-05-02", day="1985-05-01",
                    actor="ronald-reagan", type="CONSULT"),
    "retired": told("The former president spoke.", outlet="Hill Post", published="1995-05-02", day="1995-05-01",
                    actor="ronald-reagan", type="CONSULT"),
}  # fmt: skip


CHOSEN: list[tuple[dict[str, list[str]], str]] = [
    ({}, "army denial talks brigade officer retired"),
    ({"actor": ["nor"]}, "army talks"),
    ({"actor": ["nor.gov"]}, "talks"),
    ({"actor": ["nor", "Harbour Brigade"]}, "army talks brigade"),
    ({"actor": ["United States"]}, "officer"),
    ({"actor": ["Ronald Reagan"]}, "officer retired"),
    ({"actor": ["nobody of this name"]}, ""),
    ({"recipient": ["nor"]}, "denial"),
    ({"speaker": ["swe"]}, "denial"),
    ({"between": ["nor, swe"]}, "army denial talks"),
    ({"between": ["nor.gov, Sweden"]}, "talks"),
    ({"between": ["nor.mil, swe", "swe.mil, nor"], "actor": ["usa", "swe.mil"]}, "denial"),
    ({"place": ["NOR"]}, "army denial talks brigade"),
    ({"place": ["11"]}, "army denial"),
    ({"place": ["11", "22"]}, "army denial brigade"),
    ({"place": ["60,10,61,11"]}, "army denial"),
    ({"place": ["-90,-180,90,180"]}, "army denial brigade"),
    ({"place": ["61,11,62,-170"]}, "brigade"),
    ({"place": ["Nowhere That Is"]}, ""),
    ({"type": ["CONSULT"]}, "talks officer retired"),
    ({"mode": ["heavy-weapons"]}, "army"),
    ({"status": ["denied"]}, "denial"),
    ({"stage": ["occurred"], "since": ["2024"]}, "army denial talks brigade"),
    ({"since": ["2024-03-05"], "until": ["2024-03-05"]}, "army denial"),
    ({"until": ["2000"]}, "officer retired"),
    ({"actor": ["usa"], "since": ["1990"]}, ""),
    ({"outlet": ["Coast Wire"]}, "army talks"),
    ({"text": ["minister"]}, "denial"),
    ({"text": ["minister", "depots"]}, "denial brigade"),
    ({"text": ["shells"]}, "army denial"),
    ({"text": ["ministers -shelling \" OR ("]}, ""),
    ({"figure": ["killed"]}, "army denial"),
    ({"figure": ["killed>=12"]}, "army"),
    ({"figure": ["killed<12", "killed=12"]}, "army denial"),
    ({"figure": ["killed>12"]}, ""),
    ({"confidence": ["0.7"], "type": ["CONSULT"]}, "officer retired"),
    ({"report": [MADE["talks"].reading.report.id[:8]]}, "talks"),
    ({"report": [MADE["talks"].reading.report.id]}, "talks"),
    ({"event": ["0" * 20]}, ""),
    ({"actor": ["nor"], "place": ["11"], "type": ["ASSAULT"], "since": ["2024-03"], "until": ["2024-03"]}, "army"),
]  # fmt: skip


def test_what_a_filter_chooses(ledger: Engine) -> None:
    record.add(ledger, MADE.values())
    with ledger.connect() as connection:
        for words, found in CHOSEN:
            assert _chosen(connection, words) == sorted(found.split()), words


def _chosen(connection: Connection, words: dict[str, list[str]]) -> list[str]:
    """Return the names of the claims that are found, having looked whether all questions agree on them."""
    asked = Filter.from_words(words)
    page = query.find_claims(connection, asked)
    every = query.find_claims(connection, replace(asked, withdrawn=True))
    counts = query.count(connection, asked)
    events, reports = query.find_events(connection, asked), query.find_reports(connection, asked)
    assert [r.claim.id for r in every.rows] == [r.claim.id for r in page.rows], words
    assert counts.claims == len(page.rows), words
    assert counts.reports == len(reports.rows) == len({r.report.id for r in page.rows}), words
    assert counts.events == len(events.rows) == len({r.event for r in page.rows}), words
    assert counts.outlets == len({r.report.outlet for r in page.rows}), words
    names = {id_of(entry): name for name, entry in MADE.items()}
    return sorted(names[r.claim.id] for r in page.rows)


def test_real_places_hold_what_lies_in_them(ledger: Engine) -> None:
    """Data of the gazetteer: Aleppo is a town and a province, and lies in Syria; Georgia is a country first."""
    town = {"name": "Manbij", "geonames": 1, "country": "SYR", "admin1": "Aleppo"}
    here = told("Talks in Manbij.", place=town, published="2024-01-01")
    contested = told("Talks in Crimea.", place={"name": "Crimea", "admin1": "Crimea", "precision": "province"})
    record.add(ledger, [here, contested])
    with ledger.connect() as connection:
        for name, wanted in (("Aleppo", here), ("Aleppo, Syria", here), ("SYR", here), ("Crimea", contested)):
            (row,) = query.find_claims(connection, Filter(place=(name,))).rows
            assert row.claim.id == id_of(wanted), name
        for name in ("Georgia", "Aleppo, Norway", "UKR", "Homs"):
            assert query.find_claims(connection, Filter(place=(name,))).rows == (), name
