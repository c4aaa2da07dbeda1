"""The phenomena of methods 1.7, each in words of our own and a parse by hand."""

from dataclasses import dataclass

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.meaning.statements import Found, chain_of, find_statements
from sayso.model import Actor, Mention, Parse, Part, Report, Span, When
from tests.make import parse, report


@dataclass(frozen=True)
class Seen:
    """What a statement comes to, in words."""

    source: str | None
    cue: str | None
    text: str
    form: str = "indirect"


def statements(notation: str, *, title: bool = False) -> tuple[Found, ...]:
    p = parse(notation, part="title" if title else "body")
    return find_statements(_report(p, title=title), p, ())


def _report(p: Parse, *, title: bool = False) -> Report:
    made = report(p.text)
    kind = "title" if title else "body"
    return Report(id=made.id, text=p.text, parts=(Part(kind, Span(0, len(p.text))),))


def seen(notation: str, *, title: bool = False) -> list[Seen]:
    return [
        Seen(s.source.text if s.source else None, s.cue.text if s.cue else None, s.text, s.form)
        for s in (f.statement for f in statements(notation, title=title))
    ]


def test_a_statement_points_at_its_words() -> None:
    (found,) = statements(
        "Oda/NNP/nsubj>2 said=say/VBD/root that/IN/mark>5 Tarn/NNP/nsubj>5 fell=fall/VBD/ccomp>2 ././punct>2"
    )
    s = found.statement
    assert (found.cue_head, found.source_head, found.source_heads) == (1, 0, (0,))
    assert found.content_words == {3, 4}
    assert s.content == (Span(14, 23),)
    assert (s.cue.stance, s.flags, s.inside) == ("report", (), None) if s.cue else False


SPLIT = (
    "“/``/punct>5 We/PRP/nsubj>5 did=do/VBD/aux>5 n't/RB/advmod>5 fire/VB/ccomp>9 ,/,/punct>5 ”/''/punct>5 "
    "Oda/NNP/nsubj>9 said=say/VBD/root ,/,/punct>9 “/``/punct>14 and/CC/cc>14 we/PRP/nsubj>14 will/MD/ccomp>9 "
    "not/RB/advmod>14 ././punct>9 ”/''/punct>14"
)

SENTENCES = [
    (
        "1 split quote", SPLIT, [Seen("Oda", "said", "We didn't fire ... and we will not.", "direct")],
    ), (
        "2 two cues, one speaker",
        "Oda/NNP/nsubj>2 said=say/VBD/root the/DT/det>4 depot/NN/nsubj>6 was=be/VBD/cop>6 empty/JJ/ccomp>2 ,/,/punct>8 "
        "adding=add/VBG/advcl>2 that/IN/mark>12 nobody/NN/nsubj:pass>12 was=be/VBD/aux:pass>12 hurt/VBN/ccomp>8 "
        "././punct>2",
        [Seen("Oda", "said", "the depot was empty"), Seen("Oda", "adding", "nobody was hurt")],
    ), (
        "2 two cues, the second attached into the content",
        "Oda/NNP/nsubj>2 said=say/VBD/root the/DT/det>4 depot/NN/nsubj>6 was=be/VBD/cop>6 empty/JJ/ccomp>2 ,/,/punct>8 "
        "adding=add/VBG/advcl>6 that/IN/mark>12 nobody/NN/nsubj:pass>12 was=be/VBD/aux:pass>12 hurt/VBN/ccomp>8 "
        "././punct>2",
        [Seen("Oda", "said", "the depot was empty"), Seen("Oda", "adding", "nobody was hurt")],
    ), (
        "4 mixed quote with a loaded word",
        "Oda/NNP/nsubj>2 called=call/VBD/root the/DT/det>4 raid/NN/obj>2 “/``/punct>7 an/DT/det>7 act/NN/xcomp>2 "
        "of/IN/case>9 piracy/NN/nmod>7 ”/''/punct>7 ././punct>2",
        [Seen("Oda", "called", "an act of piracy", "direct")],
    ), (
        "5 scare quote",
        "Norland/NNP/nsubj>2 said=say/VBD/root its/PRP$/nmod:poss>5 “/``/punct>5 peacekeepers=peacekeeper/NNS/nsubj>8 "
        "”/''/punct>5 had=have/VBD/aux>8 entered=enter/VBN/ccomp>2 Tarn/NNP/obj>8 ././punct>2",
        [Seen("Norland", "said", "its “peacekeepers” had entered Tarn", "mixed")],
    ), (
        "6 according to, at the end",
        "Six/CD/nummod>2 boats=boat/NNS/nsubj:pass>4 were=be/VBD/aux:pass>4 sunk=sink/VBN/root ,/,/punct>9 "
        "according=accord/VBG/case>9 to/IN/fixed>6 the/DT/det>9 guard/NN/obl>4 ././punct>4",
        [Seen("the guard", "according to", "Six boats were sunk")],
    ), (
        "7 according to, and a later sentence",
        "Six/CD/nummod>2 boats=boat/NNS/nsubj>3 sank=sink/VBD/root ,/,/punct>7 according=accord/VBG/case>7 "
        "to/IN/fixed>5 "
        "Oda/NNP/obl>3 ././punct>3 || Two/CD/nsubj>2 drifted=drift/VBD/root ashore/RB/advmod>2 ././punct>2",
        [Seen("Oda", "according to", "Six boats sank")],
    ), (
        "8 passive cue without a source",
        "It/PRP/expl>3 was=be/VBD/aux:pass>3 alleged=allege/VBN/root that/IN/mark>7 the/DT/det>6 mayor/NN/nsubj>7 "
        "ordered=order/VBD/ccomp>3 arrests=arrest/NNS/obj>7 ././punct>3",
        [Seen(None, "alleged", "the mayor ordered arrests")],
    ), (
        "9 raising",
        "The/DT/det>2 convoy/NN/nsubj:pass>4 is=be/VBZ/aux:pass>4 believed=believe/VBN/root to/TO/mark>7 have/VB/aux>7 "
        "crossed=cross/VBN/xcomp>4 ././punct>4",
        [Seen(None, "believed", "The convoy ... to have crossed")],
    ), (
        "10 source of a source",
        "Radio/NNP/compound>2 Ostra/NNP/nsubj>8 ,/,/punct>4 citing=cite/VBG/advcl>8 two/CD/nummod>6 "
        "officers=officer/NNS/obj>4 ,/,/punct>4 said=say/VBD/root Tarn/NNP/nsubj>11 had=have/VBD/aux>11 "
        "fallen=fall/VBN/ccomp>8 ././punct>8",
        [Seen("two officers", "citing", "Tarn had fallen"), Seen("Radio Ostra", "said", "Tarn had fallen")],
    ), (
        "13 the one spoken to",
        "“/``/punct>4 You/PRP/nsubj>4 will/MD/aux>4 regret/VB/ccomp>10 it/PRP/obj>4 ,/,/punct>4 ”/''/punct>4 "
        "the/DT/det>9 "
        "envoy/NN/nsubj>10 told=tell/VBD/root Oda/NNP/obj>10 ././punct>10",
        [Seen("the envoy", "told", "You will regret it", "direct")],
    ), (
        "14 aside",
        "Oda/NNP/nsubj>7 ,/,/punct>4 who/WP/nsubj>4 replaced=replace/VBD/acl:relcl>1 Lund/NNP/obj>4 ,/,/punct>4 "
        "said=say/VBD/root Tarn/NNP/nsubj>9 fell=fall/VBD/ccomp>7 ././punct>7",
        [Seen("Oda", "said", "Tarn fell")],
    ), (
        "15 an organisation and its voice",
        "A/DT/det>3 ministry/NN/compound>3 spokeswoman/NN/nsubj>4 said=say/VBD/root in/IN/case>7 a/DT/det>7 "
        "statement/NN/obl>4 Tarn/NNP/nsubj>9 fell=fall/VBD/ccomp>4 ././punct>4",
        [Seen("A ministry spokeswoman", "said", "Tarn fell")],
    ), (
        "16 unnamed officials",
        "Two/CD/nummod>2 officials=official/NNS/nsubj>11 familiar/JJ/amod>2 with/IN/case>6 the/DT/det>6 plan/NN/obl>3 "
        ",/,/punct>9 who/WP/nsubj>9 left=leave/VBD/acl:relcl>2 ,/,/punct>9 said=say/VBD/root Tarn/NNP/nsubj>13 "
        "fell=fall/VBD/ccomp>11 ././punct>11",
        [Seen("Two officials familiar with the plan", "said", "Tarn fell")],
    ), (
        "17 metonymy",
        "Norland/NNP/nsubj>2 denied=deny/VBD/root the/DT/det>4 report/NN/obj>2 ././punct>2",
        [Seen("Norland", "denied", "the report")],
    ), (
        "18 joined sources",
        "Norland/NNP/nsubj>5 and/CC/cc>3 Sarvia/NNP/conj>1 both/DT/det>1 said=say/VBD/root the/DT/det>7 "
        "line/NN/nsubj>9 "
        "was=be/VBD/cop>9 quiet/JJ/ccomp>5 ././punct>5",
        [Seen("Norland", "said", "the line was quiet"), Seen("Sarvia", "said", "the line was quiet")],
    ), (
        "19 joined claims",
        "Norland/NNP/nsubj>2 said=say/VBD/root ten/CD/nsubj>4 died=die/VBD/ccomp>2 ;/:/punct>7 Sarvia/NNP/nsubj>7 "
        "claimed=claim/VBD/parataxis>2 three/CD/nsubj>9 did=do/VBD/ccomp>7 ././punct>2",
        [Seen("Norland", "said", "ten died"), Seen("Sarvia", "claimed", "three did")],
    ), (
        "20 a document",
        "Satellite/NN/compound>2 images=image/NNS/nsubj>3 show/VBP/root two/CD/nummod>5 "
        "craters=crater/NNS/obj>3 ././punct>3",
        [Seen("Satellite images", "show", "two craters")],
    ), (
        "23 participle at the front",
        "Saying=say/VBG/advcl>8 the/DT/det>3 road/NN/nsubj>5 was=be/VBD/cop>5 unsafe/JJ/ccomp>1 ,/,/punct>1 "
        "Oda/NNP/nsubj>8 "
        "cancelled=cancel/VBD/root the/DT/det>10 visit/NN/obj>8 ././punct>8",
        [Seen("Oda", "Saying", "the road was unsafe")],
    ), (
        "24 cue noun",
        "The/DT/det>2 Brigade/NNP/nmod:poss>4 's/POS/case>2 claim/NN/nsubj:pass>12 that/IN/mark>7 it/PRP/nsubj>7 "
        "downed=down/VBD/acl>4 a/DT/det>9 drone/NN/obj>7 could/MD/aux>12 be/VB/aux:pass>12 "
        "doubted=doubt/VBN/root ././punct>12",
        [Seen("The Brigade", "claim", "it downed a drone")],
    ), (
        "25 claim of responsibility",
        "The/DT/det>2 Brigade/NNP/nsubj>3 claimed=claim/VBD/root responsibility/NN/obj>3 for/IN/case>7 the/DT/det>7 "
        "blast/NN/nmod>4 ././punct>3",
        [Seen("The Brigade", "claimed responsibility", "responsibility for the blast")],
    ), (
        "26 no comment",
        "The/DT/det>2 army/NN/nsubj>3 declined=decline/VBD/root to/TO/mark>5 comment/VB/xcomp>3 on/IN/case>8 "
        "the/DT/det>8 "
        "strike/NN/obl>5 ././punct>3", [],
    ), (
        "27 denial",
        "Sarvia/NNP/nsubj>2 denied=deny/VBD/root shelling=shell/VBG/xcomp>2 Ostra/NNP/obj>3 ././punct>2",
        [Seen("Sarvia", "denied", "shelling Ostra")],
    ), (
        "28 negated cue",
        "Oda/NNP/nsubj>4 did=do/VBD/aux>4 not/RB/advmod>4 say/VB/root when/WRB/advmod>8 "
        "troops=troop/NNS/nsubj>8 would/MD/aux>8 "
        "leave/VB/ccomp>4 ././punct>4", [],
    ), (
        "29 hypothetical cue",
        "If/IN/mark>3 they/PRP/nsubj>3 say/VBP/advcl>9 we/PRP/nsubj>5 attacked=attack/VBD/ccomp>3 they/PRP/nsubj>9 "
        "will/MD/aux>9 be/VB/aux>9 lying=lie/VBG/root ././punct>9", [],
    ), (
        "30 question",
        "Asked=ask/VBN/advcl>9 whether/IN/mark>6 the/DT/det>4 army/NN/nsubj>6 had=have/VBD/aux>6 "
        "fired=fire/VBN/ccomp>1 "
        ",/,/punct>1 Oda/NNP/nsubj>9 laughed=laugh/VBD/root ././punct>9", [],
    ), (
        "31 adverb",
        "The/DT/det>2 commander/NN/nsubj:pass>5 was=be/VBD/aux:pass>5 reportedly/RB/advmod>5 "
        "arrested=arrest/VBN/root ././punct>5",
        [Seen(None, "reportedly", "The commander was ... arrested")],
    ), (
        "32 aside within indirect speech",
        "Oda/NNP/nsubj>2 said=say/VBD/root the/DT/det>4 port/NN/nsubj>11 ,/,/punct>6 hit/VBN/acl>4 twice/RB/advmod>6 "
        "lately/RB/advmod>6 ,/,/punct>6 would/MD/aux>11 reopen/VB/ccomp>2 ././punct>2",
        [Seen("Oda", "said", "the port, hit twice lately, would reopen")],
    ), (
        "33 attitude",
        "Sarvia/NNP/nsubj>2 fears=fear/VBZ/root that/IN/mark>6 Norland/NNP/nsubj>6 will/MD/aux>6 "
        "invade/VB/ccomp>2 ././punct>2",
        [Seen("Sarvia", "fears", "Norland will invade")],
    ), (
        "33 attitude to a thing",
        "Sarvia/NNP/nsubj>2 fears=fear/VBZ/root an/DT/det>4 invasion/NN/obj>2 ././punct>2",
        [Seen("Sarvia", "fears", "an invasion")],
    ), (
        "34 tally",
        "By/IN/case>5 the/DT/det>3 ministry/NN/nmod:poss>5 's/POS/case>3 count/NN/obl>9 ,/,/punct>5 40/CD/nummod>8 "
        "houses=house/NNS/nsubj>9 burned=burn/VBD/root ././punct>9",
        [Seen("the ministry", "count", "40 houses burned")],
    ), (
        "35 title in quotation marks",
        "Oda/NNP/nsubj>2 saw=see/VBD/root the/DT/det>4 film/NN/obj>2 “/``/punct>7 The/DT/det>7 "
        "Siege/NNP/appos>4 of/IN/case>9 "
        "Tarn/NNP/nmod>7 ”/''/punct>7 ././punct>2", [],
    ), (
        "accused of", "Norland/NNP/nsubj>2 accused=accuse/VBD/root Sarvia/NNP/obj>2 of/IN/mark>5 "
        "shelling=shell/VBG/advcl>2 "
        "Ostra/NNP/obj>5 ././punct>2", [Seen("Norland", "accused", "Sarvia of shelling Ostra")],
    ), (
        "was accused by", "Sarvia/NNP/nsubj:pass>3 was=be/VBD/aux:pass>3 accused=accuse/VBN/root by/IN/case>5 "
        "Norland/NNP/obl:agent>3 of/IN/mark>7 shelling=shell/VBG/advcl>3 Ostra/NNP/obj>7 ././punct>3",
        [Seen("Norland", "accused", "Sarvia ... of shelling Ostra")],
    ), (
        "blamed for", "Norland/NNP/nsubj>2 blamed=blame/VBD/root Sarvia/NNP/obj>2 for/IN/case>6 the/DT/det>6 "
        "blast/NN/obl>2 "
        "././punct>2", [Seen("Norland", "blamed", "Sarvia for the blast")],
    ), (
        "parenthetical", "Tarn/NNP/nsubj>6 ,/,/punct>4 Oda/NNP/nsubj>4 said=say/VBD/parataxis>6 ,/,/punct>4 "
        "fell=fall/VBD/root "
        "on/IN/case>8 Monday/NNP/obl>6 ././punct>6", [Seen("Oda", "said", "Tarn ... fell on Monday")],
    ), (
        "quotation with the cue as parataxis",
        "“/``/punct>3 We/PRP/nsubj>3 won=win/VBD/root ,/,/punct>3 ”/''/punct>3 said=say/VBD/parataxis>3 "
        "Oda/NNP/nsubj>6 ././punct>3",
        [Seen("Oda", "said", "We won", "direct")],
    ), (
        "quotation after a colon",
        "Oda/NNP/nsubj>2 said=say/VBD/root :/:/punct>2 || “/``/punct>3 We/PRP/nsubj>3 won=win/VBD/root "
        "././punct>3 ”/''/punct>3",
        [Seen("Oda", "said", "We won.", "direct")],
    ), (
        "vow", "Norland/NNP/nsubj>2 vowed=vow/VBD/root to/TO/mark>4 strike/VB/xcomp>2 Tarn/NNP/obj>4 ././punct>2",
        [Seen("Norland", "vowed", "to strike Tarn")],
    ), (
        "call for", "Norland/NNP/nsubj>2 called=call/VBD/root for/IN/case>5 a/DT/det>5 truce/NN/obl>2 ././punct>2",
        [Seen("Norland", "called for", "a truce")],
    ), (
        "quoted as saying", "Oda/NNP/nsubj:pass>3 was=be/VBD/aux:pass>3 quoted=quote/VBN/root as/IN/mark>5 "
        "saying=say/VBG/advcl>3 "
        "Tarn/NNP/nsubj>7 fell=fall/VBD/ccomp>5 ././punct>3", [Seen("Oda", "saying", "Tarn fell")],
    ), (
        "went on to say", "Oda/NNP/nsubj>2 went=go/VBD/root on/RP/advmod>2 to/TO/mark>5 say/VB/xcomp>2 "
        "Tarn/NNP/nsubj>7 "
        "fell=fall/VBD/ccomp>5 ././punct>2", [Seen("Oda", "say", "Tarn fell")],
    ), (
        "an unlisted verb with a quotation",
        "“/``/punct>3 We/PRP/nsubj>3 won=win/VBD/ccomp>7 ,/,/punct>3 ”/''/punct>3 Oda/NNP/nsubj>7 "
        "beamed=beam/VBD/root ././punct>7",
        [Seen("Oda", "beamed", "We won", "direct")],
    ), (
        "nobody claimed", "No/DT/det>2 group/NN/nsubj>3 claimed=claim/VBD/root responsibility/NN/obj>3 ././punct>3", [],
    ), (
        "call on",
        "Norland/NNP/nsubj>2 called=call/VBD/root on/IN/case>4 Sarvia/NNP/obl>2 to/TO/mark>6 leave/VB/advcl>2 "
        "Tarn/NNP/obj>6 ././punct>2", [Seen("Norland", "called on", "Sarvia to leave Tarn")],
    ), (
        "said in a statement that, attached to the statement",
        "Oda/NNP/nsubj>2 said=say/VBD/root in/IN/case>5 a/DT/det>5 statement/NN/obl>2 that/IN/mark>8 Tarn/NNP/nsubj>8 "
        "fell=fall/VBD/acl>5 ././punct>2", [Seen("Oda", "said", "Tarn fell")],
    ), (
        "the speaker taken for an object",
        "Tarn/NNP/nsubj>2 fell=fall/VBD/ccomp>4 ,/,/punct>2 said=say/VBD/root the/DT/det>6 mayor/NN/iobj>4 ././punct>4",
        [Seen("the mayor", "said", "Tarn fell")],
    ), (
        "wants to", "Oda/NNP/nsubj>2 wants=want/VBZ/root to/TO/mark>4 leave/VB/xcomp>2 Tarn/NNP/obj>4 ././punct>2",
        [Seen("Oda", "wants", "to leave Tarn")],
    ), (
        "does not want to",
        "Oda/NNP/nsubj>4 does=do/VBZ/aux>4 not/RB/advmod>4 want/VB/root to/TO/mark>6 leave/VB/xcomp>4 ././punct>4", [],
    ), (
        "mocked", "Oda/NNP/nsubj>2 mocked=mock/VBD/root Lund/NNP/obj>2 ././punct>2", [Seen("Oda", "mocked", "Lund")],
    ), (
        "talked about",
        "Oda/NNP/nsubj>2 talked=talk/VBD/root about/IN/case>5 the/DT/det>5 raid/NN/obl>2 ././punct>2",
        [Seen("Oda", "talked about", "the raid")],
    ), (
        "a clause that describes the source",
        "Owners=owner/NNS/nsubj>5 who/WP/nsubj>3 oppose/VBP/acl:relcl>1 it/PRP/obj>3 left=leave/VBD/root ././punct>5",
        [Seen("Owners", "oppose", "it")],
    ), (
        "proud of", "Oda/NNP/nsubj>3 is=be/VBZ/cop>3 proud/JJ/root of/IN/case>6 the/DT/det>6 army/NN/obl>3 ././punct>3",
        [Seen("Oda", "proud of", "the army")],
    ), (
        "his plan to", "His=his/PRP$/nmod:poss>2 plan/NN/nsubj>5 to/TO/mark>4 leave/VB/acl>2 failed=fail/VBD/root "
        "././punct>5", [Seen("His", "plan", "to leave")],
    ), (
        "raised concerns about", "Oda/NNP/nsubj>2 raised=raise/VBD/root concerns=concern/NNS/obj>2 about/IN/case>6 "
        "the/DT/det>6 raid/NN/nmod>3 ././punct>2", [Seen("Oda", "concerns about", "the raid")],
    ), (
        "seems to", "Oda/NNP/nsubj>2 seems=seem/VBZ/root to/TO/mark>4 agree/VB/xcomp>2 ././punct>2",
        [Seen(None, "seems", "Oda ... to agree")],
    ), (
        "seen as", "The/DT/det>2 raid/NN/nsubj:pass>4 is=be/VBZ/aux:pass>4 seen=see/VBN/root as/IN/case>7 a/DT/det>7 "
        "threat/NN/obl>4 ././punct>4", [Seen(None, "seen", "The raid ... as a threat")],
    ), (
        "criticised by", "The/DT/det>2 raid/NN/nsubj:pass>4 was=be/VBD/aux:pass>4 criticised=criticise/VBN/root "
        "by/IN/case>6 Lund/NNP/obl:agent>4 ././punct>4", [Seen("Lund", "criticised", "The raid")],
    ), (
        "against another source", "Police/NNS/nsubj>2 said=say/VBD/root two/CD/nsubj>4 died=die/VBD/ccomp>2 ,/,/punct>8 "
        "while/IN/mark>8 Oda/NNP/nsubj>8 said=say/VBD/advcl>4 nine/CD/nsubj>10 did=do/VBD/ccomp>8 ././punct>2",
        [Seen("Police", "said", "two died"), Seen("Oda", "said", "nine did")],
    ), (
        "a condition before a cue between commas",
        "If/IN/mark>3 they/PRP/nsubj>3 come/VBP/advcl>6 ,/,/punct>6 Oda/NNP/nsubj>6 warned=warn/VBD/root ,/,/punct>6 "
        "we/PRP/nsubj>9 go/VBP/ccomp>6 ././punct>6", [Seen("Oda", "warned", "If they come ... we go")],
    ), (
        "a name and a colon", "Lund/NNP/root :/:/punct>1 “/``/punct>5 We/PRP/nsubj>5 won=win/VBD/parataxis>1 ././punct>5 "
        "”/''/punct>5", [Seen("Lund", ":", "We won.", "direct")],
    ), (
        "the move suggests", "The/DT/det>2 move/NN/nsubj>3 suggests=suggest/VBZ/root Tarn/NNP/nsubj>5 "
        "fell=fall/VBD/ccomp>3 ././punct>3",
        [],
    ),
]  # fmt: skip


@pytest.mark.parametrize(("name", "notation", "wanted"), SENTENCES, ids=[s[0] for s in SENTENCES])
def test_phenomena(name: str, notation: str, wanted: list[Seen]) -> None:
    assert seen(notation) == wanted


def test_what_is_only_wanted_or_judged_is_on_nobodys_word() -> None:
    found = statements("Oda/NNP/nsubj>2 condemned=condemn/VBD/root the/DT/det>4 raid/NN/obj>2 ././punct>2")
    assert found[0].statement.flags == ("not asserted",)
    assert found[0].statement.cue is not None and found[0].statement.cue.stance == "evaluate"
    assert chain_of(found, 3, found) == ()


def test_the_source_is_its_whole_phrase() -> None:
    (found,) = statements("Lund/NNP/nsubj>8 ,/,/punct>4 a/DT/det>4 spokesman/NN/appos>1 for/IN/case>6 Tarn/NNP/nmod>4 "
                          ",/,/punct>4 said=say/VBD/root it/PRP/nsubj>10 fell=fall/VBD/ccomp>8 ././punct>8")  # fmt: skip
    assert found.statement.source is not None
    assert (found.statement.source.text, found.statement.source.name) == ("Lund, a spokesman for Tarn", "Lund")


def test_a_parenthetical_is_found_wherever_the_parse_hangs_it() -> None:
    assert seen(
        "Lund/NNP/nsubj>6 ,/,/punct>3 analysts=analyst/NNS/appos>1 said=say/VBD/acl:relcl>1 ,/,/punct>3 "
        "has=have/VBZ/root reasons=reason/NNS/obj>6 ././punct>6"
    ) == [Seen("analysts", "said", "Lund ... has reasons")]


def test_the_writers_own_view_is_no_link_of_the_chain() -> None:
    (found,) = statements("I/PRP/nsubj>2 think/VBP/root Tarn/NNP/nsubj>4 fell=fall/VBD/ccomp>2 ././punct>2")
    assert found.statement.flags == ("own voice",)
    assert chain_of((found,), 3, (found,)) == ()


def test_a_turn_of_a_transcript() -> None:
    p = parse("LUND/NNP/root :/:/punct>1 We/PRP/nsubj>4 stay/VBP/parataxis>1 ././punct>4 || It/PRP/nsubj>2 "
              "holds=hold/VBZ/root ././punct>2", people="LUND")  # fmt: skip
    (found,) = find_statements(_report(p), p, ())
    assert found.statement.source is not None
    assert (found.statement.source.text, found.statement.text) == ("LUND", "We stay. It holds")


def test_a_town_that_issues_a_statement_says_so_itself() -> None:
    assert seen(
        "Tarn/NNP/nsubj>2 issued=issue/VBD/root a/DT/det>4 statement/NN/obj>2 saying=say/VBG/acl>4 it/PRP/nsubj>7 "
        "fell=fall/VBD/ccomp>5 ././punct>2"
    ) == [Seen("Tarn", "saying", "it fell")]


def test_a_paragraph_of_quotation_after_one_that_closes_with_its_speaker() -> None:
    p = parse(FIRST + "“/``/punct>3 They/PRP/nsubj>3 fled=flee/VBD/root ././punct>3 ”/''/punct>3")
    first, second = find_statements(*_with_break(p, before=8), ())
    assert second.statement.source == first.statement.source
    assert "orphan" in second.statement.flags


def test_3_a_quotation_over_paragraphs() -> None:
    p = parse("Oda/NNP/nsubj>2 said=say/VBD/root :/:/punct>2 “/``/punct>6 We/PRP/nsubj>6 won=win/VBD/ccomp>2 "
    "././punct>6 "
              "|| “/``/punct>3 We/PRP/nsubj>3 stay/VBP/root ././punct>3 ”/''/punct>3")  # fmt: skip
    (found,) = find_statements(*_with_break(p, before=7), ())
    assert found.statement.content == (Span(11, 18), Span(21, 29))
    assert (found.statement.form, found.statement.flags) == ("direct", ())


def _with_break(p: Parse, *, before: int) -> tuple[Report, Parse]:
    """Put a blank line where a space was."""
    at = p.spans[before].start
    text = p.text[: at - 1] + "\n\n" + p.text[at:]
    spans = tuple(s if s.start < at else Span(s.start + 1, s.end + 1) for s in p.spans)
    moved = Parse(text=text, spans=spans, lemmas=p.lemmas, upos=p.upos, xpos=p.xpos, heads=p.heads,
                  relations=p.relations, sentences=p.sentences, names=p.names)  # fmt: skip
    return _report(moved), moved


def test_an_unclosed_quotation_before_one_with_a_cue_of_its_own() -> None:
    p = parse("Oda/NNP/nsubj>2 said=say/VBD/root “/``/punct>5 they/PRP/nsubj>5 fled=flee/VBD/ccomp>2 ././punct>2 "
              "|| “/``/punct>3 We/PRP/nsubj>3 stay/VBP/ccomp>7 ,/,/punct>3 ”/''/punct>3 Lund/NNP/nsubj>7 "
              "said=say/VBD/root ././punct>7")  # fmt: skip
    first, second = find_statements(*_with_break(p, before=6), ())
    assert (first.statement.text, first.statement.flags) == ("they fled.", ("unclosed",))
    assert (second.statement.text, second.statement.flags) == ("We stay", ())


FIRST = (
    "“/``/punct>3 We/PRP/nsubj>3 won=win/VBD/ccomp>7 ,/,/punct>3 ”/''/punct>3 Oda/NNP/nsubj>7 "
    "said=say/VBD/root ././punct>7 || "
)


def test_a_quotation_right_after_the_cue_sentence_is_an_orphan_of_its_speaker() -> None:
    first, second = statements(FIRST + "“/``/punct>3 They/PRP/nsubj>3 fled=flee/VBD/root ././punct>3 ”/''/punct>3")
    assert (first.statement.text, second.statement.text) == ("We won", "They fled.")
    assert second.statement.source == first.statement.source
    assert (second.statement.form, second.statement.flags) == ("direct", ("orphan",))


def test_a_quotation_after_other_words_is_an_orphan_of_the_same_speaker() -> None:
    first, second = statements(
        FIRST + "It/PRP/nsubj>2 rained=rain/VBD/root ././punct>2 || "
        "“/``/punct>3 They/PRP/nsubj>3 fled=flee/VBD/root ././punct>3 ”/''/punct>3"
    )
    assert second.statement.source == first.statement.source
    assert (second.statement.text, second.statement.flags, second.statement.cue) == ("They fled.", ("orphan",), None)
    assert second.statement.confidence < first.statement.confidence


def test_a_quotation_in_a_paragraph_of_its_own_has_no_source() -> None:
    p = parse("Oda/NNP/nsubj>2 said=say/VBD/root Tarn/NNP/nsubj>4 fell=fall/VBD/ccomp>2 ././punct>2 || "
              "“/``/punct>3 They/PRP/nsubj>3 fled=flee/VBD/root ././punct>3 ”/''/punct>3")  # fmt: skip
    _, second = find_statements(*_with_break(p, before=5), ())
    assert second.statement.source is None
    assert second.statement.flags == ("orphan", "unspecified source")


def test_10_a_source_of_a_source_is_inside() -> None:
    found = statements(SENTENCES[[s[0] for s in SENTENCES].index("10 source of a source")][1])
    chain = chain_of(found, 10, found)
    assert [found[n].statement.source.text for n in chain] == ["Radio Ostra", "two officers"]  # type: ignore[union-attr]


def test_nested_statements_make_a_chain() -> None:
    found = statements("Oda/NNP/nsubj>2 said=say/VBD/root Lund/NNP/nsubj>4 claimed=claim/VBD/ccomp>2 that/IN/mark>7 "
                       "Tarn/NNP/nsubj>7 fell=fall/VBD/ccomp>4 ././punct>2")  # fmt: skip
    assert chain_of(found, 6, found) == (0, 1)
    assert chain_of(found, 3, found) == (0,)
    assert chain_of(found, 1, found) == ()
    assert found[1].statement.inside == found[0].statement.id


def test_11_and_12_a_mention_gives_the_actor_and_its_time() -> None:
    p = parse("He/PRP/nsubj>4 on/IN/case>3 Tuesday/NNP/obl>4 said=say/VBD/root his/PRP$/nmod:poss>6 "
    "forces=force/NNS/nsubj>7 "
              "left=leave/VBD/ccomp>4 ././punct>4")  # fmt: skip
    oda = Actor(id="oda", name="Oda", text="He", span=Span(0, 2), basis="coreference")
    when = When(earliest="2021-05-11", latest="2021-05-11", text="Tuesday", span=p.spans[2])
    (found,) = find_statements(_report(p), p, (Mention(0, 0, 1, oda),), (Mention(2, 2, 3, when),))
    assert found.statement.source == oda
    assert found.statement.when == when
    assert found.statement.text == "his forces left"


def test_21_headline_colon() -> None:
    notation = "Oda/NNP/root :/:/punct>1 No/DT/det>5 more/JJR/amod>5 talks=talk/NNS/parataxis>1 now/RB/advmod>5"
    assert seen(notation, title=True) == [Seen("Oda", ":", "No more talks now")]


def test_headline_with_the_source_after_a_colon() -> None:
    notation = "Nine/CD/nsubj>2 die/VBP/root in/IN/case>4 Tarn/NNP/obl>2 :/:/punct>6 police/NNS/parataxis>2"
    assert seen(notation, title=True) == [Seen("police", ":", "Nine die in Tarn")]


def test_22_headline_with_the_source_at_its_end() -> None:
    notation = ("Blast/NN/nsubj>2 kills=kill/VBZ/ccomp>6 nine/CD/obj>2 ,/,/punct>2 police/NNS/nsubj>6 "
    "say/VBP/root")  # fmt: skip
    assert seen(notation, title=True) == [Seen("police", "say", "Blast kills nine")]


def test_a_headlines_quotation_that_the_body_words_otherwise() -> None:
    p = parse("Oda/NNP/nsubj>2 declares=declare/VBZ/root “/``/punct>4 victory/NN/obj>2 in/IN/case>6 "
    "battle/NN/nmod>4 ”/''/punct>4",
              part="title")  # fmt: skip
    (found,) = find_statements(_report(p, title=True), p, ())
    assert found.statement.flags == ("altered wording",)
    assert found.statement.text == "victory in battle"


def test_captions_and_nothing() -> None:
    p = parse("Oda/NNP/nsubj>2 said=say/VBD/root Tarn/NNP/nsubj>4 fell=fall/VBD/ccomp>2", part="caption")
    assert find_statements(Report(id="x", text=p.text, parts=(Part("caption", Span(0, len(p.text))),)), p, ()) == ()


def test_kinds_of_sources() -> None:
    (found,) = statements("Satellite/NN/compound>2 images=image/NNS/nsubj>3 show/VBP/root two/CD/nummod>5 "
                          "craters=crater/NNS/obj>3 ././punct>3")  # fmt: skip
    assert found.statement.source is not None
    assert (found.statement.source.kind, found.statement.source.basis) == ("document", "described")


WORDS = ("say", "accuse", "according", "to", "that", "“", "”", '"', ",", ":", ".", "?", "claim", "allegedly", "by",
         "of", "Oda", "he", "count", "citing", "who", "as", "not", "call", "for", "on")  # fmt: skip
TAGS = ("VBD", "VBG", "VBN", "NN", "NNP", "PRP", "IN", "RB", "``", "TO")
RELATIONS = ("nsubj", "nsubj:pass", "ccomp", "xcomp", "obj", "obl", "advcl", "acl", "acl:relcl", "parataxis", "punct",
             "case", "mark", "conj", "nmod:poss", "aux:pass", "advmod", "fixed")  # fmt: skip
ROWS = st.tuples(st.sampled_from(WORDS), st.sampled_from(TAGS), st.sampled_from(RELATIONS), st.integers(0, 99))


@given(st.lists(ROWS, min_size=1, max_size=25), st.booleans())
def test_no_parse_however_wrong_stops_the_run(rows: list[tuple[str, str, str, int]], title: bool) -> None:
    cells = [f"{w}/{t}/root" if n == 0 else f"{w}/{t}/{r}>{h % n + 1}" for n, (w, t, r, h) in enumerate(rows)]
    found = statements(" ".join(cells), title=title)
    for f in found:
        s = f.statement
        assert s.content and f.content_words
        assert not f.asserted or all(chain_of(found, w, found) for w in f.content_words)
        assert f.inside is None or found[f.inside].statement.id == s.inside
