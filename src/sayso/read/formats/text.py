"""Plain text -> Draft: the text as it is, to the character, with its parts."""

from __future__ import annotations

from sayso.model import Capture
from sayso.read.formats.decode import decode
from sayso.read.formats.draft import Draft
from sayso.read.layout.parts import parts_of
from sayso.read.layout.release import day_filed
from sayso.settings import Settings

NAME = "text 4"  # raise the number when the same bytes give other parts


def read_text(capture: Capture, settings: Settings) -> Draft:
    """Return the text of a plain file and its parts."""
    text = decode(capture.raw, capture.name, capture.charset)
    parts = parts_of(text) if len(text) <= settings.max_text else ()
    return Draft(text=text, parts=parts, reader=NAME, published=day_filed(text, parts))
