"""Events of a ledger -> a list, a line each; and one event as a grid of sources and slots, with its tolls over time."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from types import MappingProxyType

from rich.table import Table
from rich.text import Text

from sayso.faces import words
from sayso.faces.event_sentence import bounds, number, plain, sentence, stated
from sayso.faces.table import count, rendered, table
from sayso.ledger.event.slots import Given, SlotName, at_odds, given
from sayso.ledger.event.voices import outlet_of, standing, voice
from sayso.model import EventView, Report, Reported, Telling, Toll

NOT_STATED = "not stated"
UNSTATED = {"where": "place not stated", "when": "day not stated"}
DIFFERS = "≠ "
SHORT = 8  # digits of an id that are shown; the ledger finds a record by them
BAR = 24  # columns of the longest bar
NAMED = 2  # of those who say so, named in a line
GRID: tuple[tuple[str, tuple[SlotName, ...]], ...] = (
    ("What", ("type",)), ("Who", ("actors",)), ("To whom", ("recipients",)), ("Where, when", ("where", "when")),
)  # fmt: skip
SLOTS = tuple(name for _, names in GRID for name in names)
NARROW = 13  # columns: "heavy-weapons"


def event_list(views: Iterable[EventView], heading: str) -> str:
    """Return events as text, a line each: day, id, what, who tells of it."""
    rows = line_table()
    for view in views:
        told = Text.assemble((sentence(view), "bold"), f" · {told_by(view)}")
        add_row(rows, days(view).replace(" to ", "\n"), view.id[:SHORT], told)
    return rendered(heading, "", rows if rows.row_count else None)


def event_page(view: EventView, reports: Mapping[str, Report] = MappingProxyType({})) -> str:
    """Return one event as text: its sources side by side, who says so and who denies it, its tolls over time.

    `reports` by id add the sentences that the claims stand in.
    """
    facts = " · ".join([days(view), view.stage, told_by(view), f"event {view.id}"])
    sentences = _sentences(view.tellings, reports) if reports else None
    return rendered(sentence(view), facts, _grid(view), _standings(view), *_tolls(view.tolls), sentences)


def line_table() -> Table:
    """Return an empty table of lines: day, id, what."""
    rows = _plain_table()
    rows.add_column(no_wrap=True, style="dim")
    rows.add_column(no_wrap=True, style="dim")
    rows.add_column(overflow="fold", ratio=1)
    return rows


def add_row(table: Table, *cells: str | Text) -> None:
    """Add a row whose texts are texts: square brackets in them are no markup."""
    table.add_row(*(Text(cell) if isinstance(cell, str) else cell for cell in cells))


def days(view: EventView) -> str:
    """Return the day of an event, or its first and last."""
    if view.first_day is None or view.first_day == view.last_day:
        return view.first_day or "day not known"
    return f"{view.first_day} to {view.last_day}"


def told_by(view: EventView) -> str:
    """Return how many tell of an event and who: "4 reports, 2 independent · denied by Sarvia"."""
    counts = view.counts
    several = f", {count(counts.independent, 'independent source')}" if counts.reports > 1 else ""
    told = [count(counts.reports, "report") + several]
    quoted = all(len(t.claim.sayso) > 1 for t in view.tellings if standing(t.claim) == "asserted")
    if quoted and view.asserted_by:
        told.append(f"according to {_few(view.asserted_by)}")
    if view.denied_by:
        told.append(f"denied by {_few(view.denied_by)}")
    if view.doubted_by:
        told.append(f"left open by {_few(view.doubted_by)}")
    return " · ".join(told)


def _plain_table() -> Table:
    return Table(box=None, pad_edge=False, padding=(0, 1), show_header=False)


def _few(names: Sequence[str]) -> str:
    more = f" and {len(names) - NAMED} more" if len(names) > NAMED else ""
    return plain("; ".join(names[:NAMED]) + more)


# --- one event ----------------------------------------------------------------------------------------------------


def _grid(view: EventView) -> Table:
    """Return a row an account; what cannot go together with the commonest account is marked."""
    rows = table("Source", *(heading for heading, _ in GRID), "How many", "How told")
    rows.columns[1].min_width = NARROW
    rows.columns[-1].min_width = len("attributed")
    usual = {name: _usual(view, name) for name in SLOTS}
    for tellings in accounts(view.tellings):
        first = tellings[0]
        cells = (Text("\n").join(_cell(first, name, usual[name]) for name in names) for _, names in GRID)
        rows.add_row(_source(tellings), *cells, _figures(first), _standing(first))
    return rows


def accounts(tellings: Sequence[Telling]) -> Iterator[list[Telling]]:
    """Yield tellings, those of versions and copies that say the same together."""
    pages = {t.report.id: t.report.url or t.report.id for t in tellings}
    found: dict[tuple[object, ...], list[Telling]] = {}
    for telling in tellings:
        text = telling.report.copy_of or telling.report.id
        said = (telling.claim.status, words.say_so(telling.claim.sayso), _figures(telling).plain)
        slots = tuple(frozenset(g.key for g in given(name, telling.claim)) for name in SLOTS)
        found.setdefault((pages.get(text, text), said, slots), []).append(telling)
    yield from found.values()


def _source(tellings: Sequence[Telling]) -> Text:
    first, *others = tellings
    also = [_repeat(t) for t in others]
    day = first.report.published[:10] if first.report.published else "undated"
    facts = " · ".join([day, first.claim.id[:SHORT], *([_repeat(first)] if _repeat(first) else [])])
    more = f"\nalso {', '.join(dict.fromkeys(filter(None, also)))}" if any(also) else ""
    return Text.assemble((plain(voice(first)), "bold"), (f"\n{facts}{plain_line(more)}", "dim"))


def plain_line(text: str) -> str:
    """Return a line made plain, with the line break before it, if it has any."""
    return f"\n{plain(text)}" if text else ""


def _repeat(telling: Telling) -> str:
    """Return what a report is besides: a copy, a later version; "" for neither."""
    report = telling.report
    if report.copy_of:
        return f"copy in {outlet_of(report)}"
    return f"version {report.version}" if report.version > 1 else ""


def _usual(view: EventView, name: SlotName) -> tuple[Given, ...]:
    """Return what most claims that state a slot give for it."""
    accounts = {keys: values for t in view.tellings if (keys := _keys(values := given(name, t.claim)))}
    counts = Counter(keys for t in view.tellings if (keys := _keys(given(name, t.claim))))
    return accounts[max(counts, key=lambda keys: (counts[keys], sorted(keys)))] if counts else ()


def _keys(values: Sequence[Given]) -> frozenset[str]:
    return frozenset(g.key for g in values)


def _cell(telling: Telling, name: SlotName, usual: Sequence[Given]) -> Text:
    values = given(name, telling.claim)
    if not values:
        return Text(UNSTATED.get(name, NOT_STATED), style="dim")
    differs = at_odds(name, values, usual)
    right = " (set right)" if name in telling.corrected else ""
    text = plain(", ".join(dict.fromkeys(g.text for g in values)))
    return Text(f"{DIFFERS if differs else ''}{text}{right}", style="yellow" if differs else "")


def _figures(telling: Telling) -> Text:
    return Text(plain("; ".join(map(words.figure, telling.claim.figures)))) or Text(NOT_STATED, style="dim")


def _standing(telling: Telling) -> Text:
    status = telling.claim.status
    return Text(status, style={"reported": "", "attributed": ""}.get(status, "magenta"))


def _standings(view: EventView) -> Table:
    rows = _plain_table()
    rows.add_column(style="dim", no_wrap=True)
    rows.add_column(overflow="fold")
    for label, names in (("say so", view.asserted_by), ("deny it", view.denied_by), ("leave it open", view.doubted_by)):
        if names:
            add_row(rows, label, plain("; ".join(names)))
    actors = view.slot("actors")
    if not actors.agreed:
        add_row(rows, "who did it", plain(" / ".join(f"{v.text} ({'; '.join(v.sources)})" for v in stated(actors))))
    if view.part_of:
        add_row(rows, "part of", f"event {view.part_of}")
    if view.parts:
        add_row(rows, "holds", f"{count(len(view.parts), 'event')}: {', '.join(p[:SHORT] for p in view.parts[:8])}"
                              f"{' …' if len(view.parts) > 8 else ''}")  # fmt: skip
    return rows


def _sentences(tellings: Sequence[Telling], reports: Mapping[str, Report]) -> Table:
    rows = _plain_table()
    rows.title, rows.title_justify, rows.title_style = Text("\nin their words", style="bold"), "left", ""
    for telling in tellings:
        if (report := reports.get(telling.report.id)) is not None:
            start, end = telling.claim.evidence.sentence
            key = Text(telling.claim.id[:SHORT], style="dim")
            add_row(rows, key, plain(voice(telling)), plain(report.text[start:end]))
    return rows


# --- tolls --------------------------------------------------------------------------------------------------------


def _tolls(tolls: Sequence[Toll]) -> Iterator[Table]:
    for toll in tolls:
        rows = _plain_table()
        rows.title, rows.title_justify, rows.title_style = _title(toll), "left", ""
        rows.add_column(width=10, style="dim")
        rows.add_column(width=15, justify="right")
        rows.add_column(width=BAR + 1, style="dim")
        rows.add_column(overflow="fold")
        for reported in toll.revisions:
            add_row(rows, *_revision(toll, reported))
        if toll.not_stated:
            add_row(rows, "", "", "", Text(f"{NOT_STATED} by {plain(', '.join(toll.not_stated))}", style="dim"))
        yield rows


def _title(toll: Toll) -> Text:
    point = f" · {toll.rule}: {toll.point if toll.point is not None else 'none'}" if toll.rule else ""
    return Text("\n" + plain(f"{toll.kind} {bounds(toll)}{point}"), style="bold")


def _revision(toll: Toll, reported: Reported) -> Iterator[Text]:
    differ = len({(r.low, r.high) for r in toll.revisions}) > 1
    limits = (
        ("lowest", toll.lowest, toll.low),
        ("open upward" if toll.high is None else "highest", toll.highest, toll.high),
    )
    sets = " and ".join(
        name
        for name, claim, bound in limits
        if differ and claim == reported.claim and bound in (reported.low, reported.high)
    )
    yield Text(reported.published[:10] if reported.published else "undated")
    yield Text(number(reported.low, reported.high))
    yield Text(_bar(toll, reported))
    words = plain(f"“{reported.text}”{' · ' + sets if sets else ''}")
    yield Text.assemble(plain(reported.source), (f"  {words}", "dim"))


def _bar(toll: Toll, reported: Reported) -> str:
    """Return a bar that is full up to the lower bound, light up to the upper one, and pointed where it is open."""
    most = max(max(r.low, r.high or 0) for r in toll.revisions) or 1
    full = round(BAR * reported.low / most)
    top = reported.low if reported.high is None else reported.high
    return "█" * full + "░" * (round(BAR * top / most) - full) + ("▸" if reported.high is None else "")
