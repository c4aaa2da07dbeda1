"""Two readings of a report and of its swapped twin -> forms that are equal where only the names differ."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from sayso.meaning.understand import understand
from sayso.model import MadeBy, Parse, Reading, Report, Span
from sayso.records import to_json

MADE_BY = MadeBy(sayso="0", model="0", knowledge="0")
# ids, offsets, and what the registry and the gazetteer know of a name: another name has others
DROPPED = frozenset({"id", "report", "made_by", "span", "claim", "inside", "content", "prefix", "suffix", "sentence",
                     "trigger"})  # fmt: skip


@dataclass(frozen=True)
class Swap:
    """Names that change places, each way."""

    names: Mapping[str, str]
    pattern: re.Pattern[str]

    def __call__(self, text: str) -> str:
        """Return the text with the names swapped."""
        return self.pattern.sub(lambda m: self.names[m[0]], text)

    def touches(self, text: str) -> bool:
        """True if one of the names stands in the text."""
        return self.pattern.search(text) is not None


def swap_of(pairs: Mapping[str, str]) -> Swap:
    """Return the swap of these names; longer ones are looked for first."""
    names = {**pairs, **{b: a for a, b in pairs.items()}}
    longest = sorted(names, key=len, reverse=True)
    return Swap(names, re.compile(r"(?<!\w)(?:" + "|".join(map(re.escape, longest)) + r")(?!\w)"))


def forms(reading: Reading, back: Callable[[str], str] = str) -> list[dict[str, Any]]:
    """Return claims and statements without ids and offsets, their words mapped back."""
    return [_form(to_json(record), back) for record in (*reading.claims, *reading.statements)]


def cores(reading: Reading, back: Callable[[str], str] = str) -> list[dict[str, Any]]:
    """Return what may not hang on a name: types, statuses, roles, chains, figures, times and words of statements."""
    return [_core(form) for form in forms(reading, back)]


def _core(form: dict[str, Any]) -> dict[str, Any]:
    if "form" in form:
        return {k: form[k] for k in ("form", "text", "when")} | {"source": _words(form["source"])}
    kept = {k: form[k] for k in ("type", "mode", "status", "axes", "figures", "when", "links")}
    roles = {k: [_words(a) for a in form[k]] for k in ("actors", "recipients")}
    return kept | roles | {"sayso": [[_words(s["actor"]), (s["cue"] or {}).get("stance")] for s in form["sayso"]]}


def _words(actor: dict[str, Any] | None) -> str | None:
    return None if actor is None else actor["text"]


def registered(reading: Reading) -> dict[str, tuple[str | None, str | None, str | None]]:
    """Return what the registry says of each actor's words, where it knows them."""
    return {a["text"]: (a["id"], a["name"], a["code"]) for a in _actors(to_json(reading)) if a["id"]}


def swapped_parse(parse: Parse, swap: Swap) -> Parse:
    """Return the parse with its names exchanged and nothing else: the network does not see the other name."""
    text, spans, last = "", [], 0
    for i, at in enumerate(parse.spans):
        text += parse.text[last : at.start]
        spans.append(Span(len(text), len(text) + len(swap(parse.word(i)))))
        text, last = text + swap(parse.word(i)), at.end
    columns = {f: getattr(parse, f) for f in ("upos", "xpos", "heads", "relations", "sentences", "names", "chains")}
    lemmas = tuple(map(swap, parse.lemmas))
    return Parse(text=text + parse.text[last:], spans=tuple(spans), lemmas=lemmas, **columns)


def understood(report: Report, parse: Parse) -> Reading:
    """Return the reading of a parse, whose text may be the swapped one of a report without further parts."""
    if report.text == parse.text:
        return understand(report, parse, MADE_BY)
    (part,) = report.parts
    whole = replace(part, span=Span(0, len(parse.text)))
    return understand(replace(report, text=parse.text, parts=(whole,)), parse, MADE_BY)


def _form(value: Any, back: Callable[[str], str]) -> Any:
    if isinstance(value, str):
        return back(value)
    if isinstance(value, list):
        return [_form(v, back) for v in value]
    if not isinstance(value, dict):
        return value
    if "descriptors" in value:
        known = {"known": value["id"] is not None, "sector": (value["code"] or "")[3:]}
        value = {k: v for k, v in value.items() if k not in ("name", "code")} | known
    elif "geonames" in value:
        value = {k: value[k] for k in ("role", "precision", "text", "basis")} | {"known": value["country"] is not None}
    return {k: _form(v, back) for k, v in value.items() if k not in DROPPED}


def _actors(value: Any) -> Iterator[dict[str, Any]]:
    if isinstance(value, dict) and "descriptors" in value:
        yield value
    for inner in value.values() if isinstance(value, dict) else value if isinstance(value, list) else ():
        yield from _actors(inner)
