"""IndiaPoliceEvents (docs, sents, metadata .jsonl) -> F1 of police acts by sentence, over every sentence of a report.

A report is read whole, dated by its metadata; a claim labels the sentences in which its trigger and those of its
further mentions stand. `doc_*` are the same by report: a report has the labels of its sentences.

KILL        police do an ASSAULT that kills: its rule is one of killing, or it has a figure of killed
ARREST      a COERCE of mode arrest by police, or by nobody named: who is arrested is arrested by police
FAIL        an act of police that is negated or failed
FORCE       any ASSAULT by police
ANY_ACTION  anything that police do ("Did police do anything?", as the corpus asks): a claim of theirs of whatever type,
            what they say (a statement of theirs labels its cue's sentence), forces sent out, or one of KILL, ARREST,
            FORCE
ANY_DEED    the same labels against deeds alone: a claim of theirs that is no mere word, or one of KILL, ARREST, FORCE

All but FAIL count only what is said to have happened (reported or attributed). `false_alarms` is the share of the
sentences without any label that get one from us.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence, Set
from pathlib import Path
from typing import NamedTuple

from sayso.evaluate.corpora.overlap import locate
from sayso.evaluate.corpora.reports import reading_of
from sayso.evaluate.corpora.rows import rows_of, sample
from sayso.evaluate.scores import Scored, f1
from sayso.model import Actor, Claim, Reading, Span

LABELS = ("KILL", "ARREST", "FAIL", "FORCE", "ANY_ACTION", "ANY_DEED")
KEYS = (*LABELS, *(f"DOC_{x}" for x in LABELS))
DEEDS = frozenset({"ASSAULT", "COERCE", "MOBILIZE", "SANCTION", "RETREAT", "AID", "COOPERATE"})
FORCES = frozenset({"police", "military"})
KILLING = ("assault.kill", "assault.targeted-killing", "assault.execute")


class Document(NamedTuple):
    """A report with its sentences and their labels."""

    text: str
    published: str | None
    sentences: list[tuple[Span, frozenset[str]]]


def evaluate(path: Path, limit: int | None = None) -> Scored:
    """Return kill_f1, arrest_f1, fail_f1, force_f1, any_action_f1, the same by report, and false_alarms."""
    counts: Counter[tuple[str, str]] = Counter()
    documents = sample(_documents(path), limit, path)
    for document in documents:
        reading = reading_of(document.text, document.published)
        counts += _compared(document, list(_labelled(reading)) if reading else [])
    scores = {f"{x.lower()}_f1": f1(counts[x, "right"], counts[x, "found"], counts[x, "wanted"]) for x in KEYS}
    return Scored(len(documents), scores | {"false_alarms": counts["", "alarm"] / max(1, counts["", "quiet"])})


def labels_of(claim: Claim) -> frozenset[str]:
    """Return the labels that a claim gives its sentence."""
    police = any(map(is_police, claim.actors))
    if claim.status in ("negated", "failed"):
        return frozenset({"FAIL"} if police else ())
    if claim.status not in ("reported", "attributed"):
        return frozenset()
    kills = claim.rule.startswith(KILLING) or any(f.kind == "killed" and f.low for f in claim.figures)
    named = {
        "KILL": police and claim.type == "ASSAULT" and kills,
        "ARREST": claim.type == "COERCE" and claim.mode == "arrest" and (police or not claim.actors),
        "FORCE": police and claim.type == "ASSAULT",
    }
    given = named | {
        "ANY_DEED": any(named.values()) or (police and claim.type in DEEDS),
        "ANY_ACTION": any(named.values()) or police or _sent_out(claim),
    }
    return frozenset(x for x, holds in given.items() if holds)


def is_police(actor: Actor) -> bool:
    """True if the actor is of the police, by kind or by CAMEO's code for it."""
    return actor.kind == "police" or (actor.code or "").endswith("COP")


def _sent_out(claim: Claim) -> bool:
    """True of forces sent out: the corpus has the army in the streets for police, also where nobody is named."""
    return claim.type == "MOBILIZE" and all(a.kind in FORCES for a in claim.actors)


def _labelled(reading: Reading) -> Iterator[tuple[int, frozenset[str]]]:
    """Yield where a label stands in the text: at triggers of claims, and at the cues of what police say."""
    for claim in reading.claims:
        if labels := labels_of(claim):
            yield from ((span.start, labels) for span in (claim.evidence.trigger, *claim.retold))
    for statement in reading.statements:
        if statement.cue and statement.source and is_police(statement.source):
            yield statement.cue.span.start, frozenset({"ANY_ACTION"})


def _compared(document: Document, made: Sequence[tuple[int, frozenset[str]]]) -> Counter[tuple[str, str]]:
    counts: Counter[tuple[str, str]] = Counter()
    every: tuple[set[str], set[str]] = set(), set()
    for span, wanted in document.sentences:
        found = {x for at, labels in made if span.start <= at < span.end for x in labels}
        counts += _counted(found, wanted) + Counter(
            {("", "quiet"): not wanted, ("", "alarm"): bool(found) and not wanted}
        )
        every[0].update(found)
        every[1].update(wanted)
    return counts + _counted(*every, "DOC_")


def _counted(found: Set[str], wanted: Set[str], of: str = "") -> Counter[tuple[str, str]]:
    return Counter(
        {(of + x, key): x in labels for x in LABELS for key, labels in
         (("right", found & wanted), ("found", found), ("wanted", wanted))}
    )  # fmt: skip


def _documents(path: Path) -> Iterator[Document]:
    dates = {r["doc_id"]: str(r["date"]) for r in rows_of(path / "metadata.jsonl", "doc_id", "date")}
    sentences: defaultdict[object, list[tuple[str, frozenset[str]]]] = defaultdict(list)
    for row in rows_of(path / "sents.jsonl", "doc_id", "sent_text", "sent_labels"):
        sentences[row["doc_id"]].append((str(row["sent_text"]), _wanted(row["sent_labels"])))
    for row in rows_of(path / "docs.jsonl", "doc_id", "doc_text"):
        text = str(row["doc_text"])
        yield Document(text, dates.get(row["doc_id"]), list(_located(text, sentences[row["doc_id"]])))


def _wanted(labels: object) -> frozenset[str]:
    given = frozenset(map(str, labels)) if isinstance(labels, list) else frozenset()
    return given | ({"ANY_DEED"} if "ANY_ACTION" in given else set())


def _located(text: str, sentences: Iterable[tuple[str, frozenset[str]]]) -> Iterator[tuple[Span, frozenset[str]]]:
    """Yield where each sentence stands, one after another; one that is not in the text can only be missed."""
    end = 0
    for words, labels in sentences:
        span = locate(text, words, end) or Span(end, end)
        end = span.end
        yield span, labels
