"""Builders for tests: a Parse from a small notation, without the model.

    parse("Norland/NNP/nsubj>2 shelled=shell/VBD/root Ostra/NNP/obj>2 ././punct>2")

Words are parted by spaces: form[=lemma]/Penn tag/relation>head, heads counted from 1 in their sentence; " || " parts
sentences. The universal tag follows from the Penn tag. The lemma is the lower-cased form where none is given (names
keep their case). Names are runs of NNP joined by compound or flat; `places`, `people` give their kinds.
"""

from __future__ import annotations

from sayso.model import ROOT, Name, Parse, Part, PartKind, Report, Sentence, Span
from sayso.records import content_id

UPOS = {
    "NN": "NOUN", "NNS": "NOUN", "NNP": "PROPN", "NNPS": "PROPN", "VB": "VERB", "VBD": "VERB", "VBG": "VERB",
    "VBN": "VERB", "VBP": "VERB", "VBZ": "VERB", "JJ": "ADJ", "JJR": "ADJ", "JJS": "ADJ", "RB": "ADV", "RBR": "ADV",
    "RP": "ADP", "IN": "ADP", "TO": "PART", "DT": "DET", "CD": "NUM", "CC": "CCONJ", "PRP": "PRON", "PRP$": "PRON",
    "WP": "PRON", "WDT": "PRON", "MD": "AUX", "POS": "PART", "WRB": "ADV", "EX": "PRON", "PDT": "DET", "UH": "INTJ",
}  # fmt: skip
TIGHT = {".", ",", "'s", "’s", ";", ":", "?", "!", ")", "”", "n't"}


def parse(notation: str, *, part: PartKind = "body", places: str = "", people: str = "") -> Parse:
    """Return the Parse that the notation writes down; kinds of names default to organisation."""
    text, spans, rows, sentences = "", [], [], []
    for sentence in notation.split(" || "):
        first = len(rows)
        for cell in sentence.split():
            form, tag, where = cell.rsplit("/", 2)
            form, _, lemma = form.partition("=")
            relation, _, head = where.partition(">")
            text += "" if not text or form in TIGHT or text.endswith(("(", "“")) else " "
            spans.append(Span(len(text), len(text) + len(form)))
            text += form
            upos = UPOS.get(tag, "PUNCT" if not tag[0].isalpha() else "X")
            upos = "AUX" if relation.startswith(("aux", "cop")) else "SCONJ" if relation == "mark" else upos
            lemma = lemma or (form if upos == "PROPN" else form.lower())
            rows.append((lemma, upos, tag, first + int(head) - 1 if head else ROOT, relation))
        sentences.append(Sentence(first, len(rows), part))
    lemmas, upos_, xpos, heads, relations = zip(*rows, strict=True)
    made = Parse(text=text, spans=tuple(spans), lemmas=lemmas, upos=upos_, xpos=xpos, heads=heads,
                 relations=relations, sentences=tuple(sentences))  # fmt: skip
    return Parse(**{f: getattr(made, f) for f in ("text", "spans", "lemmas", "upos", "xpos", "heads", "relations",
                 "sentences")}, names=tuple(_names(made, set(places.split()), set(people.split()))))  # fmt: skip


def _names(made: Parse, places: set[str], people: set[str]) -> list[Name]:
    names: list[Name] = []
    i = 0
    while i < len(made):
        end = i
        while (
            end < len(made)
            and made.upos[end] == "PROPN"
            and (end == i or made.heads[end] in range(i, end + 1) or made.heads[end - 1] == end)
        ):
            end += 1
        if end > i:
            word = made.word(end - 1)
            kind = "place" if word in places else "person" if word in people else "organisation"
            names.append(Name(i, end, kind))
        i = max(end, i + 1)
    return names


def report(text: str, *, published: str | None = None, outlet: str | None = None, title: str | None = None) -> Report:
    """Return a report whose whole text is body, after a title if one is given."""
    parts = []
    if title is not None:
        parts.append(Part("title", Span(0, len(title))))
        text = f"{title}\n\n{text}"
    parts.append(Part("body", Span(len(title) + 2 if title is not None else 0, len(text))))
    return Report(id=content_id(outlet, None, published, text), text=text, parts=tuple(parts), outlet=outlet,
                  published=published, published_basis="given" if published else None)  # fmt: skip
