"""Parse -> the phrases that can stand for somebody or something: names, noun phrases, personal pronouns."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Literal

from sayso.model import ROOT, Name, NameKind, Parse

Gender = Literal["f", "m"]
PhraseKind = Literal["pronoun", "name", "noun", "several"]

GIVEN_NAMES = Path(__file__).parent / "given_names.txt"


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


PRONOUNS = {
    **dict.fromkeys(("he", "him", "his", "himself"), "he"),
    **dict.fromkeys(("she", "her", "hers", "herself"), "she"),
    **dict.fromkeys(("it", "its", "itself"), "it"),
    **dict.fromkeys(("they", "them", "their", "theirs", "themselves", "'em"), "they"),
}
FEMALE = _words(
    "actress aunt baroness bride businesswoman congresswoman councilwoman countess daughter duchess empress female "
    "girl girlfriend goddess grandmother heiress heroine housewife lady madam ma'am mom mother mrs ms miss mum niece "
    "nun policewoman princess queen schoolgirl servicewoman sister spokeswoman stepmother waitress widow wife woman "
    "chairwoman granddaughter saleswoman"
)
MALE = _words(
    "actor boy boyfriend brother businessman chairman congressman councilman count dad duke emperor father fisherman "
    "gentleman grandfather grandson gunman husband king lord male man monk mr nephew policeman pope priest prince "
    "schoolboy serviceman sir son spokesman statesman stepfather uncle waiter widower clergyman sultan emir sheikh imam"
)
PERSONS = FEMALE | MALE | _words(
    "activist adult advocate adviser advisor agent aide ally ambassador analyst archbishop artist assailant assistant "
    "athlete attacker attorney author baby bishop bomber boss buyer candidate captain captive cardinal champion "
    "chancellor chief child citizen civilian client clerk coach colleague colonel commander commissioner composer "
    "consul convict coordinator correspondent counselor courier cousin criminal critic customer dealer defector "
    "defendant delegate demonstrator deputy designer detainee dictator diplomat director dissident doctor driver "
    "economist editor employee employer engineer envoy executive expert farmer fighter founder friend fugitive general "
    "governor graduate guard guerrilla guest head hero historian host hostage immigrant inmate inspector instructor "
    "insurgent interpreter inventor investigator investor jew journalist judge juror killer kid lawmaker lawyer leader "
    "lecturer legislator lieutenant lover magistrate major manager marine mayor mediator medic member merchant migrant "
    "militant minister minor monarch murderer musician muslim negotiator neighbor neighbour nurse observer offender "
    "officer official operator opponent orphan owner painter parent partner passenger patient person philosopher "
    "photographer physician pilot player poet politician premier preacher president prisoner producer professor "
    "prosecutor protester protestor publisher rabbi rebel recruit refugee relative reporter representative researcher "
    "resident rival ruler sailor scholar scientist secretary senator sergeant settler sheriff shooter singer sniper "
    "soldier speaker spokesperson spy student successor suicide supervisor supporter surgeon survivor suspect teacher "
    "teenager terrorist thief tourist trader traitor translator treasurer trooper tutor veteran victim villager "
    "visitor volunteer voter witness worker writer youth"
)  # fmt: skip
GROUPS = _words(
    "administration agency alliance army association authority band battalion bloc board brigade cabinet cell club "
    "coalition committee community company congress corporation council court crew crowd delegation department "
    "division family federation firm force gang government group household institute institution junta leadership "
    "majority media militia military ministry minority mission movement navy network opposition organisation "
    "organization panel parliament party patrol police press public regiment regime senate squad staff syndicate team "
    "tribe troop union unit university"
)
TITLE_GENDER: dict[str, Gender] = {
    **dict.fromkeys(("mr", "mr.", "sir", "lord", "king", "prince", "duke", "pope", "sheikh"), "m"),
    **dict.fromkeys(("mrs", "mrs.", "ms", "ms.", "miss", "lady", "queen", "princess", "duchess", "dame"), "f"),
}  # fmt: skip

WEATHER = _words("rain snow hail drizzle thunder pour freeze")  # "it" before these stands for nothing

INSIDE_A_NAME = frozenset({"flat", "fixed", "goeswith", "compound", "nmod:desc", "flat:foreign"})
NOT_IN_PHRASE = frozenset(
    {"case", "cc", "mark", "punct", "conj", "cop", "nsubj", "nsubj:pass", "nsubj:outer", "aux", "advmod", "discourse",
     "parataxis", "advcl", "expl", "appos", "dislocated", "vocative", "cc:preconj"}
)  # fmt: skip


@dataclass(slots=True)
class Phrase:
    """Words [first, end) around a head; gender, number and humanity are None where nothing tells."""

    head: int
    first: int
    end: int
    kind: PhraseKind
    sentence: int
    name: NameKind | None = None
    pronoun: str = ""  # "he", "she", "it" or "they" for any of its forms
    plural: bool | None = None
    gender: Gender | None = None
    human: bool | None = None
    proper: tuple[int, int] | None = None  # the words of its name


def phrases_of(parse: Parse) -> list[Phrase]:
    """Return all phrases by head; a coordination follows the first of its parts."""
    named = {_head(parse, name): name for name in parse.names}
    inside = {i for name in parse.names for i in range(name.first, name.end)} - set(named)
    found: list[Phrase] = []
    for number, sentence in enumerate(parse.sentences):
        for i in range(sentence.first, sentence.end):
            if i in named:
                found.append(_name(parse, i, named[i], number))
            elif i not in inside:
                phrase = _unnamed(parse, i, number)
                if phrase is None:
                    continue
                found.append(phrase)
            else:
                continue
            several = _several(parse, found[-1], number)
            if several is not None:
                found.append(several)
    return found


def _unnamed(parse: Parse, i: int, sentence: int) -> Phrase | None:
    upos, relation = parse.upos[i], parse.relations[i]
    if upos == "PRON":
        word = PRONOUNS.get(parse.lower(i))
        weather = word == "it" and parse.heads[i] != ROOT and parse.lemmas[parse.heads[i]] in WEATHER
        return None if word is None or relation == "expl" or weather else _pronoun(i, word, sentence)
    if upos not in ("NOUN", "PROPN") or relation in INSIDE_A_NAME:
        return None
    lemma, tag = parse.lemmas[i].lower(), parse.xpos[i]
    first, end = extent(parse, i)
    human = True if lemma in PERSONS else False if lemma in GROUPS or upos == "NOUN" else None
    gender: Gender | None = "f" if lemma in FEMALE else "m" if lemma in MALE else None
    plural = None if lemma in GROUPS or lemma == "people" else tag in ("NNS", "NNPS")
    kind: PhraseKind = "name" if upos == "PROPN" else "noun"
    proper = proper_run(parse, i) if upos == "PROPN" else None
    return Phrase(i, first, end, kind, sentence, plural=plural, gender=gender, human=human, proper=proper)


def _pronoun(i: int, word: str, sentence: int) -> Phrase:
    gender: Gender | None = "m" if word == "he" else "f" if word == "she" else None
    human = {"he": True, "she": True, "it": False}.get(word)
    return Phrase(i, i, i + 1, "pronoun", sentence, pronoun=word, plural=word == "they", gender=gender, human=human)


def _name(parse: Parse, i: int, name: Name, sentence: int) -> Phrase:
    whole = parse.relations[i] not in INSIDE_A_NAME
    first, end = extent(parse, i) if whole else (name.first, name.end)
    gender = _gender(parse, i, name) if name.kind == "person" else None
    plural = False if name.kind == "person" else None
    return Phrase(i, min(first, name.first), max(end, name.end), "name", sentence, name.kind, plural=plural,
                  gender=gender, human=name.kind == "person", proper=(name.first, name.end))  # fmt: skip


def _several(parse: Parse, first: Phrase, sentence: int) -> Phrase | None:
    """Return "Oda and Sarn" as one phrase, or None where nothing is joined to its first part."""
    parts = parse.children(first.head, "conj")
    parts = tuple(c for c in parts if parse.upos[c] in ("NOUN", "PROPN"))
    if not parts or first.kind == "pronoun":
        return None
    _, end = extent(parse, parts[-1])
    return Phrase(first.head, first.first, end, "several", sentence, plural=True, human=first.human)


def extent(parse: Parse, head: int) -> tuple[int, int]:
    """Return the words of the noun phrase of a head: all below it but what only joins it to others."""
    words = [head]
    for child in parse.children(head):
        if parse.relations[child] not in NOT_IN_PHRASE:
            words += parse.subtree(child)
    first, end = min(words), max(words) + 1
    while first < head and parse.upos[first] == "PUNCT":
        first += 1
    while end - 1 > head and parse.upos[end - 1] == "PUNCT":
        end -= 1
    return first, end


def proper_run(parse: Parse, head: int) -> tuple[int, int]:
    """Return the run of proper nouns around a head."""
    sentence = parse.sentence(head)
    first = last = head
    while first > sentence.first and parse.upos[first - 1] == "PROPN":
        first -= 1
    while last + 1 < sentence.end and parse.upos[last + 1] == "PROPN":
        last += 1
    return first, last + 1


def _head(parse: Parse, name: Name) -> int:
    for i in range(name.first, name.end):
        if parse.heads[i] == ROOT or not name.first <= parse.heads[i] < name.end:
            return i
    return name.first


def _gender(parse: Parse, head: int, name: Name) -> Gender | None:
    for i in (*range(max(parse.sentence(head).first, name.first - 1), name.end), *parse.children(head, "nmod:desc")):
        title = TITLE_GENDER.get(parse.lower(i))
        if title is not None:
            return title
    return given_names().get(parse.lower(name.first))


@lru_cache(maxsize=1)
def given_names() -> dict[str, Gender]:
    """Return the gender that nearly all bearers of a given name have, by lower-cased name."""
    female, male = GIVEN_NAMES.read_text(encoding="utf8").splitlines()
    genders: dict[str, Gender] = dict.fromkeys(female.split(), "f")
    genders.update(dict.fromkeys(male.split(), "m"))
    return genders
