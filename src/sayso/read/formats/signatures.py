"""First bytes of a file that is neither text nor a page -> what it is, in words for its reader."""

from __future__ import annotations

import re

READS = "sayso reads text and HTML"

# To add a kind of file, add its first bytes and its name.
_SIGNATURES = (
    (b"%PDF-", "a PDF"),
    (b"\x1f\x8b", "binary, packed with gzip"),
    (b"BZh", "binary, packed with bzip2"),
    (b"\xfd7zXZ\0", "binary, packed with xz"),
    (b"\x28\xb5\x2f\xfd", "binary, packed with zstd"),
    (b"7z\xbc\xaf\x27\x1c", "a 7z archive"),
    (b"Rar!\x1a\x07", "a RAR archive"),
    (b"\x89PNG\r\n", "an image (PNG)"),
    (b"\xff\xd8\xff", "an image (JPEG)"),
    (b"GIF8", "an image (GIF)"),
    (b"II*\0", "an image (TIFF)"),
    (b"MM\0*", "an image (TIFF)"),
    (b"\x7fELF", "not a text but a program"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1", "an old office file (doc, xls or ppt)"),
    (b"{\\rtf", "an RTF file"),
    (b"SQLite format 3", "an SQLite database"),
)
# To add a file that is a ZIP archive inside, add what only its archive holds.
_IN_ZIP = (
    (b"word/document", "a Word file (docx)"),
    (b"xl/workbook", "an Excel file (xlsx)"),
    (b"ppt/presentation", "a PowerPoint file (pptx)"),
    (b"application/epub+zip", "an e-book (epub)"),
    (b"application/vnd.oasis.opendocument", "an OpenDocument file"),
)
_RIFF_IMAGE = re.compile(rb"RIFF....WEBP", re.S)
_MEDIA = re.compile(rb"....ftyp|OggS|ID3|RIFF....(?:AVI |WAVE)", re.S)
_STRING = rb'"(?:[^"\\\n]|\\.){0,500}"'
# "[TEXT] ..." and "{{...}}" begin texts too, so a key with its colon or two strings must follow.
_JSON = re.compile(
    rb"(?:\xef\xbb\xbf)?\s*(?:(?:\[\s*)?\{\s*" + _STRING + rb"\s*:|\[\s*" + _STRING + rb"\s*,\s*\"|[\[{]\s*[\]}]\s*$)"
)


def unreadable(raw: bytes) -> str | None:
    """Return why bytes of a known kind are not read, or None: "a PDF; sayso reads text and HTML"."""
    kind = _kind(raw)
    return None if kind is None else f"{kind}; {_advice(kind)}"


def _kind(raw: bytes) -> str | None:
    if raw.startswith(b"PK\x03\x04"):
        return next((kind for inside, kind in _IN_ZIP if inside in raw), "a ZIP archive")
    if _RIFF_IMAGE.match(raw):
        return "an image (WebP)"
    if _MEDIA.match(raw):
        return "a sound or video file"
    if _JSON.match(raw[:2000]):
        return "JSON"
    return next((kind for first, kind in _SIGNATURES if raw.startswith(first)), None)


def _advice(kind: str) -> str:
    return f"unpack it first, {READS}" if "packed" in kind or "archive" in kind else READS
