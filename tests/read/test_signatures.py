import gzip
import io
import zipfile

import pytest

from sayso.model import Capture, ReportError
from sayso.read import read
from sayso.read.formats.signatures import unreadable

TEXT = b"Norland shells Ostra\n\nThe army fired on the port, officials said."


def zipped(name: str) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr(name, TEXT)
    return file.getvalue()


@pytest.mark.parametrize(
    ("raw", "reason"),
    [
        (b"%PDF-1.7", "a PDF; sayso reads text and HTML"),
        (gzip.compress(TEXT), "binary, packed with gzip; unpack it first, sayso reads text and HTML"),
        (zipped("a.txt"), "a ZIP archive; unpack it first, sayso reads text and HTML"),
        (zipped("word/document.xml"), "a Word file (docx); sayso reads text and HTML"),
        (zipped("xl/workbook.xml"), "an Excel file (xlsx); sayso reads text and HTML"),
        (b"\xff\xd8\xff\xe0", "an image (JPEG); sayso reads text and HTML"),
        (b"RIFF\x10\0\0\0WEBPVP8 ", "an image (WebP); sayso reads text and HTML"),
        (b"\0\0\0\x18ftypmp42", "a sound or video file; sayso reads text and HTML"),
        (b'{"title": "Norland shells Ostra"}', "JSON; sayso reads text and HTML"),
        (b'\xef\xbb\xbf [\n {"a\\"b" : 1}]', "JSON; sayso reads text and HTML"),
        (b'["Norland shells Ostra", "The army fired."]', "JSON; sayso reads text and HTML"),
        (b"{}", "JSON; sayso reads text and HTML"),
    ],
)
def test_a_known_kind_of_file_is_named(raw: bytes, reason: str) -> None:
    for name in ("a.txt", "a.html", "a"):
        with pytest.raises(ReportError) as caught:
            read(Capture(raw=raw, name=name))
        assert caught.value.failure.reason == reason


@pytest.mark.parametrize(
    "raw",
    [
        TEXT,
        b"[TEXT] THE ARMY FIRED.",
        b'["We will go," Oda said.]',
        b"{Tarn} The army fired.",
        b"GIF files",
        b"PK said",
    ],
)
def test_text_is_no_such_file(raw: bytes) -> None:
    assert unreadable(raw) is None
