"""Whatever the text, and whatever shape a parse has: what is found lies in it, is sound, and is the same again."""

from __future__ import annotations

from pathlib import Path

from hypothesis import HealthCheck, given, settings

from sayso.faces.api import read_text
from sayso.meaning.actors import find_actors
from sayso.meaning.figures import find_figures
from sayso.meaning.places import find_places
from sayso.meaning.statement.quotations import find_quotations, split_paragraphs
from sayso.meaning.statements import find_statements
from sayso.meaning.times import find_times
from sayso.meaning.understand import understand
from sayso.model import MadeBy, Parse, Reading, ReportError
from sayso.pipeline import About
from sayso.records import to_json
from sayso.scale import ENGINES
from sayso.settings import Settings
from tests.contracts.properties import MARKS, PARSES, STRANGE, TEXTS, WORDS, is_sound, lies_in
from tests.make import report

ANY = Settings(any_language=True)
DAY = "2024-03-05"
FEW = settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
MANY = settings(max_examples=200, deadline=None, suppress_health_check=list(HealthCheck))


def reading_of(text: str) -> Reading | None:
    try:
        return read_text(text, published=DAY, settings=ANY)
    except ReportError as error:
        assert "\n" not in error.failure.reason
        return None


def any_text(text: str) -> None:
    """Read a text, and again after another."""
    found = reading_of(text)
    if found is not None:
        is_sound(found)
    reading_of("Norland's army shelled Tarn on Monday, Minister Oda said.")
    again = reading_of(text)
    assert to_json(again) == to_json(found)


def any_parse(made: Parse) -> None:
    """Run each finder by itself, and all together."""
    source = report(made.text, published=DAY)
    times = find_times(made, published=DAY)
    actors = find_actors(made, on=DAY, times=times)
    found = (*times, *actors, *find_figures(made), *find_places(made, published=DAY))
    lies_in(made.text, found)
    assert all(0 <= m.first < m.end <= len(made) and 0 <= m.head < len(made) for m in found)
    lies_in(made.text, find_quotations(made.text, split_paragraphs(made.text, source.parts)))
    lies_in(made.text, [s.statement for s in find_statements(source, made, actors, times)])
    is_sound(understand(source, made, MadeBy(sayso="0", model="none", knowledge="none")))


test_any_text_is_read_soundly_or_refused = FEW(given(TEXTS)(any_text))
test_any_parse_is_understood = MANY(given(PARSES)(any_parse))


def strange_texts() -> list[str]:
    """Return texts of every mark and every strange word among others."""
    odd = [*MARKS, *STRANGE]
    return [" ".join(w for n in range(len(odd)) for w in (odd[(n * step) % len(odd)], WORDS[(n * step * 7) % len(WORDS)]))
            for step in (1, 5, 11)]  # fmt: skip


def test_one_worker_and_two_read_strange_texts_alike(tmp_path: Path) -> None:
    files = [tmp_path / f"{n}.txt" for n in range(3)]
    for file, text in zip(files, strange_texts(), strict=True):
        file.write_text(text, encoding="utf8")
    one, two = (
        [to_json(r) for r in ENGINES["local"](list(map(str, files)), About(published=DAY), ANY, n)] for n in (1, 2)
    )
    assert one == two
    assert len(one) == len(files)
