"""sayso reads news reports and writes down who did what to whom, where, when, how many - and on whose say-so."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sayso.version import __version__

if TYPE_CHECKING:
    from sayso.faces.api import read as read
    from sayso.faces.api import read_text as read_text

__all__ = ["__version__", "read", "read_text"]


def __getattr__(name: str) -> object:
    # The pipeline loads only when it is asked for: `import sayso` stays under 0.3 s.
    if name in ("read", "read_text"):
        from sayso.faces import api

        return getattr(api, name)
    raise AttributeError(f"module 'sayso' has no attribute {name!r}")
