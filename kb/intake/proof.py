"""Proof of work: a task that costs a browser a moment and a flood of posts a lot; ALTCHA's, without its servers."""

from __future__ import annotations

import secrets
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import altcha

from kb.intake.keyed import Keyed
from kb.intake.settings import Settings
from kb.intake.store.limits import is_busy
from kb.intake.store.proofs import Proof, forget_proofs
from kb.intake.store.ticket_store import TicketStore

_ALGORITHM = "PBKDF2/SHA-256"
_COST = 5000
"""Rounds of a derivation: 1 ms here, about as much in a browser."""
_FEWEST, _MOST = 50, 250
"""Derivations until the solution is met: a fifth of a second on a laptop, a second or two on an old phone."""
_GOOD_FOR_S = 600
"""Longer than the upload that it goes with may take."""
_HOUR_S = 3600.0
_LOOK_S = 5.0
_TIDY_S = 600.0


class UnprovedError(Exception):
    """A script that had to prove work did not, or its proof is wrong."""


@dataclass(slots=True)
class Proofs:
    """Sets tasks, and tells whether they were solved."""

    settings: Settings
    store: TicketStore
    keyed: Keyed
    clock: Callable[[], float] = time.time
    _is_busy: bool = False
    _looked: float = field(default=0.0)
    _tidied: float = field(default=0.0)

    def is_asked(self) -> bool:
        """Whether scripts must prove work now: always, never, or while far more tickets come than usual.

        Raises:
            UnavailableError: the store cannot be read.
        """
        settings = self.settings
        if settings.proof_of_work != "auto" or not settings.rate_limits:
            return settings.proof_of_work == "on"
        now = self.clock()
        if abs(now - self._looked) > _LOOK_S:
            self._is_busy = is_busy(self.store.database, settings.busy_per_hour, since=now - _HOUR_S)
            self._looked = now
        return self._is_busy

    def challenge(self) -> dict[str, Any]:
        """A fresh task.

        Raises:
            UnavailableError: the store cannot be written.
        """
        now = self.clock()
        if abs(now - self._tidied) > _TIDY_S:
            self._tidied = now
            forget_proofs(self.store.database, before=now)
        # With the solution known here, its time has an upper end, and to check it costs one hash.
        counter = _FEWEST + secrets.randbelow(_MOST - _FEWEST)
        made = altcha.create_challenge(
            _ALGORITHM,
            _COST,
            counter=counter,
            expires_at=int(now) + _GOOD_FOR_S,
            hmac_secret=self.keyed.hashed("challenge", ""),
            hmac_key_secret=self.keyed.hashed("solution", ""),
        )
        return made.to_dict()

    def taken(self, text: str, *, is_page: bool) -> Proof | None:
        """The proof that came, to be spent; none where none is asked for.

        Args:
            text: the field ``pow``; empty where it is missing.
            is_page: whether a page without scripts sends, which cannot solve anything.

        Raises:
            UnprovedError: it is wrong, or missing.
        """
        if self.settings.proof_of_work == "off":
            return None
        if text:
            if proof := self.read(text):
                return proof
            raise UnprovedError("it is forged, wrong or too old")
        if not is_page and self.is_asked():
            raise UnprovedError("it is missing")
        return None

    def read(self, text: str) -> Proof | None:
        """The proof in a field ``pow``; nothing where it is forged, wrong or too old."""
        found = altcha.verify_solution(
            text,
            self.keyed.hashed("challenge", ""),
            hmac_key_secret=self.keyed.hashed("solution", ""),
        )
        if not found.verified:
            return None
        parameters = altcha.Payload.from_base64(text).challenge.parameters
        expires = float(parameters.expires_at or 0)
        return Proof(parameters.nonce, expires) if expires > self.clock() else None
