"""Putting the automatic reply beside a ticket, in its transaction: whether it may be sent, and when."""

from __future__ import annotations

import logging
from dataclasses import dataclass

from kb.intake.store.database import Statements

log = logging.getLogger(__name__)

REPLY = "reply"
"""The delivery's name."""
_DAY_S, _MINUTE_S = 86_400.0, 60.0
_PACE = "replies"


@dataclass(frozen=True, slots=True)
class ReplyRule:
    """Under which rules a ticket is replied to."""

    domain: str
    """Of the Message-ID, which stays the same in all attempts."""
    refusal: str = ""
    """Why its address gets none; empty where it may."""
    bucket: str = ""
    """The address, as a keyed hash."""
    most_a_day: int | None = None
    """Replies for one address; none for no limit."""
    most_a_minute: int | None = None
    """Replies altogether: further ones are only delayed. Approximate where several processes take tickets in."""


def queue_reply(run: Statements, number: str, rule: ReplyRule, *, now: float) -> None:
    """Write the reply's row: to be sent, or cancelled with the reason."""
    refusal = rule.refusal or _capped(run, rule, now)
    due = now if refusal else _paced(run, rule, now)
    if refusal:
        log.warning("ticket %s: no automatic reply: %s", number, refusal)
    values = {
        "number": number,
        "driver": REPLY,
        "state": "cancelled" if refusal else "pending",
        "due": due,
        "error": refusal,
        "reference": f"<{number}.{REPLY}@{rule.domain}>",
    }
    sql = (
        "INSERT INTO outbox (number, driver, state, attempts, due, leased_until, error, reference)"
        " VALUES (:number, :driver, :state, 0, :due, 0.0, :error, :reference)"
    )
    run(sql, **values)


def _capped(run: Statements, rule: ReplyRule, now: float) -> str:
    if rule.most_a_day is None:
        return ""
    run.lock(rule.bucket)
    sql = "SELECT COUNT(*) AS count FROM events WHERE bucket = :bucket AND at > :since AND at < :until"
    (row,) = run(sql, bucket=rule.bucket, since=now - _DAY_S, until=now + _DAY_S)
    if row["count"] >= rule.most_a_day:
        return f"the address had {rule.most_a_day} within a day"
    _note(run, rule.bucket, now)
    return ""


def _paced(run: Statements, rule: ReplyRule, now: float) -> float:
    """When it may be sent: a minute after the one that is so many before it."""
    if rule.most_a_minute is None:
        return now
    sql = (
        "SELECT at FROM events WHERE bucket = :bucket AND at > :since AND at < :until"
        " ORDER BY at DESC LIMIT 1 OFFSET :before"
    )
    values = {"since": now - _MINUTE_S, "until": now + _DAY_S, "before": max(0, rule.most_a_minute - 1)}
    rows = run(sql, bucket=_PACE, **values)
    due = max(now, rows[0]["at"] + _MINUTE_S) if rows else now
    _note(run, _PACE, due)
    return due


def _note(run: Statements, bucket: str, at: float) -> None:
    run("INSERT INTO events (bucket, at) VALUES (:bucket, :at)", bucket=bucket, at=at)
