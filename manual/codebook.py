"""Knowledge files -> docs/codebook.md: how each type, mode, context, status and flag is decided, with sentences."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any, get_args

import yaml

import sayso.knowledge
from sayso.model.claim import Status

KNOWLEDGE = Path(next(iter(sayso.knowledge.__path__)))
HERE = Path(__file__).parent
SHOWN = 18  # trigger words of a mode
QUADS = {1: "verbal cooperation", 2: "material cooperation", 3: "verbal conflict", 4: "material conflict"}
INTRODUCTION = """\
# Codebook

How each type, mode, context, status and flag is decided. Written by `make pages` from `src/sayso/knowledge`, so it says what
the rules say; the sentences are those that the tests hold them to. Types, modes, contexts and scores are PLOVER 2.0's; the
code that each rule gives beside is CAMEO's. What a report says is coded, never whether it is true: that a thing is
denied, threatened or only possible is its [status](status.md), and who says so its chain of sources.

A claim has one type, at most one mode, and any number of contexts. Where two rules fit one trigger, the first type in this
order that fits is taken, and within a type the first rule. A rule is a trigger (verbs or event nouns, in any
construction: active, passive, "the shelling of the town", "carried out an attack"), and conditions on who and what stands in which
role. A type, mode or context is never set by a loaded word alone ("terrorist", "martyr", "regime").
"""


def codebook() -> str:
    """Return the page."""
    return "\n".join([INTRODUCTION, *_types(), *_contexts(), *_statuses(), *_flags()]).rstrip() + "\n"


def _types() -> Iterator[str]:
    yield "## Types and modes\n"
    types, misses = _yaml(KNOWLEDGE / "ontology.yaml")["types"], _misses()
    for name, facts in types.items():
        rules = _yaml(KNOWLEDGE / "claims" / f"{name.lower()}.yaml")["rules"]
        sentences = _yaml(KNOWLEDGE / "claims" / "sentences" / f"{name.lower()}.yaml")
        needs = " Coded only where somebody it is done to is named." if facts["recipient_required"] else ""
        yield f"### {name}\n\n{facts['about']}{needs}\n"
        yield (f"{QUADS[facts['quad']].capitalize()}, score {facts['score']}, CAMEO {facts['cameo_root']:>02}, "
               f"{len(rules)} rules.\n")  # fmt: skip
        yield from _modes(facts.get("modes") or {}, rules, sentences, misses)
        yield from _borders(rules, sentences, misses)


def _modes(modes: dict[str, Any], rules: list[Any], sentences: dict[str, Any], misses: set[str]) -> Iterator[str]:
    yield "| mode | score | words of its rules | for example |\n|---|---|---|---|"
    for mode in (*modes, None):
        own = [r for r in rules if r.get("mode") == mode]
        if not own and mode is None:
            continue
        words = _triggers(own)
        shown = ", ".join(words[:SHOWN]) + (f", and {len(words) - SHOWN} more" if len(words) > SHOWN else "")
        example = next((s for r in own for s in _matching(sentences, r["id"], misses)), "")
        yield f"| {mode or '(none)'} | {modes.get(mode, '') if mode else ''} | {shown or _by_words(mode)} | {example} |"
    yield ""


def _by_words(mode: str | None) -> str:
    return "set by a word beside the trigger (an instrument, a kind of actor)" if mode else ""


def _borders(rules: list[Any], sentences: dict[str, Any], misses: set[str]) -> Iterator[str]:
    """Yield sentences that look like the type and are not: one each of rules spread over the type."""
    looks = [s for r in rules for s in (sentences.get(r["id"]) or {}).get("rejects", ())[:1] if s not in misses]
    step = max(1, len(looks) // 5)
    yield "Not this rule, though it may look so:\n"
    yield from (f"- {s}" for s in looks[::step][:5])
    yield ""


def _triggers(rules: list[Any]) -> list[str]:
    lists = (str(r.get(key, "")) for r in rules for key in ("verbs", "nouns"))
    return list(dict.fromkeys(w for text in lists for w in map(str.strip, text.split(",")) if w))


def _matching(sentences: dict[str, Any], rule: str, misses: set[str]) -> Iterator[str]:
    for entry in (sentences.get(rule) or {}).get("matches", ()):
        if entry["text"] not in misses:
            yield entry["text"]


def _contexts() -> Iterator[str]:
    yield "## Contexts\n\nSet by words of the clause or by a rule of the type.\n\n| context | about |\n|---|---|"
    for name, about in _yaml(KNOWLEDGE / "ontology.yaml")["contexts"].items():
        yield f"| {name} | {about} |"
    yield ""


def _statuses() -> Iterator[str]:
    yield "## Statuses\n\nThe first that fits is taken; [status.md](status.md) says how. In each sentence the word in bold is the act.\n"
    yield "| status | meaning | for example |\n|---|---|---|"
    meanings, examples = _yaml(HERE / "meanings.yaml")["statuses"], _status_examples()
    for status in get_args(Status):
        yield f"| {status} | {meanings[status]} | {examples.get(status, '')} |"
    yield ""


def _status_examples() -> dict[str, str]:
    """Return the shortest sentence for each status among the minimal pairs that have this one alone."""
    found: dict[str, str] = {}
    for file in sorted((KNOWLEDGE / "status_pairs").glob("*.yaml")):
        for pairs in _yaml(file).values():
            for pair in pairs:
                text = pair["text"].replace(pair["trigger"], f"**{pair['trigger']}**", 1)
                if isinstance(pair["status"], str) and len(text) < len(found.get(pair["status"], "x" * 200)):
                    found[pair["status"]] = text
    return found


def _flags() -> Iterator[str]:
    for kind in ("claim", "statement"):
        yield f"## Flags of {kind}s\n\n| flag | meaning |\n|---|---|"
        yield from (f"| {k} | {v} |" for k, v in _yaml(HERE / "meanings.yaml")[f"{kind} flags"].items())
        yield ""


def _misses() -> set[str]:
    lines = (HERE.parent / "tests" / "knowledge" / "known_misses.txt").read_text(encoding="utf8").splitlines()
    return {x for x in lines if x and not x.startswith("#")}


def _yaml(path: Path) -> Any:
    return yaml.safe_load(path.read_text(encoding="utf8"))
