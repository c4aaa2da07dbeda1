from __future__ import annotations

from pathlib import Path

import pytest
from typer.testing import CliRunner

from sayso.faces.cli import app
from sayso.knowledge.claim_rules import load_rules
from sayso.knowledge.fingerprint import fingerprint

OWN = """
rules:
  - id: assault.mob
    mode: beat
    verbs: mob, jostle
    where: {patient: "<person>, minister, envoy"}
    recipients: patient
    matches:
      - {text: "A crowd mobbed the minister in Ostra.", actors: crowd, recipients: minister}
    rejects:
      - "Fans mobbed the stadium."
"""


@pytest.fixture
def own(tmp_path: Path) -> Path:
    file = tmp_path / "own.yaml"
    file.write_text(OWN, encoding="utf8")
    return file


def run(*words: object) -> tuple[int, str]:
    load_rules.cache_clear()  # of a file that was written anew
    result = CliRunner().invoke(app, ["rules", *map(str, words)])
    return result.exit_code, result.output


def test_find_lists_rules_in_the_order_they_are_tried() -> None:
    code, out = run("find", "shelling")
    assert code == 0 and "assault.shell " in out
    assert run("find", "xyzzy") == (1, "no rule has 'xyzzy'\n")


def test_rules_that_do_what_they_say_are_sound(own: Path) -> None:
    code, out = run("check", own)
    assert code == 0, out
    assert out.endswith("1 rules in " + str(own) + ", 2 sentences read: 0 come out otherwise\n")


def test_a_sentence_that_comes_out_otherwise_is_named_with_the_reason(own: Path) -> None:
    own.write_text(OWN.replace("Fans mobbed the stadium.", "Fans mobbed the envoy."), encoding="utf8")
    code, out = run("check", own)
    assert code == 1 and "assault.mob: must not match, and does: Fans mobbed the envoy." in out
    own.write_text(OWN.replace("A crowd mobbed", "A crowd greeted"), encoding="utf8")
    assert "assault.mob: must match, and gives no ASSAULT" in run("check", own)[1]


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("rules:\n  - id: assault.x\n    verb: hit\n", "unknown keys ['verb']"),
        ("rules:\n  - id: nothing.x\n    verbs: hit\n", "nothing.x"),
        ("rules: [", "own.yaml"),
    ],
)
def test_what_is_no_rule_is_refused_with_file_and_reason(own: Path, text: str, reason: str) -> None:
    own.write_text(text, encoding="utf8")
    code, out = run("check", own)
    assert code == 2 and reason in out


def test_rules_without_sentences_are_not_sound(own: Path) -> None:
    own.write_text("rules:\n  - {id: assault.mob, verbs: mob}\n", encoding="utf8")
    code, out = run("check", own)
    assert code == 1 and "assault.mob: has no sentences" in out


def test_own_rules_are_read_with_and_named_in_made_by(own: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    text = "A crowd mobbed the minister in Ostra.\n"
    for read_again in (load_rules, fingerprint):
        read_again.cache_clear()
    before = CliRunner().invoke(app, ["read", "-", "--format", "jsonl"], input=text).output
    monkeypatch.setenv("SAYSO_RULES", str(own))
    for read_again in (load_rules, fingerprint):
        read_again.cache_clear()
    after = CliRunner().invoke(app, ["read", "-", "--format", "jsonl"], input=text).output
    monkeypatch.undo()
    for read_again in (load_rules, fingerprint):
        read_again.cache_clear()
    assert "assault.mob" not in before and "assault.mob" in after
    assert before.split('"knowledge": "')[1:2] != after.split('"knowledge": "')[1][:12]


def test_rules_that_are_not_there_stop_the_command(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SAYSO_RULES", str(tmp_path / "none.yaml"))
    load_rules.cache_clear()
    result = CliRunner().invoke(app, ["read", "-"], input="Nothing happened.\n")
    monkeypatch.undo()
    load_rules.cache_clear()
    assert result.exit_code == 2 and "there are no rules here" in result.output
