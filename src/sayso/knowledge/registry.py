"""Tables of states, groups and persons -> the registry: who has which names, bodies and dated offices."""

from __future__ import annotations

import logging
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from itertools import pairwise
from pathlib import Path
from typing import Literal, NamedTuple

from sayso.knowledge.overlay import ACROSS_BORDERS, Known, Row, overlay_file, read_rows, sector_of
from sayso.knowledge.surnames import surnames_of

log = logging.getLogger(__name__)
FOLDER = Path(__file__).parent / "actors"
PIECES = re.compile(r"[^\W_]+")
PARTICLES = {"the", "al", "el", "ul", "of", "and", "de", "la", "i"}

# The bodies that every state has: part of the id -> kind, sector, name.
BODIES = {
    "gov": ("government", "GOV", "Government"),
    "mil": ("military", "MIL", "Military"),
    "cop": ("police", "COP", "Police"),
    "leg": ("parliament", "LEG", "Parliament"),
    "jud": ("judiciary", "JUD", "Judiciary"),
    "people": ("people", "CVL", "People"),
}
ARTICLE = {
    "United States", "United Kingdom", "Netherlands", "Philippines", "Maldives", "Bahamas", "Gambia", "Seychelles",
    "Comoros", "Czech Republic", "Central African Republic", "Dominican Republic", "Soviet Union", "Holy See",
    "Solomon Islands", "Marshall Islands", "Democratic Republic of the Congo", "Republic of the Congo", "Gaza Strip",
    "West Bank", "United Arab Emirates", "Ivory Coast", "Faroe Islands", "Falkland Islands", "Cayman Islands",
}  # fmt: skip

Use = Literal["name", "adjective", "people", "capital", "seat"]


@dataclass(frozen=True, slots=True)
class Entry:
    """An actor of the registry; `country` is the id of its state, `start` and `end` (exclusive) ISO dates or ""."""

    id: str
    name: str
    kind: str
    code: str
    country: str = ""
    start: str = ""
    end: str = ""

    def holds(self, on: str | None, until: str | None = None) -> bool:
        """True if the entry exists on a day, or on one from `on` to `until`, or no day is given."""
        return _holds(self.start, self.end, on, until)


@dataclass(frozen=True, slots=True)
class Office:
    """A dated role of a person; `body` is the registry id of the organisation or state."""

    person: str
    role: str
    body: str
    sector: str
    country: str
    start: str = ""
    end: str = ""
    basis: str = ""

    def holds(self, on: str | None, until: str | None = None) -> bool:
        """True if the office is held on a day, or on one from `on` to `until`, or none is given; `end` is exclusive."""
        return _holds(self.start, self.end, on, until)


class Alias(NamedTuple):
    """One name of an entry; a weak one counts only where the report names the same state by another name, too."""

    id: str
    written: str
    use: Use
    weak: bool


@dataclass(frozen=True, slots=True, eq=False)
class Registry:
    """All entries by id, their names by the pieces they consist of, and the offices of persons."""

    entries: Mapping[str, Entry]
    names: Mapping[str, Sequence[tuple[tuple[str, ...], Alias]]]  # by first piece, longest first
    offices: Mapping[str, tuple[Office, ...]]
    surnames: Mapping[str, tuple[str, ...]]
    titles: Mapping[str, str]  # "military of norway" -> id
    lower: frozenset[str]  # first pieces of names that may be written in lower case
    problems: tuple[str, ...] = ()

    def find(self, name: str, on: date | str | None = None) -> tuple[Entry, ...]:
        """Return the entries that bear a name on a day; "us" is nobody, "US" is the United States."""
        words = [name.strip().replace("’", "'").removeprefix("the ")]
        day = str(on) if on is not None else None
        found = [a for end, a in self.match(words, pieces_of(words), 0) if end == 1]
        ids = [a.id for a in found] or [i for w in words if (i := self.titles.get(w.lower()))]
        entries = (self.entries[i] for i in dict.fromkeys(ids))
        return tuple(e for e in entries if e.holds(day))

    def match(self, words: Sequence[str], pieces: Sequence[tuple[str, ...]], first: int) -> Iterator[tuple[int, Alias]]:
        """Yield (end, alias) of the names that begin with a word, longest first."""
        if not pieces[first]:
            return
        for want, alias in self.names.get(pieces[first][0], ()):
            end = _reach(pieces, first, want)
            if end and _case_fits(alias.written, words[first:end]):
                yield end, alias

    def roles_of(self, person: str, on: date | str | None = None, until: str | None = None) -> tuple[Office, ...]:
        """Return all offices that a person holds on a day, or from `on` to `until`, the latest begun first."""
        day = str(on) if on is not None else None
        held = [o for o in self.offices.get(person, ()) if o.holds(day, until)]
        return tuple(sorted(held, key=lambda o: o.start, reverse=True))

    def body(self, state: str, part: str) -> Entry | None:
        """Return the government, military ("mil"), police ("cop") ... of a state, or None."""
        return self.entries.get(f"{state}.{part}")


def pieces_of(words: Iterable[str]) -> list[tuple[str, ...]]:
    """Return each word's runs of letters and digits in lower case: ("al", "shabaab") for "al-Shabaab"."""
    return [(w.lower(),) if w.isalpha() else tuple(PIECES.findall(w.lower())) for w in words]


@lru_cache
def load_registry(overlay: Path | None = None) -> Registry:
    """Return the registry, with the overlay's actors: by default the user's own file, where there is one.

    An overlay is a CSV (overlay.py), or a folder laid out like ours, whose rows take the place of ours of the same id.
    """
    overlay = overlay_file() if overlay is None else overlay
    tables = [FOLDER, overlay] if overlay is not None and overlay.is_dir() else [FOLDER]
    building = _Building()
    for row in _rows(tables, "states.tsv", building):
        building.add_state(row)
    for row in _rows(tables, "groups.tsv", building):
        building.add_group(row)
    for row in _rows(tables, "persons*.tsv", building, repeated=True):
        building.add_person(row)
    if overlay is not None and overlay.is_file():
        building.lay_over(overlay)
    return building.done()


def shipped() -> Registry:
    """Return the registry without any overlay."""
    return load_registry(FOLDER)


def known_of(registry: Registry) -> Known:
    """Return what the rows of an overlay may refer to."""
    entries = registry.entries.values()
    written = [a for same in registry.names.values() for _, a in same if not a.weak and " " in a.written]
    persons = [(a, registry.entries[a.id]) for a in written if registry.entries[a.id].kind == "person"]
    return Known(
        kinds={e.id: e.kind for e in entries},
        states={e.id: e.code for e in entries if e.kind in ("state", "territory")},
        persons={(a.written.casefold(), e.country): e.id for a, e in persons},
    )


def overlap(entries: Sequence[Entry]) -> bool:
    """Return True if two of the entries exist on the same day."""
    spans = sorted((e.start, e.end or "9999") for e in entries)
    return any(later[0] < earlier[1] for earlier, later in pairwise(spans))


def _holds(start: str, end: str, on: str | None, until: str | None) -> bool:
    return on is None or ((not start or start <= (until or on)) and (not end or on < end))


def _reach(pieces: Sequence[tuple[str, ...]], first: int, want: tuple[str, ...]) -> int:
    """Return the end of the words that consist of exactly the wanted pieces, or 0."""
    got, end = 0, first
    while got < len(want) and end < len(pieces):
        here = pieces[end]
        if want[got : got + len(here)] != here:
            return 0
        got, end = got + len(here), end + 1
    return end if got == len(want) else 0


def _case_fits(written: str, words: Sequence[str]) -> bool:
    """True if the words are capitalised at least as the name is, and acronyms exactly."""
    text = " ".join(words)
    if written == text:
        return True
    if written.isupper() and len(written) < 8:
        return text.replace(".", "") == written.replace(".", "")
    want, got = PIECES.findall(written), PIECES.findall(text)
    return all(w.lower() in PARTICLES or g[0].isupper() or not w[0].isupper() for w, g in zip(want, got, strict=True))


def _rows(folders: Sequence[Path], name: str, into: _Building, repeated: bool = False) -> Iterator[dict[str, str]]:
    """Return the rows of a table; those of a later folder take the place of earlier ones with the same id."""
    kept: dict[str, list[dict[str, str]]] = {}
    for folder in folders:
        here: dict[str, list[dict[str, str]]] = {}
        for row in (row for file in sorted(folder.glob(name)) for row in _table(file)):
            here.setdefault(row["id"], []).append(row)
        if not repeated:
            into.problems += [f"{name}: id {i!r} stands twice" for i, rows in here.items() if len(rows) > 1]
        kept |= here
    return (row for rows in kept.values() for row in rows)


def _table(file: Path) -> Iterator[dict[str, str]]:
    lines = (x for x in file.read_text(encoding="utf-8-sig").splitlines() if x and not x.startswith("#"))
    columns = next(lines, "").split("\t")
    for line in lines:
        cells = [c.strip() for c in line.split("\t")]
        yield dict(zip(columns, cells + [""] * (len(columns) - len(cells)), strict=False))


class _Building:
    """The registry while the tables are read into it."""

    def __init__(self) -> None:
        self.entries: dict[str, Entry] = {}
        self.names: dict[str, list[tuple[tuple[str, ...], Alias]]] = {}
        self.offices: dict[str, list[Office]] = {}
        self.surnames: dict[str, set[str]] = {}
        self.titles: dict[str, str] = {}
        self.problems: list[str] = []

    def add_state(self, row: dict[str, str]) -> None:
        """Add a state with the bodies that every state has."""
        state, code, name = row["id"], row["code"], row["name"]
        self._claim(state, "states")
        self.entries[state] = Entry(state, name, row["kind"], code, state)
        said = f"the {name}" if name in ARTICLE else name
        for part, (kind, sector, title) in BODIES.items():
            full = f"{title} of {said}"
            self.entries[f"{state}.{part}"] = Entry(f"{state}.{part}", full, kind, code + sector, state)
            self.titles[full.lower()] = f"{state}.{part}"
        self._call(state, [name, *_items(row, "aliases")], "name")
        self._call(state, _items(row, "adjectives"), "adjective")
        self._call(f"{state}.people", _items(row, "peoples"), "people")
        self._call(f"{state}.gov", _items(row, "capital"), "capital")
        self._call(f"{state}.gov", _items(row, "seats"), "seat")
        for column, part in (("forces", "mil"), ("police", "cop"), ("parliament", "leg")):
            self._call(f"{state}.{part}", _items(row, column), "name")

    def add_group(self, row: dict[str, str]) -> None:
        """Add an organisation."""
        self._claim(row["id"], "groups")
        self.entries[row["id"]] = Entry(
            row["id"], row["name"], row["kind"], row["code"], self._state(row), row.get("start", ""), row.get("end", "")
        )
        self._call(row["id"], [row["name"], *_items(row, "aliases")], "name")

    def add_person(self, row: dict[str, str]) -> None:
        """Add one dated office, and the person at the first one."""
        person = row["id"]
        office = Office(
            person, row["role"], row["body"], row["sector"], self._state(row), row["start"], row["end"],
            row.get("basis", ""),
        )  # fmt: skip
        self.offices.setdefault(person, []).append(office)
        if person not in self.entries:
            self.entries[person] = Entry(person, row["name"], "person", self._code(office.country), office.country)
        self._call_person(person, row["name"], _items(row, "aliases"))

    def lay_over(self, file: Path) -> None:
        """Add the actors of a user's own file; a row that is broken is left out, and told."""
        known = known_of(self.done())
        rows, faults = read_rows(file, known)
        for fault in faults:
            log.warning("left out: %s", fault)
        self.problems += map(str, faults)
        for row in rows:
            self._enter(row)
        for row in rows:  # before any of their names is added: rows of one overlay do not outdo one another
            for name in (n for n in _names_in(row) if n[0] not in "~="):
                self._outdo(row.id, name)
        for row in rows:
            self._lay(row, known)

    def _enter(self, row: Row) -> None:
        if row.id not in self.entries:
            person = row.kind == "person"
            code, span = (self._code(row.country), ("", "")) if person else (row.code, (row.start, row.end))
            self.entries[row.id] = Entry(row.id, row.name, row.kind, code, row.country, *span)

    def _lay(self, row: Row, known: Known) -> None:
        if row.role:
            sector = sector_of(row, known) or self._sector(row.body)
            office = Office(row.id, row.role, row.body, sector, row.country, row.start, row.end, row.basis)
            self.offices.setdefault(row.id, []).append(office)
        if row.kind == "person":
            self._call_person(row.id, row.name or self.entries[row.id].name, _names_in(row)[bool(row.name) :])
        else:
            self._call(row.id, _names_in(row), "name")

    def _outdo(self, entry: str, name: str) -> None:
        """Take a name away from those who bear it in the same years as an actor of the overlay."""
        pieces = tuple(PIECES.findall(name.lower()))
        bearers = self.names.get(pieces[0], []) if pieces else []
        bearers[:] = [
            (p, a) for p, a in bearers
            if p != pieces or a.id == entry or not overlap([self.entries[a.id], self.entries[entry]])
        ]  # fmt: skip

    def _sector(self, body: str) -> str:
        code = self._code(body)
        return code[:3] if code[:3] in ACROSS_BORDERS else code[3:][-3:]

    def _claim(self, entry: str, table: str) -> None:
        if entry in self.entries:
            self.problems.append(f"{table}: id {entry!r} stands in another table, too")

    def _call_person(self, person: str, name: str, aliases: Sequence[str]) -> None:
        names = [a for a in aliases if a[0] != "="]
        self._call(person, names if f"~{name}" in names else [name, *names], "name")  # many bear a weak name
        country = self.entries[person].country
        for surname in surnames_of(name, [a[1:] for a in aliases if a[0] == "="], country):
            self.surnames.setdefault(surname, set()).add(person)

    def done(self) -> Registry:
        """Return the registry, with longer names before shorter ones."""
        for same_start in self.names.values():
            same_start.sort(key=lambda n: -len(n[0]))
        offices = {p: tuple(o) for p, o in self.offices.items()}
        surnames = {s: tuple(sorted(p)) for s, p in self.surnames.items()}
        named = ((pieces[0], alias.written) for same in self.names.values() for pieces, alias in same)
        lower = frozenset(first for first, name in named if first in PARTICLES or name[0].islower())
        return Registry(self.entries, self.names, offices, surnames, self.titles, lower, tuple(self.problems))

    def _call(self, entry: str, names: Iterable[str], use: Use) -> None:
        for name in names:
            alias = Alias(entry, name.lstrip("~").replace("’", "'"), use, name.startswith("~"))
            pieces = tuple(PIECES.findall(alias.written.lower()))
            known = self.names.setdefault(pieces[0], []) if pieces else []
            if (pieces, alias) not in known:
                known.append((pieces, alias))

    def _state(self, row: dict[str, str]) -> str:
        """Return the id of the row's country, given as id or code."""
        given = row.get("country", "").lower()
        if not given or given in self.entries:
            return given
        return next((e.id for e in self.entries.values() if e.code.lower() == given), given)

    def _code(self, state: str) -> str:
        return self.entries[state].code if state in self.entries else ""


def _names_in(row: Row) -> list[str]:
    return [n for x in (row.name, *row.aliases.split("|")) if (n := x.strip()).strip(" ~=")]


def _items(row: dict[str, str], column: str) -> list[str]:
    return [x.strip() for x in row.get(column, "").split("|") if x.strip(" ~=")]
