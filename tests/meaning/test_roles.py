"""Who did it and to whom, where the words leave it to be worked out, read with the real parser (roles.yaml)."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

import sayso
from tests.roles import Case, fits, parted, shown

TABLE = yaml.safe_load((Path(__file__).parent / "roles.yaml").read_text(encoding="utf8"))


def cases() -> Iterator[Any]:
    for part, entries in TABLE.items():
        for number, case in enumerate(entries, start=1):
            marks = [pytest.mark.xfail(reason=case["fails"], strict=True)] if "fails" in case else []
            yield pytest.param(case, marks=marks, id=f"{part}-{number}")


@pytest.mark.parametrize("case", list(cases()))
def test_roles(case: Case) -> None:
    claims = sayso.read_text(case["text"]).claims
    if "none" in case:
        assert not [c.type for c in claims if c.type in parted(case["none"])]
        return
    assert any(fits(case, c) for c in claims), [shown(c) for c in claims]
