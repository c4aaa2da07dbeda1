"""REST: what the commands print, as JSON; errors that say why; nothing kept of what is only read."""

from pathlib import Path

import pytest
from starlette.testclient import TestClient

from sayso.faces.web.app import create_app
from sayso.ledger.record import add
from sayso.ledger.store import open_ledger, writing
from sayso.ledger.tables.rows import Entry
from sayso.ledger.upkeep.removal import withdraw
from tests.claims import FARVIK, told

READINGS = [
    told("a", "Coast Wire", killed=3), told("b", "Hill Post", killed=3), told("c", "Sun", at=FARVIK, day="2024-03-09"),
]  # fmt: skip


@pytest.fixture
def client(tmp_path: Path) -> TestClient:
    engine = open_ledger(tmp_path / "ledger.db")
    add(engine, [Entry(reading=r) for r in READINGS])
    return TestClient(create_app(engine), raise_server_exceptions=True)


def test_counts_and_lists_follow_the_filter(client: TestClient) -> None:
    assert client.get("/api/counts").json() == {"events": 2, "claims": 3, "reports": 3, "outlets": 3}
    assert client.get("/api/counts", params={"outlet": "Sun"}).json()["claims"] == 1
    assert len(client.get("/api/events").json()["rows"]) == 2
    assert len(client.get("/api/claims", params={"since": "2024-03-08"}).json()["rows"]) == 1
    assert len(client.get("/api/reports").json()["rows"]) == 3


def test_pages_follow_each_other_without_gap_or_repeat(client: TestClient) -> None:
    seen, after = [], None
    while True:
        page = client.get("/api/claims", params={"limit": 1, **({"after": after} if after else {})}).json()
        seen += [row["claim"]["id"] for row in page["rows"]]
        if (after := page["after"]) is None:
            break
    assert sorted(seen) == sorted(r.claims[0].id for r in READINGS)


def test_an_event_has_all_that_is_told_of_it(client: TestClient) -> None:
    ids = [row["id"] for row in client.get("/api/events").json()["rows"]]
    whole = next(e for e in (client.get(f"/api/events/{i}").json() for i in ids) if len(e["tellings"]) == 2)
    assert {t["report"]["outlet"] for t in whole["tellings"]} == {"Coast Wire", "Hill Post"}
    assert client.get("/api/events/" + "0" * 20).status_code == 404


def test_records_by_id(client: TestClient) -> None:
    reading = READINGS[0]
    assert client.get(f"/api/claims/{reading.claims[0].id}").json()["type"] == "ASSAULT"
    whole = client.get(f"/api/reports/{reading.report.id}").json()
    assert whole["report"]["text"] == reading.report.text
    assert len(whole["claims"]) == 1
    assert client.get("/api/statements/nothing").status_code == 404


def test_what_is_withdrawn_is_not_given(client: TestClient) -> None:
    reading = READINGS[0]
    with writing(client.app.state.engine) as connection:  # type: ignore[attr-defined]
        withdraw(connection, reading.report.id, by="A. Reader", reason="asked to")
    assert client.get(f"/api/reports/{reading.report.id}").status_code == 410
    assert client.get(f"/api/claims/{reading.claims[0].id}").status_code == 410
    assert client.get("/api/counts").json()["reports"] == 2


def test_rollups_balances_and_changes(client: TestClient) -> None:
    rows = client.get("/api/rollups", params={"by": "month,type"}).json()
    assert rows[0]["keys"] == ["2024-03", "ASSAULT"]
    assert client.get("/api/balances").status_code == 200
    assert {c["what"] for c in client.get("/api/changes").json()} == {"made"}
    assert client.get("/api/changes", params={"since": 10_000}).json() == []


@pytest.mark.parametrize("words", ["type=BANG", "since=soon", "nonsense=1", "place=1,2,3", "by=moon", "after=x"])
def test_what_does_not_fit_is_told_by_its_name(client: TestClient, words: str) -> None:
    path = "/api/rollups" if words.startswith("by") else "/api/events"
    answer = client.get(f"{path}?{words}")
    assert answer.status_code == 422
    assert answer.json()["detail"]


def test_a_text_is_read_and_not_kept(client: TestClient) -> None:
    text = {"text": "Norland's army shelled Tarn on Monday, killing three people.", "published": "2024-03-05"}
    made = client.post("/api/read", json=text).json()
    assert made["claims"][0]["type"] == "ASSAULT"
    assert client.get("/api/counts").json()["reports"] == 3


def test_what_has_not_changed_is_not_sent_again(client: TestClient) -> None:
    first = client.get("/api/counts")
    assert client.get("/api/counts", headers={"if-none-match": first.headers["etag"]}).status_code == 304


def test_every_answer_keeps_to_itself(client: TestClient) -> None:
    for path in ("/", "/api/counts", "/nothing", "/static/style.css"):
        headers = client.get(path).headers
        assert "default-src 'none'" in headers["content-security-policy"], path
        assert headers["x-content-type-options"] == "nosniff"


def test_too_much_is_refused(client: TestClient) -> None:
    assert client.post("/api/read", content=b"x" * 1_100_000).status_code == 413


def test_the_description_of_the_interface_names_every_path(client: TestClient) -> None:
    paths = client.get("/api/openapi.json").json()["paths"]
    assert {"/api/events", "/api/claims/{id}", "/api/read", "/api/rollups"} <= paths.keys()
