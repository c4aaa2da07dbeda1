"""Time -> the word it belongs to, where the parse alone would tie the day of the saying to what is said, or otherwise.

"Tarn was hit," Oda said on Monday      Monday is when he said it, wherever the parse hangs it
On Monday, Oda said, Tarn was hit       Monday is when it was hit: the cue is put in between
Oda on Monday denied it                 Monday belongs to denied, not to Oda
"""

from __future__ import annotations

from sayso.model import ROOT, Parse

FARTHEST = 32  # heads climbed; no sentence of a reporter goes deeper, and hostile ones must not cost more
_CLAUSES = ("ccomp", "parataxis")
SAID_NOUNS = frozenset({
    "statement", "interview", "briefing", "report", "speech", "conference", "communique", "communiqué", "post",
    "message", "letter", "tweet", "broadcast", "address", "remark", "comment", "testimony", "call", "document",
})  # fmt: skip


def governor_of(parse: Parse, head: int, end: int) -> int:
    """Return the word that a time belongs to; `head` is its own head, `end` the index after its last word."""
    over = parse.heads[head]
    if over == ROOT:
        return ROOT
    return _cue_before(parse, head, over) or _content(parse, head, end, over) or _verb_after(parse, end, over) or over


def saying_of(parse: Parse, head: int, end: int) -> int:
    """Return the verb of saying that a time dates, also by way of "in a statement on Monday"; else its governor."""
    over = governor_of(parse, head, end)
    at = over
    for _ in range(2):  # "in a statement issued on Monday"
        if at == ROOT:
            return over
        if parse.lemmas[at].lower() in SAID_NOUNS:
            return parse.heads[at] if parse.relations[at] in ("obl", "obl:unmarked", "nmod") else over
        at = parse.heads[at] if parse.relations[at] in ("acl", "nmod", "compound") else ROOT
    return over


def _cue_before(parse: Parse, time: int, over: int) -> int | None:
    """Return the cue between content and time: "..., Oda said on Monday", but not "..., Oda said, on Monday"."""
    at = over
    for _ in range(FARTHEST):
        if at == ROOT or parse.heads[at] == ROOT:
            return None
        cue = parse.heads[at]
        if parse.relations[at] in _CLAUSES and over < cue < time:
            return None if any(parse.word(i) == "," for i in range(cue + 1, time)) else cue
        at = cue
    return None


def _content(parse: Parse, time: int, end: int, cue: int) -> int | None:
    """Return what is said where its cue is put in after a time: "On Monday, Oda said, Tarn was hit"."""
    if not (
        time < cue and end < cue and parse.word(end) == "," and cue + 1 < len(parse) and parse.word(cue + 1) == ","
    ):
        return None
    content = next((c for c in parse.children(cue, *_CLAUSES) if c > cue), None)
    between = range(end + 1, cue)
    put_in = content is not None and parse.child(content, "mark") is None
    return content if put_in and any(parse.relations[i].startswith("nsubj") for i in between) else None


def _verb_after(parse: Parse, end: int, over: int) -> int | None:
    """Return the verb of "Oda on Monday denied", where the time hangs on the name before it."""
    verb = parse.heads[over]
    if verb == ROOT or parse.upos[over] not in ("PROPN", "PRON") or not parse.relations[over].startswith("nsubj"):
        return None
    gap = verb - end
    return verb if 0 <= gap <= 2 and all(parse.upos[i] in ("ADV", "AUX") for i in range(end, verb)) else None
