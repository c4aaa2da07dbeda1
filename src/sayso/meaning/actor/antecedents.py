"""Pronouns, "the group" and "the army" -> the actor mentioned before; silent where two would do."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import replace

from sayso.knowledge.roles import load_roles
from sayso.meaning.syntax.arguments import mentions_in as mentions_in
from sayso.meaning.syntax.once import once
from sayso.model import ROOT, Actor, Mention, Parse

Mentions = tuple[Mention[Actor], ...]
Found = list[Mention[Actor]]
Chain = tuple[tuple[int, int], ...]

PERSON = {"he", "she", "his", "her", "him"}
BODY = {"it", "its"}
SEVERAL = {"they", "their", "them"}
UNNAMED = {"people", "crowd", "civilians", "unidentified armed group", "criminal group", "unknown"}
# Bodies that "the army", "the government" and the like stand for, and what "the group" never stands for.
DEFINITE = {"military", "police", "government", "parliament", "party", "company"}
NO_GROUP = {*UNNAMED, "person", "state", "territory", "place", "government", "military", "police", "parliament",
            "judiciary", "media", "crowd", "company"}  # fmt: skip
GROUP = {"group", "organisation", "organization", "movement", "militia", "faction"}
SENTENCES_BACK = 3
MOST = 100  # phrases of a chain that an actor is looked for among; bounds the cost of long reports


def resolve_pronoun(parse: Parse, i: int, mentions: Mentions) -> Mention[Actor] | None:
    """Return what a personal pronoun stands for, as a mention at the pronoun, or None if that is not sure.

    Its coreference chain tells; a pronoun without one stands for the one actor near that fits.
    """
    chain = _chain_before(parse, i)
    antecedent = _by_rule(parse, i, mentions) if chain is None else _in_chain(parse, i, chain, mentions)
    return None if antecedent is None else _standing_for(parse, i, (i, i + 1), antecedent.what)


def resolve_several(parse: Parse, i: int, mentions: Mentions) -> tuple[Mention[Actor], ...]:
    """Return all whom "they" stands for where its chain has it after two or more: "Oda and Rin met. They agreed"."""
    chain = _chain_before(parse, i) if parse.lower(i) in SEVERAL else None
    before = [span for span in chain or () if span[1] <= i]
    if not before:
        return ()
    first, end = before[-1]
    head = next((j for j in range(first, end) if not first <= parse.heads[j] < end), first)
    top = parse.heads[head] if parse.relations[head] == "conj" else head
    members = (top, *parse.children(top, "conj"))
    near = mentions_in(mentions, parse.sentence(top))
    found = {h: m for h in members for m in near if m.head == h or (m.first <= h < m.end and m.head != top)}
    if len(members) < 2 or len(found) < len(members):
        return ()
    return tuple(_standing_for(parse, i, (i, i + 1), m.what) for m in found.values())


def _chain_before(parse: Parse, i: int) -> Chain | None:
    """Return the latest phrases before a pronoun in its chain, or None where it is in none."""
    chain = _chains_of_words(parse).get(i)
    before = bisect_left(chain or (), (i, i))
    return chain and chain[max(0, before - MOST) : before]


@once
def _chains_of_words(parse: Parse) -> dict[int, Chain]:
    """Return the chain of each word that stands in one by itself."""
    return {first: c for c in reversed(parse.chains) for first, end in c if end == first + 1}


def _in_chain(parse: Parse, i: int, chain: Iterable[tuple[int, int]], mentions: Mentions) -> Mention[Actor] | None:
    """Return the last actor of a chain before a pronoun; for "he" and "she" rather a person than an office.

    "They" after "Oda and Rin" are two, for which no one actor can stand.
    """
    found = []
    for first, end in chain:
        head = next((j for j in range(first, end) if not first <= parse.heads[j] < end), first)
        if end <= i:
            joined = parse.relations[head] == "conj" or parse.child(head, "conj") is not None
            found += [(m, joined) for m in _between(mentions, first, end) if m.first <= head < m.end]
            if not found and parse.lower(i) in BODY:  # "a spokesman for the Brigade said it had ..."
                found += [(m, joined) for m in _within(parse, i, mentions, 0) if _speaks_for(parse, m, head)]
    word = parse.lower(i)
    if not found or (word in SEVERAL and found[-1][1]):
        return None
    persons = [m for m, _ in found if m.what.kind == "person"] if word in PERSON else []
    return persons[-1] if persons else found[-1][0]


def _speaks_for(parse: Parse, mention: Mention[Actor], body: int) -> bool:
    """True of "a spokesman for the Brigade", who is read as the Brigade."""
    who = mention.what
    inside = mention.first <= body < mention.end and mention.head != body
    return inside and who.basis == "described" and who.name is not None and who.kind != "person"


def _by_rule(parse: Parse, i: int, mentions: Mentions) -> Mention[Actor] | None:
    word = parse.lower(i)
    if word not in PERSON | BODY | SEVERAL:
        return None
    own = _who_says(parse, i, mentions)
    if own is not None:
        of_body = word in BODY | SEVERAL and bool(own.what.id or own.what.name) and own.what.kind != "person"
        return own if of_body or _fits(word, own, parse) else None
    if word in BODY | SEVERAL and not _speaks(parse, i):
        return None
    back = SENTENCES_BACK if word in PERSON else 1
    return _nearest(parse, [m for m in _within(parse, i, mentions, back) if _fits(word, m, parse)])


def _between(mentions: Mentions, first: int, end: int) -> Found:
    near = mentions[bisect_left(mentions, first, key=_first) : bisect_left(mentions, end, key=_first)]
    return [m for m in near if m.end <= end]


def resolve_definite(parse: Parse, i: int, known: Mention[Actor] | None, before: Found) -> Mention[Actor] | None:
    """Return whom "the army", "the prime minister" or "the group" stands for, if just one such was mentioned before."""
    det = parse.child(i, "det")
    if det is None or parse.lower(det) not in ("the", "this") or len(parse.children(i)) > 1 + (det < i - 1):
        return None
    noun = " ".join(parse.lower(j) for j in range(det + 1, i + 1))
    if known is None:
        near = _within(parse, i, before) if noun in GROUP else []
        same = [m for m in near if m.what.kind not in NO_GROUP and m.what.name]
    elif known.what.id is None and known.what.name is None and known.what.basis == "described":
        body = known.what.kind in DEFINITE and not is_member(parse, i)
        same = [m for m in before if m.what.kind == known.what.kind and m.what.id and body]
        same += [m for m in before if m.what.kind == "person" and m.what.name and not body and _titled(parse, m, noun)]
    else:
        return None
    one = _only(same)
    return None if one is None else _standing_for(parse, i, (det, i + 1), one.what)


def _standing_for(parse: Parse, head: int, extent: tuple[int, int], who: Actor) -> Mention[Actor]:
    span = parse.span(*extent)
    text = parse.text[span.start : span.end]
    return Mention(head, *extent, replace(who, text=text, span=span, basis="coreference", descriptors=()))


def _speaks(parse: Parse, i: int) -> bool:
    """True for the subject of a verb of saying, and for the owner of one."""
    at = parse.heads[i] if parse.relations[i] == "nmod:poss" else i
    head = parse.heads[at]
    return parse.relations[at] == "nsubj" and head != ROOT and parse.lemmas[head].lower() in load_roles().reporting


def _who_says(parse: Parse, i: int, mentions: Mentions) -> Mention[Actor] | None:
    """Return the one who says of himself what a subject is said to do: "rebels said they had left"."""
    clause = parse.heads[i]
    if parse.relations[i] not in ("nsubj", "nsubj:pass") or parse.relations[clause] != "ccomp":
        return None
    says = parse.heads[clause]
    subject = parse.child(says, "nsubj")
    told = parse.lemmas[says].lower() in load_roles().reporting and parse.child(says, "obj", "iobj") is None
    near = _within(parse, i, mentions, 0) if told and subject is not None and subject < says < i else []
    return next((m for m in near if m.head == subject), None)


def _fits(word: str, mention: Mention[Actor], parse: Parse) -> bool:
    kind, head = mention.what.kind, mention.head
    one_of_them = mention.what.basis == "described" and is_member(parse, head)
    plural = parse.xpos[head] in ("NNS", "NNPS")
    if word in PERSON:
        return not plural and (kind == "person" or one_of_them)
    if parse.relations[head] in ("amod", "compound"):
        return False
    if word in BODY:
        return kind not in UNNAMED and kind != "person" and not one_of_them
    return plural or kind not in ("person", "state", "territory", "place")


def is_member(parse: Parse, i: int) -> bool:
    """True of a noun for one person by his part in a body: "leader", "minister", "spokesman"."""
    roles, noun = load_roles(), parse.lemmas[i].lower()
    role = roles.nouns.get(noun)
    return role.member if role is not None else noun in roles.alone


def _titled(parse: Parse, mention: Mention[Actor], noun: str) -> bool:
    """True of "spokesman Rael Oda" and of "Rael Oda, the spokesman for the council"."""
    beside = (parse.lower(c) for c in parse.children(mention.head, "appos"))
    return f" {noun} " in f" {mention.what.text.lower()} " or noun in beside


def _first(mention: Mention[Actor]) -> int:
    return mention.first


def _within(parse: Parse, i: int, mentions: Sequence[Mention[Actor]], back: int = SENTENCES_BACK) -> Found:
    """Return the mentions of this sentence and the few before it."""
    here = bisect_right(parse.sentences, i, key=lambda s: s.first) - 1
    first = parse.sentences[max(0, here - back)].first
    near = mentions[bisect_left(mentions, first, key=_first) : bisect_left(mentions, i, key=_first)]
    return [m for m in near if m.end <= i]


def _nearest(parse: Parse, near: Found) -> Mention[Actor] | None:
    """Return the one candidate of the nearest sentence that has any; of several, the only one that is a subject."""
    if not near:
        return None
    last = parse.sentence(near[-1].head)
    near = [m for m in near if m.head >= last.first]
    return _only([m for m in near if _is_subject(parse, m.head)] or near)


def _is_subject(parse: Parse, i: int) -> bool:
    return parse.relations[parse.heads[i] if parse.relations[i] == "conj" else i] == "nsubj"


def _only(mentions: list[Mention[Actor]]) -> Mention[Actor] | None:
    """Return the last mention, if all are of one actor."""
    who = {m.what.id or (m.what.name or m.what.text).casefold() for m in mentions}
    return mentions[-1] if len(who) == 1 else None
