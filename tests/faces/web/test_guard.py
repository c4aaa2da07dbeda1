"""What asks too often or sends too much is refused; others are not."""

import asyncio
from typing import Any

from sayso.faces.web.guard import BURST, LARGEST, RATE, Guard


class Clock:
    """A clock that a test moves."""

    now = 0.0

    def __call__(self) -> float:
        return self.now


async def answer(scope: Any, receive: Any, send: Any) -> None:
    message = await receive()
    status = 200 if message["type"] == "http.request" else 400
    await send({"type": "http.response.start", "status": status, "headers": []})
    await send({"type": "http.response.body", "body": b""})


def ask(guard: Guard, address: str = "a", body: bytes = b"", length: str | None = None) -> int:
    """Return the status of an answer."""
    sent: list[Any] = []

    async def receive() -> Any:
        return {"type": "http.request", "body": body}

    async def send(message: Any) -> None:
        sent.append(message)

    headers = [(b"content-length", (length or str(len(body))).encode())]
    asyncio.run(guard({"type": "http", "client": (address, 1), "headers": headers}, receive, send))
    assert any(k == b"content-security-policy" for k, _ in sent[0]["headers"])
    return int(sent[0]["status"])


def test_who_asks_too_often_waits_and_others_do_not() -> None:
    clock = Clock()
    guard = Guard(answer, clock)
    codes = [ask(guard) for _ in range(int(BURST) + 5)]
    assert codes == [200] * int(BURST) + [429] * 5
    assert ask(guard, "b") == 200
    clock.now += 10 / RATE
    assert [ask(guard) for _ in range(11)] == [200] * 10 + [429]


def test_a_body_is_measured_whatever_its_header_says() -> None:
    guard = Guard(answer, Clock())
    assert ask(guard, length=str(LARGEST + 1)) == 413
    assert ask(guard, length="many") == 413
    assert ask(guard, body=b"x" * (LARGEST + 1), length="5") == 400
