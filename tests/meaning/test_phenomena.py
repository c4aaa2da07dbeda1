"""The 35 phenomena of attribution (methods.md 1.7), three variants each, through the model.

`known_phenomena_misses.txt` lists the texts that come out otherwise than phenomena.yaml expects; one that comes out
right must be taken off the list.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any, Final

import pytest
import yaml

from sayso.language import parse
from sayso.meaning.understand import understand
from sayso.model import Actor, Claim, Reading, Source, Statement
from sayso.pipeline import made_by
from sayso.settings import load
from tests.make import report

HERE: Final = Path(__file__).parent
OVERLAP: Final = 0.6  # Jaccard of word sets
UNCOUNTED: Final = {"a", "an", "the", "s"}  # an actor's words stand without article and genitive mark
PHENOMENA: Final[dict[str, list[dict[str, Any]]]] = yaml.safe_load((HERE / "phenomena.yaml").read_text(encoding="utf8"))
KNOWN: Final = frozenset((HERE / "known_phenomena_misses.txt").read_text(encoding="utf8").splitlines())

Expected = Mapping[str, Any]


@cache
def reading_of(text: str, title: str | None) -> Reading:
    made = report(text, title=title)
    return understand(made, parse(made), made_by(load()))


def key_of(variant: Expected) -> str:
    """Return what the list of known misses names the variant by: its headline, or its text on one line."""
    return " ".join((variant.get("title") or variant["text"]).split())


def complaints(variant: Expected) -> list[str]:
    """Return what is wrong with the reading of a variant, in words."""
    reading = reading_of(variant["text"], variant.get("title"))
    found, wanted = reading.statements, variant.get("statements", ())
    wrong = [f"not found: {e}" for e in wanted if not any(_fits(e, s, reading, wanted) for s in found)]
    if (variant.get("only") or wanted == []) and len(found) > len(wanted):
        wrong.append("more is attributed than should be")
    wrong += [f"{w} is a source" for w in variant.get("silent", ()) if any(_named(s.source, w) for s in found)]
    return wrong + [f"claim {e}" for e in variant.get("claims", ()) if not _holds(e, reading)]


def _fits(expected: Expected, made: Statement, reading: Reading, wanted: Sequence[Expected]) -> bool:
    content = " ".join(reading.report.text[s.start : s.end] for s in made.content)
    return (
        overlap(" ".join(expected["content"]), content)
        and _fits_actor(expected, "source", made.source)
        and _fits_actor(expected, "addressee", made.addressee)
        and ("resolved" not in expected or _named(made.source, expected["resolved"]))
        and ("cue" not in expected or (made.cue is not None and overlap(expected["cue"], made.cue.text)))
        and (made.cue is None or made.cue.stance in _listed(expected["stance"]))
        and ("form" not in expected or made.form in _listed(expected["form"]))
        and set(expected.get("flags", ())) <= set(made.flags)
        and ("inside" not in expected or _lies_in(wanted[expected["inside"]], made, reading, wanted))
    )


def _fits_actor(expected: Expected, role: str, actor: Actor | None) -> bool:
    if role not in expected or actor is None:
        return role not in expected or expected[role] is None
    return any(overlap(words, actor.text) for words in _listed(expected[role]))


def _lies_in(outer: Expected, made: Statement, reading: Reading, wanted: Sequence[Expected]) -> bool:
    return any(s.id == made.inside and _fits(outer, s, reading, wanted) for s in reading.statements)


def overlap(expected: str, found: str) -> bool:
    a, b = (set(re.findall(r"\w+", words.lower())) - UNCOUNTED for words in (expected, found))
    return len(a & b) >= OVERLAP * len(a | b)


def _listed(value: str | Sequence[str] | None) -> Sequence[str]:
    return [value] if isinstance(value, str) else value or ()


def _named(actor: Actor | None, word: str) -> bool:
    return actor is not None and word.lower() in re.findall(r"\w+", f"{actor.name or ''} {actor.text}".lower())


def _holds(expected: Expected, reading: Reading) -> bool:
    claims = [c for c in reading.claims if c.evidence.exact == expected["trigger"]]
    return bool(claims) and all(
        c.status in _listed(expected["status"]) and _is_said_by(c, expected.get("speaker")) for c in claims
    )


def _is_said_by(claim: Claim, speaker: str | None) -> bool:
    def matches(source: Source) -> bool:
        return source.kind == "unspecified" if speaker == "unspecified" else _named(source.actor, str(speaker))

    return speaker is None or any(map(matches, claim.sayso))


@pytest.mark.parametrize("name", PHENOMENA)
def test_phenomenon(name: str) -> None:
    wrong = {key_of(v): found for v in PHENOMENA[name] if (found := complaints(v))}
    assert wrong.keys() == KNOWN & {key_of(v) for v in PHENOMENA[name]}, wrong


def test_all_are_there() -> None:
    keys = [key_of(v) for variants in PHENOMENA.values() for v in variants]
    assert [name[:3] for name in PHENOMENA] == [f"p{n:02}" for n in range(1, 36)]
    assert len(keys) == len(set(keys)) == 105
    assert set(keys) >= KNOWN
