"""Maps, annotations and tasks: points where there are points, offsets that hit, and corrections that come back."""

from __future__ import annotations

import copy
import json
from dataclasses import replace
from typing import Any

import pytest

from sayso.faces.exports.annotated import judgements_in
from sayso.faces.exports.label_studio import label_config
from sayso.model import EventView, Recipient, Span
from sayso.records import from_json
from tests.faces.test_exports import made
from tests.faces.views import ARMY, OSTRA, TARN, TEXT, VILLAGERS, dead, telling, view

SHOUT = "🔥🔥 "  # two code units each in a browser


def test_only_towns_and_spots_are_points() -> None:
    second = replace(TARN, geonames=9, lat=60.5, lon=10.5)
    places: list[Any] = [(TARN,), (OSTRA,), (TARN, second)]
    features = json.loads(made("geojson", [view(telling(where=w)) for w in places]))["features"]
    assert [f["geometry"] and f["geometry"]["type"] for f in features] == ["Point", None, "MultiPoint"]
    assert features[0]["geometry"]["coordinates"] == [10.75, 60.25]


def test_selectors_hit_the_word() -> None:
    page = json.loads(made("annotations"))
    quote, position = page["items"][0]["target"]["selector"]
    assert TEXT[position["start"] : position["end"]] == quote["exact"] == "attacked"
    assert page["items"][0]["target"]["source"]["id"].startswith("urn:sayso:report:")
    assert page["about"]["query"] == "type=ASSAULT&since=2024-01-01"


def test_json_lines_lose_nothing() -> None:
    told = view(telling(figures=(dead(3),)))
    assert isinstance(told.slot("recipients").values[0].actor, Recipient)
    about, event, line = (json.loads(x) for x in made("jsonl", [told]).splitlines())
    assert (about["record"], event["record"], line["record"]) == ("about", "event", "claim")
    assert from_json(type(told.tellings[0].claim), line["claim"]) == told.tellings[0].claim
    assert event["event"]["tolls"][0]["low"] == 3
    assert from_json(EventView, event["event"] | {"tellings": []}) == replace(told, tellings=())


def tasks(text: str = TEXT, **fields: Any) -> list[Any]:
    doer = replace(ARMY, span=Span(len(text) - len(TEXT), len(text) - len(TEXT) + 8))
    told = telling(actors=(doer,), where=(), **fields)
    evidence = replace(told.claim.evidence, sentence=Span(0, len(text)))
    told = replace(told, claim=replace(told.claim, evidence=evidence))
    found: list[Any] = json.loads(made("label-studio", [view(told)], text_of=lambda report: text))
    return found


def annotated(task: Any) -> Any:
    """Return a task in which a person has accepted all that is predicted."""
    done = copy.deepcopy(task)
    done["annotations"] = [{"was_cancelled": False, "result": done["predictions"][0]["result"]}]
    return done


def results(task: Any) -> list[Any]:
    found: list[Any] = task["annotations"][0]["result"]
    return found


def corrections_of(export: Any) -> list[dict[str, Any]]:
    """Return the judgements of an export in which all can be placed."""
    judged, unplaced = judgements_in(export)
    assert unplaced == []
    return [{k: v for k, v in j.items() if k != "task"} for j in judged]


def why(*export: Any) -> str:
    """Return why the only thing that cannot be placed cannot be."""
    (unplaced,) = judgements_in(export)[1]
    return unplaced.why


def test_what_nobody_changed_is_no_judgement() -> None:
    assert corrections_of([annotated(t) for t in tasks()]) == []
    assert corrections_of(tasks()) == []
    left = annotated(tasks()[0])
    left["annotations"][0]["was_cancelled"] = True
    assert corrections_of([left]) == []


def test_another_type_mode_or_status_is_a_correction() -> None:
    task = annotated(tasks()[0])
    for result in results(task):
        if result["from_name"] in ("type", "mode"):
            result["value"]["choices"] = [{"type": "COERCE", "mode": "no mode"}[result["from_name"]]]
    found = corrections_of([task])
    key = task["data"]["claim"]["id"]
    assert found == [
        {"kind": "correct", "claim": key, "field": "type", "value": "COERCE"},
        {"kind": "correct", "claim": key, "field": "mode", "value": None},
    ]


def test_no_claim_is_a_rejection() -> None:
    task = annotated(tasks()[0])
    results(task).append(
        {"from_name": "verdict", "to_name": "text", "type": "choices", "value": {"choices": ["no claim"]}}
    )
    assert corrections_of([task]) == [{"kind": "reject", "claim": task["data"]["claim"]["id"]}]


@pytest.mark.parametrize("lead", ["", SHOUT])
def test_an_actor_marked_anew_points_at_the_words_of_the_report(lead: str) -> None:
    text = lead + TEXT
    task = annotated(tasks(text)[0])
    units = len(lead.encode("utf-16-le")) // 2
    doer = next(r for r in results(task) if r["value"].get("labels") == ["Actor"])
    assert doer["value"]["start"] == units
    doer["value"] |= {"start": units + 4, "end": units + 8, "text": "army"}
    (found,) = corrections_of([task])
    assert found["field"] == "actors"
    (actor,) = found["value"]
    assert text[slice(*actor["span"])] == actor["text"] == "army"


def test_a_recipient_taken_away_is_gone_and_those_beyond_the_sentence_stay() -> None:
    far = replace(VILLAGERS, span=Span(900, 905))
    task = annotated(tasks(recipients=(VILLAGERS, far))[0])
    task["annotations"][0]["result"] = [r for r in results(task) if r["value"].get("labels") != ["Recipient"]]
    (found,) = corrections_of([task])
    assert found["field"] == "recipients"
    assert [r["span"] for r in found["value"]] == [[900, 905]]


BAD: list[Any] = [{}, 1, "x", None, {"data": {"claim": {}, "text": ""}, "annotations": [{"result": [1]}]}, {"data": None},
                  {"data": {"claim": 7}, "annotations": [{"result": [{"type": "labels"}]}]}]  # fmt: skip


@pytest.mark.parametrize("bad", BAD)
def test_a_damaged_task_is_named_and_the_others_are_taken(bad: Any) -> None:
    task = annotated(tasks()[0])
    results(task)[-1]["value"]["choices"] = ["denied"]
    if bad == {"data": None}:
        bad["annotations"] = [{"result": [1]}]
    judged, unplaced = judgements_in([bad, task])
    assert [(j["field"], j["task"]) for j in judged] == [("status", 2)]
    assert [u.task for u in unplaced] == [1]


def test_json_min_is_named() -> None:
    assert "export as JSON" in why({"annotation_id": 3, "annotator": 1, "text": "x", "spans": []})


def test_claims_are_joined_with_name_and_reason() -> None:
    task = annotated(tasks()[0])
    for name, words in (("same", "ab12cd34, ef56ab78"), ("different", "123456"), ("reason", "one attack")):
        results(task).append({"from_name": name, "to_name": "text", "type": "textarea", "value": {"text": [words]}})
    task["annotations"][0]["completed_by"] = {
        "id": 3,
        "email": "ana@norland.example",
        "first_name": "Ana",
        "last_name": "",
    }
    found = corrections_of([task])
    assert [(j["kind"], j["other"]) for j in found] == [
        ("same", "ab12cd34"), ("same", "ef56ab78"), ("different", "123456")]  # fmt: skip
    assert {(j["by"], j["reason"]) for j in found} == {("Ana", "one attack")}


def test_of_annotations_the_last_that_stands_counts() -> None:
    task = annotated(tasks()[0])
    later = copy.deepcopy(task["annotations"][0])
    results(task)[-1]["value"]["choices"] = ["denied"]
    later["updated_at"], task["annotations"][0]["updated_at"] = "2024-05-02T10:00:00Z", "2024-05-01T10:00:00Z"
    cancelled = {"was_cancelled": True, "updated_at": "2024-05-03T10:00:00Z", "result": []}
    task["annotations"] = [later, *task["annotations"], cancelled]
    assert corrections_of([task]) == []


def test_what_is_no_judgement_is_told() -> None:
    empty, moved, added, bare, odd = (annotated(tasks()[0]) for _ in range(5))
    empty["annotations"][0]["result"] = []
    assert "nothing is marked" in why(empty)
    trigger = next(r for r in results(moved) if r["value"].get("labels") == ["Trigger"])
    trigger["value"] |= {"start": 0, "end": 3, "text": TEXT[:3]}
    assert "another trigger" in why(moved)
    at = {"start": 4, "end": 8, "labels": ["Place"]}
    results(added).append({"from_name": "spans", "to_name": "text", "type": "labels", "value": at})
    assert "where: 'army' cannot be added" in why(added)
    bare["annotations"][0]["result"] = [r for r in results(bare) if r["type"] == "choices"]
    assert "no trigger is marked" in why(bare)
    assert judgements_in([bare])[0] == []  # actors are not taken away where nothing was marked
    results(odd).append({"type": "labels", "value": {"start": 4, "end": 8, "text": "navy", "labels": ["Actor"]}})
    assert "'navy' does not stand" in why(odd)


def test_the_labelling_configuration_is_sound_xml() -> None:
    import xml.etree.ElementTree as tree

    root = tree.fromstring(label_config())
    assert {c.get("name") for c in root.iter("Choices")} == {"type", "mode", "status", "verdict"}
    assert {"Actor", "Recipient", "Trigger"} <= {c.get("value") for c in root.iter("Label")}
