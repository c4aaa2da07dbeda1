"""Tree of a web page -> what it marks up or states: captions with credits, canonical link, moment of publication."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any
from urllib.parse import urljoin, urlsplit

from sayso.model import PartKind
from sayso.read.network.urls import same_site

MOST_CAPTIONS = 100
# The largest of 884 measured pages has 10,112 elements, and at most 391 in one.
LARGE = 20_000
WIDE = 1_000
MOST_ELEMENTS = 60_000  # six times as many; extraction takes about 40 microseconds for each
LONGEST_CAPTION = 600  # what is longer is text that a page has put into a figure

Caption = tuple[str, PartKind]

_CAPTION_TAGS = frozenset({"p", "span", "div", "small"})
_CAPTION_CLASS = re.compile(r"(?:^|[\s_-])captions?(?:-?text)?(?:$|[\s_-])", re.I)
_NO_REPORT = ("nav", "footer", "aside", "style", "svg", "select", "noscript", "template")
_TYPE = ("b", "i", "em", "strong", "span", "font", "u", "small", "big", "sub", "sup", "mark", "wbr", "tt", "s", "img")
_CAPTIONS = (
    ".//*[self::figcaption or (self::p or self::span or self::div or self::small)"
    " and contains(translate(@class, 'CAPTION', 'caption'), 'caption')]"
)
_CREDIT_CLASS = re.compile(r"credit|copyright|photographer|attribution|byline", re.I)
_MOMENT = re.compile(r"\d{4}-\d\d-\d\d[T ]\d\d:\d\d(?::\d\d)?(?:\.\d+)?\s?(?:Z|[+-]\d\d:?\d\d)")
_PUBLISHED = re.compile(r"\"datePublished\"\s*:\s*\"([^\"]{10,40})\"")
_PUBLISHED_NAME = re.compile(
    r"(?:article:|og:)?published_time|datepublished|publication_date|pubdate|publishdate|dc\.date\.issued"
    r"|dcterms\.created|parsely-pub-date|sailthru\.date|date"
)


def squeezed(text: str) -> str:
    """Return the text with every run of space as one space, and none around it."""
    return " ".join(text.split())


def take_captions(tree: Any) -> list[Caption]:
    """Cut the captions out of the tree and return them in order, each credit by itself; no words twice."""
    found: dict[Caption, None] = {}
    for element in outermost(tree, _CAPTIONS, _is_caption)[:MOST_CAPTIONS]:
        credits = outermost(element, ".//*[@class]", _is_credit)
        whole = squeezed(_text_without(element, set(credits)))
        if len(whole) > LONGEST_CAPTION:
            continue
        texts = [squeezed(credit.text_content()) for credit in credits]
        pieces: list[Caption] = [(whole, "caption"), *((t, "credit") for t in texts if len(t) <= LONGEST_CAPTION)]
        found |= dict.fromkeys(p for p in pieces if any(c.isalnum() for c in p[0]))
        if element.getparent() is not None:
            element.drop_tree()
    return list(found)


def lighten(tree: Any) -> None:
    """Take out of an outsize page what holds no paragraphs; extraction takes time by the square of such elements."""
    if size(tree) <= LARGE and not tree.xpath(f"boolean(//*[*[{WIDE + 1}]])"):
        return
    from lxml import etree

    etree.strip_elements(tree, *_NO_REPORT, with_tail=False)
    etree.strip_tags(tree, *_TYPE)
    for element in tree.iter():  # joins the pieces that the tags have left
        element.text, element.tail = element.text, element.tail


def size(tree: Any) -> int:
    """Return the number of elements."""
    return int(tree.xpath("count(//*)"))


def canonical_link(tree: Any, url: str | None) -> str | None:
    """Return the page's canonical URL; it cannot move the page to another site, nor an article to the site's front."""
    for link in tree.xpath("//link[@href][contains(translate(@rel, 'CANOIL', 'canoil'), 'canonical')]"):
        try:
            target = urljoin(url or "", str(link.get("href")).strip())
            parts = urlsplit(target)
        except ValueError:
            continue
        if parts.scheme in {"http", "https"} and parts.hostname and _fits(target, url):
            return target
    return url


def stated_moment(tree: Any, day: str) -> str | None:
    """Return the moment of publication that falls on a day already found, with its zone, if the page states one."""
    metas = [m for m in tree.iter("meta") if _PUBLISHED_NAME.fullmatch(_name(m))]
    stated = [str(m.get("content", "")).strip() for m in metas]
    for script in tree.xpath("//script[@type='application/ld+json']"):
        stated += _PUBLISHED.findall(script.text or "")
    fitting = [s for s in stated if s.startswith(day) and _MOMENT.fullmatch(s)]
    return fitting[0].replace(" ", "T", 1).replace(" ", "") if fitting else None


def _is_caption(element: Any) -> bool:
    named = element.tag in _CAPTION_TAGS and _CAPTION_CLASS.search(element.get("class", "")) is not None
    return named or element.tag == "figcaption"


def _is_credit(element: Any) -> bool:
    return _CREDIT_CLASS.search(element.get("class", "")) is not None


def outermost(top: Any, path: str, fits: Callable[[Any], bool]) -> list[Any]:
    """Return the elements of a path below the top that fit, in order, without those inside another."""
    fitting = {element: None for element in top.xpath(path) if fits(element)}  # a dict keeps the order
    return [element for element in fitting if fitting.keys().isdisjoint(element.iterancestors())]


def _text_without(top: Any, left_out: set[Any]) -> str:
    """Return the text of an element, leaving out the elements given."""
    from lxml import etree

    pieces: list[str] = []
    walk = etree.iterwalk(top, events=("start", "end"))
    for event, element in walk:
        if event == "end":
            pieces.append("" if element is top else element.tail or "")
        elif element in left_out:
            walk.skip_subtree()
        else:
            pieces.append(element.text or "")
    return "".join(pieces)


def _fits(target: str, url: str | None) -> bool:
    if url is None:
        return True
    front = urlsplit(target).path in {"", "/"} and urlsplit(url).path not in {"", "/"}
    return same_site(target, url) and not front


def _name(meta: Any) -> str:
    return str(meta.get("property") or meta.get("name") or meta.get("itemprop") or "").lower()
