"""Swapping the two like sides of a report swaps the output, and changes nothing else.

The parse is swapped word by word, so that it is meaning that is tested and not how often the parser has seen a name.
"""

from dataclasses import replace

import pytest

from sayso.language import parse
from sayso.meaning.understand import understand
from sayso.model import Claim, MadeBy, Parse, Report
from tests.make import report

MADE_BY = MadeBy(sayso="0", model="0", knowledge="0")
TEXT = """{a}'s army shelled the town of Lorn on Monday, killing three people, the government of {b} said.

{a} denied that its soldiers attacked the town. The president of {a} threatened to close the border with {b}. {b} urged
{a} to stop the shelling and condemned the attack. Troops of {b} arrested two men from {a}."""


def swapped(made: Parse, a: str, b: str) -> Parse:
    other = {a: b, b: a}
    text = list(made.text)
    for i, span in enumerate(made.spans):
        if made.word(i) in other:
            text[span.start : span.end] = other[made.word(i)]
    columns = {f: getattr(made, f) for f in ("spans", "upos", "xpos", "heads", "relations", "sentences", "names")}
    return Parse(text="".join(text), lemmas=tuple(other.get(m, m) for m in made.lemmas), **columns)


def shape(claim: Claim, names: dict[str, str]) -> tuple[object, ...]:
    def plain(text: str) -> str:
        return " ".join(names.get(word, word) for word in text.replace("'s", " 's").split())

    return (claim.type, claim.mode, claim.status, claim.rule, claim.construction, claim.flags, claim.confidence,
            tuple(plain(a.name or a.text) for a in claim.actors), tuple(plain(a.name or a.text) for a in claim.recipients),
            tuple(plain(s.actor.text) if s.actor else s.kind for s in claim.sayso),
            tuple((f.kind, f.low) for f in claim.figures), claim.when)  # fmt: skip


def read(source: Report, made: Parse) -> tuple[Claim, ...]:
    return understand(replace(source, text=made.text), made, MADE_BY).claims


@pytest.mark.parametrize(("a", "b"), [("Egypt", "Libya"), ("Syria", "Qatar"), ("India", "China")])
def test_two_states_are_treated_alike(a: str, b: str) -> None:
    source = report(TEXT.format(a=a, b=b), published="2024-03-05")
    made = parse(source)
    first = [shape(c, {a: "A", b: "B"}) for c in read(source, made)]
    second = [shape(c, {a: "B", b: "A"}) for c in read(source, swapped(made, a, b))]
    assert len(first) > 4
    assert first == second
