"""What a place that takes tickets must offer."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol, runtime_checkable

from kb.intake.tickets import Ticket


class FailedError(Exception):
    """A delivery that may succeed later."""

    def __init__(self, message: str, *, retry_after_s: float = 0, is_place_down: bool = False) -> None:
        """Say why, when to try again at the earliest, and whether any other ticket would fail too."""
        super().__init__(message)
        self.retry_after_s = retry_after_s
        self.is_place_down = is_place_down


class RejectedError(Exception):
    """A delivery that will never succeed as it is: an operator must look."""


class StoppedError(Exception):
    """No delivery can succeed until an operator acts, such as after a wrong password."""


@dataclass(frozen=True, slots=True)
class Earlier:
    """A ticket that this place has already and that a new one joins."""

    number: str
    """Ours."""
    reference: str
    """What the place called it."""
    ticket: Ticket | None = None
    """By which it found its way there."""


@dataclass(frozen=True, slots=True)
class Parcel:
    """A ticket with its files, to be handed on."""

    ticket: Ticket
    files: Sequence[Path]
    """In the order of ``ticket.files``."""
    is_repeated: bool = False
    """Whether it was tried before, so that it may have arrived."""
    earlier: Earlier | None = None
    """What it joins; none makes it a ticket of its own, whatever it says."""
    remarks: Sequence[str] = ()
    """What staff must know before they read, in their language; a sentence each."""
    reference: str = ""
    """By what the place shall know it, where that was settled when it was taken in: a Message-ID."""

    @property
    def text(self) -> str:
        """What staff reads: the remarks, then what was sent."""
        remarks = "".join(f"* {remark}\n" for remark in self.remarks)
        return f"{remarks}\n{self.ticket.body}" if remarks else self.ticket.body


@dataclass(frozen=True, slots=True)
class Delivered:
    """A ticket that has arrived."""

    reference: str
    """What the place calls it; a later ticket that joins this one comes with it."""
    missing: Sequence[str] = ()
    """What the place did not keep, such as a custom field; any makes the delivery *partial*, which is told."""


class Driver(Protocol):
    """A place that takes tickets."""

    @property
    def name(self) -> str:
        """By which the outbox knows it; stays the same for ever."""
        ...

    def deliver(self, parcel: Parcel, /) -> Delivered:
        """Hand a ticket on, or add it to the earlier one that it joins.

        A parcel that is repeated may have arrived: look it up by its number first.

        Raises:
            FailedError: not now.
            RejectedError: never as it is.
            StoppedError: nothing can be delivered there at all.
        """
        ...


@runtime_checkable
class Gentle(Protocol):
    """A place that must not be asked by too many at once, from all processes together."""

    @property
    def most_at_once(self) -> int:
        """How many deliveries may be under way."""
        ...


@runtime_checkable
class Lasting(Protocol):
    """A place that may still make a ticket of a call whose caller is gone."""

    @property
    def call_s(self) -> float:
        """How long such a call may take."""
        ...
