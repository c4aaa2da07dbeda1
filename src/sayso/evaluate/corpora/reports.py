"""A text of a corpus -> what sayso reads in it, or None where it fails: the evaluation counts that as missed."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from sayso.evaluate.backend import backend_in_force
from sayso.language.parser import parse
from sayso.meaning.scene import Scene
from sayso.meaning.understand import scene_of
from sayso.model import Capture, Reading
from sayso.pipeline import About, read_capture
from sayso.read import read
from sayso.settings import Settings

Found = TypeVar("Found")


def reading_of(text: str, published: str | None = None) -> Reading | None:
    """Return the whole reading of a text."""
    return _or_none(lambda: read_capture(_capture(text), About(published=published), Settings()))


def findings_in(text: str, published: str | None = None) -> Scene | None:
    """Return the mentions and statements in a text, without claims made of them."""

    def scene() -> Scene:
        report = read(_capture(text), published=published)
        return scene_of(report, parse(report, backend_in_force()))

    return _or_none(scene)


def _capture(text: str) -> Capture:
    raw = text.encode("utf8", "replace")
    return Capture(raw=raw, name="text", media_type="text/plain", charset="utf8")


def _or_none(make: Callable[[], Found]) -> Found | None:
    try:
        return make()
    except Exception:  # whatever a finder raises is a miss, and the run goes on
        return None
