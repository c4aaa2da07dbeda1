"""Path, "-" or URL -> Capture: the raw bytes, with where they came from."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from pathlib import Path
from typing import BinaryIO

from sayso.model import Capture, ReportError
from sayso.settings import Settings

SCHEME = re.compile(r"([a-z][a-z0-9+.-]+)://", re.I)


def capture(source: str, settings: Settings) -> Capture:
    """Return the bytes of a file, of standard input ("-") or of an http(s) URL, or raise ReportError."""
    scheme = SCHEME.match(source)
    if scheme is None:
        with opened(source) as stream, told(source):
            return whole(stream, source, settings.max_bytes)
    if scheme[1].lower() not in {"http", "https"}:
        raise ReportError(source, f"only http and https URLs are read, not {scheme[1]}")
    from sayso.read.network.fetch import fetch

    return fetch(source, settings)


def opened(source: str) -> AbstractContextManager[BinaryIO]:
    """Open a file, or standard input ("-"), which stays open afterwards; raise ReportError where it cannot be."""
    with told(source):
        return nullcontext(sys.stdin.buffer) if source == "-" else Path(source).open("rb")
    raise AssertionError


def whole(stream: BinaryIO, source: str, limit: int) -> Capture:
    """Return the bytes of one report; raise ReportError where they are too many or none."""
    raw = stream.read(limit + 1)
    if len(raw) > limit:
        raise ReportError(source, f"too large (over {limit:,} bytes)")
    if not raw.strip():
        raise ReportError(source, "is empty")
    return Capture(raw=raw, name=source)


@contextmanager
def told(source: str) -> Iterator[None]:
    """Turn what the system says of a file into a ReportError."""
    try:
        yield
    except FileNotFoundError:
        raise ReportError(source, "no such file") from None
    except IsADirectoryError:
        raise ReportError(source, "is a folder, not a file") from None
    except (OSError, ValueError) as error:  # ValueError: a NUL in the path
        raise ReportError(source, f"cannot be read ({getattr(error, 'strerror', None) or error})") from None
