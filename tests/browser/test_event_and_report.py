"""An event's accounts side by side, and their sentences marked in the report."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.site import Site


def test_an_event_opens_from_the_list_and_its_accounts_stand_side_by_side(page: Page, site: Site) -> None:
    page.goto("/")
    event = site.event_with(2)
    page.locator(f".event-list a[href='/events/{event}']").click()
    expect(page).to_have_url(re.compile(f"/events/{event}$"))
    grid = page.locator("table.grid")
    expect(grid.locator("tbody tr").nth(1)).to_be_visible()
    differing = grid.locator("td.differs")
    expect(differing.first).to_contain_text("≠")  # in words and shape, not by colour alone
    expect(differing.first.locator(".unseen")).to_have_text(re.compile("differs"))


def test_a_cell_leads_to_its_sentence_marked_in_the_report(page: Page, site: Site) -> None:
    page.goto(f"/events/{site.event_with(2)}")
    page.locator("table.grid td a").first.click()
    expect(page).to_have_url(re.compile(r"/reports/[0-9a-f]{20}#c-[0-9a-f]{20}$"))
    sentence = page.locator(".sentence:target")
    expect(sentence).to_be_in_viewport()
    assert sentence.evaluate("e => getComputedStyle(e).backgroundColor") != "rgba(0, 0, 0, 0)"
    expect(page.locator(".reading-list .here")).to_have_count(1)


@pytest.mark.parametrize("kind, style", [("figure", "outlineStyle"), ("claim", "textDecorationLine")])
def test_kinds_of_marks_can_be_switched_off(page: Page, site: Site, kind: str, style: str) -> None:
    page.goto(f"/reports/{site.claim(figure='killed')['report']['id']}")
    mark = page.locator(f".report-text mark.{kind}").first
    assert mark.evaluate(f"e => getComputedStyle(e).{style}") != "none"
    page.uncheck(f"#kind-{kind}")
    assert mark.evaluate(f"e => getComputedStyle(e).{style}") == "none"


def test_the_arrows_walk_the_comparison(page: Page, site: Site) -> None:
    page.goto(f"/events/{site.event_with(2)}")
    page.locator("table.grid td a").first.focus()
    column = "document.activeElement.closest('td').cellIndex"
    row = "document.activeElement.closest('tr').rowIndex"
    before = page.evaluate(column), page.evaluate(row)
    page.keyboard.press("ArrowRight")
    assert page.evaluate(column) > before[0]
    page.keyboard.press("ArrowDown")
    assert page.evaluate(row) > before[1]


def test_all_can_be_done_with_the_keyboard(page: Page) -> None:
    page.goto("/")
    page.keyboard.press("Tab")
    expect(page.locator(":focus")).to_have_text("Skip to the content")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile("#main$"))
    for _ in range(60):
        page.keyboard.press("Tab")
        if page.locator(".event-list a:focus").count():
            break
    outline = page.locator(":focus").evaluate("e => getComputedStyle(e).outlineStyle")
    assert outline != "none"
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(r"/events/"))
    expect(page.locator("h1")).to_be_visible()
