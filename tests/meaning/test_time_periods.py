"""Quarters, seasons, feasts, centuries, fiscal years, spells, sets, clocks; the reports are published on a Tuesday."""

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sayso.meaning.times import find_times, when_of
from tests.make import parse
from tests.meaning.test_times import TUESDAY, bounds, times

EXPECTED = [
    ("in/IN the/DT third/JJ quarter/NN*", "past", ("third quarter", "2020-07-01", "2020-09-30", "interval")),
    ("in/IN the/DT second/JJ quarter/NN*", "future", ("second quarter", "2021-04-01", "2021-06-30", "interval")),
    ("in/IN the/DT first/JJ quarter/NN* of/IN 2019/CD", "past", ("first quarter of "
     "2019", "2019-01-01", "2019-03-31", "interval")),
    ("last/JJ quarter/NN*", "past", ("last quarter", "2021-01-01", "2021-03-31", "interval")),
    ("in/IN Q3/NN* 2020/CD", "past", ("Q3 2020", "2020-07-01", "2020-09-30", "interval")),
    ("in/IN the/DT second/JJ half/NN* of/IN 2019/CD", "past", ("second half of "
     "2019", "2019-07-01", "2019-12-31", "interval")),
    ("last/JJ summer/NN*", "past", ("last summer", "2020-06-01", "2020-08-31", "interval")),
    ("next/JJ winter/NN*", "future", ("next winter", "2021-12-01", "2022-02-28", "interval")),
    ("in/IN the/DT summer/NN* of/IN 2014/CD", "past", ("summer of 2014", "2014-06-01", "2014-08-31", "interval")),
    ("since/IN last/JJ fall/NN*", "past", ("since last fall", "2020-09-01", "2021-05-11", "interval throughout")),
    ("on/IN Christmas/NNP Eve/NNP*", "past", ("Christmas Eve", "2020-12-24", "2020-12-24", "day")),
    ("on/IN Easter/NNP Sunday/NNP*", "past", ("Easter Sunday", "2021-04-04", "2021-04-04", "day")),
    ("last/JJ Thanksgiving/NNP*", "past", ("last Thanksgiving", "2020-11-26", "2020-11-26", "day")),
    ("on/IN New/NNP Year/NNP* 's/POS Eve/NNP", "past", ("New Year's Eve", "2020-12-31", "2020-12-31", "day")),
    ("during/IN Ramadan/NNP*", "past", ("Ramadan", None, None, "interval")),
    ("in/IN the/DT 19th/JJ century/NN*", "past", ("19th century", "1800-01-01", "1900-12-31", "interval")),
    ("a/DT decade/NN ago/RB*", "past", ("a decade ago", "2011-01-01", "2011-12-31", "year")),
    ("in/IN the/DT past/JJ two/CD decades/NNS*", "past", ("the past two "
     "decades", "2001-04-26", "2021-05-11", "interval")),
    ("in/IN the/DT '80s/NNS*", "past", ("'80s", "1980-01-01", "1989-12-31", "interval")),
    ("in/IN mid-1996/CD*", "past", ("mid-1996", "1996-05-01", "1996-08-31", "interval")),
    ("in/IN 2014/CD* -/: 15/CD", "past", ("2014 - 15", "2014-01-01", "2015-12-31", "interval")),
    ("in/IN fiscal/JJ 2019/CD*", "past", ("fiscal 2019", "2018-04-01", "2020-03-31", "interval")),
    ("in/IN nineteen/CD ninety-six/CD*", "past", ("nineteen ninety-six", "1996-01-01", "1996-12-31", "year")),
    ("now/RB*", "past", ("now", "2021-05-11", "2021-05-11", "day")),
    ("in/IN the/DT near/JJ future/NN*", "future", ("the near future", "2021-05-11", None, "interval")),
    ("for/IN three/CD weeks/NNS*", "past", ("three weeks", None, "2021-05-11", "interval throughout")),
    ("for/IN several/JJ months/NNS*", "future", ("several months", "2021-05-11", None, "interval throughout")),
    ("within/IN a/DT week/NN*", "future", ("a week", "2021-05-11", "2021-05-18", "interval")),
    ("in/IN two/CD weeks/NNS*", "future", ("two weeks", "2021-05-24", "2021-05-30", "week")),
    ("for/IN years/NNS*", "past", ("years", None, "2021-05-11", "interval throughout")),
    ("every/DT two/CD weeks/NNS*", "past", ("every two weeks", None, None, "interval")),
    ("on/IN Fridays/NNPS*", "past", ("Fridays", None, None, "interval")),
    ("at/IN dawn/NN*", "past", ("dawn", None, "2021-05-11", "interval")),
    ("at/IN noon/NN* on/IN Monday/NNP", "past", ("noon on Monday", "2021-05-10", "2021-05-10", "day")),
    ("at/IN 9/CD* a.m./NN Monday/NNP", "past", ("9 a.m. Monday", "2021-05-10", "2021-05-10", "day")),
    ("at/IN 7:15/CD* p.m./NN", "past", ("7:15 p.m.", None, "2021-05-11", "interval")),
    ("in/IN the/DT week/NN* of/IN 3/CD May/NNP", "past", ("week of 3 May", "2021-05-03", "2021-05-09", "week")),
    ("on/IN Saturday/NNP* ,/, May/NNP 15/CD", "past", ("Saturday, May 15", "2021-05-15", "2021-05-15", "day")),
    ("until/IN Wednesday/NNP*", "past", ("until Wednesday", None, "2021-05-12", "day throughout")),
    ("by/IN 1/CD* June/NNP", "past", ("by 1 June", None, "2021-06-01", "day")),
    ("between/IN 3/CD* and/CC 5/CD May/NNP", "past", ("between 3 and 5 May", "2021-05-03", "2021-05-05", "day")),
    ("on/IN 3/CD* September/NNP last/JJ year/NN", "past", ("3 September last "
     "year", "2020-09-03", "2020-09-03", "day")),
    ("by/IN the/DT end/NN* of/IN the/DT month/NN", "future", ("by the end of the "
     "month", None, "2021-05-31", "interval")),
    ("at/IN the/DT end/NN* of/IN the/DT month/NN", "past", ("end of the "
     "month", "2021-04-21", "2021-04-30", "interval")),
    ("within/IN 48/CD hours/NNS*", "future", ("48 hours", "2021-05-11", "2021-05-14", "interval")),
    ("last/JJ April/NNP*", "past", ("last April", "2020-04-01", "2021-04-30", "interval")),
]  # fmt: skip


@pytest.mark.parametrize(("words", "tense", "expected"), EXPECTED)
def test_what_is_read(words: str, tense: str, expected: tuple[str, ...]) -> None:
    assert bounds(times(words, tense)) == expected


def test_a_moment_with_its_zone() -> None:
    (mention,) = times("at/IN 10:30/CD* GMT/NNP on/IN Monday/NNP")
    assert (mention.what.earliest, mention.what.zone) == ("2021-05-10T10:30+00:00", "GMT")


def test_days_are_counted_from_a_day_that_follows() -> None:
    later, raid = times("three/CD days/NNS* after/IN Friday/NNP 's/POS raid/NN")
    assert (later.what.text, later.what.earliest, later.what.latest) == ("three days", "2021-05-10", "2021-05-10")
    assert raid.what.text == "Friday"


def test_the_quarter_is_the_one_named_before() -> None:
    p = parse(
        "Profit/NN/nsubj>2 fell=fall/VBD/root in/IN/case>6 the/DT/det>6 third/JJ/amod>6 quarter/NN/obl>2 || "
        "It/PRP/nsubj>2 rose=rise/VBD/root in/IN/case>7 the/DT/det>7 year-ago/JJ/amod>7 same/JJ/amod>7 quarter/NN/obl>2"
    )
    (named, *_) = find_times(p, published=TUESDAY)
    assert (named.what.earliest, named.what.latest) == ("2020-07-01", "2020-09-30")
    alone = parse("Troops/NNS/nsubj>2 shelled=shell/VBD/root the/DT/det>4 quarter/NN/obj>2")
    assert find_times(alone, published=TUESDAY) == ()


@pytest.mark.parametrize(
    "notation",
    [
        "Prices/NNS/nsubj>2 fall/VBP/root",
        "They/PRP/nsubj>2 left=leave/VBD/root a/DT/det>4 quarter/NN/obj>2 of/IN/case>7 the/DT/det>7 town/NN/nmod>4",
        "three/CD/nummod>3 -/:/punct>3 quarters/NNS/nsubj>7 of/IN/case>6 the/DT/det>6 town/NN/nmod>3 fell=fall/VBD/root",
        "Oda/NNP/nsubj>5 ,/,/punct>4 52/CD/nummod>4 years/NNS/appos>1 old/JJ/root",
        "The/DT/det>3 Harbour/NNP/compound>3 Weekly/NNP/nsubj>4 closed=close/VBD/root",
        "They/PRP/nsubj>2 won=win/VBD/root 3:2/CD/obj>2",
        "Norland/NNP/nsubj>2 won=win/VBD/root the/DT/det>5 first/JJ/amod>5 half/NN/obj>2",
        "the/DT/det>2 March/NNP/nsubj>5 for/IN/case>4 Peace/NNP/nmod>2 ended=end/VBD/root",
        "on/IN/case>3 the/DT/det>3 99th/JJ/root of/IN/case>5 Junember/NNP/nmod>3",
    ],
)
def test_traps(notation: str) -> None:
    assert find_times(parse(notation), published=TUESDAY) == ()


VOCABULARY = st.sampled_from([
    "the", "a", "last", "next", "this", "third", "-", "quarter", "quarters", "year", "ago", "earlier", "of", "2021",
    "9999", "99th", "century", "20th", "0th", "decade", "decades", "fiscal", "half", "first", "summer", "fall", "in",
    "within", "Easter", "Christmas", "Thanksgiving", "Ramadan", "New", "'s", "Eve", "Day", "week", "weeks", "or", "so",
    "two", "1/2", "1" * 400, "10000000000000000", "billion", "million", "for", "years", "before", "after", "(", ")",
    "GMT", "9", "25:99", "10:30", "2400", "a.m.", "at", "until", "by", "Monday", "February", "29", "31", "now", "that",
    "future", "past", "nineteen", "ninety", "Q3", "mid-9999", "mid-", "'80s", "every", "other", "same", "period",
    "latest", "dawn", "day", "time", "hours", "0000", "٣", "²", ".", ",", "end", "these", "days",
])  # fmt: skip


@settings(max_examples=300, deadline=None)
@given(
    st.lists(st.tuples(VOCABULARY, st.sampled_from(["NNP", "NN", "CD", "JJ", "VBD", "NNS"])), min_size=1, max_size=14),
    st.sampled_from([None, TUESDAY, "0001-01-01", "9999-12-31", "2020-02-29"]),
    st.integers(0, 12),
)
def test_nothing_crashes_and_bounds_are_in_order(
    words: list[tuple[str, str]], published: str | None, root: int
) -> None:
    top = min(root, len(words) - 1)
    p = parse(" ".join(f"{w}={w}/{t}/{'root' if i == top else f'obl>{top + 1}'}" for i, (w, t) in enumerate(words)))
    found = find_times(p, published=published)
    for mention in found:
        w = mention.what
        assert mention.first <= mention.head < mention.end
        assert w.span and p.text[w.span.start : w.span.end] == w.text
        assert not (w.earliest and w.latest) or w.earliest <= w.latest
    assert all(a.end <= b.first for a, b in pairwise(found))
    when_of(p, top, found)
