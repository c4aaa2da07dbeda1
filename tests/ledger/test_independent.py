"""Copies, and outlets that quote one speaker, are one source."""

import pytest

from sayso.ledger.event.independent import Independent, Telling, independent

OWN = [Telling(report="a", outlet="Coast Press"), Telling(report="b", outlet="Ostra Post")]


@pytest.mark.parametrize(("tellings", "counts"), [
    ([], (0, 0, 0)),
    (OWN, (2, 2, 2)),
    ([*OWN, Telling(report="c", outlet="coast press ")], (3, 2, 2)),
    ([OWN[0], Telling(report="d", outlet="Tarn Daily", original="a"), Telling(report="e", outlet="Bay FM", original="a")], (3, 3, 1)),
    ([Telling(report=f"r{n}", outlet=f"Outlet {n}", speakers=("Oda",)) for n in range(20)], (20, 20, 1)),
    ([Telling(report="a", speakers=("Oda",)), Telling(report="b", speakers=("oda ", "Lund"))], (2, 0, 2)),
    ([OWN[0], Telling(report="s", outlet="Bay FM", speakers=("Oda",))], (2, 2, 2)),
    ([Telling(report="x", outlet="Bay FM", original="gone"), Telling(report="y", outlet="Tarn Daily", original="gone")], (2, 2, 1)),
    ([Telling(report="x"), Telling(report="y")], (2, 0, 2)),
    ([OWN[0], OWN[0], Telling(report="z", outlet="Bay FM", speakers=("",))], (2, 2, 2)),
])  # fmt: skip
def test_sources_that_do_not_repeat_each_other(tellings: list[Telling], counts: tuple[int, int, int]) -> None:
    expected = Independent(reports=counts[0], outlets=counts[1], sources=counts[2])
    assert independent(tellings) == independent(reversed(tellings)) == expected
