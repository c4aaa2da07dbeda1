"""A text that somebody wants read -> its reading, when it is their turn; so that those who only look go on looking."""

from __future__ import annotations

from threading import BoundedSemaphore

from fastapi import HTTPException

from sayso.model import Reading

PATIENCE = 10.0  # seconds to wait for one's turn
WAITING = 8  # who may wait: each of them keeps one of the server's forty threads
AGAIN = {"retry-after": "30"}
_reading = BoundedSemaphore(1)  # at once: a reading uses a whole core
_waiting = BoundedSemaphore(WAITING)


def read_in_turn(text: str, published: str | None, outlet: str | None) -> Reading:
    """Read a text; raise 503 where too many others read."""
    import sayso

    if not _waiting.acquire(blocking=False):
        raise HTTPException(503, "too many are reading; try again in a minute", AGAIN)
    try:
        if not _reading.acquire(timeout=PATIENCE):
            raise HTTPException(503, "others are reading; try again in a minute", AGAIN)
        try:
            return sayso.read_text(text, published=published, outlet=outlet)
        finally:
            _reading.release()
    finally:
        _waiting.release()
