"""A ticket, its files and its deliveries, as values."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

Value = str | tuple[str, ...]
State = Literal["received", "quarantined", "erased"]
DeliveryState = Literal["pending", "done", "partial", "dead", "cancelled"]
"""Partial: it arrived, but the place did not keep all of it. Cancelled: nobody may send it."""
Mark = Literal["authorisation", "complaint", "unknown_number"]
"""Authorisation: something is asked for, the right to which staff must check. Unknown number: it names a ticket that is
not there, or another sender's."""


@dataclass(frozen=True, slots=True)
class KeptFile:
    """A file of a ticket."""

    stored: str
    """Its random name below the folder of files."""
    field: str
    name: str
    """As the sender named it, made harmless."""
    size: int
    """Bytes."""
    sha256: str
    """Hexadecimal."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Claims:
    """What a sender says and nobody has checked; option ids of the form, empty where nothing was said."""

    department: str = ""
    plan: str = ""
    is_critical: bool = False
    critical_kind: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Ticket:
    """What somebody sent."""

    number: str
    receipt: str
    """The unguessable part of the receipt's address."""
    form: str
    version: int
    locale: str
    created: float
    """Seconds since 1970, UTC."""
    fields: Mapping[str, Value] = field(default_factory=dict)
    subject: str = ""
    body: str = ""
    """The text that staff reads."""
    email: str = ""
    """The address to which an answer goes, its domain in ASCII; empty for none."""
    submission_id: str = ""
    """The page's key against sending twice; empty where there was no script."""
    fingerprint: str = ""
    """Keyed hash of all that was sent."""
    state: State = "received"
    reason: str = ""
    """Why it is quarantined: honeypot, too_fast."""
    files: tuple[KeptFile, ...] = ()
    earlier: str = ""
    """The number of the ticket that it joins; empty for a ticket of its own."""
    marks: tuple[Mark, ...] = ()

    @property
    def claims(self) -> Claims:
        """What its sender says of it."""
        said = {name: str(self.fields.get(name, "")) for name in ("department", "plan", "critical_kind")}
        return Claims(**said, is_critical=self.fields.get("critical") == "yes")


@dataclass(frozen=True, slots=True, kw_only=True)
class Delivery:
    """The way of one ticket to one place."""

    id: int
    number: str
    driver: str
    state: DeliveryState
    attempts: int
    due: float
    """When it is tried next, seconds since 1970, UTC."""
    error: str = ""
    """Why the last attempt failed."""
    reference: str = ""
    """What the place calls the ticket."""


@dataclass(frozen=True, slots=True)
class Accepted:
    """What the sender of a ticket is told."""

    number: str
    receipt: str
    submission_id: str
    created: float
    is_new: bool = True
    """False: the same had been sent before."""
    state: State = "received"
    """Never told to the sender."""

    @property
    def told(self) -> str:
        """As what it is counted."""
        return self.state if self.is_new else "repeated"
