"""Stream of JSON Lines, of one JSON array or of one object -> its objects, one after another."""

from __future__ import annotations

import io
import json
import re
from codecs import getincrementaldecoder
from collections.abc import Generator, Iterator
from typing import Any, BinaryIO

from sayso.read.streams.packed import Ahead

CHUNK = 1 << 16

_DECODER = json.JSONDecoder()
_GAP = re.compile(r"[\s,]*")

Found = dict[str, Any] | str  # an object, or why there is none


def objects(stream: BinaryIO, most: int) -> Iterator[Found]:
    """Yield the objects of a stream, each of at most so many bytes; for one that cannot be read, the reason."""
    first = stream.read(1)
    while first and (first.isspace() or first in b"\xef\xbb\xbf"):
        first = stream.read(1)
    if first == b"[":
        yield from _of_array(stream, most)
    else:
        yield from _of_lines(first, stream, most)


def _of_lines(first: bytes, stream: BinaryIO, most: int) -> Iterator[Found]:
    """Yield an object a line; a file that is one object over many lines is one."""
    begun = first + stream.readline(most)
    if begun.strip() and _parsed(begun) is None:
        begun += stream.read(most)
        one = _parsed(begun)
        if isinstance(one, dict):
            yield one
            return
    yield from map(_object, _bounded(io.BufferedReader(Ahead(begun, stream)), most))


def _bounded(stream: BinaryIO, most: int) -> Iterator[bytes | str]:
    while line := stream.readline(most + 1):
        if len(line) <= most:
            if line.strip():
                yield line
            continue
        while line and not line.endswith(b"\n"):
            line = stream.readline(most)
        yield f"too large (over {most:,} bytes)"


def _object(line: bytes | str) -> Found:
    if isinstance(line, str):
        return line
    found = _parsed(line)
    return found if isinstance(found, dict) else "is no JSON object"


def _parsed(raw: bytes) -> Any:
    try:
        return json.loads(raw.decode("utf8", "replace").lstrip("\ufeff"))
    except (ValueError, RecursionError):
        return None


def _of_array(stream: BinaryIO, most: int) -> Iterator[Found]:
    """Yield the objects of an array as they come; behind one that is broken no other can be told."""
    utf8 = getincrementaldecoder("utf8")("replace")
    text = ""
    while raw := stream.read(max(CHUNK, len(text))):  # twice as much each time: a long object is not read by squares
        text += utf8.decode(raw)
        end = yield from _complete(text)
        if end < 0:
            return
        text = text[end:]
        if len(text) > most:
            yield f"too large (over {most:,} bytes)"
            return
    yield "broken off, or no JSON"


def _complete(text: str) -> Generator[Found, None, int]:
    """Yield the objects that are whole; return where the first that is not begins, or -1 at the end of the array."""
    at = 0
    while (start := _gap_end(text, at)) < len(text) and text[start] != "]":
        try:
            found, at = _DECODER.raw_decode(text, start)
        except (ValueError, RecursionError):
            return start
        yield found if isinstance(found, dict) else "is no JSON object"
    return -1 if start < len(text) else start


def _gap_end(text: str, start: int) -> int:
    gap = _GAP.match(text, start)
    return gap.end() if gap else start
