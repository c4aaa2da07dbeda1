"""Many things -> a few at a time, and many rows -> one statement."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import islice
from operator import itemgetter
from typing import Any, TypeVar

from sqlalchemy import Connection, Table, and_, bindparam, insert, update
from sqlalchemy.engine import Dialect

T = TypeVar("T")


def batched(things: Iterable[T], size: int) -> Iterator[tuple[T, ...]]:
    """Yield the things in order, `size` at a time; itertools has it from Python 3.12 on."""
    left = iter(things)
    while batch := tuple(islice(left, size)):
        yield batch


def insert_rows(connection: Connection, table: Table, rows: Sequence[Mapping[str, Any]]) -> None:
    """Write rows, all with the same columns, past SQLAlchemy's work on each value: theirs are a driver's own types."""
    if rows:
        statement, order = _statement(table, connection.dialect, tuple(rows[0]))
        row_of = itemgetter(*order) if order else None
        connection.exec_driver_sql(statement, [row_of(r) for r in rows] if row_of else [dict(r) for r in rows])


def update_rows(connection: Connection, table: Table, keys: Sequence[str], rows: Sequence[Mapping[str, Any]]) -> None:
    """Write the other columns of rows that are there, found by their keys, likewise."""
    others = [name for name in rows[0] if name not in keys] if rows else []
    if others:
        find = and_(*(table.c[k] == bindparam(f"_{k}") for k in keys))
        made = update(table).where(find).values({name: bindparam(name) for name in others})
        compiled = made.compile(dialect=connection.dialect)
        values = [{**{n: row[n] for n in others}, **{f"_{k}": row[k] for k in keys}} for row in rows]
        order = compiled.positiontup
        connection.exec_driver_sql(str(compiled), [tuple(v[n] for n in order) for v in values] if order else values)


@lru_cache
def _statement(table: Table, dialect: Dialect, columns: tuple[str, ...]) -> tuple[str, tuple[str, ...]]:
    """Return an INSERT as the driver takes it, and the order of its values; no order is by name."""
    compiled = insert(table).compile(dialect=dialect, column_keys=columns)
    return str(compiled), tuple(compiled.positiontup or ())
