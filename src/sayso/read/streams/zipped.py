"""ZIP archive -> its files, each as a stream."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, BinaryIO

from sayso.model import Failure, ReportError
from sayso.read.streams.opened import Members, Opened, failed, member
from sayso.read.streams.packed import is_bomb

if TYPE_CHECKING:
    import zipfile

Each = Callable[[BinaryIO, str], Members]


def split(source: Opened, each: Each) -> Members:
    """Yield what each file of an archive holds, in the archive's order."""
    import zipfile

    if not source.stream.seekable():
        raise ReportError(source.name, "a ZIP archive is read from a file only")
    try:
        archive = zipfile.ZipFile(source.stream)
    except (zipfile.BadZipFile, ValueError, NotImplementedError) as error:
        raise ReportError(source.name, "a ZIP archive that cannot be read") from error
    with archive:
        files = (info for info in archive.infolist() if not info.filename.endswith("/"))
        for number, info in enumerate(files, 1):
            yield from _file(archive, info, (source.name, number), each)


def _file(archive: zipfile.ZipFile, info: zipfile.ZipInfo, at: tuple[str, int], each: Each) -> Members:
    import zipfile

    name = f"{member(*at)}/{info.filename[-200:]}"
    if (reason := _unfit(info)) is not None:
        yield failed(*at, reason)
        return
    try:
        with archive.open(info) as stream:
            yield from each(stream, name)  # type: ignore[arg-type]
    except (zipfile.BadZipFile, RuntimeError, NotImplementedError, ValueError, OSError) as error:
        yield Failure(name=name, reason=f"cannot be unpacked ({type(error).__name__})", stage="read")


def _unfit(info: zipfile.ZipInfo) -> str | None:
    if info.flag_bits & 1:
        return "is encrypted"
    if is_bomb(info.compress_size, info.file_size):
        return "unpacks to far more than its size"
    return "is an archive in an archive" if info.filename.lower().endswith(".zip") else None
