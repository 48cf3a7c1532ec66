"""What a service does every hour besides its work."""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable, Sequence
from typing import Protocol

from kb.intake.store.database import UnavailableError

log = logging.getLogger(__name__)

_LOOK_S, _END_S = 3600.0, 10.0


class Chore(Protocol):
    """Something to do every hour."""

    def do(self, *, now: float) -> None:
        """Do what is due.

        Raises:
            UnavailableError: the store cannot be used.
            OSError: a file cannot.
        """
        ...


class Housekeeper:
    """A thread that looks every hour."""

    def __init__(self, chores: Sequence[Chore], clock: Callable[[], float] = time.time) -> None:
        self._chores = chores
        self._clock = clock
        self._ending = threading.Event()
        self._thread = threading.Thread(target=self._run, name="intake-housekeeping", daemon=True)

    def start(self) -> None:
        """Begin, and look at once."""
        self._thread.start()

    def stop(self) -> None:
        """Finish what is at hand, and end."""
        self._ending.set()
        self._thread.join(_END_S)

    def _run(self) -> None:
        while not self._ending.is_set():
            for chore in self._chores:
                self._do(chore)
            self._ending.wait(_LOOK_S)

    def _do(self, chore: Chore) -> None:
        name = type(chore).__name__.lower()
        try:
            chore.do(now=self._clock())
        except (UnavailableError, OSError) as error:
            log.error("%s must wait for an hour: %s", name, error)
        except Exception:  # a fault of ours in one must not end the others
            log.exception("%s failed", name)
