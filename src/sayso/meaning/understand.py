"""Parse -> statements and claims: the finders one after another, then one record for each act found."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from sayso.knowledge.claim_rules import RuleBook, load_rules
from sayso.meaning.actors import find_actors
from sayso.meaning.claim.embedded import addressed, outer_of
from sayso.meaning.claim.grounding import places_of, when_of_act
from sayso.meaning.claim.sayso import Chain, chain_at, flags_of
from sayso.meaning.claim.setting import in_setting, setting_of
from sayso.meaning.claim.tellings import told_once
from sayso.meaning.claim.trust import with_confidence
from sayso.meaning.claims import Draft, find_drafts
from sayso.meaning.figure.owners import strays_of
from sayso.meaning.figures import figures_of, find_figures
from sayso.meaning.incidents import incidents_of
from sayso.meaning.places import find_places
from sayso.meaning.scene import Scene, kinds_of
from sayso.meaning.statement.retold import with_retellings
from sayso.meaning.statements import find_statements
from sayso.meaning.status import Standing, standing_of, status_of
from sayso.meaning.syntax.arguments import in_order, mentions_in
from sayso.meaning.time.days import day_of, printed_day
from sayso.meaning.times import find_times
from sayso.model import Axes, Claim, Evidence, Figure, Incident, Link, MadeBy, Mention, Parse, Reading, Report, Span
from sayso.records import content_id, span_key

MOVING = frozenset({"aid.evacuate", "aid.take-to-safety", "retreat.safe-passage", "coerce.clear-people"})
CONTEXT = 32  # characters of prefix and suffix, as in the W3C's text quotes


# To add one, write a function from a scene and the rules to drafts, and name it here; the first to tell an act wins.
CLAIM_FINDERS: dict[str, Callable[[Scene, RuleBook], list[Draft]]] = {"rules": find_drafts}


def understand(report: Report, parse: Parse, made_by: MadeBy) -> Reading:
    """Return all that a report says happened, and who says so."""
    scene = scene_of(report, parse)
    book = load_rules()
    drafts = drafts_of(scene, book)
    strays = strays_by_act(scene, drafts)
    setting = setting_of(scene)
    made = [claim_of(scene, d, book, made_by, strays.get(d.predicate.trigger, ())) for d in drafts]
    told = linked(scene, [replace(m, claim=in_setting(scene, m.draft, m.claim, setting)) for m in made])
    once = told_once([m.claim for m in told], incidents_of(scene, told), title_end_of(report))
    claims, incidents = named_by_content(*once)
    return Reading(
        report=report,
        statements=tuple(f.statement for f in scene.statements),
        claims=with_confidence(parse, claims),
        incidents=incidents,
    )


def title_end_of(report: Report) -> int:
    """Return where a report's title ends; 0 without one."""
    return max((p.span.end for p in report.parts if p.kind == "title"), default=0)


def drafts_of(scene: Scene, book: RuleBook) -> list[Draft]:
    """Return the drafts of all finders in order of the text, one for each trigger."""
    found: dict[int, Draft] = {}
    for finder in CLAIM_FINDERS.values():
        for draft in finder(scene, book):
            found.setdefault(draft.predicate.trigger, draft)
    return addressed(scene.parse, [found[trigger] for trigger in sorted(found)])


def scene_of(report: Report, parse: Parse) -> Scene:
    """Run the finders of actors, places, times, figures and statements."""
    times = find_times(parse, published=report.published, dateline=printed_day(report))
    actors = find_actors(parse, on=day_of(report), times=times)
    statements = with_retellings(parse, find_statements(report, parse, actors, times))
    return Scene(
        report=report, parse=parse, actors=in_order(actors), places=in_order(find_places(parse)), times=in_order(times),
        figures=in_order(find_figures(parse)), statements=statements,
        kinds=kinds_of(parse, actors),
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Made:
    """A claim beside the draft it was made of."""

    draft: Draft
    claim: Claim


def strays_by_act(scene: Scene, drafts: list[Draft]) -> dict[int, tuple[Mention[Figure], ...]]:
    """Return the harm told in a sentence of its own, by the trigger of the assault it is of."""
    triggers = {head: d.predicate.trigger for d in drafts if d.rule.type == "ASSAULT" for head in d.heads}
    found: dict[int, tuple[Mention[Figure], ...]] = {}
    for head, mentions in strays_of(scene.parse, scene.figures, list(triggers)).items():
        found[triggers[head]] = (*found.get(triggers[head], ()), *mentions)
    return found


def claim_of(
    scene: Scene, draft: Draft, book: RuleBook, made_by: MadeBy, strays: tuple[Mention[Figure], ...] = ()
) -> Made:
    """Return the record of one draft, without confidence; the strays are figures that its sentence does not hold."""
    parse, trigger = scene.parse, draft.predicate.trigger
    info = book.types[draft.rule.type]
    standing = standing_in(parse, draft, info.quad)
    chain = chain_at(scene, trigger, standing)
    if draft.rule.speech and not draft.actors and is_performed(draft, standing, chain):
        draft, standing, chain = performed(draft, chain)
    status = status_of(standing.axes, attributed=len(chain.sources) > 1)
    score = info.modes.get(draft.mode) if draft.mode is not None else None
    claim = Claim(
        id="", report=scene.report.id, type=draft.rule.type, mode=draft.mode, contexts=draft.contexts,
        quad=info.quad, intensity=info.score if score is None else score, cameo=draft.rule.cameo,
        status=status, axes=_axes(standing, chain), flags=flags_of(scene, draft, standing, chain),
        actors=draft.actors, recipients=draft.recipients, when=when_of_act(scene, draft, standing.axes),
        where=places_of(scene, draft), figures=_figures(scene, draft, chain, strays), sayso=chain.sources,
        evidence=evidence_of(parse, trigger), rule=draft.rule.id, construction=draft.predicate.construction,
        confidence=0.0, made_by=made_by,
    )  # fmt: skip
    return Made(draft, replace(claim, id=_id(claim)))


def standing_in(parse: Parse, draft: Draft, quad: int) -> Standing:
    """Return how an act stands: of "nine died when a bomb went off" as the deaths do, if these are told plainly."""
    own = standing_of(parse, draft.predicate, quad)
    if parse.relations[draft.predicate.trigger] != "advcl":
        return own
    above = set(parse.ancestors(draft.predicate.trigger))
    told = (standing_of(parse, facet, quad) for facet in draft.facets if facet.trigger in above)
    return next((s for s in told if s.axes == Axes()), own)


def is_performed(draft: Draft, standing: Standing, chain: Chain) -> bool:
    """True of a threat or demand in the words of somebody who is named, and of any other act of speech told plainly."""
    if not chain.statements or chain.statements[-1].source is None:
        return False
    return draft.rule.type in ("THREATEN", "REQUEST") or replace(standing.axes, time="past") == Axes()


def performed(draft: Draft, chain: Chain) -> tuple[Draft, Standing, Chain]:
    """A threat or demand made by saying it ("You will pay for this," Oda said): the speaker does it, as reported."""
    speaker = chain.statements[-1].source
    actors = (speaker,) if speaker is not None else ()
    return replace(draft, actors=actors), Standing(Axes()), Chain(chain.sources[:-1], chain.statements[:-1])


def evidence_of(parse: Parse, trigger: int) -> Evidence:
    """Return the sentence and trigger with some text around them."""
    at, text = parse.spans[trigger], parse.text
    return Evidence(
        sentence=parse.sentence_span(trigger), trigger=at, exact=text[at.start : at.end],
        prefix=text[max(0, at.start - CONTEXT) : at.start], suffix=text[at.end : at.end + CONTEXT],
    )  # fmt: skip


def linked(scene: Scene, made: list[Made]) -> list[Made]:
    """Link the content of a threat, demand or accusation to it."""
    ids = {m.draft.predicate.trigger: m.claim.id for m in made}
    outer = outer_of(scene.parse, [m.draft for m in made])
    inside = {trigger: ids[above.predicate.trigger] for trigger, above in outer.items()}
    return _without_frames([_with_link(m, inside.get(m.draft.predicate.trigger)) for m in made])


def _without_frames(made: list[Made]) -> list[Made]:
    """Leave out the cue of "You will pay," he warned: it is one threat, which its own words tell."""
    told = {(link.claim, m.claim.type) for m in made if m.claim.status == "reported" for link in m.claim.links}
    return [m for m in made if (m.claim.id, m.claim.type) not in told]


def _with_link(made: Made, outer: str | None) -> Made:
    if outer is None or outer == made.claim.id:
        return made
    return replace(made, claim=replace(made.claim, links=(Link(relation="content of", claim=outer),)))


def _axes(standing: Standing, chain: Chain) -> tuple[Axes, ...]:
    """One set per source: the innermost commits itself as the sentence says, those around it only report that."""
    last = len(chain.sources) - 1
    outer = tuple(Axes(source=i, polarity="u", certainty="U", time=standing.axes.time) for i in range(last))
    return (*outer, replace(standing.axes, source=last))


def _figures(scene: Scene, draft: Draft, chain: Chain, strays: tuple[Mention[Figure], ...] = ()) -> tuple[Figure, ...]:
    doers = set(draft.predicate.fillers("agent|patient|beneficiary" if draft.rule.id in MOVING else "agent|patient"))
    mine = [m for head in draft.heads for m in figures_of(scene.parse, head, _near(scene, head))] + list(strays)
    found = {m.what.span: _told_of(draft, m.what) for m in mine if m.what.kind != "other" or m.head in doers}
    return tuple(replace(found[span], source=len(chain.sources) - 1) for span in sorted(found))


def _near(scene: Scene, head: int) -> tuple[Mention[Figure], ...]:
    return tuple(mentions_in(scene.figures, scene.parse.sentence(head)))


def _told_of(draft: Draft, figure: Figure) -> Figure:
    """Those who march are protesters, whatever word they are counted by; those brought to safety are displaced."""
    kind = "protesters" if draft.rule.type == "PROTEST" else "displaced" if draft.rule.id in MOVING else None
    return replace(figure, kind=kind) if kind and figure.kind == "other" else figure


def named_by_content(
    claims: tuple[Claim, ...], incidents: tuple[Incident, ...]
) -> tuple[tuple[Claim, ...], tuple[Incident, ...]]:
    """Return claims and incidents with the ids of the claims as they are now, with what other tellings added."""
    ids = {claim.id: _id(claim) for claim in claims}
    links = (tuple(replace(k, claim=ids.get(k.claim, k.claim)) for k in claim.links) for claim in claims)
    renamed = tuple(replace(c, id=ids[c.id], links=k) for c, k in zip(claims, links, strict=True))
    return renamed, tuple(replace(i, claims=tuple(ids[c] for c in i.claims)) for i in incidents)


def _id(claim: Claim) -> str:
    roles: list[Span] = [a.span for a in (*claim.actors, *claim.recipients)]
    return content_id(claim.report, claim.type, span_key(claim.evidence.trigger), *map(span_key, roles))
