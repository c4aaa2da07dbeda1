"""JSON Lines of a shard <-> a Parquet file: a row a record, with columns to filter by and the whole record as text."""

from __future__ import annotations

import io
import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from sayso.scale.manifest import BatchError

# Name of the column, its type, and where a record has it; the last holds the record, to the byte.
COLUMNS: tuple[tuple[str, str, tuple[str, ...]], ...] = (
    ("record", "text", ("record",)),
    ("id", "text", ("id",)),
    ("report", "text", ("report",)),
    ("outlet", "text", ("outlet",)),
    ("published", "text", ("published",)),
    ("url", "text", ("url",)),
    ("type", "text", ("type",)),
    ("mode", "text", ("mode",)),
    ("status", "text", ("status",)),
    ("quad", "whole", ("quad",)),
    ("intensity", "number", ("intensity",)),
    ("confidence", "number", ("confidence",)),
    ("earliest", "text", ("when", "earliest")),
    ("latest", "text", ("when", "latest")),
    ("reason", "text", ("reason",)),
)


def parquet_of(text: bytes) -> bytes:
    """Return the Parquet file of a shard's lines."""
    pa, pq = _pyarrow()
    kinds = {"text": pa.string(), "whole": pa.int64(), "number": pa.float64()}
    lines = text.decode().split("\n")[:-1]
    records = [json.loads(line) for line in lines]
    columns = {name: pa.array([_at(r, way) for r in records], kinds[kind]) for name, kind, way in COLUMNS}
    sink = io.BytesIO()
    pq.write_table(pa.table({**columns, "json": pa.array(lines, pa.string())}), sink, compression="zstd")
    return sink.getvalue()


def texts_of(file: Path) -> Iterator[str]:
    """Yield the records of a Parquet file as they were written."""
    _, pq = _pyarrow()
    with pq.ParquetFile(file) as opened:
        for batch in opened.iter_batches(columns=["json"]):
            yield from batch.column(0).to_pylist()


def join(files: Sequence[Path], out: Path) -> None:
    """Write the rows of shards into one file, a row group a shard."""
    _, pq = _pyarrow()
    schema = pq.read_schema(files[0])
    with pq.ParquetWriter(out, schema, compression="zstd") as writer:
        for file in files:
            writer.write_table(pq.read_table(file))


def _at(record: Any, way: tuple[str, ...]) -> Any:
    for key in way:
        record = record.get(key) if isinstance(record, dict) else None
    return record


def _pyarrow() -> tuple[Any, Any]:
    try:
        import pyarrow as pa  # type: ignore[import-untyped]
        import pyarrow.parquet as pq  # type: ignore[import-untyped]
    except ModuleNotFoundError:
        raise BatchError("Parquet needs pip install 'sayso[parquet]'") from None
    return pa, pq
