"""One test for every entry of every extension point."""

import csv
import io
import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import sayso
from sayso.faces.exports import EXPORTS
from sayso.knowledge.claim_rules import load_rules
from sayso.language import parse
from sayso.language.backends import BACKENDS
from sayso.language.parser import load_backend
from sayso.meaning.understand import CLAIM_FINDERS, scene_of
from sayso.model import ROOT, Capture, Failure, Report, ReportError
from sayso.pipeline import About
from sayso.read import COLLECTIONS, READERS, captures, read
from sayso.read.collections import guarded
from sayso.read.formats.fields import MEDIA_TYPE
from sayso.read.streams.opened import Opened
from sayso.records import to_json
from sayso.scale import ENGINES
from sayso.settings import Settings
from tests.language.test_spacy_backend import saved_pipeline
from tests.make import report
from tests.read.site import SAMPLES
from tests.read.site import news as news  # fixtures
from tests.read.site import site as site

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


PAGE = b"<html><body><p>Gunmen stormed a post near Tarn on Monday, officials said.</p></body></html>"
BYTES = {
    "html": ("text/html", PAGE),
    "text": ("text/plain", PAGE),
    "fields": (MEDIA_TYPE, b'{"text": "Gunmen stormed a post near Tarn on Monday, officials said."}'),
}


@pytest.mark.parametrize("name", READERS)
def test_a_reader_never_loses_a_report_without_a_word(name: str) -> None:
    media, raw = BYTES[name]
    report = read(Capture(raw=raw, name="a", media_type=media))
    assert "Gunmen stormed" in report.text
    assert report.sha256
    json.dumps(to_json(report))


# To add a sample, put it into tests/read/samples under the name of its collection: one whose pages lie elsewhere names
# them under {server}.
@pytest.mark.network
@pytest.mark.parametrize("name", COLLECTIONS)
def test_a_collection_gives_the_reports_of_its_sample(name: str, tmp_path: Path, site: str) -> None:
    samples = sorted(p for p in SAMPLES.iterdir() if p.name.startswith(name.replace(" ", "_") + "."))
    assert samples, "each collection has a sample"
    for sample in SAMPLES.iterdir():
        (tmp_path / sample.name).write_bytes(sample.read_bytes().replace(b"{server}", site.encode()))
    for sample in samples:
        found = list(captures(str(tmp_path / sample.name), Settings(allow_private=True)))
        reports = [r for c in found if isinstance(r := _read(c), Report)]
        failures = [f for c in found if isinstance(f := _read(c), Failure)]
        assert ["stormed" in r.text for r in reports] == [True, True], (sample.name, found)
        assert [r.published and r.published[:10] for r in reports] == ["2021-05-11", "2021-05-12"], sample.name
        assert [bool(f.reason) for f in failures] == [True], (sample.name, failures)
        assert all(c.name.startswith((site, str(tmp_path))) for c in found)


def _read(found: Capture | Failure) -> Report | Failure:
    if isinstance(found, Failure):
        return found
    try:
        return read(found)
    except ReportError as error:
        return error.failure


@pytest.mark.parametrize("name", COLLECTIONS)
@settings(deadline=None, max_examples=30, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_a_collection_survives_whatever_bytes_it_holds(name: str, data: st.DataObject, tmp_path: Path) -> None:
    sample = next(p for p in SAMPLES.iterdir() if p.name.startswith(name.replace(" ", "_") + ".")).read_bytes()
    start = data.draw(st.integers(0, len(sample)))
    end = data.draw(st.integers(start, len(sample)))
    raw = sample[:start] + data.draw(st.binary(max_size=50)) + sample[end:]
    (tmp_path / "s").write_bytes(raw.replace(b"{server}", b"http://127.0.0.1:9"))
    source = Opened(stream=io.BytesIO(raw.replace(b"{server}", b"http://127.0.0.1:9")), name="s", folder=tmp_path)
    for found in (*captures(str(tmp_path / "s"), Settings()), *_split(name, source)):
        if isinstance(found, Capture):
            _read(found)


def _split(name: str, source: Opened) -> Iterator[Capture | Failure]:
    """Split as `captures` does, which names what cannot be split at all."""
    return guarded(COLLECTIONS[name].split(source, Settings(), {}), source.name)
