"""Who sends: the client's network, and whether its page may post here."""

from __future__ import annotations

import ipaddress
from collections.abc import Iterable
from urllib.parse import urlsplit

from starlette.requests import Request

from kb.intake.setting_values import Network

_IPV6_PREFIX = 64
"""One customer has at least a /64: counting single addresses would count nothing."""


def client_network(request: Request, trusted: Iterable[Network]) -> str:
    """The network from which a request comes; behind a trusted proxy, what that proxy saw.

    Args:
        request: the request.
        trusted: proxies whose ``X-Forwarded-For`` is believed.
    """
    return _network(_address(_nearest(request, tuple(trusted))))


def may_watch(request: Request, networks: Iterable[Network], proxies: Iterable[Network]) -> bool:
    """Whether a request may read the figures: it comes from one of these networks, by no stranger's proxy.

    A proxy on this machine makes everybody a neighbour: what it passes on counts only if it is trusted, and then by
    the address that it names.
    """
    trusted = tuple(proxies)
    peer = _address(request.client.host) if request.client else None
    is_proxy = peer is not None and any(peer in network for network in trusted)
    has_hops = "x-forwarded-for" in request.headers or "forwarded" in request.headers
    if peer is None or (has_hops and not is_proxy):
        return False
    if is_proxy and has_hops:
        peer = _address(_nearest(request, trusted))
    return peer is not None and any(peer in network for network in networks)


def is_own(origin: str, request: Request, allowed: Iterable[str]) -> bool:
    """Whether a page of this origin may post: our own host, or one that is named.

    The scheme is not compared with ours: a proxy before us speaks HTTPS, we do not.
    """
    try:
        found = urlsplit(origin)
    except ValueError:
        return False
    if found.scheme not in ("http", "https") or not found.netloc:
        return False
    return found.netloc == request.headers.get("host", "") or origin in allowed


def origin_of(url: str) -> str:
    """``https://help.example.com`` of an address; empty where it is none."""
    found = urlsplit(url)
    return f"{found.scheme}://{found.netloc}" if found.scheme and found.netloc else ""


def _nearest(request: Request, proxies: tuple[Network, ...]) -> str:
    """The nearest address on its way here that is no proxy of ours."""
    hops = [part.strip() for part in ",".join(request.headers.getlist("x-forwarded-for")).split(",") if part.strip()]
    peer = request.client.host if request.client else ""
    for hop in [peer, *reversed(hops)]:
        address = _address(hop)
        if address is None or not any(address in network for network in proxies):
            return hop
    return peer


def _address(text: str) -> ipaddress.IPv4Address | ipaddress.IPv6Address | None:
    try:
        found = ipaddress.ip_address(text)
    except ValueError:
        return None
    mapped = found.ipv4_mapped if isinstance(found, ipaddress.IPv6Address) else None
    return mapped or found


def _network(address: ipaddress.IPv4Address | ipaddress.IPv6Address | None) -> str:
    if address is None:
        return "unknown"
    prefix = _IPV6_PREFIX if address.version == 6 else 32
    return str(ipaddress.ip_network((address, prefix), strict=False))
