"""How many posts may come from one sender: a row for each that counts."""

from __future__ import annotations

from dataclasses import dataclass

from kb.intake.store.database import Database, Statements


class RateLimitedError(Exception):
    """Too many from one sender."""

    def __init__(self, retry_after_s: float) -> None:
        super().__init__(f"again in {retry_after_s:.0f} s")
        self.retry_after_s = retry_after_s


@dataclass(frozen=True, slots=True)
class Limit:
    """How many posts may come from one bucket."""

    bucket: str
    most: int
    window_s: float


def count_in(run: Statements, limit: Limit, now: float) -> None:
    """Count a post, within its ticket's transaction.

    Raises:
        RateLimitedError: it is one too many.
    """
    run.lock(limit.bucket)
    since = now - limit.window_s
    # What was counted while the clock was ahead would else count until that day.
    sql = (
        "SELECT COUNT(*) AS count, MIN(at) AS first FROM events WHERE bucket = :bucket AND at > :since AND at < :until"
    )
    (row,) = run(sql, bucket=limit.bucket, since=since, until=now + limit.window_s)
    if row["count"] >= limit.most:
        raise RateLimitedError(min(limit.window_s, max(1.0, row["first"] - since)))
    run("INSERT INTO events (bucket, at) VALUES (:bucket, :now)", bucket=limit.bucket, now=now)


def counted(database: Database, bucket: str, *, since: float) -> int:
    """How many posts a limit's bucket has counted since then."""
    sql = "SELECT COUNT(*) AS count FROM events WHERE bucket = :bucket AND at > :since"
    (row,) = database.read(lambda run: run(sql, bucket=bucket, since=since))
    return int(row["count"])


def is_busy(database: Database, most: int, *, since: float) -> bool:
    """Whether more tickets than these came since then."""
    sql = "SELECT COUNT(*) AS count FROM (SELECT 1 FROM tickets WHERE created > :since LIMIT :few) AS latest"
    (row,) = database.read(lambda run: run(sql, since=since, few=most + 1))
    return int(row["count"]) > most
