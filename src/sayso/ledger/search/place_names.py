"""GeoNames numbers -> the names that a ledger has for them."""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import Connection, func, select

from sayso.ledger.tables.schema import claim_places


def names_of(connection: Connection, words: Iterable[str]) -> dict[str, str]:
    """Return the names of places by number; words that are no numbers, and numbers that are not there, are left out."""
    numbers = [int(w) for w in words if w.isdecimal() and len(w) < 12]
    p = claim_places.c
    query = select(p.geonames, func.min(p.name)).where(p.geonames.in_(numbers)).group_by(p.geonames)
    return {str(number): name for number, name in connection.execute(query)} if numbers else {}


def countries_of(connection: Connection, codes: Iterable[str]) -> set[str]:
    """Return those of some countries, by their three letters, in which a ledger has places."""
    p = claim_places.c
    query = [select(p.country).where(p.country == code).limit(1) for code in dict.fromkeys(codes)]
    return {code for one in query if (code := connection.scalar(one)) is not None}
