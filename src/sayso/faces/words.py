"""Records -> short neutral words for people: who, how many, when, where, on whose say-so."""

from __future__ import annotations

from collections.abc import Sequence

from sayso.model import Actor, Claim, Figure, Place, Source, When

OPERATORS = {"exact": "", "at least": "at least ", "more than": "more than ", "at most": "up to ",
             "less than": "fewer than ", "about": "about ", "nearly": "nearly "}  # fmt: skip
NOT_STATED = "-"


def who(actors: Sequence[Actor]) -> str:
    """Return actors by neutral name, unnamed ones as the text has them, in quotation marks."""
    return ", ".join(dict.fromkeys(actor_name(a) for a in actors)) or NOT_STATED


def actor_name(actor: Actor) -> str:
    """Return the registry's name, else the name in the text, else kind and wording."""
    if actor.name:
        return actor.name
    if actor.descriptors and actor.kind:
        return actor.kind
    return f"“{actor.text}”"


def figure(item: Figure) -> str:
    """Return a figure as "killed 4", "rockets more than 1,000", with its own words where they are vague."""
    what = item.kind if item.kind != "other" or not item.who else item.who
    if item.operator == "vague":
        return f"{what} “{item.text}”"
    if item.operator == "range" and item.high is not None:
        return f"{what} {item.low:,}–{item.high:,}"
    number = {"more than": item.low - 1, "at most": item.high or item.low, "less than": (item.high or item.low) + 1,
              "nearly": (item.high or item.low) + 1}.get(item.operator, item.low)  # fmt: skip
    if item.operator == "about" and item.high is not None:
        number = (item.low + item.high) // 2
    return f"{what} {OPERATORS.get(item.operator, '')}{number:,}"


def when(item: When | None) -> str:
    """Return "2021-05-10", "2021-05-10 to 2021-05-11", "by 2021-05-11", or the report's own words."""
    if item is None or item.basis == "inferred":  # from the date of publication, which stands above the table
        return NOT_STATED
    start, end = item.earliest, item.latest
    if start is None and end is None:
        return f"“{item.text}”" if item.text else NOT_STATED
    if start is None or end is None:
        return f"by {end}" if end is not None else f"from {start}"
    return start if start == end else f"{start} to {end}"


def where(places: Sequence[Place]) -> str:
    """Return places with their country, "from" and "to" said."""
    return ", ".join(dict.fromkeys(_place(p) for p in places))


def _place(item: Place) -> str:
    role = "" if item.role == "at" else f"{item.role} "
    name = item.text if item.precision == "region" else item.name
    country = f" ({item.country})" if item.country and item.precision != "country" else ""
    return f"{role}{name}{country}"


def say_so(chain: Sequence[Source]) -> str:
    """Return the sources after the outlet, outermost first: "A > B"."""
    return " > ".join(source_name(s) for s in chain[1:])


def source_name(source: Source) -> str:
    """Return who a link of the chain is."""
    return actor_name(source.actor) if source.actor is not None else "unspecified source"


def standing(claim: Claim) -> str:
    """Return status and say-so in one phrase: "attributed to A", "denied, according to A"."""
    chain = say_so(claim.sayso)
    if not chain:
        return claim.status
    return f"attributed to {chain}" if claim.status == "attributed" else f"{claim.status}, according to {chain}"
