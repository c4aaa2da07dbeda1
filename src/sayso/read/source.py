"""Path, "-" or URL -> Capture: the raw bytes, with where they came from."""

from __future__ import annotations

import re
import sys
from pathlib import Path
from typing import BinaryIO

from sayso.model import Capture, ReportError
from sayso.settings import Settings

_SCHEME = re.compile(r"([a-z][a-z0-9+.-]+)://", re.I)


def capture(source: str, settings: Settings) -> Capture:
    """Return the bytes of a file, of standard input ("-") or of an http(s) URL, or raise ReportError."""
    scheme = _SCHEME.match(source)
    if scheme is None:
        raw = _bytes_of(source, settings.max_bytes)
        return Capture(raw=raw, name=source)
    if scheme[1].lower() not in {"http", "https"}:
        raise ReportError(source, f"only http and https URLs are read, not {scheme[1]}")
    from sayso.read.fetch import fetch

    return fetch(source, settings)


def _bytes_of(source: str, limit: int) -> bytes:
    try:
        if source == "-":
            raw = _up_to(sys.stdin.buffer, limit)
        else:
            with Path(source).open("rb") as file:
                raw = _up_to(file, limit)
    except FileNotFoundError:
        raise ReportError(source, "no such file") from None
    except IsADirectoryError:
        raise ReportError(source, "is a folder, not a file") from None
    except (OSError, ValueError) as error:  # ValueError: a NUL in the path
        raise ReportError(source, f"cannot be read ({getattr(error, 'strerror', None) or error})") from None
    if len(raw) > limit:
        raise ReportError(source, f"too large (over {limit:,} bytes)")
    if not raw.strip():
        raise ReportError(source, "is empty")
    return raw


def _up_to(file: BinaryIO, limit: int) -> bytes:
    return file.read(limit + 1)
