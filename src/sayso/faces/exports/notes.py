"""An event -> one plain neutral sentence, after it who tells it, the rule for its dead, and where accounts differ."""

from __future__ import annotations

from collections.abc import Iterator

from sayso.faces.event_sentence import sentence
from sayso.faces.exports import agreed
from sayso.model import EventView


def note(view: EventView) -> str:
    """Return the notes of an event."""
    return " ".join((f"{sentence(view)}{_when(view)}.", *_told(view), *_dead(view), *_differing(view)))


def _when(view: EventView) -> str:
    days = agreed.days(view)
    if not days.first or not days.last:
        return ", on a day that is not stated"
    said = f", on {days.first}" if days.day else f", between {days.first} and {days.last}"
    return said if days.stated else f"{said} (no day is stated; reckoned from the date of publication)"


def _told(view: EventView) -> Iterator[str]:
    told = dict.fromkeys(agreed.said_by(t) for t in agreed.asserted(view) if t.report.copy_of is None)
    if told:
        yield f"Told by {'; '.join(told)}."
    if view.denied_by:
        yield f"Denied by {'; '.join(view.denied_by)}."
    if view.doubted_by:
        yield f"Left open by {'; '.join(view.doubted_by)}."


def _dead(view: EventView) -> Iterator[str]:
    number, rule = agreed.point(agreed.toll(view, "killed"), lowest=True)
    if number is not None:
        yield f"Fatalities: {number:,}, by the rule: {rule}."


def _differing(view: EventView) -> Iterator[str]:
    for side, what in ((agreed.doers(view), "who did it"), (agreed.recipients(view), "whom it befell")):
        if side.differing:
            yield f"Accounts differ on {what}: {'; '.join(side.differing)}."
