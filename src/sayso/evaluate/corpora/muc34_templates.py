"""MUC-4 template files, answer keys and responses alike -> templates, and templates -> lines of such a file."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal, NamedTuple

SlotKind = Literal["date", "place", "number", "set", "string"]
WIDTH = 36  # columns before a fill


class Slot(NamedTuple):
    """A slot of the template: its name in score reports, its label, what it holds, and the slots it may refer to."""

    name: str
    label: str
    kind: SlotKind
    refers: tuple[str, ...] = ()


_PEOPLE = ("hum-tgt-name", "hum-tgt-desc")
SLOTS: dict[int, Slot] = {
    2: Slot("inc-date", "INCIDENT: DATE", "date"),
    3: Slot("inc-loc", "INCIDENT: LOCATION", "place"),
    4: Slot("inc-type", "INCIDENT: TYPE", "set"),
    5: Slot("inc-stage", "INCIDENT: STAGE OF EXECUTION", "set"),
    6: Slot("inc-instr-id", "INCIDENT: INSTRUMENT ID", "string"),
    7: Slot("inc-instr-type", "INCIDENT: INSTRUMENT TYPE", "set", ("inc-instr-id",)),
    8: Slot("perp-inc-cat", "PERP: INCIDENT CATEGORY", "set"),
    9: Slot("perp-ind-id", "PERP: INDIVIDUAL ID", "string"),
    10: Slot("perp-org-id", "PERP: ORGANIZATION ID", "string", ("perp-ind-id",)),
    11: Slot("perp-org-conf", "PERP: ORGANIZATION CONFIDENCE", "set", ("perp-org-id",)),
    12: Slot("phys-tgt-id", "PHYS TGT: ID", "string"),
    13: Slot("phys-tgt-type", "PHYS TGT: TYPE", "set", ("phys-tgt-id",)),
    14: Slot("phys-tgt-num", "PHYS TGT: NUMBER", "number", ("phys-tgt-id",)),
    15: Slot("phys-tgt-nation", "PHYS TGT: FOREIGN NATION", "set", ("phys-tgt-id",)),
    16: Slot("phys-tgt-effect", "PHYS TGT: EFFECT OF INCIDENT", "set", ("phys-tgt-id",)),
    17: Slot("phys-tgt-total-num", "PHYS TGT: TOTAL NUMBER", "number"),
    18: Slot("hum-tgt-name", "HUM TGT: NAME", "string"),
    19: Slot("hum-tgt-desc", "HUM TGT: DESCRIPTION", "string", ("hum-tgt-name",)),
    20: Slot("hum-tgt-type", "HUM TGT: TYPE", "set", _PEOPLE),
    21: Slot("hum-tgt-num", "HUM TGT: NUMBER", "number", _PEOPLE),
    22: Slot("hum-tgt-nation", "HUM TGT: FOREIGN NATION", "set", _PEOPLE),
    23: Slot("hum-tgt-effect", "HUM TGT: EFFECT OF INCIDENT", "set", _PEOPLE),
    24: Slot("hum-tgt-total-num", "HUM TGT: TOTAL NUMBER", "number"),
}
_NUMBERED = re.compile(r"(\d+)\.\s*(.*)")
_ESCAPE = re.compile(r"\\(.)")


class Fill(NamedTuple):
    """One fill of a slot: its alternatives, what it refers to, and whether a key can do without it."""

    values: tuple[str, ...]
    refers: tuple[str, ...] = ()
    optional: bool = False


@dataclass(slots=True)
class Template:
    """One incident of a message."""

    optional: bool = False
    fills: dict[str, list[Fill]] = field(default_factory=dict)

    def add(self, slot: str, value: str, refers: str | None = None) -> None:
        """Put a fill into a slot once."""
        fill = Fill((value,), (refers,) if refers else ())
        fills = self.fills.setdefault(slot, [])
        if fill not in fills:
            fills.append(fill)


Templates = dict[str, list[Template]]


def read_templates(file: Path) -> Templates:
    """Return the templates of a file by message; a message that is of nothing relevant has none."""
    return templates_in(file.read_text(encoding="latin-1"))


def templates_in(text: str) -> Templates:
    """Return the templates of a text by message."""
    found: Templates = {}
    for block in re.split(r"\n\s*\n", text):
        message, template = _block(block)
        if message is not None:
            told = found.setdefault(message, [])
            if template is not None:
                told.append(template)
    return found


def _block(block: str) -> tuple[str | None, Template | None]:
    """Read the lines of one template; those that neither have a number nor are set in are comments."""
    message: str | None = None
    template: Template | None = None
    slot: Slot | None = None
    for line in block.splitlines():
        numbered = _NUMBERED.match(line.strip())
        if numbered is None:
            rest = line.strip() if line[:1].isspace() else ""
        elif (number := int(numbered[1])) < 2:
            words = numbered[2].split()
            slot, rest = None, ""
            if number == 0 and len(words) > 2:
                message = words[2]
            elif number == 1 and len(words) > 2 and words[2].isdigit():
                template = Template(optional="(OPTIONAL)" in words)
        else:
            slot = SLOTS.get(number)
            rest = numbered[2].removeprefix(slot.label).strip() if slot else ""
        if template is not None and slot is not None and (fill := fill_of(slot, rest)) is not None:
            template.fills.setdefault(slot.name, []).append(fill)
    return message, template


def fill_of(slot: Slot, text: str) -> Fill | None:
    """Return what one line of a slot says, or None for nothing."""
    plain = " ".join(text.lstrip("? ").upper().split())
    if plain in ("", "-", "*"):
        return None
    optional = text.startswith("?")
    if slot.kind == "place":
        return Fill(_places(plain), (), optional)
    value, *after = parted(plain, ":")
    refers = (bare(r) for r in parted(":".join(after), "/"))
    return Fill(tuple(bare(v) for v in parted(value, "/")), tuple(r for r in refers if r not in ("", "-")), optional)


def _places(text: str) -> tuple[str, ...]:
    """Return alternative places; one without a country is in that of the first."""
    values = [bare(v) for v in parted(text, "/")]
    country = values[0].split(":")[0]
    return tuple(f"{country}: {v}" if v.endswith(")") and ":" not in v else v for v in values)


def parted(text: str, mark: str) -> list[str]:
    """Return the pieces between marks that stand in no quotation marks and no parentheses."""
    cuts, deep, quoted = [-1], 0, False
    for at, sign in enumerate(text):
        if sign == '"' and not _escaped(text, at):
            quoted = not quoted
        elif quoted:
            continue
        elif sign in "()":
            deep = max(0, deep + (1 if sign == "(" else -1))
        if sign == mark and not quoted and not deep:
            cuts.append(at)
    return [text[a + 1 : b].strip() for a, b in zip(cuts, [*cuts[1:], len(text)], strict=True)]


def _escaped(text: str, at: int) -> bool:
    before = text[:at]
    return (len(before) - len(before.rstrip("\\"))) % 2 == 1


def bare(text: str) -> str:
    """Return a value without the quotation marks, or the parentheses, around the whole of it."""
    if len(text) > 1 and text.startswith('"') and text.endswith('"'):
        return _ESCAPE.sub(r"\1", text[1:-1]).strip()
    inside = re.fullmatch(r"\(((?:[^()]|\([^()]*\))*)\)", text)
    return inside[1].strip() if inside else text


def lines_of(answers: Mapping[str, list[Template]]) -> Iterator[str]:
    """Yield the lines of a response file."""
    for message, templates in answers.items():
        if not templates:
            yield from _lines(message, "*", None)
        for n, template in enumerate(templates, 1):
            yield from _lines(message, str(n), template)


def _lines(message: str, number: str, template: Template | None) -> Iterator[str]:
    yield from _slot_lines(0, "MESSAGE: ID", [message])
    yield from _slot_lines(1, "MESSAGE: TEMPLATE", [number])
    for n, slot in SLOTS.items():
        fills = template.fills.get(slot.name, ()) if template else ()
        yield from _slot_lines(n, slot.label, [_written(slot, f) for f in fills] or ["*" if template is None else "-"])
    yield ""


def _slot_lines(number: int, label: str, fills: Iterable[str]) -> Iterator[str]:
    head = f"{number}.".ljust(4) + label
    for fill in fills:
        yield head.ljust(WIDTH) + fill
        head = ""


def _written(slot: Slot, fill: Fill) -> str:
    value = _quoted(fill.values[0]) if slot.kind == "string" else fill.values[0]
    return ": ".join([value, *map(_quoted, fill.refers[:1])])


def _quoted(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'
