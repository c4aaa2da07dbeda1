"""Events in the shapes of others: columns as published, codes by their codebooks, nothing where these cannot be known."""

from __future__ import annotations

from dataclasses import replace

import pytest

from sayso.faces.exports import LEDGER_EXPORTS
from sayso.model import Actor, EventView, Recipient, Source, Telling, When
from tests.faces.test_exports import rows
from tests.faces.views import ARMY, BRIGADE, GUNMEN, NOWHERE, OSTRA, TARN, VILLAGERS, dead, said_by, telling, view

# As published: ontology.md, section 7, has the sources.
PUBLISHED = {
    "acled": "event_id_cnty event_date year time_precision disorder_type event_type sub_event_type actor1 assoc_actor_1 "
             "inter1 actor2 assoc_actor_2 inter2 interaction civilian_targeting iso region country admin1 admin2 admin3 "
             "location latitude longitude geo_precision source source_scale notes fatalities tags timestamp",
    "gdelt": "GLOBALEVENTID SQLDATE MonthYear Year FractionDate Actor1Code Actor1Name Actor1CountryCode "
             "Actor1KnownGroupCode Actor1EthnicCode Actor1Religion1Code Actor1Religion2Code Actor1Type1Code "
             "Actor1Type2Code Actor1Type3Code Actor2Code Actor2Name Actor2CountryCode Actor2KnownGroupCode "
             "Actor2EthnicCode Actor2Religion1Code Actor2Religion2Code Actor2Type1Code Actor2Type2Code Actor2Type3Code "
             "IsRootEvent EventCode EventBaseCode EventRootCode QuadClass GoldsteinScale NumMentions NumSources "
             "NumArticles AvgTone Actor1Geo_Type Actor1Geo_FullName Actor1Geo_CountryCode Actor1Geo_ADM1Code "
             "Actor1Geo_ADM2Code Actor1Geo_Lat Actor1Geo_Long Actor1Geo_FeatureID Actor2Geo_Type Actor2Geo_FullName "
             "Actor2Geo_CountryCode Actor2Geo_ADM1Code Actor2Geo_ADM2Code Actor2Geo_Lat Actor2Geo_Long "
             "Actor2Geo_FeatureID ActionGeo_Type ActionGeo_FullName ActionGeo_CountryCode ActionGeo_ADM1Code "
             "ActionGeo_ADM2Code ActionGeo_Lat ActionGeo_Long ActionGeo_FeatureID DATEADDED SOURCEURL",
    "gdelt-mentions": "GLOBALEVENTID EventTimeDate MentionTimeDate MentionType MentionSourceName MentionIdentifier "
                      "SentenceID Actor1CharOffset Actor2CharOffset ActionCharOffset InRawText Confidence MentionDocLen "
                      "MentionDocTone MentionDocTranslationInfo Extras",
    "ged": "id relid year active_year code_status type_of_violence conflict_dset_id conflict_new_id conflict_name "
           "dyad_dset_id dyad_new_id dyad_name side_a_dset_id side_a_new_id side_a side_b_dset_id side_b_new_id side_b "
           "number_of_sources source_article source_office source_date source_headline source_original where_prec "
           "where_coordinates where_description adm_1 adm_2 latitude longitude geom_wkt priogrid_gid country country_id "
           "region event_clarity date_prec date_start date_end deaths_a deaths_b deaths_civilians deaths_unknown best high "
           "low gwnoa gwnob",
}  # fmt: skip
PUBLISHED_WITH_BLANKS = {
    "icews": "Event ID|Event Date|Source Name|Source Sectors|Source Country|Event Text|CAMEO Code|Intensity|Target Name|"
             "Target Sectors|Target Country|Story ID|Sentence Number|Publisher|City|District|Province|Country|Latitude|"
             "Longitude",
    "polecat": "Event ID|Event Date|Event Type|Event Mode|Intensity|Quad Code|Contexts|Actor Name|Actor Country|Actor COW|"
               "Primary Actor Sector|Actor Sectors|Actor Title|Actor Name Raw|Wikipedia Actor ID|Recipient Name|"
               "Recipient Country|Recipient COW|Primary Recipient Sector|Recipient Sectors|Recipient Title|"
               "Recipient Name Raw|Wikipedia Recipient ID|Placename|City|District|Province|Country|Latitude|Longitude|"
               "GeoNames ID|Raw Placename|Feature Type|Source|Publication Date|Story People|Story Organizations|"
               "Story Locations|Language|Version",
}  # fmt: skip
SOLDIERS = Recipient(id="sar.mil", name="Military of Sarvia", kind="military", code="SARMIL", text="soldiers", span=NOWHERE,
                     part="aimed at")  # fmt: skip
PEOPLE = Recipient(kind="people", code="CVL", text="24 people", span=NOWHERE, part="hit")
STATE = Actor(id="nor", name="Norland", kind="state", code="NOR", text="Norland", span=NOWHERE)


def acled(*tellings: Telling, **head: str | None) -> dict[str, str]:
    (row,) = rows("acled", [view(*tellings, **head)])
    return row


def test_the_columns_are_those_published() -> None:
    for name, columns in PUBLISHED.items():
        assert [c.name for c in LEDGER_EXPORTS[name].columns] == columns.split()
    for name, columns in PUBLISHED_WITH_BLANKS.items():
        assert [c.name for c in LEDGER_EXPORTS[name].columns] == columns.split("|")
    sizes = {n: len(LEDGER_EXPORTS[n].columns) for n in (*PUBLISHED, *PUBLISHED_WITH_BLANKS)}
    assert sizes == {"acled": 31, "gdelt": 61, "gdelt-mentions": 16, "ged": 49, "icews": 20, "polecat": 40}


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ({"mode": "firearms"}, ("Violence against civilians", "Attack", "Civilian targeting")),
        ({"mode": "firearms", "recipients": (SOLDIERS,)}, ("Battles", "Armed clash", "")),
        ({"mode": "firearms", "recipients": ()}, ("", "", "")),
        ({"mode": "aerial"}, ("Explosions/Remote violence", "Air/drone strike", "")),
        ({"mode": "aerial", "recipients": (replace(VILLAGERS, part="aimed at"),)},
         ("Explosions/Remote violence", "Air/drone strike", "Civilian targeting")),
        ({"mode": "unconventional"}, ("Explosions/Remote violence", "", "")),
        ({"mode": "abduct"}, ("Violence against civilians", "Abduction/forced disappearance", "Civilian targeting")),
        ({"type": "PROTEST", "mode": "riot", "actors": (VILLAGERS,), "recipients": ()}, ("Riots", "Violent demonstration", "")),
        ({"type": "COERCE", "mode": "arrest"}, ("Strategic developments", "Arrests", "")),
    ],
)  # fmt: skip
def test_acled_types_follow_from_type_mode_and_sides(given: dict[str, object], expected: tuple[str, str, str]) -> None:
    row = acled(telling(**given))
    assert (row["event_type"], row["sub_event_type"], row["civilian_targeting"]) == expected


def test_acled_leaves_out_what_it_has_not_and_what_nobody_says_has_happened() -> None:
    absent = (
        view(telling(type="ACCUSE", mode=None)), view(telling(type="PROTEST", mode="strike")),
        view(telling(mode="abduct", recipients=(SOLDIERS,))), view(telling(status="denied")),
        view(telling(status="threatened")), view(telling(), parts=("e1",)),
    )  # fmt: skip
    assert rows("acled", absent) == []


def test_acled_inter_codes_tell_home_forces_from_external_ones() -> None:
    row = acled(telling(recipients=(SOLDIERS,)))
    assert (row["inter1"], row["inter2"], row["interaction"]) == ("1", "8", "18")
    assert acled(telling(where=()))["inter1"] == ""
    assert acled(telling(actors=(GUNMEN,)))["interaction"] == "37"
    assert acled(telling(type="PROTEST", mode="demo", actors=(VILLAGERS,), recipients=()))["inter1"] == "6"


def test_acled_fatalities_are_the_lowest_reported_and_the_notes_say_so() -> None:
    both = (telling(figures=(dead(3),)), telling("Ostra Post", figures=(dead(5, None),)))
    row = acled(*both)
    assert row["fatalities"] == "3"
    assert "Fatalities: 3, by the rule: lowest reported." in row["notes"]
    (row,) = rows("acled", [view(*both, rule="highest reported")])
    assert row["fatalities"] == "5"
    assert "highest reported" in row["notes"]
    assert acled(telling())["fatalities"] == ""


def test_acled_precisions_follow_the_accounts() -> None:
    week = When(earliest="2024-03-04", latest="2024-03-10", precision="week", text="last week")
    row = acled(telling(when=week, where=(OSTRA,)))
    assert (row["event_date"], row["time_precision"], row["geo_precision"]) == ("2024-03-04", "2", "3")
    assert (acled(telling())["time_precision"], acled(telling())["geo_precision"]) == ("1", "1")
    undated = acled(telling(when=None), first_day="2024-03-10", last_day="2024-03-12")
    assert undated["time_precision"] == "2"
    assert "no day is stated" in undated["notes"]
    assert acled(telling(when=None), first_day=None, last_day=None)["event_date"] == ""


def test_rival_doers_leave_the_actor_empty_and_stand_in_the_notes() -> None:
    rivals = (telling(), telling("Ostra Post", sayso=(Source(kind="outlet"), said_by(STATE)), actors=(BRIGADE,)))
    row = acled(*rivals)
    assert row["actor1"] == row["inter1"] == ""
    assert "Military of Norland (Coast Wire); Harbour Brigade (Ostra Post, quoting Norland)" in row["notes"]


@pytest.mark.parametrize("other", [STATE, GUNMEN, replace(GUNMEN, kind=None, text="some")])
def test_a_vaguer_account_is_no_rival(other: Actor) -> None:
    assert acled(telling(), telling("Ostra Post", actors=(other,)))["actor1"] == "Military of Norland"


def test_joint_doers_stay_together_and_mutual_ones_part() -> None:
    row = acled(telling(actors=(ARMY, BRIGADE)), telling("Ostra Post", actors=(BRIGADE,)))
    assert (row["actor1"], row["assoc_actor_1"]) == ("Military of Norland", "Harbour Brigade")
    both = (Recipient(**{f: getattr(ARMY, f) for f in ("id", "name", "kind", "code", "text", "span")}),
            Recipient(**{f: getattr(BRIGADE, f) for f in ("id", "name", "kind", "code", "text", "span")}))  # fmt: skip
    row = acled(telling(actors=(ARMY, BRIGADE), recipients=both))
    assert (row["actor1"], row["actor2"], row["event_type"]) == ("Military of Norland", "Harbour Brigade", "Battles")


def test_swapping_the_sides_swaps_the_row() -> None:
    doer = Actor(**{f: getattr(SOLDIERS, f) for f in ("id", "name", "kind", "code", "text", "span")})
    hurt = Recipient(**{f: getattr(ARMY, f) for f in ("id", "name", "kind", "code", "text", "span")})
    one, two = acled(telling(recipients=(SOLDIERS,))), acled(telling(actors=(doer,), recipients=(hurt,)))
    assert (one["actor1"], one["actor2"]) == (two["actor2"], two["actor1"])
    assert (one["event_type"], one["interaction"]) == (two["event_type"], two["interaction"])


def ged(*tellings: Telling, rule: str | None = None) -> dict[str, str]:
    (row,) = rows("ged", [view(*tellings, rule=rule)])
    return row


def test_ged_has_only_what_killed_and_a_best_only_by_rule() -> None:
    assert (
        rows(
            "ged",
            [view(telling()), view(telling(figures=(dead(0),))), view(telling(figures=(dead(3, kind="injured"),)))],
        )
        == []
    )
    row = ged(telling(figures=(dead(3),)), telling("Ostra Post", figures=(dead(5, None),)))
    assert (row["low"], row["high"], row["best"]) == ("3", "", "")
    assert ged(telling(figures=(dead(3),)), rule="lowest reported")["best"] == "3"


@pytest.mark.parametrize(
    ("actor", "recipient", "violence", "deaths"),
    [
        (ARMY, SOLDIERS, "1", {"deaths_b": "4"}), (BRIGADE, VILLAGERS, "3", {"deaths_civilians": "4"}),
        (BRIGADE, PEOPLE, "", {"deaths_unknown": "4"}), (GUNMEN, SOLDIERS, "1", {"deaths_b": "4"}),
    ],
)  # fmt: skip
def test_ged_violence_and_deaths_follow_from_the_sides(
    actor: Actor, recipient: Recipient, violence: str, deaths: dict[str, str]
) -> None:
    row = ged(telling(actors=(actor,), recipients=(recipient,), figures=(dead(4),)))
    assert row["type_of_violence"] == violence
    assert {k: v for k, v in row.items() if k.startswith("deaths_") and v} == deaths


def test_ged_precisions_and_cell() -> None:
    row = ged(telling(figures=(dead(4),)))
    assert (row["where_prec"], row["date_prec"], row["event_clarity"]) == ("1", "1", "1")
    assert row["priogrid_gid"] == str(300 * 720 + 381 + 1)
    assert row["geom_wkt"] == "POINT (10.75 60.25)"


def test_gdelt_parts_dyads_and_mentions_point_at_them() -> None:
    event = view(telling(actors=(ARMY, BRIGADE)), telling("Ostra Post", "2024-03-13T09:30:00+01:00"))
    found = rows("gdelt", [event])
    assert [(r["Actor1Code"], r["Actor1Name"], r["NumArticles"]) for r in found] == [
        ("NORMIL", "Military of Norland", "2"), ("NORREB", "Harbour Brigade", "1")]  # fmt: skip
    first = found[0]
    assert (first["SQLDATE"], first["MonthYear"], first["FractionDate"]) == ("20240311", "202403", "2024.2767")
    assert (first["EventRootCode"], first["QuadClass"], first["GoldsteinScale"]) == ("19", "4", "-10.0")
    mentions = rows("gdelt-mentions", [event])
    assert {m["GLOBALEVENTID"] for m in mentions} == {r["GLOBALEVENTID"] for r in found}
    assert {m["MentionTimeDate"] for m in mentions} == {"", "20240313083000"}
    assert all(int(r["GLOBALEVENTID"]) < 2**63 for r in found)


def test_unnamed_doers_are_told_by_what_they_are() -> None:
    militants = replace(GUNMEN, text="terrorists")
    for name, column in (("gdelt", "Actor1Name"), ("icews", "Source Name"), ("acled", "actor1"), ("ged", "side_a")):
        (row,) = rows(name, [view(telling(actors=(militants,), figures=(dead(1),)))])
        assert row[column] == "unidentified armed group"


def copied() -> EventView:
    return view(telling(), telling("Ostra Post", head={"copy_of": "r0"}))


def test_country_numbers_are_of_iso() -> None:
    place = replace(TARN, country="SYR")
    assert (acled(telling(where=(place,)))["iso"], acled(telling(where=(place,)))["country"]) == ("760", "Syria")
    assert acled(telling(where=(replace(TARN, country="XKX"),)))["iso"] == ""


def test_copies_are_no_sources() -> None:
    assert rows("acled", [copied()])[0]["source"] == "Coast Wire"
    assert [r["Publisher"] for r in rows("icews", [copied()])] == ["Coast Wire"]
    assert [r["NumArticles"] for r in rows("gdelt", [copied()])] == ["2"]


def test_polecat_keeps_the_order_of_several_actors() -> None:
    (row,) = rows("polecat", [view(telling(actors=(ARMY, GUNMEN)))])
    assert (row["Actor Name"], row["Actor Country"], row["Actor Sectors"]) == ("Military of Norland", "NOR", "MIL")
    (row,) = rows("polecat", [view(telling(actors=(ARMY, BRIGADE)))])
    assert (row["Actor Name"], row["Actor Country"]) == ("Military of Norland; Harbour Brigade", "NOR; NOR")
