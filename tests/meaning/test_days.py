"""Offices are asked by the day of what happened, not of the report that tells it."""

from __future__ import annotations

from pathlib import Path

import pytest

from sayso.faces.api import read_text
from sayso.knowledge.registry import Registry, load_registry
from sayso.meaning.actors import find_actors
from sayso.meaning.time.days import Days, calendar_of, day_of, printed_day
from sayso.meaning.times import find_times
from sayso.model import Actor, Part, Report, Span
from tests.make import parse

ODA = "Mira/NNP/nsubj>3 Oda/NNP/flat>1"
MET = f"{ODA} met=meet/VBD/root Roe/NNP/obj>3"
WHO_LEFT = (
    "Mira/NNP/nsubj>7 Oda/NNP/flat>1 who/WP/nsubj>4 resigned=resign/VBD/acl:relcl>1 in/IN/case>6 2012/CD/obl>4 "
    "said=say/VBD/root"
)
SAID_THAT = (
    "Tam/NNP/nsubj>3 Venn/NNP/flat>1 said=say/VBD/root that/IN/mark>7 Mira/NNP/nsubj>7 Oda/NNP/flat>5 "
    "left=leave/VBD/ccomp>3 in/IN/case>9 2012/CD/obl>7"
)


@pytest.fixture
def registry(tmp_path: Path) -> Registry:
    (tmp_path / "persons.tsv").write_text(
        "id\tname\taliases\trole\tbody\tsector\tcountry\tstart\tend\tbasis\n"
        "oda\tMira Oda\t\tminister\tnor.gov\tGOV\tnor\t2010-01-01\t2014-06-01\t\n"
        "oda\tMira Oda\t\tcommander\tnor.mil\tMIL\tnor\t2014-06-01\t2018-01-01\t\n"
        "venn\tTam Venn\t\tgeneral\tnor.mil\tMIL\tnor\t2004-03-01\t2010-01-01\t\n"
        "venn\tTam Venn\t\tpresident\tnor.gov\tGOV\tnor\t2019-01-01\t\t\n"
    )
    return load_registry(tmp_path)


def found(notation: str, published: str | None, registry: Registry) -> list[Actor]:
    made = parse(notation, people="Oda Venn Roe")
    times = find_times(made, published=published)
    return [m.what for m in find_actors(made, on=published, times=times, registry=registry)]


@pytest.mark.parametrize(
    ("notation", "published", "code"),
    [
        (MET, "2020-05-01", "NOR"),
        (f"{MET} in/IN/case>6 2012/CD/obl>3", "2020-05-01", "NORGOV"),
        (f"{MET} in/IN/case>6 2012/CD/obl>3", None, "NORGOV"),
        (f"{MET} in/IN/case>6 2016/CD/obl>3", "2012-05-01", "NORMIL"),
        (f"{MET} in/IN/case>6 2014/CD/obl>3", "2020-05-01", "NOR"),  # minister, then commander: which is not told
        (f"{MET} in/IN/case>6 2018/CD/obl>3", "2020-05-01", "NOR"),
        (f"{MET} since/IN/case>6 2012/CD/obl>3", "2020-05-01", "NOR"),  # until the report, by whose day it is asked
        (WHO_LEFT, "2020-05-01", "NOR"),
        (WHO_LEFT, "2016-05-01", "NORMIL"),
    ],
)
def test_the_time_of_the_clause_dates_the_office(
    notation: str, published: str | None, code: str, registry: Registry
) -> None:
    (actor, *_) = found(notation, published, registry)
    assert (actor.id, actor.code) == ("oda", code)


def test_what_is_said_has_its_own_day(registry: Registry) -> None:
    speaker, oda = found(SAID_THAT, "2020-05-01", registry)
    assert (speaker.code, oda.code) == ("NORGOV", "NORGOV")
    speaker, oda = found(SAID_THAT, "2016-05-01", registry)
    assert (speaker.code, oda.code) == ("NOR", "NORGOV")


def test_a_title_tells_which_of_two_offices_of_one_year(registry: Registry) -> None:
    titled = (
        "Commander/NN/compound>2 Mira/NNP/nsubj>4 Oda/NNP/flat>2 met=meet/VBD/root Roe/NNP/obj>4 in/IN/case>7 "
        "2014/CD/obl>4"
    )
    (actor, *_) = found(titled, "2020-05-01", registry)
    assert actor.code == "NORMIL"


def test_then_beside_a_title_is_that_office(registry: Registry) -> None:
    text = "then/RB/advmod>3 -/HYPH/punct>3 General/NN/compound>4 Tam/NNP/nsubj>6 Venn/NNP/flat>4 left=leave/VBD/root"
    (actor, *_) = found(text, "2020-05-01", registry)
    assert (actor.id, actor.code) == ("venn", "NORMIL")


def test_a_bare_surname_is_whoever_was_in_office_then(registry: Registry) -> None:
    bare = "Oda/NNP/nsubj>2 met=meet/VBD/root Norwegians/NNPS/obj>2 in/IN/case>5 2012/CD/obl>2"
    assert found(bare, "2020-05-01", registry)[0].id == "oda"
    assert found(bare.replace("2012", "2009"), "2012-05-01", registry)[0].id is None


def test_offices_of_a_period_are_all_that_overlap_it(registry: Registry) -> None:
    held = registry.roles_of("oda", "2014-01-01", "2014-12-31")
    assert [o.role for o in held] == ["commander", "minister"]
    assert [o.role for o in registry.roles_of("oda", "2014-05-31")] == ["minister"]


def test_days_are_those_of_the_nearest_dated_word_above() -> None:
    made = parse(SAID_THAT, people="Oda Venn")
    calendar = calendar_of(made, "2020-05-01", find_times(made, published="2020-05-01"))
    assert calendar.at(0) == Days("2020-05-01", "2020-05-01")
    assert calendar.at(4) == Days("2012-01-01", "2012-12-31")
    assert calendar_of(made, None, ()).at(4) is None


def test_a_deep_sentence_costs_no_more_than_a_few_heads() -> None:
    chain = " ".join(f"a{i}/NN/nmod>{i + 2}" for i in range(3000)) + " end/NN/root"
    made = parse(chain)
    assert calendar_of(made, "2020-05-01", ()).at(0) == Days("2020-05-01", "2020-05-01")


def report(dateline: str, body: str, published: str | None = "2021-05-20") -> Report:
    text = f"{dateline}\n\n{body}"
    parts = (Part("dateline", Span(0, len(dateline))), Part("body", Span(len(dateline) + 2, len(text))))
    return Report(id="r", text=text, parts=parts[not dateline :], published=published)


@pytest.mark.parametrize(
    ("dateline", "body", "day"),
    [
        ("Wednesday 12 May 2021", "Two men were held.", "2021-05-12"),
        ("Published May 12, 2021", "Two men were held.", "2021-05-12"),
        ("Originally published May 12, 2021 Updated May 19, 2021", "Two men were held.", "2021-05-12"),
        ("Updated May 19, 2021; originally published May 12, 2021", "Two men were held.", "2021-05-12"),
        ("TARN, 2021-05-12 -", "Two men were held.", "2021-05-12"),
        ("TARN, May 12 -", "Two men were held.", None),  # of which year is not printed
        ("TARN, 31 February 2021 -", "Two men were held.", None),
        ("Updated May 22 2021", "Two men were held.", None),  # the report was there before
        ("Last updated May 12 2021", "Two men were held.", "2021-05-12"),  # it was there when it was changed
        ("", "Date of publication 12 May 2021 At least two men were held.", "2021-05-12"),
        ("", "NPA Wednesday 12 May 2021 Two men were held in Tarn.", "2021-05-12"),
        ("", "Last updated at May 122021 TARN Two men were held.", "2021-05-12"),
        ("", "On 12 May 2021 Norland shelled Tarn.", None),  # told of, not printed
        ("", "The 12 May 2021 Tarn Accord was kept.", None),
        ("", "May 12 2021 was quiet in Tarn.", None),
    ],
)
def test_a_full_date_at_the_head_is_the_day_that_a_report_tells_from(dateline: str, body: str, day: str | None) -> None:
    made = report(dateline, body)
    assert printed_day(made) == day
    assert day_of(made) == (day or "2021-05-20")


def test_a_report_without_any_day_tells_from_none() -> None:
    assert day_of(report("", "Two men were held.", published=None)) is None


def test_weekdays_are_counted_from_the_day_that_a_report_prints() -> None:
    text = "Blast in Tarn kills two\n\nWednesday 12 May 2021\n\nA bomb killed two people in Tarn on Monday.\n"
    (when,) = {c.when for c in read_text(text, published="2021-05-20").claims if c.evidence.exact == "killed"}
    assert when is not None
    assert (when.earliest, when.counted_from) == ("2021-05-10", "dateline")
