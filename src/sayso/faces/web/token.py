"""A word that lets people judge -> its hash in the ledger; a session of one who has given it.

The word is printed once and kept nowhere. Sessions are in memory: they end with the server.
"""

from __future__ import annotations

import hashlib
import secrets
import time
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Annotated

from fastapi import Depends, HTTPException, Request, Response

COST, BLOCK, PARALLEL = 2**14, 8, 1  # of scrypt: 16 MB and some 50 ms for one try
BYTES = 24  # of a token
COOKIE = "sayso_session"
LASTS = 8 * 3600.0  # seconds
OPEN = 1000  # sessions at once
TRIES, WINDOW = 10, 60.0  # wrong words in so many seconds, from whomever they come
LONGEST = 200  # characters of a word that is tried


def new_token() -> tuple[str, str]:
    """Return a new word and its salted hash; only the hash is to be kept."""
    token = secrets.token_urlsafe(BYTES)
    salt = secrets.token_bytes(16)
    return token, f"scrypt${salt.hex()}${_hashed(token, salt)}"


def fits(token: str, kept: str) -> bool:
    """True if a word is the one whose hash was kept; takes as long for a wrong one as for the right one."""
    kind, _, rest = kept.partition("$")
    salt, _, wanted = rest.partition("$")
    if kind != "scrypt" or not wanted or len(token) > LONGEST:
        return False
    return secrets.compare_digest(_hashed(token, bytes.fromhex(salt)), wanted)


def _hashed(token: str, salt: bytes) -> str:
    given = token.encode("utf8", "replace")
    return hashlib.scrypt(given, salt=salt, n=COST, r=BLOCK, p=PARALLEL, maxmem=2**26, dklen=32).hex()


@dataclass(frozen=True, slots=True)
class Session:
    """One who may judge, until a moment of the server's clock; `csrf` is the word that their forms must carry."""

    csrf: str
    ends: float


@dataclass(slots=True)
class Sessions:
    """Those who have given the word. Kept by the hash of their cookie, so that a look into memory opens none."""

    clock: Callable[[], float] = time.monotonic
    _open: OrderedDict[str, Session] = field(default_factory=OrderedDict)
    _wrong: list[float] = field(default_factory=list)

    def begin(self) -> str:
        """Return the cookie of a new session."""
        cookie = secrets.token_urlsafe(BYTES)
        self._open[_key(cookie)] = Session(secrets.token_urlsafe(BYTES), self.clock() + LASTS)
        while len(self._open) > OPEN:
            self._open.popitem(last=False)
        return cookie

    def get(self, cookie: str | None) -> Session | None:
        """Return the session of a cookie, if it has not ended."""
        found = self._open.get(_key(cookie)) if cookie else None
        return found if found is not None and found.ends > self.clock() else None

    def end(self, cookie: str | None) -> None:
        """End a session."""
        self._open.pop(_key(cookie or ""), None)

    def may_try(self) -> bool:
        """True if not too many wrong words were given of late."""
        now = self.clock()
        self._wrong = [t for t in self._wrong if t > now - WINDOW]
        return len(self._wrong) < TRIES

    def was_wrong(self) -> None:
        """Remember a wrong word."""
        self._wrong.append(self.clock())


def _key(cookie: str) -> str:
    return hashlib.sha256(cookie.encode("utf8", "replace")).hexdigest()


def sessions_of(request: Request) -> Sessions:
    """Return the sessions of this server."""
    state = request.app.state
    if not hasattr(state, "sessions"):
        state.sessions = Sessions()
    found: Sessions = state.sessions
    return found


def session_of(request: Request) -> Session | None:
    """Return the session of the one who asks; None if they may not judge."""
    if request.app.state.token is None:
        return None
    return sessions_of(request).get(request.cookies.get(COOKIE))


def from_here(request: Request) -> None:
    """Raise 403 unless a form was sent from a page of this server."""
    here = f"{request.url.scheme}://{request.headers.get('host', '')}"
    if not secrets.compare_digest(request.headers.get("origin", "").encode(), here.encode()):
        raise HTTPException(403, "this form was not sent from this page")


async def judging(request: Request) -> Session:
    """Return the session of one who sends a form; raise 403 unless it is theirs, and was sent from here."""
    from_here(request)
    session, given = session_of(request), (await request.form()).get("csrf")
    word = given.encode("utf8", "replace") if isinstance(given, str) else b""
    if session is None or not secrets.compare_digest(word, session.csrf.encode()):
        raise HTTPException(403, "only those who have logged in with the token may do this; their session may be over")
    return session


Judging = Annotated[Session, Depends(judging)]


def give_cookie(response: Response, request: Request, cookie: str) -> None:
    """Give a session's cookie: no script sees it, no other site sends it."""
    response.set_cookie(
        COOKIE, cookie, max_age=int(LASTS), httponly=True, samesite="strict", secure=request.url.scheme == "https",
        path="/",
    )  # fmt: skip
