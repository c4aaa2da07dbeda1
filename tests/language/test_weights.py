"""The weights that ship are those the card names, and read every sentence by itself."""

import hashlib
import json

from sayso.language.backends.minilm import load
from sayso.language.network import WEIGHTS
from sayso.model import ROOT

SENTENCE = "Norland 's army shelled Tarn on Monday , killing three people .".split()


def test_files_are_those_of_the_card() -> None:
    card = json.loads((WEIGHTS / "model.json").read_text(encoding="utf8"))
    for name, sha256 in card["sha256"].items():
        assert hashlib.sha256((WEIGHTS / name).read_bytes()).hexdigest() == sha256, name


def test_a_sentence_reads_the_same_in_any_company() -> None:
    backend = load(1)
    alone = backend.analyse(SENTENCE)
    backend.analyse(["Oda", "spoke"] * 60)
    assert backend.analyse(SENTENCE) == alone
    assert load(2).analyse(SENTENCE) == alone


def test_capitals_read_as_well() -> None:
    backend = load(1)
    assert backend.analyse([w.upper() for w in SENTENCE]).heads == backend.analyse(SENTENCE).heads


def test_a_sentence_longer_than_the_encoder_knows_is_one_tree_all_the_same() -> None:
    found = load(1).analyse(SENTENCE * 100)
    assert {len(column) for column in found[:5]} == {100 * len(SENTENCE)}
    assert found.heads.count(ROOT) == 1
    assert found.relations.count("root") == 1


def test_words_beyond_the_encoder_and_endless_sentences() -> None:
    backend = load(1)
    found = backend.analyse(["x" * 5000, "🚀", "—", "\u200b", "ÀÉ"] + ["Antidisestablishmentarianism"] * 175)
    assert len(found.heads) == 180
