"""An event, or a claim -> one plain neutral sentence: who did what to whom, where, how many.

It says what is told, not what is so: where accounts differ they stand there parted by " / ", and what nobody says has
happened is led by the word for how it is told ("threatened:", "denied:").
"""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from typing import NamedTuple

from sayso.ledger.event.voices import NOTES
from sayso.model import EventView, Slot, Toll, Value

MOST = {"actors": 3, "recipients": 1}  # accounts that are named
PEOPLE = ("killed", "injured", "casualties", "missing", "abducted", "detained", "released", "displaced")
HAPPENED = frozenset({"reported", "attributed"})


class Act(NamedTuple):
    """How an act is told: "attacked" + whom, and where nobody is known to have done it "attack" + "on" + whom.

    `way` follows whom it was done to.
    """

    base: str
    past: str
    link: str
    noun: str
    noun_link: str
    way: str = ""


def _act(text: str) -> Act:
    return Act(*(part.strip() for part in text.split("|")))


# type, or type and mode: base | past | link to whom | noun | its link to whom | way
ACTS: dict[str, Act] = {key: _act(text) for key, text in {
    "ASSAULT": "attack|attacked||attack|on",
    "ASSAULT abduct": "abduct|abducted||abduction|of",
    "ASSAULT beat": "beat|beat||beating|of",
    "ASSAULT torture": "torture|tortured||torture|of",
    "ASSAULT sexual": "sexually assault|sexually assaulted||sexual assault|on",
    "ASSAULT targeted": "attack|attacked||attack|on|as a chosen target",
    "ASSAULT destroy": "destroy|destroyed||destruction|of",
    "ASSAULT primitive": "attack|attacked||attack|on|with simple weapons",
    "ASSAULT firearms": "attack|attacked||attack|on|with firearms",
    "ASSAULT explosives": "attack|attacked||attack|on|with explosives",
    "ASSAULT suicide-attack": "attack|attacked||attack|on|in a suicide attack",
    "ASSAULT aerial": "attack|attacked||attack|on|from the air",
    "ASSAULT drone": "attack|attacked||attack|on|with drones",
    "ASSAULT heavy-weapons": "attack|attacked||attack|on|with heavy weapons",
    "ASSAULT crowd-control": "use force|used force|on|use of force|on|with means of crowd control",
    "ASSAULT unconventional": "attack|attacked||attack|on|with unconventional weapons",
    "COERCE": "coerce|coerced||coercion|of",
    "COERCE seize": "seize|seized||seizure|of",
    "COERCE restrict": "restrict|restricted||restriction|of",
    "COERCE censor": "censor|censored||censorship|of",
    "COERCE curfew": "set a curfew|set a curfew|for|curfew|for",
    "COERCE martial-law": "declare martial law|declared martial law|for|martial law|for",
    "COERCE arrest": "arrest|arrested||arrest|of",
    "COERCE deport": "remove|removed||removal|of|from where they live",
    "COERCE withhold": "withhold supplies|withheld supplies|from|withholding of supplies|from",
    "COERCE misinformation": "spread what is called misinformation|spread what is called misinformation|to|spreading "
                             "of what is called misinformation|to",
    "COERCE cyber": "attack|attacked||attack|on|by computer",
    "PROTEST": "protest|protested|against|protest|against",
    "PROTEST demo": "demonstrate|demonstrated|against|demonstration|against",
    "PROTEST riot": "riot|rioted|against|riot|against",
    "PROTEST strike": "strike|went on strike|against|strike|against",
    "PROTEST hunger": "go on hunger strike|went on hunger strike|against|hunger strike|against",
    "PROTEST boycott": "boycott|boycotted||boycott|of",
    "PROTEST obstruct": "protest|protested|against|protest|against|by obstruction",
    "PROTEST vandalize": "protest|protested|against|protest|against|with damage to property",
    "SANCTION": "impose penalties|imposed penalties|on|penalties|on",
    "SANCTION convict": "convict|convicted||conviction|of",
    "SANCTION expel": "expel|expelled||expulsion|of",
    "SANCTION withdraw": "withdraw|withdrew|from|withdrawal|from",
    "SANCTION discontinue": "break off dealings|broke off dealings|with|end of dealings|with",
    "MOBILIZE": "move forces|moved forces|with regard to|movement of forces|with regard to",
    "MOBILIZE troops": "move troops|moved troops|with regard to|movement of troops|with regard to",
    "MOBILIZE weapons": "move weapons|moved weapons|with regard to|movement of weapons|with regard to",
    "MOBILIZE police": "move police|moved police|with regard to|movement of police|with regard to",
    "MOBILIZE militia": "move militia|moved militia|with regard to|movement of militia|with regard to",
    "RETREAT": "give way|gave way|to|giving way|to",
    "RETREAT withdraw": "withdraw|withdrew|with regard to|withdrawal|with regard to",
    "RETREAT release": "release|released||release|of",
    "RETREAT disarm": "disarm|disarmed|with regard to|disarmament|with regard to",
    "RETREAT ceasefire": "hold fire|held fire|towards|ceasefire|towards",
    "RETREAT access": "give access|gave access|to|access|for",
    "RETREAT resign": "resign|resigned|with regard to|resignation|with regard to",
    "CONCEDE": "make a concession|made a concession|to|concession|to",
    "AID": "give aid|gave aid|to|aid|for",
    "COOPERATE": "work together|worked together|with|cooperation|with",
    "CONSULT": "talk|talked|with|talks|with",
    "CONSULT visit": "visit|visited||visit|to",
    "CONSULT third-party": "mediate|mediated|with|mediation|with",
    "CONSULT multilateral": "meet|met|with|meeting of several|with",
    "CONSULT phone": "talk by telephone|talked by telephone|with|talk by telephone|with",
    "SUPPORT": "express support|expressed support|for|support|for",
    "AGREE": "agree|agreed|with|agreement|with",
    "REQUEST": "make a request|made a request|to|request|to",
    "REQUEST assist": "ask for help|asked for help|from|request for help|to",
    "REQUEST change": "ask for a change|asked for a change|by|request for a change|to",
    "REQUEST yield": "ask for a concession|asked for a concession|by|request for a concession|to",
    "REQUEST meet": "ask for a meeting|asked for a meeting|with|request for a meeting|to",
    "REJECT": "turn down|turned down||refusal|towards",
    "REJECT assist": "refuse help|refused help|to|refusal of help|to",
    "REJECT change": "refuse a change|refused a change|towards|refusal of a change|towards",
    "REJECT yield": "refuse to yield|refused to yield|to|refusal to yield|to",
    "REJECT meet": "refuse to meet|refused to meet|with|refusal to meet|with",
    "ACCUSE": "make an accusation|made an accusation|against|accusation|against",
    "ACCUSE disapprove": "voice disapproval|voiced disapproval|of|disapproval|of",
    "ACCUSE investigate": "investigate|investigated||investigation|of",
    "ACCUSE allege": "make an accusation|made an accusation|against|accusation|against",
    "THREATEN": "make a threat|made a threat|against|threat|against",
    "THREATEN restrict": "threaten restrictions|threatened restrictions|on|threat of restrictions|on",
    "THREATEN arrest": "threaten arrest|threatened arrest|of|threat of arrest|of",
    "THREATEN relations": "threaten to cut ties|threatened to cut ties|with|threat to cut ties|with",
    "THREATEN expel": "threaten expulsion|threatened expulsion|of|threat of expulsion|of",
    "THREATEN territory": "make a threat|made a threat|against|threat|against|over territory",
    "THREATEN violence": "threaten violence|threatened violence|against|threat of violence|against",
}.items()}  # fmt: skip


def sentence(view: EventView) -> str:
    """Return an event in one sentence: "Military of Norland attacked “port” at Oslo (Norway): killed 3"."""
    how = _how(view)
    who, whom = _names(view.slot("actors")), _names(view.slot("recipients"))
    act = ACTS.get(f"{view.type} {view.mode}") or ACTS[view.type]
    told = _done(act, who, "each other" if who and _is_mutual(view) else whom, view.stage)
    place, figures = _where(view.slot("where")), ", ".join(toll(t) for t in view.tolls if t.kind in PEOPLE)
    whole = " ".join(filter(None, (told, place, act.way))) + (f": {figures}" if figures else "")
    return plain(whole if how in HAPPENED else f"{how}: {whole}")


def toll(one: Toll) -> str:
    """Return a toll as reported bounds: "killed 3 to 5", "killed 5 or more"."""
    return f"{one.kind} {bounds(one)}"


def bounds(one: Toll) -> str:
    """Return the bounds of a toll; where it is open upward, the highest number that is told, "or more"."""
    if one.high is not None:
        return number(one.low, one.high)
    told = max(r.low if r.high is None else r.high for r in one.revisions)
    return f"{number(one.low, max(told, one.low))} or more"


def number(low: int, high: int | None) -> str:
    """Return "3", "3 to 5" or "3 or more"."""
    return f"{low:,}" if low == high else f"{low:,} or more" if high is None else f"{low:,} to {high:,}"


def plain(text: str) -> str:
    """Return text on one line without what a terminal would obey: control characters, marks of direction."""
    kept = (c if unicodedata.category(c) not in ("Cc", "Cf", "Cs", "Zl", "Zp") else " " for c in text)
    return " ".join("".join(kept).split())


def stated(slot: Slot) -> list[Value]:
    """Return the values that are stated, without those that only denials give, where others give some."""
    given = [v for v in slot.values if v.text is not None]
    return [v for v in given if not all(s.endswith(NOTES["denied"]) for s in v.sources)] or given


def _how(view: EventView) -> str:
    """Return a status: that of an account in which it happened, where there is one, else the commonest."""
    told = [v.text or "" for v in view.slot("status").values]
    return next((s for s in told if s in HAPPENED), told[0])


def _is_mutual(view: EventView) -> bool:
    """True if all who act are all whom it is done to: "A and B met with A and B" is said otherwise."""
    keys = [{v.text for v in view.slot(name).values} for name in ("actors", "recipients")]
    return keys[0] == keys[1] and len(keys[0]) > 1 and view.slot("actors").agreed


def _done(act: Act, who: str, whom: str, stage: str) -> str:
    if not who or stage == "apart":  # what is done again and again, or would have been, is no act of one time
        text = f"{act.noun} {act.noun_link} {whom}" if whom else act.noun
        return text[0].upper() + text[1:] + (f" by {who}" if who else "")
    verb = act.past if stage == "occurred" else f"to {act.base}"
    return " ".join(filter(None, (who, verb, act.link if whom else "", whom)))


def _names(slot: Slot) -> str:
    """Return who, as told; of those who act also on whose word, where not all say so."""
    values = stated(slot)
    every = len({source for v in slot.values for source in v.sources})
    names = [f"{v.text}{_word_for(v, every) if slot.name == 'actors' else ''}" for v in values]
    if slot.agreed and len(names) <= max(MOST.values()):
        return " and ".join(names)
    most = MOST[slot.name]
    return " / ".join(names[:most]) + (" …" if len(names) > most else "")


def _word_for(value: Value, every: int) -> str:
    if len(value.sources) >= every or any(s.endswith(note) for s in value.sources for note in NOTES.values() if note):
        return ""
    if len(value.sources) > 1:
        return f" ({len(value.sources)} of {every} sources)"
    source = value.sources[0].partition(" via ")[0]
    return " (says so itself)" if source == value.text else f" (says {source})"


def _where(slot: Slot) -> str:
    """Return the place that most accounts give, the nearest to a point of several."""
    places = [v for v in stated(slot) if v.place is not None and v.place.role == "at"] or stated(slot)
    return _preposition(_nearest(places)) if places else ""


def _nearest(places: Sequence[Value]) -> Value:
    order = ("point", "town", "district", "province", "region", "country")
    return min(places, key=lambda v: order.index(v.place.precision) if v.place else len(order))


def _preposition(value: Value) -> str:
    place = value.place
    if place is None or place.role != "at":
        return value.text or ""
    wide = place.precision not in ("point", "town") and place.geonames is not None
    return f"{'in' if wide or place.precision == 'country' else 'at'} {value.text}"
