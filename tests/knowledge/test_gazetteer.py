import hashlib
import itertools

import pytest

from sayso.knowledge.gazetteer import FOLDER, Gazetteer, distance, fold, load_gazetteer


@pytest.fixture(scope="module")
def gazetteer() -> Gazetteer:
    return load_gazetteer()


def test_the_compiled_file_is_the_one_that_was_built():
    wanted = (FOLDER / "places.bin.sha256").read_text(encoding="ascii").split()[0]
    assert hashlib.sha256((FOLDER / "places.bin").read_bytes()).hexdigest() == wanted


def test_the_licence_names_its_source():
    licence = (FOLDER / "LICENSE").read_text(encoding="utf8")
    assert "GeoNames" in licence
    assert "Attribution 4.0" in licence


@pytest.mark.parametrize(
    ("written", "folded"),
    [
        ("St. Petersburg", "saint petersburg"),
        ("Žilina", "zilina"),
        ("Deir ez-Zor", "deir ez zor"),
        ("The Hague", "hague"),
        ("Łódź", "lodz"),
        ("Ma'rib", "marib"),
        ("", ""),
        ("\ud800 \x00 東京", ""),
    ],
)
def test_fold(written, folded):
    assert fold(written) == folded


@pytest.mark.parametrize(
    ("name", "kind", "country", "lat", "lon"),
    [
        ("Paris", "town", "FRA", 48.85, 2.35),
        ("Kyiv", "town", "UKR", 50.45, 30.52),
        ("Kiev", "town", "UKR", 50.45, 30.52),
        ("Washington", "town", "USA", 38.9, -77.0),
        ("Georgia", "country", "GEO", 42.0, 43.5),
        ("U.S.", "country", "USA", 39.8, -98.6),
        ("Mexico", "country", "MEX", 23.0, -102.0),
        ("Gaza", "region", "PSE", 31.4, 34.4),
        ("Gaza City", "town", "PSE", 31.5, 34.5),
        ("Helmand", "province", "AFG", 31.3, 64.3),
        ("Nineveh", "province", "IRQ", 36.0, 42.5),
        ("Damascus Gate", "point", "PSE", 31.78, 35.23),
        ("Darfur", "region", "SDN", 13.0, 24.5),
    ],
)
def test_the_best_known_place_of_a_name_comes_first(gazetteer, name, kind, country, lat, lon):
    best = gazetteer.find(name)[0]
    assert (best.kind, best.country) == (kind, country)
    assert best.lat == pytest.approx(lat, abs=1.0)
    assert best.lon == pytest.approx(lon, abs=1.0)


def test_all_namesakes_are_found(gazetteer):
    assert {("FRA", "Ile-de-France"), ("USA", "Texas")} <= {(e.country, e.admin1) for e in gazetteer.find("Paris")}


@pytest.mark.parametrize("name", ["", " ", "Qwxzzt", "-", "\x00", "東京都", "a" * 100_000])
def test_what_is_no_place_has_no_entry(gazetteer, name):
    assert gazetteer.find(name) == ()


def test_chain(gazetteer):
    assert [e.name for e in gazetteer.chain(gazetteer.find("Idlib")[0])][-2:] == ["Idlib", "Syria"]
    assert gazetteer.chain(gazetteer.find("Taksim Square")[0])[0].name == "Istanbul"
    assert gazetteer.chain(gazetteer.find("France")[0]) == ()


def test_a_chain_takes_no_side(gazetteer):
    for name in ("Damascus Gate", "Simferopol", "Majdal Shams", "Srinagar"):
        assert all(e.kind != "country" for e in gazetteer.chain(gazetteer.find(name)[0])), name


@pytest.mark.parametrize(
    ("name", "country", "administered_by", "claimed_by"),
    [
        ("Crimea", None, "RUS", ("RUS", "UKR")),
        ("Simferopol", None, "RUS", ("RUS", "UKR")),
        ("Jerusalem", None, "ISR", ("ISR", "PSE")),
        ("Sheikh Jarrah", None, "ISR", ("ISR", "PSE")),
        ("Golan Heights", None, "ISR", ("ISR", "SYR")),
        ("Majdal Shams", None, "ISR", ("ISR", "SYR")),
        ("Srinagar", None, "IND", ("IND", "PAK")),
        ("Abkhazia", None, None, ("GEO",)),
        ("Gaza Strip", "PSE", None, ("PSE",)),
        ("Ramallah", "PSE", None, ("PSE",)),
        ("Taipei", "TWN", "TWN", ("CHN", "TWN")),
        ("Pristina", "XKX", "XKX", ("SRB", "XKX")),
    ],
)
def test_contested_places(gazetteer, name, country, administered_by, claimed_by):
    entry = gazetteer.find(name)[0]
    contest = gazetteer.contest(entry, None)
    assert gazetteer.country(entry) == country
    assert (contest.administered_by, contest.claimed_by) == (administered_by, claimed_by)


def test_contests_hold_between_dates(gazetteer):
    karabakh, crimea, donetsk = (gazetteer.find(n)[0] for n in ("Nagorno-Karabakh", "Crimea", "Donetsk"))
    assert gazetteer.country(karabakh, "2020-10-01") is None
    assert gazetteer.country(karabakh) == "AZE"
    assert gazetteer.country(crimea, "2013-05-01") == "UKR"
    assert gazetteer.country(crimea, "2014-06-01T10:00:00+02:00") is None
    assert gazetteer.country(donetsk, "2021-01-01") == "UKR"


def test_every_entry_written_by_hand_is_sound(gazetteer):
    by_hand = {e for group in gazetteer._by_hand.values() for e, _ in group}
    assert sum(e.kind == "point" for e in by_hand) >= 150
    assert len({e.key for e in by_hand}) == len(by_hand)
    for entry in by_hand:
        assert -90 <= entry.lat <= 90, entry
        assert -180 <= entry.lon <= 180, entry
        assert {entry.country, *entry.countries} - {None} <= gazetteer.countries.keys(), entry


def test_spots_lie_in_their_towns(gazetteer):
    lost = {
        e.name
        for group in gazetteer._by_hand.values()
        for e, _ in group
        if e.kind == "point" and e.town and not any(t.kind == "town" for t in gazetteer.chain(e))
    }
    assert not lost


def test_further_names_and_peoples_lead_to_a_place(gazetteer):
    for name, (_, kind, country) in gazetteer._further.items():
        assert (gazetteer.find(name)[0].kind, gazetteer.find(name)[0].country) == (kind, country), name
    for word in gazetteer.demonyms:
        assert gazetteer.people(word) is not None, word
        assert gazetteer.people(f"{word}s") is not None, word


@pytest.mark.parametrize("name", ["", "Tarn", "Paris", "\ud800", "s", "x" * 10_000])
def test_what_names_no_people(gazetteer, name):
    assert gazetteer.people(name) is None


def test_regions_have_names_and_ids_of_their_own(gazetteer):
    regions = {e for group in gazetteer._by_hand.values() for e, _ in group if e.kind == "region"}
    assert len({e.name for e in regions}) == len(regions)
    ids = [e.geonames for e in regions if e.geonames]
    assert len(set(ids)) == len(ids)
    assert {"Europe", "Lake Victoria", "Euphrates", "Donbas", "Sahel", "Lesbos"} <= {e.name for e in regions}


def test_provinces_have_ids(gazetteer):
    helmand = next(e for e in gazetteer.find("Helmand") if e.kind == "province")
    assert helmand.geonames == 1140043


@pytest.mark.parametrize(
    ("town", "country", "province"),
    [
        ("Lubumbashi", "COD", "Haut-Katanga"),
        ("Bunia", "COD", "Ituri"),
        ("Bukavu", "COD", "South Kivu"),
        ("Strasbourg", "FRA", "Grand Est"),
        ("Lyon", "FRA", "Auvergne-Rhône-Alpes"),
        ("Pokhara", "NPL", "Gandaki"),
        ("Leh", "IND", "Ladakh"),
        ("Srinagar", "IND", "Jammu and Kashmir"),
        ("Miran Shah", "PAK", "Khyber Pakhtunkhwa"),
    ],
)
def test_towns_lie_in_the_provinces_of_today(gazetteer, town, country, province):
    found = [e for e in gazetteer.find(town) if e.country == country and e.kind == "town"]
    assert province in {e.admin1 for e in found}


@pytest.mark.parametrize(("name", "country"), [("Katanga", "COD"), ("Alsace", "FRA"), ("Phu Yen", "VNM")])
def test_provinces_of_former_times_are_still_places(gazetteer, name, country):
    assert any(e.kind == "province" and e.country == country for e in gazetteer.find(name))


def test_every_contest_covers_something(gazetteer):
    regions = {e.name for group in gazetteer._by_hand.values() for e, _ in group if e.kind == "region"}
    entries = map(gazetteer.entry, itertools.takewhile(gazetteer.is_province, itertools.count()))
    provinces = {f"{e.country}/{e.admin1}" for e in entries}
    for contest in gazetteer.contests:
        assert contest.regions <= regions, contest.name
        assert contest.provinces <= provinces, contest.name
        states = {contest.administered_by, *contest.claimed_by, *contest.filed} - {None}
        assert states <= gazetteer.countries.keys(), contest.name
        assert list(contest.claimed_by) == sorted(contest.claimed_by), contest.name


def test_capitals(gazetteer):
    assert gazetteer.capital("SYR").name == "Damascus"
    assert gazetteer.capital("ISR") is None  # contested
    assert gazetteer.capital("???") is None


def test_a_file_of_another_make_is_refused(tmp_path):
    (tmp_path / "places.bin").write_bytes(b"x" * 100)
    with pytest.raises(ValueError, match="not a compiled gazetteer"):
        Gazetteer(tmp_path)


def test_distance(gazetteer):
    paris, london = gazetteer.find("Paris")[0], gazetteer.find("London")[0]
    assert distance(paris, london) == pytest.approx(344, abs=5)
    assert distance(paris, paris) == 0
