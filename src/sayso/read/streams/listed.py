"""What a feed or sitemap lists: an address, with what is said of the report there, its own text if it has one."""

from __future__ import annotations

from dataclasses import dataclass

from sayso.model import Capture
from sayso.read.formats.fields import fields_capture


@dataclass(frozen=True, slots=True, kw_only=True)
class Listed:
    """An entry of a feed or sitemap; `html` and `text` are what the feed itself gives of the report."""

    url: str | None = None
    key: str | None = None
    title: str | None = None
    byline: str | None = None
    outlet: str | None = None
    published: str | None = None
    text: str | None = None
    html: str | None = None

    @property
    def id(self) -> str:
        """What tells the entry from others of its feed."""
        return self.key or self.url or f"{self.published} {self.title}"

    @property
    def has_text(self) -> bool:
        """True if the feed gives a text of its own."""
        return bool(self.text or self.html)

    def capture(self, name: str, retrieved: str | None = None) -> Capture:
        """Return the feed's own text with what the feed says of it."""
        fields = {
            "text": self.text, "html": self.html, "title": self.title, "byline": self.byline, "outlet": self.outlet,
            "published": self.published, "url": self.url, "key": self.key,
        }  # fmt: skip
        return fields_capture(fields, name, retrieved)
