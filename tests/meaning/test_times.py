"""Time expressions, one row a line of methods.md 5.2 to 5.4; the reports are published on a Tuesday."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sayso.meaning.times import find_times, when_of
from sayso.model import Mention, When
from tests.make import parse

TUESDAY = "2021-05-11"
LINKS = {"IN": "case", "DT": "det", "JJ": "amod", "CD": "nummod", "TO": "case", "POS": "case", ",": "punct"}
CLAUSES = {
    "past": "Norland/NNP/nsubj>2 shelled=shell/VBD/root Ostra/NNP/obj>2",
    "future": "Norland/NNP/nsubj>3 will/MD/aux>3 shell/VB/root Ostra/NNP/obj>3",
}


def cells(words: str, offset: int, verb: int) -> str:
    """Write out "on/IN Monday/NNP*": the starred word hangs on the verb, the others on it."""
    split = [w.rsplit("/", 1) for w in words.split()]
    head = next(i for i, (_, tag) in enumerate(split) if tag.endswith("*")) + offset + 1
    return " ".join(
        f"{form}/{tag[:-1]}/obl>{verb}" if tag.endswith("*") else f"{form}/{tag}/{LINKS.get(tag, 'nmod')}>{head}"
        for form, tag in split
    )


def times(words: str, tense: str = "past", published: str | None = TUESDAY) -> tuple[Mention[When], ...]:
    verb, offset = (2, 3) if tense == "past" else (3, 4)
    return find_times(parse(f"{CLAUSES[tense]} {cells(words, offset, verb)}"), published=published)


def bounds(mentions: tuple[Mention[When], ...]) -> tuple[str | None, str | None, str, str]:
    (mention,) = mentions
    w = mention.what
    return w.text or "", w.earliest, w.latest, w.precision if w.extent == "within" else f"{w.precision} throughout"


def day(text: str, value: str) -> tuple[str, str, str, str]:
    return text, value, value, "day"


ABSOLUTE = [
    ("on/IN 11/CD* May/NNP 2020/CD", day("11 May 2020", "2020-05-11")),
    ("on/IN May/NNP* 11/CD ,/, 2020/CD", day("May 11, 2020", "2020-05-11")),
    ("on/IN the/DT 11th/JJ* of/IN May/NNP 2020/CD", day("11th of May 2020", "2020-05-11")),
    ("on/IN 2020-05-11/CD*", day("2020-05-11", "2020-05-11")),
    ("on/IN 5/25/2020/CD*", day("5/25/2020", "2020-05-25")),
    ("on/IN 5/11/2020/CD*", ("5/11/2020", "2020-05-11", "2020-11-05", "interval")),
    ("on/IN 11.5.2021/CD*", day("11.5.2021", "2021-05-11")),
    ("in/IN May/NNP* 2020/CD", ("May 2020", "2020-05-01", "2020-05-31", "month")),
    ("in/IN 2020/CD*", ("2020", "2020-01-01", "2020-12-31", "year")),
    ("in/IN early/JJ 2011/CD*", ("early 2011", "2011-01-01", "2011-04-30", "interval")),
    ("in/IN the/DT 1990s/NNS*", ("1990s", "1990-01-01", "1999-12-31", "interval")),
    ("from/IN 10/CD* to/IN 12/CD May/NNP 2020/CD", ("from 10 to 12 May 2020", "2020-05-10", "2020-05-12", "day "
     "throughout")),
    ("on/IN May/NNP* 31/CD ,/, 2020/CD", day("May 31, 2020", "2020-05-31")),
    ("on/IN Monday/NNP* ,/, May/NNP 10/CD", day("Monday, May 10", "2021-05-10")),
    ("on/IN Sept./NNP* 3/CD ,/, 2020/CD", day("Sept. 3, 2020", "2020-09-03")),
]  # fmt: skip


@pytest.mark.parametrize(("words", "expected"), ABSOLUTE)
def test_absolute_dates(words: str, expected: tuple[str, str, str, str]) -> None:
    assert bounds(times(words)) == expected


@pytest.mark.parametrize(("words", "expected"), ABSOLUTE[:4] + ABSOLUTE[7:11])
def test_absolute_dates_need_no_day_of_publication(words: str, expected: tuple[str, str, str, str]) -> None:
    (mention,) = times(words, published=None)
    assert bounds((mention,)) == expected
    assert mention.what.counted_from is None


RELATIVE = [
    # 5.3, weekdays
    ("on/IN Monday/NNP*", "past", day("Monday", "2021-05-10")),
    ("on/IN Tuesday/NNP*", "past", day("Tuesday", "2021-05-11")),
    ("on/IN Wednesday/NNP*", "past", day("Wednesday", "2021-05-05")),
    ("on/IN Monday/NNP*", "future", day("Monday", "2021-05-17")),
    ("on/IN Tuesday/NNP*", "future", day("Tuesday", "2021-05-11")),
    ("last/JJ Friday/NNP*", "past", day("last Friday", "2021-05-07")),
    ("last/JJ Monday/NNP*", "past", ("last Monday", "2021-05-03", "2021-05-10", "interval")),
    ("Friday/NNP* last/JJ", "past", day("Friday last", "2021-05-07")),
    ("next/JJ Friday/NNP*", "future", day("next Friday", "2021-05-14")),
    ("next/JJ Wednesday/NNP*", "future", ("next Wednesday", "2021-05-12", "2021-05-19", "interval")),
    ("this/DT Friday/NNP*", "future", day("this Friday", "2021-05-14")),
    ("this/DT Monday/NNP*", "past", day("this Monday", "2021-05-10")),
    ("late/JJ Monday/NNP*", "past", day("late Monday", "2021-05-10")),
    ("on/IN Monday/NNP* night/NN", "past", day("Monday night", "2021-05-10")),
    ("today/NN*", "past", day("today", "2021-05-11")),
    ("yesterday/NN*", "past", day("yesterday", "2021-05-10")),
    ("tomorrow/NN*", "future", day("tomorrow", "2021-05-12")),
    ("tonight/NN*", "future", day("tonight", "2021-05-11")),
    ("last/JJ night/NN*", "past", day("last night", "2021-05-10")),
    ("overnight/RB*", "past", ("overnight", "2021-05-10", "2021-05-11", "day")),
    ("overnight/RB into/IN Tuesday/NNP*", "past", ("overnight into Tuesday", "2021-05-10", "2021-05-11", "day")),
    ("in/IN the/DT early/JJ hours/NNS* of/IN Tuesday/NNP", "past", day("the early hours of Tuesday", "2021-05-11")),
    ("over/IN the/DT weekend/NN*", "past", ("the weekend", "2021-05-08", "2021-05-09", "week")),
    # 5.4, dates without year, months, vague spans
    ("on/IN 10/CD* May/NNP", "past", day("10 May", "2021-05-10")),
    ("on/IN 12/CD* May/NNP", "past", day("12 May", "2020-05-12")),
    ("on/IN 10/CD* May/NNP", "future", day("10 May", "2022-05-10")),
    ("in/IN October/NNP*", "past", ("October", "2020-10-01", "2020-10-31", "month")),
    ("in/IN October/NNP*", "future", ("October", "2021-10-01", "2021-10-31", "month")),
    ("in/IN May/NNP*", "past", ("May", "2021-05-01", "2021-05-11", "month")),
    ("last/JJ October/NNP*", "past", ("last October", "2020-10-01", "2020-10-31", "month")),
    ("in/IN mid-March/NNP*", "past", ("mid-March", "2021-03-11", "2021-03-21", "interval")),
    ("since/IN Monday/NNP*", "past", ("since Monday", "2021-05-10", "2021-05-11", "day throughout")),
    ("since/IN October/NNP*", "past", ("since October", "2020-10-01", "2021-05-11", "month throughout")),
    ("since/IN 2014/CD*", "past", ("since 2014", "2014-01-01", "2021-05-11", "year throughout")),
    ("in/IN recent/JJ days/NNS*", "past", ("recent days", "2021-04-27", "2021-05-11", "interval")),
    ("in/IN recent/JJ weeks/NNS*", "past", ("recent weeks", "2021-03-12", "2021-05-11", "interval")),
    ("in/IN recent/JJ months/NNS*", "past", ("recent months", "2020-05-11", "2021-05-11", "interval")),
    ("recently/RB*", "past", ("recently", None, "2021-05-11", "interval")),
    ("in/IN the/DT past/JJ week/NN*", "past", ("the past week", "2021-05-04", "2021-05-11", "interval")),
    ("for/IN the/DT past/JJ week/NN*", "past", ("the past week", "2021-05-04", "2021-05-11", "interval throughout")),
    ("in/IN the/DT last/JJ 24/CD hours/NNS*", "past", ("the last 24 hours", "2021-05-09", "2021-05-11", "interval")),
    ("earlier/RBR this/DT week/NN*", "past", ("earlier this week", "2021-05-10", "2021-05-11", "week")),
    ("earlier/RBR this/DT month/NN*", "past", ("earlier this month", "2021-05-01", "2021-05-11", "month")),
    ("later/RBR this/DT week/NN*", "future", ("later this week", "2021-05-11", "2021-05-16", "week")),
    ("this/DT year/NN*", "past", ("this year", "2021-01-01", "2021-05-11", "year")),
    ("last/JJ week/NN*", "past", ("last week", "2021-05-03", "2021-05-09", "week")),
    ("last/JJ month/NN*", "past", ("last month", "2021-04-01", "2021-04-30", "month")),
    ("last/JJ year/NN*", "past", ("last year", "2020-01-01", "2020-12-31", "year")),
    ("next/JJ month/NN*", "future", ("next month", "2021-06-01", "2021-06-30", "month")),
    ("three/CD days/NNS ago/RB*", "past", day("three days ago", "2021-05-08")),
    ("two/CD weeks/NNS ago/RB*", "past", ("two weeks ago", "2021-04-26", "2021-05-02", "week")),
    ("a/DT year/NN ago/RB*", "past", ("a year ago", "2020-01-01", "2020-12-31", "year")),
    ("hours/NNS ago/RB*", "past", ("hours ago", "2021-05-10", "2021-05-11", "day")),
    ("years/NNS ago/RB*", "past", ("years ago", None, "2019-12-31", "interval")),
    ("for/IN the/DT third/JJ day/NN*", "past", ("for the third day", "2021-05-09", "2021-05-11", "day throughout")),
    ("by/IN Monday/NNP*", "past", ("by Monday", None, "2021-05-10", "day")),
    ("until/IN Friday/NNP*", "future", ("until Friday", None, "2021-05-14", "day throughout")),
    ("before/IN Monday/NNP*", "past", ("before Monday", None, "2021-05-09", "day")),
    ("from/IN Friday/NNP* to/IN Monday/NNP", "past", ("from Friday to Monday", "2021-05-07", "2021-05-10", "day "
     "throughout")),
    ("between/IN Friday/NNP* and/CC Monday/NNP", "past", ("between Friday and "
     "Monday", "2021-05-07", "2021-05-10", "day")),
    ("daily/RB*", "past", ("daily", None, None, "interval")),
    ("every/DT night/NN*", "past", ("every night", None, None, "interval")),
]  # fmt: skip


@pytest.mark.parametrize(("words", "tense", "expected"), RELATIVE)
def test_what_is_counted_from_publication(words: str, tense: str, expected: tuple[str, ...]) -> None:
    assert bounds(times(words, tense)) == expected


@pytest.mark.parametrize(("words", "tense"), [(w, t) for w, t, _ in RELATIVE if "2014" not in w])
def test_an_undated_report_gives_no_date(words: str, tense: str) -> None:
    (mention,) = times(words, tense, published=None)
    assert (mention.what.earliest, mention.what.latest) == (None, None)
    assert mention.what.text


def test_the_dateline_goes_before_publication() -> None:
    p = parse(f"{CLAUSES['past']} on/IN/case>5 Monday/NNP/obl>2")
    (mention,) = find_times(p, published="2021-05-12T01:00+02:00", dateline="2021-05-10")
    assert (mention.what.earliest, mention.what.counted_from) == ("2021-05-10", "dateline")


@pytest.mark.parametrize(
    "notation",
    [
        "Norland/NNP/nsubj>3 may/MD/aux>3 attack/VB/root Tarn/NNP/obj>3",
        "Troops/NNS/nsubj>2 march/VBP/root",
        "Norland/NNP/nsubj>2 sent=send/VBD/root 2000/CD/nummod>4 troops/NNS/obj>2",
        "The/DT/det>3 second/JJ/amod>3 attack/NN/nsubj>4 failed=fail/VBD/root",
        "They/PRP/nsubj>2 sat=sit/VBD/root in/IN/case>5 the/DT/det>5 sun/NN/obl>2",
        "Resolution/NNP/nsubj>3 1701/CD/nummod>1 failed=fail/VBD/root",
        "Oda/NNP/nsubj>4 ,/,/punct>3 34/CD/appos>1 left=leave/VBD/root",
        "Norland/NNP/nsubj>2 won=win/VBD/root 3-2/CD/obl>2 and/CC/cc>5 555-2011/CD/conj>3",
    ],
)
def test_traps(notation: str) -> None:
    assert find_times(parse(notation), published=TUESDAY) == ()


def test_a_name_is_no_date() -> None:
    p = parse("Lena/NNP/nsubj>3 May/NNP/flat>1 left=leave/VBD/root Tarn/NNP/obj>3", people="May")
    assert find_times(p, published=TUESDAY) == ()


def test_tense_is_that_of_the_clause() -> None:
    """ "would" counts from the day of its cue, not from publication; the cue's day dates the cue alone."""
    p = parse(
        "Oda/NNP/nsubj>2 said=say/VBD/root on/IN/case>4 Monday/NNP/obl>2 that/IN/mark>8 troops/NNS/nsubj>8 "
        "would/MD/aux>8 "
        "enter/VB/ccomp>2 Tarn/NNP/obj>8 on/IN/case>11 Friday/NNP/obl>8"
    )
    found = find_times(p, published="2021-05-25")
    assert [m.what.earliest for m in found] == ["2021-05-24", "2021-05-28"]
    said, entering = when_of(p, 1, found), when_of(p, 7, found)
    assert said and said.text == "Monday"
    assert entering and entering.text == "Friday"


def test_a_time_of_the_cue_does_not_date_the_content() -> None:
    p = parse(
        "Oda/NNP/nsubj>2 said=say/VBD/root on/IN/case>4 Monday/NNP/obl>2 that/IN/mark>9 the/DT/det>7 "
        "port/NN/nsubj:pass>9 "
        "was=be/VBD/aux:pass>9 hit/VBN/ccomp>2"
    )
    assert when_of(p, 8, find_times(p, published=TUESDAY)) is None


@pytest.mark.parametrize(
    ("notation", "expected"),
    [
        ("Oda/NNP/nsubj>2 vowed=vow/VBD/root to/TO/mark>4 strike/VB/xcomp>2 on/IN/case>6 "
         "Friday/NNP/obl>4", "2021-05-14"),
        ("He/PRP/nsubj>2 managed=manage/VBD/root to/TO/mark>4 flee/VB/xcomp>2 on/IN/case>6 "
         "Friday/NNP/obl>4", "2021-05-07"),
        ("Talks/NNS/nsubj>3 are=be/VBP/aux>3 starting=start/VBG/root on/IN/case>5 Friday/NNP/obl>3", "2021-05-14"),
        ("Talks/NNS/nsubj>2 begin/VBP/root on/IN/case>4 Friday/NNP/obl>2", "2021-05-14"),
        ("Norland/NNP/nsubj>2 attacks=attack/VBZ/root Tarn/NNP/obj>2 Friday/NNP/obl:tmod>2", "2021-05-07"),
        ("A/DT/det>2 vote/NN/nsubj:pass>4 is=be/VBZ/aux:pass>4 set/VBN/root for/IN/case>6 "
         "Friday/NNP/obl>4", "2021-05-14"),
        ("3/CD/nsubj:pass>2 killed=kill/VBN/root Friday/NNP/obl:tmod>2 in/IN/case>5 Tarn/NNP/obl>2", "2021-05-07"),
        ("Oda/NNP/nsubj>3 may/MD/aux>3 fly/VB/root Friday/NNP/obl:tmod>3", "2021-05-14"),
        ("Oda/NNP/nsubj>4 may/MD/aux>4 have/VB/aux>4 flown=fly/VBN/root Friday/NNP/obl:tmod>4", "2021-05-07"),
        ("Oda/NNP/nsubj>2 spoke=speak/VBD/root ahead/RB/case>6 of/IN/fixed>3 Friday/NNP/nmod:poss>6 vote/NN/obl>2",
         "2021-05-14"),
        ("Oda/NNP/nsubj>2 spoke=speak/VBD/root after/IN/case>6 Friday/NNP/nmod:poss>6 's/POS/case>4 vote/NN/obl>2",
         "2021-05-07"),
    ],
)  # fmt: skip
def test_weekdays_by_tense(notation: str, expected: str) -> None:
    (mention,) = find_times(parse(notation), published=TUESDAY)
    assert (mention.what.text, mention.what.earliest, mention.what.latest) == ("Friday", expected, expected)


def test_a_year_that_modifies_an_event() -> None:
    (mention,) = find_times(parse("the/DT/det>4 2014/CD/nummod>4 Gaza/NNP/compound>4 war/NN/root"), published=None)
    assert (mention.head, mention.what.earliest, mention.what.latest) == (1, "2014-01-01", "2014-12-31")


def test_a_possessive_day_dates_its_noun() -> None:
    p = parse(
        "Oda/NNP/nsubj>2 praised=praise/VBD/root Monday/NNP/nmod:poss>6 's/POS/case>3 rocket/NN/compound>6 "
        "fire/NN/obj>2"
    )
    found = find_times(p, published=TUESDAY)
    dated = when_of(p, 5, found)
    assert dated and dated.earliest == "2021-05-10"
    assert when_of(p, 1, found) is None


def test_counted_from_the_text() -> None:
    p = parse(
        "Norland/NNP/nsubj>2 attacked=attack/VBD/root on/IN/case>4 May/NNP/obl>2 3/CD/nummod>4 ././punct>2 || "
        "Two/CD/nummod>2 days/NNS/obl:unmarked>3 later/RBR/advmod>5 it/PRP/nsubj>5 withdrew=withdraw/VBD/root"
    )
    first, second = find_times(p, published=TUESDAY)
    assert (first.what.earliest, second.what.earliest, second.what.counted_from) == ("2021-05-03", "2021-05-05", "text")


@pytest.mark.parametrize(
    ("words", "moment"),
    [
        ("on/IN Monday/NNP* at/IN 10:30/CD GMT/NNP", "2021-05-10T10:30+00:00"),
        ("on/IN Monday/NNP* at/IN 10:30/CD", None),
    ],
)
def test_a_clock_counts_only_with_its_zone(words: str, moment: str | None) -> None:
    (mention,) = times(words)
    w = mention.what
    assert (w.earliest, w.precision) == ((moment, "moment") if moment else ("2021-05-10", "day"))


VOCABULARY = st.sampled_from([
    "the", "a", "last", "next", "this", "Monday", "May", "2021", "11", "of", "to", ",", "-", "and", "from", "since",
    "by", "ago", "days", "week", "three", "early", "late", "overnight", "night", "2021-05-11", "5/11/2021",
    "99/99/2021", "hours", "between", "until", "mid", "every", "earlier", "later", "for", "third", "day", "9999",
    "0000", ".", "²", "month", "recent", "weekend", "31", "February", "1000000000000", "before", "after", "year",
    "years", "in", "couple", "few",
])  # fmt: skip


@settings(max_examples=200, deadline=None)
@given(
    st.lists(st.tuples(VOCABULARY, st.sampled_from(["NNP", "NN", "CD", "IN", "VBD", "NNS"])), min_size=1, max_size=12),
    st.sampled_from([None, TUESDAY, "0001-01-01", "9999-12-31", "not a date", "2021-02-30"]),
    st.integers(0, 10),
)
def test_nothing_crashes_and_bounds_are_in_order(
    words: list[tuple[str, str]], published: str | None, root: int
) -> None:
    top = min(root, len(words) - 1)
    cells = [f"{w}/{t}/root" if i == top else f"{w}/{t}/obl>{top + 1}" for i, (w, t) in enumerate(words)]
    p = parse(" ".join(cells))
    found = find_times(p, published=published)
    for mention in found:
        w = mention.what
        assert mention.first <= mention.head < mention.end
        assert w.span and p.text[w.span.start : w.span.end] == w.text
        assert not (w.earliest and w.latest) or w.earliest <= w.latest
    when_of(p, top, found)
