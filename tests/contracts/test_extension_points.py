"""One test for every entry of every extension point."""

import csv
import json
from pathlib import Path

import pytest

import sayso
from sayso.faces.exports import EXPORTS
from sayso.knowledge.claim_rules import load_rules
from sayso.language import parse
from sayso.language.backends import BACKENDS
from sayso.language.parser import load_backend
from sayso.meaning.understand import CLAIM_FINDERS, scene_of
from sayso.model import ROOT, Capture
from sayso.pipeline import About
from sayso.read import READERS
from sayso.records import to_json
from sayso.scale import ENGINES
from sayso.settings import Settings
from tests.language.test_spacy_backend import saved_pipeline
from tests.make import report

TEXTS = ("Norland's army shelled Tarn on Monday.", "Oda denied it.")


@pytest.mark.parametrize("name", BACKENDS)
def test_a_backend_gives_a_tree_with_an_entry_for_each_word(name: str, tmp_path: Path) -> None:
    backend = load_backend(saved_pipeline(tmp_path) if name == "spacy" else name)
    words = "Norland 's army shelled Tarn on Monday .".split()
    found = backend.analyse(words)
    assert backend.version
    assert all(len(column) == len(words) for column in found[:5])
    assert found.heads.count(ROOT) == 1
    assert found.relations[found.heads.index(ROOT)] == "root"
    assert all(0 <= n.first < n.end <= len(words) for n in found.names)
    assert backend.analyse(["Tarn"]).heads == [ROOT]
    assert backend.analyse(words) == found


@pytest.mark.parametrize("name", EXPORTS)
def test_an_export_has_a_header_and_a_line_for_each_claim(name: str) -> None:
    reading = sayso.read_text(TEXTS[0])
    rows = list(csv.reader(EXPORTS[name]([reading])))
    assert len(rows) == 1 + len(reading.claims)
    assert {len(r) for r in rows} == {len(rows[0])}


@pytest.mark.parametrize("name", ENGINES)
def test_an_engine_keeps_the_order_and_the_readings(name: str, tmp_path: Path) -> None:
    files = [tmp_path / f"{n}.txt" for n in range(3)]
    for file, text in zip(files, (TEXTS[0], "", TEXTS[1]), strict=True):
        file.write_text(text)
    sources = [str(f) for f in files]
    one, two = ([to_json(r) for r in ENGINES[name](sources, About(), Settings(), n)] for n in (1, 2))
    assert one == two
    assert "reason" in one[1]


@pytest.mark.parametrize("name", CLAIM_FINDERS)
def test_a_finder_points_at_triggers_and_knows_its_types(name: str) -> None:
    book = load_rules()
    made = report(" ".join(TEXTS), published="2024-03-05")
    scene = scene_of(made, parse(made))
    drafts = CLAIM_FINDERS[name](scene, book)
    assert [d.rule.type for d in drafts] == ["ASSAULT"]
    assert all(0 <= d.predicate.trigger < len(scene.parse) for d in drafts)
    assert all(d.mode is None or d.mode in book.types[d.rule.type].modes for d in drafts)


@pytest.mark.parametrize("name", READERS)
def test_a_reader_never_loses_a_report_without_a_word(name: str) -> None:
    raw = b"<html><body><p>Gunmen stormed a post near Tarn on Monday, officials said.</p></body></html>"
    media = {"html": "text/html", "text": "text/plain"}[name]
    from sayso.read import read

    report = read(Capture(raw=raw, name="a", media_type=media))
    assert "Gunmen stormed" in report.text
    assert report.sha256
    json.dumps(to_json(report))
