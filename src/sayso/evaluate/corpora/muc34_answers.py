"""An incident of sayso -> a template as MUC-4 has them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from types import MappingProxyType

from sayso.evaluate.corpora import muc34_words as words
from sayso.evaluate.corpora.muc34_relevance import country_of
from sayso.evaluate.corpora.muc34_templates import Template
from sayso.evaluate.corpora.muc34_texts import MONTHS
from sayso.knowledge.gazetteer import fold
from sayso.model import Actor, Claim, Figure, Incident, Instrument, Perpetrator, Place, Report, Span, Target, When

STAGES = {"accomplished": "ACCOMPLISHED", "attempted": "ATTEMPTED", "threatened": "THREATENED"}
BLASTS = frozenset({"explosive", "bomb", "vehicle bomb", "dynamite", "mine", "grenade", "petrol bomb"})
UNHURT = frozenset({"casualties", "injured", "killed"})
AIR = frozenset({"AIR", "AIRCRAFT", "HELICOPTERS", "HELICOPTER", "PLANES", "AIRPLANES"})
BLOWN = ("BLEW", "BLOW", "DYNAMIT", "BOMB")
WEEKDAYS = ("MONDAY", "TUESDAY", "WEDNESDAY", "THURSDAY", "FRIDAY", "SATURDAY", "SUNDAY")
QUANTITY = frozenset(
    "ONE TWO THREE FOUR FIVE SIX SEVEN EIGHT NINE TEN ELEVEN TWELVE SEVERAL MANY SOME AT LEAST MORE THAN ABOUT OTHER "
    "ANOTHER A AN THE".split()
)


def template_of(
    report: Report, incident: Incident, claims: Sequence[Claim], names: Mapping[str, str] = MappingProxyType({})
) -> Template:
    """Return the template that an incident fills; `names` are those of actors as the report has them, by id."""
    template = Template()
    kind = type_of(incident, claims)
    template.add("inc-date", _date(report, incident.when) or "")
    template.add("inc-loc", _location(report, incident))
    template.add("inc-type", kind)
    template.add("inc-stage", STAGES[incident.stage])
    if kind not in ("KIDNAPPING", "ARSON"):
        for instrument in incident.instruments:
            _add_instrument(template, instrument)
        if "inc-instr-type" not in template.fills and (fill := _implied_instrument(kind, claims)):
            template.add("inc-instr-type", fill)
    _add_perpetrators(template, incident.perpetrators, names)
    nations = _nations(country_of(report, incident), claims)
    before = ""
    for target in incident.targets:
        if _is_unhurt_force(target):
            continue
        if target.kind == "person":
            before = _add_person(template, target, before)
            _add_nation(template, "hum-tgt", nations.get(target.span))
        elif kind != "KIDNAPPING":
            _add_thing(template, target)
            _add_nation(template, "phys-tgt", nations.get(target.span))
    if any(f.high == 0 and f.kind in UNHURT for f in incident.figures) and "hum-tgt-effect" not in template.fills:
        template.add("hum-tgt-effect", "NO INJURY OR DEATH")
    template.fills = {slot: [f for f in fills if f.values[0]] for slot, fills in template.fills.items()}
    return template


def _is_unhurt_force(target: Target) -> bool:
    """True for forces and groups that are only aimed at: what befalls them is war, which the corpus leaves out."""
    kind = target.actor.kind if target.actor is not None and not target.effect else None
    named = target.actor is not None and bool(target.actor.name)
    return kind in words.ARMED | words.FORCES or (kind in words.STATE and not named)


def type_of(incident: Incident, claims: Sequence[Claim]) -> str:
    """Return MUC-4's type of an incident."""
    rules = {c.rule.split(".")[-1] for c in claims}
    if incident.mode == "abduct" or incident.type == "COERCE":
        hijacked = any("hijack" in c.evidence.exact.lower() for c in claims)
        return "HIJACKING" if hijacked else "KIDNAPPING"
    aerial = incident.mode in ("aerial", "drone") or any(i.kind == "aerial bomb" for i in incident.instruments)
    aerial = aerial or any(AIR & set(p.actor.text.upper().split()) for p in incident.perpetrators)
    blown = any(c.evidence.exact.upper().startswith(BLOWN) for c in claims)
    modes = {c.mode for c in claims}
    if not aerial and (
        blown or modes & {"explosives", "suicide-attack"} or any(i.kind in BLASTS for i in incident.instruments)
    ):
        return "BOMBING"
    return "ARSON" if rules & {"burn", "set-fire", "arson"} else "ATTACK"


# --- when and where -----------------------------------------------------------------------------------------------


def _date(report: Report, when: When | None) -> str | None:
    """Return the (last) day stated, else "on or before" the message's own; so too where only a weekday is named."""
    weekday = when is not None and any(d in (when.text or "").upper() for d in WEEKDAYS)
    if when is not None and not weekday and when.earliest and when.latest:
        first, last = date.fromisoformat(when.earliest[:10]), date.fromisoformat(when.latest[:10])
        return _day(when.latest) if (last - first).days <= 1 else f"{_day(when.earliest)} - {_day(when.latest)}"
    return f"- {_day(report.published)}" if report.published else None


def _day(iso: str) -> str:
    day = date.fromisoformat(iso[:10])
    return f"{day.day:02} {MONTHS[day.month - 1]} {day.year % 100:02}"


def _location(report: Report, incident: Incident) -> str:
    country = country_of(report, incident) or ""
    name = words.COUNTRIES.get(country) or words.OTHERS.get(country, "")
    inside = [p for p in incident.where if p.country in (country, None) and p.precision not in ("country", "region")]
    towns = [p for p in inside if p.precision in ("town", "district", "point")]
    areas = [p for p in inside if p.precision == "province" and p.basis == "stated"]
    chain = [*(_area(p, country) for p in areas[:1]), *(_town(p) for p in towns[:1])]
    return ": ".join([name, *chain])


def _area(place: Place, country: str) -> str:
    return f"{_plain(place.name)} ({words.PROVINCES.get(country, 'DEPARTMENT')})"


def _town(place: Place) -> str:
    said = place.text.upper()
    kind = next(
        (k for k in ("NEIGHBORHOOD", "MUNICIPALITY", "VILLAGE", "AIRPORT", "UNIVERSITY", "FARM") if k in said), "CITY"
    )
    return f"{_plain(place.name if place.geonames else said)} ({kind})"


def _plain(name: str) -> str:
    return fold(name).upper()


# --- with what, by whom -------------------------------------------------------------------------------------------


def _add_instrument(template: Template, instrument: Instrument) -> None:
    fill = words.INSTRUMENTS.get(instrument.kind)
    if fill is not None:
        text = _bare(instrument.text)
        template.add("inc-instr-id", text)
        template.add("inc-instr-type", fill, text)


def _implied_instrument(kind: str, claims: Sequence[Claim]) -> str | None:
    """Return the type of instrument that the word for the act implies where none is named: "was shot"."""
    for claim in claims:
        said = claim.evidence.exact.upper()
        fill = next((fill for start, fill in words.IMPLIED.items() if said.startswith(start)), None)
        if fill is not None:
            return fill
    if kind == "BOMBING":
        return "BOMB"
    return "GUN" if any(c.mode == "firearms" for c in claims) else None


def _add_perpetrators(template: Template, perpetrators: Sequence[Perpetrator], names: Mapping[str, str]) -> None:
    for one in perpetrators:
        kind, text = one.actor.kind, _bare(one.actor.text)
        if text in words.PRONOUNS and one.actor.id:
            text = _bare(names.get(one.actor.id, text))
        if text in words.PRONOUNS or not text or (kind == "state" and one.actor.id):
            continue
        individual, organisation = _parts(one.actor, text, _bare(names.get(one.actor.id or "", "")))
        if individual:
            template.add("perp-ind-id", individual)
        if organisation:
            template.add("perp-org-id", organisation)
            template.add("perp-org-conf", words.CONFIDENCE[one.confidence], organisation)
    kinds = {p.actor.kind for p in perpetrators}
    state = bool(kinds & words.STATE) and not kinds & words.ARMED
    template.add("perp-inc-cat", "STATE-SPONSORED VIOLENCE" if state else "TERRORIST ACT")


def _parts(actor: Actor, text: str, written: str) -> tuple[str, str]:
    """Return a perpetrator as individuals and as an organisation, which is `written` so: "FMLN guerrillas" are both."""
    said = text.split()
    if actor.id is not None and actor.kind != "person":
        if actor.basis == "coreference" and actor.name and text != written:
            return text, _body(written) or actor.name.upper().split(" (")[0]
        whole = _body(text) or _body(written) or _body((actor.name or "").upper())
        return (text if set(said) & words.MEMBERS else ""), whole
    members, _, body = text.partition(" OF ")
    if body and members.split()[-1] in words.MEMBERS and body.split()[-1] in words.BODIES:
        return text, _bare(body)
    if said[-1] in words.BODIES:
        return "", text
    if actor.kind in words.STATE and not said[-1].endswith(words.MEN):
        return "", text
    return ("", text) if actor.kind in ("organisation", "party") else (text, "")


def _body(text: str) -> str:
    """Return an organisation without its members and what stands in brackets."""
    return " ".join(w for w in text.split() if w not in words.MEMBERS).split(" (")[0]


# --- to whom ------------------------------------------------------------------------------------------------------


def _add_person(template: Template, target: Target, before: str) -> str:
    """Add a person or people, and return how they are described; "over 30 were hurt" are the people told before."""
    name, described = _name_and_role(target)
    if described.replace(",", "").isdigit() or described in QUANTITY:
        described = before
    about = name or described
    if not about:
        return before
    if name:
        template.add("hum-tgt-name", name)
    if described:
        template.add("hum-tgt-desc", described, name or None)
    template.add("hum-tgt-type", _person_type(target), about)
    template.add("hum-tgt-num", "1" if name else _number(target.number, described), about)
    if (effect := words.PERSON_EFFECTS.get(target.effect or "")) is not None:
        template.add("hum-tgt-effect", effect, about)
    return described or before


def _name_and_role(target: Target) -> tuple[str, str]:
    actor, text = target.actor, _bare(target.text)
    if actor is not None and actor.kind == "person" and actor.name:
        name, said = _plain(actor.name), text.split()
        if text in words.PRONOUNS:
            return name, ""
        if name in text:
            before, _, after = text.partition(name)
            return name, _bare(before.strip(" ,")) or _bare(after.strip(" ,"))
        short = next((n for n, w in enumerate(said) if set(said[n:]) <= set(name.split())), len(said))
        return name, text if actor.basis == "coreference" else _bare(" ".join(said[:short]))
    return "", "" if text in words.PRONOUNS else text


def _person_type(target: Target) -> str:
    said = [w.strip(",.'\"") for w in target.text.upper().split()]
    fill = next((words.PEOPLE[w] for w in said if w in words.PEOPLE), None)
    kind = target.actor.kind if target.actor else None
    if fill is None:
        fill = {"military": "ACTIVE MILITARY", "police": "LAW ENFORCEMENT", "government": "GOVERNMENT OFFICIAL",
                "judiciary": "LEGAL OR JUDICIAL", "parliament": "GOVERNMENT OFFICIAL",
                "party": "POLITICAL FIGURE"}.get(kind or "", "CIVILIAN")  # fmt: skip
    former = {"FORMER", "RETIRED", "EX"} & set(said)
    return f"FORMER {fill}" if former and fill in ("GOVERNMENT OFFICIAL", "ACTIVE MILITARY") else fill


def _add_thing(template: Template, target: Target) -> None:
    text = _bare(target.text)
    said = text.split()
    fill = next((words.THINGS[w] for w in reversed(said) if w in words.THINGS), None)
    if fill is None:
        return
    template.add("phys-tgt-id", text)
    template.add("phys-tgt-type", fill, text)
    template.add("phys-tgt-num", _number(target.number, text), text)
    if (effect := words.THING_EFFECTS.get(target.effect or "")) is not None:
        template.add("phys-tgt-effect", effect, text)


def _nations(home: str | None, claims: Sequence[Claim]) -> dict[Span, str]:
    """Return the foreign nations of recipients by their spans; a state or its forces are of their own nation."""
    found = {r.span: (r.code or "")[:3] for c in claims for r in c.recipients}
    names = words.COUNTRIES | words.OTHERS
    return {span: names[code] for span, code in found.items() if code in names and code != home}


def _add_nation(template: Template, part: str, nation: str | None) -> None:
    """Add the nation of the target that was added last."""
    told = template.fills.get(f"{part}-type", [])
    if nation is not None and told:
        template.add(f"{part}-nation", nation, told[-1].refers[0])


def _number(figure: Figure | None, text: str) -> str:
    if figure is None or figure.operator == "vague":
        last = text.split()[-1] if text else ""
        many = last.endswith(("S", "MEN", "PEOPLE", "CHILDREN")) and not last.endswith("SS")
        return "PLURAL" if many or last in words.COLLECTIVES else "1"
    if figure.operator in ("about", "nearly"):
        return f"~{figure.low if figure.high is None else (figure.low + figure.high) // 2}"
    if figure.operator in ("at least", "more than"):
        return f"{figure.low - (figure.operator == 'more than')}-"
    return str(figure.low) if figure.high in (None, figure.low) else f"{figure.low} - {figure.high}"


def _bare(text: str) -> str:
    """Return a phrase in capitals, on one line, without articles and numbers before it."""
    said = text.upper().replace("\n", " ").split()
    while len(said) > 1 and (said[0] in QUANTITY or said[0].strip(".,").isdigit()):
        said = said[1:]
    return " ".join(said).strip(" ,\"'“”")
