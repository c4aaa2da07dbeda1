"""Readings -> files of other shapes."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from sayso.faces.exports.csv_rows import csv_lines
from sayso.model import Reading

# To add one, write a module with a function from readings to lines and name it here.
EXPORTS: dict[str, Callable[[Iterable[Reading]], Iterator[str]]] = {"csv": csv_lines}
