"""A webhook as the place for tickets: JSON, signed, to an address of the operator's."""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
import time
from collections.abc import Callable, Sequence
from typing import Any
from urllib.parse import urlsplit

from kb.intake.delivery.driver import Delivered, Parcel, StoppedError
from kb.intake.delivery.peer import IPAddress, LateError, Peer, fault, is_public
from kb.intake.listing import ticket_json
from kb.intake.setting_values import Network
from kb.intake.settings import Settings
from kb.problems import KbError

_GONE = 410


class WebhookDriver:
    """Posts each ticket; its receiver keeps what it had already from being taken twice, by our number."""

    name = "webhook"
    most_at_once = 2

    def __init__(self, peer: Peer, secret: str, *, timeout_s: float, clock: Callable[[], float] = time.time) -> None:
        self._peer = peer
        self._secret = secret.encode()
        self.call_s = timeout_s
        self._clock = clock

    def deliver(self, parcel: Parcel, /) -> Delivered:
        """Post a ticket; any answer of success will do."""
        body = json.dumps(content(parcel), ensure_ascii=False).encode()
        timestamp = str(int(self._clock()))
        headers = {
            "Content-Type": "application/json",
            "Idempotency-Key": parcel.ticket.number,
            "X-KB-Timestamp": timestamp,
            "X-KB-Signature": f"sha256={signature(self._secret, timestamp, body)}",
        }
        try:
            answer = self._peer.ask("POST", body=body, headers=headers, timeout_s=self.call_s)
        except LateError as late:
            late.retry_after_s = self.call_s
            raise
        if answer.status == _GONE:
            raise StoppedError(f"{self._peer.name} answered {answer.said}: nothing is taken there any more")
        if not 200 <= answer.status < 300:
            raise fault(answer, self._peer)
        found = answer.json.get("id") if isinstance(answer.json, dict) else None
        return Delivered(str(found)[:200] if isinstance(found, str | int) else parcel.ticket.number)


def signature(secret: bytes, timestamp: str, body: bytes) -> str:
    """HMAC-SHA256 over the timestamp, a dot and the body; hexadecimal."""
    return hmac.new(secret, timestamp.encode() + b"." + body, hashlib.sha256).hexdigest()


def content(parcel: Parcel) -> dict[str, Any]:
    """What is posted: the ticket as ``kb intake list --json`` prints it, and what a helpdesk needs besides."""
    ticket, earlier = parcel.ticket, parcel.earlier
    found = ticket_json(ticket)
    for name in ("deliveries", "state", "reason", "submission_id"):
        found.pop(name, None)
    for file, path in zip(found["files"], parcel.files, strict=True):
        del file["stored"]
        file["content"] = base64.b64encode(path.read_bytes()).decode()
    joins = {"number": earlier.number, "id": earlier.reference} if earlier else None
    return {**found, "email": ticket.email, "text": parcel.text, "marks": list(ticket.marks), "joins": joins}


def webhook(settings: Settings) -> WebhookDriver:
    """The driver that the settings ask for.

    Raises:
        KbError: they name no secret, or have a user in the address.
    """
    if not settings.webhook_secret:
        raise KbError("KB_INTAKE_WEBHOOK needs KB_INTAKE_WEBHOOK_SECRET, which its receiver knows too.")
    if "@" in urlsplit(settings.webhook).netloc:
        raise KbError("KB_INTAKE_WEBHOOK takes no user and password; what is sent is signed with the secret.")
    peer = Peer(settings.webhook, may_call=lambda address: _may_call(address, settings.webhook_networks))
    return WebhookDriver(peer, settings.webhook_secret, timeout_s=settings.helpdesk_seconds)


def _may_call(address: IPAddress, networks: Sequence[Network]) -> bool:
    return is_public(address) or any(address in network for network in networks)
