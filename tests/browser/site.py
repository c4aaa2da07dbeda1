"""What tests in a browser know of the server that they look at."""

from __future__ import annotations

from typing import Any, NamedTuple

import httpx

HOST = "127.0.0.1"


class Site(NamedTuple):
    """The address of a server, and the token that lets people judge there."""

    address: str
    token: str

    def asked(self, path: str, **words: str) -> Any:
        """Return what REST answers."""
        answer = httpx.get(self.address + path, params=words or None, timeout=30)
        assert answer.status_code == 200, answer.text
        return answer.json()

    def event_with(self, at_least: int, **words: str) -> str:
        """Return the id of an event of which so many reports tell."""
        rows = self.asked("/api/events", **words)["rows"]
        return next(str(r["id"]) for r in rows if r["reports"] >= at_least)

    def claim(self, **words: str) -> Any:
        """Return the first claim that fits."""
        return self.asked("/api/claims", **words)["rows"][0]

    def pages(self) -> dict[str, str]:
        """Return an address of every kind of page by its name."""
        row = self.claim()
        return {
            "overview": "/", "filtered": "/?type=ASSAULT&status=reported", "nothing": "/?text=nowhereatall",
            "event": f"/events/{self.event_with(2)}", "report": f"/reports/{row['report']['id']}",
            "versions": f"/reports/{row['report']['id']}/versions", "actor": "/actors/swe", "dyad": "/dyads/swe/nor",
            "coverage": "/coverage", "read": "/read", "export": "/export?type=ASSAULT", "review": "/review",
            "rest": "/api/docs", "missing": "/actors/nobody",
        }  # fmt: skip
