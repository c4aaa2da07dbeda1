"""First bytes of an XML file -> the name of its root element."""

from __future__ import annotations

import re

_NAME = re.compile(rb"<(?:[\w.-]+:)?([A-Za-z][\w.-]*)")
_SKIPPED = ((b"<?", b"?>"), (b"<!--", b"-->"), (b"<!", b">"))


def root_of(first: bytes) -> str:
    """Return the root's name in lower case without its prefix, or "" where the bytes are no XML."""
    rest = first.replace(b"\0", b"").lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n")
    while (end := next((end for start, end in _SKIPPED if rest.startswith(start)), None)) is not None:
        rest = rest.partition(end)[2].lstrip()
    name = _NAME.match(rest)
    return name[1].decode("ascii", "replace").lower() if name else ""
