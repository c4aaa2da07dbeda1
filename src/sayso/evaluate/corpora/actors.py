"""PLOVER records with coded source and target (.jsonl) -> how often our actors have that country and that sector.

Each coded actor is looked up where its words stand in the text; ours is the largest mention that touches them. A code
begins with three letters for the country (or IGO, NGO, MNC), then three for the sector; a finer part of a sector is
left aside, and CIV is CVL. Found are the mentions that have a country (a sector) where the record has one, so that F1
is 1 only if every coded one is given, and rightly.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from sayso.evaluate.corpora.overlap import locate, touch
from sayso.evaluate.corpora.reports import findings_in
from sayso.evaluate.corpora.rows import Row, rows_of, sample
from sayso.evaluate.scores import Scored, f1
from sayso.knowledge.gazetteer import load_gazetteer
from sayso.model import Actor, Span

SAME = {"CIV": "CVL"}
SUPRANATIONAL = frozenset({"IGO", "NGO", "MNC", "IMG"})  # stand where a country stands


def evaluate(path: Path, limit: int | None = None) -> Scored:
    """Return country_f1 and sector_f1; n is the number of records."""
    counts: Counter[tuple[str, str]] = Counter()
    rows = sample(rows_of(path, "text", "source"), limit, path)
    for row in rows:
        text = str(row["text"])
        scene = findings_in(text)
        mentions = [m.what for m in scene.actors] if scene else []
        for words, country, sector in _coded(row):
            ours = parts_of(_mention(mentions, locate(text, words)))
            for key, wanted, found in (("country", country, ours[0]), ("sector", sector, ours[1])):
                if wanted:
                    counts += Counter(
                        {(key, "wanted"): 1, (key, "found"): bool(found), (key, "right"): found == wanted}
                    )
    return Scored(len(rows), {
        f"{key}_f1": f1(counts[key, "right"], counts[key, "found"], counts[key, "wanted"])
        for key in ("country", "sector")
    })  # fmt: skip


def parts_of(code: str | None) -> tuple[str, str]:
    """Return country and sector of a code, each "" where it has none.

    >>> parts_of("USAGOV"), parts_of("COP")
    (('USA', 'GOV'), ('', 'COP'))
    """
    code = (code or "").upper()
    has_country = code[:3] in SUPRANATIONAL or code[:3] in load_gazetteer().countries
    country, sector = (code[:3], code[3:6]) if has_country else ("", code[:3])
    return country, SAME.get(sector, sector)


def _coded(row: Row) -> Iterator[tuple[str, str, str]]:
    """Yield words, country and sector of each coded actor, a side of the record that is not coded left out."""
    for side in (row.get("source"), row.get("target")):
        actors: list[Any] = side if isinstance(side, list) else []
        for actor in actors:
            if isinstance(actor, dict) and actor.get("actorText") and actor.get("code"):
                sector = str(actor.get("sector") or "").upper()[:3]
                yield str(actor["actorText"]), str(actor["code"]).upper()[:3], SAME.get(sector, sector)


def _mention(actors: list[Actor], span: Span | None) -> str | None:
    """Return the code of the largest mention that touches a span."""
    near = [a for a in actors if span and touch(a.span, span)]
    return max(near, key=lambda a: a.span.end - a.span.start).code if near else None
