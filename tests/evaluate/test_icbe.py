"""ICBe's sentences: which are of speech, which of action, and what is counted of each."""

from __future__ import annotations

import json
import lzma
from pathlib import Path
from typing import Any

import pytest

from sayso.evaluate.corpora.icbe import BASELINES, evaluate, readings_of, sentences_of
from sayso.model import ReportError

ROWS: list[dict[str, Any]] = [
    {"crisno": 1, "n": 1, "text": "Norland threatened to shell Ostra.", "event_type": "speech"},
    {"crisno": 1, "n": 2, "text": "Norland's army shelled Ostra.", "event_type": "action"},
    {"crisno": 2, "n": 1, "text": "A crisis began when Sarvia's army invaded Norland.", "event_type": "thought",
     "thinkkind": "fear;start of crisis"},
    {"crisno": 2, "n": 2, "text": "Sarvia's troops left Tarn, Norland said.", "event_type": "action"},
    {"crisno": 2, "n": 2, "text": "Sarvia's troops left Tarn, Norland said.", "event_type": "speech"},
    {"crisno": 2, "n": 3, "text": "The river is long."},
]  # fmt: skip


def corpus(folder: Path) -> Path:
    named = {"n": "sentence_number_int_aligned", "text": "sentence_span_text"}
    rows = [json.dumps({named.get(k, k): v for k, v in row.items()}) for row in ROWS]
    file = folder / "icbe.jsonl.xz"
    file.write_bytes(lzma.compress("\n".join([*rows, "no json", "[]"]).encode()))
    return file


def test_codings_of_one_sentence_are_joined(tmp_path: Path) -> None:
    found = list(sentences_of(corpus(tmp_path)))
    assert [(sorted(s.kinds), s.half) for s in found] == [
        (["speech"], "first_half"), (["action"], "first_half"), (["thought"], "second_half"),
        (["action", "speech"], "second_half"),
    ]  # fmt: skip
    assert found[2].thoughts == {"fear", "start of crisis"}


def test_a_threat_is_no_deed_and_a_deed_is_found(tmp_path: Path) -> None:
    n, scores = evaluate(corpus(tmp_path))
    assert n == 3
    assert scores["deeds_found"] == scores["material_found"] == scores["deeds_found_first_half"] == 1
    assert scores["speech_as_deed"] == 0.5
    assert scores["speech_as_deed_second_half"] == scores["speech_as_deed_thought_only"] == 1
    assert scores["speech_as_deed_first_half"] == scores["speech_as_deed_without_bounds"] == 0
    assert scores["speech_as_deed_all_reported"] == 1


@pytest.mark.parametrize(
    ("text", "taken"),
    [
        ("Norland's army shelled Ostra.", "all_reported say_only local_markers"),
        ("Sarvia said that Norland's army shelled Ostra.", "all_reported local_markers"),
        ("Norland's army shelled Ostra, Sarvia said.", "all_reported local_markers"),
        ("According to Sarvia, Norland's army shelled Ostra.", "all_reported local_markers"),
        ("Norland's army did not shell Ostra.", "all_reported say_only"),
        ("Norland's army may shell Ostra.", "all_reported say_only"),
    ],
)
def test_plain_readings(text: str, taken: str) -> None:
    found = readings_of(text)
    assert {name for name in BASELINES if any(c.type == "ASSAULT" for c in found[name])} == set(taken.split())


def test_another_file_is_told(tmp_path: Path) -> None:
    file = tmp_path / "a.xz"
    file.write_bytes(b"no xz")
    with pytest.raises(ReportError):
        evaluate(file)
