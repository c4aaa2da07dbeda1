"""Every type that crosses a stage: report -> parse -> statements and claims -> events.

All are frozen, hold plain data only, and say where in `Report.text` they come from. Offsets count Unicode code points;
`text[span.start:span.end]` is the evidence. `records.py` turns them into JSON and back.
"""

from sayso.model.claim import SCHEMA, Axes, Claim, ClaimType, Evidence, Link, MadeBy, Status
from sayso.model.event import Copy, Counts, Event, EventView, Reported, ReportHead, Slot, Telling, Toll, Value
from sayso.model.found import (
    Actor,
    ActorBasis,
    Basis,
    Descriptor,
    Figure,
    Mention,
    Operator,
    Place,
    PlacePrecision,
    Recipient,
    RecipientPart,
    When,
)
from sayso.model.parse import ROOT, Name, NameKind, Parse, Sentence
from sayso.model.reading import Incident, Instrument, Perpetrator, PerpetratorConfidence, Reading, Stage, Target
from sayso.model.report import Capture, Failure, Part, PartKind, Report, ReportError, Span
from sayso.model.statement import Cue, Source, SourceKind, Stance, Statement

__all__ = [
    "ROOT",
    "SCHEMA",
    "Actor",
    "ActorBasis",
    "Axes",
    "Basis",
    "Capture",
    "Claim",
    "ClaimType",
    "Copy",
    "Counts",
    "Cue",
    "Descriptor",
    "Event",
    "EventView",
    "Evidence",
    "Failure",
    "Figure",
    "Incident",
    "Instrument",
    "Link",
    "MadeBy",
    "Mention",
    "Name",
    "NameKind",
    "Operator",
    "Parse",
    "Part",
    "PartKind",
    "Perpetrator",
    "PerpetratorConfidence",
    "Place",
    "PlacePrecision",
    "Reading",
    "Recipient",
    "RecipientPart",
    "Report",
    "ReportError",
    "ReportHead",
    "Reported",
    "Sentence",
    "Slot",
    "Source",
    "SourceKind",
    "Span",
    "Stage",
    "Stance",
    "Statement",
    "Status",
    "Target",
    "Telling",
    "Toll",
    "Value",
    "When",
]
