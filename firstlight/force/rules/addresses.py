"""Where a webhook may go: never to an address of the force's own network that nobody allowed. Pure.

Source: OWASP, server-side request forgery prevention: judge the address a name resolves to, and
connect to that very address, so that a name which changes its mind is not followed.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address
from urllib.parse import SplitResult, urlsplit

Network = IPv4Network | IPv6Network
LONGEST = 300
# RFC 4291: global unicast; NAT64's prefixes lie outside it.
_PLAIN = IPv6Network("2000::/3")


def fault(value: object) -> str:
    """Say what is wrong with a webhook's address as it is set, or nothing; empty is none."""
    text = str(value)
    if not text:
        return ""
    try:
        parts = urlsplit(text)
        known = parts.port is None or parts.port > 0
    except ValueError:
        return "is no address; write https://receiver.example/path"
    return _fault(text, parts) if known else "has no such port"


def _fault(text: str, parts: SplitResult) -> str:
    if parts.scheme not in {"https", "http"} or not parts.hostname:
        return "is no address; write https://receiver.example/path"
    if parts.username or parts.password:
        return "holds a name or a password; the signature proves who sends"
    if parts.fragment or len(text) > LONGEST:
        return f"is longer than {LONGEST} letters or has a part after #"
    return ""


def refused(found: str, scheme: str, allowed: Sequence[Network]) -> str:
    """Say why an address a name resolved to is not gone to, or nothing.

    `allowed` are the networks an administrator named. Elsewhere it must be public, and https.
    """
    address = ip_address(found)
    if isinstance(address, IPv6Address) and address.ipv4_mapped:
        address = address.ipv4_mapped
    if any(address.version == net.version and address in net for net in allowed):
        return ""
    if not address.is_global or address.is_multicast or _carries_another(address):
        return "address not allowed"
    return "" if scheme == "https" else "not https"


def _carries_another(address: IPv4Address | IPv6Address) -> bool:
    """Tell whether an address may stand for one of the older kind: 6to4, Teredo, NAT64."""
    if isinstance(address, IPv4Address):
        return False
    return address not in _PLAIN or bool(address.sixtofour or address.teredo)


def chosen(found: Iterable[str], scheme: str, allowed: Sequence[Network]) -> tuple[str, str]:
    """Give the address to connect to, or nothing and why; one that is refused refuses them all."""
    addresses = tuple(dict.fromkeys(found))
    why = next((said for one in addresses if (said := refused(one, scheme, allowed))), "")
    if why or not addresses:
        return "", why or "name not known"
    return addresses[0], ""
