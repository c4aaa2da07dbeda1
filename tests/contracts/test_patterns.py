"""No regular expression of the code blows up: checked by regexploit, and run against strings made to do so.

Quadratic ones may stay where they are asked at one place or of short words; that reading costs no more than its length
says is measured on whole reports (tests/soak).
"""

from __future__ import annotations

import importlib
import pkgutil
import re
import time
import warnings
from collections.abc import Iterator
from typing import Any

import pytest

import sayso

with warnings.catch_warnings():
    warnings.simplefilter("ignore")  # it asks for modules of re by their old names
    from regexploit.ast.sre import SreOpParser
    from regexploit.redos import find

LONG = 300  # characters: what is quadratic takes some milliseconds, what is cubic seconds, what is worse does not end
PUMPS = (" ", "a", "A", "1", "\n", "\t", ",", ".", "'", '"', "-", "(", "<", "&", "Aa ", "a ", "1 ", "1,", "a-", "a.", "A. ",
         "\n ", "\n\n", "<a ", "&a;", "12:", "12-", "http://a", "of the ", "and a ", "1st ", "a@", "“", "”a", "— ")  # fmt: skip
MOST = 1.0  # seconds


def patterns() -> dict[tuple[str | bytes, int], str]:
    """Return every compiled pattern that a module holds, also in its tuples and dicts, with where it is."""
    found: dict[tuple[str | bytes, int], str] = {}
    for module in pkgutil.walk_packages(sayso.__path__, "sayso."):
        for name, value in vars(importlib.import_module(module.name)).items():
            for pattern in _within(value):
                found.setdefault((pattern.pattern, pattern.flags), f"{module.name}.{name}")
    return found


def _within(value: Any) -> Iterator[re.Pattern[Any]]:
    if isinstance(value, re.Pattern):
        yield value
    elif isinstance(value, dict):
        yield from (p for v in (*value.keys(), *value.values()) for p in _within(v))
    elif isinstance(value, tuple | list | set | frozenset):
        yield from (p for v in value for p in _within(v))


PATTERNS = patterns()


@pytest.mark.parametrize(("pattern", "flags"), list(PATTERNS), ids=list(PATTERNS.values()))
def test_it_does_not_blow_up(pattern: str | bytes, flags: int) -> None:
    text = pattern.decode("latin-1") if isinstance(pattern, bytes) else pattern
    if not re.search(r"[*+?}]\+|\(\?>", text):  # possessive ones cannot, and regexploit does not know them
        worst = max((r.starriness for r in find(SreOpParser().parse_sre(text, flags & ~re.UNICODE))), default=0)
        assert worst <= 2, f"{text} may take time to the power of {worst}"
    compiled = re.compile(pattern, flags)
    for pump in PUMPS:
        hostile: Any = pump * (LONG // len(pump)) + "\x00!"
        if isinstance(pattern, bytes):
            hostile = hostile.encode()
        start = time.perf_counter()
        compiled.search(hostile)
        compiled.fullmatch(hostile)
        assert time.perf_counter() - start < MOST, f"{text} on {pump!r} again and again"
