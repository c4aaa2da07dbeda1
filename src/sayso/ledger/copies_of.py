"""Reports that were added -> which of them repeat others."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import Connection

from sayso.model import Report


def place_copies(connection: Connection, reports: Sequence[Report]) -> None:
    """File reports, and write down which reports repeat which."""
