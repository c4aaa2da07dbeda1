import pytest

from sayso.model import Capture, Report, ReportError
from sayso.read import read
from sayso.settings import Settings

PAGE = """<!DOCTYPE html>
<html lang="en"><head>
<title>Norland shells Ostra | Ostra Times</title>
<meta property="og:title" content="Norland shells Ostra">
<meta property="og:site_name" content="Ostra Times">
<meta name="author" content="Jane Doe">
<meta property="article:published_time" content="2021-05-11T10:30:00+03:00">
<link rel="canonical" href="https://news.example/2021/ostra?utm_source=x">
</head><body>
<nav><ul><li><a href="/">Home</a></li><li><a href="/sport">Sport</a></li></ul></nav>
<article><h1>Norland shells Ostra</h1>
<figure><img src="a.jpg">
<figcaption>Smoke over the port. <span class="credit">Photo: AFP/John Roe</span></figcaption></figure>
<p>The army of Norland shelled the <a href="/ostra">port</a> of Ostra on Monday, officials in the city said.</p>
<p>“We will not leave,” Minister Oda said.<br>She spoke in Tarn, the capital.</p>
<p>Share this article</p>
<p>The hospital of the town took in forty people, ten of them children, its doctors told reporters.</p>
</article>
<footer><p>Copyright 2021 Ostra Times. All rights reserved.</p></footer>
</body></html>"""


def page(html: str | bytes = PAGE, url: str | None = "https://news.example/2021/ostra?id=1", **given: str) -> Report:
    raw = html.encode() if isinstance(html, str) else html
    return read(Capture(raw=raw, name="a.html", url=url), settings=Settings(any_language=True), **given)


def cut(report: Report) -> list[tuple[str, str]]:
    return [(p.kind, report.text[p.span.start : p.span.end]) for p in report.parts]


def test_a_page() -> None:
    report = page()
    assert cut(report) == [
        ("title", "Norland shells Ostra"),
        ("byline", "Jane Doe"),
        ("body", "The army of Norland shelled the port of Ostra on Monday, officials in the city said."),
        ("body", "“We will not leave,” Minister Oda said."),
        ("body", "She spoke in Tarn, the capital."),
        ("furniture", "Share this article"),
        ("body", "The hospital of the town took in forty people, ten of them children, its doctors told reporters."),
        ("caption", "Smoke over the port."),
        ("credit", "Photo: AFP/John Roe"),
        ("furniture", "Home"),
        ("furniture", "Sport"),
        ("furniture", "Copyright 2021 Ostra Times. All rights reserved."),
    ]
    assert report.outlet == "Ostra Times"
    assert (report.published, report.published_basis) == ("2021-05-11T10:30:00+03:00", "stated")
    assert report.url == "https://news.example/2021/ostra"
    assert report.reader.startswith("html 3, trafilatura ")


def test_what_is_given_goes_first() -> None:
    report = page(outlet="Tarn Post", published="2021-05-12")
    assert (report.outlet, report.published, report.published_basis) == ("Tarn Post", "2021-05-12", "given")


@pytest.mark.parametrize(
    ("link", "url", "expected"),
    [
        ("https://other.example/a", "https://news.example/b", "https://news.example/b"),
        ("https://news.example/", "https://news.example/b", "https://news.example/b"),
        ("/c", "https://www.news.example/b?x=1", "https://www.news.example/c"),
        ("http://[broken", "https://news.example/b", "https://news.example/b"),
        ("javascript:alert(1)", "https://news.example/b", "https://news.example/b"),
        ("https://news.example/a", None, "https://news.example/a"),
    ],
)
def test_the_canonical_link(link: str, url: str | None, expected: str) -> None:
    assert page(PAGE.replace("https://news.example/2021/ostra?utm_source=x", link), url).url == expected


def test_no_date_is_guessed() -> None:
    html = PAGE.replace('content="2021-05-11T10:30:00+03:00"', "").replace("/2021/ostra", "/ostra")
    html = html.replace("She spoke in Tarn", "She spoke of the truce of 5 May 2019 in Tarn")
    assert page(html, None).published is None


def test_encodings_of_a_page() -> None:
    for charset, declared in (("cp1252", "windows-1252"), ("utf-16", "utf-16"), ("utf-8", "nonsense")):
        html = PAGE.replace("<head>", f'<head><meta charset="{declared}">')
        assert page(html.encode(charset)).text == page().text


@pytest.mark.parametrize(
    "html",
    [
        "<html><body></body></html>",
        "<html>",
        "<html><body>" + "<div>" * 5000 + "<p>deep</p>",
        "<html><body>" + "<b>" * 100_000,
        "<html><frameset></html>",
        "<html><body><script>var a = 1;</script></body></html>",
        "<html><!-- -->",
    ],
)
def test_a_page_without_a_report(html: str) -> None:
    with pytest.raises(ReportError, match=r"a\.html: "):
        page(html)


def test_malformed_pages_are_read() -> None:
    declared = "<?xml version='1.0' encoding='x'?>" + PAGE
    for broken in (PAGE.replace("</p>", ""), PAGE.replace("</article>", "</b></i>"), PAGE[:-60], declared):
        assert "The army of Norland shelled the port of Ostra" in page(broken).text


def test_entities_never_bring_in_what_text_must_not_hold() -> None:
    text = page(PAGE.replace("We will", "&#0;&#xD800;We will")).text
    assert "\0" not in text
    text.encode()


@pytest.mark.parametrize(
    ("caption", "expected"),
    [
        (
            "Smoke over the port. Photo: AFP/John Roe",
            [("caption", "Smoke over the port."), ("credit", "Photo: AFP/John Roe")],
        ),
        ("Smoke (John Roe/AFP)", [("caption", "Smoke"), ("credit", "(John Roe/AFP)")]),
        ("<span class=credit><b>AFP</b></span> Smoke", [("caption", "Smoke"), ("credit", "AFP")]),
        ("Smoke", [("caption", "Smoke")]),
    ],
)
def test_captions_and_their_credits(caption: str, expected: list[tuple[str, str]]) -> None:
    old = 'Smoke over the port. <span class="credit">Photo: AFP/John Roe</span>'
    found = [part for part in cut(page(PAGE.replace(old, caption))) if part[0] in {"caption", "credit"}]
    assert found == expected


@pytest.mark.parametrize("attribute", ["a{}='>' ", 'b{}="x"', "c{} "])
def test_a_tag_of_endless_attributes_is_refused_before_it_is_parsed(attribute: str) -> None:
    many = "".join(attribute.format(n) for n in range(200_000))
    with pytest.raises(ReportError, match="more than 10,000 attributes"):
        page(f"<!DOCTYPE html><html><body><p {many}>Guns fell silent in Ostra on Monday.</p></body></html>")
