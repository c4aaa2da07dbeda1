"""Reports of news sites -> pages as such sites send them, with furniture made by us: menus, scripts, related, footer.

The real pages that we have are long reads (1,400 words each); these have the length that reports on the web have.
"""

from __future__ import annotations

import csv
import html
import json
import re
from collections.abc import Iterator, Sequence
from itertools import cycle, islice
from pathlib import Path
from typing import NamedTuple

from sayso.model import Capture

EXAMPLES = Path(__file__).resolve().parent.parent / "examples"
SECTIONS = ("Norland", "Sarvia", "Trade", "Weather", "Sport", "Science", "Letters", "Culture", "Travel", "Obituaries")
SCRIPT = 90_000  # characters of scripts and styles: the real pages have 150 kB, most of it that
LINKS, RELATED, SHARED = 80, 24, ("Facebook", "X", "WhatsApp", "E-mail", "Print", "Copy link")
PARAGRAPH = 45  # words, at the end of a sentence, where a text has come without paragraphs
LONGEST_TITLE = 160
_SENTENCE_END = re.compile(r"(?<=[a-z][.!?][\"”’])\s+|(?<=[a-z][.!?])\s+")


class WebReport(NamedTuple):
    """Headline, text, and when and by whom it was published."""

    title: str
    text: str
    outlet: str


def web_pages(data: Path, number: int) -> list[Capture]:
    """So many pages, the corpora in turn; else of our own examples."""
    reports = list(islice(_reports(data), number + RELATED))
    titles = [r.title for r in reports]
    made = (_page(r, titles[n + 1 : n + 1 + RELATED]) for n, r in enumerate(reports[:number]))
    return [Capture(raw=page.encode(), name=f"{n}", media_type="text/html") for n, page in enumerate(made)]


def _reports(data: Path) -> Iterator[WebReport]:
    """Yield the reports of both corpora in turn, and ours over and over where there are none."""
    rival, shared = data / "news/syria_rival_outlets.csv", data / "news/helsinki_syndicated/helsinki_articles.csv"
    if not (rival.is_file() and shared.is_file()):
        own = [p.read_text(encoding="utf8").partition("\n\n") for p in sorted(EXAMPLES.glob("*.txt"))]
        yield from cycle(WebReport(title.strip(), text, "The Coast Herald") for title, _, text in own)
    one = (WebReport(r["article_title"], r["article_content"], r["source"]) for r in _rows(rival))
    other = (WebReport(*_headed(r["text"]), r["publisher"]) for r in _rows(shared))
    for pair in zip(one, other, strict=False):
        yield from (r for r in pair if r.text.strip())


def _rows(file: Path) -> Iterator[dict[str, str]]:
    with file.open(encoding="utf8", errors="replace", newline="") as lines:
        yield from csv.DictReader(lines)


def _headed(text: str) -> tuple[str, str]:
    """Return headline and text of what has the headline in its first line, or run into it."""
    line, _, rest = text.strip().partition("\n")
    if len(line) <= LONGEST_TITLE and rest.strip():
        return line, rest
    return " ".join(text.split()[:10]), text


def _page(report: WebReport, related: Sequence[str]) -> str:
    title, outlet = html.escape(report.title), html.escape(report.outlet)
    article = "\n".join(f"<p>{html.escape(p)}</p>" for p in _paragraphs(report.text))
    return f"""<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>{title} | {outlet}</title>
<meta property="og:site_name" content="{outlet}"><meta property="og:title" content="{title}">
<meta property="article:published_time" content="2024-03-02T08:30:00+01:00"><meta name="author" content="Rosa Lind">
<script type="application/ld+json">{_stated(report)}</script>
<style>{_filling("p{0}{{margin:{0}px}}", SCRIPT // 3)}</style>
</head><body><div class="banner">We use cookies to make this site work. <button>Accept all</button></div>
<header><nav><ul>{_menu(LINKS)}</ul></nav></header><main><article><h1>{title}</h1><p class="byline">By Rosa Lind</p>
<ul class="share">{"".join(f'<li><a href="#">{name}</a></li>' for name in SHARED)}</ul>
<figure><img src="/a.jpg" alt="">
<figcaption>The harbour of Tarn. <span class="credit">Photo: P. Amdal</span></figcaption></figure>
{article}</article><section class="related"><h2>Related stories</h2><ul>{_list(related)}</ul></section></main>
<footer><ul>{_menu(LINKS // 2)}</ul><p>&copy; 2024 {outlet}. All rights reserved.</p></footer>
<script>{_filling("window.a{0}=function(b){{return b+{0}}};", SCRIPT)}</script></body></html>"""


def _stated(report: WebReport) -> str:
    stated = {"@type": "NewsArticle", "headline": report.title, "datePublished": "2024-03-02T08:30:00+01:00"}
    return json.dumps(stated).replace("<", "\\u003c")


def _filling(line: str, length: int) -> str:
    return "\n".join(line.format(n) for n in range(length // len(line)))


def _menu(number: int) -> str:
    return "".join(f'<li><a class="link" href="/{n}">{SECTIONS[n % len(SECTIONS)]}</a></li>' for n in range(number))


def _list(titles: Sequence[str]) -> str:
    return "".join(f'<li><a href="/r"><span>{html.escape(t)}</span></a></li>' for t in titles)


def _paragraphs(text: str) -> Sequence[str]:
    """Return a text's own paragraphs, or, where it has none, some sentences together."""
    lines = [line.strip() for line in text.split("\n") if line.strip()]
    if len(lines) > 1:
        return lines
    found, words = [""], 0
    for sentence in _SENTENCE_END.split(text.strip()):
        if words > PARAGRAPH:
            found, words = [*found, ""], 0
        found[-1] = f"{found[-1]} {sentence}".strip()
        words += len(sentence.split())
    return found
