"""Every command and block of the docs is run, every option they name is there, and every option is named."""

from __future__ import annotations

import contextlib
import io
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
import typer

from sayso.faces.cli import app
from tests.docs.blocks import FENCE, commands, fenced, fits, on_terminal, serving, usages

ROOT = Path(__file__).parents[2]
PAGES = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *sorted((ROOT / "docs").glob("*.md"))]
RUNNING = [p for p in PAGES if any(fenced(p, "console")) or any(fenced(p, "python"))]
OPTION = re.compile(r"(?<![\w-])--[a-z][a-z-]*")
ID, STANDS_FOR = re.compile(r"\b[0-9a-f]{8,}\b"), re.compile(r"\b(?:EVENT|CLAIM|REPORT)\b")
LINK = re.compile(r"\]\(([^)#\s]+)(?:#[^)]*)?\)")


def click_commands() -> dict[str, typer.core.TyperCommand]:
    """Return each command under its words: "read", "judge same"."""
    found = {}
    for name, command in typer.main.get_command(app).commands.items():  # type: ignore[attr-defined]
        inner = getattr(command, "commands", None)
        found |= {f"{name} {k}": c for k, c in inner.items()} if inner else {name: command}
    return found


COMMANDS = click_commands()


def options_of(name: str) -> set[str]:
    return {o for p in COMMANDS[name].params for o in (*p.opts, *p.secondary_opts) if o.startswith("--")}


def with_id(line: str, printed: str) -> str:
    """Return a command with the first id that was printed last for EVENT, CLAIM or REPORT."""
    found = ID.search(printed)
    return STANDS_FOR.sub(found[0], line) if found else line


@pytest.fixture
def place(tmp_path: Path) -> Iterator[tuple[Path, dict[str, str]]]:
    """A folder as a reader would have it: the examples, and the command on the path."""
    shutil.copytree(ROOT / "examples", tmp_path / "examples", ignore=shutil.ignore_patterns("__pycache__"))
    clean = {k: v for k, v in os.environ.items() if not k.startswith("SAYSO_")}
    path = f"{Path(sys.executable).parent}:{clean['PATH']}"
    yield tmp_path, {**clean, "PATH": path, "HOME": str(tmp_path), "TERM": "xterm", "SAYSO_ACTORS": ""}


@pytest.mark.parametrize("page", RUNNING, ids=lambda p: p.name)
def test_its_blocks_run_and_print_what_the_page_tells(page: Path, place: tuple[Path, dict[str, str]]) -> None:
    folder, environment = place
    servers: list[subprocess.Popen[bytes]] = []
    last = ""
    try:
        for block in fenced(page, "console"):
            for written, told in commands(block):
                line = with_id(written, last)
                if line.startswith("sayso serve"):
                    servers.append(serving(line, folder, environment))
                    continue
                ended, printed = on_terminal(line, folder, environment)
                last = printed
                assert ended == 0, f"{page.name}: {line}\n{printed}"
                assert fits(printed, told) or not told.strip(), (
                    f"{page.name}: {line}\n{printed}\n-- the page tells --\n{told}"
                )
    finally:
        for server in servers:
            server.terminate()
            server.wait(10)
    names: dict[str, object] = {"__name__": "docs"}
    with contextlib.chdir(folder), contextlib.redirect_stdout(io.StringIO()):
        for block in fenced(page, "python"):
            exec(compile(block, page.name, "exec"), names)


@pytest.mark.parametrize("page", PAGES, ids=lambda p: p.name)
def test_the_commands_and_options_that_it_names_are_there(page: Path) -> None:
    for usage in filter(None, usages(page)):
        words = re.sub(r"^sayso(?: --\w+ \S+)*", "sayso", usage).split()
        name = next((n for n in (" ".join(words[1:3]), words[1]) if n in COMMANDS), None)
        if name is None and words[1:2] and words[1].startswith("-"):
            continue  # an option of sayso itself
        assert name is not None or words[1].isupper(), f"{page.name}: no command in {usage!r}"
        for option in OPTION.findall(usage) if name else ():
            assert option in options_of(name) | {"--help"}, f"{page.name}: {name} has no {option}: {usage}"


def test_every_command_and_option_is_told() -> None:
    told = (ROOT / "docs" / "commands.md").read_text(encoding="utf8")
    filters = (ROOT / "docs" / "queries.md").read_text(encoding="utf8")
    missing = [f"sayso {name}" for name in COMMANDS if f"sayso {name}" not in told]
    for name in COMMANDS:
        missing += [f"{name} {o}" for o in options_of(name) if o not in told and o not in filters and o != "--help"]
    assert not missing


@pytest.mark.parametrize("page", PAGES, ids=lambda p: p.name)
def test_no_link_is_dead(page: Path) -> None:
    for link in LINK.findall(FENCE.sub("", page.read_text(encoding="utf8"))):
        assert "://" in link or link.startswith("mailto:") or (page.parent / link).exists(), f"{page.name}: {link}"
