"""Packed stream -> its bytes, unpacked as they are asked for; a bomb ends it."""

from __future__ import annotations

import bz2
import gzip
import io
import lzma
import zlib
from collections.abc import Callable
from typing import BinaryIO

MOST_RATIO = 200  # English text packs to a third or a tenth, tables with repeated rows to a fiftieth
FREE = 10_000_000  # bytes that are not yet weighed
HEAD = 1 << 16
DAMAGED = (zlib.error, lzma.LZMAError, EOFError, gzip.BadGzipFile)

# To add a packing, add its first bytes and what opens a stream of it.
PACKINGS: dict[bytes, Callable[[BinaryIO], BinaryIO]] = {
    b"\x1f\x8b": lambda stream: gzip.GzipFile(fileobj=stream),  # type: ignore[dict-item,return-value]
    b"BZh": lambda stream: bz2.BZ2File(stream),  # type: ignore[dict-item,return-value]
    b"\xfd7zXZ\0": lambda stream: lzma.LZMAFile(stream),  # type: ignore[dict-item,return-value]  # noqa: SIM115
}
SUFFIXES = frozenset({".gz", ".bz2", ".xz"})


class BombError(OSError):
    """A stream that grows out of all proportion as it is unpacked."""


class Ahead(io.RawIOBase):
    """A stream whose first bytes have been read already; counts what is taken of it."""

    def __init__(self, first: bytes, rest: BinaryIO) -> None:
        self._first, self._rest = first, rest
        self.taken = 0

    def readable(self) -> bool:  # noqa: D102
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]  # noqa: D102
        size = len(buffer)
        found, self._first = (self._first[:size], self._first[size:]) if self._first else (self._rest.read(size), b"")
        buffer[: len(found)] = found
        self.taken += len(found)
        return len(found)

    def seekable(self) -> bool:  # noqa: D102
        return self._rest.seekable()

    def seek(self, offset: int, whence: int = 0) -> int:  # noqa: D102
        if whence == 1:
            offset, whence = offset + self.tell(), 0
        self._first = b""
        return self._rest.seek(offset, whence)

    def tell(self) -> int:  # noqa: D102
        return self._rest.tell() - len(self._first)


class _Weighed(io.RawIOBase):
    """An unpacked stream beside the packed one it comes from."""

    def __init__(self, unpacked: BinaryIO, packed: Ahead) -> None:
        self._unpacked, self._packed = unpacked, packed
        self._given = 0

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        found = self._unpacked.read(len(buffer))
        buffer[: len(found)] = found
        self._given += len(found)
        if is_bomb(self._packed.taken, self._given):
            raise BombError(f"unpacks to more than {MOST_RATIO} times its size")
        return len(found)


def is_bomb(packed: int, unpacked: int) -> bool:
    """Return whether so many bytes out of so many are no text any more."""
    return unpacked > FREE and unpacked > MOST_RATIO * packed


def looked_into(stream: BinaryIO) -> tuple[bytes, BinaryIO]:
    """Return the first bytes of a stream, and the whole stream again."""
    first = stream.read(HEAD)
    return first, io.BufferedReader(Ahead(first, stream), HEAD)


def packing_of(first: bytes) -> Callable[[BinaryIO], BinaryIO] | None:
    """Return what unpacks a stream that begins so, or None."""
    return next((opener for magic, opener in PACKINGS.items() if first.startswith(magic)), None)


def unpacked(first: bytes, stream: BinaryIO, opener: Callable[[BinaryIO], BinaryIO]) -> BinaryIO:
    """Return a packed stream, of which `first` has been read, as its unpacked bytes."""
    packed = Ahead(first, stream)
    inner = io.BufferedReader(packed, HEAD)
    return io.BufferedReader(_Weighed(opener(inner), packed), HEAD)


def beginning(first: bytes) -> bytes:
    """Return the first unpacked bytes of a packed stream that begins so; none where it is damaged."""
    opener = packing_of(first)
    if opener is None:
        return first
    try:
        return opener(io.BytesIO(first)).read1(HEAD)  # type: ignore[attr-defined,no-any-return]
    except (*DAMAGED, OSError):
        return b""
