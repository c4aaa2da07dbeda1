"""WikiEvents: the text laid out, kinds of events, heads, and what counts as right."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from sayso.evaluate.corpora import arguments
from sayso.evaluate.corpora.arguments import Filler, Tally, Told, compare
from sayso.evaluate.corpora.arguments_gold import GoldReport, _laid_out, _sentences, head_of, reports_in
from sayso.evaluate.corpora.arguments_kinds import KINDS, STATEMENT, kind_of
from sayso.model import ReportError, Span

TITLE = ["Raid", "in", "Norland"]
BODY = ["Gunmen", "attacked", "soldiers", "in", "Kabul", ".", "“", "It", "was", "loud", ",", "”", "Minister", "Oda",
        "’s", "aide", "said", "."]  # fmt: skip
TIGHT = {".", ",", "”", "’s", "It"}


def line_of(words: list[str], start: int) -> tuple[list[list[Any]], int]:
    placed: list[list[Any]] = []
    for word in words:
        at = start + bool(placed and word not in TIGHT)
        placed.append([word, at, at + len(word)])
        start = at + len(word)
    return placed, start + 1


def row(*, events: list[dict[str, Any]] | None = None) -> dict[str, Any]:
    """Return one line of the layout: words are counted over the whole report."""
    title, at = line_of(TITLE, 0)
    body, _ = line_of(BODY, at)
    mentions = [("m1", 3, 4), ("m2", 5, 6), ("m3", 7, 8), ("m4", 15, 17), ("m5", 18, 19)]
    attack = event("Conflict.Attack.Unspecified", 4, Attacker="m1", Target="m2", Place="m3")
    return {
        "doc_id": "tarn", "tokens": TITLE + BODY, "sentences": [[title, " ".join(TITLE)], [body, " ".join(BODY)]],
        "entity_mentions": [{"id": m, "start": a, "end": b} for m, a, b in mentions],
        "event_mentions": [attack] if events is None else events,
    }  # fmt: skip


def event(kind: str, at: int, **roles: str) -> dict[str, Any]:
    told = [{"role": role, "entity_id": entity} for role, entity in roles.items()]
    return {"event_type": kind, "trigger": {"start": at, "end": at + 1}, "arguments": told}


def wikievents(folder: Path, *rows: dict[str, Any]) -> Path:
    file = folder / "wikievents.jsonl"
    file.write_text("no json\n" + "".join(json.dumps(r) + "\n" for r in rows or [row()]), encoding="utf8")
    return file


def gold(folder: Path, *events: dict[str, Any]) -> GoldReport:
    return next(reports_in(wikievents(folder, row(events=list(events)) if events else row())))


def told(report: GoldReport, kind: str, trigger: str, **fillers: str) -> Told:
    text = report.text
    spans = {slot: Span(text.index(w), text.index(w) + len(w)) for slot, w in fillers.items()}
    made = tuple(Filler(slot, (head_of(text, span),)) for slot, span in spans.items())  # type: ignore[arg-type]
    return Told(kind, (text.index(trigger),), made)


def test_words_are_laid_out_as_printed(tmp_path: Path) -> None:
    report = gold(tmp_path)
    assert report.text == (
        "Raid in Norland\n\nGunmen attacked soldiers in Kabul. “It was loud,” Minister Oda’s aide said."
    )
    (attack,) = report.events
    assert report.text[slice(*attack.sentence)].strip() == "Gunmen attacked soldiers in Kabul."
    assert report.text[slice(*attack.line)].startswith("Gunmen") and attack.line.end == len(report.text)
    assert [report.text[slice(*a.span)] for a in attack.arguments] == ["Gunmen", "soldiers", "Kabul"]


def test_sentences_end_at_full_stops_but_not_at_those_of_short_forms_and_numbers() -> None:
    words = "The U.S. sent 2.4 tons . ” She left at 5.30 p.m . on Jan . 3 . Oda stayed ."
    placed, _ = line_of(words.split(), 0)
    text, spans, lines = _laid_out([placed])
    assert [text[slice(*s)].strip() for s in _sentences(text, spans, lines)] == [
        "The U.S. sent 2.4 tons.”", "She left at 5.30 p.m. on Jan. 3.", "Oda stayed."]  # fmt: skip


def test_the_sample_is_read_right(tmp_path: Path) -> None:
    n, scores = arguments.evaluate(wikievents(tmp_path))
    assert n == 1
    assert {k: scores[k] for k in ("head_f1", "head_f1_all", "head_recall_all", "events_f1", "f1_attacker")} == (
        pytest.approx(dict.fromkeys(("head_f1", "head_f1_all", "head_recall_all", "events_f1", "f1_attacker"), 1.0))
    )


def test_wrong_slots_types_and_sentences_do_not_count(tmp_path: Path) -> None:
    report = gold(tmp_path)
    swapped = told(report, "ASSAULT", "attacked", actors="soldiers", recipients="Gunmen")
    other = told(report, "CONSULT", "attacked", actors="Gunmen")
    elsewhere = told(report, "ASSAULT", "said", actors="Gunmen")
    tally = Tally()
    compare(tally, report, [swapped, other, elsewhere], report.text)
    assert (tally.heads.wanted, tally.heads.wanted_right) == (3, 0)
    assert (tally.heads.found, tally.heads.found_right) == (2, 0)  # only the first is met by the event
    assert (tally.whole.found, tally.events.found, tally.events.found_right) == (3, 3, 1)  # each mention once


def test_what_stands_in_another_line_is_judged_only_if_it_is_the_same_word(tmp_path: Path) -> None:
    report = gold(tmp_path)
    tally = Tally()
    compare(tally, report, [told(report, "ASSAULT", "attacked", where="Norland", recipients="soldiers")], report.text)
    assert (tally.heads.found, tally.heads.found_right) == (1, 1)
    assert tally.whole.found == 2


def test_sayings_are_met_by_statements(tmp_path: Path) -> None:
    said = event("Contact.Contact.Broadcast", 19, Communicator="m5", Topic="m1")
    report = gold(tmp_path, said)
    tally = Tally()
    compare(tally, report, [told(report, STATEMENT, "said", actors="Minister Oda’s aide")], report.text)
    assert (tally.heads.wanted, tally.heads.wanted_right, tally.heads.found_right) == (1, 1, 1)
    assert (tally.claims.wanted, tally.claims.found, tally.every, tally.right) == (0, 0, 2, 1)


@pytest.mark.parametrize(
    ("events", "ours"),
    [([event("Life.Die.Unspecified", 4, Victim="m2")], 0),  # nobody attacks: an illness, an accident
     ([event("Life.Die.Unspecified", 4, Victim="m2", Killer="m1")], 1),
     ([event("Life.Die.Unspecified", 4, Victim="m2"), event("Conflict.Attack.DetonateExplode", 3)], 2),
     ([event("Movement.Transportation.Unspecified", 4, Transporter="m1")], 0)],
)  # fmt: skip
def test_a_death_is_an_act_where_there_is_violence(events: list[dict[str, Any]], ours: int, tmp_path: Path) -> None:
    assert len(gold(tmp_path, *events).events) == ours


def test_kinds_are_found_by_the_longest_beginning() -> None:
    assert kind_of("Contact.Contact.Meet") is KINDS["Contact.Contact.Meet"]
    assert kind_of("Contact.Contact.Broadcast") is KINDS["Contact.Contact"]
    assert kind_of("Conflict.AttackOnPaper.Unspecified") is None
    assert kind_of("") is None


@pytest.mark.parametrize(
    ("words", "head"),
    [("two soldiers from Tarn", "soldiers"), ("the commander of the Harbour Brigade", "commander"),
     ("Anna Oda, 40, a nurse", "Oda"), ("Norland’s", "Norland"), ("at least 20", "20"), ("", ""), ("…", "…"),
     ("of", "of"), ("pro-Sarvian militiamen who fled", "militiamen")],
)  # fmt: skip
def test_heads_of_phrases(words: str, head: str) -> None:
    assert words[slice(*head_of(words, Span(0, len(words))))] == head


BROKEN: list[dict[str, Any]] = [
    row() | {"sentences": [["no words"]]}, row() | {"sentences": 3}, row() | {"entity_mentions": []},
    row(events=[event("Conflict.Attack.Unspecified", 99)]), row(events=[{"event_type": None}]),
    row() | {"event_mentions": {"a": 1}},
]  # fmt: skip


@pytest.mark.parametrize("broken", BROKEN)
def test_a_line_that_does_not_hold_together_is_passed_over(broken: dict[str, Any], tmp_path: Path) -> None:
    assert len(list(reports_in(wikievents(tmp_path, broken, row())))) == 1


def test_a_file_of_another_layout_is_told(tmp_path: Path) -> None:
    with pytest.raises(ReportError):
        arguments.evaluate(wikievents(tmp_path, {"text": "Gunmen attacked soldiers."}))


def test_a_report_that_fails_is_missed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sayso.evaluate.corpora.arguments.reading_of", lambda _: None)
    n, scores = arguments.evaluate(wikievents(tmp_path))
    assert (n, scores["head_f1"], scores["head_recall_all"], scores["events_f1"]) == (1, 0, 0, 0)
