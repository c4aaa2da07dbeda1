"""Judging on the page: only with the token, only from the page's own forms; kept, shown as text, and taken back."""

import secrets
from pathlib import Path

import pytest

from sayso.faces.web import token
from sayso.faces.web.token import COOKIE, LASTS, TRIES, Sessions, fits, new_token
from sayso.ledger.event.view import all_judgements, event_of
from tests.claims import FARVIK, told
from tests.faces.web.serving import HERE, Served, served

ONE, TWO = told("a", "Coast Wire", killed=3), told("b", "Hill Post", killed=3)
FAR = told("c", "Sun", at=FARVIK, day="2024-03-09")
A, B, C = (r.claims[0].id for r in (ONE, TWO, FAR))
SIGNED = {"by": "Ada", "reason": "read it again"}
FORMS = ("/review/judge", "/review/take-back", "/review/logout")
BAD = "<script>alert(1)</script>"


@pytest.fixture
def page(tmp_path: Path) -> Served:
    return served(tmp_path, [ONE, TWO, FAR])


def test_a_token_is_kept_as_a_salted_hash_only() -> None:
    word, kept = new_token()
    assert word not in kept
    assert kept != new_token()[1]
    assert fits(word, kept)
    assert not fits(word[:-1], kept)
    assert not any(fits(w, kept) for w in ("", "x" * 10_000, "\ud800"))
    assert not fits(word, "plain$$")


def test_words_are_compared_in_the_same_time_whatever_they_are(page: Served, monkeypatch: pytest.MonkeyPatch) -> None:
    compared = []
    monkeypatch.setattr(secrets, "compare_digest", lambda a, b: compared.append((a, b)) or a == b)
    assert token.secrets is secrets
    csrf = page.log_in()
    page.post("/review/judge", csrf=csrf, kind="reject", claim=A, **SIGNED)
    assert len(compared) == 4  # origin and token, origin and word of the form


@pytest.mark.parametrize("path", FORMS)
def test_without_a_session_nothing_is_judged(page: Served, path: str) -> None:
    for data in ({}, {"csrf": "x", "kind": "reject", "claim": A, **SIGNED}, {"number": "x"}):
        assert page.post(path, **data).status_code == 403
    page.client.cookies.set(COOKIE, "guessed")
    assert page.post(path, csrf="guessed").status_code == 403
    assert not judged(page)


@pytest.mark.parametrize("path", (*FORMS, "/review/login"))
@pytest.mark.parametrize("origin", [None, "null", "https://elsewhere.example", "http://127.0.0.1:8001", HERE + "/"])
def test_a_form_from_elsewhere_is_refused(page: Served, path: str, origin: str | None) -> None:
    csrf = page.log_in()
    data = {"csrf": csrf, "token": page.token, "kind": "reject", "claim": A, "number": 1, **SIGNED}
    assert page.post(path, origin=origin, **data).status_code == 403
    assert not judged(page)


def test_a_form_without_the_word_of_its_session_is_refused(page: Served) -> None:
    page.log_in()
    for csrf in ("", "x", "é"):
        assert page.post("/review/judge", csrf=csrf, kind="reject", claim=A, **SIGNED).status_code == 403
    assert not judged(page)


def test_where_judging_is_not_allowed_no_word_lets_anyone_in(tmp_path: Path) -> None:
    page = served(tmp_path, [ONE], judging=False)
    assert "for reading only" in page.client.get("/review").text
    assert all(page.post(path, token=page.token).status_code == 403 for path in (*FORMS, "/review/login"))


def test_the_cookie_is_seen_by_no_script_and_sent_by_no_other_site(page: Served) -> None:
    given = page.post("/review/login", token=page.token).headers["set-cookie"].lower()
    assert all(part in given for part in ("httponly", "samesite=strict", "path=/", f"max-age={int(LASTS)}"))
    assert page.client.get("/review").headers["cache-control"].startswith("no-store")


def test_many_wrong_words_are_answered_with_a_wait(page: Served) -> None:
    codes = [page.post("/review/login", token=f"wrong {n}").status_code for n in range(TRIES + 1)]
    assert codes == [403] * TRIES + [429]
    assert page.post("/review/login", token=page.token).status_code == 429


def test_a_session_ends_with_time_and_by_logging_out(page: Served) -> None:
    now = [0.0]
    sessions = Sessions(clock=lambda: now[0])
    cookie = sessions.begin()
    assert sessions.get(cookie) is not None
    now[0] += LASTS
    assert sessions.get(cookie) is None
    csrf = page.log_in()
    assert page.post("/review/logout", csrf=csrf).status_code == 303
    assert page.post("/review/judge", csrf=csrf, kind="reject", claim=A, **SIGNED).status_code == 403


def test_a_field_is_set_right_and_the_judgement_taken_back(page: Served) -> None:
    csrf = page.log_in()
    answer = page.post("/review/judge", csrf=csrf, kind="correct", claim=A, field="status", value="denied", **SIGNED)
    assert answer.headers["location"] == "/review?done=1"
    assert judged(page)[0].value == '"denied"'
    assert page.post("/review/take-back", csrf=csrf, number=1, by="Bo", reason="no").status_code == 303
    assert not judged(page)
    shown = page.client.get("/review").text
    assert "Taken back by Bo" in shown
    assert "read it again" in shown


def test_claims_are_parted_joined_and_rejected(page: Served) -> None:
    csrf = page.log_in()
    assert event(page, A) == event(page, B) != event(page, C)
    page.post("/review/judge", csrf=csrf, kind="different", claim=A, other=B, **SIGNED)
    assert event(page, A) != event(page, B)
    page.post("/review/judge", csrf=csrf, kind="same", claim=A[:8], other=C, **SIGNED)
    assert event(page, A) == event(page, C)
    page.post("/review/judge", csrf=csrf, kind="reject", claim=B, **SIGNED)
    assert event(page, B) is None
    assert [j.kind for j in judged(page)] == ["different", "same", "reject"]
    changed = page.client.get("/review", params={"change": 0}).text
    assert "redirected" in changed or "gone" in changed


@pytest.mark.parametrize("data", [
    {"kind": "burn", "claim": A}, {"kind": "reject", "claim": "0" * 20}, {"kind": "reject", "claim": "x"},
    {"kind": "reject", "claim": A, "by": " "}, {"kind": "same", "claim": A, "other": ""},
    {"kind": "same", "claim": A, "other": A}, {"kind": "correct", "claim": A, "field": "id", "value": "1"},
    {"kind": "correct", "claim": A, "field": "type", "value": "BANG"}, {"kind": "reject", "claim": A, "reason": "x" * 3_000},
    {"kind": "correct", "claim": A, "field": "when", "value": "[" * 15_000},
])  # fmt: skip
def test_what_does_not_fit_is_told_and_nothing_is_written(page: Served, data: dict[str, str]) -> None:
    answer = page.post("/review/judge", csrf=page.log_in(), **(SIGNED | data))
    assert answer.status_code == 422, answer.text
    assert not judged(page)


def test_what_people_write_shows_as_text(page: Served) -> None:
    csrf = page.log_in()
    page.post("/review/judge", csrf=csrf, kind="reject", claim=C, by=BAD, reason=BAD)
    shown = page.client.get("/review", params={"claim": A, "other": C}).text
    assert BAD not in shown
    assert shown.count("&lt;script&gt;") == 2
    assert page.client.get("/review", params={"claim": BAD}).status_code == 404


def judged(page: Served) -> list[object]:
    with page.engine.connect() as connection:
        return list(all_judgements(connection))


def event(page: Served, claim: str) -> str | None:
    with page.engine.connect() as connection:
        return event_of(connection, claim)
