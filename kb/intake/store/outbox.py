"""The outbox: what is still to be delivered, lent out for a time to whoever delivers it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from kb.intake.store.database import Database, Statements

_FARTHEST_S = 86_400.0
"""Nothing is put off for longer: what is due later was written while the clock was wrong, and is due now."""


@dataclass(frozen=True, slots=True)
class Lease:
    """A delivery lent out."""

    id: int
    number: str
    attempts: int
    """This one included."""
    leased_until: float
    reference: str = ""
    """What was settled when the ticket was taken in."""


class Outbox:
    """Deliveries in a database."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._held: set[int] = set()
        """Ids of what this process has lent and still works on."""

    def lease(
        self, driver: str, *, now: float, lease_s: float, count: int, most_at_once: int | None = None
    ) -> list[Lease]:
        """Deliveries that are due; whoever holds them may try until the lease ends, then another one does.

        Args:
            driver: the place's name.
            now: seconds since 1970.
            lease_s: how long they are lent.
            count: at most so many.
            most_at_once: how many may be lent to all processes together.
        """

        def job(run: Statements) -> list[Lease]:
            free = count if most_at_once is None else min(count, most_at_once - _lent(run, driver, now))
            return self._lease(run, driver, now, lease_s, free) if free > 0 else []

        return self._database.write(job)

    def let_go(self, lease: Lease) -> None:
        """This process works on it no more."""
        self._held.discard(lease.id)

    def reclaim(self, lasting: Mapping[str, float], *, now: float) -> None:
        """Take all leases back: only for who knows that no other worker runs.

        Args:
            lasting: places that may still be at work on a call whose caller was killed, and for how many seconds:
                what was under way there is tried after that, for until then it cannot be looked up.
            now: seconds since 1970.
        """
        sql = "UPDATE outbox SET due = :due WHERE driver = :driver AND state = 'pending' AND leased_until > :now"

        def job(run: Statements) -> None:
            for driver, seconds in lasting.items():
                run(sql, driver=driver, due=now + seconds, now=now)
            run("UPDATE outbox SET leased_until = 0 WHERE state = 'pending'")

        self._database.write(job)

    def done(self, lease: Lease, reference: str, *, now: float, missing: str = "") -> bool:
        """Note that it arrived, or what of it did not; False where the lease had gone to another."""
        state = "partial" if missing else "done"
        change = "state = :state, reference = :reference, error = :error, settled = :now"
        return self._settle(lease, change, state=state, reference=reference, error=missing, now=now)

    def postpone(self, lease: Lease, *, due: float, error: str) -> bool:
        """Try again later."""
        return self._settle(lease, "due = :due, error = :error", due=due, error=error)

    def give_back(self, lease: Lease, *, due: float, error: str) -> bool:
        """Try again later, for nothing was tried."""
        return self._settle(lease, "due = :due, error = :error, attempts = attempts - 1", due=due, error=error)

    def bury(self, lease: Lease, error: str) -> bool:
        """Give up: an operator must look."""
        return self._settle(lease, "state = 'dead', error = :error", error=error)

    def retry(self, number: str, *, now: float) -> int:
        """Try again what was given up, waits or arrived in part; how many deliveries that are.

        What is under way is left alone: a second attempt beside it would make a second ticket.
        """
        sql = (
            # One attempt stays: what was tried may have arrived, and is looked up first.
            "UPDATE outbox SET state = 'pending', due = :now, leased_until = 0,"
            " attempts = CASE WHEN attempts > 0 THEN 1 ELSE 0 END"
            " WHERE number = :number AND state IN ('dead', 'partial', 'pending')"
            " AND (leased_until <= :now OR leased_until > :farthest) RETURNING id"
        )
        values = {"number": number, "now": now, "farthest": now + _FARTHEST_S}
        return len(self._database.write(lambda run: run(sql, **values)))

    def next_due(self, driver: str) -> float | None:
        """When something is due next; nothing where nothing waits."""
        sql = (
            "SELECT MIN(CASE WHEN leased_until > due THEN leased_until ELSE due END) AS due FROM outbox"
            " WHERE driver = :driver AND state = 'pending'"
        )
        (row,) = self._database.read(lambda run: run(sql, driver=driver))
        return None if row["due"] is None else float(row["due"])

    def _lease(self, run: Statements, driver: str, now: float, lease_s: float, count: int) -> list[Lease]:
        # Two statements: inside of one, PostgreSQL may look for free rows more than once and lend more than the limit.
        free = (
            "SELECT id FROM outbox"  # noqa: S608 - a text of ours
            " WHERE driver = :driver AND state = 'pending'"
            " AND (due <= :now OR due > :farthest) AND (leased_until <= :now OR leased_until > :farthest)"
            f"{self._not_held()} ORDER BY due, id LIMIT :count {self._database.skip_locked}"
        )
        found = run(free, driver=driver, now=now, farthest=now + _FARTHEST_S, count=count)
        if not found:
            return []
        lent = ", ".join(str(int(row["id"])) for row in found)
        sql = (
            f"UPDATE outbox SET leased_until = :until, attempts = attempts + 1 WHERE id IN ({lent})"  # noqa: S608
            " RETURNING id, number, attempts, reference"
        )
        rows = run(sql, until=now + lease_s)
        leases = [Lease(row["id"], row["number"], row["attempts"], now + lease_s, row["reference"]) for row in rows]
        self._held.update(lease.id for lease in leases)
        return sorted(leases, key=lambda lease: lease.id)

    def _not_held(self) -> str:
        """Keeps from being lent twice what is under way here, even where the clock jumps past the end of its lease."""
        held = ", ".join(str(int(each)) for each in self._held.copy())
        return f" AND id NOT IN ({held})" if held else ""

    def _settle(self, lease: Lease, change: str, **values: object) -> bool:
        sql = (
            f"UPDATE outbox SET {change}, leased_until = 0"  # noqa: S608 - one of a few texts of ours
            " WHERE id = :id AND state = 'pending' AND leased_until = :held RETURNING id"
        )
        is_settled = bool(self._database.write(lambda run: run(sql, id=lease.id, held=lease.leased_until, **values)))
        self.let_go(lease)
        return is_settled


def _lent(run: Statements, driver: str, now: float) -> int:
    """How many deliveries are under way; nobody else lends any until this transaction ends."""
    run.lock(f"outbox {driver}")
    sql = (
        "SELECT COUNT(*) AS count FROM outbox"
        " WHERE driver = :driver AND state = 'pending' AND leased_until > :now AND leased_until <= :farthest"
    )
    (row,) = run(sql, driver=driver, now=now, farthest=now + _FARTHEST_S)
    return int(row["count"])
