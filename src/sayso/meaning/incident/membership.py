"""Scene -> the group behind who is only described: "gunmen from the Brigade", "a caller who spoke for the Brigade"."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from sayso.meaning.claim.slots import doer_at
from sayso.meaning.incident.names import ARMED
from sayso.meaning.scene import Scene
from sayso.meaning.syntax.arguments import case_of
from sayso.meaning.syntax.noun_phrases import text_of, whole_phrase
from sayso.model import Actor, Parse

MEMBERSHIP = frozenset({"from", "within"})
UNITS = frozenset("front column unit commando cell wing squad member militant fighter guerrilla rebel".split())
BODIES = frozenset("organisation organization group movement front army gang cartel squad militia faction".split())
NO_GROUP = frozenset({"<person>", "<place>"})
BEHALF = {"behalf": "on", "name": "in"}  # "on behalf of the Brigade", "in the name of the Brigade"
SPEAKING = frozenset({"speak", "act"})
NOT = frozenset({"not", "n't", "never", "no"})
LONGEST = 40  # words of what describes somebody
SERVICE = frozenset({"service", "pay", "order"})  # "in the service of the Brigade", "on orders of the Brigade"


def called(scene: Scene, actor: Actor) -> Actor:
    """Return an unnamed group with the name set beside it: "a rebel unit, the Harbour Brigade, ..."."""
    parse = scene.parse
    words = parse.words_in(actor.span)
    if actor.id or actor.name or not words:
        return actor
    tops = [w for w in words if parse.heads[w] not in words]
    beside = [c for w in tops for c in parse.children(w, "appos")]
    names = (c for c in beside if parse.upos[c] == "PROPN" and not scene.kinds.get(c, frozenset()) & NO_GROUP)
    named = (a for c in names if (a := doer_at(scene, c) or _body(parse, tops, c)) is not None and a.name)
    return next(named, None) or next(_belonging(scene, tops, actor), actor)


def _body(parse: Parse, heads: list[int], name: int) -> Actor | None:
    """Return a name that no list has for a body: "the organisation, "Harbour Path"."""
    if not any(parse.lemmas[h].lower() in BODIES for h in heads):
        return None
    text, span = text_of(parse, *whole_phrase(parse, name))
    return Actor(text=text, span=span, name=text, kind="organisation", basis="named")


def _belonging(scene: Scene, heads: list[int], actor: Actor) -> Iterator[Actor]:
    """Yield the armed group that unnamed people or a unit are told to be of: "gunmen from the Harbour Brigade"."""
    parse = scene.parse
    below = [c for h in heads for c in parse.children(h, "nmod") if _is_membership(parse, h, case_of(parse, c))]
    below += [c for h in heads for c in _served(parse, h)]
    groups = (m for c in below if (m := doer_at(scene, c)) is not None and m.id and m.kind in ARMED)
    yield from (replace(g, text=actor.text, span=actor.span, basis="described") for g in groups)


def _is_membership(parse: Parse, noun: int, case: str) -> bool:
    return case in MEMBERSHIP or (case == "of" and parse.lemmas[noun].lower() in UNITS)


def _served(parse: Parse, head: int) -> Iterator[int]:
    """Yield whose men they are: "gunmen in the service of the cartel", "men belonging to the Brigade"."""
    for word in parse.children(head, "nmod", "acl", "acl:relcl"):
        lemma = parse.lemmas[word].lower()
        if any(parse.lower(c) in NOT for c in parse.children(word, "advmod")):
            continue
        if lemma in SERVICE:
            yield from (c for c in parse.children(word, "nmod") if case_of(parse, c) == "of")
        elif lemma == "belong":
            yield from (c for c in parse.children(word, "obl") if case_of(parse, c) == "to")


def represented(scene: Scene, verb: int, owner: int, noun: int) -> list[int]:
    """Return for whom somebody owns up: "claimed it on behalf of the Brigade", "a caller who spoke for the Brigade"."""
    parse = scene.parse
    below = [w for top in (owner, noun) for w in parse.subtree(top)[:LONGEST] if w != owner]
    said = (*parse.children(verb, "obl"), *below)
    for word in said:
        lemma = parse.lemmas[word].lower()
        if BEHALF.get(lemma, " ") == case_of(parse, word):
            named = parse.children(word, "nmod", "nmod:poss")
        elif lemma in SPEAKING:
            named = tuple(c for c in parse.children(word, "obl") if case_of(parse, c) == "for")
        elif lemma == "member" and parse.child(word, "cop") is not None:
            named = tuple(c for c in parse.children(word, "nmod") if case_of(parse, c) == "of")
        else:
            continue
        groups = [c for c in (word, *named) if (a := doer_at(scene, c)) is not None and a.name and a.kind != "person"]
        if groups:
            return groups
    return []
