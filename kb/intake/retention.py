"""What is kept for how long: texts and files until some days after they arrived, numbers for a year."""

from __future__ import annotations

import logging
import time
from dataclasses import dataclass, field

from kb.intake.files import FileFolder
from kb.intake.settings import Settings
from kb.intake.store.erasing import Erasing
from kb.intake.store.ticket_store import TicketStore

log = logging.getLogger(__name__)

_DAY_S = 86_400.0
_MOST_DRIFT_S = 3600.0


def _running_s() -> float:
    """Seconds that no change of the time of day touches; where possible, those of a sleep count."""
    return time.clock_gettime(time.CLOCK_BOOTTIME) if hasattr(time, "CLOCK_BOOTTIME") else time.monotonic()


@dataclass(frozen=True, slots=True)
class Expired:
    """How much was taken out."""

    texts: int
    files: int
    numbers: int
    held: int
    """Quarantined tickets among the texts."""


@dataclass(frozen=True, slots=True)
class Retention:
    """Takes out what has been kept long enough."""

    settings: Settings
    store: TicketStore
    files: FileFolder
    began: float = field(default_factory=lambda: time.time() - _running_s())
    """When the machine was started, as the clock said when this process was."""

    def do(self, *, now: float) -> None:
        """Erase what is due, and log it; nothing where the clock was set meanwhile: it may be wrong, and texts be gone.

        Raises:
            UnavailableError: the store cannot be written.
        """
        drift_s = now - _running_s() - self.began
        if abs(drift_s) > _MOST_DRIFT_S:
            log.error(
                "nothing is erased: since the start the clock was moved by %.0f s. Where it is right now, restart.",
                drift_s,
            )
            return
        tell(self.expire(now=now))

    def expire(self, *, now: float) -> Expired:
        """Erase what is due.

        Raises:
            UnavailableError: the store cannot be written.
        """
        erasing, settings = Erasing(self.store.database), self.settings
        since = {
            name: now - getattr(settings, f"keep_{name}_days") * _DAY_S
            for name in ("text", "files", "number", "network")
        }
        gone = erasing.files(before=since["files"])
        held = erasing.held(before=since["text"])
        erased = erasing.tickets([*erasing.arrived(before=since["text"]), *held])
        self.files.delete([*gone, *erased.files])
        numbers = erasing.forget(before=since["number"])
        erasing.events(before=since["network"])
        self.files.sweep(self.store.stored_files())
        self.store.database.compact()
        return Expired(len(erased.numbers), len(gone) + len(erased.files), numbers, len(held))


def tell(expired: Expired) -> None:
    """Log what was taken out, if anything was."""
    if expired.texts or expired.files or expired.numbers:
        log.info(
            "erased as kept long enough: %d texts (%d of them quarantined), %d files, %d numbers",
            *(expired.texts, expired.held, expired.files, expired.numbers),
        )
