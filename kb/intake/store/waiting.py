"""What waits in a store: figures for whoever watches."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from kb.intake.store.database import Database, Statements


@dataclass(frozen=True, slots=True)
class Waiting:
    """Figures by driver."""

    pending: Mapping[str, float] = field(default_factory=dict)
    oldest_s: Mapping[str, float] = field(default_factory=dict)
    """Age of the oldest that is pending."""
    dead: Mapping[str, float] = field(default_factory=dict)
    quarantined: int = 0


@dataclass(frozen=True, slots=True)
class Held:
    """A quarantined ticket, without anything that its sender wrote."""

    number: str
    created: float
    """Seconds since 1970."""
    locale: str
    reason: str


def held(database: Database) -> list[Held]:
    """The quarantined tickets, the newest first.

    Raises:
        UnavailableError: the store cannot be read.
    """
    sql = (
        "SELECT number, created, locale, reason FROM tickets WHERE state = 'quarantined' ORDER BY created DESC, number"
    )
    return [Held(**row) for row in database.read(lambda run: run(sql))]


def waiting(database: Database, *, now: float) -> Waiting:
    """What waits now.

    Raises:
        UnavailableError: the store cannot be read.
    """
    return database.read(lambda run: _waiting(run, now))


def _waiting(run: Statements, now: float) -> Waiting:
    sql = (
        "SELECT outbox.driver, outbox.state, COUNT(*) AS count, MIN(tickets.created) AS oldest FROM outbox"
        " JOIN tickets ON tickets.number = outbox.number WHERE outbox.state IN ('pending', 'dead')"
        " GROUP BY outbox.driver, outbox.state"
    )
    rows = run(sql)
    held = run("SELECT COUNT(*) AS count FROM tickets WHERE state = 'quarantined'")
    return Waiting(
        {row["driver"]: row["count"] for row in rows if row["state"] == "pending"},
        {row["driver"]: max(0.0, now - row["oldest"]) for row in rows if row["state"] == "pending"},
        {row["driver"]: row["count"] for row in rows if row["state"] == "dead"},
        held[0]["count"],
    )
