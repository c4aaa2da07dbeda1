"""ICBe's agreed codings of sentences (.jsonl.xz) -> how often words spoken or thought become a deed.

A sentence is read as a report of its own, without a date. Sentences coded with speech or thought and no action are
those of speech; sentences coded with action alone are those of action; others are not read.

speech_as_deed   share of the sentences of speech with a claim of a material type (quad 2 or 4) that is reported; the
                 same for speech_only and thought_only ones, and for each half of the crises, taken by turns.
                 without_bounds: without those coded as the start or end of a crisis. ICBe calls that a thought, but
                 what such a sentence tells is mostly the deed itself ("... when its troops invaded")
deeds_found      share of the sentences of action with a reported claim, so that silence does not win;
                 material_found: with a reported claim of a material type

Three plain readings of the same claims stand beside ours: all of them reported; all but what hangs on say, tell or
according to; all but what is marked at its own verb (negation, modal, to, if).
"""

from __future__ import annotations

import json
import lzma
from collections import Counter
from collections.abc import Callable, Iterator
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple

from sayso.evaluate.backend import backend_in_force
from sayso.evaluate.corpora.reports import reading_of
from sayso.evaluate.corpora.rows import Row, sample
from sayso.evaluate.scores import Scored
from sayso.language.parser import parse
from sayso.model import Claim, Parse, ReportError

MATERIAL = (2, 4)  # quad classes
SAYING = frozenset({"say", "tell"})
CLAUSES = ("ccomp", "parataxis", "xcomp")
NEGATIONS = frozenset({"not", "n't", "never", "no", "neither", "nor"})
BOUNDS = frozenset({"start of crisis", "end of crisis"})


class Sentence(NamedTuple):
    """A sentence, the kinds of what is coded in it and of its thoughts, and the half that its crisis falls into."""

    text: str
    kinds: frozenset[str]
    thoughts: frozenset[str]
    half: str

    @property
    def acts(self) -> bool:
        """True for a sentence of action."""
        return self.kinds == {"action"}


def evaluate(path: Path, limit: int | None = None) -> Scored:
    """Return speech_as_deed and deeds_found with their parts and baselines; n is the number of sentences."""
    sentences = sample((s for s in sentences_of(path) if s.acts or "action" not in s.kinds), limit, path)
    counts: Counter[str] = Counter()
    for sentence in sentences:
        counts += _counted(sentence, readings_of(sentence.text))
    scores = {key: counts[key] / max(1, counts[f"{key} of"]) for key in _keys()}
    return Scored(len(sentences), scores)


def sentences_of(path: Path) -> Iterator[Sentence]:
    """Yield the sentences that are coded with anything, in the order of the file."""
    found: dict[tuple[str, str], list[Row]] = {}
    for row in _rows(path):
        found.setdefault((str(row["crisno"]), str(row["sentence_number_int_aligned"])), []).append(row)
    crises = dict.fromkeys(crisis for crisis, _ in found)
    halves = {crisis: ("first_half", "second_half")[n % 2] for n, crisis in enumerate(crises)}
    for (crisis, _), rows in found.items():
        kinds, thoughts = (_values(rows, key) for key in ("event_type", "thinkkind"))
        if kinds:
            yield Sentence(str(rows[0]["sentence_span_text"]), kinds, thoughts, halves[crisis])


def readings_of(text: str) -> dict[str, list[Claim]]:
    """Return the claims that are reported by our own reading ("") and by each plain one."""
    reading = reading_of(text)
    if reading is None or not reading.claims:
        return {}
    made = parse(reading.report, backend_in_force())
    plain = {name: [c for c in reading.claims if reported(made, c)] for name, reported in BASELINES.items()}
    return {"": [c for c in reading.claims if c.status == "reported"], **plain}


def is_material(claim: Claim) -> bool:
    """True for a claim of a material type, of cooperation or of conflict."""
    return claim.quad in MATERIAL


def _unsaid(made: Parse, claim: Claim) -> bool:
    """True unless the act hangs on say or tell, or its sentence on according to."""
    word = _trigger(made, claim)
    sentence = made.sentence(word)
    path = [word, *made.ancestors(word)]
    cues = [head for i, head in pairwise(path) if made.relations[i] in CLAUSES]
    cues += [c for i in path for c in made.children(i, "parataxis")]
    according = any(made.lower(i) == "according" for i in range(sentence.first, sentence.end))
    return not according and not any(made.lemmas[i].lower() in SAYING for i in cues)


def _unmarked(made: Parse, claim: Claim) -> bool:
    """True unless the act's own verb is negated, modal, an infinitive or in an if-clause."""
    return not any(
        made.lower(i) in NEGATIONS | {"to", "if"} or (made.relations[i] == "aux" and made.xpos[i] == "MD")
        for i in made.children(_trigger(made, claim))
    )


# To add one, write whether it takes a claim as reported, and name it here.
BASELINES: dict[str, Callable[[Parse, Claim], bool]] = {
    "all_reported": lambda made, claim: True,
    "say_only": _unsaid,
    "local_markers": _unmarked,
}


def _trigger(made: Parse, claim: Claim) -> int:
    return made.words_in(claim.evidence.trigger).start


def _keys() -> list[str]:
    names = ["", *(f"_{name}" for name in BASELINES)]
    ways = [f"{key}{name}" for name in names for key in ("speech_as_deed", "deeds_found", "material_found")]
    halves = [f"{key}_{half}" for key in ("speech_as_deed", "deeds_found") for half in ("first_half", "second_half")]
    return [*ways, *halves, *(f"speech_as_deed_{part}" for part in ("speech_only", "thought_only", "without_bounds"))]


def _counted(sentence: Sentence, readings: dict[str, list[Claim]]) -> Counter[str]:
    """Return what one sentence adds to each score, and, as "KEY of", to what it is a share of."""
    counts: Counter[str] = Counter()
    for name in ("", *BASELINES):
        claims = readings.get(name, [])
        material = any(map(is_material, claims))
        found = {"deeds_found": bool(claims), "material_found": material} if sentence.acts else {
            "speech_as_deed": material}  # fmt: skip
        for key, value in found.items():
            for part in _parts(sentence, name):
                counts += Counter({f"{key}{part}": value, f"{key}{part} of": 1})
    return counts


def _parts(sentence: Sentence, name: str) -> list[str]:
    if name:
        return [f"_{name}"]
    kind, *more = sorted(sentence.kinds)
    return ["", f"_{sentence.half}", *([] if more else [f"_{kind}_only"]),
            *([] if sentence.thoughts & BOUNDS else ["_without_bounds"])]  # fmt: skip


def _values(rows: list[Row], key: str) -> frozenset[str]:
    return frozenset(value for row in rows for value in str(row.get(key) or "").split(";") if value)


def _rows(path: Path) -> Iterator[Row]:
    """Yield the rows of a file, packed or not; a line that is no such row is passed over."""
    try:
        raw = path.read_bytes()
        text = (lzma.decompress(raw) if path.suffix == ".xz" else raw).decode("utf8")
    except (OSError, UnicodeDecodeError, lzma.LZMAError) as error:
        raise ReportError(str(path), f"cannot be read as JSON Lines ({error})") from error
    for line in text.split("\n"):
        try:
            row = json.loads(line) if line.strip() else None
        except ValueError:
            continue
        if isinstance(row, dict) and row.keys() >= {"crisno", "sentence_number_int_aligned", "sentence_span_text"}:
            yield row
