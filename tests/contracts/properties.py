"""What holds of every reading of anything at all, and strategies for texts and parses that nobody would write."""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Iterator
from functools import lru_cache
from typing import Any

from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from sayso.faces.schema import RECORDS, schema_of
from sayso.meaning.understand import CONTEXT
from sayso.model import Claim, Parse, Reading, Report, Span, Statement
from sayso.records import dumps, from_json, incident_lines, lines, loads, to_json
from tests.make import UPOS, parse

WORDS = (
    "Norland Ostra Tarn Oda Minister Mr. A. U.S. the The a army troops gunmen rebels Brigade police killed wounded shelled said says told "
    "that who which not n't never denied threatened to will would if and or but of in near at on from by with against according "
    "Monday yesterday March 3 2024 2024-03-05 31 1,000 1,000,000,000,000,000,000 0 3.5 ½ ٣ ４ dozens two hundred least more than "
    "people them he He it its 's ’s attack strike ceasefire talks agreed province north kilometres % $5m Feb. 29 5pm 25:99 1/2/3 AFP Reuters"
).split()
MARKS = ("“", "”", '"', "'", "‘", "’", "«", "»", "„", "``", "''", "(", ")", "[", "]", ",", ".", "...", "?", "!", ":", ";", "-", "—", "/",
         "\n", "\n\n", "\t", "<b>", "</p>", "&amp;", "&#0;", "{{", "]]>", "https://a.example/?q=1#x", "a@b.c", "#Tarn", "•", "1.", "a)")  # fmt: skip
STRANGE = ("\u202eTarn\u202c", "تارن", "שלום", "👍🏽", "👩‍👩‍👧", "e\u0301", "İ", "ß", "ﬁ", "\u00a0", "\u200b", "\ufeff", "\u2028", "\x1c", "\x85",
           "\ufffd", "\U0010ffff", "ǅ", "Ω", "塔恩", "𝐓𝐚𝐫𝐧", "a" * 300, "9" * 400, "(" * 60, "“" * 40, "Tarn, " * 40, "and " * 60)  # fmt: skip
PIECES = st.one_of(st.sampled_from(WORDS), st.sampled_from(WORDS), st.sampled_from(WORDS), st.sampled_from(MARKS),
                   st.sampled_from(STRANGE), st.text(max_size=8))  # fmt: skip
TEXTS = st.builds(str.join, st.sampled_from((" ", " ", "", "\n")), st.lists(PIECES, min_size=1, max_size=80))
RELATIONS = ("nsubj obj iobj obl advcl ccomp xcomp acl acl:relcl nmod nmod:poss amod nummod appos conj cc mark case det compound flat "
             "aux aux:pass nsubj:pass obl:agent cop advmod parataxis punct dep discourse vocative expl fixed obl:tmod").split()  # fmt: skip


@st.composite
def sentences(draw: st.DrawFn) -> str:
    """Return the notation of a sentence: any words with any tags, in a tree of any shape."""
    words = draw(st.lists(st.one_of(st.sampled_from(WORDS), st.sampled_from(MARKS[:29]), st.text("aÅ1-(’", min_size=1, max_size=4)),
                          min_size=1, max_size=14))  # fmt: skip
    words = [w for w in words if "/" not in w] or ["a"]
    order = draw(st.permutations(range(len(words))))
    heads = [0] * len(words)
    for n, i in enumerate(order[1:], 1):
        heads[i] = order[draw(st.integers(0, n - 1))] + 1
    tags = draw(st.lists(st.sampled_from([*UPOS, "."]), min_size=len(words), max_size=len(words)))
    relations = draw(st.lists(st.sampled_from(RELATIONS), min_size=len(words), max_size=len(words)))
    rows = zip(words, tags, heads, relations, strict=True)
    return " ".join(f"{w}/{t}/{f'{r}>{h}' if h else 'root'}" for w, t, h, r in rows)


PARSES = st.builds(
    lambda notation, places, people: parse(" || ".join(notation), places=" ".join(places), people=" ".join(people)),
    st.lists(sentences(), min_size=1, max_size=4),
    st.lists(st.sampled_from(WORDS), max_size=4),
    st.lists(st.sampled_from(WORDS), max_size=2),
)


def within(value: Any) -> Iterator[Any]:
    """Yield every record and span in a value, itself among them."""
    if isinstance(value, Span) or dataclasses.is_dataclass(value):
        yield value
    if dataclasses.is_dataclass(value) and not isinstance(value, Parse):
        for field in dataclasses.fields(value):
            yield from within(getattr(value, field.name))
    elif isinstance(value, tuple | list) and not isinstance(value, Span):
        for item in value:
            yield from within(item)


def lies_in(text: str, found: Any) -> None:
    """All spans lie in the text, and what a record calls its words stands there."""
    for record in within(found):
        if isinstance(record, Span):
            assert 0 <= record.start <= record.end <= len(text), record
        elif isinstance(span := getattr(record, "span", None), Span) and isinstance(
            words := getattr(record, "text", None), str
        ):
            assert words == text[span.start : span.end], record


def is_sound(reading: Reading) -> None:
    """The reading points at its text, quotes it, fits the schema, and is nothing less for having been JSON."""
    text = reading.report.text
    assert "\0" not in text
    lies_in(text, (reading.report.parts, reading.statements, reading.claims, reading.incidents))
    for claim in reading.claims:
        quotes(text, claim)
    fits_the_schema(reading)
    comes_back(reading)


def quotes(text: str, claim: Claim) -> None:
    """The evidence is what stands at the trigger, with what stands around it."""
    start, end = claim.evidence.trigger
    assert claim.evidence.exact == text[start:end]
    assert claim.evidence.exact.strip()
    assert claim.evidence.prefix == text[max(0, start - CONTEXT) : start]
    assert claim.evidence.suffix == text[end : end + CONTEXT]
    assert claim.evidence.sentence.holds(claim.evidence.trigger)


@lru_cache
def validator(kind: str) -> Draft202012Validator:
    return Draft202012Validator(schema_of(kind))


def fits_the_schema(reading: Reading) -> None:
    for record in (*lines(reading), *incident_lines(reading)):
        assert record["record"] in RECORDS
        validator(record["record"]).validate(json.loads(json.dumps(record)))


def comes_back(reading: Reading) -> None:
    kinds: tuple[tuple[type, tuple[Any, ...]], ...] = (
        (Report, (reading.report,)), (Statement, reading.statements), (Claim, reading.claims))  # fmt: skip
    for kind, records in kinds:
        for record in records:
            written = dumps(record)
            assert len(written.splitlines()) == 1
            assert loads(kind, written) == record
            assert from_json(kind, json.loads(json.dumps(to_json(record)))) == record
