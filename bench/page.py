"""How fast the page is, and with how many readers. usage: python -m bench.page LEDGER [--claims 100000] [--write]

Makes a ledger of invented claims if it is not there (bench/ledger_size.py), serves it as `sayso serve` does, in a
process of its own, and asks it over HTTP: each view once, for the first time (a server that was just started, nothing
of the view asked before), the least of three later times with the answer made anew; then readers at once, each of whom
goes through the views in an order of their own. `--write` puts the figures into docs/page.md.
"""

from __future__ import annotations

import argparse
import asyncio
import random
import re
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from statistics import quantiles

import httpx

from sayso.ledger.store import open_ledger

READERS, EACH = 50, 6  # readers at once, and pages that each of them opens
PAUSE = 2.0  # seconds that a reader looks at a page, on average
DOCS = Path(__file__).parents[1] / "docs" / "page.md"
VIEWS = {
    "everything": "/", "one kind of act": "/?type=ASSAULT", "a state that acts": "/?actor=nor",
    "between two states": "/?between=nor,swe", "a country": "/?place=NOR", "a month": "/?since=2020-03&until=2020-03",
    "one status": "/?status=denied", "a speaker": "/?speaker=speaker+12",
    "an outlet of few reports": "/?outlet=Outlet+40",
    "an outlet of a third of all": "/?outlet=Outlet+1", "at least 30 killed": "/?figure=killed%3E%3D30",
    "a state, a country, a year": "/?actor=nor&place=NOR&since=2020&until=2020", "words": "/?q=shelled+market",
    "two thirds of all: what is said to have been": "/?stage=occurred",
}  # fmt: skip
BESIDE = {"an actor": "/actors/nor", "two actors": "/dyads/nor/swe", "what was read": "/coverage"}
ROUNDS = "of a server that was just started", "who ask for what was made for others before"
BEGIN, END = "<!-- measured -->", "<!-- /measured -->"


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("ledger")
    options.add_argument("--claims", type=int, default=100_000)
    options.add_argument("--write", action="store_true")
    given = options.parse_args()
    if not Path(given.ledger).is_file():
        from bench.ledger_size import build

        build(open_ledger(given.ledger), given.claims)
    lines = [*each_view(given.ledger), "", first_of_all(given.ledger), *asyncio.run(many_readers(given.ledger))]
    print("\n".join(lines))
    if given.write:
        text = DOCS.read_text(encoding="utf8")
        made = f"{BEGIN}\n" + "\n".join(lines) + f"\n{END}"
        DOCS.write_text(re.sub(f"{BEGIN}.*{END}", lambda _: made, text, flags=re.DOTALL), encoding="utf8")


@contextmanager
def server(ledger: str) -> Iterator[str]:
    """Yield the address of a server of its own process."""
    code = "import sys; from sayso.faces.cli import main; main()"
    command = [sys.executable, "-c", code, "serve", "--ledger", ledger, "--port", "0"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True) as child:
        assert child.stdout is not None
        yield child.stdout.readline().split()[0].rstrip("/")
        child.terminate()


def first_of_all(ledger: str) -> str:
    """Return how long the very first reader waits, from the command on and from the first answer on."""
    start = time.perf_counter()
    with server(ledger) as address, httpx.Client(base_url=address, timeout=60) as client:
        wait_for(client)
        answering = time.perf_counter()
        assert client.get("/").status_code == 200
        end = time.perf_counter()
    return (
        f"- The server answers {answering - start:.1f} s after the command, the first page made and the columns read; "
        f"who then opens it waits {1000 * (end - answering):.0f} ms."
    )


def each_view(ledger: str) -> list[str]:
    """Return a table of milliseconds: the first time, and the least of three with nothing kept from before."""
    lines = ["| view | first time, ms | made again, ms | kB |", "|---|---|---|---|"]
    with server(ledger) as address, httpx.Client(base_url=address, timeout=20) as client:
        wait_for(client)
        for name, path in {**VIEWS, **BESIDE}.items():
            first, size = asked(client, path, "0")
            again = min(asked(client, path, str(n))[0] for n in (1, 2, 3))
            lines.append(f"| {name} | {first:.0f} | {again:.0f} | {size / 1000:.0f} |")
    return lines


def asked(client: httpx.Client, path: str, cookie: str) -> tuple[float, int]:
    """Return milliseconds and bytes; another cookie asks for an answer of its own."""
    start = time.perf_counter()
    answer = client.get(path, headers={"cookie": f"bench={cookie}"})
    took = 1000 * (time.perf_counter() - start)
    assert answer.status_code == 200, answer.text[:200]
    return took, len(answer.content)


def wait_for(client: httpx.Client) -> None:
    """Wait until the server answers."""
    for _ in range(200):
        try:
            client.get("/static/icon.svg")
            return
        except httpx.TransportError:
            time.sleep(0.05)


async def many_readers(ledger: str) -> list[str]:
    """Return how long readers wait who look at the same ledger at once, and how many were refused."""
    with server(ledger) as address:
        limits = httpx.Limits(max_connections=READERS)
        async with httpx.AsyncClient(base_url=address, timeout=60, limits=limits) as client:
            await asyncio.to_thread(_wait, address)
            return [await one_round(client, when) for when in ROUNDS]


async def one_round(client: httpx.AsyncClient, when: str) -> str:
    """Return how long all readers wait, each of whom opens some pages."""
    start = time.perf_counter()
    told = await asyncio.gather(*(reader(client, n) for n in range(READERS)))
    took = time.perf_counter() - start
    answers = [answer for one in told for answer in one]
    waited = quantiles([ms for _, ms in answers], n=20)
    failed = sum(status != 200 for status, _ in answers)
    return (
        f"- {READERS} readers at once {when}, {EACH} pages each in an order of their own, {PAUSE:.0f} s on a page: "
        f"{len(answers)} pages in {took:.0f} s, {failed} errors; half waited less than {waited[9]:.0f} ms, "
        f"95 of 100 less than {waited[18]:.0f} ms."
    )


def _wait(address: str) -> None:
    with httpx.Client(base_url=address) as client:
        wait_for(client)


async def reader(client: httpx.AsyncClient, number: int) -> list[tuple[int, float]]:
    """Return status and milliseconds of the pages that one reader opens, one after another."""
    chance = random.Random(number)
    told = []
    for path in chance.sample([*VIEWS.values(), *BESIDE.values()], EACH):
        await asyncio.sleep(chance.uniform(0, 2 * PAUSE))
        start = time.perf_counter()
        answer = await client.get(path)
        told.append((answer.status_code, 1000 * (time.perf_counter() - start)))
    return told


if __name__ == "__main__":
    main()
