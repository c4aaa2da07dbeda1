"""MUC-3/4 messages on violence in nine countries, with answer keys -> scores of whole templates and of every slot.

PATH is a folder with texts and keys (`key*`). Each message is read as a report of its own day; its incidents become
templates where the corpus asks for such (muc34_relevance.py), and are scored after the guidelines of 1992
(muc34_scoring.py). f, recall, precision are of the official row ALL TEMPLATES over all slots; SLOT_f are of one slot;
`inflation` is our templates per template of the key. n is the number of messages.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

from sayso.evaluate.backend import backend_in_force
from sayso.evaluate.corpora.muc34_answers import template_of
from sayso.evaluate.corpora.muc34_relevance import is_relevant, is_specific
from sayso.evaluate.corpora.muc34_scoring import SlotCounts, all_templates, score
from sayso.evaluate.corpora.muc34_templates import Template, Templates, lines_of, read_templates
from sayso.evaluate.corpora.muc34_texts import Message, messages_in
from sayso.evaluate.corpora.rows import sample
from sayso.evaluate.scores import Scored
from sayso.language.parser import parse
from sayso.meaning.understand import understand
from sayso.model import Reading, ReportError
from sayso.pipeline import made_by
from sayso.settings import load


def evaluate(path: Path, limit: int | None = None) -> Scored:
    """Return the scores of a folder of messages and keys."""
    ours = answers(path, limit)
    keys = {m: t for m, t in keys_of(path).items() if m in ours}
    return Scored(len(ours), scores_of(score(keys, ours)))


def responses(path: Path, limit: int | None = None) -> Iterator[str]:
    """Yield the lines of our templates in the corpus's own format."""
    return lines_of(answers(path, limit))


def scores_of(counts: SlotCounts) -> dict[str, float]:
    """Return shares by name out of the counts."""
    every, templates = all_templates(counts), counts["template"]
    slots = {f"{name.replace('-', '_')}_f": c.f for name, c in counts.items()}
    return {"f": every.f, "recall": every.recall, "precision": every.precision,
            "inflation": templates.actual / max(1, templates.possible), **slots}  # fmt: skip


def keys_of(path: Path) -> Templates:
    """Return the keys of a folder."""
    keys: Templates = {}
    for file in sorted(path.glob("key*")):
        keys |= read_templates(file)
    if not keys:
        raise ReportError(str(path), "holds no answer keys")
    return keys


@lru_cache(maxsize=1)
def answers(path: Path, limit: int | None) -> dict[str, list[Template]]:
    """Return our templates by message."""
    known = keys_of(path)
    messages = [m for m in messages_in(path) if m.id in known]
    return {m.id: _templates(m) for m in sample(messages, limit, path)}


def _templates(message: Message) -> list[Template]:
    try:
        made = made_by(load())
        return templates_of(understand(message.report, parse(message.report, backend_in_force()), made))
    except Exception:  # whatever a stage raises is a miss, and the run goes on
        return []


def templates_of(reading: Reading) -> list[Template]:
    """Return the templates that a reading's incidents fill."""
    by_id = {c.id: c for c in reading.claims}
    told = [(i, [by_id[c] for c in i.claims]) for i in reading.incidents]
    names = _names_in(reading)
    made = (template_of(reading.report, i, c, names) for i, c in told if is_relevant(reading.report, i, c))
    return [t for t in made if is_specific(t)]


def _names_in(reading: Reading) -> dict[str, str]:
    """Return how a report names those whom the registry knows, by their ids."""
    said = (a for c in reading.claims for a in (*c.actors, *c.recipients, *(s.actor for s in c.sayso)))
    named = [(a.id, a.text) for a in said if a is not None and a.id and a.basis == "named"]
    return dict(reversed(named))
