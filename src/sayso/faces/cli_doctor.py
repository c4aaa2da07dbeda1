"""`sayso doctor`: what is installed, which extras, which model; and a reading as trial."""

from __future__ import annotations

import json
from typing import Annotated

import typer

from sayso.faces.cli_start import FAILED, OK

_MARKS = {True: "ok", False: "BAD", None: "-"}


def doctor(as_json: Annotated[bool, typer.Option("--json", help="Print one JSON object.")] = False) -> None:
    """Tell what is installed, which model and extras, and try a reading."""
    from sayso.faces.doctor import examine

    findings = []
    for finding in examine():
        findings.append(finding)
        if not as_json:  # as they come: loading takes a second
            typer.echo(f"{_MARKS[finding.good]:4} {finding.name:12} {finding.told}")
    if as_json:
        typer.echo(json.dumps({f.name: {"good": f.good, "told": f.told} for f in findings}, ensure_ascii=False))
    bad = [f.name for f in findings if f.good is False]
    if not as_json:
        typer.echo(f"\nNot well: {', '.join(bad)}." if bad else "\nAll is well.")
    raise typer.Exit(FAILED if bad else OK)
