"""The incidents of a reading -> a table for a terminal: one row a happening."""

from __future__ import annotations

from rich.text import Text

from sayso.faces import words
from sayso.faces.table import about, count, rendered, table, title
from sayso.model import Incident, Perpetrator, Reading, Target

SURE = "fact"


def incident_table(reading: Reading, *, evidence: bool = False) -> str:
    """Return the happenings of a report as text; `evidence` adds the sentences that tell of each."""
    rows = table("What", "Who, how surely", "With what", "To whom or what", "When, where", "Told")
    for incident in reading.incidents:
        rows.add_row(*_cells(incident))
        if evidence:
            rows.add_row("", *_evidence(reading, incident), end_section=True)
    heading = about(reading.report, count(len(reading.incidents), "incident"))
    return rendered(title(reading.report), heading, rows if reading.incidents else None)


def _cells(incident: Incident) -> list[Text]:
    stage = "" if incident.stage == "accomplished" else f"\n{incident.stage}"
    where = words.where(incident.where)
    told = "\n".join(t for t in (words.when(incident.when), where) if t not in ("", words.NOT_STATED))
    return [
        Text(incident.type + (f"\n{incident.mode}" if incident.mode else "") + stage, style="bold"),
        Text("\n".join(map(_perpetrator, incident.perpetrators)) or words.NOT_STATED),
        Text("\n".join(i.text for i in incident.instruments) or words.NOT_STATED),
        Text("\n".join(map(_target, incident.targets)) or words.NOT_STATED),
        Text(told or words.NOT_STATED),
        Text(count(len(incident.claims), "time")),
    ]


def _perpetrator(one: Perpetrator) -> str:
    name = words.actor_name(one.actor)
    return name if one.confidence == SURE else f"{name} ({one.confidence})"


def _target(target: Target) -> str:
    name = words.actor_name(target.actor) if target.actor else f"“{' '.join(target.text.split())}”"
    facts = [target.effect or "", words.figure(target.number).partition(" ")[2] if target.number else ""]
    said = ", ".join(filter(None, facts))
    return f"{name}: {said}" if said else name


def _evidence(reading: Reading, incident: Incident) -> list[Text]:
    spans = dict.fromkeys(c.evidence.sentence for c in reading.claims if c.id in incident.claims)
    told = "\n".join(" ".join(reading.report.text[s.start : s.end].split()) for s in spans)
    return [Text(""), Text(""), Text(told, style="dim")]
