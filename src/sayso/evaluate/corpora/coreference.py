"""GAP's .tsv, or CoNLL-U with entities -> how well coreference chains are found.

GAP: is the name A, is the name B, what the pronoun stands for? Yes, if a mention in the pronoun's chain is that name,
be it with a title before it. f1 is over all these answers; answered, the share of pronouns in a chain with another
mention. bias is f1_feminine / f1_masculine and may be above 1.

CoNLL-U: words and sentences are the corpus's, the trees ours; singletons do not count. Chains are scored over exact
spans, and as heads_ with every mention reduced to its head (by the corpus's tree, and by ours). pronouns_ are the third
person's: one stands for the last mention before it in our chain that is no pronoun. That is right if the smallest of
the corpus's mentions around its head (both heads of "Oda and Tarn") is of the pronoun's own chain. Precision is over
all we resolve, also those that stand for nothing; recall over those whose chain has a mention that is no pronoun.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from pathlib import Path

from sayso.evaluate.backend import backend_in_force
from sayso.evaluate.corpora.chain_scores import Chain, Sums, chain_scores, chains_of
from sayso.evaluate.corpora.coreference_gold import Ambiguous, Document, Range, ambiguous_in, documents_in
from sayso.evaluate.corpora.overlap import touch
from sayso.evaluate.corpora.rows import sample
from sayso.evaluate.scores import Scored, f1
from sayso.language.parser import assemble, parse, with_chains
from sayso.model import Parse, Part, Report, ReportError, Span

GENDER = {
    **dict.fromkeys(("he", "him", "his", "himself"), "masculine"),
    **dict.fromkeys(("she", "her", "hers", "herself"), "feminine"),
}
THIRD_PERSON = frozenset(GENDER) | frozenset(
    {"it", "its", "itself", "they", "them", "'em", "their", "theirs", "themselves", "themself"}
)
PRONOUN_TAGS = frozenset({"PRP", "PRP$"})
NAMELESS_TAGS = PRONOUN_TAGS | {"WP", "WP$", "WDT", "DT", "EX"}  # a word so tagged tells of nobody who it is
SAME_NAME = frozenset({"flat", "appos"})  # how a name hangs on its title where that is the head ("the senator Oda")


def evaluate(path: Path, limit: int | None = None) -> Scored:
    """Return the scores of GAP over pronouns, or of CoNLL-U over documents; n is how many."""
    if path.suffix == ".tsv":
        items = sample(ambiguous_in(path), limit, path)
        return Scored(len(items), scores_of_names(items, map(parse_of_text, (i.text for i in items))))
    documents = sample(documents_in(path), limit, path)
    if not any(d.entities for d in documents):
        raise ReportError(str(path), "has no entities: no Entity= in its last column")
    return Scored(len(documents), scores_of_chains(documents, map(parse_of_document, documents)))


def parse_of_text(text: str) -> Parse:
    """Return the parse of a text that is all body."""
    return parse(Report(id="", text=text, parts=(Part("body", Span(0, len(text))),)), backend_in_force())


def parse_of_document(document: Document) -> Parse:
    """Return our parse of the corpus's words and sentences, with our chains."""
    return with_chains(trees_of_document(document))


def trees_of_document(document: Document) -> Parse:
    """Return our parse of the corpus's words and sentences, as yet without chains."""
    words = [document.text[a:b] for a, b in document.spans]
    backend = backend_in_force()
    rows = (backend.analyse(words[s.first : s.end]) for s in document.sentences)
    return assemble(document.text, list(document.spans), list(document.sentences), rows, backend.version)


# --- which name -----------------------------------------------------------------------------------------------------


def scores_of_names(items: Collection[Ambiguous], parses: Iterable[Parse]) -> dict[str, float]:
    """Return precision, recall, f1, f1_masculine, f1_feminine, bias and answered, as GAP's own scorer counts."""
    decisions: list[tuple[str, bool, bool]] = []  # gender of the pronoun, right answer, ours
    answered = 0
    for item, found in zip(items, parses, strict=True):
        company = company_of(item.pronoun, found)
        answered += bool(company)
        gender = GENDER.get(item.text[slice(*item.pronoun)].lower(), "other")
        for name, wanted in item.names:
            decisions.append((gender, wanted, any(is_name(name, m, found) for m in company)))
    right, said, there = _counts(decisions)
    feminine, masculine = (f1(*_counts([d for d in decisions if d[0] == g])) for g in ("feminine", "masculine"))
    return {
        "f1": f1(right, said, there),
        "precision": right / max(1, said),
        "recall": right / max(1, there),
        "f1_feminine": feminine,
        "f1_masculine": masculine,
        "bias": feminine / masculine if masculine else 0.0,
        "answered": answered / max(1, len(items)),
    }


def _counts(decisions: Collection[tuple[str, bool, bool]]) -> tuple[int, int, int]:
    said, wanted = sum(d for _, _, d in decisions), sum(r for _, r, _ in decisions)
    return sum(r and d for _, r, d in decisions), said, wanted


def company_of(pronoun: Span, parse: Parse) -> list[Range]:
    """Return the other mentions of the chains that hold a pronoun."""
    words = parse.words_in(pronoun)
    own = (words.start, words.stop)
    return [m for chain in parse.chains if own in chain and len(words) == 1 for m in chain if m != own]


def is_name(name: Span, mention: Range, parse: Parse) -> bool:
    """True if a mention is a name, alone or with a title: "the senator Oda" is Oda, "Oda's wife" is not."""
    head = head_of(mention, parse.heads)
    inside = range(*mention)
    for word in (i for i in inside if touch(parse.spans[i], name)):
        while word != head and word in inside and parse.relations[word].partition(":")[0] in SAME_NAME:
            word = parse.heads[word]
        if word == head:
            return True
    return False


def head_of(mention: Range, heads: Sequence[int]) -> int:
    """Return the first word of a mention whose own head lies outside it."""
    inside = range(*mention)
    return next((i for i in inside if heads[i] not in inside), mention[0])


# --- which chain ----------------------------------------------------------------------------------------------------


def scores_of_chains(documents: Collection[Document], parses: Iterable[Parse]) -> dict[str, float]:
    """Return muc_f1, b3_f1, ceafe_f1, conll_f1, mentions_f1, the last two by heads, and those of pronouns."""
    exact, by_head, pronouns = [], [], Sums()
    for document, found in zip(documents, parses, strict=True):
        exact.append((chains_of(document.entities), chains_of(found.chains)))
        by_head.append((heads_of(document, document.entities), heads_of(found, found.chains)))
        pronouns += pronoun_sums(document, found)
    heads = chain_scores(by_head)
    return {
        **chain_scores(exact),
        "heads_conll_f1": heads["conll_f1"],
        "heads_mentions_f1": heads["mentions_f1"],
        "pronouns_precision": pronouns.found_right / max(1, pronouns.found),
        "pronouns_recall": pronouns.wanted_right / max(1, pronouns.wanted),
        "pronouns_f1": pronouns.f1,
    }


def heads_of(tree: Document | Parse, chains: Iterable[Iterable[Range]]) -> list[Chain]:
    """Return chains of heads; a coordination is another mention than its first part, whose head it has."""
    return chains_of([[_head_mention(tree, m) for m in chain] for chain in chains])


def _head_mention(tree: Document | Parse, mention: Range) -> tuple[int, bool]:
    words = _heads_in(tree, mention)
    return words[0], len(words) > 1


def _heads_in(tree: Document | Parse, mention: Range) -> list[int]:
    """Return the head of a mention and what is joined to it inside: those of both parts in "Oda and Tarn"."""
    head = head_of(mention, tree.heads)
    return [head, *(i for i in range(*mention) if tree.heads[i] == head and tree.relations[i] == "conj")]


def pronoun_sums(document: Document, parse: Parse) -> Sums:
    """Return what is right of the third person's pronouns that should be resolved, and of those that we resolve."""
    own = {m: e for e, mentions in enumerate(document.entities) for m in mentions if m[1] - m[0] == 1}
    around = _mentions_around(document)
    sums = Sums()
    for i in pronouns_in(document):
        entity = own.get((i, i + 1))
        told = entity is not None and any(_tells(document, m) for m in document.entities[entity])
        before = antecedent(document, parse, i)
        said = _entity_at(_heads_in(parse, before), around) if before else None
        right = told and said == entity
        sums += Sums(right, told, right, before is not None)
    return sums


def antecedent(document: Document, parse: Parse, i: int) -> Range | None:
    """Return the last mention before a pronoun, in its chain, that is no pronoun itself."""
    chains = (chain for chain in parse.chains if (i, i + 1) in chain)
    return max((m for chain in chains for m in chain if m[1] <= i and _tells(document, m)), default=None)


def pronouns_in(document: Document) -> Iterator[int]:
    """Yield the words that are pronouns of the third person."""
    for i, (span, tag) in enumerate(zip(document.spans, document.xpos, strict=True)):
        if tag in PRONOUN_TAGS and document.text[slice(*span)].lower() in THIRD_PERSON:
            yield i


def _tells(document: Document, mention: Range) -> bool:
    return mention[1] - mention[0] > 1 or document.xpos[mention[0]] not in NAMELESS_TAGS


def _mentions_around(document: Document) -> dict[int, list[tuple[Range, int]]]:
    """Return, for each word in a mention, the mentions around it with their entities, the smallest first."""
    mentions = [(m, e) for e, mentions in enumerate(document.entities) for m in mentions]
    around: dict[int, list[tuple[Range, int]]] = {}
    for mention, entity in sorted(mentions, key=lambda pair: pair[0][1] - pair[0][0]):
        for i in range(*mention):
            around.setdefault(i, []).append((mention, entity))
    return around


def _entity_at(heads: list[int], around: dict[int, list[tuple[Range, int]]]) -> int | None:
    return next((e for m, e in around.get(heads[0], ()) if all(m[0] <= i < m[1] for i in heads)), None)
