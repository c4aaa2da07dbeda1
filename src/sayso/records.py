"""Types of the model <-> plain JSON values, losing nothing; and the content hashes that are their ids."""

from __future__ import annotations

import base64
import dataclasses
import hashlib
import types
import typing
from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import Any, TypeVar

from sayso.model import Reading, Span

T = TypeVar("T")
LINE_BREAKS = "\x85\u2028\u2029"  # JSON lets them stand, but programs that read lines end one there
LINE_ENDS = {ord(c): f"\\u{ord(c):04x}" for c in LINE_BREAKS}


def to_json(value: Any) -> Any:
    """Return dataclasses as dicts, tuples as lists, bytes as base64; private fields are left out."""
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return {f.name: to_json(getattr(value, f.name)) for f in dataclasses.fields(value) if f.init}
    if isinstance(value, Mapping):
        return {k: to_json(v) for k, v in value.items()}
    if isinstance(value, tuple | list):
        return [to_json(v) for v in value]
    return base64.b64encode(value).decode() if isinstance(value, bytes) else value


def from_json(kind: type[T], value: Any) -> T:
    """Return the value as `kind`; raise ValueError with the field's name where it does not fit."""
    return typing.cast(T, _build(kind, value, kind.__name__))


def dumps(value: Any) -> str:
    """Return the JSON text of a record on one line, as `json.dumps(to_json(value))` would, eight times as fast."""
    from pydantic_core import to_json as written  # late: reading one report needs none of it

    text = written(value).decode()
    return text.translate(LINE_ENDS) if any(end in text for end in LINE_BREAKS) else text


def loads(kind: type[T], text: str) -> T:
    """Return the record in a JSON text that `dumps` wrote; raise ValueError where it does not fit."""
    return typing.cast(T, _adapter(typing.cast(Any, kind)).validate_json(text))


@lru_cache
def _adapter(kind: type) -> Any:
    from pydantic import TypeAdapter

    return TypeAdapter(kind)


def lines(reading: Reading) -> Iterator[dict[str, Any]]:
    """Yield the JSON Lines records of a reading: the report, then its statements, then its claims."""
    yield {"record": "report", **to_json(reading.report)}
    for statement in reading.statements:
        yield {"record": "statement", **to_json(statement)}
    for claim in reading.claims:
        yield {"record": "claim", **to_json(claim)}


def written_lines(reading: Reading) -> Iterator[str]:
    """Yield the texts of the same records, as `dumps` writes them."""
    for kind, records in (("report", (reading.report,)), ("statement", reading.statements), ("claim", reading.claims)):
        yield from (f'{{"record":"{kind}",{dumps(record)[1:]}' for record in records)


def incident_lines(reading: Reading) -> Iterator[dict[str, Any]]:
    """Yield the JSON Lines records of the document view: the report, then its incidents."""
    yield {"record": "report", **to_json(reading.report)}
    for incident in reading.incidents:
        yield {"record": "incident", **to_json(incident)}


def content_id(*parts: object) -> str:
    """Return 20 hex digits of a hash over the parts; parts are kept apart, so ("ab",) is not ("a", "b")."""
    digest = hashlib.sha256()
    for part in parts:
        data = ("\0" if part is None else str(part)).encode("utf8", "backslashreplace")
        digest.update(len(data).to_bytes(8, "big") + data)
    return digest.hexdigest()[:20]


def span_key(span: Span | None) -> str | None:
    """Return a span in the form that ids are hashed from."""
    return None if span is None else f"{span.start}-{span.end}"


@lru_cache
def _hints(kind: type) -> dict[str, Any]:
    return typing.get_type_hints(kind)


def _build(kind: Any, value: Any, where: str) -> Any:
    origin, arguments = typing.get_origin(kind), typing.get_args(kind)
    if origin in (typing.Union, types.UnionType):
        return _build_union(arguments, value, where)
    if origin is typing.Literal:
        return _expect(value in arguments, value, where)
    if origin is tuple:
        items = arguments[:1] * len(value) if arguments[-1] is Ellipsis else arguments
        return tuple(_build(k, v, where) for k, v in zip(items, value, strict=True))
    if origin is not None and issubclass(origin, Mapping):
        return {k: _build(arguments[1], v, f"{where}.{k}") for k, v in value.items()}
    if dataclasses.is_dataclass(kind):
        return _build_dataclass(kind, value, where)
    if isinstance(kind, type) and issubclass(kind, tuple):  # a NamedTuple
        return kind(*value)
    if kind is bytes:
        return base64.b64decode(value)
    if kind is float:
        return float(_expect(isinstance(value, int | float), value, where))
    return _expect(isinstance(value, kind), value, where)


def _build_union(options: tuple[Any, ...], value: Any, where: str) -> Any:
    if value is None and type(None) in options:
        return None
    first, *others = (o for o in options if o is not type(None))
    for option in others:  # as a recipient, which is an actor with a field more
        try:
            return _build(first, value, where)
        except ValueError:
            first = option
    return _build(first, value, where)


def _build_dataclass(kind: Any, value: Any, where: str) -> Any:
    _expect(isinstance(value, Mapping), value, where)
    hints = _hints(kind)
    known = {f.name for f in dataclasses.fields(kind) if f.init}
    unknown = value.keys() - known - {"record"}
    if unknown:
        raise ValueError(f"{where}: unknown field {', '.join(sorted(unknown))}")
    try:
        return kind(**{k: _build(hints[k], v, f"{where}.{k}") for k, v in value.items() if k in known})
    except TypeError as error:
        raise ValueError(f"{where}: {error}") from error


def _expect(fits: bool, value: Any, where: str) -> Any:
    if not fits:
        raise ValueError(f"{where}: {value!r} does not fit")
    return value
