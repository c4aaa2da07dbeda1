"""Every kind of page: no barrier that axe finds, no other host, little weight, on a phone, in the dark, without scripts."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import BrowserContext, Page, Response, expect

from tests.browser.conftest import DESKTOP, PHONE
from tests.browser.site import Site

HEAVIEST = 400_000  # bytes of a page with all that it loads
Contexts = Callable[..., BrowserContext]
Shoot = Callable[[Page, str], None]
LIKE_OTHERS = {"filtered", "nothing", "versions", "export"}  # their colours are those of the overview and the report
NO_ERROR = {"missing"}  # the browser itself complains of a page that is not there


# how it is shown, and what axe looks for: the dark has other colours, a phone another width, and all else is the same
@pytest.mark.parametrize(
    "screen, scheme, rules",
    [("desktop", "light", None), ("desktop", "dark", ["color-contrast"]), ("phone", "dark", [])],
)
def test_no_page_has_a_barrier(
    context_of: Contexts, site: Site, shoot: Shoot, screen: str, scheme: str, rules: list[str] | None
) -> None:
    size = PHONE if screen == "phone" else DESKTOP
    page = context_of(viewport=size, color_scheme=scheme, bypass_csp=True).new_page()
    found = {}
    for name, path in site.pages().items():
        if name in NO_ERROR or (screen == "desktop" and scheme == "dark" and name in LIKE_OTHERS):
            continue
        page.goto(path)
        shoot(page, f"{name}-{screen}-{scheme}")
        assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0, f"{name} is too wide"
        found |= {(name, rule): html for rule, html in _barriers(page, rules).items()}
    assert found == {}


def _barriers(page: Page, rules: list[str] | None) -> dict[str, list[str]]:
    """Return what axe finds on a page with all of it unfolded, by rule; of some rules, or of all."""
    if rules == []:
        return {}
    page.evaluate("document.querySelectorAll('details').forEach(d => d.open = true)")
    told = Axe().run(page, options={"runOnly": rules} if rules else None).response
    return {v["id"]: [node["html"][:200] for node in v["nodes"][:3]] for v in told["violations"]}


def test_no_page_is_heavy(context_of: Contexts, site: Site) -> None:
    weights = {}
    for name, path in site.pages().items():
        if name in NO_ERROR:
            continue
        page = context_of().new_page()  # nothing of it in a cache
        answers: list[Response] = []
        page.on("response", lambda answer, kept=answers: kept.append(answer))  # type: ignore[misc]
        page.goto(path, wait_until="load")
        weights[name] = sum(len(answer.body()) for answer in answers)
    assert {name: n for name, n in weights.items() if n > HEAVIEST} == {}


def test_without_scripts_everything_can_be_read_and_asked(context_of: Contexts, site: Site) -> None:
    page = context_of(java_script_enabled=False).new_page()
    page.goto("/")
    page.get_by_text("Filter", exact=True).click()
    page.get_by_label("what", exact=True).select_option("ASSAULT")
    page.get_by_role("button", name="Show what fits").click()
    expect(page).to_have_url(re.compile("type=ASSAULT"))
    page.locator(".event-list a").first.click()
    page.locator("table.grid td a").first.click()
    expect(page.locator(".sentence:target")).to_be_in_viewport()
    page.uncheck("#kind-claim")
    page.goto("/")
    page.get_by_label("from").fill("2024-03-06")
    page.get_by_role("button", name="Set range").click()
    expect(page).to_have_url(re.compile("since=2024-03-06"))


def test_the_dark_is_dark_and_paper_is_white(context_of: Contexts) -> None:
    page = context_of(color_scheme="dark").new_page()
    page.goto("/")
    colour = "getComputedStyle(document.body).backgroundColor.match(/[0-9]+/g).map(Number)"
    assert max(page.evaluate(colour)) < 60
    page.emulate_media(media="print", color_scheme="light")
    assert page.evaluate(colour) == [255, 255, 255]


def test_a_phone_has_the_list_first(context_of: Contexts) -> None:
    page = context_of(viewport=PHONE).new_page()
    page.goto("/")
    tops = [page.locator(part).bounding_box() for part in (".events", ".when", ".where")]
    assert [box["y"] for box in tops if box] == sorted(box["y"] for box in tops if box)


def test_a_pasted_text_is_read(context_of: Contexts, shoot: Shoot) -> None:
    page = context_of().new_page()
    page.goto("/read")
    page.get_by_label("Text of the report").fill(
        "TARN, March 5 (Coast Wire) - The Harbour Brigade shelled the port of Tarn on Monday, killing three people, "
        "Minister Oda said. <b>Sarvia</b> denied that its forces had fired."
    )
    page.get_by_label("Published").fill("2024-03-05")
    page.get_by_role("button", name="Read it").click()
    expect(page.locator(".pasted .claims > li").first).to_be_visible(timeout=60_000)
    expect(page.locator(".pasted .text")).to_contain_text("<b>Sarvia</b> denied")
    shoot(page, "pasted")
