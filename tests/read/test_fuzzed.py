"""What made-up bytes have broken once (tests/soak/fuzz_readers.py, real pages), each with a small input of our own."""

from __future__ import annotations

import io
import json
import zipfile
from pathlib import Path

import pytest

from sayso.model import Capture, Failure, ReportError
from sayso.read import captures, read
from sayso.read.streams.listing import listing
from sayso.settings import Settings

WORDS = "Gunmen stormed a police post near Tarn on Monday, officials of Norland said."


def found_in(path: Path, raw: bytes) -> list[Capture | Failure]:
    path.write_bytes(raw)
    return list(captures(str(path), Settings()))


def test_a_feed_in_an_encoding_whose_name_is_none() -> None:
    feed = b'<?xml version="1.0" encoding="\xd8tf-8"?><rss><channel><item><title>Tarn</title></item></channel></rss>'
    with pytest.raises(ReportError, match="no feed"):  # which watch goes on after
        listing(feed, "feed", Settings())


def test_a_line_that_is_a_string_is_no_reason(tmp_path: Path) -> None:
    raw = "\n".join(map(json.dumps, [{"text": WORDS}, "", WORDS])).encode()
    first, *others = found_in(tmp_path / "a.jsonl", raw)
    assert isinstance(first, Capture)
    assert [f.reason for f in others if isinstance(f, Failure)] == ["is no JSON object"] * 2


def test_an_object_where_a_word_belongs_costs_no_other(tmp_path: Path) -> None:
    rows: list[object] = [
        {"record": {"name": WORDS}},
        {"record": [], "text": WORDS},
        {"url": {"a": 1}},
        {"text": WORDS},
    ]
    found = found_in(tmp_path / "a.jsonl", "\n".join(map(json.dumps, rows)).encode())
    assert [type(f) for f in found] == [Failure, Capture, Failure, Capture]


def test_a_file_without_a_name_costs_no_other(tmp_path: Path) -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("Q.txt", WORDS)
        archive.writestr("b.txt", WORDS)
    found = found_in(tmp_path / "a.zip", out.getvalue().replace(b"Q.txt", b"\0.txt"))
    assert any(isinstance(c, Capture) and c.name.endswith("b.txt") for c in found)


def test_a_listing_of_hostile_names_is_told_in_short(tmp_path: Path) -> None:
    (failure,) = found_in(tmp_path / "warc.paths", b"\0" * 5000 + b"\n")
    assert isinstance(failure, Failure)
    assert len(failure.reason) < 400


def test_a_page_with_a_news_item_in_a_script_is_a_page(tmp_path: Path) -> None:
    item = json.dumps({"uri": "x", "headlines": {"basic": "Post stormed"}, "body_text": ""})
    page = f"<!DOCTYPE html><html><script>var item={item}</script><body><p>{WORDS}</p><p>{WORDS}</p></body></html>"
    (found,) = found_in(tmp_path / "a.html", page.encode())
    assert isinstance(found, Capture)
    assert "stormed" in read(found).text
