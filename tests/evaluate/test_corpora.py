"""Tiny invented samples in each corpus's layout, whose scores are known."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from sayso.evaluate.corpora import CORPORA
from sayso.evaluate.corpora.actors import parts_of
from sayso.evaluate.corpora.confidence import Judged, measured
from sayso.evaluate.corpora.merging_pairs import report_hash
from sayso.evaluate.corpora.overlap import Relaxed, locate
from sayso.evaluate.corpora.rows import sample
from sayso.evaluate.corpora.times import days_of
from sayso.evaluate.scores import Scored
from sayso.model import ReportError, Span
from tests.evaluate.test_arguments import wikievents
from tests.evaluate.test_merging import stories
from tests.evaluate.test_muc34 import KEY as MUC_KEY
from tests.evaluate.test_muc34 import TEXTS as MUC_TEXTS
from tests.ledger.test_copies_evaluation import story

CONLLU = "".join(
    f"{n}\t{form}\t{lemma}\t{upos}\t{xpos}\t_\t{head}\t{relation}\t_\t_\n"
    for n, form, lemma, upos, xpos, head, relation in (
        (1, "Gunmen", "gunman", "NOUN", "NNS", 2, "nsubj"), (2, "attacked", "attack", "VERB", "VBD", 0, "root"),
        (3, "soldiers", "soldier", "NOUN", "NNS", 2, "obj"), (4, ".", ".", "PUNCT", ".", 2, "punct"),
    )
)  # fmt: skip


def lines(*rows: dict[str, Any]) -> str:
    return "".join(json.dumps(r) + "\n" for r in rows)


def put(folder: Path, name: str, text: str) -> Path:
    file = folder / name
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(text.encode())
    return file


def treebank(folder: Path) -> Path:
    return put(folder, "tiny.conllu", f"# text = Gunmen attacked soldiers .\n{CONLLU}\n")


def names(folder: Path) -> Path:
    tags = ("Angela\tB-PER", "Merkel\tI-PER", "visited\tO", "Paris\tB-LOC", ".\tO")
    return put(folder, "tiny.iob2", "".join(f"{n}\t{t}\n" for n, t in enumerate(tags, 1)) + "\n")


LGL = """<articles><article docid="1"><title>Blast</title><text>A bomb exploded in Kabul on Monday.</text><toponyms>
<toponym><start>19</start><end>24</end><phrase>Kabul</phrase><gaztag geonameid="1138958"><name>Kabul</name>
<lat>34.53</lat><lon>69.17</lon></gaztag></toponym></toponyms></article>
<article><text>He left.</text></article></articles>"""
GEOVIRUS = """<articles><article><text>A bomb exploded in Kabul on Monday.</text><locations><location><name>Kabul</name>
<start>20</start><end>25</end><lat>{lat}</lat><lon>69.17</lon></location></locations></article></articles>"""


def lgl(folder: Path) -> Path:
    return put(folder, "lgl.xml", LGL)


def geovirus(folder: Path) -> Path:
    return put(folder, "GeoVirus.xml", GEOVIRUS.format(lat="34.53"))


def geovirus_elsewhere(folder: Path) -> Path:
    return put(folder, "GeoVirus.xml", GEOVIRUS.format(lat="-34.53"))


def geowebnews(folder: Path) -> Path:
    put(folder, "gwn/0.txt", "A bomb exploded in Kabul on Monday, an Afghan officer said.")
    put(folder, "gwn/0.ann", "T1\tLiteral 19 24\tKabul\n#1\tAnnotatorNotes T1\t34.53, 69.17\n"
                             "T2\tLiteral_Modifier 39 45\tAfghan\nA1\tModifier_Type T2 Adjective\n")  # fmt: skip
    return folder / "gwn"


TIMEML = """<?xml version="1.0" ?><TimeML><DCT><TIMEX3 tid="t0" type="DATE" value="2021-05-12">May 12</TIMEX3></DCT>
<TEXT>Gunmen attacked the town of Tarn on <TIMEX3 tid="t1" type="DATE" value="{value}">Monday</TIMEX3>.
The war has gone on for <TIMEX3 tid="t2" type="DURATION" value="P3Y">three years</TIMEX3>.</TEXT></TimeML>"""


def times(folder: Path) -> Path:
    put(folder, "docs/bad.tml", "<TimeML><TEXT>never closed")
    put(folder, "docs/one.tml", TIMEML.format(value="2021-05-10"))
    return folder / "docs"


def times_wrong(folder: Path) -> Path:
    put(folder, "docs/one.tml", TIMEML.format(value="2021-05-03"))
    return folder / "docs"


RELEASE = "Soldiers killed three insurgents in Ghazni province on May 10, 2021. They arrested two men."


def isaf(folder: Path) -> Path:
    gold = {"start_date": "2021-05-10", "province": ["khost;ghazni"], "min_killed": 3, "min_captured": 2}
    return put(folder, "releases.jsonl", "no json\n" + lines({"text": RELEASE, "gold": gold}))


def wikipedia(folder: Path) -> Path:
    told = "A bomb killed four people and wounded nine others."
    rows = [{"Dead": "4", "Injured": "7", "Description": told}, {"Dead": "?", "Description": ""}]
    return put(folder, "data.js", f"var data = {json.dumps(rows)};")


def actors(folder: Path) -> Path:
    source = [{"actorText": "The French army", "code": "FRA", "sector": "MIL"}]
    target = [{"actorText": "Germany", "code": "AUT"}]
    row = {"text": "The French army attacked Germany.", "source": source, "target": target}
    return put(folder, "records.jsonl", lines(row, {"id": "without text"}))


SAID = "Police arrested two men in Tarn.\n\nFrance has threatened Germany, Minister Anna Oda said. It was raining."


def statements(folder: Path) -> Path:
    put(folder, "polnear/text/tarn.txt", SAID)
    cue, source, content = (SAID.index(w) for w in ("said", "Minister", "France"))
    put(folder, "polnear/attributions/tarn_4b22.ann",
        f"T1\tSource {source} {source + 17}\tMinister Anna Oda\nT2\tCue {cue} {cue + 4}\tsaid\n"
        f"T3\tContent {content} {content + 29}\tFrance has threatened Germany\nT4\tAttribution {cue} {cue + 4}\tsaid\n"
        "E1\tAttribution:T4 Content:T3 Cue:T2 Source:T1\n")  # fmt: skip
    return folder / "polnear"


def plv(folder: Path) -> Path:
    text = "France attacked Germany."
    return put(folder, "plv.jsonl", lines(
        {"sentence": text, "marked_sentence": "<s>France</s> attacked <t>Germany</t>.", "gold_root": "ASSAULT"},
        {"sentence": text, "source": "Germany", "target": "France", "gold_root": "YIELD"},
    ))  # fmt: skip


def police(folder: Path) -> Path:
    sentences = ["Police arrested two men in Tarn.", "It was raining.", "Police did not arrest the mayor."]
    labels = [["ARREST", "ANY_ACTION"], [], ["FAIL"]]
    put(folder, "india/docs.jsonl", lines({"doc_id": 1, "doc_text": " ".join(sentences), "doc_labels": []}))
    put(folder, "india/metadata.jsonl", lines({"doc_id": 1, "date": "2002-03-10"}))
    put(folder, "india/sents.jsonl", lines(*(
        {"doc_id": 1, "sent_id": n, "sent_text": s, "sent_labels": x}
        for n, (s, x) in enumerate(zip(sentences, labels, strict=True))
    )))  # fmt: skip
    return folder / "india"


def whole(folder: Path) -> Path:
    text = "Gunmen attacked a village in Norland on Monday."
    put(folder, "whole/text/one.txt", text)
    put(folder, "whole/index.json", json.dumps([{"id": "one", "published": "2021-05-12"}]))
    put(folder, "whole/claims.jsonl", lines({
        "record": "claim", "report": "one", "start": text.index("attacked"), "type": "ASSAULT", "status": "reported",
        "sayso": ["outlet"], "actors": ["Gunmen"], "recipients": ["village"], "figures": [], "latest": "2021-05-10",
        "country": None,
    }))  # fmt: skip
    return folder / "whole"


def speech(folder: Path) -> Path:
    rows = (("speech", "Norland promised to attack Sarvia."), ("action", "Norland's army shelled Ostra."))
    return put(folder, "icbe.jsonl", lines(*(
        {"crisno": 1, "sentence_number_int_aligned": n, "sentence_span_text": t, "event_type": k}
        for n, (k, t) in enumerate(rows)
    )))  # fmt: skip


def factuality(folder: Path) -> Path:
    target = {"span1": [1, 2], "span_text": "attacked", "label": 3.0}
    return put(folder, "dev.jsonl", lines({"text": "Gunmen attacked soldiers .", "targets": [target]}))


def gap(folder: Path) -> Path:
    text = "Anna Oda left. She was ill."
    row = ("1", text, "She", str(text.index("She")), "Anna Oda", "0", "TRUE", "Oda", "5", "FALSE", "u")
    head = "ID\tText\tPronoun\tPronoun-offset\tA\tA-offset\tA-coref\tB\tB-offset\tB-coref\tURL\n"
    return put(folder, "gap.tsv", head + "\t".join(row) + "\n")


def muc34(folder: Path) -> Path:
    put(folder, "key-tst1", MUC_KEY)
    return put(folder, "tst1-muc3", MUC_TEXTS).parent


KEYS = {  # design.md section 7
    "coreference": "f1",
    "treebank": "uas las upos xpos lemmas words_f1 sentences_f1 las_capitals",
    "names": "f1",
    "places": "within_161 ceiling wrong_province found_f1",
    "times": "span_f1 value_f1",
    "isaf": "date province killed captured",
    "wikipedia": "dead injured",
    "actors": "country_f1 sector_f1",
    "statements": "cue_f1 source_f1 content_f1 triple_f1 direct_triple_f1 lost",
    "plover": "root_accuracy root_macro_f1 reversed",
    "police": "kill_f1 arrest_f1 fail_f1 force_f1 any_action_f1 false_alarms",
    "speech": "speech_as_deed deeds_found",
    "status": "r mae harm harm_violent reported_recall",
    "muc34": "f recall precision inc_type_f perp_org_conf_f hum_tgt_num_f inflation",
    "inflation": "assaults claims none several",
    "arguments": "head_f1 head_f1_claims head_f1_all head_recall_all events_f1 f1_attacker",
    "merging": "pairs_f1 all_same_f1 false_share b3_f1",
    "copies": "generated_precision generated_recall",
    "confidence": "right_at_80 share_at_80 brier ece coverage right_at_80_second_half",
    "parity": "recall_state recall_non_state recall_unnamed gap",
    "whole": "claims_f1 type status speaker actors recipients figures day country harm statements_f1",
}
Maker = Callable[[Path], Path]


def copies(folder: Path) -> Path:
    return put(folder, "tiny.csv", f"id,text\n1,{story(1)}\n2,{story(2)}\n")


def confidence(folder: Path) -> Path:
    text = "Oda met Veld\n\nMinister Anna Oda met General Tom Veld in Tarn."
    row = ("2", report_hash(text), "31", "0", "CONSULT", "reported", "right", "", "")
    head = "half report start sentence type status verdict what reason".split()
    put(folder, "news/news_claims.tsv", "".join("\t".join(r) + "\n" for r in (head, row, ("2", "none", *row[2:]))))
    told = text.replace("\n\n", " ### ")
    return put(folder, "news/table.csv", f'id,publisher,scrape_time,text\n1,x,2021-05-12,"{told}"\n').parent


SAMPLES: list[tuple[str, str, Maker]] = [
    ("treebank", "treebank", treebank), ("names", "names", names), ("coreference", "coreference", gap), ("places", "places", lgl),
    ("places", "places", geovirus), ("places", "places", geowebnews), ("times", "times", times),
    ("figures", "isaf", isaf), ("figures", "wikipedia", wikipedia), ("actors", "actors", actors),
    ("statements", "statements", statements), ("plover", "plover", plv), ("police", "police", police),
    ("whole", "whole", whole), ("speech", "speech", speech), ("status", "status", factuality),
    ("muc34", "muc34", muc34), ("inflation", "inflation", wikipedia),
    ("arguments", "arguments", wikievents), ("parity", "parity", whole),
    ("merging", "merging", stories), ("copies", "copies", copies), ("confidence", "confidence", confidence),
]  # fmt: skip
EMPTY = ("places", "times", "figures", "actors", "statements", "plover", "police", "confidence")


@pytest.mark.parametrize(("corpus", "layout", "make"), SAMPLES, ids=[m.__name__ for _, _, m in SAMPLES])
def test_every_corpus_keeps_the_contract(corpus: str, layout: str, make: Maker, tmp_path: Path) -> None:
    n, scores = CORPORA[corpus](make(tmp_path), 1)
    assert n == 1
    assert scores.keys() >= set(KEYS[layout].split())
    assert all(0 <= v <= 1 for v in scores.values())


def test_every_corpus_has_a_sample() -> None:
    assert {corpus for corpus, _, _ in SAMPLES} == CORPORA.keys()


def test_every_corpus_has_its_row_in_the_docs() -> None:
    page = (Path(__file__).parents[2] / "docs" / "evaluate.md").read_text(encoding="utf8")
    assert [c for c in CORPORA if f"| `{c}` |" not in page] == []


KNOWN: list[tuple[str, Maker, dict[str, float]]] = [
    ("places", lgl, {"within_161": 1, "ceiling": 1, "wrong_province": 0, "found_f1": 1}),
    ("places", geovirus, {"within_161": 1, "ceiling": 1, "wrong_province": 0, "found_f1": 1}),
    ("places", geovirus_elsewhere, {"within_161": 0, "ceiling": 0, "wrong_province": 1, "found_f1": 1}),
    ("places", geowebnews, {"within_161": 1, "ceiling": 1, "wrong_province": 0, "found_f1": 1}),
    ("times", times, {"span_f1": 1, "value_f1": 1}),
    ("times", times_wrong, {"span_f1": 1, "value_f1": 0}),
    ("figures", isaf, {"date": 1, "province": 1, "killed": 1, "captured": 1}),
    ("figures", wikipedia, {"dead": 1, "injured": 0}),
    ("actors", actors, {"country_f1": 0.5, "sector_f1": 1}),
    ("statements", statements, {"cue_f1": 1, "source_f1": 1, "content_f1": 1, "triple_f1": 1, "lost": 0}),
    ("plover", plv, {"root_accuracy": 0.5, "root_macro_f1": 1 / 3, "reversed": 0.5, "silent": 0}),
    ("police", police, {"arrest_f1": 1, "fail_f1": 1, "any_action_f1": 1, "false_alarms": 0}),
    ("confidence", confidence, {"coverage": 1, "right": 1, "right_second_half": 1}),
]


@pytest.mark.parametrize(("corpus", "make", "wanted"), KNOWN, ids=[m.__name__ for _, m, _ in KNOWN])
def test_scores_of_a_known_sample(corpus: str, make: Maker, wanted: dict[str, float], tmp_path: Path) -> None:
    _, scores = CORPORA[corpus](make(tmp_path), None)
    assert {k: scores[k] for k in wanted} == pytest.approx(wanted)


MISSED: list[tuple[str, Maker, dict[str, float]]] = [
    ("places", lgl, {"found_f1": 0}),
    ("times", times, {"span_f1": 0, "value_f1": 0}),
    ("figures", wikipedia, {"dead": 0, "injured": 0}),
    ("actors", actors, {"country_f1": 0, "sector_f1": 0}),
    ("statements", statements, {"triple_f1": 0, "lost": 1}),
    ("plover", plv, {"root_accuracy": 0, "silent": 1}),
    ("police", police, {"arrest_f1": 0, "any_action_f1": 0}),
]


@pytest.mark.parametrize(("corpus", "make", "wanted"), MISSED, ids=[c for c, _, _ in MISSED])
def test_a_report_that_fails_is_missed(
    corpus: str, make: Maker, wanted: dict[str, float], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object, **__: object) -> None:
        raise IndexError("a finder's mistake")

    monkeypatch.setattr("sayso.evaluate.corpora.reports.read", broken)
    monkeypatch.setattr("sayso.evaluate.corpora.reports.read_capture", broken)
    n, scores = CORPORA[corpus](make(tmp_path), None)
    assert n >= 1
    assert {k: scores[k] for k in wanted} == pytest.approx(wanted)


@pytest.mark.parametrize("corpus", EMPTY)
def test_another_layout_is_told(corpus: str, tmp_path: Path) -> None:
    folder = tmp_path / "nothing"
    folder.mkdir()
    with pytest.raises(ReportError):
        CORPORA[corpus](folder, None)


def test_a_sample_is_spread_evenly() -> None:
    assert sample(range(10), 3, Path()) == [0, 3, 6]
    assert sample([1, 2], 5, Path()) == [1, 2]


@pytest.mark.parametrize(
    ("value", "first", "last"),
    [("2021-05-10TMO", (2021, 5, 10), (2021, 5, 10)), ("2021-02", (2021, 2, 1), (2021, 2, 28)),
     ("2021-Q4", (2021, 10, 1), (2021, 12, 31)), ("2021-WI", (2021, 12, 1), (2022, 2, 28)),
     ("2021-W01", (2021, 1, 4), (2021, 1, 10)), ("2021-W01-WE", (2021, 1, 9), (2021, 1, 10)),
     ("199", (1990, 1, 1), (1999, 12, 31)), ("2021", (2021, 1, 1), (2021, 12, 31))],
)  # fmt: skip
def test_values_of_timex3(value: str, first: tuple[int, int, int], last: tuple[int, int, int]) -> None:
    assert days_of(value) == (date(*first), date(*last))


@pytest.mark.parametrize("value", ["PRESENT_REF", "P3D", "XXXX-WXX-1", "2021-QX", "2021-13", "0000", "", "9999-WI"])
def test_values_that_name_no_days(value: str) -> None:
    assert days_of(value) is None


def test_relaxed_f1_is_between_precision_and_recall() -> None:
    tally = Relaxed()
    assert tally.f1 == 0
    tally.add([True, False], [True])
    assert tally.f1 == pytest.approx(2 / 3)


def test_locate_takes_the_nearest() -> None:
    assert locate("Tarn, then Tarn", "Tarn", 10) == Span(11, 15)
    assert locate("Tarn", "Ostra") is None


def test_codes_fall_into_country_and_sector() -> None:
    assert parts_of("USAGOV") == ("USA", "GOV")
    assert parts_of("COP") == ("", "COP")
    assert parts_of(None) == ("", "")


def test_scored_is_what_all_return(tmp_path: Path) -> None:
    assert isinstance(CORPORA["plover"](plv(tmp_path), None), Scored)


def test_confidence_is_measured_against_what_is_right() -> None:
    judged = [Judged(2, 0.9, True), Judged(2, 0.9, False), Judged(1, 0.2, False), Judged(1, 0.2, False)]
    scores = measured(judged)
    assert (scores["right_at_80"], scores["share_at_80"], scores["right"]) == (0.5, 0.5, 0.25)
    assert scores["ece"] == pytest.approx((0.8 + 0.4) / 4)
    assert scores["brier"] == pytest.approx((0.01 + 0.81 + 0.04 + 0.04) / 4)
