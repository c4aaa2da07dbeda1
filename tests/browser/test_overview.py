"""The first page in a browser: search, filter, range, and the export of what is shown."""

import csv
import io
import re
from urllib.parse import parse_qs, urlsplit

from playwright.sync_api import Page, expect

from tests.browser.site import Site


def events_shown(page: Page) -> list[str]:
    """Return the ids of the events that the page lists, once it is all there."""
    page.wait_for_load_state()
    links = page.locator(".event-list a").evaluate_all("all => all.map(a => a.getAttribute('href'))")
    return [str(link).removeprefix("/events/") for link in links]


def asked(page: Page) -> dict[str, list[str]]:
    return parse_qs(urlsplit(page.url).query)


def test_a_search_finds_words_and_its_address_shows_the_same_again(page: Page) -> None:
    page.goto("/")
    everything = events_shown(page)
    page.get_by_role("searchbox").fill("bridge")
    page.get_by_role("searchbox").press("Enter")
    expect(page).to_have_url(re.compile(r"\?q=bridge"))
    found = events_shown(page)
    assert 0 < len(found) < len(everything)
    page.goto(page.url)
    assert events_shown(page) == found


def test_a_search_for_an_actor_offers_its_page(page: Page) -> None:
    page.goto("/")
    page.get_by_role("searchbox").fill("norway")
    page.get_by_role("button", name="Search").click()
    page.get_by_role("link", name=re.compile("^Norway")).first.click()
    expect(page).to_have_url(re.compile(r"/actors/nor$"))
    expect(page.locator("h1")).to_have_text("Norway")


def test_a_filter_is_set_shown_and_taken_away(page: Page) -> None:
    page.goto("/")
    page.get_by_text("Filter", exact=True).click()
    page.get_by_label("what", exact=True).select_option("ASSAULT")
    page.get_by_role("button", name="Show what fits").click()
    expect(page).to_have_url(re.compile(r"/\?type=ASSAULT$"))  # fields that ask nothing stay out
    expect(page.locator(".chips li")).to_contain_text(["what"])
    fewer = events_shown(page)
    page.get_by_role("link", name="Without what assault").click()
    expect(page).to_have_url(re.compile(r"/$"))
    assert len(events_shown(page)) > len(fewer) > 0


def test_a_range_is_typed(page: Page) -> None:
    page.goto("/")
    page.get_by_label("from").fill("2024-03-10")
    page.get_by_label("to", exact=True).fill("2024-03")
    page.get_by_role("button", name="Set range").click()
    expect(page).to_have_url(re.compile("since="))
    assert asked(page) == {"since": ["2024-03-10"], "until": ["2024-03"]}
    page.wait_for_load_state()
    days = page.locator(".event-list time").all_inner_texts()
    assert days
    assert all("2024-03-10" <= day[-10:] <= "2024-03-31" for day in days)


def test_a_range_is_drawn_over_the_timeline(page: Page) -> None:
    page.goto("/?since=2024-02-20&until=2024-03-31")
    box = page.locator("svg.timeline").bounding_box()
    assert box
    y = box["y"] + 40
    page.mouse.move(box["x"] + box["width"] * 0.3, y)
    page.mouse.down()
    page.mouse.move(box["x"] + box["width"] * 0.5, y, steps=4)
    page.mouse.move(box["x"] + box["width"] * 0.7, y, steps=4)
    expect(page.locator(".chosen")).to_have_count(1)
    page.mouse.up()
    page.wait_for_url(lambda url: "since=2024-02-20" not in url)
    drawn = asked(page)
    assert "2024-02-20" < drawn["since"][0] < drawn["until"][0] < "2024-03-31"


def test_a_range_is_set_with_the_keys(page: Page) -> None:
    page.goto("/?since=2024-02-20&until=2024-03-31")
    bar = page.locator("svg.timeline a:has(.bar)").first
    bar.focus()
    for _ in range(2):
        page.keyboard.press("Shift+ArrowRight")
    page.keyboard.press("Enter")
    page.wait_for_url(lambda url: "since=2024-02-20" not in url)
    since, until = asked(page)["since"][0], asked(page)["until"][0]
    assert since < until


def test_the_export_of_a_view_is_the_view(page: Page, site: Site) -> None:
    page.goto("/?type=ASSAULT")
    shown = events_shown(page)
    page.get_by_role("link", name="Export these").click()
    expect(page).to_have_url(re.compile(r"/export\?type=ASSAULT"))
    with page.expect_download() as waited:
        page.get_by_role("button", name="Download as events.csv").click()
    told, rows = waited.value.path().read_text(encoding="utf8").split("\n", 1)
    assert "type=ASSAULT" in told
    assert {row["event"] for row in csv.DictReader(io.StringIO(rows))} == set(shown)
    numbers = site.asked("/api/counts", type="ASSAULT")
    assert numbers["events"] == len(shown)


def test_the_numbers_above_are_those_of_the_view(page: Page, site: Site) -> None:
    page.goto("/?status=denied")
    numbers = site.asked("/api/counts", status="denied")
    told = page.locator(".counted strong").all_inner_texts()
    assert told == [f"{numbers[kind]:,}" for kind in ("events", "claims", "reports", "outlets")]
