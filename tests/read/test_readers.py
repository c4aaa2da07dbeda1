import subprocess
import sys
from pathlib import Path

import pytest

from sayso.model import Capture, ReportError
from sayso.read import READERS, capture, read
from sayso.settings import Settings

TEXT = "Norland shells Ostra\r\n\r\nThe army fired on the port, officials said.\r\n"


def report(text: str = TEXT, **given: str):  # type: ignore[no-untyped-def]
    return read(Capture(raw=text.encode(), name="a.txt"), **given)  # type: ignore[arg-type]


def test_a_file_is_kept_to_the_character(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(TEXT.encode())
    found = read(capture(str(path), Settings()))
    assert found.text == TEXT
    assert found.reader == "text 4"
    assert found.language == "en"
    assert (found.published, found.published_basis, found.url, found.retrieved) == (None, None, None, None)


def test_standard_input(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(TEXT.encode())
    with (tmp_path / "a").open() as stdin:
        monkeypatch.setattr(sys, "stdin", stdin)
        assert capture("-", Settings()).raw == TEXT.encode()


def test_the_id_hangs_on_outlet_key_date_and_text() -> None:
    ids = {
        report().id,
        report(outlet="Ostra Times").id,
        report(key="7").id,
        report(published="2021-05-11").id,
        report(TEXT.replace("port", "harbour")).id,
    }
    assert len(ids) == 5
    assert report(key="7").id == report(key="7").id


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ("2021-05-11", "2021-05-11"),
        ("2021-05-11T10:30:00+03:00", "2021-05-11T10:30:00+03:00"),
        ("2021-05-11T10:30Z", "2021-05-11T10:30:00+00:00"),
    ],
)
def test_published(given: str, expected: str) -> None:
    found = report(published=given)
    assert (found.published, found.published_basis) == (expected, "given")


@pytest.mark.parametrize("given", ["11 May", "", "2021-13-01", "yesterday", "2021-05-11\n2021"])
def test_a_wrong_date_is_named(given: str) -> None:
    with pytest.raises(ReportError) as caught:
        report(published=given)
    assert repr(given) in caught.value.failure.reason


def test_a_full_date_in_the_dateline_is_stated_and_a_given_one_wins() -> None:
    text = "Norland shells Ostra\n\nTARN, May 11, 2021 (Agency) - The army fired."
    assert (report(text).published, report(text).published_basis) == ("2021-05-11", "stated")
    assert report(text, published="2021-05-12").published == "2021-05-12"
    assert report(text.replace(", 2021", "")).published is None


@pytest.mark.parametrize(
    ("make", "reason"),
    [
        (lambda p: p / "none.txt", "no such file"),
        (lambda p: p, "is a folder"),
        (lambda p: written(p, b""), "is empty"),
        (lambda p: written(p, b" \n\t"), "is empty"),
        (lambda p: written(p, b"x" * 2001), "too large"),
        (lambda p: p / "a\0b", "cannot be read"),
        (lambda p: p / "a.txt" / "b", "no such file|cannot be read"),
    ],
)
def test_files_that_cannot_be_read(make, reason: str, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    with pytest.raises(ReportError, match=reason):
        capture(str(make(tmp_path)), Settings(max_bytes=2000))


def written(folder: Path, raw: bytes) -> Path:
    (folder / "w.txt").write_bytes(raw)
    return folder / "w.txt"


@pytest.mark.parametrize("source", ["ftp://news.example/a", "file:///etc/hostname", "gopher://x"])
def test_only_http_is_fetched(source: str) -> None:
    with pytest.raises(ReportError, match="only http and https"):
        capture(source, Settings())


@pytest.mark.parametrize(
    ("raw", "reason"),
    [
        (b"\xef\xbb\xbf \n", "holds no text"),
        (b"%PDF-1.7", "a PDF; sayso reads text and HTML"),
        (b"The port was shut. " * 60_000, "too long"),
        (b"Der Minister sagte, dass der Hafen geschlossen worden sei. " * 10, "does not look English"),
    ],
)
def test_what_is_refused(raw: bytes, reason: str) -> None:
    with pytest.raises(ReportError, match=reason):
        read(Capture(raw=raw, name="a.txt"))


def test_any_language() -> None:
    raw = b"Der Minister sagte, dass der Hafen geschlossen worden sei. " * 10
    assert read(Capture(raw=raw, name="a.txt"), settings=Settings(any_language=True)).language is None


@pytest.mark.parametrize(
    ("name", "media_type", "reader"),
    [
        ("a.txt", None, "text"),
        ("a.html", None, "html"),
        ("a.txt", "text/html", "html"),
        ("a.html", "text/plain", "text"),
        ("-", None, "html"),
        ("a.md", None, "text"),
        ("a.HTM", None, "html"),
        ("a.xhtml", None, "html"),
        ("a.story", None, "html"),
        ("http://news.example/a.htm?b=c.txt", None, "html"),
        ("a", "application/octet-stream", "html"),
    ],
)
def test_the_reader_is_picked(name: str, media_type: str | None, reader: str) -> None:
    raw = b"<!DOCTYPE html><html><body><article><p>The port of Ostra was shut.</p></article></body></html>"
    assert read(Capture(raw=raw, name=name, media_type=media_type)).reader.startswith(reader)


def test_a_media_type_that_is_no_text() -> None:
    with pytest.raises(ReportError, match="image/png"):
        read(Capture(raw=b"x", name="a", media_type="image/png"))


@pytest.mark.parametrize("reader", READERS.values(), ids=READERS)
def test_every_reader_gives_text_and_parts_that_fit(reader) -> None:  # type: ignore[no-untyped-def]
    page = b"<html><body><p>The port of Ostra was shut.</p></body></html>"
    fields = b'{"title": "Ostra", "text": "The port of Ostra was shut."}'
    draft = reader.read(Capture(raw=fields if reader is READERS["fields"] else page, name="a"), Settings())
    assert draft.reader
    assert all(0 <= p.span.start < p.span.end <= len(draft.text) for p in draft.parts)


def test_a_text_file_loads_no_heavy_library(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text(TEXT)
    code = (
        "import sys; from sayso.read import capture, read; from sayso.settings import Settings\n"
        f"read(capture({str(path)!r}, Settings()))\n"
        "print([m for m in ('lxml', 'trafilatura', 'httpx', 'htmldate', 'charset_normalizer') if m in sys.modules])"
    )
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True).stdout.strip() == "[]"
