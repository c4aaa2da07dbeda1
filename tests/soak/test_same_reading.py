"""A report reads the same alone, after others, in any order and in several processes: 1,000 reports, all labels and spans."""

from __future__ import annotations

import csv
import random
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path

from sayso.language import parse
from sayso.language.network import load_network
from sayso.language.parser import load_backend
from tests.make import report

NEWS = Path(__file__).parents[3] / "shared/data/news/syria_rival_outlets.csv"
EXAMPLES = sorted((Path(__file__).parents[2] / "examples").glob("*.txt"))
REPORTS = 1000


def texts() -> list[str]:
    """Return 1,000 texts: real news where there is some, else pieces of our examples, mixed anew."""
    if NEWS.exists():
        with NEWS.open(encoding="utf8", errors="replace", newline="") as file:
            found = [row["article_content"][:1500] for row in csv.DictReader(file) if row["article_content"]]
    else:
        found = [p.read_text(encoding="utf8") for p in EXAMPLES]
    paragraphs = [p for t in found for p in t.split("\n\n") if p.strip()]
    chance = random.Random(1)
    while len(found) < REPORTS:
        found.append("\n\n".join(chance.sample(paragraphs, min(3, len(paragraphs)))))
    return found[:REPORTS]


def digest(text: str) -> str:
    """Return all that the language stage says of a text, as one string."""
    found = parse(report(text))
    columns = (found.spans, found.lemmas, found.upos, found.xpos, found.heads, found.relations, found.sentences)
    return repr((columns, found.names, found.chains))


def alone(text: str) -> str:
    """The same by a network that has read nothing before."""
    load_backend.cache_clear()
    load_network.cache_clear()
    return digest(text)


def many(batch: list[str]) -> list[str]:
    return [digest(text) for text in batch]


def test_a_report_reads_the_same_in_any_company() -> None:
    given = texts()
    wanted = many(given)
    order = random.Random(2).sample(range(REPORTS), REPORTS)
    assert [digest(given[i]) for i in order] == [wanted[i] for i in order]
    for i in order[:20]:
        assert alone(given[i]) == wanted[i]
    batches = [given[i : i + 64] for i in range(0, REPORTS, 64)]
    with ProcessPoolExecutor(2, mp_context=get_context("spawn")) as pool:
        assert [d for batch in pool.map(many, batches) for d in batch] == wanted
