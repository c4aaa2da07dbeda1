"""URL -> the one form it is compared and hashed in."""

from __future__ import annotations

import re
from urllib.parse import SplitResult, urlsplit, urlunsplit

DEFAULT_PORTS = {"http": 80, "https": 443}

# To add a tracking parameter, add its name; what begins with a prefix is dropped too.
TRACKING = frozenset(
    re.findall(
        r"\S+",
        """
        fbclid gclid gclsrc dclid gbraid wbraid msclkid yclid twclid ttclid igshid igsh mc_cid mc_eid _ga _gl mkt_tok
        vero_id oly_anon_id oly_enc_id _hsenc _hsmi hsctatracking cmpid ocid ito ns_campaign ns_mchannel ns_source
        ns_linkname ns_fee at_campaign at_medium at_custom1 at_custom2 ref_src ref_url xtor
        """,
    )
)
TRACKING_PREFIXES = ("utm_", "pk_", "mtm_", "hsa_")


def canonical(url: str) -> str:
    """Return the URL with scheme and host in lower case, without fragment, login, default port and tracking.

    "HTTPS://News.Example:443/a?utm_source=x&id=7#top" -> "https://news.example/a?id=7"
    """
    try:
        parts = urlsplit(url.strip())
        netloc = _netloc(parts)
    except ValueError:
        return url.strip()
    query = "&".join(p for p in parts.query.split("&") if p and not _tracks(p))
    return urlunsplit((parts.scheme.lower(), netloc, parts.path or "/", query, ""))


def same_site(one: str, other: str) -> bool:
    """Return whether two URLs have the same host, leaving aside "www.", "m." and "amp."."""
    return _site(one) == _site(other) != ""


def without_login(url: str) -> str:
    """Return the URL without user name and password, for messages."""
    return re.sub(r"(?<=://)[^/?#]*@", "", url)


def _netloc(parts: SplitResult) -> str:
    host = (parts.hostname or "").rstrip(".")
    host = f"[{host}]" if ":" in host else host
    standard = parts.port is None or parts.port == DEFAULT_PORTS.get(parts.scheme.lower())
    return host if standard else f"{host}:{parts.port}"


def _tracks(parameter: str) -> bool:
    name = parameter.partition("=")[0].lower()
    return name in TRACKING or name.startswith(TRACKING_PREFIXES)


def _site(url: str) -> str:
    try:
        host = urlsplit(url).hostname or ""
    except ValueError:
        return ""
    return re.sub(r"^(?:www|m|mobile|amp)\.", "", host)
