"""Parse -> attributions without verb or noun of saying: "according to", "by their count", "allegedly", "Oda: no"."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from sayso.knowledge.cue_words import CueWords
from sayso.meaning.statement.attribution import Attribution, below, clause_head, conjuncts, has_case, without_mark
from sayso.meaning.statement.cue_nouns import owner_of
from sayso.meaning.syntax.once import lowered
from sayso.model import ROOT, Parse, Sentence, Stance

POLLS = frozenset({"poll", "survey", "census"})
LONGEST = 1000  # words of one turn in a transcript
_SPEAKING_NAMES = ("PROPN", "PRON")


def phrase_attributions(parse: Parse, words: CueWords) -> Iterator[Attribution]:
    """Yield the attributions by preposition, adverb and tally, and by the colon of a headline."""
    for i, (lemma, lower) in enumerate(zip(parse.lemmas, lowered(parse), strict=True)):
        if lower in words.adverbs and parse.upos[i] == "ADV":
            yield _by_adverb(parse, i, words.adverbs[lower])
        elif lower in words.prepositions:
            yield from _by_preposition(parse, i, words)
        if lemma in POLLS and (found := _by_poll(parse, i, words)) is not None:
            yield found
        if lemma in words.tallies and parse.upos[i] == "NOUN":
            yield from _by_tally(parse, i, words)
    surnames = frozenset(parse.lower(n.end - 1) for n in parse.names if n.kind == "person")
    for sentence in parse.sentences:
        if sentence.part == "title":
            yield from _by_headline(parse, sentence, words)
        elif sentence.part == "body":
            yield from _by_label(parse, sentence, surnames)


def citing_attributions(parse: Parse, words: CueWords, cues: Iterable[Attribution]) -> Iterator[Attribution]:
    """Yield the sources that a source cites: "Radio Ostra, citing two officers, said" hands on the officers' words."""
    by_cue = {a.cue: a for a in cues}
    for i in range(len(parse)):
        if parse.relations[i] not in ("advcl", "acl", "case", "parataxis") or parse.lower(i) not in words.participles:
            continue
        cited = parse.child(i, "obj", "obl") if parse.relations[i] != "case" else parse.heads[i]
        if cited is None or parse.child(i, "ccomp") is not None or not _can_speak(parse, cited, words):
            continue
        main = next((by_cue[a] for a in (*parse.ancestors(i), *_verbs_over(parse, i)) if a in by_cue), None)
        content = main.content if main else _clause(parse, cited if parse.relations[i] == "case" else i)
        yield Attribution(cue=i, cue_words=(i,), stance=words.participles[parse.lower(i)], confidence=0.8,
                          sources=conjuncts(parse, cited), content=content - below(parse, (i, cited)),
                          within=main.cue if main else None)  # fmt: skip


def _verbs_over(parse: Parse, i: int) -> Iterator[int]:
    """Yield the verb whose subject a participle was attached to: "Radio Ostra, citing officers, said"."""
    for a in parse.ancestors(i):
        if parse.relations[a] == "nsubj":
            yield parse.heads[a]


def _can_speak(parse: Parse, i: int, words: CueWords) -> bool:
    return parse.upos[i] in _SPEAKING_NAMES or parse.lemmas[i].lower() in words.speakers | words.documents


def _by_adverb(parse: Parse, i: int, stance: Stance) -> Attribution:
    head = parse.heads[i] if parse.heads[i] != ROOT else i
    content = below(parse, (head,)) - below(parse, (i,))
    return Attribution(cue=i, cue_words=(i,), stance=stance, sources=(), content=content, confidence=0.8,
                       flags=("unspecified source",))  # fmt: skip


def _by_preposition(parse: Parse, i: int, words: CueWords) -> Iterator[Attribution]:
    """Yield the attribution of "according to S": the source is what the preposition marks."""
    low = lowered(parse)
    for phrase, stance in words.prepositions[low[i]]:
        if tuple(low[i : i + len(phrase)]) != phrase:
            continue
        last = i + len(phrase) - 1
        source = _marked(parse, i, last)
        if source is None or (phrase == ("per",) and not _can_speak(parse, source, words)):
            continue
        if parse.lemmas[source] in words.tallies and (owner := owner_of(parse, source)) is not None:
            source = owner
        cue = tuple(range(i, last + 1))
        content = _clause(parse, _outermost(parse, source, cue)) - below(parse, (_outermost(parse, source, cue),))
        if content:
            yield Attribution(cue=i, cue_words=cue, stance=stance, sources=conjuncts(parse, source), content=content)
        return


def _marked(parse: Parse, first: int, last: int) -> int | None:
    """Return the noun after a preposition of one or more words, whichever way it was attached."""
    for w in (first, last):
        if parse.relations[w] in ("case", "mark") and parse.heads[w] > last:
            return parse.heads[w]
        below_it = [c for c in parse.children(w, "obl", "nmod", "obj", "pobj", "obl:agent") if c > last]
        if below_it:
            return below_it[0]
    return None


def _outermost(parse: Parse, source: int, cue: tuple[int, ...]) -> int:
    """Return the head of the whole phrase: its noun, or the first word of "in the words of" that governs it."""
    head = source
    while parse.heads[head] in range(cue[0], source):
        head = parse.heads[head]
    while parse.relations[head] == "nmod:poss":
        head = parse.heads[head]
    return head


def _clause(parse: Parse, phrase: int) -> frozenset[int]:
    """Return the sentence about which a phrase set off by commas speaks, or the clause that one within it does."""
    if parse.heads[phrase] == ROOT:
        sentence = parse.sentence(phrase)
        return frozenset(range(sentence.first, sentence.end))
    head = clause_head(parse, parse.heads[phrase])
    if _at_edge(parse, phrase) or _closes(parse, phrase, head):
        while parse.heads[head] != ROOT and parse.relations[head] not in ("ccomp", "root"):
            head = parse.heads[head]
    return without_mark(parse, head) - below(parse, (phrase,))


def _closes(parse: Parse, phrase: int, head: int) -> bool:
    """True of a phrase at the end of a sentence without a comma, but for one in a relative clause."""
    last = max((w for w in parse.subtree(phrase) if parse.upos[w] != "PUNCT"), default=phrase)
    rest = range(last + 1, parse.sentence(phrase).end)
    return parse.relations[head] != "acl:relcl" and all(parse.upos[w] == "PUNCT" for w in rest)


def _at_edge(parse: Parse, phrase: int) -> bool:
    """True of a phrase that opens the sentence, or closes it after a comma."""
    own, sentence = parse.subtree(phrase), parse.sentence(phrase)
    inner = [w for w in own if parse.upos[w] != "PUNCT"]
    outside = [w for w in range(sentence.first, sentence.end) if parse.upos[w] != "PUNCT"]
    if not inner:
        return False
    return inner[0] == outside[0] or (inner[-1] == outside[-1] and parse.lower(inner[0] - 1) in (",", "—", "–", "-"))


def _by_poll(parse: Parse, i: int, words: CueWords) -> Attribution | None:
    """Return the attribution of "In a poll by the Herald, Oda led"; of "In a poll, Oda said" it is Oda who says so."""
    case = next((c for c in parse.children(i, "case") if parse.lower(c) == "in"), None)
    if case is None or case != parse.sentence(i).first or parse.relations[i] != "obl":
        return None
    head, own = parse.heads[i], max(w for w in parse.subtree(i) if parse.upos[w] != "PUNCT")
    if own + 1 >= len(parse) or parse.word(own + 1) != "," or "clause" in words.verbs.get(parse.lemmas[head], {}):
        return None
    return Attribution(cue=case, cue_words=(case,), stance="report", sources=(i,), content=_clause(parse, i),
                       confidence=0.7)  # fmt: skip


def _by_tally(parse: Parse, i: int, words: CueWords) -> Iterator[Attribution]:
    """Yield the attribution of "by the ministry's count"."""
    owner = owner_of(parse, i)
    if owner is None or not has_case(parse, i, "by", "in") or parse.relations[i] not in ("obl", "nmod", "obl:agent"):
        return
    if parse.heads[i] == ROOT or (parse.relations[i] == "obl:agent" and not _at_edge(parse, i)):
        return
    above = parse.lemmas[parse.heads[i]]
    if parse.relations[i] == "nmod" and (above in words.nouns or above in words.verbs):
        return  # "calls by opposition figures": the people, not a count
    yield Attribution(cue=i, cue_words=(i,), stance=words.tallies[parse.lemmas[i]], sources=conjuncts(parse, owner),
                      content=_clause(parse, i), confidence=0.8)  # fmt: skip


def _by_label(parse: Parse, sentence: Sentence, surnames: frozenset[str]) -> Iterator[Attribution]:
    """Yield the attribution of a line of a transcript: "LUND: We stay. We will not leave." up to the line's end."""
    near = range(sentence.first + 1, min(sentence.first + 5, sentence.end))
    colon = next((w for w in near if parse.word(w) == ":"), 0)
    if not colon or not _opens_line(parse, sentence.first) or colon + 1 >= len(parse) or _opens_line(parse, colon + 1):
        return
    label = range(sentence.first, colon)
    if any(parse.upos[w] != "PROPN" for w in label) or parse.lower(colon - 1) not in surnames:
        return
    end = colon + 1
    while end < len(parse) and end - colon < LONGEST and not _opens_line(parse, end):
        end += 1
    yield Attribution(cue=colon, cue_words=(colon,), stance="report", sources=(colon - 1,), confidence=0.7,
                      content=frozenset(range(colon + 1, end)))  # fmt: skip


def _opens_line(parse: Parse, i: int) -> bool:
    return i == 0 or "\n" in parse.text[parse.spans[i - 1].end : parse.spans[i].start]


def _by_headline(parse: Parse, sentence: Sentence, words: CueWords) -> Iterator[Attribution]:
    """Yield the attribution of "Oda: no more talks" and of "Nine die in Tarn: police"."""
    colons = [w for w in range(sentence.first, sentence.end) if parse.word(w) == ":"]
    if not colons:
        return
    before, after = range(sentence.first, colons[0]), range(colons[-1] + 1, sentence.end)
    for source, content, cue in ((before, range(colons[0] + 1, sentence.end), colons[0]),
                                 (after, range(sentence.first, colons[-1]), colons[-1])):  # fmt: skip
        head = _headline_source(parse, source, words)
        if head is not None and content:
            yield Attribution(cue=cue, cue_words=(cue,), stance="report", sources=(head,), confidence=0.7,
                              content=frozenset(content))  # fmt: skip
            return


def _headline_source(parse: Parse, source: range, words: CueWords) -> int | None:
    """Return the head of a few words that name a person or an organisation, and nothing else."""
    heads = [w for w in source if parse.heads[w] not in source and parse.upos[w] != "PUNCT"]
    if (
        not 0 < len(source) <= 6
        or len(heads) != 1
        or any(parse.upos[w] in ("VERB", "AUX") or (parse.upos[w] == "ADP" and parse.lower(w) != "of") for w in source)
    ):
        return None
    return heads[0] if _can_speak(parse, heads[0], words) else None
