import pytest

from sayso.knowledge.gazetteer import load_gazetteer
from sayso.meaning.place.names import count_demonyms, demonym, look_up, read_toponyms
from sayso.meaning.place.toponyms import resolve
from sayso.model import Span


@pytest.fixture(scope="module")
def gazetteer():
    return load_gazetteer()


def meant(text, *names):
    gazetteer = load_gazetteer()
    spans = []
    for name in names:
        start = text.index(name, spans[-1].end if spans else 0)
        spans.append(Span(start, start + len(name)))
    toponyms = read_toponyms(text, spans, gazetteer)
    return resolve(toponyms, gazetteer, demonyms=count_demonyms(text, gazetteer))


@pytest.mark.parametrize(
    ("written", "name", "kinds"),
    [
        ("Helmand Province", "helmand", ("province",)),
        ("Homs refugee camp", "homs", ("point", "town")),
        ("Gardez air base", "gardez", ("point", "town")),
        ("southern Tokyo", "tokyo", ()),
        ("West Side", "west side", ()),  # no side of the town of Side
        ("L.A.", "los angeles", ()),
        ("Texans", "texas", ("province",)),
        ("Lebanese", "lebanon", ("country",)),
        ("Qwerzan", "qwerzan", ()),
    ],
)
def test_the_name_to_look_up(gazetteer, written, name, kinds):
    assert look_up(written, gazetteer) == (name, kinds)


@pytest.mark.parametrize(
    ("word", "place"),
    [("Syrian", "Syria"), ("two Iraqis", "Iraq"), ("Ohioans", "Ohio"), ("Londoner", "London"), ("European", "Europe")],
)
def test_demonyms(gazetteer, word, place):
    assert demonym(word, gazetteer).name == place


@pytest.mark.parametrize("word", ["Tarn", "bridge", "", " ", "\ud800"])
def test_what_is_no_demonym(gazetteer, word):
    assert demonym(word, gazetteer) is None


def test_a_county_speaks_for_its_towns():
    gainesville, _ = meant("Gainesville is the seat of Cooke County.", "Gainesville", "Cooke County")
    assert gainesville.admin1 == "Texas"
    (bare,) = meant("Rain fell on Gainesville.", "Gainesville")
    assert bare.admin1 == "Florida"


def test_containment_is_read_both_ways():
    behind, _ = meant("They met in Tripoli, northern Lebanon.", "Tripoli", "Lebanon")
    _, owned = meant("They met in Lebanon's Tripoli.", "Lebanon", "Tripoli")
    bare = meant("They met in Tripoli.", "Tripoli")[0]
    assert (behind.country, owned.country, bare.country) == ("LBN", "LBN", "LBY")


def test_a_namesake_elsewhere_is_not_taken():
    delft, _ = meant("A market in Delft, South Africa, closed.", "Delft", "South Africa")
    assert delft is None
    daman, _ = meant("Shells hit Daman district, Kandahar province.", "Daman", "Kandahar")
    assert daman is None or daman.country == "AFG"


def test_a_list_is_of_one_kind():
    one, other = meant("Snow fell in New York and Ohio.", "New York", "Ohio")
    assert (one.kind, other.kind) == ("province", "province")
    assert meant("Snow fell in New York and Boston.", "New York", "Boston")[0].kind == "town"
    assert meant("Snow fell in Austin, Texas.", "Austin", "Texas")[0].kind == "town"
    assert [e.kind for e in meant("It hit Kandahar, Helmand and Zabul.", "Kandahar", "Helmand", "Zabul")] == [
        "province", "province", "province",
    ]  # fmt: skip


def test_a_noun_belongs_to_the_name_before_it():
    quarter, town = meant("Fire hit the Rashidin quarter of Aleppo.", "Rashidin", "Aleppo")
    assert town.kind == "town"
    assert quarter is None or quarter.country == "SYR"
