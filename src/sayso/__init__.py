"""sayso reads news reports and writes down who did what to whom, where, when, how many - and on whose say-so."""

from __future__ import annotations

import sys
from types import ModuleType
from typing import TYPE_CHECKING, Any

from sayso.version import __version__

if TYPE_CHECKING:
    from sayso.faces.api import read as read
    from sayso.faces.api import read_all as read_all
    from sayso.faces.api import read_text as read_text

__all__ = ["__version__", "read", "read_all", "read_text"]


class _Sayso(ModuleType):
    """Loads the functions when they are asked for, so that `import sayso` stays under 0.3 s.

    The room `sayso/read` has the name of the function. The import system binds it here, over which the function stands;
    `from sayso.read import ...` finds the room all the same.
    """

    @property
    def read(self) -> Any:
        from sayso.faces import api

        return api.read

    @read.setter
    def read(self, room: ModuleType) -> None: ...

    @property
    def read_all(self) -> Any:
        from sayso.faces import api

        return api.read_all

    @property
    def read_text(self) -> Any:
        from sayso.faces import api

        return api.read_text


sys.modules[__name__].__class__ = _Sayso
