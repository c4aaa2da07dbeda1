"""A user's own CSV of actors -> checked rows that the registry lays over its own."""

from __future__ import annotations

import csv
import os
import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import NamedTuple

COLUMNS = ("id", "name", "aliases", "kind", "code", "country", "role", "body", "start", "end", "basis")
WIKIDATA = ("person", "personLabel", "positionLabel", "start", "end", "countryCode")
KINDS = frozenset({
    "person", "armed group", "party", "intergovernmental organisation", "non-governmental organisation", "parliament",
    "force", "media", "union", "religious body", "company", "government", "military", "police", "judiciary",
})  # fmt: skip
# PLOVER's sectors, and what stands in the place of the country for those who act in many.
SECTORS = frozenset(
    ("COP GOV JUD LEG MIL PRM PTY REB SPY UAF UNK AGR BUS CRM CVL EDU ELI JRN LAB MED REF OPP PRE REL SOC "
     "IGO NGO").split()
)  # fmt: skip
ACROSS_BORDERS = frozenset({"IGO", "NGO", "IMG", "MNC"})
ID = re.compile(r"[a-z0-9]+(?:[-.][a-z0-9]+)*")
WIKIDATA_ID = re.compile(r"(?:https?://www\.wikidata\.org/entity/)?(Q\d+)")
DAY = re.compile(r"\d{4}(-\d\d(-\d\d)?)?")
CODE = re.compile(r"([A-Z]{3}){0,4}")
UNSEEN = re.compile(r"[\x00-\x1f\x7f\u2028\u2029\ufffd]")
LONGEST = 2000  # characters of a cell


@dataclass(frozen=True, slots=True)
class Row:
    """One line of a table of actors: an organisation, a person, or one more office of a person."""

    id: str
    name: str = ""
    aliases: str = ""
    kind: str = ""
    code: str = ""
    country: str = ""
    role: str = ""
    body: str = ""
    start: str = ""
    end: str = ""
    basis: str = ""


class Fault(NamedTuple):
    """Why a line of a file cannot be used."""

    file: str
    line: int
    reason: str

    def __str__(self) -> str:
        return f"{self.file}, line {self.line}: {self.reason}"


class Known(NamedTuple):
    """What rows may refer to: known actors' kinds by id, states' codes by id, persons' ids by name and state.

    `further` are ids that another file brings, for bodies.
    """

    kinds: Mapping[str, str]
    states: Mapping[str, str]
    persons: Mapping[tuple[str, str], str]
    further: frozenset[str] = frozenset()

    def state(self, given: str) -> str:
        """Return the id of a state, given by id or code; "" for none of ours."""
        low = given.lower()
        return low if low in self.states else next((i for i, code in self.states.items() if code.lower() == low), "")


def overlay_file(environment: Mapping[str, str] = os.environ) -> Path | None:
    """Return where the user's own actors are kept: SAYSO_ACTORS (empty for nowhere), else the data folder's file."""
    return _own("SAYSO_ACTORS", "actors.csv", environment)


def overlay_rules(environment: Mapping[str, str] = os.environ) -> Path | None:
    """Return where the user's own claim rules are kept: SAYSO_RULES (empty: nowhere), else the data folder's if any."""
    found = _own("SAYSO_RULES", "rules", environment)
    return found if found is not None and (found.exists() or "SAYSO_RULES" in environment) else None


def _own(variable: str, name: str, environment: Mapping[str, str]) -> Path | None:
    named = environment.get(variable)
    if named is not None:
        return Path(named) if named else None
    folder = environment.get("XDG_DATA_HOME") or Path(environment.get("HOME", "~")).expanduser() / ".local" / "share"
    return Path(folder) / "sayso" / name


def read_rows(file: Path, known: Known) -> tuple[list[Row], list[Fault]]:
    """Return the sound rows of a CSV in our columns or in Wikidata's, and what is wrong with the others."""
    try:
        text = file.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        reason = "not UTF-8" if isinstance(error, UnicodeDecodeError) else error.strerror or "cannot be read"
        return [], [Fault(str(file), 1, reason)]
    try:
        lines = [(line, _completed(row, known)) for line, row in _parsed(text)]
    except (csv.Error, ValueError) as error:
        return [], [Fault(str(file), 1, str(error))]
    return sound(lines, known, str(file))


def sound(lines: Sequence[tuple[int, Row]], known: Known, file: str) -> tuple[list[Row], list[Fault]]:
    """Part the rows that can be used from those that cannot; a role in a body that fell out falls out, too."""
    faults: dict[int, Fault] = {}
    while True:
        kept = [(n, r) for n, r in lines if n not in faults]
        ids = {r.id for _, r in kept} | set(known.kinds) | known.further
        seen: dict[str, tuple[int, Row]] = {}
        before = len(faults)
        for n, row in kept:
            wrong = next(_reasons(row, ids, known, seen.get(row.id)), None)
            if wrong is not None:
                faults[n] = Fault(file, n, wrong)
            else:
                seen.setdefault(row.id, (n, row))
        if len(faults) == before:
            return [r for _, r in kept], [faults[n] for n in sorted(faults)]


def merged(old: Iterable[Row], new: Iterable[Row]) -> list[Row]:
    """Return all rows; a new one takes the place of an old one of the same id, role, body and start."""
    kept = {(r.id, r.role, r.body, r.start): r for r in (*old, *new)}
    return list(kept.values())


def write_rows(rows: Sequence[Row], file: Path) -> None:
    """Write an overlay in one step: a reader finds the old file or the new one, whole."""
    file.parent.mkdir(parents=True, exist_ok=True)
    partial = file.with_name(f"{file.name}.{os.getpid()}.partial")
    with partial.open("w", encoding="utf8", newline="") as stream:
        writer = csv.writer(stream, lineterminator="\n")
        writer.writerow(COLUMNS)
        writer.writerows([getattr(row, column) for column in COLUMNS] for row in rows)
    partial.replace(file)


def sector_of(row: Row, known: Known) -> str:
    """Return the sector in a row's code: GOV of "NORGOV" and of "GOV"."""
    country = known.states.get(known.state(row.country), "")
    rest = row.code.removeprefix(country) if country else row.code
    return rest[-3:] if rest else ""


def is_day(text: str) -> bool:
    """Return True for an ISO day, month or year that the calendar has."""
    if not DAY.fullmatch(text):
        return False
    try:
        date.fromisoformat((text + "-01-01")[:10])
    except ValueError:
        return False
    return True


def is_before(a: str, b: str) -> bool:
    """Return True if one date is before another as far as both are given: 2011-11 is not before 2011-11-04."""
    length = min(len(a), len(b))
    return a[:length] < b[:length]


def _parsed(text: str) -> Iterator[tuple[int, Row]]:
    """Yield line and row of a CSV parted by commas, semicolons or tabs; raise ValueError if columns are missing."""
    header = text.partition("\n")[0]
    lines = csv.reader(text.splitlines(keepends=True), delimiter=max(",;\t", key=header.count), strict=True)
    names = [n.strip() for n in next(lines, [])]
    wikidata = set(WIKIDATA) <= set(names)
    needed = WIKIDATA if wikidata else ("id", "name", "kind")
    if missing := [n for n in needed if n not in names]:
        raise ValueError(f"no column {', '.join(missing)}; there are to be {', '.join(COLUMNS)}")
    for cells in lines:
        if any(c.strip() for c in cells):
            row = dict(zip(names, (c.strip() for c in cells), strict=False))
            found = _of_wikidata(row) if wikidata else Row(**{c: row.get(c, "") for c in COLUMNS})
            yield lines.line_num, found


def _of_wikidata(row: Mapping[str, str]) -> Row:
    """Return what a row of the query in docs/actors.md says; unknown dates ("_:b1", a genid) are left empty."""
    entity = WIKIDATA_ID.fullmatch(row.get("person", ""))
    start, end = (_wikidata_day(row.get(c, "")) for c in ("start", "end"))
    return Row(
        id=entity[1].lower() if entity else "", name=row.get("personLabel", ""), kind="person",
        country=row.get("countryCode", ""), role=_role(row.get("positionLabel", "")), start=start, end=end,
        basis=f"Wikidata {entity[1]}" if entity else "Wikidata",
    )  # fmt: skip


def _wikidata_day(text: str) -> str:
    return "" if text.startswith(("_:", "http", "t")) else text.partition("T")[0]


def _role(label: str) -> str:
    """Return "president" for "President of Norland": the country stands in its own column."""
    words = label.split(" of ")[0] if label.lower().startswith(("president of", "prime minister of")) else label
    return words[:1].lower() + words[1:] if words[:2] != words[:2].upper() else words


def _completed(row: Row, known: Known) -> Row:
    """Return a row with the kind and state of an actor that is known already.

    A person from Wikidata is ours if name and country are the same; a president there leads the country's government.
    """
    state = known.state(row.country)
    row = replace(row, kind=row.kind or known.kinds.get(row.id, ""), country=state or row.country)
    if not row.basis.startswith("Wikidata") or not row.id.startswith("q") or row.body:
        return row
    row = replace(row, id=known.persons.get((row.name.casefold(), state), row.id))
    return replace(row, body=f"{state}.gov", code="GOV") if state and _leads(row.role) else row


def _leads(role: str) -> bool:
    return role in ("president", "prime minister") or role.startswith(("minister of", "minister for"))


def _reasons(row: Row, ids: Collection[str], known: Known, before: tuple[int, Row] | None) -> Iterator[str]:
    """Yield what is wrong with a row, worst first."""
    cells = {c: str(getattr(row, c)) for c in COLUMNS}
    for column, cell in cells.items():
        if UNSEEN.search(cell) or len(cell) > LONGEST:
            yield f"{column} holds a control character, or more than {LONGEST} characters"
    yield from _wrong_identity(row, known, before)
    yield from _wrong_code(row, known)
    if row.country and row.country not in known.states:
        yield f"no country {row.country!r}"
    if row.body and row.body not in ids:
        yield f"no body {row.body!r}"
    yield from _wrong_dates(row.start, row.end)
    if row.kind == "person" and not row.role and (row.body or row.start or row.end):
        yield "a person's body and dates without a role"
    if row.kind != "person" and (row.role or row.body):
        yield f"only persons have a role or body; this is of kind {row.kind}"


def _wrong_identity(row: Row, known: Known, before: tuple[int, Row] | None) -> Iterator[str]:
    ours = row.id in known.kinds
    if not ID.fullmatch(row.id) or ("." in row.id and not ours):
        yield f"id {row.id!r}: small letters and digits, parted by hyphens" if row.id else "no id"
    if not re.search(r"\w", row.name) and not ours:
        yield "no name"
    if row.kind not in KINDS and not ours:
        yield f"no kind {row.kind!r}; there are {', '.join(sorted(KINDS))}"
    if ours and row.kind != known.kinds[row.id]:
        yield f"id {row.id!r} is of kind {known.kinds[row.id]}, not {row.kind}"
    if before is None:
        return
    line, first = before
    if row.kind != "person":
        yield f"id {row.id!r} stands in line {line} already"
    elif not ours and (first.name, first.kind) != (row.name, row.kind):
        yield f"id {row.id!r} stands in line {line} with another name or kind"


def _wrong_code(row: Row, known: Known) -> Iterator[str]:
    """Yield what a code is wrong in: a country's code or IGO, NGO, IMG, MNC before the sector."""
    if not CODE.fullmatch(row.code):
        yield f"code {row.code!r}: groups of three capitals"
        return
    groups = [row.code[i : i + 3] for i in range(0, len(row.code), 3)]
    places = {code[:3] for code in known.states.values()} | ACROSS_BORDERS
    if groups and groups[0] in ACROSS_BORDERS:
        return  # CAMEO's own letters for organisations follow
    unknown = [g for i, g in enumerate(groups) if g not in SECTORS and not (i == 0 and g in places)]
    if unknown:
        yield f"code {row.code!r}: no sector or country {unknown[0]}"


def _wrong_dates(start: str, end: str) -> Iterator[str]:
    for day in (start, end):
        if day and not is_day(day):
            yield f"{day!r} is no date: 2021, 2021-05 or 2021-05-11"
            return
    if start and end and (is_before(end, start) or (start == end and len(start) == 10)):
        yield f"start {start} is not before end {end}"
