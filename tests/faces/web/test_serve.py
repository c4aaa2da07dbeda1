"""`sayso serve`: on this machine alone unless it is asked to be elsewhere; a token shown once; no questions in logs."""

import logging
import os
import runpy
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from urllib.request import urlopen

import pytest
from starlette.testclient import TestClient
from typer.testing import CliRunner

from sayso.faces import cli_serve
from sayso.faces.cli import app
from sayso.faces.web import demo
from sayso.faces.web.token import fits
from sayso.ledger.search.coverage import outlets
from sayso.ledger.store import open_ledger
from sayso.ledger.upkeep.facts import TOKEN, fact, keep_fact
from sayso.settings import Settings

run = CliRunner().invoke


@pytest.fixture
def served_with(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[tuple[object, ...]]]:
    """Yield what would be served, without serving it."""
    calls: list[tuple[object, ...]] = []
    monkeypatch.setattr(cli_serve, "_run", lambda *given: calls.append(given))
    yield calls


def test_a_token_is_shown_once_and_kept_as_a_hash(tmp_path: Path, served_with: list[tuple[object, ...]]) -> None:
    path = str(tmp_path / "l.db")
    open_ledger(path)
    asked = ["serve", "--ledger", path, "--port", "0", "--allow-judging"]
    first, second, third = run(app, asked), run(app, asked), run(app, [*asked, "--new-token"])
    token = first.output.split("shown this once: ")[1].split()[0]
    assert token not in second.output
    assert "shown before" in second.output
    kept = [str(call[1]) for call in served_with]
    assert fits(token, kept[0])
    assert kept[0] == kept[1] != kept[2]
    assert not fits(token, kept[2])
    assert "shown this once" in third.output
    assert token.encode() not in Path(path).read_bytes()


def test_without_leave_nobody_judges(tmp_path: Path, served_with: list[tuple[object, ...]]) -> None:
    open_ledger(tmp_path / "l.db")
    assert run(app, ["serve", "--ledger", str(tmp_path / "l.db"), "--port", "0"]).exit_code == 0
    assert served_with[0][1] is None


def test_it_listens_on_this_machine_alone(tmp_path: Path, served_with: list[tuple[object, ...]]) -> None:
    open_ledger(tmp_path / "l.db")
    run(app, ["serve", "--ledger", str(tmp_path / "l.db"), "--port", "0"])
    assert served_with[0][2] == "127.0.0.1"
    assert [cli_serve.is_loopback(a) for a in ("127.0.0.1", "::1", "0.0.0.0", "192.0.2.1", "x")] == [
        True,
        True,
        *[False] * 3,
    ]


def test_elsewhere_it_warns(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("uvicorn.Server.run", lambda self, sockets: None)
    open_ledger(tmp_path / "l.db")
    told = run(
        app, ["serve", "--ledger", str(tmp_path / "l.db"), "--port", "0", "--host", "0.0.0.0", "--allow-judging"]
    )
    assert "everyone who reaches 0.0.0.0 can read this ledger, and the token travels unencrypted" in told.output
    quiet = run(app, ["serve", "--ledger", str(tmp_path / "l.db"), "--port", "0"])
    assert "warning" not in quiet.output


def test_what_cannot_be_served_is_refused_in_one_line(tmp_path: Path) -> None:
    assert "a ledger is needed" in run(app, ["serve"], env={"SAYSO_LEDGER": None}).output
    assert "no such ledger" in run(app, ["serve", "--ledger", str(tmp_path / "none.db")]).output
    open_ledger(tmp_path / "l.db")
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = str(taken.getsockname()[1])
        told = run(app, ["serve", "--ledger", str(tmp_path / "l.db"), "--port", port])
    assert told.exit_code == 1
    assert f"127.0.0.1:{port}: Address already in use" in told.output


def test_a_name_of_elsewhere_is_not_answered(tmp_path: Path) -> None:
    app = cli_serve.application(open_ledger(tmp_path / "l.db"), None, "127.0.0.1", "127.0.0.1")
    for name, status in (("127.0.0.1:8000", 200), ("localhost", 200), ("elsewhere.example", 400)):
        assert TestClient(app, base_url=f"http://{name}").get("/api/counts").status_code == status


def test_logs_hold_no_question_and_no_text(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    app = cli_serve.application(open_ledger(tmp_path / "l.db"), None, "127.0.0.1", "127.0.0.1")
    client = TestClient(app, base_url="http://127.0.0.1")
    with caplog.at_level(logging.INFO):
        client.get("/api/counts", params={"text": "secret"})
        client.get("/x%0ay%1b[31m")
    lines = [r.getMessage() for r in caplog.records if r.name == "sayso.access"]
    assert lines[0].startswith("GET /api/counts 200 ")
    assert "secret" not in " ".join(lines)
    assert all(line.isprintable() for line in lines)


def test_the_tables_own_facts_are_not_to_be_written(tmp_path: Path) -> None:
    with open_ledger(tmp_path / "l.db").begin() as connection, pytest.raises(ValueError, match="version"):
        keep_fact(connection, "version", "9")
    with open_ledger(tmp_path / "l.db").connect() as connection:
        assert fact(connection, TOKEN) is None


def test_the_examples_make_a_ledger(tmp_path: Path) -> None:
    engine = open_ledger(tmp_path / "demo.db")
    assert demo.fill(engine, Settings()) == len(runpy.run_path("examples/demo.py")["REPORTS"])
    app = cli_serve.application(engine, None, "127.0.0.1", "127.0.0.1", demo=True)
    client = TestClient(app, base_url="http://127.0.0.1")
    shown = client.get("/").text
    assert "Norlund" in shown
    assert "The examples" in shown
    assert "4 reports" in shown.split("</section>")[0]  # what most reports tell of is shown first
    assert "The examples" not in client.get("/?q=bridge").text


def test_examples_that_are_not_there_are_said_to_be_missing(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(demo, "FOLDERS", (tmp_path,))
    told = run(app, ["serve", "--demo"])
    assert told.exit_code == 1
    assert "the examples are not there" in told.output


def test_an_installed_package_has_the_examples_beside_the_page(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    examples = demo.folder()
    assert examples is not None
    installed = tmp_path / "web" / "examples"
    shutil.copytree(examples, installed)
    monkeypatch.setattr(demo, "FOLDERS", (installed, tmp_path / "nowhere"))
    engine = open_ledger(tmp_path / "demo.db")
    assert demo.fill(engine, Settings()) == len(runpy.run_path("examples/demo.py")["REPORTS"])
    with engine.connect() as connection:
        assert {o.name for o in outlets(connection)} >= {"Coast Wire", "Merrin Gazette"}


@pytest.mark.network
@pytest.mark.skipif(os.name == "nt", reason="no signal of Ctrl-C for a child there")
def test_it_answers_and_ends_quietly_on_ctrl_c(tmp_path: Path) -> None:
    open_ledger(tmp_path / "l.db")
    command = [
        sys.executable,
        "-c",
        "from sayso.faces.cli import main; main()",
        "serve",
        "--ledger",
        str(tmp_path / "l.db"),
        "--port",
        "0",
    ]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as child:
        assert child.stdout is not None
        address = child.stdout.readline().split()[0]
        for _ in range(100):
            try:
                with urlopen(address + "api/counts?text=secret", timeout=10) as answer:
                    assert answer.status == 200
                break
            except OSError:
                time.sleep(0.1)
        child.send_signal(signal.SIGINT)
        out, err = child.communicate(timeout=30)
    assert child.returncode == 0, err
    assert out.strip() == "ended"
    assert "Traceback" not in err
    assert "secret" not in err
    assert "GET /api/counts 200" in err
