"""Which incidents MUC-4 asks for: its own filters, that no record of sayso knows of.

Left out: clashes between armed groups and a state's forces, and what befell only either of them; what is over two
months old; sums and general remarks without a target; what belongs to none of the nine countries.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from sayso.evaluate.corpora.muc34_templates import Template
from sayso.evaluate.corpora.muc34_words import ARMED, CITIES, COUNTRIES, FIGHTERS, FORCES, MILITARY_THINGS, STATE
from sayso.model import Claim, Incident, Report, Target

OLD, WEEK = timedelta(days=61), timedelta(days=7)
TARGETS = ("phys-tgt-id", "hum-tgt-name", "hum-tgt-desc")
MANY = 100  # victims: as a rule the sum of many attacks
BATTLES = ("assault.clash", "assault.exchange-fire", "assault.offensive", "assault.invade", "assault.shoot-down",
           "assault.violate-ceasefire", "assault.ceasefire-violation")  # fmt: skip


def is_relevant(report: Report, incident: Incident, claims: Sequence[Claim]) -> bool:
    """True if the corpus asks for the incident."""
    if incident.type == "COERCE":
        kidnapped = incident.mode == "arrest" and any(p.actor.kind in ARMED for p in incident.perpetrators)
        if not kidnapped:
            return False
    elif incident.type != "ASSAULT":
        return False
    return (
        not all(c.rule.startswith(BATTLES) for c in claims)
        and not _is_old(report, incident)
        and not _is_summary(incident)
        and bool(incident.targets)
        and not _is_war(incident)
        and country_of(report, incident) in COUNTRIES
    )


def is_specific(template: Template) -> bool:
    """True if a template says whom or what it befell."""
    return any(template.fills.get(slot) for slot in TARGETS)


def country_of(report: Report, incident: Incident) -> str | None:
    """Return the country of an incident: one of the nine that is named, that of the message, or of its people."""
    named = [p.country for p in incident.where if p.precision == "country" and p.basis == "stated"]
    line = (report.first("dateline") or "").split(",")[0].strip()
    codes = [*named, CITIES.get(line), *incident.countries,
             *((t.actor.code or "")[:3] for t in incident.targets if t.actor),
             *((p.actor.code or "")[:3] for p in incident.perpetrators)]  # fmt: skip
    if named and COUNTRIES.keys().isdisjoint(named):
        return named[0]
    return next((c for c in codes if c in COUNTRIES), incident.countries[0] if incident.countries else None)


def _is_old(report: Report, incident: Incident) -> bool:
    when = incident.when
    if when is None or when.latest is None or report.published is None:
        return False
    return date.fromisoformat(when.latest[:10]) < date.fromisoformat(report.published[:10]) - OLD


def _is_summary(incident: Incident) -> bool:
    """True for what went on for over a week, and for numbers of victims that only a sum has."""
    if any(f.low >= MANY and f.kind in ("killed", "injured", "casualties") for f in incident.figures):
        return True
    when = incident.when
    if when is None or when.basis != "stated" or not when.earliest or not when.latest:
        return False
    return date.fromisoformat(when.latest[:10]) - date.fromisoformat(when.earliest[:10]) > WEEK


def _is_war(incident: Incident) -> bool:
    """True if all whom it befell are fighters or forces, and no known kind of people is on the other side."""
    if not incident.targets or not all(map(_is_fighting, incident.targets)):
        return False
    doers = {p.actor.kind for p in incident.perpetrators}
    fighters = any(t.actor is not None and t.actor.kind in ARMED for t in incident.targets)
    return fighters or doers <= ARMED or bool(doers & STATE)


def _is_fighting(target: Target) -> bool:
    words = set(target.text.upper().replace(",", " ").split())
    if words & {"RETIRED", "FORMER"}:
        return False
    armed = target.actor is not None and target.actor.kind in (ARMED | FORCES)
    return armed or bool(words & (MILITARY_THINGS | FIGHTERS))
