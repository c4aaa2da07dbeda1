"""Whatever the bytes: a Report or a ReportError, and parts that cover the text in order."""

from hypothesis import given, settings
from hypothesis import strategies as st

from sayso.model import Capture, Report, ReportError
from sayso.read import read
from sayso.read.layout.dateline import dateline_of
from sayso.settings import Settings

LINES = st.sampled_from(
    [
        "Norland shells Ostra", "By Jane Doe", "TARN, May 11, 2021 (Agency) - The army fired.", "(Photo: AFP/Jane Doe)",
        "Oda speaks. (File photo: AP/X)", "Share this", "Related articles", "May 11, 2021", "the port of", "Ten died.",
        "", "  ", "\t* * *", "\u2028", "\x1c", "TARN -", "(", "–", "Photo:", "\ufffd", "👍🏽", "İ", "ß",
    ]
)  # fmt: skip
TEXTS = st.one_of(
    st.text(min_size=1),
    st.lists(st.one_of(LINES, st.text(max_size=40)), min_size=1).map("\n".join),
    st.lists(LINES, min_size=1).map("\r\n".join),
)
ANY_LANGUAGE = Settings(any_language=True)


def report_of(raw: bytes, media_type: str) -> Report | None:
    try:
        return read(Capture(raw=raw, name="x", media_type=media_type), settings=ANY_LANGUAGE)
    except ReportError as error:
        assert "\n" not in error.failure.reason
        return None


def check(report: Report) -> None:
    last = 0
    covered = set[int]()
    for part in report.parts:
        start, end = part.span
        assert last <= start < end <= len(report.text)
        words = report.text[start:end]
        assert words == words.strip()
        covered.update(range(start, end))
        last = end
    assert all(c.isspace() or n in covered for n, c in enumerate(report.text))
    assert "\0" not in report.text
    assert report.text == report.text.encode("utf8", "replace").decode()
    dateline_of(report)


@given(TEXTS)
def test_plain_text_is_kept_to_the_character(text: str) -> None:
    raw = text.encode("utf8", "replace")
    report = report_of(raw, "text/plain")
    if report is not None:
        check(report)
        if not raw.startswith((b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")) and b"\0" not in raw:
            assert report.text == raw.decode()


@given(st.binary())
def test_any_bytes_as_text(raw: bytes) -> None:
    report = report_of(raw, "text/plain")
    if report is not None:
        check(report)


@settings(deadline=None)
@given(TEXTS, TEXTS, st.sampled_from(["p", "div", "figcaption", "h1", "table", "title", "b", "br", "li"]))
def test_any_page(one: str, other: str, tag: str) -> None:
    page = f"<html><body><article><p>{one}</p><{tag}>{other}</{tag}><p>The port was shut.</p></article></body></html>"
    report = report_of(page.encode("utf8", "replace"), "text/html")
    if report is not None:
        check(report)


@settings(deadline=None)
@given(st.binary())
def test_any_bytes_as_a_page(raw: bytes) -> None:
    report = report_of(b"<html><body><p>" + raw, "text/html")
    if report is not None:
        check(report)
