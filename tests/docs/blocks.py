"""A page of docs -> its code blocks, and the ways to run them.

A block marked `console` holds lines that begin with "$ ", each a command, and under each what it prints on a terminal of
100 columns, in which "..." stands for anything. `python` blocks of a page share their names. A command `sayso serve` is
left running until the page ends; EVENT, CLAIM and REPORT stand for the first id that the command before it printed. Indented blocks, and those marked `text`, are read for names of options only.
"""

from __future__ import annotations

import os
import pty
import re
import subprocess
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

FENCE = re.compile(r"^```(\w+)?\s*\n(.*?)^```", re.M | re.S)
INDENTED = re.compile(r"(?:^(?: {4}.*)?\n)+", re.M)
ANSI = re.compile(r"\x1b\[[0-9;?]*[A-Za-z]")
WIDE = 100


class Command(NamedTuple):
    """A command, and what the page says that it prints."""

    line: str
    printed: str


def fenced(page: Path, kind: str) -> Iterator[str]:
    """Yield the blocks marked so."""
    for mark, body in FENCE.findall(page.read_text(encoding="utf8")):
        if mark == kind:
            yield body


def commands(block: str) -> Iterator[Command]:
    """Yield the commands of a console block."""
    for part in re.split(r"^\$ ", block, flags=re.M)[1:]:
        line, _, printed = part.partition("\n")
        while line.endswith("\\"):
            more, _, printed = printed.partition("\n")
            line = line[:-1] + more.strip()
        yield Command(line, printed)


def usages(page: Path) -> Iterator[str]:
    """Yield the lines of unmarked and indented blocks that begin with the command's name, with those that carry them on."""
    text = page.read_text(encoding="utf8")
    plain = [body for mark, body in FENCE.findall(text) if mark in ("", "text")]
    for block in (*plain, *INDENTED.findall(FENCE.sub("", text))):
        held = ""
        for line in block.splitlines():
            if line.strip().startswith(("sayso ", "$ sayso ")):
                yield held
                held = line.strip().removeprefix("$ ")
            elif held and line.strip().startswith(("-", "[-")):
                held += " " + line.strip()
            else:
                yield held
                held = ""
        yield held


def on_terminal(line: str, folder: Path, environment: dict[str, str]) -> tuple[int, str]:
    """Run a command as if a person had typed it; return how it ended and what it printed, without colours."""
    ours, theirs = pty.openpty()
    subprocess.run(["stty", "cols", str(WIDE), "rows", "50"], stdin=theirs, check=True)
    running = subprocess.Popen(
        ["bash", "-c", line], cwd=folder, env=environment, stdin=theirs, stdout=theirs, stderr=theirs
    )
    os.close(theirs)
    printed = b"".join(iter(lambda: _chunk(ours), b""))
    os.close(ours)
    return running.wait(), ANSI.sub("", printed.decode("utf8", "replace")).replace("\r\n", "\n")


def serving(line: str, folder: Path, environment: dict[str, str]) -> subprocess.Popen[bytes]:
    """Start a server and wait until it answers."""
    port = re.search(r"--port (\d+)", line)
    address = f"http://127.0.0.1:{port[1] if port else 8484}/"
    running = subprocess.Popen(
        ["bash", "-c", f"exec {line}"], cwd=folder, env=environment,
        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )  # fmt: skip
    for _ in range(120):
        try:
            urllib.request.urlopen(address, timeout=5).close()
            return running
        except OSError:
            time.sleep(0.5)
    running.kill()
    raise AssertionError(f"{line}: no answer at {address}")


def fits(printed: str, told: str) -> bool:
    """True if what was printed is what the page tells, "..." standing for anything; how wide gaps are does not count."""
    pieces = [re.escape(p) for p in _stripped(told).split("...")]
    return re.fullmatch(".*?".join(pieces), _stripped(printed), re.S) is not None


def _stripped(text: str) -> str:
    return "\n".join(" ".join(line.split()) for line in text.strip().splitlines())


def _chunk(terminal: int) -> bytes:
    try:
        return os.read(terminal, 65536)
    except OSError:  # the other end was closed
        return b""
