"""An event's tellings -> a grid of sources and slots: what each says, and which cells differ from most of the others.

No account is the measure of the others: a cell differs where it cannot hold together with more than half of the other
accounts that state the slot. Of two that contradict each other both differ.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Hashable, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

from sayso.faces import words
from sayso.faces.event_sentence import ACTS, number, plain
from sayso.faces.event_table import SLOTS
from sayso.faces.event_table import accounts as accounts_of
from sayso.ledger.event.slots import SlotName, at_odds, given
from sayso.ledger.event.voices import outlet_of, standing, voice
from sayso.model import Claim, EventView, Figure, ReportHead, Source, Telling

T = TypeVar("T")
COLUMNS = ("who", "did what", "to whom", "where", "when", "killed", "injured", "other numbers", "say-so", "status")
NAMES: Mapping[str, SlotName] = {"who": "actors", "did what": "type", "to whom": "recipients", "where": "where",
                                 "when": "when"}  # fmt: skip
COUNTED = ("killed", "injured")
COMPARED = 200  # different accounts of a slot, the commonest, that each is compared with
OWN_VOICE = "in its own voice"


@dataclass(frozen=True, slots=True)
class Cell:
    """What one source gives for a slot; `text` None is "not stated"."""

    text: str | None
    differs: bool = False
    corrected: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One account: who says it, its cells by column, and the copies and versions that say the same."""

    telling: Telling
    voice: str
    repeats: str | None  # whose text it repeats or of which page it is a later version, where it says something else
    cells: Mapping[str, Cell]
    folded: tuple[Telling, ...]


@dataclass(frozen=True, slots=True)
class Comparison:
    """Some rows of the grid, with how many there are of all, and in how many a cell differs."""

    rows: list[Row]
    all: int
    differing: int


def compared(view: EventView, start: int = 0, most: int | None = None) -> Comparison:
    """Return a row an account, from one on; what copies and versions only repeat is folded under it."""
    accounts = [sorted(a, key=lambda t: t.report.copy_of is not None) for a in accounts_of(view.tellings)]
    tellings = [account[0] for account in accounts]
    heads = {t.report.id: t.report for t in view.tellings}
    differing = {name: _differing(name, tellings) for name in (*NAMES, *COUNTED, "status")}
    shown = range(len(accounts))[start:][:most]
    rows = [
        Row(telling=tellings[n], voice=plain(voice(tellings[n])), repeats=_repeats(tellings[n], heads),
            folded=tuple(accounts[n][1:]),
            cells={name: _cell(tellings[n], name, n in differing.get(name, ())) for name in COLUMNS})
        for n in shown
    ]  # fmt: skip
    return Comparison(rows, len(accounts), len(set().union(*differing.values())))


def columns_of(rows: Sequence[Row]) -> list[str]:
    """Return the columns to be shown: numbers of other kinds only where a source gives some."""
    return [c for c in COLUMNS if c != "other numbers" or any(row.cells[c].text for row in rows)]


def say_so(chain: Sequence[Source]) -> str:
    """Return the sources after the outlet, with the words by which the last of them is cited."""
    said = words.say_so(chain)
    cue = chain[-1].cue if said else None
    return plain(f"{said} (“{cue.text}”)" if cue else said or OWN_VOICE)


def did(claim: Claim) -> str:
    """Return what was done, in neutral words: "attacked with heavy weapons"."""
    act = ACTS.get(f"{claim.type} {claim.mode}") or ACTS[claim.type]
    return " ".join(filter(None, (act.past, act.way)))


def _repeats(telling: Telling, heads: Mapping[str, ReportHead]) -> str | None:
    """Return what a report is besides: a version of its page, or a copy that says something else here."""
    report = telling.report
    original = heads.get(report.copy_of or "")
    if report.version > 1 or (original is not None and same_page(report, original)):
        return f"version {report.version} of its page"
    if report.copy_of:
        return f"repeats the text of {plain(outlet_of(original)) if original else 'another report'}, not to the letter"
    return None


def same_page(one: ReportHead, other: ReportHead) -> bool:
    """True if two reports are versions of one page."""
    return one.page is not None and one.page == other.page


def _cell(telling: Telling, name: str, differs: bool) -> Cell:
    texts = plain(", ".join(dict.fromkeys(TEXTS[name](telling.claim))))
    fields = {NAMES.get(name, ""), "figures" if name in (*COUNTED, "other numbers") else name}
    return Cell(texts or None, differs, bool(fields & set(telling.corrected)))


def _slot(name: SlotName) -> Callable[[Claim], list[str]]:
    return lambda claim: [g.text for g in given(name, claim)]


def _counted(kind: str) -> Callable[[Claim], list[str]]:
    return lambda claim: [
        f"“{f.text}”" if f.operator == "vague" else number(f.low, f.high) for f in _figures(claim, kind)
    ]


def _others(claim: Claim) -> list[str]:
    shown = [f for kind in COUNTED for f in _figures(claim, kind)]
    return [words.figure(f) + (f" ({f.nature})" if f.nature != "total" else "") for f in claim.figures
            if f not in shown]  # fmt: skip


def _figures(claim: Claim, kind: str) -> list[Figure]:
    return [f for f in claim.figures if f.kind == kind and f.nature == "total"]


TEXTS: Mapping[str, Callable[[Claim], list[str]]] = {
    "who": _slot("actors"), "did what": lambda claim: [did(claim)], "to whom": _slot("recipients"),
    "where": _slot("where"), "when": _slot("when"), "killed": _counted("killed"), "injured": _counted("injured"),
    "other numbers": _others, "say-so": lambda claim: [say_so(claim.sayso)], "status": lambda claim: [claim.status],
}  # fmt: skip


# --- what differs -----------------------------------------------------------------------------------------------------


def _differing(name: str, tellings: Sequence[Telling]) -> set[int]:
    """Return the places of the tellings whose account of a column cannot hold together with most others."""
    if name in COUNTED:
        return _apart(tellings, lambda t: frozenset((f.low, f.high) for f in _figures(t.claim, name)), _disjoint)
    if name == "status":  # who leaves it open contradicts nobody
        return _apart(tellings, lambda t: frozenset({standing(t.claim)} - {"doubted"}), lambda a, b: a != b)
    slot = NAMES[name]
    assert slot in SLOTS
    return _apart(tellings, lambda t: given(slot, t.claim), lambda a, b: at_odds(slot, a, b))


def _apart(tellings: Sequence[Telling], of: Callable[[Telling], T], odds: Callable[[T, T], bool]) -> set[int]:
    accounts = {n: value for n, t in enumerate(tellings) if (value := of(t))}
    keys = {n: _key(value) for n, value in accounts.items()}
    counts = Counter(keys.values())
    example = {keys[n]: value for n, value in accounts.items()}
    against = {
        key: sum(m for other, m in counts.most_common(COMPARED) if odds(example[key], example[other])) for key in counts
    }
    return {n for n, key in keys.items() if 2 * against[key] > len(accounts) - 1}


def _key(value: object) -> Hashable:
    """Return what is equal for equal accounts."""
    return frozenset(getattr(x, "key", x) for x in value) if isinstance(value, tuple | frozenset) else repr(value)


def _disjoint(one: frozenset[tuple[int, int | None]], other: frozenset[tuple[int, int | None]]) -> bool:
    """True if no bounds of one account can hold together with bounds of the other; None is open."""
    return not any(
        (top is None or low <= top) and (high is None or bottom <= high) for low, high in one for bottom, top in other
    )
