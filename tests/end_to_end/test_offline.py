"""Reading a file opens no socket, whatever the report says."""

from __future__ import annotations

import socket
from pathlib import Path
from typing import NoReturn

import pytest

from sayso.pipeline import About, read_source
from sayso.settings import Settings

PAGE = """<!doctype html><html><head><title>Shelling near Tarn</title>
<meta property="og:image" content="https://outlet.example/a.png"><link rel="stylesheet" href="https://outlet.example/a.css">
<meta http-equiv="refresh" content="0; url=https://outlet.example/next"></head><body>
<h1>Shelling near Tarn</h1><p>The army shelled Tarn on Monday, said https://outlet.example/report and the mayor.</p>
<p>Two people were killed. <img src="https://outlet.example/b.png"> <a href="https://outlet.example/more">More</a></p>
</body></html>"""


def test_no_socket_is_opened(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refused(*_: object, **__: object) -> NoReturn:
        raise AssertionError("a socket was asked for")

    for name in ("create_connection", "getaddrinfo", "gethostbyname"):
        monkeypatch.setattr(socket, name, refused)
    monkeypatch.setattr(socket.socket, "__init__", refused)
    for name, text in (("page.html", PAGE), ("wire.txt", "The army shelled Tarn on Monday, the mayor said.\n")):
        (tmp_path / name).write_text(text, encoding="utf8")
        assert read_source(str(tmp_path / name), About(published="2024-03-05"), Settings()).claims
