"""JSON in and out loses nothing."""

import dataclasses
import types
import typing
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.model import Capture, Claim, Failure, Report, Span, Statement
from sayso.records import content_id, from_json, to_json

TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=6)


def any_of(kind: Any) -> st.SearchStrategy[Any]:
    """Any value of a type of the model, by its hints."""
    origin, arguments = typing.get_origin(kind), typing.get_args(kind)
    if origin in (typing.Union, types.UnionType):
        return st.one_of(*map(any_of, arguments))
    if origin is typing.Literal:
        return st.sampled_from(arguments)
    if origin is tuple:
        return st.lists(any_of(arguments[0]), max_size=2).map(tuple)
    if dataclasses.is_dataclass(kind):
        hints = typing.get_type_hints(kind)
        return st.builds(kind, **{f.name: any_of(hints[f.name]) for f in dataclasses.fields(kind) if f.init})
    simple = {str: TEXT, int: st.integers(0, 999), float: st.floats(-10, 10), bool: st.booleans(),
              type(None): st.none(), Span: st.builds(Span, st.integers(0, 9), st.integers(10, 19))}  # fmt: skip
    return simple[kind]


@pytest.mark.parametrize("kind", [Claim, Statement, Report, Failure])
@given(data=st.data())
def test_a_record_comes_back_as_it_was(kind: type, data: st.DataObject) -> None:
    record = data.draw(any_of(kind))
    assert from_json(kind, to_json(record)) == record


def test_bytes_survive() -> None:
    capture = Capture(raw=b"\xff\x00", name="a", headers={"Server": "x"})
    assert from_json(Capture, to_json(capture)) == capture


def test_what_does_not_fit_is_named() -> None:
    with pytest.raises(ValueError, match=r"Failure\.stage: 'moon' does not fit"):
        from_json(Failure, {"name": "a", "reason": "b", "stage": "moon"})
    with pytest.raises(ValueError, match="unknown field colour"):
        from_json(Failure, {"name": "a", "reason": "b", "stage": "read", "colour": 1})


def test_ids_keep_their_parts_apart() -> None:
    assert content_id("ab") != content_id("a", "b")
    assert content_id(None) != content_id("None")
    assert len(content_id("a")) == 20
