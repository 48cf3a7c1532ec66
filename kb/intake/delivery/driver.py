"""What a place that takes tickets must offer."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from kb.intake.tickets import Ticket


class FailedError(Exception):
    """A delivery that may succeed later."""

    def __init__(self, message: str, *, retry_after_s: float = 0) -> None:
        super().__init__(message)
        self.retry_after_s = retry_after_s


class RejectedError(Exception):
    """A delivery that will never succeed as it is: an operator must look."""


class StoppedError(Exception):
    """No delivery can succeed until an operator acts, such as after a wrong password."""


@dataclass(frozen=True, slots=True)
class Parcel:
    """A ticket with its files, to be handed on."""

    ticket: Ticket
    files: Sequence[Path]
    """In the order of ``ticket.files``."""
    is_repeated: bool = False
    """Whether it was tried before, so that it may have arrived."""


class Driver(Protocol):
    """A place that takes tickets."""

    @property
    def name(self) -> str:
        """By which the outbox knows it; stays the same for ever."""
        ...

    def deliver(self, parcel: Parcel, /) -> str:
        """Hand a ticket on; what the place calls it.

        A parcel that is repeated may have arrived: look it up by its number first.

        Raises:
            FailedError: not now.
            RejectedError: never as it is.
            StoppedError: nothing can be delivered there at all.
        """
        ...
