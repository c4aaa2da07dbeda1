"""Tellings of one happening -> its figures as reported bounds, with who set them, in the order they were published.

Nothing is added up. Totals stand apart from subsets ("two of them children") and increments ("three more"); a figure
that a report and its copy give, or two versions of a page, is there once. A single number is named only by a rule.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import UTC, datetime
from typing import NamedTuple

from sayso.ledger.event.voices import outlet_of, standing, voice
from sayso.model import Figure, Reported, Telling, Toll

ORDER = ("killed", "injured", "casualties", "missing", "abducted", "detained", "released", "displaced", "protesters")
NATURES = ("total", "subset", "increment", "rate")
LAST = "9999"  # sorts what has no date of publication last


class _Kind(NamedTuple):
    """What figures must share to be laid beside each other."""

    nature: int
    order: int
    name: str


class _Given(NamedTuple):
    """A figure with its claim."""

    telling: Telling
    figure: Figure


def tolls_of(tellings: Sequence[Telling], rule: str | None = None) -> tuple[Toll, ...]:
    """Return a toll a kind of figure, totals of people first; raise ValueError if there is no such rule."""
    rule = rule_named(rule)
    found: dict[_Kind, list[_Given]] = defaultdict(list)
    for telling in tellings:
        if standing(telling.claim) != "denied":
            for figure in telling.claim.figures:
                found[_kind(figure)].append(_Given(telling, figure))
    return tuple(_toll(kind, found[kind], tellings, rule) for kind in sorted(found))


def rule_named(word: str | None) -> str | None:
    """Return the rule that a word begins: "latest"; raise ValueError if none does."""
    if word is None:
        return None
    found = next((rule for rule in RULES if word.strip() and rule.startswith(word.strip().lower())), None)
    if found is None:
        raise ValueError(f"no rule {word!r} for figures; there are: {', '.join(RULES)}")
    return found


def moment_key(published: str | None) -> str:
    """Return what dates and moments of publication sort by: moments in UTC, what is not dated last."""
    try:
        moment = datetime.fromisoformat(published or "")
    except ValueError:
        return published or LAST
    if moment.tzinfo is None:
        return published or LAST
    return moment.astimezone(UTC).isoformat()


def _kind(figure: Figure) -> _Kind:
    name = figure.kind
    if figure.who and (name == "other" or figure.nature == "subset"):
        who = " ".join(figure.who.casefold().split())
        name = who if name == "other" else f"{name}: {who}"
    if figure.nature != "total":
        name = f"{name} ({figure.nature})"
    order = ORDER.index(figure.kind) if figure.kind in ORDER else len(ORDER)
    return _Kind(NATURES.index(figure.nature), order, name)


def _toll(kind: _Kind, given: Sequence[_Given], tellings: Sequence[Telling], rule: str | None) -> Toll:
    # "dozens" bounds nothing that is told in numbers
    counted = [g for g in given if g.figure.operator != "vague"] or given
    revisions, bounding = _revisions(given, tellings), _revisions(counted, tellings)
    lowest = min(bounding, key=lambda r: r.low)
    highest = max(bounding, key=_height)
    return Toll(
        kind=kind.name, low=lowest.low, high=highest.high, lowest=lowest.claim, highest=highest.claim,
        revisions=revisions, rule=rule, point=RULES[rule](bounding) if rule else None,
        not_stated=_silent(given, tellings),
    )  # fmt: skip


def _height(reported: Reported) -> tuple[bool, int]:
    return reported.high is None, reported.low if reported.high is None else reported.high


def _revisions(given: Iterable[_Given], tellings: Sequence[Telling]) -> tuple[Reported, ...]:
    """Return figures in the order they were published, one that a text has already given left out."""
    pages = {t.report.id: t.report.url or t.report.id for t in tellings}
    seen: dict[tuple[object, ...], Reported] = {}
    for telling, figure in sorted(given, key=_published):
        report = telling.report
        text = report.copy_of or report.id
        root = voice(telling, figure.source).removesuffix(outlet_of(report))
        made = Reported(
            low=figure.low, high=figure.high, claim=telling.claim.id, source=voice(telling, figure.source),
            published=report.published, text=" ".join(figure.text.split()),
        )  # fmt: skip
        seen.setdefault((pages.get(text, text), root, figure.low, figure.high), made)
    return tuple(seen.values())


def _published(given: _Given) -> tuple[object, ...]:
    telling, figure = given
    return (moment_key(telling.report.published), telling.report.version, telling.report.copy_of is not None,
            telling.report.id, figure.span)  # fmt: skip


def _silent(given: Iterable[_Given], tellings: Iterable[Telling]) -> tuple[str, ...]:
    """Return the outlets that say it happened and give no such figure."""
    telling_of_it = dict.fromkeys(outlet_of(t.report) for t in tellings if standing(t.claim) != "denied")
    stating = {outlet_of(g.telling.report) for g in given}
    return tuple(outlet for outlet in telling_of_it if outlet not in stating)


# --- rules that name a point --------------------------------------------------------------------------------------


def _lowest(reported: Sequence[Reported]) -> int | None:
    return min(r.low for r in reported)


def _highest(reported: Sequence[Reported]) -> int | None:
    """Return the highest number reported; an open figure ("at least five") counts with its number."""
    return max(r.low if r.high is None else r.high for r in reported)


def _latest_of_most(reported: Sequence[Reported]) -> int | None:
    """Return the exact number that most sources gave last, the latest of several; None if no source gave one."""
    last = {r.source: r for r in reported if r.low == r.high}
    numbers = Counter(r.low for r in last.values())
    newest = {r.low: n for n, r in enumerate(reported) if r.low == r.high}
    return max(numbers, key=lambda n: (numbers[n], newest[n]), default=None)


# To add one, write what it makes of the figures reported, in the order of publication, and name it here.
RULES: Mapping[str, Callable[[Sequence[Reported]], int | None]] = {
    "lowest reported": _lowest, "highest reported": _highest, "latest of most sources": _latest_of_most,
}  # fmt: skip
