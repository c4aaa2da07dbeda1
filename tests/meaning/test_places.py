import pytest

from sayso.meaning.places import find_places
from tests.make import parse


def places(notation, *, names="", people="", **options):
    return [m.what for m in find_places(parse(notation, places=names, people=people), **options)]


def test_a_town_with_its_chain():
    (kyiv,) = places("Shells/NNS/nsubj>2 hit/VBD/root Kyiv/NNP/obj>2 ././punct>2", names="Kyiv")
    assert (kyiv.name, kyiv.country, kyiv.precision, kyiv.role, kyiv.basis) == ("Kyiv", "UKR", "town", "at", "stated")
    assert kyiv.geonames == 703448
    assert kyiv.lat == pytest.approx(50.45, abs=0.1)


def test_the_span_is_the_evidence():
    made = parse("Shells/NNS/nsubj>2 fell/VBD/root in/IN/case>4 Kyiv/NNP/obl>2 ././punct>2", places="Kyiv")
    (mention,) = find_places(made)
    assert made.text[mention.what.span.start : mention.what.span.end] == mention.what.text == "Kyiv"
    assert (mention.head, mention.first, mention.end) == (3, 3, 4)


@pytest.mark.parametrize(
    ("preposition", "role"),
    [("in", "at"), ("near", "at"), ("on", "at"), ("from", "from"), ("to", "to"), ("into", "to"), ("towards", "to")],
)
def test_roles(preposition, role):
    notation = f"They/PRP/nsubj>2 moved/VBD/root {preposition}/IN/case>4 Kyiv/NNP/obl>2 ././punct>2"
    assert [p.role for p in places(notation, names="Kyiv")] == [role]


def test_a_joined_name_has_the_role_of_the_first():
    notation = "They/PRP/nsubj>2 came/VBD/root from/IN/case>4 Lviv/NNP/obl>2 and/CC/cc>6 Kyiv/NNP/conj>4 ././punct>2"
    assert [p.role for p in places(notation, names="Lviv Kyiv")] == ["from", "from"]


def test_countries_are_places_and_demonyms_are_not():
    notation = "Syrian/JJ/amod>2 troops/NNS/nsubj>3 entered/VBD/root Iraq/NNP/obj>3 ././punct>3"
    (iraq,) = places(notation, names="Iraq")
    assert (iraq.name, iraq.country, iraq.precision) == ("Iraq", "IRQ", "country")


def test_a_capital_beats_its_namesakes_unless_the_report_says_otherwise():
    bare = "Fire/NN/nsubj>2 hit/VBD/root Paris/NNP/obj>2 ././punct>2"
    assert places(bare, names="Paris")[0].country == "FRA"
    texan = "Fire/NN/nsubj>2 hit/VBD/root Paris/NNP/obj>2 ,/,/punct>5 Texas/NNP/appos>3 ././punct>2"
    assert places(texan, names="Paris Texas")[0].admin1 == "Texas"


def test_one_sense_a_report():
    texan = "Fire/NN/nsubj>2 hit/VBD/root Paris/NNP/obj>2 ,/,/punct>5 Texas/NNP/appos>3 ././punct>2"
    later = "Smoke/NN/nsubj>2 rose/VBD/root over/IN/case>4 Paris/NNP/obl>2 ././punct>2"
    first, _, last = places(f"{texan} || {later}", names="Paris Texas")
    assert first.geonames == last.geonames


def test_a_list_holds_nothing():
    notation = (
        "Rain/NN/nsubj>2 hit/VBD/root Iowa/NNP/obj>2 ,/,/punct>5 Missouri/NNP/conj>3 and/CC/cc>7 Kansas/NNP/conj>3"
        " ././punct>2"
    )
    assert [p.precision for p in places(notation, names="Iowa Missouri Kansas")] == ["province"] * 3


def test_close_namesakes_stay_open_when_nothing_speaks():
    (arlington,) = places("Fire/NN/nsubj>2 hit/VBD/root Arlington/NNP/obj>2 ././punct>2", names="Arlington")
    assert (arlington.name, arlington.geonames, arlington.lat, arlington.country) == ("Arlington", None, None, None)
    texan = "Fire/NN/nsubj>2 hit/VBD/root Arlington/NNP/obj>2 in/IN/case>5 Texas/NNP/nmod>3 ././punct>2"
    assert places(texan, names="Arlington Texas")[0].admin1 == "Texas"


def test_a_demonym_beside_the_kind_decides():
    notation = (
        "In/IN/case>4 the/DT/det>4 Lebanese/JJ/amod>4 city/NN/obl>7 of/IN/case>6 Tripoli/NNP/nmod>4 fell/VBD/root"
        " shells/NNS/nsubj>7 ././punct>7"
    )
    (tripoli,) = places(notation, names="Tripoli")
    assert (tripoli.country, tripoli.text) == ("LBN", "city of Tripoli")


def test_provinces():
    notation = "It/PRP/nsubj>2 fell/VBD/root in/IN/case>5 Idlib/NNP/compound>5 province/NN/obl>2 ././punct>2"
    (mention,) = find_places(parse(notation, places="Idlib"))
    idlib = mention.what
    assert (idlib.precision, idlib.country, idlib.admin1, idlib.text) == ("province", "SYR", "Idlib", "Idlib province")
    assert mention.head == 4
    assert places(notation.replace("province", "attack"), names="Idlib")[0].precision == "town"


@pytest.mark.parametrize(
    ("notation", "text", "name"),
    [
        (
            "It/PRP/nsubj>2 hit/VBD/root southern/JJ/amod>6 and/CC/cc>5 central/JJ/conj>3 Israel/NNP/obj>2",
            "southern and central Israel",
            "southern and central Israel",
        ),
        ("It/PRP/nsubj>2 hit/VBD/root northern/JJ/amod>4 Gaza/NNP/obj>2", "northern Gaza", "northern Gaza Strip"),
        ("It/PRP/nsubj>2 hit/VBD/root the/DT/det>4 north/NN/obj>2 of/IN/case>6 Syria/NNP/nmod>4", "north of Syria",
         "north Syria"),
    ],
)  # fmt: skip
def test_directions_name_a_part_without_a_point(notation, text, name):
    (part,) = places(notation, names="Israel Gaza Syria")
    assert (part.text, part.name, part.precision) == (text, name, "region")
    assert (part.lat, part.lon, part.geonames) == (None, None, None)
    assert part.country is not None


def test_a_part_of_a_town_keeps_the_town():
    (aleppo,) = places("It/PRP/nsubj>2 hit/VBD/root eastern/JJ/amod>4 Aleppo/NNP/obj>2", names="Aleppo")
    assert (aleppo.text, aleppo.name, aleppo.precision) == ("eastern Aleppo", "Aleppo", "town")
    assert aleppo.lat is not None


def test_a_direction_that_belongs_to_the_name():
    (region,) = places("In/IN/case>3 east/JJ/amod>3 Jerusalem/NNP/root", names="Jerusalem")
    assert (region.name, region.country, region.claimed_by) == ("East Jerusalem", None, ("ISR", "PSE"))


def test_spots_and_the_longest_name():
    notation = "It/PRP/nsubj>2 began/VBD/root at/IN/case>5 Damascus/NNP/compound>5 Gate/NNP/obl>2 ././punct>2"
    (gate,) = places(notation, names="Gate")
    assert (gate.name, gate.precision, gate.country, gate.administered_by) == ("Damascus Gate", "point", None, "ISR")


def test_contested_places_by_day():
    notation = "It/PRP/nsubj>2 hit/VBD/root Crimea/NNP/obj>2"
    (now,) = places(notation, names="Crimea")
    assert (now.country, now.administered_by, now.claimed_by) == (None, "RUS", ("RUS", "UKR"))
    (then,) = places(notation, names="Crimea", published="2013-02-01")
    assert (then.country, then.claimed_by) == ("UKR", ())


def test_persons_and_organisations_are_no_places():
    assert not places("Paris/NNP/nsubj>3 Hilton/NNP/flat>1 spoke/VBD/root", people="Hilton")
    assert not places("The/DT/det>3 Washington/NNP/compound>3 Post/NNP/nsubj>4 said/VBD/root")
    assert not places("It/PRP/nsubj>2 joined/VBD/root the/DT/det>5 Paris/NNP/compound>5 Guards/NNP/obj>2")


def test_a_quarter_that_looks_like_a_person():
    notation = (
        "It/PRP/nsubj>2 began/VBD/root in/IN/case>7 the/DT/det>7 Sheikh/NNP/compound>7 Jarrah/NNP/flat>5"
        " neighborhood/NN/obl>2 ././punct>2"
    )
    (quarter,) = places(notation, people="Jarrah")
    assert (quarter.name, quarter.precision, quarter.text) == ("Sheikh Jarrah", "point", "Sheikh Jarrah neighborhood")


def test_what_only_looks_like_a_place():
    assert not places("It/PRP/nsubj>2 began/VBD/root in/IN/case>4 August/NNP/obl>2 ././punct>2")
    assert not places("Syrian/NNP/amod>2 troops/NNS/nsubj>3 left/VBD/root", names="Syrian")
    assert not places("Hamas/NNP/nsubj>2 spoke/VBD/root")


def test_a_run_the_parse_missed():
    notation = "Shells/NNS/nsubj>2 fell/VBD/root in/IN/case>4 Mosul/NNP/obl>2 ././punct>2"
    assert [p.country for p in places(notation)] == ["IRQ"]


def test_names_run_together_and_common_nouns_behind():
    joined = "They/PRP/nsubj>2 left/VBD/root Homs/NNP/compound>4 Syria/NNP/obj>2 ././punct>2"
    assert [p.name for p in places(joined, names="Syria")] == ["Homs", "Syria"]


def test_a_name_the_parse_has_cut():
    notation = "Talks/NNS/nsubj>2 reached/VBD/root North/NNP/amod>4 Korea/NNP/obj>2 ././punct>2"
    (north,) = places(notation, names="Korea")
    assert (north.country, north.precision, north.text) == ("PRK", "country", "North Korea")
    both = "South/NNP/amod>4 and/CC/cc>3 North/NNP/conj>1 Korea/NNP/nsubj>5 met/VBD/root"
    assert [p.text for p in places(both, names="Korea")] == ["North Korea"]


def test_home_weighs_for_its_own_towns():
    notation = "Fire/NN/nsubj>2 hit/VBD/root Tripoli/NNP/obj>2 ././punct>2"
    assert places(notation, names="Tripoli")[0].country == "LBY"
    near = "They/PRP/nsubj>2 left/VBD/root Beirut/NNP/obj>2 and/CC/cc>5 Sidon/NNP/conj>3 ././punct>2"
    assert places(f"{notation} || {near}", names="Tripoli Beirut Sidon", home="LBN")[0].country == "LBN"


def test_a_capital_that_says_is_still_a_place():
    (washington,) = places("Washington/NNP/nsubj>2 said/VBD/root so/RB/advmod>2")
    assert (washington.country, washington.precision) == ("USA", "town")


def test_what_the_gazetteer_lacks_stays_a_place_by_its_words():
    notation = "They/PRP/nsubj>2 left/VBD/root the/DT/det>4 village/NN/obj>2 of/IN/case>6 Qwerzan/NNP/nmod>4"
    (village,) = places(notation, names="Qwerzan")
    assert (village.name, village.precision, village.lat, village.geonames, village.country) == (
        "Qwerzan", "town", None, None, None,
    )  # fmt: skip


def test_the_strip():
    gaza = "Rockets/NNS/nsubj>2 left/VBD/root the/DT/det>5 Gaza/NNP/compound>5 Strip/NNP/obj>2 ././punct>2"
    later = "Calm/NN/nsubj>2 held/VBD/root in/IN/case>5 the/DT/det>5 Strip/NNP/obl>2 ././punct>2"
    first, second = places(f"{gaza} || {later}", names="Strip")
    assert (first.name, second.name, second.text, second.basis) == ("Gaza Strip", "Gaza Strip", "Strip", "stated")


def test_the_capital():
    country = "Troops/NNS/nsubj>2 entered/VBD/root Syria/NNP/obj>2 ././punct>2"
    capital = "Shells/NNS/nsubj>2 hit/VBD/root the/DT/det>4 capital/NN/obj>2 ././punct>2"
    _, damascus = places(f"{country} || {capital}", names="Syria")
    assert (damascus.name, damascus.text, damascus.basis) == ("Damascus", "capital", "inferred")
    two = country.replace("entered", "left").replace("Syria", "Iraq")
    assert len(places(f"{country} || {two} || {capital}", names="Syria Iraq")) == 2
    assert not places(capital)


def test_the_same_sides_are_treated_alike():
    notation = "{}/NNP/nsubj>2 shelled/VBD/root {}/NNP/obj>2 ././punct>2"
    first = places(notation.format("India", "Pakistan"), names="India Pakistan")
    second = places(notation.format("Pakistan", "India"), names="India Pakistan")
    assert [p.country for p in first] == [p.country for p in reversed(second)] == ["IND", "PAK"]


@pytest.mark.parametrize("text", ["\ud800/NNP/root", "x/NNP/root", "1/CD/root", ",/,/root", "a" * 5000 + "/NNP/root"])
def test_odd_words_do_no_harm(text):
    word = text.rsplit("/", 2)[0]
    find_places(parse(text, places=word))


def test_a_village_the_gazetteer_lacks_lies_in_the_province_the_text_names():
    notation = (
        "They/PRP/nsubj>2 left/VBD/root Qwerzan/NNP/compound>4 district/NN/obj>2 ,/,/punct>7 Helmand/NNP/compound>7"
        " province/NN/appos>4 ././punct>2"
    )
    district, province = places(notation, names="Qwerzan Helmand")
    assert (district.country, district.admin1, district.precision) == ("AFG", "Helmand", "district")
    assert (district.lat, district.lon, district.geonames) == (None, None, None)
    assert province.precision == "province"
    later = "Smoke/NN/nsubj>2 rose/VBD/root over/IN/case>4 Qwerzan/NNP/obl>2 ././punct>2"
    assert places(f"{notation} || {later}", names="Qwerzan Helmand")[-1].admin1 == "Helmand"


def test_a_dateline():
    notation = "CAIRO/NNP/root (/(/punct>3 AP/NNP/appos>1 )/)/punct>3 --/:/punct>1 Rain/NN/nsubj>7 fell/VBD/parataxis>1"
    assert [p.name for p in places(notation)] == ["Cairo"]


def test_an_illness_and_a_common_noun_are_no_places():
    assert not places("Paris/NNP/compound>2 fever/NN/nsubj>3 spread/VBD/root", names="Paris")
    assert not places("They/PRP/nsubj>2 left/VBD/root the/DT/det>4 metro/NN/obj>2", names="metro")


def test_an_adjective_of_an_invented_state_is_no_place():
    notation = ("Shells/NNS/nsubj>2 hit/VBD/root the/DT/det>5 Sarvian/NNP/compound>5 town/NN/obj>2 of/IN/case>7 "
                "Lornfell/NNP/nmod>5 ././punct>2")  # fmt: skip
    assert [p.text for p in places(notation, names="Sarvian Lornfell")] == ["Lornfell"]
