"""Text -> spans of words, cut as UD English cuts them ("Israel's" and "don't" are two words each).

Every character that is not white space lies in exactly one word; zero-width and combining characters belong to the word
they stand in. Where the two treebanks (EWT, GUM) differ, the way that both share or most of their words go is taken.
"""

from __future__ import annotations

import itertools
import re

from sayso.model import Span


def _table(words: str) -> frozenset[str]:
    return frozenset(words.split())


TITLES = _table(
    "Adm Amb Brig Capt Cdr Cmdr Col Cpl Dr Fr Gen Gov Hon Lt Maj Messrs Mme Mr Mrs Ms Pres Prof Pvt Rep Reps Rev Rt "
    "Sen Sens Sgt Supt St Ste Mt Ft Ald Atty Cllr Comdr Const Det Insp Pfc Pte Spc"
)
DAYS_AND_MONTHS = _table("Mon Tue Tues Wed Thu Thur Thurs Fri Jan Feb Apr Aug Sept Sep Oct Nov Dec")
CLOSE_A_SENTENCE = _table("Jr Sr Esq Bros Co Corp Inc Ltd Plc Cie")  # as often as not
ABBREVIATIONS = (
    TITLES | DAYS_AND_MONTHS | CLOSE_A_SENTENCE
    | _table(
        "Dept Univ Assn Assoc Bldg Ave Blvd Rd Hwy Ala Ariz Ark Calif Colo Conn Fla Ga Ill Kan Ky Md Mich Minn Mo Mont "
        "Neb Nev Okla Ore Pa Tenn Tex Va Vt Wis Wyo Min Sec Rs al approx ca cf est esp ext attn incl viz vs v dept govt"
    )
)  # fmt: skip
IN_CAPITALS = frozenset(
    a.upper() for a in TITLES | DAYS_AND_MONTHS | CLOSE_A_SENTENCE
)  # the others are words: ILL, ORE
AFTER_NUMBERS = _table("cu ft hrs in lb lbs min oz sq yd yds")  # "6 ft. tall"; before a capital their full stop ends
BEFORE_NUMBERS = _table("no nos art arts fig figs p pp sec ch vol par para mar jun jul c b d")

# Words written as one that are several; the numbers are where they part.
RUN_TOGETHER: dict[str, tuple[int, ...]] = {
    "cannot": (3,), "gonna": (3,), "gotta": (3,), "wanna": (3,), "lemme": (3,), "gimme": (3,), "outta": (3,),
    "dunno": (2, 3), "y'all": (2,), "c'mon": (3,), "d'you": (2,), "i'ma": (1, 3), "dont": (2,), "doesnt": (4,),
    "didnt": (3,), "wont": (2,), "isnt": (2,), "wasnt": (3,), "couldnt": (5,), "wouldnt": (5,), "shouldnt": (6,),
    "cant": (2,), "aint": (2,), "thats": (4,), "whats": (4,), "theres": (5,), "havent": (4,), "hasnt": (3,),
    "arent": (3,),
}  # fmt: skip
ONE_WORD = frozenset({"sa'd", "ma'am"})  # end like a clitic and are none

# What never stands inside a word. Marks, format characters, letters and digits of any script are left.
SYMBOLS = r"\u2190-\u2bff\U0001f000-\U0001faff"  # arrows, mathematics, pictures
PUNCTUATION = (
    r"!-/:-@\[-^`{-~\xa1-\xa9\xab\xac\xae-\xb1\xb4\xb6-\xb8\xbb\xbf\xd7\xf7\u037e\u060c\u061b\u061f\u06d4\u0964\u0965"
    r"\u2010-\u2027\u2030-\u205e\u20a0-\u20cf\u2e00-\u2e7f\u3001-\u3003\u3008-\u3020\u3030\ufe10-\ufe19\ufe30-\ufe6b"
    r"\uff01-\uff0f\uff1a-\uff20\uff3b-\uff40\uff5b-\uff65" + SYMBOLS
)
LETTER = r"[^\W\d_]"
INSIDE = rf"[^\s{PUNCTUATION}]"  # what a word is made of
APOSTROPHE = "['’‘`´ʼ＇]"
PREFIXES = (
    "ante|anti|co|counter|cross|e|ex|extra|hyper|infra|inter|intra|macro|mega|micro|mid|mini|mis|multi|neo|non|over|post|"
    "pre|pro|pseudo|re|semi|socio|sub|super|trans|ultra|un|under"
)
DOMAINS = (
    r"(?:com|org|net|edu|gov|mil|info|biz)(?:\.[a-z]{2})?|(?:co|ac|gob|govt)\.[a-z]{2}|"
    r"(?:be|gg|gl|ly|me)(?=/)|br|cn|cz|eg|eu|fr|il|ir|iq|io|jp|kr|lb|mx|pl|ru|sy|tr|tv|ua|uk|za"
)
FILES = "csv|docx?|exe|gif|html?|jpe?g|mp[34]|pdf|png|pptx?|txt|url|xlsx?|zip"
UNITS = (
    r"am|pm|[ap]\.m|hrs|gmt|utc|k|m|mm|mn|bn|tn|cm|km|kg|mg|ml|lb|lbs|oz|ft|in|mi|mph|kph|kmh|kw|mw|gw|gb|mb|tb|hz|ghz|"
    "mhz|sq|x"
)
ADDRESS_END = r"""[^\s<>"“”«».,;:!?'’)\]}…]"""
EMOJI_MARK = r"[\ufe0e\ufe0f\u20e3\U0001f3fb-\U0001f3ff\U000e0020-\U000e007f]"

# Quantifiers that can meet a long run and fail are bounded or possessive, so that the time stays linear.
WORD = re.compile(
    rf"""
    (?P<plain> [^\W\d_ʼ]++ (?= [\s,;!?)\]"”] | \Z ) )
  | (?P<mark> [,"“”()] )
  | (?P<whole>
      (?i: https?://? | ftp:// | mailto: | www\. ) (?: [^\s<>"“”«»]* {ADDRESS_END} )
    | [\w.+%-]{{1,64}}+ @ \w [\w.-]{{0,250}} (?<! [.-] )
    | (?: [\w-]{{1,63}}+ \. ){{1,9}} (?i: {DOMAINS} | {FILES} ) (?! [\w@-] ) (?: / (?: [^\s<>"“”]* {ADDRESS_END} )? )?
    | [a-z]++ (?: \. [a-z]{{2,63}}+ ){{2,9}}
    | [@\#] {LETTER} \w*
    | Ph\.?D\.?
    | (?: (?i: anti | non | pre | post | pro ) - )? {LETTER} (?: \. {LETTER} )+ (?! {INSIDE} ) (?: \. (?! \.\. ) )?
    | (?: A | AU | C | CA | HK | NZ | S | U | US ) \$
    | [^\W\d_]{{1,3}} (?: & [^\W\d_]{{1,3}} )+ (?! {INSIDE} )
    | (?: {LETTER} / {LETTER} | (?i: w/out | s/he ) ) (?! {INSIDE} )
    | (?: {LETTER} | (?i: [cstw]h ) ) - (?! \S )
    )
  | (?P<dotted> {LETTER}{{1,6}}+ ) \. (?! [.!?] )
  | (?P<number>
      \d++ (?: - \d++ ){{2,}} (?! {INSIDE} ) | \d{{3}}-\d{{4}} (?<! 0 ) (?! {INSIDE} )
    | (?i: mid - ) \d++ s?
    | (?: \d\d ){{1,2}} (?<= 0 ) {APOSTROPHE} s (?! {INSIDE} )
    | \+? \d++ (?: [.:/] \d++ | ,\d\d\d (?! \d ) | (?: ,\d\d )++ (?= ,\d\d\d (?! \d ) ) )*+
      (?: (?= (?i: {UNITS} ) (?! {INSIDE} ) ) | {INSIDE}* )
    | (?<! [\w.] ) \. \d++
    )
  | (?P<word> (?: (?<! [-‐‑] ) (?i: {PREFIXES} ) [-‐‑] (?= {LETTER} ) )* (?! _ ) {INSIDE}+
              (?: (?: {APOSTROPHE} | \*{{1,4}} ) {LETTER} {INSIDE}* )* )
  | (?P<clipped> ['’] (?: (?i: em | til | tis | twas | cause | n['’]? ) | \d\d (?: ['’]? s )? ) (?! {INSIDE} | ['’] )
    | (?: (?<! \S ) | (?<= [\w.)\]"”%\#$*] ) ) ['’] (?i: s | m | d | re | ve | ll ) (?! {INSIDE} | ['’] ) )
  | (?P<signs>
      (?<! \w ) (?: [:;=] [-^o']? [()DPp|/\[\]] | <3 | \^_+\^ ) (?! \w )
    | [\U0001f1e6-\U0001f1ff]{{2}}
    | [{SYMBOLS}] {EMOJI_MARK}* (?: \u200d [{SYMBOLS}] {EMOJI_MARK}* )*
    | (?<! \. ) \.[!?]+ | [!?]+ | \.+ | …+ | -+ | [–—―]+ | =+ | \*+ | ~+ | _+ | <+ | >+ | \++ | \$+ | \|+
    | ``? | ''? | ’’? | ‘‘?
    | \S
    )
    """,
    re.VERBOSE,
)
CLITIC = re.compile(rf"(?i: n {APOSTROPHE} t | {APOSTROPHE} (?: s | m | d | re | ve | ll ) ) \Z", re.VERBOSE)
LONGEST_CLITIC = 3


def cut_words(text: str, start: int = 0, end: int | None = None) -> list[Span]:
    """Return the words of text[start:end] in order; none overlap and only white space lies between them.

    "Tarn's army didn't fire 5-10 shells." -> Tarn 's army did n't fire 5 - 10 shells .
    """
    spans: list[Span] = []
    end = len(text) if end is None else min(end, len(text))
    for found in WORD.finditer(text, start, end):
        first, last = found.span()
        kind = found.lastgroup
        if kind == "dotted" and not _is_abbreviation(text, first, last, end):
            spans += _parts(text, first, last - 1)
            spans.append(Span(last - 1, last))
        elif kind == "word" or (kind == "plain" and found[0].lower() in RUN_TOGETHER):
            spans += _parts(text, first, last)
        else:
            spans.append(Span(first, last))
    return spans


def _is_abbreviation(text: str, first: int, last: int, end: int) -> bool:
    """True if the full stop that ends text[first:last] is part of the word ("Gen. Oda", "No. 5", "J. Oda")."""
    word, after = text[first : last - 1], text[last : min(last + 2, end)]
    if word == "etc":
        return after.strip()[:1].islower() or after[:1] in {",", ")", ";"}
    if word in ABBREVIATIONS or word in IN_CAPITALS:
        return True
    if word.lower() in BEFORE_NUMBERS and after.strip()[:1].isdigit():
        return True
    if word in AFTER_NUMBERS:
        return after.strip()[:1].islower() and text[max(0, first - 3) : first].strip()[-1:].isdigit()
    if len(word) > 1 or not word.isupper() or not after:
        return False
    return after[-1].isupper() or after[0] in ",-" or (word not in "AI" and after[-1].islower())


def _parts(text: str, first: int, last: int) -> list[Span]:
    """Return the words that a stretch of letters is made of ("can|not", "did|n't", "I|'d|'ve")."""
    word = text[first:last].lower().replace("’", "'")
    if word in RUN_TOGETHER:
        cuts = [first, *(first + n for n in RUN_TOGETHER[word]), last]
        return [Span(a, b) for a, b in itertools.pairwise(cuts)]
    parts: list[Span] = []
    while word not in ONE_WORD and (clitic := CLITIC.search(text, max(first + 1, last - LONGEST_CLITIC), last)):
        parts.append(Span(clitic.start(), last))
        last = clitic.start()
    return [Span(first, last), *reversed(parts)]
