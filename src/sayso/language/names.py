"""Tags of words -> the names of a sentence."""

from __future__ import annotations

from collections.abc import Sequence
from typing import cast, get_args

from sayso.model import Name, NameKind

KINDS = frozenset(get_args(NameKind))


def names_of(tags: Sequence[str]) -> list[Name]:
    """Join B- and I- tags into names; an I- tag with nothing before it of its kind begins one.

    >>> names_of(["B-person", "I-person", "O"])
    [Name(first=0, end=2, kind='person')]
    """
    found: list[Name] = []
    for i, tag in enumerate(tags):
        prefix, _, kind = tag.partition("-")
        if kind not in KINDS:
            continue
        last = found[-1] if found else None
        if prefix == "I" and last is not None and last.end == i and last.kind == kind:
            found[-1] = Name(last.first, i + 1, last.kind)
        else:
            found.append(Name(i, i + 1, cast(NameKind, kind)))
    return found
