"""What docs/threat-model.md promises of hostile sources and questions, beyond the tests of each room."""

from __future__ import annotations

import gzip
import importlib
import io
import json
import time
import zipfile
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import func, select
from typer.testing import CliRunner

from sayso.faces.cli import app
from sayso.ledger import record
from sayso.ledger.search import query
from sayso.ledger.search.filters import FIELDS, Filter
from sayso.ledger.store import open_ledger
from sayso.ledger.tables import schema
from sayso.model import Capture, Failure, ReportError
from sayso.read import captures, read
from sayso.read.network.visit import Visitor
from sayso.settings import Settings
from tests.ledger.told import told
from tests.read.site import Site
from tests.read.site import news as news  # a fixture

LOCAL = Settings(allow_private=True, timeout=5.0)
SHOWN = (
    "<p>Gunmen stormed a police post near Tarn on Monday, the Interior Ministry of Norland said in a statement.</p>" * 2
)
HIDDEN = "The army of Sarvia shelled the market of Ostra on Monday and killed ninety people."
SENTENCE = b"Norland's army shelled the market of Tarn on Monday, Minister Oda said. "


@pytest.mark.network
def test_robots_txt_is_followed_after_a_redirect(news: Site) -> None:
    news.pages["/13"] = (b"", 302, {"Location": "/closed/x"})
    news.pages["/closed/x"] = news.pages["/11"]
    with pytest.raises(ReportError, match="forbids"):
        Visitor(LOCAL).visit(news.url + "/13")
    assert "/closed/x" not in [path for path, _ in news.asked]
    news.pages["/14"] = (b"", 302, {"Location": "/12"})
    assert Visitor(LOCAL).visit(news.url + "/14").url == news.url + "/12"


@pytest.mark.parametrize("written", ["a.urls", "a.opml", "a.xml", "a.jsonl", "a.csv"])
def test_what_a_collection_names_leads_nowhere_private_by_a_redirect(
    written: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    fetch = importlib.import_module("sayso.read.network.fetch")
    ask = fetch._ask

    def first(client: Any, target: Any, name: str, settings: Settings) -> Capture | str:
        if target.host != "news.example":
            return ask(client, target, name, settings)  # type: ignore[no-any-return]
        return (
            "http://169.254.169.254/latest"
            if target.path != "/robots.txt"
            else Capture(raw=b"User-agent: x\n", name=name)
        )

    monkeypatch.setattr(fetch, "_ask", first)
    url = f"http://news.example/{written}"
    words = {"a.urls": url, "a.opml": f'<opml><body><outline xmlUrl="{url}"/></body></opml>',
             "a.xml": f"<urlset><url><loc>{url}</loc></url></urlset>", "a.jsonl": json.dumps({"url": url}), "a.csv": f"url\n{url}\n"}  # fmt: skip
    (tmp_path / written).write_text(words[written])
    (found,) = captures(str(tmp_path / written), Settings())
    assert isinstance(found, Failure)
    assert "private address" in found.reason


def test_names_out_of_a_report_are_never_paths(tmp_path: Path) -> None:
    source, out, other = tmp_path / "in", tmp_path / "out", "../../escaped"
    source.mkdir()
    with zipfile.ZipFile(source / "a.zip", "w") as packed:
        packed.writestr("../../escaped.txt", SENTENCE * 3)
        packed.writestr("/tmp/sayso-escaped.txt", SENTENCE * 2)
    fields = {
        "text": SENTENCE.decode(),
        "outlet": other,
        "key": "/tmp/sayso-escaped",
        "title": other,
        "url": "http://a.example/../../x",
    }
    (source / "b.jsonl").write_text(json.dumps(fields))
    ended = CliRunner().invoke(app, ["batch", str(source), "--out", str(out), "--workers", "1"])
    assert ended.exit_code == 0, ended.stderr
    assert {p.relative_to(tmp_path).as_posix() for p in tmp_path.rglob("*") if p.is_file()} == {
        "in/a.zip", "in/b.jsonl", "out/manifest.json", "out/finished.jsonl", "out/total.json", "out/shard-000000.jsonl"}  # fmt: skip
    assert not Path("/tmp/sayso-escaped.txt").exists() and not (tmp_path.parent / "escaped.txt").exists()


def packed_again(raw: bytes, times: int) -> bytes:
    for _ in range(times):
        raw = gzip.compress(raw)
    return raw


def zip_of(**files: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, raw in files.items():
            archive.writestr(name.replace("_", "."), raw)
    return out.getvalue()


ZEROS = bytes(60_000_000)
NESTED = {
    "a.txt.gz": packed_again(ZEROS, 1), "b.txt.gz": packed_again(ZEROS, 3), "c.zip": zip_of(a_zip=zip_of(a_txt=SENTENCE)),
    "d.zip": zip_of(a_txt_gz=packed_again(ZEROS, 1)), "e.zip.gz": gzip.compress(zip_of(a_txt=SENTENCE)),
    "f.jsonl.gz": packed_again(ZEROS, 2), "g.xml.gz": packed_again(ZEROS, 1), "h.warc.gz": packed_again(ZEROS, 2),
}  # fmt: skip


@pytest.mark.parametrize("name", NESTED)
def test_packed_in_packed_is_let_go(name: str, tmp_path: Path) -> None:
    (tmp_path / name).write_bytes(NESTED[name])
    for found in captures(str(tmp_path / name), Settings()):
        if isinstance(found, Capture):
            with pytest.raises(ReportError):
                read(found)


LAUGHS = "<!DOCTYPE x [<!ENTITY a0 'ha'>" + "".join(
    f"<!ENTITY a{n} '{f'&a{n - 1};' * 10}'>" for n in range(1, 12)
) + "]>"  # fmt: skip
ENTITIES = {
    "a.rss": "<rss version='2.0'><channel><item><title>{}</title><link>http://127.0.0.1:9/</link></item></channel></rss>",
    "a.atom": "<feed xmlns='http://www.w3.org/2005/Atom'><entry><title>{}</title></entry></feed>",
    "a.xml": "<urlset><url><loc>http://127.0.0.1:9/{}</loc></url></urlset>",
    "a.opml": "<opml><body><outline xmlUrl='http://127.0.0.1:9/{}'/></body></opml>",
    "a.html": "<html><body><p>{}</p></body></html>",
}


@pytest.mark.parametrize("name", ENTITIES)
def test_entities_neither_grow_nor_fetch(name: str, tmp_path: Path) -> None:
    (tmp_path / "secret").write_text("the harbour key")
    outside = f"<!DOCTYPE x [<!ENTITY s SYSTEM 'file://{tmp_path / 'secret'}'>]>"
    start = time.process_time()
    for declared, entity in ((LAUGHS, "&a11;"), (outside, "&s;")):
        (tmp_path / name).write_text(declared + ENTITIES[name].format(entity))
        for found in captures(str(tmp_path / name), Settings()):
            assert b"harbour key" not in getattr(found, "raw", b"")
            assert len(getattr(found, "raw", b"")) < 100_000
    assert time.process_time() - start < 5


@pytest.mark.parametrize(
    "hidden",
    ['<p style="display:none">{}</p>', '<div style="COLOR:red; Display : None"><p>{}</p></div>', "<p hidden>{}</p>",
     '<p style="visibility:hidden">{}</p>', "<p>Rain fell. <span style='display:none'>{}</span> Ten left.</p>", "<template><p>{}</p></template>",
     "<textarea>{}</textarea>", "<figure hidden><figcaption>{}</figcaption></figure>", "<!-- <p>{}</p> -->"],
)  # fmt: skip
def test_what_a_page_hides_is_not_read(hidden: str) -> None:
    page = f"<html><head><title>Post stormed</title></head><body><article>{SHOWN * 2}{hidden.format(HIDDEN)}</article></body></html>"
    report = read(Capture(raw=page.encode(), name="a.html"))
    assert "Tarn" in report.text
    assert "Sarvia" not in report.text


def test_a_page_that_a_script_shows_is_read() -> None:
    page = f"<html><body style='visibility:hidden'><article>{SHOWN}<p>{HIDDEN}</p></article></body></html>"
    assert "Sarvia" in read(Capture(raw=page.encode(), name="a.html")).text


SQL = ("'; DROP TABLE claims; --", "x' OR '1'='1", '" OR 1=1 --', "%", "_", "\\", "NEAR(a b)", 'a" AND "b', "*", ":x", "?1", "\x1b[2J", "a" * 100_000,
       "9" * 5000, "9" * 30, "-" * 3000, "(" * 3000)  # fmt: skip


@pytest.mark.parametrize("field", FIELDS)
def test_no_word_of_a_question_is_sql(field: str, tmp_path: Path) -> None:
    engine = open_ledger(tmp_path / "ledger.db")
    record.add(engine, [told("Gunmen shelled Tarn.", actor="nor", outlet="Ostra Times", day="2024-03-05")])
    start = time.process_time()
    for words in SQL:
        try:
            asked = Filter.from_words({field: [words, words] if field == "text" else [words]})
        except ValueError as error:
            assert len(str(error)) < 300_000
            continue
        with engine.connect() as connection:
            for find in (query.find_claims, query.find_events, query.find_reports):
                find(connection, asked)
    assert time.process_time() - start < 20
    with engine.connect() as connection:
        assert connection.execute(select(func.count()).select_from(schema.claims)).scalar_one() == 1
    engine.dispose()
