"""What holds a ticket back until somebody has looked at it, and whom stricter limits meet."""

from __future__ import annotations

import re
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from kb.intake.keyed import Keyed
from kb.intake.settings import Settings
from kb.intake.store.limits import Limit, counted
from kb.intake.store.ticket_store import TicketStore
from kb.intake.submissions import Submission

HOUR_S = 3600.0
_STRICTER = 4
"""A page without scripts cannot prove work: while it is asked for, this part of a network's limit holds for it."""
_MOST_UNPROVED = 60
"""Tickets an hour from such pages altogether, while proof is asked for; further ones wait until they are released."""
_MOST_LINKS = 3
_LINK = re.compile(r"https?://", re.IGNORECASE)
_NO_END = 10**9


@dataclass(frozen=True, slots=True)
class Suspicion:
    """Rules against abuse."""

    settings: Settings
    store: TicketStore
    keyed: Keyed
    clock: Callable[[], float] = time.time

    def limits(self, submission: Submission, email: str, *, is_unproved: bool) -> list[Limit]:
        """How many tickets may come from its sender.

        Args:
            submission: what was sent.
            email: the sender's address; empty for none.
            is_unproved: whether work should have been proved, and a page cannot.
        """
        settings = self.settings
        if not settings.rate_limits:
            return []
        most = settings.rate_per_network // _STRICTER if is_unproved else settings.rate_per_network
        address = self.keyed.hashed("address", email.lower())
        return [
            *([Limit(address, settings.rate_per_address, HOUR_S)] if email else []),
            Limit(self.keyed.hashed("network", submission.network), max(1, most), HOUR_S),
            *([Limit(self._unproved, _NO_END, HOUR_S)] if is_unproved else []),
        ]

    def reason(self, values: Mapping[str, str | tuple[str, ...]], *, is_unproved: bool) -> str:
        """Why a ticket whose sender could not prove work is held back; empty where it is not.

        Raises:
            UnavailableError: the store cannot be read.
        """
        if not is_unproved:
            return ""
        text = " ".join(value if isinstance(value, str) else " ".join(value) for value in values.values())
        has_many_links = len(_LINK.findall(text)) >= _MOST_LINKS
        is_flood = counted(self.store.database, self._unproved, since=self.clock() - HOUR_S) >= _MOST_UNPROVED
        return "no_proof" if has_many_links or is_flood else ""

    @property
    def _unproved(self) -> str:
        return self.keyed.hashed("unproved", "")
