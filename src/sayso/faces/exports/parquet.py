"""Events -> an Apache Parquet file: the columns of csv with their types, the facts of the export in its metadata."""

from __future__ import annotations

import io
import json
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Any

from sayso.faces.exports.own import CLAIMS, OUR_RULES, tellings
from sayso.faces.exports.shape import Export, ExportError, Scope, facts_of
from sayso.model import EventView

GROUP = 20_000  # rows of a row group


def chunks(views: Iterable[EventView], scope: Scope) -> Iterator[bytes]:
    """Yield a Parquet file as its row groups are done; raise ExportError where pyarrow is not installed."""
    try:
        import pyarrow as pa  # type: ignore[import-untyped]
        import pyarrow.parquet as pq  # type: ignore[import-untyped]
    except ModuleNotFoundError:
        raise ExportError("Parquet needs pip install 'sayso[parquet]'") from None
    kinds = {"text": pa.string(), "whole": pa.int64(), "number": pa.float64()}
    fields = [pa.field(c.name, kinds[c.kind], metadata={"about": c.about}) for c in CLAIMS]
    schema = pa.schema(fields, metadata={"sayso": json.dumps(facts_of(scope), ensure_ascii=False)})
    sink = _Sink()
    rows = (row for view in views for row in tellings(view, scope))
    with pq.ParquetWriter(sink, schema, compression="zstd") as writer:
        while batch := list(islice(rows, GROUP)):
            writer.write_table(pa.table({c.name: [c.cell(r) for r in batch] for c in CLAIMS}, schema=schema))
            yield sink.taken()
    yield sink.taken()


class _Sink(io.RawIOBase):
    """A file that gives away what was written to it."""

    def __init__(self) -> None:
        self.parts: list[bytes] = []
        self.at = 0

    def writable(self) -> bool:
        """Say so."""
        return True

    def tell(self) -> int:
        """Return how much was written."""
        return self.at

    def write(self, data: Any) -> int:
        """Keep it until it is taken."""
        self.parts.append(bytes(data))
        self.at += len(self.parts[-1])
        return len(self.parts[-1])

    def taken(self) -> bytes:
        """Return what was written since."""
        found, self.parts = b"".join(self.parts), []
        return found


PARQUET = Export(
    about="a row a claim with typed columns, for pandas, R, DuckDB", ending=".parquet", columns=CLAIMS, rules=OUR_RULES,
    chunks=chunks,
)  # fmt: skip
