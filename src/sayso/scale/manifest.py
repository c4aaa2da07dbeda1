"""The folder of a batch: what it is made of and how, its finished shards, and how many there are to be."""

from __future__ import annotations

import dataclasses
import hashlib
import json
import os
import re
import socket
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Literal

from sayso.model import MadeBy
from sayso.pipeline import About
from sayso.records import to_json
from sayso.scale.shards import SIZE, Done
from sayso.settings import Settings

MANIFEST, LOG, TOTAL = "manifest.json", "finished.jsonl", "total.json"
# Settings that change how bytes are fetched, not how a report is read.
FETCHING = frozenset({"timeout", "max_redirects", "allow_private", "threads", "user_agent"})
_SHARD = re.compile(r"shard-(\d{6,})\.(?:jsonl|parquet)")

Form = Literal["jsonl", "parquet"]


class BatchError(Exception):
    """A batch cannot be begun or gathered; the text says why."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """What a batch reads and how: all that its result hangs on."""

    inputs: tuple[str, ...]
    about: About = field(default_factory=About)
    columns: Mapping[str, str] | None = None
    settings: Settings = field(default_factory=Settings)
    size: int = SIZE
    form: Form = "jsonl"


def begin(folder: Path, plan: Plan, made_by: MadeBy) -> None:
    """Make the folder of a batch, or find it as it was begun; raise BatchError if it was begun otherwise."""
    wanted = manifest_of(plan, made_by)
    file = folder / MANIFEST
    try:
        folder.mkdir(parents=True, exist_ok=True)
        if not file.exists():
            if finished(folder):
                raise BatchError(f"{folder}: holds shards, and no {MANIFEST} that says of what")
            write_whole(file, json.dumps(wanted, indent=2, ensure_ascii=False).encode())
    except OSError as error:
        raise BatchError(f"{folder}: cannot be written ({error.strerror})") from None
    begun = manifest(folder)
    for key in sorted(wanted.keys() | begun.keys()):
        if begun.get(key) != wanted.get(key):
            raise BatchError(f"{folder}: was begun with other {key} ({_difference(begun.get(key), wanted.get(key))}); "
                             "take another folder")  # fmt: skip


def manifest_of(plan: Plan, made_by: MadeBy) -> dict[str, Any]:
    """Return what a manifest says of a plan."""
    settings = {k: v for k, v in dataclasses.asdict(plan.settings).items() if k not in FETCHING}
    return {
        "inputs": [_identity(source) for source in plan.inputs], "about": to_json(plan.about),
        "columns": dict(plan.columns) if plan.columns else None, "settings": settings, "shard size": plan.size,
        "format": plan.form, "versions": to_json(made_by),
    }  # fmt: skip


def manifest(folder: Path) -> dict[str, Any]:
    """Return the manifest of a folder; raise BatchError if it has none."""
    try:
        found = json.loads((folder / MANIFEST).read_text(encoding="utf8"))
    except FileNotFoundError:
        raise BatchError(f"{folder}: is no folder of a batch") from None
    except (OSError, ValueError) as error:
        raise BatchError(f"{folder / MANIFEST}: cannot be read ({error})") from None
    if not isinstance(found, dict):
        raise BatchError(f"{folder / MANIFEST}: is no manifest")
    return found


def plan_of(folder: Path) -> Plan:
    """Return the plan that a folder was begun with."""
    found = manifest(folder)
    try:
        return Plan(
            inputs=tuple(i["name"] for i in found["inputs"]), about=About(**found["about"]), columns=found["columns"],
            settings=Settings(**found["settings"]), size=found["shard size"], form=found["format"],
        )  # fmt: skip
    except (KeyError, TypeError) as error:
        raise BatchError(f"{folder / MANIFEST}: is of another sayso ({error})") from None


def files_of(source: str) -> Iterator[Path]:
    """Yield the files of an input in their order: itself, or those of a folder, hidden ones left out."""
    path = Path(source)
    if not path.is_dir():
        yield path
        return
    for at, folders, names in os.walk(path):
        folders[:] = sorted(f for f in folders if not f.startswith("."))
        yield from (Path(at) / name for name in sorted(names) if not name.startswith("."))


# --- shards -----------------------------------------------------------------------------------------------------------


def shard_file(folder: Path, number: int, form: str) -> Path:
    """Return where a finished shard stands."""
    return folder / f"shard-{number:06d}.{form}"


def finished(folder: Path) -> dict[int, Path]:
    """Return the shards that are finished, by number."""
    found = ((_SHARD.fullmatch(p.name), p) for p in sorted(folder.iterdir()))
    return {int(m[1]): p for m, p in found if m is not None}


def keep(folder: Path, done: Done, data: bytes, form: Form) -> None:
    """Write a finished shard, whole or not at all, and a line about it into the log."""
    write_whole(shard_file(folder, done.number, form), data)
    told = {k: v for k, v in done._asdict().items() if k != "text"}
    line = json.dumps({**told, "bytes": len(data), "finished": datetime.now(UTC).isoformat(timespec="seconds")})
    with (folder / LOG).open("ab") as file:  # one write: others may append beside us
        file.write(line.encode() + b"\n")


def keep_total(folder: Path, shards: int, captures: int) -> None:
    """Write down how many shards the whole input has, once that is known."""
    write_whole(folder / TOTAL, json.dumps({"shards": shards, "captures": captures}).encode())


def total(folder: Path) -> int | None:
    """Return how many shards the whole input has; None until it has been gone through to its end."""
    try:
        return int(json.loads((folder / TOTAL).read_text())["shards"])
    except FileNotFoundError:
        return None
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise BatchError(f"{folder / TOTAL}: cannot be read ({error})") from None


def missing(folder: Path, known: Sequence[int] | Mapping[int, Any]) -> list[int] | None:
    """Return the shards that are not finished; None where it is not known how many there are to be."""
    number = total(folder)
    return None if number is None else [n for n in range(number) if n not in known]


def write_whole(file: Path, data: bytes) -> None:
    """Write a file under another name, and give it its own when it is safely on the disk."""
    other = file.with_name(f".{file.name}.{socket.gethostname()}-{os.getpid()}")
    with other.open("wb") as out:
        out.write(data)
        out.flush()
        os.fsync(out.fileno())
    try:
        other.replace(file)
    except FileNotFoundError:  # another process wrote the same and tidied up
        if not file.exists():
            raise
    for left in file.parent.glob(f".{file.name}.*"):  # of runs that were killed
        left.unlink(missing_ok=True)
    _sync(file.parent)


def _sync(folder: Path) -> None:
    """Put the new name itself on the disk, where the system can."""
    try:
        handle = os.open(folder, os.O_RDONLY)
    except OSError:  # Windows
        return
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _identity(source: str) -> dict[str, Any]:
    """Return what tells an input from a changed one: size and moment of a file, a hash of a folder's list of them."""
    if source == "-":
        raise BatchError("standard input cannot be read a second time; save it to a file")
    if "://" in source:
        return {"name": source}
    try:
        known = [(str(file), (about := file.stat()).st_size, about.st_mtime_ns) for file in files_of(source)]
    except OSError as error:
        raise BatchError(f"{source}: cannot be read ({error.strerror})") from None
    size = sum(size for _, size, _ in known)
    if not Path(source).is_dir():
        return {"name": source, "size": size, "changed": known[0][2]}
    digest = hashlib.sha256(repr(known).encode("utf8", "surrogateescape")).hexdigest()
    return {"name": source, "size": size, "files": len(known), "sha256": digest}


def _difference(old: Any, new: Any) -> str:
    if isinstance(old, dict) and isinstance(new, dict):
        keys = [k for k in sorted(old.keys() | new.keys()) if old.get(k) != new.get(k)]
        return ", ".join(f"{k}: {old.get(k)!r}, now {new.get(k)!r}" for k in keys)
    if isinstance(old, list) and isinstance(new, list):
        pairs = [(a, b) for a, b in zip(old, new, strict=False) if a != b]
        return _difference(*pairs[0]) if pairs else f"{len(old)}, now {len(new)}"
    return f"{old!r}, now {new!r}"
