"""Integrity of the claim rules; tests/knowledge/test_claim_sentences.py runs their sentences through the engine."""

from __future__ import annotations

import re
import time
from collections import Counter
from pathlib import Path

import pytest

from sayso.knowledge.claim_rules import HERE, ClaimRule, load_rules

BOOK = load_rules(sentences=True)
# Words that judge; a rule id or class name that holds one would be a classification by label (methods.md 7.4).
LOADED = re.compile(
    "terror|extremis|jihad|radical|fanatic|thug|bandit|mercenar|martyr|hero|freedom.?fighter|resistance|liberat|regime|"
    "junta|puppet|so-called|illegitimate|occup|massacre|genocide|pogrom|assassin|murder|liquidat|neutrali|eliminat|"
    "retaliat|aggress|provocat|special.?operation|vermin"
)


def ids(rule: ClaimRule) -> str:
    return rule.id


def test_every_type_has_its_file_and_at_least_three_rules() -> None:
    counts = Counter(rule.type for rule in BOOK.rules)
    assert set(counts) == set(BOOK.types)
    assert min(counts.values()) >= 3
    assert {f.stem for f in (HERE / "claims" / "sentences").glob("*.yaml")} == {t.lower() for t in BOOK.types}
    for file in (HERE / "claims").glob("*.yaml"):
        if file.stem not in ("classes", "modes", "contexts"):
            ids_in_file = re.findall(r"^  - id: (\S+)$", file.read_text(encoding="utf8"), re.M)
            assert ids_in_file and all(i.startswith(f"{file.stem}.") for i in ids_in_file)
            assert [r.id for r in BOOK.rules if r.type == file.stem.upper()] == ids_in_file


def test_ids_are_unique_and_prefixed_by_their_type() -> None:
    assert len({r.id for r in BOOK.rules}) == len(BOOK.rules)
    assert all(re.fullmatch(rf"{r.type.lower()}\.[a-z][a-z-]*", r.id) for r in BOOK.rules)


@pytest.mark.parametrize("rule", BOOK.rules, ids=ids)
def test_rule_fits_the_ontology_and_has_sentences(rule: ClaimRule) -> None:
    info = BOOK.types[rule.type]
    assert rule.mode is None or rule.mode in info.modes
    assert set(rule.contexts) <= set(BOOK.contexts)
    assert rule.cameo is None or re.fullmatch(r"\d{2,4}", rule.cameo)
    assert len(rule.matches) >= 3
    assert len(rule.rejects) >= 3
    assert len({e.text for e in rule.matches} | set(rule.rejects)) == len(rule.matches) + len(rule.rejects)


@pytest.mark.parametrize("rule", BOOK.rules, ids=ids)
def test_expected_slots_are_words_of_their_sentence(rule: ClaimRule) -> None:
    for example in rule.matches:
        assert all(word in example.text for word in (*example.actors, *example.recipients)), example


@pytest.mark.parametrize("rule", BOOK.rules, ids=ids)
def test_words_are_lower_case_lemmas_and_conditions_hold_words(rule: ClaimRule) -> None:
    triggers = (*rule.verbs, *rule.nouns)
    assert all(t == t.lower().strip() and "$" not in t for t in triggers)
    assert len(set(rule.verbs)) + len(set(rule.nouns)) == len(triggers)
    for roles, words in rule.where + rule.unless:
        assert words, roles
        assert all(w == w.lower() and (w == "$" or not w.startswith("$")) for w in words), roles


def test_no_two_rules_have_the_same_triggers_and_conditions() -> None:
    keys = Counter((r.verbs, r.nouns, r.where, r.unless, r.needs) for r in BOOK.rules)
    assert [k for k, n in keys.items() if n > 1] == []


def test_no_rule_is_hidden_by_an_unconditional_one_of_its_own_type() -> None:
    for i, rule in enumerate(BOOK.rules):
        before = [r for r in BOOK.rules[:i] if r.type == rule.type and not (r.where or r.unless or r.needs)]
        assert not [r.id for r in before if set(rule.verbs) <= set(r.verbs) and set(rule.nouns) <= set(r.nouns)], (
            rule.id
        )


def test_no_rule_or_class_is_named_with_a_loaded_word() -> None:
    assert not [r.id for r in BOOK.rules if LOADED.search(r.id)]
    assert not [name for name in BOOK.classes if LOADED.search(name)]
    assert not [mode for info in BOOK.types.values() for mode in info.modes if LOADED.search(mode)]


def test_no_label_of_an_actor_is_a_cue_of_a_context() -> None:
    labels = {"terrorist", "terrorism", "extremist", "jihadist", "militant", "radical", "martyr", "regime", "rebel"}
    assert not {cue for cues in BOOK.contexts.values() for cue in cues} & labels


def test_ontology_is_whole() -> None:
    assert len(BOOK.types) == 16
    assert len(BOOK.contexts) == 37
    assert sum(len(info.modes) for info in BOOK.types.values()) == 67
    assert all(info.quad in (1, 2, 3, 4) for info in BOOK.types.values())
    assert BOOK.types["PROTEST"].modes["vandalize"] is None
    assert BOOK.types["ASSAULT"].modes["heavy-weapons"] == -9.5


def test_every_rule_is_found_by_its_triggers() -> None:
    for rule in BOOK.rules:
        assert all(rule in BOOK.by_verb[v.split()[0]] for v in rule.verbs)
        assert all(rule in BOOK.by_noun[n.split()[-1]] for n in rule.nouns)


def test_loading_is_quick() -> None:
    load = load_rules.__wrapped__
    assert min(_seconds(load) for _ in range(5)) < 0.3  # of the processor; 60 ms on a quiet machine


def test_sentences_stay_unread_unless_asked_for() -> None:
    assert all(not r.matches and not r.rejects for r in load_rules().rules)


def test_an_overlay_comes_first_and_replaces_rules_of_its_id(tmp_path: Path) -> None:
    (tmp_path / "classes.yaml").write_text("projectile: dart\nballoon_kind: airship\n", encoding="utf8")
    (tmp_path / "assault.yaml").write_text(
        "rules:\n  - {id: assault.dart, verbs: [toss], where: {on|at: $balloon_kind}}\n"
        "  - {id: assault.strafe, mode: null, verbs: strafe, recipients: [patient, on]}\n",
        encoding="utf8",
    )
    book = load_rules(tmp_path)
    first = next(r for r in book.rules if r.type == "ASSAULT")
    assert (first.id, first.where, first.actors) == (
        "assault.dart", ((("on", "at"), frozenset({"airship"})),), ("agent",),
    )  # fmt: skip
    assert [(r.mode, r.recipients) for r in book.by_verb["strafe"]] == [(None, ("patient", "on"))]
    assert {"dart", "rocket"} <= book.classes["projectile"]


@pytest.mark.parametrize(
    ("rules", "message"),
    [
        ("- {id: assault.x, verbs: x, where: {patient: $nothing}}", "no class"),
        ("- {id: assault.x, verbs: x, where: {patiant: y}}", "no such role"),
        ("- {id: assault.x, verbs: x, mode: curfew}", "no mode"),
        ("- {id: assault.x, verbs: x, contexts: weather}", "no such context"),
        ("- {id: shrug.x, verbs: x}", "no type"),
        ("- {id: assault.x}", "neither verbs nor nouns"),
        ("- {id: assault.x, verb: x}", "unknown keys"),
        ("- {id: assault.x, verbs: x}\n- {id: assault.x, verbs: y}", "twice"),
        ("- {id: assault.x, verbs: [}", "file.yaml"),
        ("- {id: assault.x, verbs: {a: b}}", "no word list"),
        ("- just a line", "not a rule"),
    ],
)
def test_what_does_not_fit_is_named_with_its_file(tmp_path: Path, rules: str, message: str) -> None:
    file = tmp_path / "file.yaml"
    file.write_text("rules:\n" + rules, encoding="utf8")
    with pytest.raises(ValueError, match=message) as caught:
        load_rules(file)
    assert "file.yaml" in str(caught.value)


def _seconds(load: object) -> float:
    start = time.process_time()
    assert callable(load)
    load()
    return time.process_time() - start
