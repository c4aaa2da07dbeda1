"""A judgement made and taken back on the page."""

import re

from playwright.sync_api import Page, expect

from tests.browser.site import Site


def test_a_claim_is_set_right_and_the_judgement_taken_back(page: Page, site: Site) -> None:
    claim = site.claim(status="reported")["claim"]["id"]
    page.goto("/review")
    page.get_by_label("Token").fill(site.token)
    page.get_by_role("button", name="Log in").click()
    page.goto(f"/review?claim={claim}")
    form = page.locator("form[data-correct]")
    form.get_by_label("Field").select_option("status")
    value = form.get_by_label(re.compile("Value"))
    expect(value).to_have_value(re.compile("reported"))  # what stands is put where it can be changed
    value.fill("denied")
    form.get_by_label("Your name").fill("Ada <b>Reader</b>")
    form.get_by_label("Why").fill("<script>alert(1)</script>")
    form.get_by_role("button", name="Correct").click()
    entry = page.locator(".log > li").first
    expect(entry).to_contain_text("Ada <b>Reader</b>: <script>alert(1)</script>")
    assert site.asked("/api/counts", status="denied", report=site.claim()["report"]["id"][:6])

    entry.get_by_text("Take back", exact=True).click()
    entry.get_by_label("Your name").fill("Ada")
    entry.get_by_label("Why").fill("It was right.")
    entry.get_by_role("button", name=re.compile("^Take judgement")).click()
    expect(page.locator(".log > li").first).to_contain_text("Taken back by Ada")
    page.get_by_role("button", name="Log out").click()
    expect(page.get_by_label("Token")).to_be_visible()


def test_a_wrong_token_lets_nobody_in(page: Page) -> None:
    page.on("console", lambda _: None)
    answer = page.request.post("/review/login", form={"token": "wrong"}, headers={"origin": page.url})
    assert answer.status == 403
