"""Many things -> a few at a time, and many rows -> one statement."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import chain, islice
from operator import itemgetter
from typing import Any, TypeVar

from sqlalchemy import Column, ColumnElement, Connection, Table, and_, bindparam, delete, insert, text, update
from sqlalchemy.engine import Dialect

T = TypeVar("T")
Names = tuple[str, ...]
TOGETHER = 500  # rows of one statement
KEYS = {
    "sqlite": "SELECT value FROM json_each(:keys)",
    "postgresql": "SELECT jsonb_array_elements_text(CAST(:keys AS jsonb))",
}


def batched(things: Iterable[T], size: int) -> Iterator[tuple[T, ...]]:
    """Yield the things in order, `size` at a time; itertools has it from Python 3.12 on."""
    left = iter(things)
    while batch := tuple(islice(left, size)):
        yield batch


def among(connection: Connection, column: Column[Any], keys: Iterable[str]) -> ColumnElement[bool]:
    """Return the condition that a column has one of many values: they are one parameter, however many they are."""
    listed = text(KEYS[connection.dialect.name]).bindparams(keys=json.dumps(list(keys)))
    return column.in_(listed)


def insert_rows(connection: Connection, table: Table, rows: Sequence[Mapping[str, Any]]) -> None:
    """Write rows, all with the same columns, past SQLAlchemy's work on each value: theirs are a driver's own types."""
    if rows:
        statement, order = _statement(table, connection.dialect, tuple(rows[0]))
        row_of = itemgetter(*order) if order else None
        connection.exec_driver_sql(statement, [row_of(r) for r in rows] if row_of else [dict(r) for r in rows])


def insert_tuples(connection: Connection, table: Table, names: Names, rows: Sequence[tuple[Any, ...]]) -> None:
    """Write rows likewise, their values in the order of the names, many in one statement.

    SQLite runs a trigger twice as fast so, and narrow rows without keys of other tables.
    """
    for part in batched(rows, TOGETHER):
        statement, order = _statement(table, connection.dialect, names)
        if not order:
            connection.exec_driver_sql(statement, [dict(zip(names, row, strict=True)) for row in part])
        elif order != names:
            raise ValueError(f"the columns of {table.name} stand in the order {', '.join(order)}")
        else:
            connection.exec_driver_sql(_several(statement, len(part)), tuple(chain.from_iterable(part)))


def delete_rows(connection: Connection, table: Table, names: Names, rows: Sequence[tuple[Any, ...]]) -> None:
    """Delete the rows that have these values in the columns."""
    if rows:
        found = and_(*(table.c[name] == bindparam(f"_{name}") for name in names))
        connection.execute(
            delete(table).where(found), [dict(zip((f"_{n}" for n in names), r, strict=True)) for r in rows]
        )


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


@lru_cache
def _several(statement: str, rows: int) -> str:
    """Return an INSERT of one row as one of several."""
    head, values, row = statement.partition(" VALUES ")
    return head + values + ", ".join([row] * rows)
