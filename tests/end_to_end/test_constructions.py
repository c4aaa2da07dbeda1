"""The constructions of news, read with the real parser: who did what to whom, however it is told.

`constructions.yaml` has three invented sentences for each. A known failure is a strict xfail: it must be taken off the
list once it comes out right.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

import sayso
from tests.roles import Case, fits, parted, shown

TABLE = yaml.safe_load((Path(__file__).parent / "constructions.yaml").read_text(encoding="utf8"))


def cases() -> Iterator[Any]:
    for entry in TABLE:
        for number, case in enumerate(entry["cases"], start=1):
            marks = [pytest.mark.xfail(reason=case["fails"], strict=True)] if "fails" in case else []
            yield pytest.param(case, marks=marks, id=f"{entry['construction']}-{number}")


def test_every_construction_has_three_sentences() -> None:
    assert [entry["construction"] for entry in TABLE] == list(range(1, 46))
    assert all(len(entry["cases"]) == 3 for entry in TABLE)


@pytest.mark.parametrize("case", list(cases()))
def test_roles(case: Case) -> None:
    claims = sayso.read_text(case["text"]).claims
    if "none" in case:
        assert not [c.type for c in claims if c.type in parted(case["none"])]
        return
    assert any(fits(case, c) for c in claims), [shown(c) for c in claims]
