"""Host name -> the addresses that may be connected to."""

from __future__ import annotations

import socket
from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address

from sayso.model import ReportError

_NAT64 = IPv6Network("64:ff9b::/96")


def addresses_of(host: str, name: str, *, allow_private: bool) -> list[str]:
    """Return the addresses of a host; raise ReportError if it has none, or one that is not public."""
    try:
        found = socket.getaddrinfo(host, None, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError):
        raise ReportError(name, f"unreachable (no address for {host})") from None
    addresses = list(dict.fromkeys(str(entry[4][0]) for entry in found))
    for address in addresses:
        if not allow_private and not is_public(address):
            raise ReportError(name, f"not fetched: {host} has the private address {address}")
    return addresses


def is_public(address: str) -> bool:
    """Return whether an address, and the IPv4 address it may carry inside, is a public one."""
    outer = ip_address(address)
    inner = _inside(outer) if isinstance(outer, IPv6Address) else None
    real = inner or outer
    return real.is_global and not real.is_multicast


def _inside(address: IPv6Address) -> IPv4Address | None:
    if address in _NAT64:
        return IPv4Address(int(address) & 0xFFFFFFFF)
    teredo = address.teredo
    return address.ipv4_mapped or address.sixtofour or (teredo[1] if teredo else None)
