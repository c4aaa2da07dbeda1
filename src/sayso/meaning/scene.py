"""All that the finders found in one report, before claims are made of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from sayso.meaning.statements import Found
from sayso.model import Actor, Figure, Mention, Parse, Place, Report, When


@dataclass(frozen=True, slots=True)
class Scene:
    """A report, its parse, and the mentions and statements in it."""

    report: Report
    parse: Parse
    actors: tuple[Mention[Actor], ...]
    places: tuple[Mention[Place], ...]
    times: tuple[Mention[When], ...]
    figures: tuple[Mention[Figure], ...]
    statements: tuple[Found, ...]
    kinds: Mapping[int, frozenset[str]]  # of names by word: "<place>", "<person>", "<organisation>"
    _holding: Mapping[int, list[Found]] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        holding: dict[int, list[Found]] = {}
        for found in self.statements:
            for word in found.content_words:
                holding.setdefault(word, []).append(found)
        object.__setattr__(self, "_holding", holding)

    def statements_over(self, word: int) -> Sequence[Found]:
        """Return the statements that hold a word in their content, in order."""
        return self._holding.get(word, ())


def kinds_of(parse: Parse, actors: tuple[Mention[Actor], ...]) -> dict[int, frozenset[str]]:
    """Return what each word of a name may be, by the model's names and by the registry."""
    found: dict[int, set[str]] = {}
    for name in parse.names:
        for i in range(name.first, name.end):
            found.setdefault(i, set()).add(f"<{name.kind}>")
    for mention in actors:
        if mention.what.basis == "named":
            found.setdefault(mention.head, set()).add(KINDS.get(mention.what.kind or "", "<organisation>"))
    return {i: frozenset(kinds) for i, kinds in found.items()}


KINDS = {"state": "<place>", "territory": "<place>", "person": "<person>"}
