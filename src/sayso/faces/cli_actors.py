"""The command `sayso actors`: a name and a day -> who that is and what they held; a CSV -> actors of the user's own."""

from __future__ import annotations

import difflib
import json
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import Annotated, Any, NoReturn

import typer

from sayso.knowledge.actor_checks import check as findings_of
from sayso.knowledge.fingerprint import fingerprint
from sayso.knowledge.overlay import Known, Row, merged, overlay_file, read_rows, sound, write_rows
from sayso.knowledge.registry import Alias, Entry, Office, Registry, known_of, load_registry, pieces_of, shipped

actors = typer.Typer(help="Look up, check and add the actors that sayso knows.", no_args_is_help=True)

OK, FAILED, USAGE = 0, 1, 2
LONGEST = 200  # characters of a name to look for
NEAR = 5
DIM, PLAIN = "\x1b[2m", "\x1b[0m"
HEADINGS = ("id", "name", "kind", "code", "match", "role", "body", "from", "to", "then")


@actors.command()
def find(
    name: Annotated[str, typer.Argument(metavar="NAME", help="A name, as a report writes it.")],
    on: Annotated[str | None, typer.Option(help="The day to tell the roles of, as 2021-05-11.")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON object.")] = False,
) -> None:
    """Show who bears a name, and what they held on a day."""
    registry, day = load_registry(), _day(on)
    found = [_found(registry, entry, match, day) for entry, match in _matches(registry, name[:LONGEST])]
    near = [] if found else _nearest(registry, name[:LONGEST])
    if as_json:
        typer.echo(json.dumps({"name": name, "on": day, "found": found, "nearest": near}, ensure_ascii=False))
    elif found:
        for line in _table(found, dim=sys.stdout.isatty()):
            typer.echo(line)
    else:
        typer.echo(f"nobody of the name {name!r}; " + (f"nearest: {', '.join(near)}" if near else "none is near"))
    raise typer.Exit(OK if found else FAILED)


@actors.command()
def check() -> None:
    """Say what is wrong with the registry and with your own actors."""
    load_registry.cache_clear()
    registry, file = load_registry(), overlay_file()
    findings = findings_of(registry)
    for finding in findings:
        typer.echo(str(finding))
    levels = Counter(f.level for f in findings)
    there = f"with {file}" if file is not None and file.exists() else "no file of your own"
    persons, offices = len(registry.offices), sum(map(len, registry.offices.values()))
    typer.echo(
        f"{len(registry.entries):,} actors, {persons:,} persons in {offices:,} roles ({there}): "
        f"{levels['error']} errors, {levels['warning']} warnings"
    )
    raise typer.Exit(FAILED if levels["error"] else OK)


@actors.command("import")
def import_(
    file: Annotated[Path, typer.Argument(metavar="FILE.csv", help="Your columns or Wikidata's: docs/actors.md.")],
    into: Annotated[Path | None, typer.Option(help="The file to add to, in place of your own.")] = None,
    skip_bad: Annotated[bool, typer.Option("--skip-bad", help="Leave out broken rows, and say which.")] = False,
) -> None:
    """Add actors of your own."""
    target = into or overlay_file()
    if target is None:
        _refuse("SAYSO_ACTORS is empty, and --into is not given: nowhere to write")
    known = known_of(shipped())
    old, worn = read_rows(target, known) if target.exists() else ([], [])
    new, faults = read_rows(file, known._replace(further=frozenset(r.id for r in old)))
    for fault in (*worn, *faults):
        typer.echo(f"sayso: {fault}", err=True)
    if worn or (faults and not skip_bad) or not new:
        _refuse(f"nothing was written to {target}" + ("" if worn or faults else ": no rows"), FAILED)
    rows = _together(old, new, target, known)
    _write(rows, target)
    left_out = f", {len(faults)} left out" if faults else ""
    typer.echo(f"{_count(new)} from {file}{left_out}; {target} holds {len(rows):,} rows")


def _together(old: Sequence[Row], new: Sequence[Row], target: Path, known: Known) -> list[Row]:
    """Return old and new rows; what each says for itself may not go together."""
    rows = merged(old, new)
    _, faults = sound(list(enumerate(rows, 2)), known, f"{target} with these rows")
    for fault in faults:
        typer.echo(f"sayso: {fault}", err=True)
    if faults:
        _refuse(f"nothing was written to {target}", FAILED)
    return rows


def _write(rows: Sequence[Row], target: Path) -> None:
    try:
        write_rows(rows, target)
    except OSError as error:
        _refuse(f"{target}: {error.strerror}")
    load_registry.cache_clear()
    fingerprint.cache_clear()


def _refuse(reason: str, code: int = USAGE) -> NoReturn:
    typer.echo(f"sayso: {reason}", err=True)
    raise typer.Exit(code)


def _count(rows: Sequence[Row]) -> str:
    return f"{len(rows):,} rows of {len({r.id for r in rows}):,} actors"


def _day(given: str | None) -> str | None:
    try:
        return None if given is None else str(date.fromisoformat(given))
    except ValueError:
        _refuse(f"--on {given}: no day, as 2021-05-11")
    return None


def _matches(registry: Registry, name: str) -> Iterator[tuple[Entry, dict[str, Any]]]:
    """Return who bears a name, capitals or not: by name or alias, by title, by id, by surname alone."""
    spelled = set(filter(None, pieces_of([name, name.strip().removeprefix("the ")])))
    found: dict[str, dict[str, Any]] = {}
    for want, alias in (a for first in {p[0] for p in spelled} for a in registry.names.get(first, ())):
        if want in spelled and (alias.id not in found or found[alias.id]["weak"]):
            found[alias.id] = {"text": alias.written, "use": _use(registry, alias), "weak": alias.weak}
    other = {"title": [registry.titles.get(name.strip().lower(), "")], "id": [name.strip()],
             "surname": registry.surnames.get(name.strip().lower(), ())}  # fmt: skip
    for how, ids in other.items():
        for i in (i for i in ids if i in registry.entries):
            found.setdefault(i, {"text": name.strip(), "use": how, "weak": how == "surname"})
    return ((registry.entries[i], match) for i, match in found.items())


def _use(registry: Registry, alias: Alias) -> str:
    if alias.use != "name":
        return alias.use
    return "canonical" if alias.written == registry.entries[alias.id].name else "alias"


def _found(registry: Registry, e: Entry, match: dict[str, Any], day: str | None) -> dict[str, Any]:
    """Return an actor as JSON; without a day, all roles are told and none is set apart."""
    held = registry.roles_of(e.id, day)
    other = [o for o in registry.roles_of(e.id) if o not in held]
    return {
        "id": e.id, "name": e.name, "kind": e.kind, "code": e.code, "country": e.country or None,
        "start": e.start or None, "end": e.end or None, "there": e.holds(day), "match": match,
        "roles": [_role(registry, o) for o in held], "other_roles": [_role(registry, o) for o in other],
    }  # fmt: skip


def _role(registry: Registry, o: Office) -> dict[str, Any]:
    country = registry.entries[o.country].code if o.country in registry.entries else ""
    body = registry.entries.get(o.body)
    return {
        "role": o.role, "body": o.body or None, "body_name": body.name if body else None, "code": country + o.sector,
        "start": o.start or None, "end": o.end or None, "basis": o.basis or None,
    }  # fmt: skip


def _nearest(registry: Registry, name: str) -> list[str]:
    """Return the names written most like one."""
    written = {a.written.lower(): a.written for same in registry.names.values() for _, a in same}
    return [written[n] for n in difflib.get_close_matches(name.lower(), written, n=NEAR, cutoff=0.6)]


def _table(found: Sequence[dict[str, Any]], *, dim: bool) -> Iterator[str]:
    """Yield aligned lines: a line for each role, those of other days after and dimmed."""
    lines = [(HEADINGS, True), *(line for f in found for line in _lines(f))]
    widths = [max(len(cells[i]) for cells, _ in lines) for i in range(len(HEADINGS))]
    for cells, held in lines:
        text = "  ".join(c.ljust(w) for c, w in zip(cells, widths, strict=True)).rstrip()
        yield f"{DIM}{text}{PLAIN}" if dim and not held else text


def _lines(f: dict[str, Any]) -> Iterator[tuple[tuple[str, ...], bool]]:
    match = f["match"]
    how = f"{'~' if match['weak'] else ''}{match['text']} ({match['use']})"
    first = (f["id"], f["name"], f["kind"])
    if not f["roles"] and not f["other_roles"]:
        yield (*first, f["code"], how, "", "", f["start"] or "", f["end"] or "", _mark(f["there"])), f["there"]
    for held, roles in ((True, f["roles"]), (False, f["other_roles"])):
        for r in roles:
            span = (r["start"] or "?", r["end"] or "")
            yield (*first, r["code"], how, r["role"], r["body_name"] or "", *span, _mark(held)), held
            first, how = ("", "", ""), ""


def _mark(held: bool) -> str:
    return "yes" if held else "no"
