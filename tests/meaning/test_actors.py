"""Who is named or described, in the notation of tests/make.py; invented names beside the registry's states."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sayso.knowledge.registry import Registry, _table, load_registry
from sayso.meaning.actors import actor_of, find_actors, resolve_pronoun, same_actor
from sayso.model import Actor, Mention, Parse, Span
from tests.make import parse

STATES = list(_table(Path(load_registry.__wrapped__.__code__.co_filename).parent / "actors" / "states.tsv"))
END = "said=say/VBD/root ././punct>"


@pytest.fixture
def registry(tmp_path: Path) -> Registry:
    (tmp_path / "groups.tsv").write_text(
        "id\tname\tkind\tcode\taliases\tcountry\tstart\tend\tbasis\n"
        "tide\tTidal Front\tarmed group\tNORREB\tTF\tnor\t\t\t\n"
        "league\tLeague of Ports\tintergovernmental organisation\tIGO\tLP\t\t\t\t\n"
    )
    (tmp_path / "persons.tsv").write_text(
        "id\tname\taliases\trole\tbody\tsector\tcountry\tstart\tend\tbasis\n"
        "oda\tMira Oda\t\tminister\tnor\tGOV\tnor\t2010-01-01\t2014-06-01\t\n"
        "venn\tTam Venn\t\tleader\ttide\tREB\tnor\t2010-01-01\t\t\n"
    )
    return load_registry(tmp_path)


def found(notation: str, on: str | None = None, registry: Registry | None = None, **kinds: str) -> list[Actor]:
    p = parse(notation, **kinds)
    mentions = find_actors(p, on=on, registry=registry)
    assert all(p.text[slice(*m.what.span)] == m.what.text for m in mentions)
    return [m.what for m in mentions]


def only(notation: str, on: str | None = None, registry: Registry | None = None, **kinds: str) -> Actor:
    (actor,) = found(notation, on, registry, **kinds)
    return actor


@pytest.mark.parametrize("row", STATES, ids=lambda r: r["id"])
def test_every_adjective_gives_the_police_of_its_state(row: dict[str, str]) -> None:
    for adjective in row["adjectives"].split("|"):
        if adjective and not adjective.startswith("~") and " " not in adjective:
            a = only(f"{adjective}/JJ/amod>2 police/NNS/nsubj>3 {END}3")
            assert (a.id, a.code, a.basis) == (f"{row['id']}.cop", row["code"] + "COP", "described"), adjective


@pytest.mark.parametrize("row", STATES, ids=lambda r: r["id"])
def test_every_plain_name_is_the_state(row: dict[str, str]) -> None:
    if " " not in row["name"]:
        a = only(f"{row['name']}/NNP/nsubj>2 {END}2", places=row["name"])
        assert (a.id, a.kind, a.code) == (row["id"], row["kind"], row["code"])


@pytest.mark.parametrize(
    ("notation", "id_", "name", "kind", "code", "text"),
    [
        (f"Israel/NNP/nmod:poss>3 's/POS/case>1 army/NN/nsubj>4 {END}4",
         "isr.mil", "Military of Israel", "military", "ISRMIL", "Israel's army"),
        (f"The/DT/det>2 army/NN/nsubj>5 of/IN/case>4 Kenya/NNP/nmod>2 {END}5",
         "ken.mil", "Military of Kenya", "military", "KENMIL", "army of Kenya"),
        (f"two/CD/nummod>2 gunmen=gunman/NNS/nsubj>3 {END}3",
         None, None, "unidentified armed group", "UAF", "two gunmen"),
        (f"Kenyan/JJ/amod>2 gunmen=gunman/NNS/nsubj>3 {END}3",
         None, "Unidentified armed group (Kenya)", "unidentified armed group", "KENUAF", "Kenyan gunmen"),
        (f"an/DT/det>3 army/NN/compound>3 spokesman/NN/nsubj>4 {END}4",
         None, None, "military", "MIL", "army spokesman"),
        (f"Peru/NNP/nmod:poss>4 's/POS/case>1 defence/NN/compound>4 ministry/NN/nsubj>5 {END}5",
         "per.gov", "Government of Peru", "government", "PERGOV", "Peru's defence ministry"),
        (f"Kenyans=Kenyan/NNPS/nsubj>2 {END}2", "ken.people", "People of Kenya", "people", "KENCVL", "Kenyans"),
        (f"A/DT/det>2 Kenyan/NN/nsubj>3 {END}3", None, None, "person", "KEN", "Kenyan"),
        (f"The/DT/det>2 French/JJ/nsubj>3 {END}3", "fra.people", "People of France", "people", "FRACVL", "French"),
        (f"Protesters=protester/NNS/nsubj>2 {END}2", None, None, "crowd", "OPP", "Protesters"),
        (f"the/DT/det>3 Harbour/NNP/compound>3 Brigade/NNP/nsubj>4 {END}4",
         None, "Harbour Brigade", "organisation", "", "Harbour Brigade"),
        (f"Norland/NNP/nsubj>2 {END}2", None, "Norland", "place", "", "Norland"),
        (f"Norland/NNP/nmod:poss>3 's/POS/case>1 army/NN/nsubj>4 {END}4",
         None, "Military of Norland", "military", "MIL", "Norland's army"),
        (f"Syrian/JJ/amod>2 government/NN/compound>3 forces=force/NNS/nsubj>4 {END}4",
         "syr.mil", "Military of Syria", "military", "SYRMIL", "Syrian government forces"),
        (f"a/DT/det>4 Yemeni/JJ/amod>4 rebel/NN/compound>4 official/NN/nsubj>5 {END}5",
         None, "Armed group (Yemen)", "armed group", "YEMREB", "Yemeni rebel official"),
        (f"Burmese/JJ/amod>2 people/NNS/nsubj>3 {END}3",
         "mmr.people", "People of Myanmar", "people", "MMRCVL", "Burmese people"),
        (f"Norlandic/JJ/amod>2 troops=troop/NNS/nsubj>3 {END}3", None, None, "military", "MIL", "Norlandic troops"),
        (f"Moscow/NNP/nsubj>2 {END}2", "rus.gov", "Government of Russia", "government", "RUSGOV", "Moscow"),
        (f"Cairo/NNP/compound>2 police/NNS/nsubj>3 {END}3",
         None, "Police (Egypt)", "police", "EGYCOP", "Cairo police"),
    ],
)  # fmt: skip
def test_named_and_described(notation: str, id_: str | None, name: str | None, kind: str, code: str, text: str) -> None:
    a = only(notation, places="Norland Israel Kenya Peru Moscow Cairo")
    assert (a.id, a.name, a.kind, a.code, a.text) == (id_, name, kind, code, text)


@pytest.mark.parametrize(
    "notation",
    [
        "They/PRP/nsubj>2 gave/VBD/root us/PRP/iobj>2 bread/NN/obj>2",
        "Kabul/NNP/nsubj>2 fell=fall/VBD/root",
        "They/PRP/nsubj>2 polish/VBP/root shoes/NNS/obj>2",
        "They/PRP/nsubj>2 crossed/VBD/root Jordan/NNP/compound>4 Valley/NNP/obj>2",
        "an/DT/det>2 anti-Kenyan/JJ/amod>3 song/NN/root",
        "They/PRP/nsubj>2 live/VBP/root in/IN/case>4 Tarn/NNP/obl>2",
        "They/PRP/nsubj>2 toured/VBD/root Latin/NNP/compound>4 America/NNP/obj>2",
        "rats=rat/NNS/nsubj>2 ate/VBD/root cheese/NN/obj>2",
    ],
)
def test_traps(notation: str) -> None:
    assert found(notation, places="Kabul Valley Tarn America") == []


def test_a_given_name_is_no_state() -> None:
    a = only(f"Chad/NNP/nsubj>3 Tarling/NNP/flat>1 {END}3", people="Tarling")
    assert (a.id, a.name, a.kind, a.code) == (None, "Chad Tarling", "person", "")


def test_korea_alone_is_ambiguous_and_with_evidence_is_not() -> None:
    bare = f"Korean/JJ/amod>2 police/NNS/nsubj>3 {END}3"
    assert only(bare).id is None
    assert [a.id for a in found(f"Seoul/NNP/nsubj>2 {END}2 || {bare}", places="Seoul")] == ["kor.gov", "kor.cop"]


@pytest.mark.parametrize(
    ("notation", "id_", "kind", "code", "loaded"),
    [
        (f"Gaza/NNP/compound>2 terrorists=terrorist/NNS/nsubj>3 {END}3",
         None, "unidentified armed group", "PSEUAF", ["terrorists"]),
        (f"Syrian/JJ/amod>3 regime/NN/compound>3 forces=force/NNS/nsubj>4 {END}4", "syr.mil", "military", "SYRMIL",
         ["regime"]),
        (f"the/DT/det>3 Syrian/JJ/amod>3 regime/NN/nsubj>4 {END}4", "syr.gov", "government", "SYRGOV", ["regime"]),
        (f"the/DT/det>2 regime/NN/nsubj>3 {END}3", None, "unknown", "", ["regime"]),
        (f"resistance/NN/compound>2 fighters=fighter/NNS/nsubj>3 {END}3", None, "unidentified armed group", "UAF",
         ["resistance"]),
        (f"separatist/JJ/amod>2 forces=force/NNS/nsubj>3 {END}3", None, "unidentified armed group", "UAF",
         ["separatist"]),
    ],
)  # fmt: skip
def test_loaded_words_class_nobody(notation: str, id_: str | None, kind: str, code: str, loaded: list[str]) -> None:
    a = only(notation, places="Gaza")
    assert (a.id, a.kind, a.code) == (id_, kind, code)
    assert [d.text for d in a.descriptors][: len(loaded)] and set(loaded) <= {d.text for d in a.descriptors}


def test_two_sides_swapped_give_the_same_kinds() -> None:
    def kinds(a: str, b: str) -> list[tuple[str | None, str]]:
        text = (
            f"{a}/JJ/amod>2 fighters=fighter/NNS/nsubj>3 shot=shoot/VBD/root {b}/JJ/amod>5 soldiers=soldier/NNS/obj>3"
        )
        return [(x.kind, (x.code or "")[3:]) for x in found(text)]

    assert kinds("Israeli", "Palestinian") == kinds("Palestinian", "Israeli")
    assert kinds("Russian", "Ukrainian") == kinds("Ukrainian", "Russian")


def test_people_act_for_their_organisation(registry: Registry) -> None:
    fighters = only(f"Tidal/NNP/compound>3 Front/NNP/compound>3 fighters=fighter/NNS/nsubj>4 {END}4", None, registry)
    leader = only(f"a/DT/det>4 Tidal/NNP/compound>3 Front/NNP/compound>4 spokesman/NN/nsubj>5 {END}5", None, registry)
    supporters = only(f"LP/NNP/compound>2 supporters=supporter/NNS/nsubj>3 {END}3", None, registry)
    assert (fighters.id, fighters.code) == ("tide", "NORREB") == (leader.id, leader.code)
    assert (supporters.id, supporters.kind) == (None, "civilians")


def test_offices_follow_the_day(registry: Registry) -> None:
    text = f"Mira/NNP/nsubj>3 Oda/NNP/flat>1 {END}3"
    assert only(text, "2012-01-01", registry, people="Oda").code == "NORGOV"
    assert only(text, "2014-06-01", registry, people="Oda").code == "NOR"
    former = f"former/JJ/amod>3 minister/NN/compound>3 Mira/NNP/nsubj>5 Oda/NNP/flat>3 {END}5"
    assert only(former, "2012-01-01", registry, people="Oda").code == "NORELI"


def test_a_leader_not_in_the_registry_is_affiliated(registry: Registry) -> None:
    text = (f"LP/NNP/compound>2 leader/NN/compound>3 Ana/NNP/nsubj>5 Tell/NNP/flat>3 {END}5 "
            f"|| Tell/NNP/nsubj>2 {END}2")  # fmt: skip
    first, second = found(text, None, registry, people="Tell")
    assert (first.id, first.name, first.code, first.text) == (None, "Ana Tell", "IGO", "LP leader Ana Tell")
    assert (second.name, second.code) == ("Ana Tell", "IGO") and same_actor(first, second)


def test_title_in_apposition() -> None:
    text = (f"Ana/NNP/nsubj>9 Tell/NNP/flat>1 ,/,/punct>1 Kenya/NNP/nmod:poss>7 's/POS/case>4 defence/NN/compound>7 "
            f"minister/NN/appos>1 ,/,/punct>1 {END}9")  # fmt: skip
    a = only(text, people="Tell", places="Kenya")
    assert (a.name, a.code) == ("Ana Tell", "KENGOV")


def test_bare_surnames_need_a_sign(registry: Registry) -> None:
    text = f"Venn/NNP/nsubj>2 {END}2"
    assert only(text, "2012-01-01", registry, people="Venn").id is None
    signed = f"{text} || Norwegians/NNPS/nsubj>2 {END}2"
    assert [a.id for a in found(signed, "2012-01-01", registry, people="Venn")] == ["venn", "nor.people"]


def test_two_states_share_one_noun() -> None:
    text = f"French/JJ/amod>4 and/CC/cc>3 German/JJ/conj>1 soldiers=soldier/NNS/nsubj>5 {END}5"
    assert [a.id for a in found(text)] == ["fra.mil", "deu.mil"]


def test_an_army_of_another_name_is_no_states() -> None:
    text = f"Kenyan/NNP/compound>2 Liberation/NNP/compound>3 Army/NNP/nsubj>4 {END}4"
    a = only(text)
    assert (a.id, a.name, a.kind, a.code) == (None, "Kenyan Liberation Army", "organisation", "KEN")


def test_actor_of_follows_partitives() -> None:
    p = parse(f"dozens=dozen/NNS/nsubj>4 of/IN/case>3 fighters=fighter/NNS/nmod>1 {END}4")
    actor = actor_of(p, 0, find_actors(p, on=None))
    assert actor is not None and actor.text == "fighters"


def _pronoun(p: Parse, word: str) -> Mention[Actor] | None:
    i = max(i for i in range(len(p)) if p.lower(i) == word)
    return resolve_pronoun(p, i, find_actors(p, on=None))


def test_pronouns() -> None:
    one = f"Ana/NNP/nsubj>3 Tell/NNP/flat>1 {END}3 || He/PRP/nsubj>2 {END}2"
    two = f"Ana/NNP/nsubj>6 Tell/NNP/flat>1 and/CC/cc>4 Ben/NNP/conj>1 Roe/NNP/flat>4 {END}6 || He/PRP/nsubj>2 {END}2"
    body = f"Kenya/NNP/nsubj>2 {END}2 || It/PRP/nsubj>2 {END}2"
    he, it = _pronoun(parse(one, people="Tell"), "he"), _pronoun(parse(body, places="Kenya"), "it")
    assert he is not None and (he.what.name, he.what.text, he.what.basis) == ("Ana Tell", "He", "coreference")
    assert _pronoun(parse(two, people="Tell Roe"), "he") is None
    assert it is not None and it.what.id == "ken"


def test_the_army_is_the_one_mentioned_before() -> None:
    kenyan, german = f"Kenyan/JJ/amod>2 army/NN/nsubj>3 {END}3", f"German/JJ/amod>2 army/NN/nsubj>3 {END}3"
    again = f"the/DT/det>2 army/NN/nsubj>3 {END}3"
    last = found(f"{kenyan} || {again}")[-1]
    assert (last.id, last.text, last.basis) == ("ken.mil", "the army", "coreference")
    assert found(f"{kenyan} || {german} || {again}")[-1].id is None


def test_same_actor() -> None:
    a = Actor(id="isr", text="Israel", span=Span(0, 6))
    assert same_actor(a, Actor(id="isr", text="It", span=Span(9, 11)))
    assert not same_actor(a, Actor(id=None, text="Israel", span=Span(0, 6)))


WORDS = st.sampled_from(
    ["US", "Chad", "army", "of", "'s", "the", "Oda", "leader", "ex-president", "-", "É", "😀", "Gaza"]
)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(WORDS, st.sampled_from(["NNP", "NN", "JJ", "IN", "."]), st.sampled_from(
    ["amod", "compound", "flat", "appos", "nmod", "nmod:poss", "conj", "nsubj", "case", "nmod:desc"])), min_size=1,
    max_size=9))  # fmt: skip
def test_odd_trees_never_crash(cells: list[tuple[str, str, str]]) -> None:
    first, *rest = cells
    notation = f"{first[0]}/{first[1]}/root " + " ".join(
        f"{w}/{t}/{r}>{n // 2 + 1}" for n, (w, t, r) in enumerate(rest)
    )
    p = parse(notation, people="Oda", places="Gaza")
    mentions = find_actors(p, on="2020-01-01")
    for i in range(len(p)):
        actor_of(p, i, mentions)
        resolve_pronoun(p, i, mentions)
