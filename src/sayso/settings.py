"""One frozen Settings: flags over SAYSO_* variables over the file over defaults."""

from __future__ import annotations

import dataclasses
import os
import tomllib
import typing
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """How sayso reads. Times in seconds, sizes in bytes, `workers` and `threads` in number."""

    timeout: float = 20.0
    max_bytes: int = 20_000_000  # of one fetched page or file
    max_text: int = 1_000_000  # characters of one report's text
    max_redirects: int = 5
    allow_private: bool = False  # fetch from private and local addresses
    any_language: bool = False  # read also what does not look English
    threads: int = 1  # of the network
    backend: str = "minilm"
    user_agent: str = "sayso/0.1 (+https://pypi.org/project/sayso)"


def load(file: Path | None = None, environment: Mapping[str, str] = os.environ, **flags: Any) -> Settings:
    """Return the settings in force; raise ValueError that names the source of a value that does not fit.

    Without `file`, the file is the one that SAYSO_CONFIG names, if it does.
    """
    values: dict[str, Any] = {}
    if file is None and (named := environment.get("SAYSO_CONFIG")):
        file = Path(named)
    if file is not None:
        values |= {k: _fit(k, v, str(file)) for k, v in _file(file).items()}
    for key in _kinds():
        if (given := environment.get(f"SAYSO_{key.upper()}")) is not None:
            values[key] = _fit(key, given, f"SAYSO_{key.upper()}")
    values |= {k: v for k, v in flags.items() if v is not None}
    return Settings(**values)


def _file(file: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(file.read_text(encoding="utf8"))
    except (OSError, ValueError) as error:
        raise ValueError(f"{file}: cannot be read as settings ({error})") from error


def _kinds() -> dict[str, type]:
    hints = typing.get_type_hints(Settings)
    return {f.name: hints[f.name] for f in dataclasses.fields(Settings)}


def _fit(key: str, value: Any, source: str) -> Any:
    kind = _kinds().get(key)
    if kind is None:
        raise ValueError(f"{source}: no setting named {key}")
    if kind is bool and isinstance(value, str):
        if value.lower() not in {"0", "1", "true", "false", "yes", "no"}:
            raise ValueError(f"{source}: {key} is yes or no, not {value!r}")
        return value.lower() in {"1", "true", "yes"}
    try:
        return kind(value)
    except (TypeError, ValueError) as error:
        raise ValueError(f"{source}: {key} cannot be {value!r}") from error
