"""Figures, one row a line of the interval table of methods.md 4.3, then kinds, natures, exclusions and attachment."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import sayso
from sayso.knowledge.units import units
from sayso.meaning.figure.numerals import PADDING, read_number
from sayso.meaning.figure.quantities import find_quantities
from sayso.meaning.figures import figures_of, find_figures
from sayso.model import Figure, Mention, Parse
from tests.make import parse


def killed(group: str) -> str:
    """Write out "at/RB four/CD people/NNS*": the starred word was killed, and the others hang on it."""
    split = [w.rsplit("/", 1) for w in group.split()]
    head = next(i for i, (_, tag) in enumerate(split) if tag.endswith("*")) + 1
    verb = len(split) + 2
    links = {"CD": "nummod", "RB": "advmod", "JJ": "amod", "DT": "det", "IN": "case", "CC": "cc", "JJR": "advmod"}
    cells = [
        f"{form}/{tag[:-1]}/nsubj:pass>{verb}" if tag.endswith("*") else f"{form}/{tag}/{links.get(tag, 'nmod')}>{head}"
        for form, tag in split
    ]
    return " ".join([*cells, f"were=be/VBD/aux:pass>{verb}", "killed=kill/VBN/root"])


def figures(p: Parse) -> list[Figure]:
    return [m.what for m in find_figures(p)]


def only(p: Parse) -> Figure:
    (found,) = figures(p)
    return found


BOUNDS = [
    ("12/CD men/NNS*", "12 men", 12, 12, "exact"),
    ("twelve/CD men/NNS*", "twelve men", 12, 12, "exact"),
    ("one/CD thousand/CD two/CD hundred/CD men/NNS*", "one thousand two hundred men", 1200, 1200, "exact"),
    ("1,000/CD men/NNS*", "1,000 men", 1000, 1000, "exact"),
    ("2.5/CD million/CD men/NNS*", "2.5 million men", 2_500_000, 2_500_000, "exact"),
    ("1.2m/CD people/NNS*", "1.2m people", 1_200_000, 1_200_000, "exact"),
    ("a/DT thousand/CD men/NNS*", "a thousand men", 1000, 1000, "exact"),
    ("half/DT a/DT million/CD men/NNS*", "half a million men", 500_000, 500_000, "exact"),
    ("a/DT man/NN*", "a man", 1, 1, "exact"),
    ("one/CD man/NN*", "one man", 1, 1, "exact"),
    ("at/RB least/RB 4/CD men/NNS*", "at least 4 men", 4, None, "at least"),
    ("a/DT minimum/NN of/IN 4/CD men/NNS*", "a minimum of 4 men", 4, None, "at least"),
    ("no/DT fewer/JJR than/IN 12/CD men/NNS*", "no fewer than 12 men", 12, None, "at least"),
    ("4/CD or/CC more/JJR men/NNS*", "4 or more men", 4, None, "at least"),
    ("20-plus/CD men/NNS*", "20-plus men", 20, None, "at least"),
    ("20+/CD men/NNS*", "20+ men", 20, None, "at least"),
    ("more/JJR than/IN 4/CD men/NNS*", "more than 4 men", 5, None, "more than"),
    ("over/RB 1,000/CD men/NNS*", "over 1,000 men", 1001, None, "more than"),
    ("upwards/RB of/IN 40/CD men/NNS*", "upwards of 40 men", 41, None, "more than"),
    ("up/RB to/IN 40/CD men/NNS*", "up to 40 men", 1, 40, "at most"),
    ("no/DT more/JJR than/IN 3/CD men/NNS*", "no more than 3 men", 1, 3, "at most"),
    ("as/RB many/JJ as/IN 40/CD men/NNS*", "as many as 40 men", 1, 40, "at most"),
    ("fewer/JJR than/IN 40/CD men/NNS*", "fewer than 40 men", 1, 39, "less than"),
    ("nearly/RB 300/CD men/NNS*", "nearly 300 men", 1, 299, "nearly"),
    ("just/RB under/RB 300/CD men/NNS*", "just under 300 men", 1, 299, "nearly"),
    ("about/RB 20/CD men/NNS*", "about 20 men", 18, 22, "about"),
    ("some/DT 600/CD men/NNS*", "some 600 men", 540, 660, "about"),
    ("an/DT estimated/JJ 50/CD men/NNS*", "an estimated 50 men", 45, 55, "about"),
    ("30/CD or/CC so/RB men/NNS*", "30 or so men", 27, 33, "about"),
    ("just/RB over/RB 50/CD men/NNS*", "just over 50 men", 51, 55, "more than"),
    ("between/IN 10/CD and/CC 12/CD men/NNS*", "between 10 and 12 men", 10, 12, "range"),
    ("10/CD to/IN 12/CD men/NNS*", "10 to 12 men", 10, 12, "range"),
    ("ten/CD or/CC twelve/CD men/NNS*", "ten or twelve men", 10, 12, "range"),
    ("at/RB least/RB 10/CD and/CC possibly/RB 12/CD men/NNS*", "at least 10 and possibly 12 men", 10, 12, "range"),
    ("half/DT a/DT dozen/CD men/NNS*", "half a dozen men", 6, 6, "exact"),
    ("a/DT dozen/CD men/NNS*", "a dozen men", 12, 12, "exact"),
    ("20-odd/CD men/NNS*", "20-odd men", 20, 29, "range"),
    ("several/JJ men/NNS*", "several men", 3, None, "vague"),
    ("a/DT few/JJ men/NNS*", "a few men", 3, None, "vague"),
    ("several/JJ hundred/CD men/NNS*", "several hundred men", 300, None, "vague"),
    ("many/JJ men/NNS*", "many men", 2, None, "vague"),
    ("numerous/JJ men/NNS*", "numerous men", 2, None, "vague"),
    ("soldiers=soldier/NNS*", "soldiers", 2, None, "vague"),
    ("no/DT men/NNS*", "no men", 0, 0, "exact"),
    ("zero/CD men/NNS*", "zero men", 0, 0, "exact"),
]  # fmt: skip


@pytest.mark.parametrize(("group", "text", "low", "high", "operator"), BOUNDS)
def test_bounds(group: str, text: str, low: int, high: int | None, operator: str) -> None:
    found = only(parse(killed(group.replace("men/", "men=man/"))))
    assert (found.text, found.low, found.high, found.operator) == (text, low, high, operator)
    assert (found.kind, found.nature) == ("killed", "total")


V = "It/PRP/nsubj>2 killed=kill/VBD/root"
PARTITIVES = [
    ("a/DT/det>4 couple/NN/obj>2 of/IN/case>6 men=man/NNS/nmod>4", 2, 2, None),
    ("a/DT/det>4 handful/NN/obj>2 of/IN/case>6 men=man/NNS/nmod>4", 3, None, "sayso, after ACLED: a handful = 3"),
    ("dozens=dozen/NNS/obj>2 of/IN/case>5 men=man/NNS/nmod>3", 12, None, "ACLED: dozens = 12"),
    ("scores=score/NNS/obj>2 of/IN/case>5 men=man/NNS/nmod>3", 20, None, "sayso, after ACLED: scores = 20"),
    ("hundreds=hundred/NNS/obj>2 of/IN/case>5 men=man/NNS/nmod>3", 100, None, "ACLED: hundreds = 100"),
    ("thousands=thousand/NNS/obj>2 of/IN/case>5 men=man/NNS/nmod>3", 1000, None,
     "sayso, after ACLED: thousands = 1,000"),
    ("tens=ten/NNS/obj>2 of/IN/case>5 thousands=thousand/NNS/nmod>3 of/IN/case>7 men=man/NNS/nmod>5", 10_000, None,
     "sayso, after ACLED: tens of thousands = 10,000"),
]  # fmt: skip


@pytest.mark.parametrize(("words", "low", "high", "convention"), PARTITIVES)
def test_partitives(words: str, low: int, high: int | None, convention: str | None) -> None:
    """ "It killed dozens of men": the counted noun stands below the number."""
    p = parse(f"{V} {words}")
    (mention,) = find_figures(p)
    assert (mention.what.low, mention.what.high, mention.what.convention) == (low, high, convention)
    assert (mention.what.kind, mention.what.who, p.word(mention.head)) == ("killed", "men", "men")


KINDS = [
    ("Nine/CD/nsubj:pass>3 were=be/VBD/aux:pass>3 killed=kill/VBN/root", [("Nine", "killed", "total")]),
    (f"{V} four/CD/obj>2 and/CC/cc>5 wounded=wound/VBD/conj>2 nine/CD/obj>5",
     [("four", "killed", "total"), ("nine", "injured", "total")]),
    ("20/CD/nsubj:pass>2 killed=kill/VBN/root in/IN/case>4 blast/NN/obl>2", [("20", "killed", "total")]),
    ("20/CD/root killed=kill/VBN/acl>1 in/IN/case>4 blast/NN/obl>2", [("20", "killed", "total")]),
    ("A/DT/det>2 bomb/NN/nsubj>3 killed=kill/VBD/root 5/CD/obj>3", [("5", "killed", "total")]),
    ("Three/CD/nummod>2 people/NNS/nsubj>3 died=die/VBD/root", [("Three people", "killed", "total")]),
    ("It/PRP/nsubj>2 hit/VBD/root Tarn/NNP/obj>2 ,/,/punct>5 leaving=leave/VBG/advcl>2 six/CD/obj>5 dead/JJ/xcomp>5",
     [("six", "killed", "total")]),
    ("Nine/CD/nummod>2 wounded/JJ/nsubj>3 arrived=arrive/VBD/root", [("Nine wounded", "injured", "total")]),
    ("200/CD/nummod>3 injured/JJ/amod>3 people/NNS/nsubj>4 fell=fall/VBD/root", [("200 injured "
     "people", "injured", "total")]),
    ("Five/CD/nummod>2 men=man/NNS/nsubj>4 are=be/VBP/cop>4 missing/JJ/root", [("Five men", "missing", "total")]),
    ("Police/NNS/nsubj>2 arrested=arrest/VBD/root ten/CD/nummod>4 men=man/NNS/obj>2", [("ten "
     "men", "detained", "total")]),
    ("Gunmen/NNS/nsubj>2 kidnapped=kidnap/VBD/root ten/CD/nummod>4 girls=girl/NNS/obj>2", [("ten "
     "girls", "abducted", "total")]),
    ("Ten/CD/nummod>2 people/NNS/nsubj:pass>4 were=be/VBD/aux:pass>4 killed=kill/VBN/root or/CC/cc>6 "
     "wounded=wound/VBN/conj>4", [("Ten people", "casualties", "total")]),
    ("It/PRP/nsubj>2 caused=cause/VBD/root 12/CD/nummod>4 casualties=casualty/NNS/obj>2", [("12 "
     "casualties", "casualties", "total")]),
    ("It/PRP/nsubj>2 claimed=claim/VBD/root six/CD/nummod>4 lives=life/NNS/obj>2", [("six lives", "killed", "total")]),
    ("the/DT/det>2 killing/NN/root of/IN/case>5 three/CD/nummod>5 people/NNS/nmod>2", [("three "
     "people", "killed", "total")]),
    ("The/DT/det>3 death/NN/compound>3 toll/NN/nsubj>4 rose=rise/VBD/root to/IN/case>6 "
     "12/CD/obl>4", [("12", "killed", "total")]),
    ("The/DT/det>3 death/NN/compound>3 toll/NN/nsubj>4 rose=rise/VBD/root by/IN/case>6 "
     "12/CD/obl>4", [("12", "killed", "increment")]),
    ("Two/CD/nummod>2 men=man/NNS/nsubj>3 died=die/VBD/root ,/,/punct>5 bringing=bring/VBG/advcl>3 the/DT/det>7 "
     "total/NN/obj>5 "
     "to/IN/case>9 12/CD/obl>5", [("Two men", "killed", "total"), ("12", "killed", "total")]),
    ("They/PRP/nsubj>2 fired=fire/VBD/root over/RB/advmod>4 1,000/CD/nummod>5 rockets=rocket/NNS/obj>2",
     [("over 1,000 rockets", "projectiles", "total")]),
    ("They/PRP/nsubj>2 fired=fire/VBD/root three/CD/nummod>4 salvos=salvo/NNS/obj>2", [("three "
     "salvos", "other", "total")]),
    ("They/PRP/nsubj>2 held=hold/VBD/root three/CD/nummod>4 rounds=round/NNS/obj>2 of/IN/case>6 talks/NNS/nmod>4",
     [("three rounds", "other", "total")]),
    ("It/PRP/nsubj>2 sent=send/VBD/root 2,000/CD/nummod>4 troops=troop/NNS/obj>2", [("2,000 "
     "troops", "troops", "total")]),
    ("It/PRP/nsubj>2 paid=pay/VBD/root $/$/obj>2 5/CD/compound>5 million/CD/nummod>3", [("$ 5 "
     "million", "money", "total")]),
    ("Four/CD/nummod>2 people/NNS/nsubj:pass>8 ,/,/punct>6 including/VBG/case>6 two/CD/nummod>6 "
     "children=child/NNS/nmod>2 "
     "were=be/VBD/aux:pass>8 killed=kill/VBN/root", [("Four people", "killed", "total"), ("two "
      "children", "killed", "subset")]),
    ("Three/CD/nummod>2 men=man/NNS/nsubj:pass>4 were=be/VBD/aux:pass>4 wounded=wound/VBN/root ,/,/punct>6 "
     "two/CD/parataxis>4 of/IN/case>8 them/PRP/nmod>6 fatally/RB/advmod>6",
     [("Three men", "injured", "total"), ("two", "killed", "subset")]),
    ("It/PRP/nsubj>2 killed=kill/VBD/root four/CD/obj>2 of/IN/case>6 the/DT/det>6 men=man/NNS/nmod>3", [("four of "
     "the men", "killed", "subset")]),
    ("It/PRP/nsubj>2 killed=kill/VBD/root four/CD/nummod>5 more/JJR/amod>5 men=man/NNS/obj>2", [("four more "
     "men", "killed", "increment")]),
    ("It/PRP/nsubj>2 killed=kill/VBD/root another/DT/det>5 four/CD/nummod>5 men=man/NNS/obj>2", [("four "
     "men", "killed", "increment")]),
    ("It/PRP/nsubj>2 killed=kill/VBD/root three/CD/nummod>4 others=other/NNS/obj>2", [("three "
     "others", "killed", "increment")]),
    ("It/PRP/nsubj>2 kills=kill/VBZ/root three/CD/nummod>4 men=man/NNS/obj>2 a/DT/det>6 "
     "day/NN/obl:unmarked>2", [("three men", "killed", "rate")]),
    ("no/DT/det>2 one/NN/nsubj:pass>4 was=be/VBD/aux:pass>4 killed=kill/VBN/root", [("no one", "killed", "total")]),
    ("Half/NN/nsubj:pass>7 of/IN/case>5 the/DT/det>5 40/CD/nummod>5 hostages=hostage/NNS/nmod>1 were=be/VBD/aux:pass>7 "
     "freed=free/VBN/root", [("Half of the 40 hostages", "released", "subset"), ("40 hostages", "abducted", "total")]),
]  # fmt: skip


@pytest.mark.parametrize(("notation", "expected"), KINDS)
def test_kinds_and_natures(notation: str, expected: list[tuple[str, str, str]]) -> None:
    assert [(f.text, f.kind, f.nature) for f in figures(parse(notation))] == expected


def test_shares_are_computed() -> None:
    p = parse(
        "20/CD/nummod>2 %/NN/nsubj>7 of/IN/case>6 the/DT/det>6 400/CD/nummod>6 men=man/NNS/nmod>2 died=die/VBD/root"
    )
    share, base = figures(p)
    assert (share.low, share.high, share.kind, base.low, base.kind) == (80, 80, "killed", 400, "other")


@pytest.mark.parametrize(
    ("notation", "high"),
    [
        ("There/EX/expl>2 were=be/VBD/root no/DT/det>4 casualties=casualty/NNS/nsubj>2", 0),
        ("no/DT/det>2 casualties=casualty/NNS/nsubj:pass>4 were=be/VBD/aux:pass>4 reported=report/VBN/root", None),
        ("There/EX/expl>2 were=be/VBD/root no/DT/det>4 reports=report/NNS/nsubj>2 of/IN/case>6 "
         "casualties=casualty/NNS/nmod>4", None),
    ],
)  # fmt: skip
def test_none_and_none_reported(notation: str, high: int | None) -> None:
    found = only(parse(notation))
    assert (found.kind, found.low, found.high) == ("casualties", 0, high)


@pytest.mark.parametrize(
    ("notation", "people", "low", "high"),
    [
        ("An/DT/det>2 officer/NN/nsubj:pass>7 and/CC/cc>5 four/CD/nummod>5 soldiers=soldier/NNS/conj>2 "
         "were=be/VBD/aux:pass>7 "
         "killed=kill/VBN/root", "", 5, 5),
        ("Lund/NNP/nsubj:pass>6 and/CC/cc>4 three/CD/nummod>4 others=other/NNS/conj>1 were=be/VBD/aux:pass>6 "
         "killed=kill/VBN/root", "Lund", 4, 4),
        ("Two/CD/nummod>2 nurses=nurse/NNS/nsubj:pass>10 ,/,/punct>5 a/DT/det>5 driver/NN/conj>2 and/CC/cc>8 "
         "a/DT/det>8 "
         "guard/NN/conj>2 were=be/VBD/aux:pass>10 killed=kill/VBN/root", "", 4, 4),
        ("An/DT/det>2 officer/NN/nsubj:pass>7 and/CC/cc>5 several/JJ/amod>5 soldiers=soldier/NNS/conj>2 "
         "were=be/VBD/aux:pass>7 "
         "killed=kill/VBN/root", "", 4, None),
    ],
)  # fmt: skip
def test_parts_of_one_phrase_are_added_up(notation: str, people: str, low: int, high: int | None) -> None:
    found = figures(parse(notation, people=people))
    (total,) = (f for f in found if f.nature == "total")
    assert (total.low, total.high, total.kind) == (low, high, "killed")
    assert {f.nature for f in found if f is not total} == {"subset"}


def test_nothing_is_added_up_across_phrases() -> None:
    p = parse("Nine/CD/nummod>2 dead/JJ/root and/CC/cc>5 12/CD/nummod>5 wounded/JJ/conj>2")
    assert [(f.kind, f.low) for f in figures(p)] == [("killed", 9), ("injured", 12)]


@pytest.mark.parametrize(
    "notation",
    [
        "Oda/NNP/nsubj>4 ,/,/punct>1 34/CD/appos>1 left=leave/VBD/root",
        "A/DT/det>5 12/CD/nummod>4 -/HYPH/punct>4 year/NN/compound>5 old/JJ/root",
        "He/PRP/nsubj>4 is=be/VBZ/cop>4 20/CD/nummod>4 years=year/NNS/root old/JJ/amod>4",
        "Resolution/NNP/nsubj>3 1701/CD/nummod>1 failed=fail/VBD/root",
        "It/PRP/nsubj>2 bought=buy/VBD/root F-16/NNP/compound>4 jets=jet/NNS/obj>2",
        "The/DT/det>3 47th/JJ/amod>3 Brigade/NNP/nsubj>4 left=leave/VBD/root",
        "It/PRP/nsubj>2 fell=fall/VBD/root 12/CD/nummod>4 km/NNS/obl:unmarked>2 away/RB/advmod>2",
        "A/DT/det>3 155mm/JJ/amod>3 gun/NN/nsubj>4 fired=fire/VBD/root",
        "It/PRP/nsubj>2 fell=fall/VBD/root 12/CD/nummod>4 percent/NN/obl:unmarked>2",
        "It/PRP/nsubj>2 won=win/VBD/root by/IN/case>5 12/CD/nummod>5 votes=vote/NNS/obl>2 to/IN/case>7 3/CD/nmod>5",
        "It/PRP/nsubj>2 came=come/VBD/root on/IN/case>4 May/NNP/obl>2 11/CD/nummod>4 ,/,/punct>4 2021/CD/nummod>4",
        "It/PRP/nsubj>2 came=come/VBD/root after/IN/case>4 9/11/CD/obl>2",
        "The/DT/det>3 third/JJ/amod>3 attack/NN/nsubj>4 failed=fail/VBD/root",
        "It/PRP/nsubj>2 came=come/VBD/root at/IN/case>4 10:30/CD/obl>2",
        "One/PRP/nsubj>3 can/MD/aux>3 hope/VB/root",
        "No/DT/det>2 one/NN/nsubj>3 came=come/VBD/root",
        "Two/CD/nummod>2 days=day/NNS/nsubj>3 passed=pass/VBD/root",
        "He/PRP/nsubj>2 scores=score/VBZ/root often/RB/advmod>2",
        "A/DT/det>2 man/NN/nsubj>3 spoke=speak/VBD/root",
        "the/DT/det>4 2014/CD/nummod>4 Gaza/NNP/compound>4 war/NN/root",
        "Call/VB/root 555/CD/obj>1 -/HYPH/punct>2 1234/CD/nummod>2",
    ],
)  # fmt: skip
def test_exclusions(notation: str) -> None:
    assert find_figures(parse(notation)) == ()


ROCKETS = (
    "Gunmen/NNS/nsubj>2 fired=fire/VBD/root over/RB/advmod>4 1,000/CD/nummod>5 rockets=rocket/NNS/obj>2 on/IN/case>7 "
    "Tarn/NNP/obl>2 ,/,/punct>9 killing=kill/VBG/advcl>2 four/CD/nummod>11 people/NNS/obj>9 and/CC/cc>13 "
    "leaving=leave/VBG/conj>9 dozens=dozen/NNS/obj>13 injured/JJ/xcomp>13"
)


@pytest.mark.parametrize(
    ("notation", "head", "expected"),
    [
        (ROCKETS, 2, ["over 1,000 rockets", "four people", "dozens"]),
        (f"{V} four/CD/obj>2 and/CC/cc>5 wounded=wound/VBD/conj>2 nine/CD/obj>5", 2, ["four", "nine"]),
        ("Nine/CD/nsubj:pass>3 were=be/VBD/aux:pass>3 killed=kill/VBN/root in/IN/case>6 a/DT/det>6 "
         "strike/NN/obl>3", 6, ["Nine"]),
        ("The/DT/det>2 strike/NN/nsubj>3 killed=kill/VBD/root nine/CD/obj>3", 2, ["nine"]),
        ("a/DT/det>2 strike/NN/root that/WDT/nsubj>4 killed=kill/VBD/acl:relcl>2 nine/CD/obj>4", 2, ["nine"]),
        ("They/PRP/nsubj>2 mounted=mount/VBD/root hundreds=hundred/NNS/obj>2 of/IN/case>5 "
         "airstrikes=airstrike/NNS/nmod>3", 5,
         ["hundreds of airstrikes"]),
        ("Oda/NNP/nsubj>2 said=say/VBD/root nine/CD/nsubj:pass>5 were=be/VBD/aux:pass>5 "
         "killed=kill/VBN/ccomp>2", 2, []),
        ("They/PRP/nsubj:pass>3 were=be/VBD/aux:pass>3 held=hold/VBN/root after/IN/mark>5 killing=kill/VBG/advcl>3 "
         "nine/CD/obj>5", 3, []),
    ],
)  # fmt: skip
def test_figures_of_a_predicate(notation: str, head: int, expected: list[str]) -> None:
    p = parse(notation)
    assert [m.what.text for m in figures_of(p, head - 1, find_figures(p))] == expected


@pytest.mark.parametrize(
    ("words", "value", "length"),
    [
        ("two hundred and five men", 205, 4), ("twenty - one", 21, 3), ("twenty-one", 21, 1), ("two dozen", 24, 2),
        ("two and a half million", 2_500_000, 5), ("twelve hundred", 1200, 2), ("10 000 men", 10_000, 2),
        ("one million and three", 1_000_003, 4), ("2 million and 3 men", 2_000_000, 2), ("5 bn", 5_000_000_000, 2),
        ("no "
         "one", None, 0), ("a", None, 0), ("1.5", None, 0), ("²", None, 0), ("1" * 5000, None, 0), ("second", None, 0),
        ("hundred", None, 0),
    ],
)  # fmt: skip
def test_numbers(words: str, value: int | None, length: int) -> None:
    number = read_number([*words.split(), *PADDING], 0)
    assert (number.value, number.end) == (value, length) if number else value is None


def test_decades_of_a_number() -> None:
    words = ["in", "the", "low", "twenties"]
    assert [(q.low, q.high) for q in find_quantities(words + PADDING, 4)] == [(21, 23)]


def test_the_tables_agree() -> None:
    table = units()
    kinds = {*table.verbs.values(), *table.subjects.values(), *table.adjectives.values(), *table.events.values()}
    assert kinds <= {"killed", "injured", "casualties", "missing", "detained", "abducted", "displaced", "released"}
    assert not table.measures & (table.things.keys() | table.people.keys() | table.persons)


VOCABULARY = st.sampled_from([
    "the", "a", "an", "no", "one", "two", "12", "1,000", "99999999999", "half", "dozen", "dozens", "of", "hundred",
    "thousands", "several", "many", "people", "soldiers", "killed", "killing", "and", "or", "to", "-", ",",
    "including", "them", "others", "more", "at", "least", "over", "about", "between", "per", "cent", "%", "$",
    "million", "toll", "rose", "by", "with", "dead", "wounded", "3-2", "0", "²", "+", "12+", "20-odd", "low",
    "twenties", "few", "couple", "nobody", "reports", "month", "day",
])  # fmt: skip


@settings(max_examples=200, deadline=None)
@given(
    st.lists(
        st.tuples(
            VOCABULARY,
            st.sampled_from(["NN", "NNS", "CD", "IN", "VBD", "VBN", "JJ", "DT", "NNP"]),
            st.sampled_from(["nummod", "obj", "nsubj:pass", "conj", "nmod", "amod", "det", "advcl", "acl", "obl"]),
            st.integers(0, 30),
        ),
        min_size=1,
        max_size=14,
    )
)
def test_nothing_crashes_and_bounds_are_in_order(words: list[tuple[str, str, str, int]]) -> None:
    cells = []
    for i, (form, tag, relation, head) in enumerate(words):  # every word hangs on an earlier one: always a tree
        cells.append(f"{form}/{tag}/{relation}>{head % i + 1}" if i else f"{form}/{tag}/root")
    p = parse(" ".join(cells))
    found: tuple[Mention[Figure], ...] = find_figures(p)
    for mention in found:
        f = mention.what
        assert f.low >= 0
        assert f.high is None or f.low <= f.high
        assert p.text[f.span.start : f.span.end] == f.text
        assert 0 <= mention.first < mention.end <= len(p)
    for head in range(len(p)):
        figures_of(p, head, found)


@pytest.mark.parametrize(
    ("notation", "expected"),
    [
        ("a/DT/det>2 helicopter/NN/nsubj:pass>4 was=be/VBD/aux:pass>4 shot=shoot/VBN/root down/RP/compound:prt>4",
         [("a helicopter", "aircraft", 1)]),
        ("Troops=troop/NNS/nsubj>2 fired=fire/VBD/root a/DT/det>4 rocket/NN/obj>2", [("a rocket", "projectiles", 1)]),
        ("Oda/NNP/nsubj>2 saw=see/VBD/root a/DT/det>4 rocket/NN/obj>2", []),
        ("100/CD/nummod>2 bodies=body/NNS/nsubj:pass>4 were=be/VBD/aux:pass>4 found=find/VBN/root",
         [("100 bodies", "killed", 100)]),
        ("two/CD/nummod>2 bodies=body/NNS/nsubj>3 signed=sign/VBD/root", [("two bodies", "other", 2)]),
        ("The/DT/det>3 two/CD/nummod>3 leaders=leader/NNS/nsubj>4 agreed=agree/VBD/root", []),
    ],
)  # fmt: skip
def test_single_things_and_remains(notation: str, expected: list[tuple[str, str, int]]) -> None:
    assert [(f.text, f.kind, f.low) for f in figures(parse(notation))] == expected


@pytest.mark.parametrize(
    ("sentence", "killed"),
    [
        ("Gunmen killed Bohan Lir, president of the Harbour Company and mayor of Tarn.", []),
        ("Gunmen killed Bohan Lir, an immigration official and leader of the Harbour Party.", []),
        ("Gunmen killed the mayor of Tarn.", [1]),
        ("Guerrillas killed three people, a woman and her two children.", [3]),
    ],
)
def test_titles_beside_a_name_count_nobody(sentence: str, killed: list[int]) -> None:
    found = [f for c in sayso.read_text(sentence).claims for f in c.figures if f.kind == "killed"]
    assert [f.low for f in found][: len(killed) or None] == killed
