import pytest

from sayso.model import ReportError
from sayso.read.formats.decode import decode

ENGLISH = (
    "“We will not leave the port,” the mayor of Ostra said – and the people of the café didn’t believe that she would. "
)


@pytest.mark.parametrize(
    "charset", ["utf-8", "utf-8-sig", "utf-16", "utf-32", "cp1252"]
)  # utf-16 and utf-32 write their mark
def test_what_was_written_is_read(charset: str) -> None:
    text = ENGLISH * 5
    assert decode(text.encode(charset), "x") == text


@pytest.mark.parametrize("charset", ["utf-16-le", "utf-16-be"])
def test_utf_16_without_its_mark(charset: str) -> None:
    assert decode("The port of Ostra was shut.\r\n".encode(charset), "x") == "The port of Ostra was shut.\r\n"


def test_a_declared_character_set_is_used_where_utf_8_does_not_fit() -> None:
    assert decode("Łódź".encode("iso8859-2"), "x", "ISO-8859-2") == "Łódź"
    assert decode("Łódź".encode(), "x", "ISO-8859-2") == "Łódź"


def test_latin_1_declared_means_windows_1252() -> None:
    assert decode(b"the \x93port\x94", "x", "iso-8859-1") == "the “port”"


@pytest.mark.parametrize("declared", ["zip", "punycode", "unicode_escape", "no-such-set", "", "utf-8\0"])
def test_a_declared_set_that_is_none_does_no_harm(declared: str) -> None:
    assert decode("the caf\xe9 of the town that was shut".encode("cp1252"), "x", declared).startswith("the caf")


def test_nul_and_lone_surrogates_become_replacements_of_the_same_length() -> None:
    assert decode(b"Oda\0 spoke.", "x") == "Oda\ufffd spoke."
    assert decode("Oda".encode("utf-16") + b"\x00\xd8" + "!".encode("utf-16-le"), "x") == "Oda\ufffd!"


@pytest.mark.parametrize(
    ("raw", "reason"),
    [
        (b"%PDF-1.7 ...", "a PDF; sayso reads text and HTML"),
        (b"\x89PNG\r\n\x1a\n", "an image (PNG); sayso reads text and HTML"),
        (bytes(range(32)) * 20, "not a text (binary data)"),
    ],
)
def test_what_is_no_text_is_refused(raw: bytes, reason: str) -> None:
    with pytest.raises(ReportError) as caught:
        decode(raw, "x")
    assert caught.value.failure.reason == reason
