"""The day of the saying against the day of the act, in sentences of different construction, with the shipped model."""

from functools import cache

import pytest

from sayso.language.backends import Backend
from sayso.language.parser import load_backend, parse
from sayso.meaning.times import find_times, when_of, when_said
from sayso.model import Parse, When
from sayso.settings import load
from tests import make

TUESDAY = "2021-05-11"
# Sentence; cue and the words that date the saying; act and the words that date it.
SENTENCES = [
    ("Minister Oda said on Monday that troops shelled the port.", "said", "Monday", "shelled", None),
    ("Minister Oda said that troops shelled the port on Monday.", "said", None, "shelled", "Monday"),
    ("On Monday, officials said, troops shelled the port of Ostra.", "said", None, "shelled", "Monday"),
    ("Last week, Minister Oda said, rebels attacked Tarn.", "said", None, "attacked", "Last week"),
    ("On Monday, officials said that troops shelled Ostra.", "said", "Monday", "shelled", None),
    ("Troops shelled the port of Ostra, officials said Monday.", "said", "Monday", "shelled", None),
    ("Rebels attacked Tarn on Sunday, Minister Oda told reporters on Monday.", "told", "Monday", "attacked", "Sunday"),
    ("A farmer was killed in an attack on Sunday, the ministry said on Monday.", "said", "Monday", "attack", "Sunday"),
    ("The army said Monday that rebels attacked Tarn on Sunday.", "said", "Monday", "attacked", "Sunday"),
    pytest.param(
        "Officials said on Monday rebels had attacked Tarn on Sunday.", "said", "Monday", "attacked", "Sunday",
        marks=pytest.mark.xfail(reason="the network hangs “on Monday” on “attacked”", strict=True),
    ),
    ("In a statement on Monday, the ministry said rebels attacked Tarn on Sunday.", "said", "Monday", "attacked",
     "Sunday"),
    ("Rebels attacked Tarn on Sunday, the army said in a statement on Monday.", "said", "Monday", "attacked", "Sunday"),
    ('"Rebels attacked Tarn," Minister Oda said on Monday.', "said", "Monday", "attacked", None),
    ('"Rebels attacked Tarn on Sunday," Minister Oda said on Monday.', "said", "Monday", "attacked", "Sunday"),
    ("Minister Oda said on Monday that Sunday's attack on Tarn killed four people.", "said", "Monday", "attack",
     "Sunday"),
    ("Minister Oda said Monday the army would attack Tarn on Friday.", "said", "Monday", "attack", "Friday"),
    ("Minister Oda on Monday accused rebels of attacking Tarn.", "accused", "Monday", "attacking", None),
    ("The ministry announced on Monday that rebels, who attacked Tarn on Sunday, had withdrawn.", "announced", "Monday",
     "attacked", "Sunday"),
    ("Minister Oda, who visited Tarn on Monday, said rebels attacked the town last month.", "said", None, "attacked",
     "last month"),
    ("The army said it had shelled Ostra for three days.", "said", None, "shelled", "three days"),
]  # fmt: skip


@cache
def backend() -> Backend:
    return load_backend(load().backend, 1)


def text(when: When | None) -> str | None:
    return when.text if when else None


def at(p: Parse, word: str) -> int:
    return next(i for i in range(len(p)) if p.word(i) == word)


@pytest.mark.parametrize(("sentence", "cue", "said", "act", "acted"), SENTENCES)
def test_the_day_of_the_saying_and_the_day_of_the_act(
    sentence: str, cue: str, said: str | None, act: str, acted: str | None
) -> None:
    p = parse(make.report(sentence, published=TUESDAY), backend())
    times = find_times(p, published=TUESDAY)
    assert text(when_said(p, at(p, cue), frozenset(), times)) == said
    assert text(when_of(p, at(p, act), times)) == acted


def test_a_cue_after_its_content_takes_the_time_behind_it() -> None:
    """However the parse hangs it; and the tense is the cue's, so that Friday lies back and not ahead."""
    p = make.parse(
        "Troops/NNS/nsubj>3 will/MD/aux>3 shell/VB/ccomp>7 Ostra/NNP/obj>3 ,/,/punct>7 Oda/NNP/nsubj>7 "
        "said=say/VBD/root on/IN/case>9 Friday/NNP/obl>3"
    )
    times = find_times(p, published=TUESDAY)
    assert when_of(p, 2, times) is None
    said = when_said(p, 6, frozenset(), times)
    assert said is not None
    assert said.earliest == "2021-05-07"


def test_a_time_parted_from_the_cue_by_a_comma_stays_with_the_content() -> None:
    p = make.parse(
        "Troops/NNS/nsubj>2 left=leave/VBD/ccomp>5 ,/,/punct>5 Oda/NNP/nsubj>5 said=say/VBD/root ,/,/punct>5 "
        "on/IN/case>8 Monday/NNP/obl>2"
    )
    times = find_times(p, published=TUESDAY)
    assert text(when_of(p, 1, times)) == "Monday"
    assert when_said(p, 4, frozenset(), times) is None


def test_a_time_on_the_name_before_its_verb_is_the_verbs() -> None:
    p = make.parse(
        "Oda/NNP/nsubj>4 on/IN/case>3 Monday/NNP/nmod>1 condemned=condemn/VBD/root the/DT/det>6 raid/NN/obj>4"
    )
    assert text(when_of(p, 3, find_times(p, published=TUESDAY))) == "Monday"
