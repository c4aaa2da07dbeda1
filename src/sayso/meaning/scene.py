"""All that the finders found in one report, before claims are made of it."""

from __future__ import annotations

from dataclasses import dataclass

from sayso.meaning.statements import Found
from sayso.model import Actor, Figure, Mention, Parse, Place, Report, When


@dataclass(frozen=True, slots=True)
class Scene:
    """A report, its parse, and the mentions and statements in it."""

    report: Report
    parse: Parse
    actors: tuple[Mention[Actor], ...]
    places: tuple[Mention[Place], ...]
    times: tuple[Mention[When], ...]
    figures: tuple[Mention[Figure], ...]
    statements: tuple[Found, ...]
