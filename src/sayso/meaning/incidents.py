"""The claims of one report -> incidents: one record for each happening that it tells of, however often.

Only what is told to have happened, to have been tried or to be threatened is an incident; what is denied, asked for or
expected is none. A happening that an older time sets apart ("last year's bombing") is one of its own.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sayso.meaning.incident.blame import Blame, blames_in, may_be_meant
from sayso.meaning.incident.groups import Act, act_of, grouped
from sayso.meaning.incident.names import named_in_chains
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


def incidents_of(scene: Scene, made: Sequence[Made]) -> tuple[Incident, ...]:
    """Return the happenings of a report in order of their first telling."""
    sentences = {s.first: n for n, s in enumerate(scene.parse.sentences)}
    acts: list[Act] = []
    for m in made:
        stage = STAGES.get(m.claim.status)
        if stage is not None and m.claim.type in TYPES:
            at = sentences[scene.parse.sentence(m.draft.predicate.trigger).first]
            acts.append(act_of(scene.parse, m, stage, at))
    groups = grouped(acts)
    context = _Context(scene, named_in_chains(scene), {m.claim.id: m.claim for m in made if m.claim.type == "ACCUSE"})
    blames = _blames(scene, groups)
    return tuple(_incident(context, group, blames.get(n, [])) for n, group in enumerate(groups))


@dataclass(frozen=True, slots=True)
class _Context:
    """What all incidents of a report are made with: names by the words that stand for them, accusations by id."""

    scene: Scene
    known: Mapping[int, Actor]
    accusing: Mapping[str, Claim]


def _blames(scene: Scene, groups: Sequence[Sequence[Act]]) -> dict[int, list[Blame]]:
    """Return who owns up or is blamed, by the group meant: that of the word for the act, else of the last assault."""
    heads = {h: n for n, g in enumerate(groups) for a in g for h in _words_of(scene, a)}
    assaults = [(a, n) for n, g in enumerate(groups) for a in g if a.claim.type == "ASSAULT"]
    violent = sorted((a.made.draft.predicate.trigger, n) for a, n in assaults)
    found: dict[int, list[Blame]] = {}
    for blame in blames_in(scene):
        meant = heads.get(blame.act)
        if meant is None and violent and may_be_meant(scene.parse, blame.act):
            meant = violent[max(0, bisect_left(violent, (blame.act, 0)) - 1)][1]
        if meant is not None:
            found.setdefault(meant, []).append(blame)
    return found


def _words_of(scene: Scene, act: Act) -> Iterator[int]:
    """Yield the words that tell an act, in the mentions folded into its claim as well."""
    yield from act.made.draft.heads
    for span in act.claim.retold:
        yield from scene.parse.words_in(span)


def _incident(context: _Context, group: Sequence[Act], blames: Sequence[Blame]) -> Incident:
    scene, accusing, made = context.scene, context.accusing, [a.made for a in group]
    claims = [m.claim for m in made]
    above = [accusing[k.claim] for c in claims for k in c.links if k.relation == "content of" and k.claim in accusing]
    where = _places(claims)
    return Incident(
        id=content_id(scene.report.id, "incident", *sorted(c.id for c in claims)), report=scene.report.id,
        type=claims[0].type, mode=next((c.mode for c in claims if c.mode), None), stage=group[0].stage,
        when=_when(claims), where=where, perpetrators=perpetrators_of(scene, made, above, blames, context.known),
        instruments=instruments_of(scene, made), targets=targets_of(scene, made, context.known),
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
