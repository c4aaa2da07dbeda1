import pytest

from sayso.read.network.urls import canonical, same_site, without_login


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("HTTPS://News.Example:443/a?utm_source=x&id=7&fbclid=1#top", "https://news.example/a?id=7"),
        ("http://news.example:8080", "http://news.example:8080/"),
        ("https://jane:secret@news.example/a", "https://news.example/a"),
        ("https://news.example./A?B=1&b=2", "https://news.example/A?B=1&b=2"),
        ("http://[::1]:80/x", "http://[::1]/x"),
        ("http://[broken", "http://[broken"),
        ("http://news.example:99999/x", "http://news.example:99999/x"),
    ],
)
def test_canonical(url: str, expected: str) -> None:
    assert canonical(url) == expected
    assert canonical(expected) == expected


def test_same_site() -> None:
    assert same_site("https://www.news.example/a", "http://m.news.example/b")
    assert not same_site("https://news.example/a", "https://other.example/a")
    assert not same_site("a.txt", "b.txt")


def test_a_login_is_not_shown() -> None:
    assert without_login("https://jane:secret@news.example/a@b") == "https://news.example/a@b"
