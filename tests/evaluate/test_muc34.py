"""MUC-4 texts, templates and scoring; inflation."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from sayso.evaluate.corpora import inflation, muc34
from sayso.evaluate.corpora.muc34_matching import (
    PART,
    RIGHT,
    WRONG,
    compare_dates,
    compare_numbers,
    compare_places,
    compare_sets,
    compare_strings,
)
from sayso.evaluate.corpora.muc34_scoring import Counts, all_templates, best_pairs, score
from sayso.evaluate.corpora.muc34_templates import lines_of, templates_in
from sayso.evaluate.corpora.muc34_texts import report_of
from sayso.faces.cli import app
from sayso.model import ReportError

KEY = """;; a comment
0.  MESSAGE: ID                     TST1-MUC3-0001
1.  MESSAGE: TEMPLATE               1
2.  INCIDENT: DATE                  06 JUL 89
3.  INCIDENT: LOCATION              COLOMBIA: BOGOTA (CITY)
4.  INCIDENT: TYPE                  BOMBING
5.  INCIDENT: STAGE OF EXECUTION    ACCOMPLISHED
6.  INCIDENT: INSTRUMENT ID         "BOMB" / "DYNAMITE BOMB"
7.  INCIDENT: INSTRUMENT TYPE       BOMB: "BOMB"
12. PHYS TGT: ID                    "TARN BANK" / "BANK"
                                    ? "OFFICES"
13. PHYS TGT: TYPE                  FINANCIAL: "TARN BANK" / "BANK"
19. HUM TGT: DESCRIPTION            "GUARDS"
23. HUM TGT: EFFECT OF INCIDENT     DEATH: "GUARDS"

0.  MESSAGE: ID                     TST1-MUC3-0001
1.  MESSAGE: TEMPLATE               2 (OPTIONAL)
4.  INCIDENT: TYPE                  KIDNAPPING
18. HUM TGT: NAME                   "JUAN \\"EL ALTO\\" LAMAS"

0.  MESSAGE: ID                     TST1-MUC3-0002
1.  MESSAGE: TEMPLATE               *
2.  INCIDENT: DATE                  *
"""
TEXTS = """TST1-MUC3-0001

   BOGOTA, 7 JUL 89 (ABC) -- [TEXT] A BOMB EXPLODED YESTERDAY IN THE
TARN BANK IN BOGOTA.  THE BOMB KILLED TWO GUARDS.


TST1-MUC3-0002

   LIMA, 8 JUL 89 (ABC) -- [EXCERPTS] THE PRESIDENT VISITED A SCHOOL.
"""


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    (tmp_path / "key-tst1").write_text(KEY, encoding="latin-1")
    (tmp_path / "tst1-muc3").write_text(TEXTS, encoding="latin-1")
    muc34.answers.cache_clear()
    return tmp_path


def test_a_message_is_a_report_of_its_own_day() -> None:
    report = report_of(TEXTS.split("\n\n", 1)[1])
    assert report.published == "1989-07-07"
    assert report.first("dateline") == "BOGOTA, 7 JUL 89 (ABC) --"
    assert (report.first("body") or "").startswith("A BOMB EXPLODED YESTERDAY IN THE TARN BANK")


@pytest.mark.parametrize("body", ["", "--", "[TEXT]", "TARN, 99 JUL 89 -- X", "TARN, NO DATE -- X", "\x00[[["])
def test_a_broken_message_is_a_report_without_a_day(body: str) -> None:
    report = report_of(body)
    assert report.published is None
    assert all(0 <= p.span.start <= p.span.end <= len(report.text) for p in report.parts)


def test_a_key_is_read_with_alternatives_references_and_options() -> None:
    key = templates_in(KEY)
    first, second = key["TST1-MUC3-0001"]
    assert key["TST1-MUC3-0002"] == []
    assert (first.optional, second.optional) == (False, True)
    assert [f.values for f in first.fills["phys-tgt-id"]] == [("TARN BANK", "BANK"), ("OFFICES",)]
    assert [f.optional for f in first.fills["phys-tgt-id"]] == [False, True]
    assert first.fills["phys-tgt-type"][0].refers == ("TARN BANK", "BANK")
    assert second.fills["hum-tgt-name"][0].values == ('JUAN "EL ALTO" LAMAS',)


def test_what_is_written_is_read_again() -> None:
    key = templates_in(KEY)
    again = templates_in("\n".join(lines_of(key)))
    assert again.keys() == key.keys()
    assert all_templates(score(key, again)).f == 1
    assert all_templates(score(key, again)).missing == 0


@pytest.mark.parametrize(
    ("keys", "response", "verdict"),
    [
        (("GUARDS",), "THE 3 GUARDS", RIGHT),
        (("GUARDS",), "OLD TIRED GUARDS", RIGHT),
        (("GUARDS",), "GUARDS OF THE BANK WHICH THE MINISTRY OWNED LONG AGO", PART),
        (("ALBERTO JUAN LAMAS",), "LAMAS", PART),
        (("HARBOUR BRIGADE", "HB"), "HB", RIGHT),
        (("HARBOUR LIBERATION BRIGADE",), "HLB", PART),
        (("GUARDS",), "FARMERS", WRONG),
    ],
)
def test_strings(keys: tuple[str, ...], response: str, verdict: float) -> None:
    assert compare_strings(keys, response) == verdict


def test_other_fills() -> None:
    assert compare_sets(("BOMBING",), "ATTACK") == PART
    assert compare_sets(("ATTACK",), "BOMBING") == WRONG
    assert compare_sets(("VEHICLE BOMB",), "EXPLOSIVE") == PART
    assert [compare_numbers(("5 - 7",), n) for n in ("5-7", "7", "6")] == [RIGHT, PART, WRONG]
    places = ("PERU: LIMA (CITY)",)
    answers = ("PERU: LIMA (CITY)", "PERU", "CHILE")
    assert [compare_places(places, p) for p in answers] == [RIGHT, PART, WRONG]


@pytest.mark.parametrize(
    ("key", "response", "verdict"),
    [
        ("25 AUG 89", "25 AUGUST 1989", RIGHT),
        ("25 AUG 89 - 26 AUG 89", "26 AUG 89", PART),
        ("- 26 AUG 89", "25 AUG 89", PART),
        ("26 AUG 89", "- 26 AUG 89", PART),
        ("16 AUG 89", "- 26 AUG 89", WRONG),
        ("26 AUG 89", "99 AUG 89", WRONG),
    ],
)
def test_dates(key: str, response: str, verdict: float) -> None:
    assert compare_dates((key,), response) == verdict


def test_an_optional_template_is_never_missing() -> None:
    counts = score(templates_in(KEY), {})
    assert counts["template"] == Counts(missing=1)
    assert counts["phys-tgt-id"].missing == 1
    assert all_templates(counts).f == 0


def test_a_wrong_type_or_no_target_forbids_the_mapping() -> None:
    other = KEY.replace("BOMBING", "ROBBERY").split("\n\n")[0]
    counts = score(templates_in(KEY), templates_in(other))
    assert (counts["template"].right, counts["template"].spurious) == (0, 1)


@pytest.mark.parametrize(
    ("weights", "pairs"),
    [
        ([[0.9, 0.8], [0.8, 0.0]], {0: 1, 1: 0}),
        ([[0.0, 0.0]], {}),
        ([], {}),
        ([[0.1] * 20], {0: 19}),
        ([[1.0 if i == j else 0.2 for j in range(14)] for i in range(14)], {i: i for i in range(14)}),
    ],
)
def test_the_best_pairs(weights: list[list[float]], pairs: dict[int, int]) -> None:
    found = best_pairs(weights)
    assert found == pairs or sum(weights[i][j] for i, j in found.items()) == pytest.approx(
        sum(weights[i][j] for i, j in pairs.items())
    )


def test_a_bombing_is_found_in_capitals(corpus: Path) -> None:
    n, scores = muc34.evaluate(corpus)
    assert n == 2
    assert scores["inc_type_f"] == scores["template_f"] == 1
    assert scores["f"] > 0.6


def test_responses_are_written_in_the_corpus_format(corpus: Path, tmp_path: Path) -> None:
    file = tmp_path / "out.txt"
    asked = ["evaluate", "muc34", "--data", str(corpus), "--responses", str(file), "--json"]
    result = CliRunner().invoke(app, asked)
    assert result.exit_code == 0
    assert json.loads(result.stdout)["corpus"] == "muc34"
    written = templates_in(file.read_text(encoding="utf8"))
    assert [f.values[0] for t in written["TST1-MUC3-0001"] for f in t.fills["inc-type"]] == ["BOMBING"]
    assert written["TST1-MUC3-0002"] == []


def test_another_corpus_has_no_responses(corpus: Path, tmp_path: Path) -> None:
    asked = ["evaluate", "whole", "--data", str(corpus), "--responses", str(tmp_path / "out")]
    assert CliRunner().invoke(app, asked).exit_code == 2


def test_a_folder_without_keys_or_texts_is_said(tmp_path: Path) -> None:
    with pytest.raises(ReportError):
        muc34.evaluate(tmp_path)
    (tmp_path / "key").write_text(KEY)
    with pytest.raises(ReportError):
        muc34.evaluate(tmp_path)


def test_inflation_counts_a_happening_once(tmp_path: Path) -> None:
    told = [
        "A bomb exploded in Bogota. The explosion killed two guards.",
        "A school opened in Lima.",
        "Gunmen shot a nurse.",
    ]
    file = tmp_path / "list.js"
    file.write_text("var data = " + json.dumps([{"Description": d, "Dead": "1", "Injured": "0"} for d in told]))
    n, scores = inflation.evaluate(file)
    assert n == 3
    assert scores["none"] == pytest.approx(1 / 3)
    assert scores["assaults"] == pytest.approx(2 / 3)
    assert scores["claims"] >= scores["assaults"]
