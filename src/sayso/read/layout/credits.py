"""A paragraph -> the photo credits in it, as spans."""

from __future__ import annotations

import re

from sayso.model import Span

LONGEST_CAPTION = 320  # longer paragraphs are running text, whatever stands in their brackets
LONGEST_CREDIT = 120

# To add a picture agency, add its name.
_AGENCY = (
    r"(?:AP|AFP|Reuters|REUTERS|EPA(?:-EFE)?|Getty(?: Images)?|GETTY(?: IMAGES)?|Shutterstock|Flickr|Alamy|Bloomberg"
    r"|Anadolu(?: Agency)?|Xinhua|TASS|Sputnik|dpa|DPA|ANSA|PTI|ANI|UPI|NASA|iStock|Unsplash|Wikimedia(?: Commons)?"
    r"|AAP|PA(?: Wire| Images)|Twitter|Facebook|Instagram|YouTube|Telegram|Handout|HANDOUT|Pool|POOL)"
)
_PICTURE = (
    r"(?:(?:file|stock|archive|courtesy|handout|representational|illustrative)\s+)?"
    r"(?:photo(?:graph)?s?|images?|pictures?|pic|screenshot|screengrab|video\s+grab|illustration|graphic|map)"
)
_NAME_WORD = r"(?:(?-i:[A-Z])[\w.'’&-]*|and|of|the|for|via)"
_NAMES = rf"{_NAME_WORD}(?:(?:\s+|\s*[,/]\s*){_NAME_WORD}){{0,8}}"
# "Photo: ..." may go on with anything; "photo by" only with names, since "Photos by the army showed" is text.
_LABELLED = (
    rf"(?i:{_PICTURE}\s*(?:credits?|courtesy|source)?\s*[:/]\s*[^!?()\[\]]{{2,100}}|credits?\s*:\s*[^!?()\[\]]{{2,100}}"
    rf"|{_PICTURE}\s+(?:by|via|courtesy(?:\s+of)?|credits?(?:\s+to)?)\s+{_NAMES}"
    rf"|courtesy(?:\s+of)?\s+{_NAMES}|credit\s+{_NAMES}/(?-i:{_AGENCY}))"
)
_PLAIN = r"(?i:file\s+(?:photo|image|picture|pic|footage)|(?:handout|courtesy)\s+(?:photo|image|picture))"
_PERSON = r"[^()\[\]/.!?]{2,40}"
_SLASHED = (  # "AFP/Jane Doe", "Jane Doe / Getty Images", "AP Photo/Jane Doe", "Jane Doe/Pool via AP"
    rf"(?:{_AGENCY}(?:\s[Pp]hoto)?\s?/\s?{_PERSON}(?:/{_PERSON})?"
    rf"|{_PERSON}/\s?{_AGENCY}(?:\s?[/,]\s?{_PERSON})?(?:\svia\s{_AGENCY})?|{_AGENCY}\s[Pp]hotos?)"
)

_IN_BRACKETS = re.compile(rf"[(\[]({_LABELLED}|(?i:{_PICTURE}\s+)?{_SLASHED}|{_PLAIN})[)\]]\.?(?!\s*[-—–])")
_AT_END = re.compile(rf"(?:(?<=[.!?”\"’|—–])\s*|^|\s(?=[A-Z]\w+\s?:))[|—–]?\s*({_LABELLED}|{_SLASHED}|{_PLAIN})\.?$")
_WHOLE = re.compile(rf"(?:{_LABELLED}|{_SLASHED}|(?i:{_PICTURE}\s+)?{_AGENCY}|{_PLAIN})\.?")
_ONLY_WIRES = re.compile(r"(?:AP|AFP|Reuters|REUTERS|EPA|Xinhua|TASS|dpa|DPA|PTI|ANI|UPI|AAP|[\s/,])+")


def credits_in(paragraph: str) -> list[Span]:
    """Return the spans of the photo credits in a short paragraph that stands by itself; none in running text.

    "Harbour Brigade leader. (File photo: AFP/Jane Doe)" -> the bracket
    """
    if len(paragraph) > LONGEST_CAPTION:
        return []
    if len(paragraph) <= LONGEST_CREDIT and _WHOLE.fullmatch(paragraph):
        return [Span(0, len(paragraph))]
    # "(AFP/Reuters)" names who wrote the report, not who took a picture.
    found = [Span(*m.span()) for m in _IN_BRACKETS.finditer(paragraph) if not _ONLY_WIRES.fullmatch(m[1])]
    if not found and (last := _AT_END.search(paragraph)) is not None:
        found = [Span(last.start(1), len(paragraph))]
    return found
