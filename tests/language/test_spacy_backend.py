"""A spaCy pipeline as a backend, and the tree of ClearNLP labels that it gives made one of UD 2."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.language.backends.clearnlp import one_tree, to_universal
from sayso.language.parser import load_backend, parse
from sayso.model import ROOT, Name
from tests.make import report

SENTENCE = "Troops near Tarn were killed by the Harbour Brigade on Monday .".split()

# What it is; words as form/tag/label>head, heads counted from 1; the relation>head of each word in UD 2.
CONSTRUCTIONS = """
passive with its agent
Troops/NNS/nsubjpass>3 were/VBD/auxpass>3 killed/VBN/ROOT by/IN/agent>3 rebels/NNS/pobj>4 ././punct>3
nsubj:pass>3 aux:pass>3 root case>5 obl:agent>3 punct>3

copula with a noun
Oda/NNP/nsubj>2 is/VBZ/ROOT the/DT/det>4 mayor/NN/attr>2 of/IN/prep>4 Tarn/NNP/pobj>5
nsubj>4 cop>4 det>4 root case>6 nmod>4

copula with an adjective
Tarn/NNP/nsubj>3 will/MD/aux>3 be/VB/ROOT safe/JJ/acomp>3 now/RB/advmod>3
nsubj>4 aux>4 cop>4 root advmod>4

copula with a phrase
Troops/NNS/nsubj>2 were/VBD/ROOT near/IN/prep>2 the/DT/det>5 port/NN/pobj>3 on/IN/prep>2 Monday/NNP/pobj>6
nsubj>5 cop>5 case>5 det>5 root case>7 obl>5

copula with an adverb
The/DT/det>2 troops/NNS/nsubj>3 are/VBP/ROOT still/RB/advmod>3 here/RB/advmod>3
det>2 nsubj>5 cop>5 advmod>5 root

copula with a that-clause
The/DT/det>2 fear/NN/nsubj>3 is/VBZ/ROOT that/IN/mark>6 Tarn/NNP/nsubj>6 fell/VBD/ccomp>3
det>2 nsubj:outer>6 cop>6 mark>6 nsubj>6 root

copula with an infinitive
The/DT/det>2 aim/NN/nsubj>3 is/VBZ/ROOT to/TO/aux>5 hold/VB/xcomp>3 Tarn/NNP/dobj>5
det>2 nsubj:outer>5 cop>5 mark>5 root obj>5

copula with the subject behind
Among/IN/prep>4 the/DT/det>3 dead/NN/pobj>1 were/VBD/ROOT two/CD/nummod>6 soldiers/NNS/attr>4
case>3 det>3 root cop>3 nummod>6 nsubj>3

copula in a coordination
Oda/NNP/nsubj>2 is/VBZ/ROOT old/JJ/acomp>2 and/CC/cc>2 was/VBD/conj>2 mayor/NN/attr>5
nsubj>3 cop>3 root cc>6 cop>6 conj>3

become
Oda/NNP/nsubj>2 became/VBD/ROOT president/NN/attr>2
nsubj>2 root xcomp>2

seem
Tarn/NNP/nsubj>2 seemed/VBD/ROOT calm/JJ/acomp>2
nsubj>2 root xcomp>2

prepositions in a chain
Fire/NN/nsubj>2 came/VBD/ROOT from/IN/prep>2 under/IN/prep>3 the/DT/det>6 bridge/NN/pobj>4 in/IN/prep>6 Tarn/NNP/pobj>7
nsubj>2 root case>6 case>6 det>6 obl>2 case>8 nmod>6

clause of a preposition under a verb
They/PRP/nsubj>2 fled/VBD/ROOT after/IN/prep>2 shelling/VBG/pcomp>3 Tarn/NNP/dobj>4
nsubj>2 root mark>4 advcl>2 obj>4

clause of a preposition under a noun
plans/NNS/ROOT for/IN/prep>1 leaving/VBG/pcomp>2 Tarn/NNP/dobj>3
root mark>3 acl>1 obj>3

adverb of a preposition
They/PRP/nsubj>2 wait/VBP/ROOT until/IN/prep>2 now/RB/pcomp>3
nsubj>2 root case>4 obl>2

because of
Tarn/NNP/nsubj>2 burned/VBD/ROOT because/IN/prep>2 of/IN/pcomp>3 it/PRP/pobj>3
nsubj>2 root case>5 fixed>3 obl>2

such as
towns/NNS/ROOT such/JJ/amod>3 as/IN/prep>1 Tarn/NNP/pobj>3
root case>4 fixed>2 nmod>1

according to
Tarn/NNP/nsubj>2 fell/VBD/ROOT ,/,/punct>2 according/VBG/prep>2 to/IN/prep>4 officials/NNS/pobj>5
nsubj>2 root punct>2 case>6 fixed>4 obl>2

instead of, with a clause
They/PRP/nsubj>2 fled/VBD/ROOT instead/RB/advmod>2 of/IN/prep>3 fighting/VBG/pcomp>4
nsubj>2 root mark>5 fixed>3 advcl>2

three names in a coordination
Tarn/NNP/nsubj>6 ,/,/punct>1 Ostra/NNP/conj>1 and/CC/cc>3 Norland/NNP/conj>3 burned/VBD/ROOT
nsubj>6 punct>3 conj>1 cc>5 conj>1 root

three verbs in a coordination
Rebels/NNS/nsubj>2 fled/VBD/ROOT ,/,/punct>2 regrouped/VBD/conj>2 and/CC/cc>4 attacked/VBD/conj>4 ././punct>2
nsubj>2 root punct>4 conj>2 cc>6 conj>2 punct>2

two phrases in a coordination
fire/NN/ROOT in/IN/prep>1 Tarn/NNP/pobj>2 and/CC/cc>2 in/IN/conj>2 Ostra/NNP/pobj>5
root case>3 nmod>1 cc>6 case>6 conj>3

conjunction at the beginning
But/CC/cc>3 Oda/NNP/nsubj>3 fled/VBD/ROOT
cc>3 nsubj>3 root

both ... and
Both/CC/preconj>2 Tarn/NNP/nsubj>5 and/CC/cc>2 Ostra/NNP/conj>2 fell/VBD/ROOT
cc:preconj>2 nsubj>5 cc>4 conj>2 root

relative clause
men/NNS/ROOT who/WP/nsubj>3 fled/VBD/relcl>1 Tarn/NNP/dobj>3
root nsubj>3 acl:relcl>1 obj>3

relative clause with a copula
Oda/NNP/ROOT ,/,/punct>1 who/WP/nsubj>4 is/VBZ/relcl>1 mayor/NN/attr>4
root punct>1 nsubj>5 cop>5 acl:relcl>1

said that
Oda/NNP/nsubj>2 said/VBD/ROOT that/IN/mark>6 it/PRP/nsubj>6 had/VBD/aux>6 fallen/VBN/ccomp>2
nsubj>2 root mark>6 nsubj>6 aux>6 ccomp>2

infinitive
Rebels/NNS/nsubj>2 threatened/VBD/ROOT to/TO/aux>4 attack/VB/xcomp>2
nsubj>2 root mark>4 xcomp>2

subject of an infinitive
Oda/NNP/nsubj>2 wants/VBZ/ROOT troops/NNS/nsubj>5 to/TO/aux>5 leave/VB/ccomp>2
nsubj>2 root obj>2 mark>5 xcomp>2

dative without preposition
Oda/NNP/nsubj>2 gave/VBD/ROOT them/PRP/dative>2 arms/NNS/dobj>2
nsubj>2 root iobj>2 obj>2

dative with preposition
Oda/NNP/nsubj>2 gave/VBD/ROOT arms/NNS/dobj>2 to/IN/dative>2 them/PRP/pobj>4
nsubj>2 root obj>2 case>5 obl>2

particle
They/PRP/nsubj>2 blew/VBD/ROOT up/RP/prt>2 it/PRP/dobj>2
nsubj>2 root compound:prt>2 obj>2

possessives
Norland/NNP/poss>3 's/POS/case>1 army/NN/nsubj>4 left/VBD/ROOT its/PRP$/poss>6 base/NN/dobj>4
nmod:poss>3 case>1 nsubj>4 root nmod:poss>6 obj>4

apposition
Oda/NNP/nsubj>6 ,/,/punct>1 the/DT/det>4 mayor/NN/appos>1 ,/,/punct>1 fled/VBD/ROOT
nsubj>6 punct>1 det>4 appos>1 punct>1 root

number with a bound
More/JJR/amod>3 than/IN/quantmod>3 20/CD/nummod>4 people/NNS/nsubj>5 died/VBD/ROOT
advmod>3 fixed>1 nummod>4 nsubj>5 root

at least
At/IN/advmod>2 least/JJS/advmod>3 20/CD/nsubj>4 died/VBD/ROOT
case>2 nmod>3 nsubj>4 root

as many as
as/RB/advmod>4 many/JJ/amod>4 as/IN/quantmod>4 20/CD/nummod>5 cars/NNS/ROOT
advmod>4 fixed>1 fixed>1 nummod>5 root

money
It/PRP/nsubj>2 paid/VBD/ROOT $/$/quantmod>5 20/CD/compound>5 million/CD/dobj>2 of/IN/prep>5 aid/NN/pobj>6
nsubj>2 root obj>2 compound>5 nummod>3 case>7 nmod>3

about a number
About/RB/quantmod>2 20/CD/nummod>3 men/NNS/ROOT of/IN/prep>3 them/PRP/pobj>4
advmod>2 nummod>3 root case>5 nmod>3

all the
All/PDT/predet>3 the/DT/det>3 men/NNS/nsubj>4 fled/VBD/ROOT
det:predet>3 det>3 nsubj>4 root

there were
There/EX/expl>2 were/VBD/ROOT no/DT/det>4 deaths/NNS/attr>2 in/IN/prep>2 Tarn/NNP/pobj>5
expl>2 root det>4 nsubj>2 case>6 obl>2

time without preposition
They/PRP/nsubj>2 fled/VBD/ROOT yesterday/NN/npadvmod>2
nsubj>2 root obl:unmarked>2

measure before a preposition
They/PRP/nsubj>2 fled/VBD/ROOT days/NNS/npadvmod>4 before/IN/prep>2 it/PRP/pobj>4
nsubj>2 root nmod:unmarked>5 case>5 obl>2

parataxis
Tarn/NNP/nsubj>2 fell/VBD/ROOT ,/,/punct>2 officials/NNS/nsubj>5 say/VBP/parataxis>2
nsubj>2 root punct>2 nsubj>5 parataxis>2

question for an adverb
Where/WRB/advmod>2 is/VBZ/ROOT Oda/NNP/nsubj>2 ?/./punct>2
root cop>1 nsubj>1 punct>1

question for a noun
Who/WP/attr>2 is/VBZ/ROOT the/DT/det>4 mayor/NN/nsubj>2 ?/./punct>2
root cop>1 det>4 nsubj>1 punct>1

question with do, negated
Did/VBD/aux>4 n't/RB/neg>4 Oda/NNP/nsubj>4 flee/VB/ROOT ?/./punct>4
aux>4 advmod>4 nsubj>4 root punct>4

fragment without a verb
Fire/NN/ROOT at/IN/prep>1 port/NN/pobj>2 in/IN/prep>3 Tarn/NNP/pobj>4
root case>3 nmod>1 case>5 nmod>3

adverbial clause
When/WRB/advmod>3 troops/NNS/nsubj>3 came/VBD/advcl>6 ,/,/punct>6 Oda/NNP/nsubj>6 fled/VBD/ROOT
advmod>3 nsubj>3 advcl>6 punct>6 nsubj>6 root

clause as the subject of a passive
That/IN/mark>3 it/PRP/nsubj>3 fell/VBD/csubjpass>5 was/VBD/auxpass>5 denied/VBN/ROOT
mark>3 nsubj>3 csubj:pass>5 aux:pass>5 root

predicate of the object
They/PRP/nsubj>2 named/VBD/ROOT Oda/NNP/dobj>2 mayor/NN/oprd>2
nsubj>2 root obj>2 xcomp>2

preposition left behind
men/NNS/ROOT they/PRP/nsubj>3 spoke/VBD/relcl>1 to/IN/prep>3
root nsubj>3 acl:relcl>1 obl>3

interjection
Yes/UH/intj>4 ,/,/punct>4 we/PRP/nsubj>4 won/VBD/ROOT
discourse>4 punct>4 nsubj>4 root

nouns before a noun
Norland/NNP/nmod>4 and/CC/cc>1 Sarvia/NNP/conj>1 troops/NNS/nsubj>5 fled/VBD/ROOT
compound>4 cc>3 conj>1 nsubj>5 root

two sentences
Tarn/NNP/nsubj>2 fell/VBD/ROOT ././punct>2 Oda/NNP/nsubj>5 fled/VBD/ROOT
nsubj>2 root punct>2 nsubj>5 parataxis>2
"""
CASES = [block.splitlines() for block in CONSTRUCTIONS.strip().split("\n\n")]


def columns(row: str) -> tuple[list[str], list[str], list[int], list[str]]:
    cells = [cell.rsplit("/", 2) for cell in row.split()]
    where = [cell[2].partition(">") for cell in cells]
    heads = [int(head or 0) - 1 for _, _, head in where]
    return [cell[0] for cell in cells], [cell[1] for cell in cells], heads, [label for label, _, _ in where]


def written(heads: list[int], relations: list[str]) -> str:
    return " ".join(r if h == ROOT else f"{r}>{h + 1}" for h, r in zip(heads, relations, strict=True))


def is_tree(heads: list[int]) -> bool:
    below: dict[int, list[int]] = {}
    for i, head in enumerate(heads):
        below.setdefault(head, []).append(i)
    found = [*below.get(ROOT, ())]
    one_root = len(found) == 1
    for i in found:
        found.extend(below.get(i, ()))
    return one_root and len(found) == len(heads)


@pytest.mark.parametrize(("name", "given_tree", "wanted"), CASES, ids=[case[0] for case in CASES])
def test_a_construction_is_turned_into_universal_dependencies(name: str, given_tree: str, wanted: str) -> None:
    assert written(*to_universal(*columns(given_tree))) == wanted


def test_names_of_persons_are_flat_and_their_titles_are_descriptions() -> None:
    row = "Norland/NNP/compound>2 Minister/NNP/compound>4 Ana/NNP/compound>4 Oda/NNP/nsubj>5 fled/VBD/ROOT"
    assert written(*to_universal(*columns(row), [(2, 4)])) == "compound>2 nmod:desc>3 nsubj>5 flat>3 root"
    assert written(*to_universal(*columns(row))) == "compound>2 compound>4 compound>4 nsubj>5 root"


WORDS = st.sampled_from(
    ["is", "were", "and", ",", "of", "because", "as", "such", "at", "least", "more", "than", "Oda", "$"]
)
TAGS = st.sampled_from(["VBZ", "VB", "NN", "NNP", "IN", "TO", "CD", "$", "CC", ",", "DT", "JJ", "RB", "EX", ""])
LABELS = st.sampled_from(
    "ROOT acl acomp advcl advmod agent amod appos attr aux auxpass case cc ccomp compound conj dative dep det dobj expl "
    "mark neg nmod npadvmod nsubj nsubjpass oprd pcomp pobj poss preconj predet prep punct quantmod relcl xcomp what".split()
)
ROWS = st.lists(st.tuples(WORDS, TAGS, st.integers(-3, 14), LABELS), min_size=1, max_size=14)


@given(ROWS, st.integers(0, 12), st.integers(1, 3))
def test_whatever_comes_in_one_tree_comes_out(rows: list[Any], first: int, size: int) -> None:
    words, tags, heads, labels = map(list, zip(*rows, strict=True))
    assert is_tree(one_tree(heads))
    persons = [(first, first + size)] if first + size <= len(words) else []
    found, relations = to_universal(words, tags, heads, labels, persons)
    assert is_tree(found)
    assert [r == "root" for r in relations] == [h == ROOT for h in found]


def test_names_that_no_backend_has_are_told() -> None:
    with pytest.raises(ValueError, match="no language backend named nothing"):
        load_backend("nothing")
    with pytest.raises(ValueError, match="takes nothing after its name"):
        load_backend("minilm:large")
    with pytest.raises(ValueError, match="spacy:en_core_web_sm"):
        load_backend("spacy")


def test_without_spacy_it_says_how_to_install_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(__import__("sys").modules, "spacy", None)
    with pytest.raises(ValueError, match=r"pip install 'sayso\[spacy\]'"):
        load_backend("spacy:en_of_nobody")


# --- with spaCy: a pipeline with a trained tagger, parser and names, made here in a second --------------------------

TRAINING = """
Troops/NNS/nsubjpass>5 near/IN/prep>1 Tarn/NNP/pobj>2 were/VBD/auxpass>5 killed/VBN/ROOT by/IN/agent>5 the/DT/det>9 \
Harbour/NNP/compound>9 Brigade/NNP/pobj>6 on/IN/prep>5 Monday/NNP/pobj>10 ././punct>5
Tarn/NNP/nsubj>2 is/VBZ/ROOT safe/JJ/acomp>2 ././punct>2
""".strip()
ENTITIES = [[(12, 16, "GPE"), (32, 51, "ORG"), (55, 61, "DATE")], [(0, 4, "GPE")]]


def saved_pipeline(folder: Path, *, labels: dict[str, str] | None = None, parts: str = "tagger parser ner") -> str:
    """Train a pipeline on two sentences, save it, and return its name; `labels` renames those of the parser."""
    spacy = pytest.importorskip("spacy")
    from spacy.training import Example
    from thinc.api import fix_random_seed

    fix_random_seed(0)
    nlp = spacy.blank("en")
    for part in parts.split():
        nlp.add_pipe(part, config={"min_action_freq": 1} if part == "parser" else {})
    examples = []
    for row, entities in zip(TRAINING.splitlines(), ENTITIES, strict=True):
        words, tags, heads, deps = columns(row)
        heads = [i if h == ROOT else h for i, h in enumerate(heads)]
        gold = {"words": words, "tags": tags, "heads": heads, "deps": [(labels or {}).get(d, d) for d in deps]}
        examples.append(Example.from_dict(spacy.tokens.Doc(nlp.vocab, words=words), gold | {"entities": entities}))
    optimizer = nlp.initialize(lambda: examples)
    for _ in range(25):
        nlp.update(examples, sgd=optimizer)
    nlp.to_disk(folder)
    return f"spacy:{folder}"


@pytest.fixture(scope="module")
def pipeline(tmp_path_factory: pytest.TempPathFactory) -> str:
    return saved_pipeline(tmp_path_factory.mktemp("pipeline") / "en_tiny")


def test_a_pipeline_gives_tags_lemmas_tree_and_names(pipeline: str) -> None:
    backend = load_backend(pipeline)
    found = backend.analyse(SENTENCE)
    assert written(found.heads, found.relations) == (
        "nsubj:pass>5 case>3 nmod>1 aux:pass>5 root case>9 det>9 compound>9 obl:agent>5 case>11 obl>5 punct>5"
    )
    assert found.upos == "NOUN ADP PROPN AUX VERB ADP DET PROPN PROPN ADP PROPN PUNCT".split()
    assert found.lemmas[:5] == ["troops", "near", "Tarn", "be", "kill"]
    assert found.names == [Name(2, 3, "place"), Name(7, 9, "organisation")]
    assert backend.version.startswith("spacy 3.")
    assert backend.version.endswith("en_pipeline 0.0.0")


def test_a_sentence_reads_the_same_whatever_else_is_read(pipeline: str) -> None:
    backend = load_backend(pipeline)
    alone = backend.analyse(SENTENCE)
    backend.analyse(["zzyzx", "Ostra"] * 60)
    assert backend.analyse(SENTENCE) == alone


def test_any_words_are_read_as_they_are_cut(pipeline: str) -> None:
    words = ["x" * 5000, "🚀", "—", "\u200b", "ÀÉ", "New York", " "] + ["and"] * 200
    found = load_backend(pipeline).analyse(words)
    assert all(len(column) == len(words) for column in found[:5])
    assert is_tree(found.heads)


def test_a_report_is_parsed_by_it(pipeline: str) -> None:
    made = parse(report("Tarn is safe. Troops were killed."), load_backend(pipeline))
    assert len(made.sentences) == 2
    assert made.model == load_backend(pipeline).version


UD_LABELS = {"prep": "case", "pobj": "nmod", "agent": "obl:tmod", "acomp": "root", "nsubjpass": "nsubj:pass"}


def test_labels_of_ud_are_only_checked_against_ours(tmp_path: Path) -> None:
    backend = load_backend(saved_pipeline(tmp_path, labels=UD_LABELS))
    found = backend.analyse(SENTENCE)
    assert written(found.heads, found.relations) == (
        "nsubj:pass>5 case>1 nmod>2 aux:pass>5 root obl:unmarked>5 det>9 compound>9 nmod>6 case>5 nmod>10 punct>5"
    )


@pytest.mark.parametrize(
    ("parts", "labels", "message"),
    [
        ("tagger ner", {}, "has no parser"),
        ("parser", {}, "has no tagger"),
        ("tagger parser", {"prep": "zz", "nsubj": "sb"}, "neither ClearNLP's nor UD's"),
    ],
)
def test_a_pipeline_that_does_not_fit_is_refused(
    parts: str, labels: dict[str, str], message: str, tmp_path: Path
) -> None:
    with pytest.raises(ValueError, match=message):
        load_backend(saved_pipeline(tmp_path, parts=parts, labels=labels))


def test_a_pipeline_that_is_not_there_is_told(tmp_path: Path) -> None:
    pytest.importorskip("spacy")
    with pytest.raises(ValueError, match="no spaCy pipeline en_of_nobody is installed"):
        load_backend("spacy:en_of_nobody")
    with pytest.raises(ValueError, match=r"no spaCy pipeline .* is installed"):
        load_backend(f"spacy:{tmp_path}")


def test_what_cuts_words_anew_is_left_out(tmp_path: Path, pipeline: str) -> None:
    spacy = pytest.importorskip("spacy")
    nlp = spacy.load(pipeline.partition(":")[2])
    nlp.add_pipe("merge_entities")
    nlp.add_pipe("sentencizer", first=True)
    nlp.to_disk(tmp_path)
    assert load_backend(f"spacy:{tmp_path}").analyse(SENTENCE) == load_backend(pipeline).analyse(SENTENCE)
