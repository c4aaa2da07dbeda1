"""Every command, setting, corpus and record has its place in the docs."""

import dataclasses
from pathlib import Path

import typer.main

from sayso.evaluate.corpora import CORPORA
from sayso.faces.cli import app
from sayso.faces.schema import RECORDS
from sayso.model import Claim
from sayso.settings import Settings

DOCS = Path(__file__).parents[2] / "docs"


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
