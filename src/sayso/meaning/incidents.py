"""The claims of one report -> incidents: one record for each happening that it tells of, however often.

Only what is told to have happened, to have been tried or to be threatened is an incident; what is denied, asked for or
expected is none. A happening that an older time sets apart ("last year's bombing") is one of its own.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sayso.meaning.incident.blame import Blame, blames_in, is_several, may_be_meant
from sayso.meaning.incident.groups import Act, act_of, grouped
from sayso.meaning.incident.identified import Identified, identified_in
from sayso.meaning.incident.names import full_names, named_in_chains
from sayso.meaning.incident.roles import instruments_of, perpetrators_of
from sayso.meaning.incident.targets import targets_of
from sayso.meaning.scene import Scene
from sayso.model import Actor, Claim, Figure, Incident, Place, Stage, Status, When
from sayso.records import content_id

if TYPE_CHECKING:
    from sayso.meaning.understand import Made

TYPES = frozenset({"ASSAULT", "COERCE", "PROTEST", "MOBILIZE", "RETREAT", "SANCTION", "AID"})
STAGES: dict[Status, Stage] = {
    "reported": "accomplished", "attributed": "accomplished", "attempted": "attempted", "failed": "attempted",
    "prevented": "attempted", "threatened": "threatened",
}  # fmt: skip

SERIES = 8  # assaults back that "the attacks" may mean


def incidents_of(scene: Scene, made: Sequence[Made]) -> tuple[Incident, ...]:
    """Return the happenings of a report in order of their first telling."""
    sentences = {s.first: n for n, s in enumerate(scene.parse.sentences)}
    acts: list[Act] = []
    full = full_names(scene)
    for m in made:
        stage = STAGES.get(m.claim.status)
        if stage is not None and m.claim.type in TYPES:
            at = sentences[scene.parse.sentence(m.draft.predicate.trigger).first]
            acts.append(act_of(scene.parse, m, stage, at, full))
    groups = grouped(acts)
    assaults = ((a, n) for n, g in enumerate(groups) for a in g if a.claim.type == "ASSAULT")
    violent = sorted((a.made.draft.predicate.trigger, n) for a, n in assaults)
    context = _Context(
        scene, {m.claim.id: m.claim for m in made if m.claim.type == "ACCUSE"}, named_in_chains(scene),
        full, _blames(scene, groups, violent), _identified(scene, violent),
    )  # fmt: skip
    return tuple(_incident(context, group, n) for n, group in enumerate(groups))


@dataclass(frozen=True, slots=True)
class _Context:
    """What all incidents of a report are made with.

    Accusations are by id, names by the words that stand for them and by short forms, what is told elsewhere by the
    number of the happening.
    """

    scene: Scene
    accusing: Mapping[str, Claim]
    known: Mapping[int, Actor]
    full: Mapping[str, str]
    blames: Mapping[int, Sequence[Blame]]
    identified: Mapping[int, Sequence[Identified]]


def _blames(
    scene: Scene, groups: Sequence[Sequence[Act]], violent: Sequence[tuple[int, int]]
) -> dict[int, list[Blame]]:
    """Return who owns up or is blamed, by the group meant: that of the word for the act, else of the last assault.

    "The attacks" are all before them whose doer is not named.
    """
    heads = {h: n for n, g in enumerate(groups) for a in g for h in _words_of(scene, a)}
    found: dict[int, list[Blame]] = {}
    for blame in blames_in(scene):
        meant = [heads[blame.act]] if blame.act in heads else []
        if violent and may_be_meant(scene.parse, blame.act):
            before = _last_before(violent, blame.act)
            meant = meant or [violent[before][1]]
            if is_several(scene.parse, blame.act):
                meant += [n for _, n in violent[max(0, before - SERIES) : before] if not _has_doers(groups[n])]
        for n in dict.fromkeys(meant):
            found.setdefault(n, []).append(blame)
    return found


def _last_before(violent: Sequence[tuple[int, int]], word: int) -> int:
    return max(0, bisect_left(violent, (word, 0)) - 1)


def _has_doers(group: Sequence[Act]) -> bool:
    return any(doer.id or doer.name for act in group for doer in act.doers)


def _identified(scene: Scene, violent: Sequence[tuple[int, int]]) -> dict[int, list[Identified]]:
    """Return whom the report names after it told what befell them, by the group of the last assault before."""
    found: dict[int, list[Identified]] = {}
    for one in identified_in(scene) if violent else ():
        found.setdefault(violent[_last_before(violent, one.subject)][1], []).append(one)
    return found


def _words_of(scene: Scene, act: Act) -> Iterator[int]:
    """Yield the words that tell an act, in the mentions folded into its claim as well."""
    yield from act.made.draft.heads
    for span in act.claim.retold:
        yield from scene.parse.words_in(span)


def _incident(context: _Context, group: Sequence[Act], n: int) -> Incident:
    scene, accusing, made = context.scene, context.accusing, [a.made for a in group]
    claims = [m.claim for m in made]
    above = [accusing[k.claim] for c in claims for k in c.links if k.relation == "content of" and k.claim in accusing]
    where, blames = _places(claims), context.blames.get(n, ())
    return Incident(
        id=content_id(scene.report.id, "incident", *sorted(c.id for c in claims)), report=scene.report.id,
        type=claims[0].type, mode=next((c.mode for c in claims if c.mode), None), stage=group[0].stage,
        when=_when(claims), where=where, perpetrators=perpetrators_of(scene, made, above, blames, context.known),
        instruments=instruments_of(scene, made),
        targets=targets_of(scene, made, context.known, context.full, context.identified.get(n, ())),
        figures=_figures(claims),
        countries=tuple(dict.fromkeys(p.country for p in where if p.country)),
        claims=tuple(dict.fromkeys(c.id for c in claims)),
    )  # fmt: skip


def _when(claims: Sequence[Claim]) -> When | None:
    """Return the narrowest time stated, else what is inferred."""
    told = [c.when for c in claims if c.when is not None]
    stated = [w for w in told if w.basis == "stated" and (w.earliest or w.latest)]
    dated = [w for w in stated if w.earliest and w.latest]
    return next(iter(sorted(dated, key=_width) or stated or sorted(told, key=lambda w: w.earliest is None)), None)


def _width(when: When) -> bool:
    return (when.earliest or "")[:10] != (when.latest or "")[:10]


def _places(claims: Sequence[Claim]) -> tuple[Place, ...]:
    """Return the places stated; the inferred ones where none is."""
    found = {(p.geonames or p.name, p.role): p for c in claims for p in reversed(c.where)}
    stated = tuple(p for p in found.values() if p.basis == "stated")
    return stated or tuple(found.values())


def _figures(claims: Sequence[Claim]) -> tuple[Figure, ...]:
    """Return what the claims count, each number of a kind once."""
    return tuple({(f.kind, f.low, f.high, f.who): f for c in claims for f in c.figures}.values())
