"""Asking another service over HTTP: within a time, no redirect followed, no address called that must not be."""

from __future__ import annotations

import http.client
import ipaddress
import json
import logging
import socket
import ssl
import threading
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import Any
from urllib.parse import urlsplit

from kb.intake.delivery.driver import FailedError, RejectedError, StoppedError

log = logging.getLogger(__name__)

IPAddress = ipaddress.IPv4Address | ipaddress.IPv6Address
MayCall = Callable[[IPAddress], bool]
_MOST_BYTES = 4_000_000
"""Of an answer."""
_LONGEST_RETRY_S = 3600.0
_DOWN = (429, 502, 503, 504)
"""Answers that any other ticket would get too."""
_NAT64 = ipaddress.IPv6Network("64:ff9b::/96")


@dataclass(frozen=True, slots=True)
class Answer:
    """What the peer said."""

    status: int
    headers: Mapping[str, str]
    """Names in small letters."""
    body: bytes = b""

    @property
    def json(self) -> Any:
        """Its body; None where that is no JSON."""
        try:
            return json.loads(self.body)
        except ValueError:
            return None

    @property
    def said(self) -> str:
        """Status and message, for a log; nothing of a page that is no message."""
        told = self.json.get("message", "") if isinstance(self.json, dict) else ""
        return f"{self.status} {told}"[:200].strip()


@dataclass(frozen=True, slots=True)
class Peer:
    """A service under an address."""

    url: str
    """``https://host:port/path``, no user and no query."""
    headers: Mapping[str, str] = field(default_factory=dict, repr=False)
    """Sent with each request."""
    may_call: MayCall = lambda _: True
    """Which of the addresses behind the name may be connected to."""

    @property
    def name(self) -> str:
        """Its host, for a log."""
        return urlsplit(self.url).netloc

    def ask(
        self,
        method: str,
        path: str = "",
        *,
        timeout_s: float,
        body: bytes = b"",
        headers: Mapping[str, str] | None = None,
    ) -> Answer:
        """What the peer answers, whatever it is.

        Args:
            method: GET, POST or PUT.
            path: appended to the address.
            timeout_s: how long all of it may take.
            body: what is sent.
            headers: beside those of all requests.

        Raises:
            FailedError: it did not answer, though it may have done what it was asked to.
            StoppedError: it may not be called, or its certificate is wrong.
        """
        parts = urlsplit(self.url + path)
        target = f"{parts.path or '/'}{f'?{parts.query}' if parts.query else ''}"
        connection = _Connection(parts.hostname or "", parts.port, parts.scheme == "https", timeout_s, self.may_call)
        ending = threading.Timer(timeout_s, connection.break_off)
        ending.daemon = True
        ending.start()
        try:
            connection.request(method, target, body or None, {**self.headers, **(headers or {})})
            answer = connection.getresponse()
            kept = answer.read(_MOST_BYTES)
            if connection.is_late:
                # What was broken off looks like an answer that ends there.
                raise TimeoutError
            return Answer(answer.status, {name.lower(): value for name, value in answer.getheaders()}, kept)
        except ssl.SSLCertVerificationError as error:
            raise StoppedError(f"the certificate of {self.name} is not valid: {error.verify_message}") from error
        except (OSError, http.client.HTTPException) as error:
            if connection.is_late or isinstance(error, TimeoutError):
                raise LateError(f"{self.name} did not answer within {timeout_s:g} s", is_place_down=True) from error
            raise FailedError(f"{self.name}: {error or type(error).__name__}", is_place_down=True) from error
        finally:
            ending.cancel()
            connection.close()


class LateError(FailedError):
    """No answer in time: the peer may still be about to do what it was asked to."""


class _Connection(http.client.HTTPConnection):
    """A connection to an address that was looked at, so that a name cannot lead elsewhere in between."""

    def __init__(self, host: str, port: int | None, is_tls: bool, timeout_s: float, may_call: MayCall) -> None:  # noqa: FBT001 - all of it in one place
        self.default_port = 443 if is_tls else 80
        super().__init__(host, port, timeout=timeout_s)
        self._is_tls = is_tls
        self._may_call = may_call
        self._timeout_s = timeout_s
        self.is_late = False

    def connect(self) -> None:
        """Connect to the first address of the host that may be called and answers."""
        plain = self._connected()
        try:
            self.sock = (
                ssl.create_default_context().wrap_socket(plain, server_hostname=self.host) if self._is_tls else plain
            )
        except OSError:
            plain.close()
            raise
        if self.is_late:
            raise TimeoutError

    def break_off(self) -> None:
        """The time is over: whoever waits for the socket is woken."""
        self.is_late = True
        sock = self.sock
        if sock:
            try:
                sock.shutdown(socket.SHUT_RDWR)
            except OSError:
                log.debug("the connection to %s had ended", self.host)

    def _connected(self) -> socket.socket:
        found = [entry[4][:2] for entry in socket.getaddrinfo(self.host, self.port, type=socket.SOCK_STREAM)]
        allowed = [place for place in found if self._may_call(_plain(str(place[0])))]
        if not allowed:
            raise StoppedError(f"{self.host} is at {found[0][0]}, a private address, which must not be called")
        return _first(allowed, self._timeout_s)


def _plain(text: str) -> IPAddress:
    """An address without its zone; an IPv4 address that is written as IPv6 as what it is."""
    found = ipaddress.ip_address(text.partition("%")[0])
    return (found.ipv4_mapped if isinstance(found, ipaddress.IPv6Address) else None) or found


def _first(places: Sequence[tuple[Any, Any]], timeout_s: float) -> socket.socket:
    for place in places[:-1]:
        try:
            return socket.create_connection(place, timeout_s)
        except OSError as error:
            log.info("%s: %s", place[0], error)
    return socket.create_connection(places[-1], timeout_s)


def is_public(address: IPAddress) -> bool:
    """Whether an address belongs to the internet at large, in whatever form it is written."""
    if isinstance(address, ipaddress.IPv6Address):
        inner = address.ipv4_mapped or address.sixtofour
        if address in _NAT64:
            inner = ipaddress.IPv4Address(int(address) & 0xFFFFFFFF)
        if inner:
            return is_public(inner)
    return address.is_global and not address.is_multicast


def fault(answer: Answer, peer: Peer, *, now: datetime | None = None) -> FailedError | RejectedError | StoppedError:
    """What an answer means that is no success."""
    told = f"{peer.name} answered {answer.said}"
    if 300 <= answer.status < 400:
        where = urlsplit(answer.headers.get("location", ""))._replace(query="", fragment="").geturl()
        return StoppedError(
            f"{told} and points to {where or 'nowhere'}; redirects are not followed, so name that address"
        )
    if answer.status == 401:
        return StoppedError(f"{told}: it does not know us")
    if answer.status in (400, 413, 415, 422):
        return RejectedError(told)
    is_down = answer.status in _DOWN
    return FailedError(told, retry_after_s=_retry_after_s(answer, now or datetime.now(UTC)), is_place_down=is_down)


def _retry_after_s(answer: Answer, now: datetime) -> float:
    """What the peer asks for, in either of its forms (RFC 9110, 10.2.3); 0 for nothing."""
    text = answer.headers.get("retry-after", "")
    if text.isdecimal():
        return min(float(text), _LONGEST_RETRY_S)
    try:
        wait_s = (parsedate_to_datetime(text) - now).total_seconds()
    except (TypeError, ValueError):
        return 0
    return min(max(wait_s, 0), _LONGEST_RETRY_S)
