"""Tree in ClearNLP labels (spaCy's for English) -> tree in UD 2: content words head, function words hang on them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from sayso.model import ROOT

# Where a label needs no look at the tree; older and UD 1 names of the same relations stand beside.
RENAMED = {
    "agent": "obl:agent", "attr": "xcomp", "acomp": "xcomp", "oprd": "xcomp", "auxpass": "aux:pass",
    "csubjpass": "csubj:pass", "dative": "iobj", "dobj": "obj", "hmod": "compound", "infmod": "acl",
    "intj": "discourse", "meta": "dep", "mwe": "fixed", "name": "flat", "neg": "advmod", "nn": "compound",
    "npadvmod": "obl:unmarked",
    "nsubjpass": "nsubj:pass", "num": "nummod", "number": "compound", "partmod": "acl", "pcomp": "advcl",
    "pobj": "obl", "poss": "nmod:poss", "possessive": "case", "preconj": "cc:preconj", "predet": "det:predet",
    "prep": "obl", "prt": "compound:prt", "purpcl": "advcl", "quantmod": "advmod", "rcmod": "acl:relcl",
    "relcl": "acl:relcl", "tmod": "obl:unmarked",
}  # fmt: skip
NOMINAL = {"NN", "NNS", "NNP", "NNPS", "PRP", "CD", "DT", "WP", "WDT", "EX", "$", "PRP$", "FW", "ADD"}
BE = {"be", "am", "are", "is", "was", "were", "been", "being", "'s", "’s", "'m", "’m", "'re", "’re", "ai"}
PREDICATE_ADVERBS = {
    "abroad", "ahead", "alone", "apart", "aside", "away", "back", "behind", "down", "elsewhere", "everywhere", "here",
    "home", "how", "in", "indoors", "inside", "near", "nearby", "off", "on", "out", "outside", "over", "overseas", "so",
    "there", "together", "under", "underway", "up", "upstairs", "where", "why",
}  # fmt: skip
FIXED = {
    "according to", "as for", "as of", "as to", "because of", "depending on", "due to", "instead of", "off of",
    "out of", "prior to", "rather than", "such as", "up to",
}  # fmt: skip
PREPOSITIONAL = {"prep", "agent", "dative"}
FIXED_BEFORE_NUMBERS = [p.split() for p in ("as few as", "as many as", "as much as")]
FIXED_BEFORE_NUMBERS += [p.split() for p in ("fewer than", "less than", "more than", "up to")]
# Labels that the complement of a preposition takes over from it, rather than being an oblique.
KEPT = {"conj", "root", "ccomp", "xcomp", "parataxis", "appos", "pcomp", "pobj", "attr", "acomp", "advcl", "dep"}


@dataclass(frozen=True)
class _Tree:
    """Columns of a sentence while its tree is rebuilt; `below` holds the dependents of each word."""

    words: list[str]  # in lower case
    tags: Sequence[str]
    heads: list[int]
    labels: list[str]
    below: list[set[int]]

    def move(self, i: int, head: int, label: str | None = None) -> None:
        """Hang a word on another head."""
        if self.heads[i] != ROOT:
            self.below[self.heads[i]].discard(i)
        self.heads[i] = head
        self.labels[i] = label or self.labels[i]
        if head != ROOT:
            self.below[head].add(i)

    def take_over(self, heir: int, i: int, label: str, keep: Callable[[int], bool] = lambda _: False) -> None:
        """Put `heir`, a dependent of `i`, in the place of `i`, which hangs on it from now on with its label."""
        self.move(heir, self.heads[i], self.labels[i])
        for child in [c for c in self.below[i] if not keep(c)]:
            self.move(child, heir)
        self.move(i, heir, label)

    def children(self, i: int, *labels: str) -> list[int]:
        """Return the dependents with one of the labels, or all, in order."""
        return sorted(c for c in self.below[i] if not labels or self.labels[c] in labels)

    def is_under(self, i: int, other: int) -> bool:
        """True if `other` is the word or above it."""
        while i not in (ROOT, other):
            i = self.heads[i]
        return i == other

    def bottom_up(self) -> list[int]:
        """Return the words so that each stands before its head."""
        order = [i for i, head in enumerate(self.heads) if head == ROOT]
        for i in order:
            order.extend(sorted(self.below[i]))
        return order[::-1]

    def is_nominal(self, i: int) -> bool:
        """True for nouns and the like, and for what has a determiner ("the shelling of Tarn")."""
        return self.tags[i] in NOMINAL or bool(self.children(i, "det", "poss"))

    def is_clause(self, i: int) -> bool:
        """True for a verb, and for what has a subject or a subordinator."""
        verb = self.tags[i].startswith(("VB", "MD")) and not self.children(i, "det")
        return verb or bool(self.children(i, "nsubj", "nsubjpass", "mark", "cop"))


def to_universal(
    words: Sequence[str],
    tags: Sequence[str],
    heads: Sequence[int],
    labels: Sequence[str],
    persons: Iterable[tuple[int, int]] = (),
) -> tuple[list[int], list[str]]:
    """Return UD 2 heads and relations for words with Penn tags and a ClearNLP tree (heads are indices or ROOT).

    A preposition becomes `case` of its object, "be" becomes `cop` of its predicate; `persons` are spans whose words
    become `flat`. Always one tree with one root, whatever comes in.

    >>> to_universal("Oda is in Tarn".split(), ["NNP", "VBZ", "IN", "NNP"], [1, -1, 1, 2],
    ...              ["nsubj", "ROOT", "prep", "pobj"])
    ([3, 3, 3, -1], ['nsubj', 'cop', 'case', 'root'])
    """
    tree = _tree_of(words, tags, one_tree(heads), labels)
    obliques = _obliques(tree)
    _raise_subjects(tree)
    for i in tree.bottom_up():
        _lower_preposition(tree, i, obliques)
    for i in tree.bottom_up():
        _lower_copula(tree, i)
    _number_phrases(tree)
    _join_conjuncts(tree)
    for first, end in persons:
        _flatten_person(tree, first, end)
    return tree.heads, _final(tree)


def one_tree(heads: Sequence[int]) -> list[int]:
    """Return heads that make one tree: later roots, and what hangs in a ring or nowhere, hang on the first root."""
    found = [h if 0 <= h < len(heads) and h != i else ROOT for i, h in enumerate(heads)]
    state = [0] * len(found)  # the number of the walk that came by
    for start in range(len(found)):
        i = start
        while i != ROOT and not state[i]:
            state[i] = start + 1
            i = found[i]
        if i != ROOT and state[i] == start + 1:
            found[i] = ROOT
    root = next((i for i, h in enumerate(found) if h == ROOT), ROOT)
    return [root if h == ROOT and i != root else h for i, h in enumerate(found)]


def _tree_of(words: Sequence[str], tags: Sequence[str], heads: list[int], labels: Sequence[str]) -> _Tree:
    names = [label.lower() for label in labels]
    for i, head in enumerate(heads):
        if head == ROOT:
            names[i] = "root"
        elif names[i] == "root":
            names[i] = "parataxis"
    below: list[set[int]] = [set() for _ in heads]
    for i, head in enumerate(heads):
        if head != ROOT:
            below[head].add(i)
    return _Tree([w.lower() for w in words], tags, heads, names, below)


def _obliques(tree: _Tree) -> list[str]:
    """Return what a prepositional phrase is called at each word; settled before "be" gives its dependents away."""
    found = ["obl"] * len(tree.heads)
    for i in reversed(tree.bottom_up()):
        head = tree.heads[i]
        if head == ROOT:
            continue
        inner = tree.labels[head] in PREPOSITIONAL or _is_fixed(tree, head, i)
        found[i] = found[head] if inner else "nmod" if tree.is_nominal(head) else "obl"
    return found


def _raise_subjects(tree: _Tree) -> None:
    """In "told [troops to leave]" the inner subject is the outer object, and the clause an xcomp."""
    for i, label in enumerate(tree.labels):
        head = tree.heads[i]
        if label != "ccomp" or not tree.tags[head].startswith("VB") or tree.children(head, "dobj"):
            continue
        subjects = [c for c in tree.children(i, "nsubj", "nsubjpass") if head < c < i]
        if subjects and not tree.children(i, "mark") and _is_nonfinite(tree, i):
            tree.move(subjects[0], head, "dobj")
            tree.labels[i] = "xcomp"


def _is_nonfinite(tree: _Tree, i: int) -> bool:
    helpers = tree.children(i, "aux", "auxpass")
    if any(tree.tags[c] == "TO" for c in helpers):
        return True
    return not helpers and tree.tags[i] in ("VB", "VBG", "VBN", "JJ")


def _lower_preposition(tree: _Tree, i: int, obliques: list[str]) -> None:
    object_ = _object_of(tree, i)
    if object_ is None:
        if tree.labels[i] == "prep":
            tree.labels[i] = obliques[i] if tree.tags[i] in ("IN", "TO") else "advmod"
        return
    clause = tree.labels[object_] in ("advcl", "acl") or (tree.labels[object_] == "pcomp" and tree.is_clause(object_))
    function = "mark" if clause else "case"
    if tree.labels[i] == "agent":
        tree.labels[i] = "advcl" if clause else "obl:agent"
    elif tree.labels[i] not in KEPT:
        tree.labels[i] = {"obl": "advcl", "nmod": "acl"}[obliques[i]] if clause else obliques[i]
    beside = tree.children(i, "amod", "advmod", "prep", "pcomp")
    inner = tree.children(object_, "case", "mark")
    tree.take_over(object_, i, function)
    _join_fixed(tree, sorted({*beside, i, *inner} - {object_}), function)


def _object_of(tree: _Tree, i: int) -> int | None:
    """Return the complement of a preposition, also where a second preposition stands between ("from under X")."""
    own = tree.children(i, "pobj") or tree.children(i, "pcomp")
    if own:
        return own[0]
    preposition = tree.labels[i] in PREPOSITIONAL and tree.tags[i] in ("IN", "TO")
    for c in tree.children(i, "obl", "nmod", "conj", "advcl", "acl"):
        for inner in tree.children(c, "case", "mark"):
            if _is_fixed(tree, i, inner) or (preposition and inner > i and tree.tags[inner] in ("IN", "TO")):
                return c
    return None


def _is_fixed(tree: _Tree, first: int, second: int) -> bool:
    return second == first + 1 and f"{tree.words[first]} {tree.words[second]}" in FIXED


def _join_fixed(tree: _Tree, run: list[int], label: str) -> None:
    for first, second in pairwise(run):
        if _is_fixed(tree, first, second) and tree.heads[first] == tree.heads[second]:
            tree.labels[first] = label
            tree.move(second, first, "fixed")


def _lower_copula(tree: _Tree, i: int) -> None:
    if tree.words[i] not in BE or not tree.tags[i].startswith("VB") or tree.labels[i] in ("aux", "auxpass", "cop"):
        return
    if tree.children(i, "expl"):
        for c in tree.children(i, "attr"):
            tree.labels[c] = "nsubj"
        return
    predicate = _predicate_of(tree, i)
    if predicate is not None:
        clause = tree.labels[predicate] in ("ccomp", "xcomp")
        for c in tree.children(i, "nsubj", "csubj") if clause else ():
            tree.labels[c] += ":outer"
        tree.take_over(predicate, i, "cop")


def _predicate_of(tree: _Tree, i: int) -> int | None:
    """Return what "be" says of its subject: a noun or adjective, a clause, a prepositional phrase, an adverb."""
    phrases = [c for c in tree.children(i, "obl") if tree.children(c, "case")]
    has_subject = tree.children(i, "nsubj", "csubj")
    for c in tree.children(i, "attr", "acomp", "oprd"):
        if has_subject or c < i or not phrases or phrases[0] > i or tree.labels[i] in ("conj", "xcomp", "pcomp"):
            return c
        tree.labels[c] = "nsubj"  # "among the dead were two soldiers"
        return phrases[0]
    if not has_subject:
        return None
    clauses = tree.children(i, "ccomp", "xcomp")
    adverbs = [c for c in tree.children(i, "advmod", "prt") if tree.words[c] in PREDICATE_ADVERBS]
    later = [c for c in (*clauses, *phrases, *adverbs, *tree.children(i, "npadvmod")) if c > i]
    return next(iter(later or adverbs or phrases), None)


def _number_phrases(tree: _Tree) -> None:
    for i, tag in enumerate(tree.tags):
        if tag == "CD":
            sign = next((c for c in tree.children(i, "quantmod", "nmod", "compound") if tree.tags[c] == "$"), None)
            if sign is not None:
                _head_by_currency(tree, sign, i)
            _join_bound(tree, i if sign is None else sign)
        elif tree.words[i] in ("least", "most") and tree.words[i - 1 : i] == ["at"] and not tree.below[i - 1]:
            tree.move(i - 1, i, "case")
            tree.labels[i] = "nmod" if tree.tags[tree.heads[i]] in ("CD", "$") else "obl"


def _head_by_currency(tree: _Tree, sign: int, number: int) -> None:
    """In "$ 20 million" the sign is the head."""
    tree.take_over(sign, number, "nummod", lambda c: c != sign and sign < c < number)
    if tree.labels[sign] == "nummod":
        tree.labels[sign] = "compound"


def _join_bound(tree: _Tree, number: int) -> None:
    """In "more than 20" the first word hangs on the number, the others on it."""
    for phrase in FIXED_BEFORE_NUMBERS:
        first = max(0, number - len(phrase))
        words = range(first, number)
        if tree.words[first:number] == phrase and all(tree.heads[i] in range(first, number + 1) for i in words):
            tree.move(first, number, "advmod")
            for i in words[1:]:
                tree.move(i, first, "fixed")
            return


def _join_conjuncts(tree: _Tree) -> None:
    """All conjuncts hang on the first; "and" and the comma hang on the conjunct after them."""
    groups: dict[int, list[int]] = {}
    for i in reversed(tree.bottom_up()):
        if tree.labels[i] == "conj" and tree.heads[i] != ROOT:
            head = tree.heads[i]
            first = tree.heads[head] if tree.labels[head] == "conj" and tree.heads[head] != ROOT else head
            tree.move(i, first)
            groups.setdefault(first, []).append(i)
    for first, others in groups.items():
        links = [k for m in (first, *others) for k in tree.children(m, "cc", "punct") if k < max(others)]
        for k in links:
            following = min(m for m in others if m > k)
            if k > first and not tree.is_under(following, k) and _leads_to(tree, k, following):
                tree.move(k, following)


def _leads_to(tree: _Tree, k: int, conjunct: int) -> bool:
    """True for a conjunction, and for a comma with nothing but the conjunct's own words after it."""
    if tree.labels[k] == "cc":
        return True
    between = range(k + 1, conjunct)
    return tree.words[k] in (",", ";") and all(tree.labels[c] == "cc" or tree.is_under(c, conjunct) for c in between)


def _flatten_person(tree: _Tree, first: int, end: int) -> None:
    """A person's names hang on the first of them; a title before it is nmod:desc."""
    inside, last = range(first, end), end - 1
    if not all(tree.heads[i] in inside and tree.labels[i] == "compound" for i in range(first, last)):
        return
    titles = [c for c in tree.children(last, "compound") if c < first]
    if first < last:
        tree.take_over(first, last, "flat")
        for i in range(first + 1, last):
            tree.move(i, first, "flat")
    for title in titles:
        tree.labels[title] = "nmod:desc" if title == first - 1 else "compound"
        if title != first - 1 and titles[-1] == first - 1:
            tree.move(title, titles[-1])


def _final(tree: _Tree) -> list[str]:
    """Return the relations in UD's words."""
    found = []
    for i, label in enumerate(tree.labels):
        if tree.heads[i] == ROOT:
            found.append("root")
            continue
        if tree.tags[i] == "TO" and label == "aux":
            label = "mark"
        elif label == "predet" and tree.tags[i] == "CC":
            label = "preconj"
        elif label == "dative" and tree.children(i, "case"):
            label = "obl"
        elif label == "npadvmod" and tree.is_nominal(tree.heads[i]):
            label = "nmod:unmarked"
        elif label == "nmod" and i < tree.heads[i] and not tree.children(i, "case"):
            label = "compound"
        found.append(RENAMED.get(label, "dep" if label == "root" else label))
    return found
