"""Tree of a web page -> what it marks up or states: captions with credits, canonical link, moment of publication."""

from __future__ import annotations

import re
from typing import Any
from urllib.parse import urljoin, urlsplit

from sayso.model import PartKind
from sayso.read.urls import same_site

MOST_CAPTIONS = 100
LONGEST_CAPTION = 600  # what is longer is text that a page has put into a figure

Caption = tuple[str, PartKind]

_CAPTIONS = "//figcaption | //*[self::p or self::span or self::div or self::small][@class]"
_CAPTION_CLASS = re.compile(r"(?:^|[\s_-])captions?(?:-?text)?(?:$|[\s_-])", re.I)
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
    for element in _caption_elements(tree)[:MOST_CAPTIONS]:
        credits = [e for e in element.iterdescendants() if _CREDIT_CLASS.search(str(e.get("class", "")))]
        texts = [squeezed(e.text_content()) for e in credits if not any(a in credits for a in e.iterancestors())]
        for credit in credits:
            _drop(credit)
        whole = squeezed(element.text_content())
        if len(whole) > LONGEST_CAPTION:
            continue
        pieces: list[Caption] = [(whole, "caption"), *((t, "credit") for t in texts)]
        found |= dict.fromkeys(p for p in pieces if any(c.isalnum() for c in p[0]))
        _drop(element)
    return list(found)


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


def _caption_elements(tree: Any) -> list[Any]:
    found = [e for e in tree.xpath(_CAPTIONS) if e.tag == "figcaption" or _CAPTION_CLASS.search(e.get("class"))]
    return [e for e in found if not any(a in found for a in e.iterancestors("figcaption", "p", "div", "span"))]


def _drop(element: Any) -> None:
    if element.getparent() is not None:
        element.drop_tree()


def _fits(target: str, url: str | None) -> bool:
    if url is None:
        return True
    front = urlsplit(target).path in {"", "/"} and urlsplit(url).path not in {"", "/"}
    return same_site(target, url) and not front


def _name(meta: Any) -> str:
    return str(meta.get("property") or meta.get("name") or meta.get("itemprop") or "").lower()
