"""Words of a sentence -> its analysis, by any installed spaCy pipeline; nothing is ever downloaded."""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from functools import lru_cache, partial
from importlib import metadata
from threading import Lock
from typing import Any, NamedTuple

from sayso.language.backends import Analysis, Backend
from sayso.language.backends.clearnlp import RENAMED, one_tree, to_universal
from sayso.language.lemmas import lemma_for
from sayso.language.network import WEIGHTS
from sayso.model import ROOT, Name, NameKind

# Dates, numbers, nationalities and the like are no names.
KINDS: dict[str, NameKind] = {
    "PERSON": "person", "PER": "person", "ORG": "organisation", "GPE": "place", "LOC": "place", "FAC": "place",
    "EVENT": "event", "PRODUCT": "other", "WORK_OF_ART": "other", "LAW": "other", "LANGUAGE": "other", "MISC": "other",
}  # fmt: skip
UPOS = {
    "CC": "CCONJ", "CD": "NUM", "DT": "DET", "EX": "PRON", "FW": "X", "IN": "ADP", "JJ": "ADJ", "JJR": "ADJ",
    "JJS": "ADJ", "MD": "AUX", "NN": "NOUN", "NNP": "PROPN", "NNPS": "PROPN", "NNS": "NOUN", "PDT": "DET",
    "POS": "PART", "PRP": "PRON", "PRP$": "PRON", "RB": "ADV", "RBR": "ADV", "RBS": "ADV", "RP": "ADP", "SYM": "SYM",
    "TO": "PART", "UH": "INTJ", "VB": "VERB", "VBD": "VERB", "VBG": "VERB", "VBN": "VERB", "VBP": "VERB",
    "VBZ": "VERB", "WDT": "PRON", "WP": "PRON", "WP$": "PRON", "WRB": "ADV", "$": "SYM", "#": "SYM", ".": "PUNCT",
    ",": "PUNCT", ":": "PUNCT", "``": "PUNCT", "''": "PUNCT", "-LRB-": "PUNCT", "-RRB-": "PUNCT", "HYPH": "PUNCT",
    "NFP": "PUNCT",
}  # fmt: skip
PENN = {"NNP", "VBD"}
CLEARNLP, UNIVERSAL = {"nsubj", "pobj", "prep"}, {"nsubj", "case", "nmod"}  # labels that only the one has together
UNUSED = {"senter", "sentencizer", "textcat", "textcat_multilabel", "spancat", "spancat_singlelabel", "entity_linker"}
AUXILIARY = {"aux", "aux:pass", "cop"}


class _Pipeline(NamedTuple):
    name: str
    nlp: Any
    is_clearnlp: bool
    lock: Lock  # a pipeline serves one thread at a time


def load(name: str, threads: int) -> Backend:
    """Return a pipeline by name or path; raise ValueError where it is not there or does not tag and parse."""
    if not name:
        raise ValueError("which spaCy pipeline? Say spacy:NAME, for instance spacy:en_core_web_sm")
    try:
        import spacy
    except ImportError as error:
        raise ValueError("spaCy is not installed: pip install 'sayso[spacy]'") from error
    try:
        nlp = spacy.load(name)
    except Exception as error:  # of a broken or foreign pipeline, anything
        raise ValueError(
            f"no spaCy pipeline {name} is installed, or it cannot be loaded ({_first_line(error)})"
        ) from error
    for part in nlp.pipe_names:
        meta = nlp.get_pipe_meta(part)
        if meta.retokenizes or meta.factory in UNUSED:
            nlp.disable_pipe(part)
    if "torch" in sys.modules:
        sys.modules["torch"].set_num_threads(threads)
    pipeline = _Pipeline(name, nlp, _is_clearnlp(name, nlp), Lock())
    version = f"spacy {metadata.version('spacy')} {nlp.meta['lang']}_{nlp.meta['name']} {nlp.meta['version']}"
    return Backend(version, partial(analyse, pipeline))


def _first_line(error: Exception) -> str:
    return (str(error).splitlines() or [type(error).__name__])[0]


def _is_clearnlp(name: str, nlp: Any) -> bool:
    """Return which labels the parser gives; raise ValueError if neither these nor UD's, or if tags are not Penn."""
    tags, relations = _labels(nlp, "token.tag"), _labels(nlp, "token.dep")
    if tags is None or relations is None:
        raise ValueError(f"spaCy pipeline {name} has no {'tagger' if tags is None else 'parser'}")
    if not tags >= PENN:
        raise ValueError(f"spaCy pipeline {name} does not give Penn tags")
    if relations >= CLEARNLP:
        return True
    if relations >= UNIVERSAL:
        return False
    raise ValueError(f"the labels of the parser in spaCy pipeline {name} are neither ClearNLP's nor UD's")


def _labels(nlp: Any, attribute: str) -> set[str] | None:
    """Return all labels of the components that say that they set an attribute; None if there are none."""
    parts = [name for name in nlp.pipe_names if attribute in nlp.get_pipe_meta(name).assigns]
    if not parts:
        return None
    return {label for part in parts for label in getattr(nlp.get_pipe(part), "labels", ())}


def analyse(pipeline: _Pipeline, words: Sequence[str]) -> Analysis:
    """Return tags, lemmas, tree and names of one sentence."""
    from spacy.tokens import Doc

    # What a zone has put into the store of strings goes with it: memory stays flat however much is read.
    with pipeline.lock, pipeline.nlp.memory_zone():
        doc = pipeline.nlp(Doc(pipeline.nlp.vocab, words=list(words)))
        if len(doc) != len(words):
            raise ValueError(f"spaCy pipeline {pipeline.name} cuts words anew")
        return _read_off(pipeline, words, doc)


def _read_off(pipeline: _Pipeline, words: Sequence[str], doc: Any) -> Analysis:
    tags = [t.tag_ for t in doc]
    names = [name for name in map(_name, doc.ents) if name is not None]
    heads = [ROOT if t.head.i == t.i else t.head.i for t in doc]
    labels = [t.dep_ for t in doc]
    if pipeline.is_clearnlp:
        persons = [(n.first, n.end) for n in names if n.kind == "person"]
        heads, labels = to_universal(words, tags, heads, labels, persons)
    else:
        heads = one_tree(heads)
    relations = [_relation(label, head == ROOT) for label, head in zip(labels, heads, strict=True)]
    upos = [_upos(t.pos_, *row) for t, *row in zip(doc, tags, relations, strict=True)]
    lemmas = [lemma_for(t.text, t.tag_, _lemma_script(t)) for t in doc]
    return Analysis(upos, tags, lemmas, heads, relations, names)


def _lemma_script(token: Any) -> str:
    """Return what our own table of lemmas falls back on: the pipeline's lemma, or the word itself if it has none."""
    if token.lemma_:
        return f"={token.lemma_}"
    return "k|0|" if token.tag_.startswith("NNP") else "l|0|"


def _name(entity: Any) -> Name | None:
    """Return the name that an entity is, without the article before and the genitive after it."""
    kind, first, end = KINDS.get(entity.label_), entity.start, entity.end
    while first < end and entity.doc[first].tag_ == "DT":
        first += 1
    while first < end and entity.doc[end - 1].tag_ == "POS":
        end -= 1
    return Name(first, end, kind) if kind and first < end else None


@lru_cache(maxsize=1)
def _known_relations() -> frozenset[str]:
    """Return the relations that our own model gives, and the rules know."""
    card = json.loads((WEIGHTS / "model.json").read_text(encoding="utf8"))
    return frozenset(card["labels"]["relation"])


def _relation(label: str, is_root: bool) -> str:
    """Return a relation of ours: as it is, under its name in UD 2, without its subtype, or dep."""
    known = _known_relations()
    label = "parataxis" if label.lower() == "root" else label.lower()
    label = RENAMED.get(label, label)
    base, _, subtype = label.partition(":")
    options = (label, f"{base}:unmarked" if subtype in ("tmod", "npmod") else base, base)
    return "root" if is_root else next((o for o in options if o in known), "dep")


def _upos(upos: str, tag: str, relation: str) -> str:
    """Return the universal tag; "be", "have" and "do" are AUX where they help, "after" is SCONJ before clauses."""
    if tag.startswith("VB") and upos in ("", "VERB", "AUX"):
        return "AUX" if relation in AUXILIARY else "VERB"
    if tag == "IN" and relation in ("mark", "case"):
        return "SCONJ" if relation == "mark" else "ADP"
    if tag == "DT" and relation == "det":
        return "DET"
    if tag == "TO":
        return "PART" if relation == "mark" else "ADP"
    known = {"WRB": "ADV", "-LRB-": "PUNCT", "-RRB-": "PUNCT"}.get(tag, upos)
    return UPOS.get(tag, "X") if known in ("", "SPACE") else known
