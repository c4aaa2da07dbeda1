"""Bytes -> text: byte order mark, then UTF-8, then the declared character set, then a guess."""

from __future__ import annotations

import codecs
import re

from sayso.model import ReportError
from sayso.read.formats.english import looks_english
from sayso.read.formats.signatures import unreadable

REPLACEMENT = "\N{REPLACEMENT CHARACTER}"

_MARKS = (  # the longer first: a UTF-32 mark begins with a UTF-16 one
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
# Python also registers codecs that are no character sets of files (punycode, unicode_escape, ...).
_CHARSET = re.compile(
    r"(utf|iso|cp|windows|koi8|mac|big5|gb|euc|shift|sjis|ks_|latin|ascii|us-ascii|tis|hz|johab)", re.I
)
_AS_CP1252 = {"ascii", "iso8859-1"}  # what declares these is Windows-1252 in practice (WHATWG)
_UNFIT = re.compile("[\0\ud800-\udfff]")
_CONTROL = re.compile("[\0-\x08\x0e-\x1a\x1c-\x1f\x7f\ufffd\ud800-\udfff]")
_MOST_CONTROL = 0.02  # share of control characters above which bytes are no text


def decode(raw: bytes, name: str, declared: str | None = None) -> str:
    """Return the text of the bytes; NULs and lone surrogates become U+FFFD, nothing else changes."""
    if (reason := unreadable(raw)) is not None:
        raise ReportError(name, reason)
    text = _decode(raw, declared)
    if len(_CONTROL.findall(text)) > _MOST_CONTROL * len(text) + 1:
        raise ReportError(name, "not a text (binary data)")
    return fit(text)


def fit(text: str) -> str:
    """Return the text with NULs and lone surrogates as U+FFFD, of the same length."""
    return _UNFIT.sub(REPLACEMENT, text)


def charset_of(first: bytes) -> str:
    """Return the character set of a stream that begins so, its mark skipped; a last line may be cut."""
    marked = next((charset for mark, charset in _MARKS if first.startswith(mark)), None)
    if marked is not None:
        return "utf-8-sig" if marked == "utf-8" else marked[:6]
    lines = first[: first.rfind(b"\n") + 1] or first
    return _wide(lines) or _first_that_fits(lines, None) or _guess(lines)


def _decode(raw: bytes, declared: str | None) -> str:
    for mark, charset in _MARKS:
        if raw.startswith(mark):
            return raw[len(mark) :].decode(charset, "replace")
    charset = _wide(raw) or _first_that_fits(raw, declared) or _guess(raw)
    return raw.decode(charset, "replace")


def _wide(raw: bytes) -> str | None:
    """UTF-16 without its mark: in English every second byte is NUL, and UTF-8 would take it."""
    sample = raw[:4000]
    half = len(sample) / 2
    if sample[1::2].count(0) > 0.8 * half and sample[::2].count(0) < 0.1 * half:
        return "utf-16-le"
    if sample[::2].count(0) > 0.8 * half and sample[1::2].count(0) < 0.1 * half:
        return "utf-16-be"
    return None


def _first_that_fits(raw: bytes, declared: str | None) -> str | None:
    return next((c for c in ("utf-8", _known(declared)) if c is not None and _fits(raw, c)), None)


def _known(declared: str | None) -> str | None:
    if not declared or not _CHARSET.match(declared.strip()):
        return None
    try:
        charset = codecs.lookup(declared.strip()).name
    except (LookupError, ValueError):
        return None
    return "cp1252" if charset in _AS_CP1252 else charset


def _fits(raw: bytes, charset: str) -> bool:
    try:
        raw.decode(charset)
    except (UnicodeError, LookupError):
        return False
    return True


def _guess(raw: bytes) -> str:
    """English with a few bytes above ASCII is Windows-1252 (curly quotes); only else guess by statistics."""
    beyond = sum(b > 127 for b in raw[:100_000])
    if beyond < 0.05 * min(len(raw), 100_000) and looks_english(raw[:20_000].decode("cp1252", "replace")):
        return "cp1252"
    import charset_normalizer

    best = charset_normalizer.from_bytes(raw[:50_000]).best()
    return _known(best.encoding if best else None) or "cp1252"
