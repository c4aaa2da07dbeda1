"""Report -> Parse."""

from sayso.language.parser import load_backend, parse

__all__ = ["load_backend", "parse"]
