"""Events -> the lines of a list: days, a sentence, how it is told, by how many."""

from __future__ import annotations

from typing import Any

from sayso.faces.event_sentence import sentence
from sayso.faces.event_table import days, told_by
from sayso.faces.web.comparison import compared
from sayso.model import EventView


def line(view: EventView) -> dict[str, Any]:
    """Return an event as templates/lines.html shows it; `differing` counts the accounts that differ."""
    differing = compared(view).differing if view.counts.claims > 1 else 0
    return {"id": view.id, "sentence": sentence(view), "days": days(view), "told_by": told_by(view),
            "status": _status(view), "differing": differing}  # fmt: skip


def _status(view: EventView) -> str:
    """Return the status that goes furthest: an outlet's own voice before that of others, before what is only denied."""
    told = [telling.claim.status for telling in view.tellings]
    return next((status for status in ("reported", "attributed") if status in told), told[0] if told else "reported")
