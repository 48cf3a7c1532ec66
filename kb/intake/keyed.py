"""What only the holder of the service's secret can make: form tokens and keyed hashes."""

from __future__ import annotations

import base64
import hashlib
import hmac
import secrets
import struct
from dataclasses import dataclass
from typing import Literal, Self

from kb.intake.store.ticket_store import TicketStore

TokenState = Literal["good", "too_fast", "expired", "forged"]
FASTEST_S = 3.0
"""Nobody reads and fills in a form in less; programs do."""
_AHEAD_S = 60.0
"""How far another host's clock may be ahead."""
_HEAD = struct.Struct(">dB8s")


@dataclass(frozen=True, slots=True)
class Keyed:
    """Everything that is made with the secret."""

    secret: bytes

    @classmethod
    def of(cls, store: TicketStore) -> Self:
        """With the secret of a store, which is made where there is none yet.

        Raises:
            UnavailableError: the store cannot be written.
        """
        return cls(bytes.fromhex(store.key("secret", secrets.token_hex(32))))

    def token(self, now: float, *, is_again: bool = False) -> str:
        """A form token.

        Args:
            now: when it is issued, seconds since 1970.
            is_again: whether it stands in a form that comes back with what was written, and may be sent at once.
        """
        head = _HEAD.pack(now, is_again, secrets.token_bytes(8))
        return base64.urlsafe_b64encode(head + self._mac(b"token", head)[:16]).decode().rstrip("=")

    def token_state(self, token: str, *, now: float, good_for_s: float) -> TokenState:
        """Whether a token is ours, and of the right age."""
        try:
            raw = base64.urlsafe_b64decode(token + "=" * (-len(token) % 4))
            issued, is_again, _ = _HEAD.unpack(raw[: _HEAD.size])
        except (ValueError, struct.error):
            return "forged"
        head, mac = raw[: _HEAD.size], raw[_HEAD.size :]
        if not hmac.compare_digest(mac, self._mac(b"token", head)[:16]) or issued > now + _AHEAD_S:
            return "forged"
        if now - issued > good_for_s:
            return "expired"
        return "too_fast" if not is_again and now - issued < FASTEST_S else "good"

    def hashed(self, purpose: str, text: str) -> str:
        """A hash that tells nothing without the secret; hexadecimal, 32 digits."""
        return self._mac(purpose.encode(), text.encode("utf-8", "surrogatepass")).hex()[:32]

    def _mac(self, purpose: bytes, message: bytes) -> bytes:
        return hmac.digest(self.secret, purpose + b"\0" + message, hashlib.sha256)
