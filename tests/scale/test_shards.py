"""Captures are cut the same way every time."""

import pytest

from sayso.model import Capture
from sayso.scale import shards
from sayso.scale.shards import Slice, cut, slice_of
from tests.scale.readers import captures


def test_so_many_in_their_order() -> None:
    made = list(cut(captures(*"abcdefg"), 3))
    assert [s.number for s in made] == [0, 1, 2]
    assert [c.name for s in made for c in s.captures] == [f"report {n}" for n in range(7)]
    assert [len(s.captures) for s in made] == [3, 3, 1]
    assert list(cut([], 3)) == []


def test_large_ones_make_small_shards(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shards, "MOST_BYTES", 10)
    found = [Capture(raw=b"x" * n, name="a") for n in (4, 4, 4, 30, 1)]
    assert [[len(c.raw) for c in s.captures] for s in cut(found, 200)] == [[4, 4, 4], [30], [1]]  # type: ignore[union-attr]


def test_slices_share_the_shards_out() -> None:
    slices = [slice_of(f"{n}/3") for n in (1, 2, 3)]
    assert [[n for n in range(7) if s.has(n)] for s in slices] == [[0, 3, 6], [1, 4], [2, 5]]
    assert all(map(Slice().has, range(5)))


@pytest.mark.parametrize("text", ["", "2", "0/3", "4/3", "1/0", "a/b", "-1/2", "1/2/3"])
def test_a_slice_that_is_none(text: str) -> None:
    with pytest.raises(ValueError, match="as 2/8"):
        slice_of(text)
