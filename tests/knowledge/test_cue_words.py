import time
from typing import get_args, get_type_hints

import pytest

from sayso.knowledge import cue_words as module
from sayso.knowledge.cue_words import cue_words, embedding_class, embedding_classes
from sayso.model import Axes, Status


@pytest.mark.parametrize(
    ("verb", "frame", "stance"),
    [("say", "clause", "report"), ("allege", "clause", "claim"), ("accuse", "of", "claim"), ("blame", "for", "claim"),
     ("confirm", "object", "confirm"), ("deny", "gerund", "deny"), ("fear", "clause", "belief"),
     ("vow", "infinitive", "commit"), ("urge", "bid", "direct"), ("condemn", "as", "evaluate"),
     ("call", "name", "report")],
)  # fmt: skip
def test_verbs_by_frame(verb: str, frame: str, stance: str) -> None:
    assert cue_words().verbs[verb][frame] == stance


def test_every_frame_is_known_and_every_stance_is_listed() -> None:
    words = cue_words()
    assert {f for frames in words.verbs.values() for f in frames} <= module.VERB_FRAMES
    assert {f for frames in words.nouns.values() for f in frames} <= module.NOUN_FRAMES
    assert {f for frames in words.adjectives.values() for f in frames} <= module.ADJECTIVE_FRAMES
    assert {s for frames in words.verbs.values() for s in frames.values()} == set(module.STANCES)
    assert all(
        w == w.lower().strip() and " " not in w for w in words.verbs | words.nouns | words.topics | words.adjectives
    )


def test_phrases_prepositions_and_adverbs() -> None:
    words = cue_words()
    assert [(p.words, p.frame) for p in words.phrases["point"]] == [(("out",), "clause")]
    assert any(p.words == ("responsibility",) and p.stance == "claim" for p in words.phrases["claim"])
    assert (("according", "to"), "report") in words.prepositions["according"]
    assert words.adverbs["allegedly"] == "claim"
    assert words.topics["talk"]["about"] == "report"
    assert words.adjectives["eager"]["wish"] == "commit"


@pytest.mark.parametrize(
    ("lemma", "pos", "name", "signature", "status"),
    [("manage", "VERB", "implicative", "+-", None), ("fail", "VERB", "negative_implicative", "-+", "failed"),
     ("foil", "VERB", "preventive", "-u", "prevented"), ("try", "VERB", "attempt", "u-", "attempted"),
     ("threaten", "VERB", "threat", "uu", "threatened"), ("call for", "VERB", "directive", "uu", "demanded"),
     ("plot", "NOUN", "intention", "uu", "planned"), ("alleged", "ADJ", "report", "+u", "attributed"),
     ("after", "ADP", "background", "++", None), ("if", "SCONJ", "condition", "uu", "conditional"),
     ("without", "ADP", "negator", "-+", "negated"), ("deny", "VERB", "denial", "-u", "denied")],
)  # fmt: skip
def test_embedding(lemma: str, pos: str, name: str, signature: str, status: str | None) -> None:
    found = embedding_class(lemma, pos)
    assert found is not None
    assert (found.name, found.positive + found.negative, found.status) == (name, signature, status)


def test_a_lemma_of_two_classes() -> None:
    assert [c.name for c in embedding_classes("forget", "VERB")] == ["factive", "negative_implicative"]
    assert embedding_class("shell", "VERB") is None
    assert embedding_class("shell", "??") is None


def test_embedding_speaks_the_models_words() -> None:
    hints = get_type_hints(Axes)
    for classes in module._embeddings().values():
        for c in classes:
            assert {c.positive, c.negative} <= {"+", "-", "u"}
            assert c.status is None or c.status in get_args(Status)
            assert set(c.complements) <= set(get_args(module.Complement))
            assert all(value is True or value in str(hints[axis]) for axis, value in c.axes.items())


def test_loading_is_fast() -> None:
    cue_words.cache_clear()
    module._embeddings.cache_clear()
    start = time.process_time()
    cue_words()
    embedding_class("say", "VERB")
    assert time.process_time() - start < 0.2  # 20 ms are meant; a busy machine is not a failure
