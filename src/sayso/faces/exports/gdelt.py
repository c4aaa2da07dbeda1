"""Events -> tables in the shape of GDELT 2.0's events (61 columns) and mentions (16), parted by tabs, no headings."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime

from sayso.faces.exports import agreed, sides
from sayso.faces.exports.dyads import Dyad, by_publication, cameo_sectors, dyads, goldstein
from sayso.faces.exports.shape import Cell, Column, Scope
from sayso.faces.exports.tables import Layout, table
from sayso.model import Actor, EventView, Place, Telling

RULES = (
    "One row an actor, a recipient and a CAMEO code of an event, as reports tell it; GDELT likewise parts dyads "
    "and codes. Reports that name other actors or codes for one happening give further rows.",
    "Only what somebody says has happened; GDELT takes denied, planned and threatened acts for done.",
    "NumMentions counts claims with their further mentions in a report, NumSources outlets, NumArticles reports; "
    "copies are counted here, as GDELT counts them.",
)
MENTION_RULES = ("One row a claim and dyad, with the event's number in gdelt; copies are further mentions.", RULES[1])


def _digits(day: str | None, length: int) -> int | None:
    return int(day.replace("-", "")[:length]) if day else None


def _month(row: Dyad) -> int | None:
    days = agreed.days(row.view)
    same = days.first and days.last and days.first[:7] == days.last[:7]
    return _digits(days.first, 6) if same else None


def _fraction(row: Dyad) -> float | None:
    day = agreed.days(row.view).day
    return round(int(day[:4]) + (int(day[5:7]) * 30 + int(day[8:10])) / 365, 4) if day else None


def utc(moment: str | None) -> int | None:
    """Return a moment with its zone as 14 digits of UTC; a day has no time, and none is invented."""
    try:
        found = datetime.fromisoformat(moment) if moment and "T" in moment else None
    except ValueError:
        return None
    return int(found.astimezone(UTC).strftime("%Y%m%d%H%M%S")) if found and found.tzinfo else None


def _code(actor: Actor) -> str:
    state = sides.country(actor) or next((p for p in sides.pieces(actor.code) if p in sides.BORDERLESS), "")
    return state + "".join(cameo_sectors(sides.sectors(actor)))


def _group(actor: Actor) -> str | None:
    """Return the letters of a known group: "UNO" of "IGOUNO"."""
    found = sides.pieces(actor.code)
    return next((p for p in found[1:] if found[0] in sides.BORDERLESS and p not in sides.SECTORS), None)


def _type(actor: Actor, number: int) -> str | None:
    border = [p for p in sides.pieces(actor.code)[:1] if p in sides.BORDERLESS]
    return dict(enumerate(border + cameo_sectors(sides.sectors(actor)), 1)).get(number)


Of = Callable[[Actor], Cell]


def _actor_columns(n: int) -> list[Column[Dyad]]:
    who = "who acted" if n == 1 else "whom it befell"

    def of(get: Of) -> Callable[[Dyad], Cell]:
        def value(row: Dyad) -> Cell:
            actor = row.actor if n == 1 else row.recipient
            return get(actor) if actor is not None else None

        return value

    return [
        Column(f"Actor{n}Code", f"{who}: country and sectors in CAMEO's letters", of(_code)),
        Column(f"Actor{n}Name", "sayso's neutral name; of the unnamed what they are", of(agreed.label)),
        Column(f"Actor{n}CountryCode", "three letters of the actor's state", of(sides.country)),
        Column(f"Actor{n}KnownGroupCode", "letters of a group across borders, as UNO", of(_group)),
        Column(f"Actor{n}EthnicCode", "the registry does not say"),
        Column(f"Actor{n}Religion1Code", "the registry does not say"),
        Column(f"Actor{n}Religion2Code", "the registry does not say"),
        Column(f"Actor{n}Type1Code", "first sector in CAMEO's letters", of(lambda a: _type(a, 1))),
        Column(f"Actor{n}Type2Code", "second sector", of(lambda a: _type(a, 2))),
        Column(f"Actor{n}Type3Code", "third sector", of(lambda a: _type(a, 3))),
    ]


GEO = ("Type", "FullName", "CountryCode", "ADM1Code", "ADM2Code", "Lat", "Long", "FeatureID")


def _no_geo(n: int) -> list[Column[Dyad]]:
    return [Column(f"Actor{n}Geo_{g}", "sayso places acts, not actors") for g in GEO]


def _geo_type(row: Dyad) -> int | None:
    """1 country, 2 state and 3 city of the United States, 4 city and 5 province of the world."""
    place = agreed.where(row.view).place
    if place is None:
        return None
    city, province = (3, 2) if place.country == "USA" else (4, 5)
    return {"country": 1, "province": province, "town": city, "point": city}.get(place.precision)


def _full_name(row: Dyad) -> str | None:
    place = agreed.where(row.view).place
    if place is None:
        return None
    chain = (place.name, place.admin1, sides.country_name(place.country))
    return ", ".join(dict.fromkeys(x for x in chain if x))


def _degrees(row: Dyad, of: Callable[[Place], float | None]) -> float | None:
    place = agreed.where(row.view).place
    return of(place) if place is not None else None


def _url(row: Dyad) -> str | None:
    return next((t.report.url for t in by_publication(row.tellings) if t.report.url), None)


COLUMNS: tuple[Column[Dyad], ...] = (
    Column("GLOBALEVENTID", "a number made of sayso's event id and the dyad", lambda r: r.number, "whole"),
    Column("SQLDATE", "the day, where it is one", lambda r: _digits(agreed.days(r.view).day, 8), "whole"),
    Column("MonthYear", "the month, where it is one", _month, "whole"),
    Column("Year", "the year, where it is one", lambda r: agreed.days(r.view).year, "whole"),
    Column("FractionDate", "GDELT's fraction of the year, of a day", _fraction, "number"),
    *_actor_columns(1),
    *_actor_columns(2),
    Column("IsRootEvent", "whether it stands in the lead is not kept in the ledger's claims"),
    Column("EventCode", "CAMEO code", lambda r: r.cameo),
    Column("EventBaseCode", "its first three digits", lambda r: r.cameo[:3]),
    Column("EventRootCode", "its first two digits", lambda r: r.cameo[:2]),
    Column("QuadClass", "from the root", lambda r: r.quad, "whole"),
    Column("GoldsteinScale", "CAMEO's score of the code", lambda r: goldstein().get(r.cameo), "number"),
    Column("NumMentions", "claims with their further mentions",
           lambda r: sum(1 + len(t.claim.retold) for t in r.tellings), "whole"),
    Column("NumSources", "outlets", lambda r: len({t.report.outlet or t.report.id for t in r.tellings}), "whole"),
    Column("NumArticles", "reports", lambda r: len({t.report.id for t in r.tellings}), "whole"),
    Column("AvgTone", "sayso measures no tone"),
    *_no_geo(1),
    *_no_geo(2),
    Column("ActionGeo_Type", "from the place's precision", _geo_type, "whole"),
    Column("ActionGeo_FullName", "place, province, country that all accounts fit", _full_name),
    Column("ActionGeo_CountryCode", "GDELT wants FIPS 10-4; the gazetteer has ISO letters"),
    Column("ActionGeo_ADM1Code", "likewise"),
    Column("ActionGeo_ADM2Code", "likewise"),
    Column("ActionGeo_Lat", "degrees north", lambda r: _degrees(r, lambda p: p.lat), "number"),
    Column("ActionGeo_Long", "degrees east", lambda r: _degrees(r, lambda p: p.lon), "number"),
    Column("ActionGeo_FeatureID", "GDELT wants GNS numbers; the gazetteer has GeoNames'"),
    Column("DATEADDED", "when the export was made, 14 digits of UTC", lambda r: utc(r.scope.moment), "whole"),
    Column("SOURCEURL", "address of the first report that has one", _url),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Mention:
    """A claim as a mention of a dyad."""

    dyad: Dyad
    telling: Telling

    @property
    def length(self) -> int | None:
        """Characters of the report."""
        text = self.dyad.scope.text_of(self.telling.report.id)
        return len(text) if text is not None else None


def mentions(view: EventView, scope: Scope) -> Iterator[Mention]:
    """Yield the mentions of an event's dyads."""
    for dyad in dyads(view, scope):
        for telling in by_publication(dyad.tellings):
            yield Mention(dyad, telling)


def _offset(mention: Mention, of: str) -> int | None:
    actor = mention.dyad.actor if of == "actors" else mention.dyad.recipient
    named = [a for a in getattr(mention.telling.claim, of) if actor and (a.id, a.name) == (actor.id, actor.name)]
    return named[0].span.start if named else None


MENTIONS: tuple[Column[Mention], ...] = (
    Column("GLOBALEVENTID", "as in gdelt", lambda m: m.dyad.number, "whole"),
    Column("EventTimeDate", "when the first report came out, if its time is known: 14 digits of UTC",
           lambda m: utc(m.dyad.view.first_reported), "whole"),
    Column("MentionTimeDate", "when this one came out, likewise", lambda m: utc(m.telling.report.published), "whole"),
    Column("MentionType", "1 with a web address, 2 without", lambda m: 1 if m.telling.report.url else 2, "whole"),
    Column("MentionSourceName", "outlet", lambda m: m.telling.report.outlet),
    Column("MentionIdentifier", "address, else sayso's report id",
           lambda m: m.telling.report.url or m.telling.report.id),
    Column("SentenceID", "claims point at characters, not at numbers of sentences"),
    Column("Actor1CharOffset", "in the report's text", lambda m: _offset(m, "actors"), "whole"),
    Column("Actor2CharOffset", "in the report's text", lambda m: _offset(m, "recipients"), "whole"),
    Column("ActionCharOffset", "of the word that tells the act",
           lambda m: m.telling.claim.evidence.trigger.start, "whole"),
    Column("InRawText", "GDELT's own two ways of reading"),
    Column("Confidence", "per cent of such claims that are right", lambda m: round(100 * m.telling.claim.confidence),
           "whole"),
    Column("MentionDocLen", "characters of the report; left out when persons are masked", lambda m: m.length, "whole"),
    Column("MentionDocTone", "sayso measures no tone"),
    Column("MentionDocTranslationInfo", "nothing is translated"),
    Column("Extras", "sayso's claim id", lambda m: m.telling.claim.id),
)  # fmt: skip

BARE_TABS = Layout(tabs=True, headings=False)
GDELT = table(COLUMNS, dyads, BARE_TABS, about="in the shape of GDELT 2.0's events, 61 columns", rules=RULES)
GDELT_MENTIONS = table(
    MENTIONS, mentions, BARE_TABS, about="in the shape of GDELT 2.0's mentions, 16 columns", rules=MENTION_RULES
)
