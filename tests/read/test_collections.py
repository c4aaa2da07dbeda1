"""Sources of many reports: what splits them, in which order, and what is left of damaged ones."""

from __future__ import annotations

import bz2
import gzip
import io
import json
import lzma
import sys
import zipfile
from pathlib import Path

import pytest

from sayso.model import Capture, Failure, ReportError
from sayso.read import captures, read
from sayso.read.formats.fields import fields_capture
from sayso.read.formats.moments import moment_of
from sayso.read.streams import packed
from sayso.read.streams.columns import columns_of
from sayso.settings import Settings
from tests.read.site import SAMPLES

TEXT = "Norland shells Ostra\n\nThe army fired on the port, officials said.\n"
ROW = {
    "title": "Norland shells Ostra",
    "text": "The army fired on the port, officials said.",
    "published": "2021-05-11",
}


def found_in(path: Path, columns: str = "", **given: int) -> list[Capture | Failure]:
    return list(captures(str(path), Settings(**given), columns_of(columns)))  # type: ignore[arg-type]


def reasons(path: Path, **given: int) -> list[str]:
    return [f"{Path(f.name).name}: {f.reason}" for f in found_in(path, **given) if isinstance(f, Failure)]


def written(path: Path, raw: bytes | str) -> Path:
    path.parent.mkdir(exist_ok=True, parents=True)
    path.write_bytes(raw.encode() if isinstance(raw, str) else raw)
    return path


def lines(*rows: object) -> str:
    return "".join(json.dumps(row) + "\n" for row in rows)


def test_a_folder_by_name_without_what_is_hidden(tmp_path: Path) -> None:
    for name in ("b.txt", "a/z.txt", "a/.x.txt", ".git/c.txt", "c.txt"):
        written(tmp_path / name, TEXT)
    names = [c.name.removeprefix(str(tmp_path)) for c in captures(str(tmp_path), Settings())]
    assert names == ["/b.txt", "/c.txt", "/a/z.txt"]


def test_an_empty_folder_and_a_file_that_is_not_there(tmp_path: Path) -> None:
    assert reasons(tmp_path) == [f"{tmp_path.name}: holds no files"]
    assert reasons(tmp_path / "x") == ["x: no such file"]
    assert [f.reason for f in captures("ftp://x/y", Settings()) if isinstance(f, Failure)] == [
        "only http and https URLs are read, not ftp"
    ]


@pytest.mark.parametrize("pack", [gzip.compress, bz2.compress, lzma.compress])
def test_packed_files_are_unpacked(pack, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    (found,) = found_in(written(tmp_path / "a.txt.gz", pack(TEXT.encode())))
    assert isinstance(found, Capture)
    assert read(found).text == TEXT
    rows = found_in(written(tmp_path / "a.jsonl.gz", pack(lines(ROW, ROW).encode())))
    assert [isinstance(c, Capture) for c in rows] == [True, True]
    assert len(reasons(written(tmp_path / "b.jsonl.gz", pack(lines(ROW, ROW).encode())[:-20]))) == 1


@pytest.mark.parametrize("pack", [gzip.compress, bz2.compress, lzma.compress])
def test_a_bomb_is_let_go(pack, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:  # type: ignore[no-untyped-def]
    monkeypatch.setattr(packed, "FREE", 1_000_000)
    bomb = written(tmp_path / "bomb.csv.gz", pack(b"text\n" + b" \n" * 1_000_000))
    assert [r for r in reasons(bomb) if "times its size" in r]
    assert reasons(written(tmp_path / "bomb.txt.gz", bomb.read_bytes()), max_bytes=5000) == [
        "bomb.txt.gz: too large (over 5,000 bytes)"
    ]


def test_a_zip_archive_with_a_bomb_a_lock_and_damage(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(packed, "FREE", 1_000_000)
    with zipfile.ZipFile(tmp_path / "a.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        for name, words in (
            ("a.txt", TEXT),
            ("bomb.txt", " " * 3_000_000),
            ("b.txt", TEXT),
            ("c.txt", "x" * 99 + TEXT),
        ):
            archive.writestr(name, words)
    raw = bytearray((tmp_path / "a.zip").read_bytes())
    raw[raw.index(b"c.txt") + 8] ^= 0xFF
    raw[raw.rindex(b"b.txt") - 38] |= 1  # of its entry in the directory: encrypted
    found = found_in(written(tmp_path / "b.zip", bytes(raw)))
    assert [isinstance(c, Capture) for c in found] == [True, False, False, False]
    assert [r.partition(": ")[2][:11] for r in reasons(tmp_path / "b.zip")] == [
        "unpacks to ",
        "is encrypte",
        "damaged or ",
    ]
    assert reasons(written(tmp_path / "c.zip", b"PK")) == ["c.zip: a ZIP archive that cannot be read"]


def test_columns_leave_texts_and_pages_alone(tmp_path: Path) -> None:
    written(tmp_path / "a.txt", "text\nGunmen stormed.\n")
    written(tmp_path / "b", "text\nGunmen stormed.\n")
    written(tmp_path / "c", "<!doctype html><p>Gunmen stormed.")
    assert [Path(c.name).name for c in found_in(tmp_path, "text=text")] == ["a.txt", "b#1", "c"]


def test_standard_input_is_split_too(monkeypatch: pytest.MonkeyPatch) -> None:
    class Piped:
        buffer = io.BytesIO(gzip.compress(lines(ROW, ROW).encode()))

    monkeypatch.setattr(sys, "stdin", Piped())
    assert [c.name for c in captures("-", Settings())] == ["-#1", "-#2"]


def test_title_and_body_are_parts_and_the_body_is_kept_to_the_character() -> None:
    body = "The army fired  on the port,\r\nofficials said.\n\nOda denied it."
    made = read(fields_capture({"text": body, "title": " Norland  shells Ostra ", "byline": "Jane Doe"}, "x"))
    assert made.text == f"Norland shells Ostra\n\nJane Doe\n\n{body}"
    assert [p.kind for p in made.parts] == ["title", "byline", "body", "body", "body"]
    again = read(fields_capture({"text": f"NORLAND SHELLS OSTRA!\n\n{body}", "title": "Norland shells Ostra"}, "x"))
    assert again.text.startswith("NORLAND SHELLS OSTRA!\n\nThe army")
    assert [p.kind for p in again.parts] == ["title", "body", "body", "body"]


def test_what_is_given_goes_before_what_a_record_states() -> None:
    capture = fields_capture({**ROW, "outlet": "Ostra Times", "key": "7"}, "x")
    assert (read(capture).outlet, read(capture).published, read(capture).key) == ("Ostra Times", "2021-05-11", "7")
    given = read(capture, outlet="Tarn Post", published="2021-05-12", key="8")
    assert (given.outlet, given.published, given.key) == ("Tarn Post", "2021-05-12", "8")
    assert given.published_basis == "given"


def test_a_date_that_may_be_read_in_two_ways_is_refused() -> None:
    with pytest.raises(ReportError, match="two ways"):
        read(fields_capture({**ROW, "published": "05/11/2021"}, "x"))


@pytest.mark.parametrize(
    ("words", "moment"),
    [
        ("2021-05-11", "2021-05-11"),
        ("20210511", "2021-05-11"),
        ("2021-05-11 10:30", "2021-05-11T10:30:00"),
        ("2021-05-11T10:30:00.000Z", "2021-05-11T10:30:00+00:00"),
        ("2021-05-11 10:30:00 +03:00", "2021-05-11T10:30:00+03:00"),
        ("2021-05-11 10:30:00 UTC", "2021-05-11T10:30:00+00:00"),
        ("20210511103000", "2021-05-11T10:30:00"),
        ("Tue, 11 May 2021 10:30:00 +0300", "2021-05-11T10:30:00+03:00"),
        ("11 May 2021 10:30 GMT", "2021-05-11T10:30:00+00:00"),
        ("May 11, 2021", "2021-05-11"),
        ("Tuesday, 11 May 2021", "2021-05-11"),
        ("11-MAY-2021 10:30:00.12", "2021-05-11T10:30:00"),
        ("May 11, 2021 9:05 pm", "2021-05-11T21:05:00"),
        ("May 11, 2021 12:05 a.m.", "2021-05-11T00:05:00"),
        ("May 11, 2021 25:05", None),
        ("Sept 11 2021", None),
        ("05/11/2021", None),
        ("2021-13-01", None),
        ("yesterday", None),
        ("", None),
        ("9" * 100, None),
        ("20215", None),
    ],
)
def test_moments(words: str, moment: str | None) -> None:
    assert moment_of(words) == moment


@pytest.mark.parametrize(
    ("words", "order", "published"),
    [
        ("5/11/2021", "mdy", "2021-05-11"),
        ("5/11/2021 10:30", "dmy", "2021-11-05T10:30:00"),
        ("2021-05-11", "dmy", "2021-05-11"),
    ],
)
def test_the_order_of_day_and_month(words: str, order: str, published: str, tmp_path: Path) -> None:
    table = written(tmp_path / "t.csv", f"text,date\nGunmen stormed.,{words}\n")
    (found,) = found_in(table, f"dates={order}")
    assert isinstance(found, Capture)
    assert read(found).published == published


def test_an_order_that_is_none() -> None:
    with pytest.raises(ValueError, match="dates= is one of"):
        columns_of("dates=ymd")


def test_a_column_map(tmp_path: Path) -> None:
    table = written(tmp_path / "t.csv", 'story;when\n"Gunmen stormed; Oda fled.";2021-05-11\n')
    (found,) = found_in(table, "text=story,published=when")
    assert isinstance(found, Capture)
    assert (read(found).text, read(found).published) == ("Gunmen stormed; Oda fled.", "2021-05-11")
    assert [f.reason for f in found_in(table, "text=body") if isinstance(f, Failure)] == [
        "has no column 'body'; it has story, when"
    ]
    nested = written(tmp_path / "n.json", json.dumps({"doc": {"body": "Gunmen stormed."}}))
    (inner,) = found_in(nested, "text=doc.body")
    assert isinstance(inner, Capture)


@pytest.mark.parametrize("words", ["text", "text=", "body=text", "=x", "text body"])
def test_what_is_no_column_map(words: str) -> None:
    with pytest.raises(ValueError, match="no column map"):
        columns_of(words)


def test_json_that_is_damaged_or_no_report(tmp_path: Path) -> None:
    rows = written(
        tmp_path / "a.jsonl",
        lines(ROW) + "{\n[]\n" + lines({"a": 1}, ROW) + "\n" + lines({**ROW, "text": "x" * 9000}, ROW),
    )
    told = ["a.jsonl#2: is no JSON object", "a.jsonl#3: is no JSON object"]
    told.append("a.jsonl#4: has no text (name its columns: --columns text=...)")
    assert reasons(rows, max_bytes=5000) == [*told, "a.jsonl#6: too large (over 5,000 bytes)"]
    assert len(found_in(rows, max_bytes=5000)) == 7
    first = written(tmp_path / "b.jsonl", "{\n" + lines(ROW, ROW))
    assert reasons(first) == ["b.jsonl#1: is no JSON object"]
    assert len(found_in(first)) == 3
    array = written(tmp_path / "c.json", json.dumps([ROW, ROW])[:-40])
    assert reasons(array) == ["c.json#2: broken off, or no JSON"]
    deep = written(tmp_path / "d.jsonl", '{"text":' * 100_000 + "\n" + lines(ROW))
    assert reasons(deep) == ["d.jsonl#1: is no JSON object"]


def test_a_long_array_comes_object_by_object(tmp_path: Path) -> None:
    rows = [{**ROW, "key": n, "text": "The port was shut. " * n} for n in range(1, 800)]
    found = found_in(written(tmp_path / "a.json", json.dumps(rows, indent=1)))
    assert [json.loads(c.raw)["key"] for c in found if isinstance(c, Capture)] == [str(n) for n in range(1, 800)]


def test_other_json_is_still_named(tmp_path: Path) -> None:
    (found,) = found_in(written(tmp_path / "a.json", '{"settings": 1}'))
    assert isinstance(found, Capture)
    with pytest.raises(ReportError, match="JSON; sayso reads"):
        read(found)


def test_the_output_of_sayso_is_read_by_its_reports(tmp_path: Path) -> None:
    report = {"record": "report", "text": TEXT, "outlet": "Ostra Times", "published": "2021-05-11"}
    (found,) = found_in(written(tmp_path / "a.jsonl", lines(report, {"record": "claim", "id": "x"})))
    assert isinstance(found, Capture)
    assert read(found).text == TEXT


def test_a_table_in_windows_characters_and_with_a_mark(tmp_path: Path) -> None:
    words = "text,source\n“Gunmen stormed the post,” Oda said.,Café\n"
    for charset in ("cp1252", "utf-8-sig", "utf-16"):
        (found,) = found_in(written(tmp_path / "t.csv", words.replace(",” ", "” ").encode(charset)))
        assert isinstance(found, Capture)
        assert (read(found).text, read(found).outlet) == ("“Gunmen stormed the post” Oda said.", "Café"), charset


def test_a_quote_that_never_ends_costs_its_own_rows(tmp_path: Path) -> None:
    table = written(tmp_path / "t.csv", 'text\nGunmen stormed.\n"' + "x" * 6000 + "\nOda fled.\nOda came.\n")
    found = found_in(table, max_bytes=5000)
    assert isinstance(found[0], Capture)
    assert any("cannot be read" in r for r in reasons(table, max_bytes=5000))


def test_a_file_that_only_looks_like_something_is_a_text(tmp_path: Path) -> None:
    for text in (
        "https://news.example/a is where it stood.\n\nGunmen stormed.",
        "WARC is a format.\n",
        "{TARN} Gunmen stormed.",
    ):
        (found,) = found_in(written(tmp_path / "a.txt", text))
        assert isinstance(found, Capture)
        assert found.raw == text.encode()


def test_a_damaged_member_of_a_packed_archive_is_left_behind() -> None:
    raw = bytearray((SAMPLES / "warc.warc.gz").read_bytes())
    whole = list(captures(str(SAMPLES / "warc.warc.gz"), Settings()))
    assert [type(c).__name__ for c in whole] == ["Capture", "Failure", "Capture"]
    first = whole[0]
    assert isinstance(first, Capture)
    assert first.url == "https://news.example/tarn"
    assert first.retrieved == "2021-05-12T12:00:03Z"
    assert read(first).key == "<urn:uuid:00000000-0000-4000-8000-000000000003>"
    assert first.name.endswith("warc.warc.gz#3")
    for at in range(20, len(raw), 97):  # wherever it is damaged, what lies far from it is read
        harmed = raw[:at] + bytes([raw[at] ^ 0xFF]) + raw[at + 1 :]
        found = list(_warc(bytes(harmed)))
        assert sum(isinstance(c, Capture) for c in found) >= 1, at
        assert any(isinstance(c, Failure) for c in found)


def _warc(raw: bytes):  # type: ignore[no-untyped-def]
    from sayso.read.streams.opened import Opened
    from sayso.read.streams.warc import split

    return split(Opened(stream=io.BytesIO(raw), name="x"), Settings(), {})


def test_an_archive_in_one_gzip_member_and_one_broken_off() -> None:
    plain = (SAMPLES / "warc.warc").read_bytes()
    assert [type(c).__name__ for c in _warc(gzip.compress(plain))] == ["Capture", "Failure", "Capture"]
    cut = list(_warc(plain[: plain.rindex(b"</article>")]))
    assert isinstance(cut[-1], Failure)
    assert cut[-1].reason == "broken off"


def test_a_listing_names_what_is_not_here(tmp_path: Path) -> None:
    listing = written(tmp_path / "warc.paths.gz", gzip.compress(b"crawl-data/a.warc.gz\n../../etc/passwd\n"))
    assert [r.partition(" names ")[2] for r in reasons(listing)] == [
        "'crawl-data/a.warc.gz', which does not lie beside it",
        "'../../etc/passwd', which does not lie beside it",
    ]


def test_a_feed_is_no_way_to_a_file(tmp_path: Path) -> None:
    secret = written(tmp_path / "secret.txt", TEXT)
    entity = f'<!DOCTYPE rss [<!ENTITY x SYSTEM "file://{secret}">]><rss version="2.0"><channel><item><title>&x;</title></item></channel></rss>'
    for raw in (entity, str(secret)):
        found = found_in(written(tmp_path / "a.rss", raw))
        assert not any(isinstance(c, Capture) and b"Norland" in c.raw for c in found)
