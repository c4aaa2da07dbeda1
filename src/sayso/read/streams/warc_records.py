"""Stream of a WARC file, packed or not -> its records of one type; a damaged one is told and left behind."""

from __future__ import annotations

import io
import re
import zlib
from collections.abc import Iterator
from typing import BinaryIO

from sayso.read.streams.packed import HEAD, is_bomb

MAGIC = b"\x1f\x8b\x08"
LONGEST_LINE = 1 << 16
LONGEST_HEADER = 1 << 17
KEPT = 1 << 22  # bytes of a member that are gone through again if it is damaged

_LENGTH = re.compile(rb"^content-length:[ \t]*(\d{1,15})[ \t]*\r?$", re.I | re.M)
_BEGINS = re.compile(rb"WARC/[01]\.\d+\r?\n\Z")
_TYPE = re.compile(rb"^warc-type:[ \t]*(\w+)", re.I | re.M)

Record = tuple[int, bytes | str]  # its number in the file, its bytes or why there are none


def records(stream: BinaryIO, wanted: bytes, most: int) -> Iterator[Record]:
    """Yield the records of a type, each of at most so many bytes."""
    raw = _Raw(stream)
    if not raw.begins_with(MAGIC):
        plain = io.BufferedReader(_Plain(raw), HEAD)
        for number, found in enumerate(_framed(plain, wanted, most), 1):
            if found is not None:
                yield number, found
        return
    number, lost = 0, False
    while raw.next_member():
        try:
            for found in _framed(io.BufferedReader(_Member(raw), HEAD), wanted, most):
                number, lost = number + 1, False
                if found is not None:
                    yield number, found
        except (zlib.error, EOFError) as error:
            if not lost:  # what only looks like a member's beginning, inside a damaged one, is not told again
                number += 1
                yield number, "broken off" if isinstance(error, EOFError) else f"damaged ({_words(error)})"
            lost = True
            raw.go_on_behind()


def _words(error: Exception) -> str:
    return str(error).partition(": ")[2] or str(error)


def _framed(reader: BinaryIO, wanted: bytes, most: int) -> Iterator[bytes | str | None]:
    """Yield each record; None for one of another type; behind a damaged one goes on at the next that begins."""
    lost = False
    while line := reader.readline(LONGEST_LINE):
        if not line.strip():
            continue
        begins = _BEGINS.search(line)
        if begins is None or begins.start():
            if not lost:
                yield "damaged (no record begins where one should)"
            lost = True
        if begins is None:
            continue
        lost = False
        header = _header(reader)
        length = _LENGTH.search(header)
        if length is None:
            yield "damaged (its length is not stated)"
            lost = True
            continue
        yield _block(reader, line[begins.start() :] + header, int(length[1]), (wanted, most))


def _header(reader: BinaryIO) -> bytes:
    lines: list[bytes] = []
    size = 0
    while size < LONGEST_HEADER and (line := reader.readline(LONGEST_LINE)):
        lines.append(line)
        size += len(line)
        if not line.strip():
            break
    return b"".join(lines)


def _block(reader: BinaryIO, header: bytes, length: int, asked: tuple[bytes, int]) -> bytes | str | None:
    wanted, most = asked
    kind = _TYPE.search(header)
    if kind is None or kind[1].lower() != wanted or length > most:
        _skip(reader, length)
        return f"too large ({length:,} bytes)" if kind and kind[1].lower() == wanted else None
    block = reader.read(length)
    return header + block if len(block) == length else "broken off"


def _skip(reader: BinaryIO, length: int) -> None:
    while length > 0 and (found := reader.read(min(length, 1 << 20))):
        length -= len(found)


class _Raw:
    """The packed stream, which can be gone back in to where the present member began."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream
        self._pending = stream.read(HEAD)
        self._since = b""  # what has been taken since the member began
        self.taken = 0

    def begins_with(self, magic: bytes) -> bool:
        return self._pending.startswith(magic)

    def next_member(self) -> bool:
        """Begin a member; False at the end."""
        self._pending = self._pending or self._stream.read(HEAD)
        self._since, self.taken = b"", 0
        return bool(self._pending)

    def read(self) -> bytes:
        found, self._pending = self._pending or self._stream.read(HEAD), b""
        self._since = (self._since + found)[-KEPT:] if self.taken < KEPT else found
        self.taken += len(found)
        return found

    def give_back(self, rest: bytes) -> None:
        self._pending = rest + self._pending

    def go_on_behind(self) -> None:
        """Go to the next place behind the beginning of the damaged member where another may begin."""
        kept = self._since[1:] + self._pending
        while (at := kept.find(MAGIC)) < 0:
            more = self._stream.read(HEAD)
            if not more:
                kept = b""
                break
            kept = kept[-2:] + more
        self._pending = kept[max(at, 0) :]


class _Plain(io.RawIOBase):
    def __init__(self, raw: _Raw) -> None:
        self._raw, self._rest = raw, b""

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        found = self._rest or self._raw.read()
        size = min(len(buffer), len(found))
        buffer[:size], self._rest = found[:size], found[size:]
        return size


class _Member(io.RawIOBase):
    """One gzip member as its unpacked bytes."""

    def __init__(self, raw: _Raw) -> None:
        self._raw, self._gunzip = raw, zlib.decompressobj(zlib.MAX_WBITS | 16)
        self._given = 0

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        while not self._gunzip.eof:
            data = self._gunzip.unconsumed_tail or self._raw.read()
            if not data:
                raise EOFError
            found = self._gunzip.decompress(data, len(buffer))
            if self._gunzip.eof:
                self._raw.give_back(self._gunzip.unused_data)
            if found:
                buffer[: len(found)] = found
                self._given += len(found)
                if is_bomb(self._raw.taken, self._given):
                    raise zlib.error("unpacks to far more than its size")
                return len(found)
        return 0
