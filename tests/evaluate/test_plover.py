"""Sentences with a root of the first PLOVER -> how often ours is the same."""

import json
from pathlib import Path

import pytest

from sayso.evaluate.corpora import plover

ROOTS = [
    ("Norland captured the town of Tarn.", "ASSAULT"),  # our COERCE, CAMEO 192
    ("The court sentenced the editor to four years.", "ACCUSE"),  # our SANCTION, 116
    ("Norland failed to sign the treaty.", "REJECT"),
    ("Norland did not free the prisoners.", "REJECT"),
    ("Norland took in refugees.", "AID"),
    ("Norland withdrew its troops from Tarn.", "YIELD"),
    ("Norland will send aid to Sarvia.", "AGREE"),
]


@pytest.mark.parametrize(("sentence", "root"), ROOTS)
def test_root(tmp_path: Path, sentence: str, root: str) -> None:
    row = {"sentence": sentence, "source": "Norland", "target": "", "gold_root": root}
    (tmp_path / "one.jsonl").write_text(json.dumps(row), encoding="utf8")
    assert plover.evaluate(tmp_path / "one.jsonl").scores["root_accuracy"] == 1
