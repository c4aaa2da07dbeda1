from __future__ import annotations

import json

import pytest
from typer.testing import CliRunner

from sayso.faces import doctor
from sayso.faces.cli import app
from sayso.language import weights_check


def test_a_sound_installation_is_well_and_extras_are_never_a_fault() -> None:
    result = CliRunner().invoke(app, ["doctor"])
    assert result.exit_code == 0, result.output
    assert result.output.endswith("All is well.\n")
    for line in ("ok   a reading", "ok   model        minilm", "ok   knowledge"):
        assert line in result.output


def test_json_names_every_check() -> None:
    found = json.loads(CliRunner().invoke(app, ["doctor", "--json"]).output)
    assert set(doctor.CHECKS) - {"extras"} <= set(found)
    assert set(doctor.EXTRAS) <= set(found)


def test_damaged_weights_are_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(weights_check, "_sha256", lambda name: None if name == "network.onnx" else "0")
    result = CliRunner().invoke(app, ["doctor"])
    assert result.exit_code == 1
    assert "BAD  model" in result.output and "network.onnx" in result.output and "Not well: model." in result.output


def test_a_missing_extra_is_told_with_how_to_get_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(doctor.EXTRAS, "parquet", ("pyarrow", "no_such_module", "Parquet"))
    result = CliRunner().invoke(app, ["doctor"])
    assert result.exit_code == 0
    assert "pip install 'sayso[parquet]'" in result.output


def test_a_check_that_breaks_is_a_finding(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken() -> doctor.Found:
        raise OSError("disk gone")
        yield

    monkeypatch.setitem(doctor.CHECKS, "a ledger", broken)
    assert doctor.Finding("a ledger", False, "OSError: disk gone") in list(doctor.examine())
