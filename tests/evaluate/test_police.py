"""Claims -> labels of the Indian police corpus."""

import json
from dataclasses import replace
from pathlib import Path

from sayso.evaluate.corpora import police
from sayso.evaluate.corpora.police import labels_of
from sayso.model import Actor, Claim, Span
from tests.claims import told

POLICE = Actor(kind="police", text="police", span=Span(0, 6))
ARMY = Actor(kind="military", text="the army", span=Span(0, 8))
ASSAULT = replace(told("a", killed=None).claims[0], actors=(POLICE,), rule="assault.fire", figures=())


def test_a_deed_of_police_is_an_action_and_a_deed() -> None:
    assert labels_of(ASSAULT) == {"FORCE", "ANY_ACTION", "ANY_DEED"}
    assert labels_of(replace(ASSAULT, rule="assault.kill")) == {"KILL", "FORCE", "ANY_ACTION", "ANY_DEED"}


def test_words_of_police_are_an_action_and_no_deed() -> None:
    assert labels_of(replace(ASSAULT, type="THREATEN")) == {"ANY_ACTION"}


def test_forces_sent_out_are_an_action_with_nobody_named() -> None:
    sent: Claim = replace(ASSAULT, type="MOBILIZE", mode="troops", actors=())
    assert labels_of(sent) == labels_of(replace(sent, actors=(ARMY,))) == {"ANY_ACTION"}
    assert not labels_of(replace(sent, actors=(Actor(kind="armed group", text="rebels", span=Span(0, 6)),)))


def test_what_did_not_happen_is_none() -> None:
    assert labels_of(replace(ASSAULT, status="negated")) == {"FAIL"}
    assert not labels_of(replace(ASSAULT, status="planned"))
    assert not labels_of(replace(ASSAULT, actors=(ARMY,)))


def test_what_police_say_labels_the_sentence_of_their_cue(tmp_path: Path) -> None:
    sentences = ["The town was calm, police said.", "It was raining."]
    (tmp_path / "docs.jsonl").write_text(json.dumps({"doc_id": 1, "doc_text": " ".join(sentences)}))
    (tmp_path / "metadata.jsonl").write_text(json.dumps({"doc_id": 1, "date": "2002-03-10"}))
    rows = [
        {"doc_id": 1, "sent_text": s, "sent_labels": x} for s, x in zip(sentences, (["ANY_ACTION"], None), strict=True)
    ]
    (tmp_path / "sents.jsonl").write_text("\n".join(map(json.dumps, rows)))
    scores = police.evaluate(tmp_path).scores
    assert (scores["any_action_f1"], scores["any_deed_f1"], scores["false_alarms"]) == (1, 0, 0)
