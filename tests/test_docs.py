"""Every command, setting, corpus and record has its place in the docs."""

import dataclasses
from pathlib import Path

import pytest
import typer.main
from typer.testing import CliRunner

from sayso.evaluate.corpora import CORPORA
from sayso.faces.cli import app
from sayso.faces.schema import RECORDS
from sayso.model import Claim
from sayso.settings import Settings

DOCS = Path(__file__).parents[1] / "docs"


def text(name: str) -> str:
    return (DOCS / name).read_text(encoding="utf8")


def test_every_command_has_its_heading() -> None:
    names = set(typer.main.get_command(app).commands)  # type: ignore[attr-defined]
    assert {n for n in names if f"\n## {n}\n" not in text("commands.md")} == set()


def test_every_setting_is_described() -> None:
    assert {f.name for f in dataclasses.fields(Settings) if f"| `{f.name}` |" not in text("settings.md")} == set()


def test_every_corpus_is_described() -> None:
    assert {c for c in CORPORA if f"| `{c}` |" not in text("evaluate.md")} == set()


def test_every_record_and_field_of_a_claim_is_described() -> None:
    page = text("record.md")
    assert {r for r in RECORDS if f"\n## {r}\n" not in page} == set()
    known = {"id", "report"}
    assert {f.name for f in dataclasses.fields(Claim) if f"`{f.name}`" not in page} - known == set()


def test_every_dependency_has_its_reason() -> None:
    import tomllib

    project = tomllib.loads((DOCS.parent / "pyproject.toml").read_text(encoding="utf8"))["project"]
    names = {d.split(">")[0] for d in project["dependencies"]}
    assert {n for n in names if n not in text("dependencies.md")} == set()


def test_the_readme_shows_what_the_command_prints(monkeypatch: pytest.MonkeyPatch) -> None:
    readme = (DOCS.parent / "README.md").read_text(encoding="utf8")
    command, *shown = readme[readme.index("    $ sayso read") :].split("\n\nOn a terminal")[0].splitlines()
    monkeypatch.setenv("COLUMNS", "106")
    monkeypatch.chdir(DOCS.parent)
    result = CliRunner().invoke(app, [*command.split()[2:], "--format", "table"])
    printed = iter(result.stdout.splitlines())
    for line in (s[4:] for s in shown if s.strip() not in ("", "...")):
        assert line in printed, f"not printed, or not in this order: {line}"
