"""The examples served by a real server, and a real Chromium that looks at them."""

from __future__ import annotations

import shutil
import socket
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
import uvicorn
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from sayso.faces.cli_serve import application
from sayso.faces.web import demo
from sayso.faces.web.token import new_token
from sayso.ledger.record import add
from sayso.ledger.store import open_ledger
from sayso.ledger.tables.rows import Entry
from sayso.settings import Settings
from tests.browser.site import HOST, Site
from tests.claims import place, told

OSLO = place("Oslo", 59.91, 10.75, 3143244, admin1="Oslo", country="NOR")

NORTH = (  # actors of the registry, and a place in a real country: what the examples have none of
    told("a", "Coast Wire", by="swe.mil", to="nor", at=OSLO, killed=3), told("b", "Hill Post", by="swe.mil", to="nor",
    at=OSLO, killed=7, status="denied"), told("c", "Hill Post", by="nor.mil", to="swe", at=OSLO, day="2024-03-09"),
)  # fmt: skip
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
SHOTS = Path(__file__).parents[2] / "build" / "screenshots"
DESKTOP, PHONE = {"width": 1400, "height": 1000}, {"width": 420, "height": 900}


def pytest_configure(config: pytest.Config) -> None:
    config.addinivalue_line("markers", "browser: needs a Chromium")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.browser)
            if CHROMIUM is None:
                item.add_marker(pytest.mark.skip(reason="no Chromium on this machine (apt-get install chromium)"))


@pytest.fixture(scope="package")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """Serve the examples until the last test of this folder is done."""
    engine = open_ledger(tmp_path_factory.mktemp("browser") / "ledger.db")
    demo.fill(engine, Settings())
    add(engine, [Entry(reading=r) for r in NORTH])
    token, kept = new_token()
    listener = socket.create_server((HOST, 0))
    config = uvicorn.Config(application(engine, kept, HOST, HOST), access_log=False, log_level="warning", ws="none")
    server = uvicorn.Server(config)
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]}, daemon=True)
    thread.start()
    while not server.started:
        time.sleep(0.02)
    yield Site(f"http://{HOST}:{listener.getsockname()[1]}", token)
    server.should_exit = True
    thread.join(10)
    listener.close()
    engine.dispose()


@pytest.fixture(scope="package")
def browser() -> Iterator[Browser]:
    # of this folder alone: while it runs, no other test can run an event loop
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox", "--disable-gpu"])
        yield started
        started.close()


@pytest.fixture
def context_of(browser: Browser, site: Site) -> Iterator[Callable[..., BrowserContext]]:
    """Yield what opens a browser's window; afterwards, none may have asked another host, or complained."""
    complaints: list[str] = []
    opened: list[BrowserContext] = []

    def make(**options: Any) -> BrowserContext:
        context = browser.new_context(base_url=site.address, **{"viewport": DESKTOP, **options})
        context.set_default_timeout(20_000)
        context.on("request", lambda r: complaints.append(r.url) if _elsewhere(r.url, site) else None)
        context.on("console", lambda m: complaints.append(m.text) if m.type in ("error", "warning") else None)
        context.on("weberror", lambda e: complaints.append(str(e.error)))
        opened.append(context)
        return context

    yield make
    for context in opened:
        context.close()
    assert complaints == []


@pytest.fixture
def page(context_of: Callable[..., BrowserContext]) -> Page:
    return context_of().new_page()


@pytest.fixture
def shoot() -> Callable[[Page, str], None]:
    """Return what keeps a picture of a page under build/screenshots."""
    SHOTS.mkdir(parents=True, exist_ok=True)
    return lambda page, name: page.screenshot(path=SHOTS / f"{name}.png", full_page=True) and None


def _elsewhere(url: str, site: Site) -> bool:
    asked = urlsplit(url)
    return asked.scheme not in ("data", "blob", "about") and asked.netloc != urlsplit(site.address).netloc
