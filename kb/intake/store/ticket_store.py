"""The store: tickets, files and deliveries, taken in together or not at all."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from kb.intake.store.database import Database, Row, Statements
from kb.intake.store.limits import Limit, count_in
from kb.intake.store.proofs import Proof, spend
from kb.intake.store.replies import ReplyRule, queue_reply
from kb.intake.tickets import Accepted, Delivery, KeptFile, Ticket

_PAGE = 200
"""Tickets read at once by those who read all."""


class MismatchError(Exception):
    """The same submission id came with another content."""


@dataclass(frozen=True, slots=True)
class Acceptance:
    """Rules under which a ticket is taken in."""

    drivers: Sequence[str] = ()
    """Where it is to be delivered."""
    repeat_s: float = 0
    """Without a submission id, the same content within this time is a repeat."""
    limits: Sequence[Limit] = ()
    proof: Proof | None = None
    """Proof of work, which then is spent."""
    reply: ReplyRule | None = None
    """Whether and when its sender gets an automatic reply."""


class TicketStore:
    """Tickets in a database."""

    def __init__(self, database: Database) -> None:
        self.database = database

    def close(self) -> None:
        """Write what waits, and end."""
        self.database.close()

    def accept(self, ticket: Ticket, rules: Acceptance) -> Accepted:
        """Keep a ticket with its files and what is to be delivered; on disk when this returns.

        Raises:
            MismatchError: its submission id came before with another content.
            RateLimitedError: a limit is reached.
            SpentError: its proof of work was sent before.
            TakenError: its number is another ticket's; try with a new one.
            UnavailableError: nothing was kept.
        """
        return self.database.write(lambda run: _accept(run, ticket, rules))

    def known(self, submission_id: str, fingerprint: str) -> Accepted | None:
        """What was answered to this submission id.

        Raises:
            MismatchError: it came with another content.
        """
        return self.database.read(lambda run: _known(run, submission_id, fingerprint))

    def ticket(self, number: str) -> Ticket | None:
        """The ticket with this number."""
        return self._one("number", number)

    def by_receipt(self, receipt: str) -> Ticket | None:
        """The ticket with this receipt."""
        return self._one("receipt", receipt)

    def tickets(self) -> Iterator[Ticket]:
        """All tickets from the first to the last."""
        at, number = -1.0, ""
        while rows := self.database.read(lambda run: _page(run, at, number)):  # noqa: B023 - run at once
            yield from rows
            at, number = rows[-1].created, rows[-1].number

    def deliveries(self, number: str) -> list[Delivery]:
        """The deliveries of a ticket, in the order of their making."""
        sql = "SELECT * FROM outbox WHERE number = :number ORDER BY id"
        return [_delivery(row) for row in self.database.read(lambda run: run(sql, number=number))]

    def stuck(self) -> list[tuple[str, Delivery]]:
        """Deliveries that wait for an operator, with the numbers of their tickets."""
        sql = "SELECT * FROM outbox WHERE state IN ('dead', 'partial') ORDER BY id"
        return [(row["number"], _delivery(row)) for row in self.database.read(lambda run: run(sql))]

    def stored_files(self) -> set[str]:
        """The stored names of all files."""
        return {str(row["stored"]) for row in self.database.read(lambda run: run("SELECT stored FROM files"))}

    def key(self, name: str, fresh: str) -> str:
        """The secret of this name; ``fresh`` becomes it where there is none yet."""
        return self.database.write(lambda run: _key(run, name, fresh))

    def keep_form(self, form: str, version: int, locale: str, *, published: str, now: float) -> None:
        """Remember a form as it was published, so that pages that stay open can be sent."""
        values = {"form": form, "version": version, "locale": locale, "published": published, "seen": now}
        sql = (
            "INSERT INTO forms (form, version, locale, published, seen)"
            " VALUES (:form, :version, :locale, :published, :seen)"
            " ON CONFLICT (form, version, locale) DO UPDATE SET published = excluded.published, seen = excluded.seen"
        )
        self.database.write(lambda run: run(sql, **values))

    def old_form(self, form: str, version: int, locale: str, *, since: float) -> str | None:
        """A form as it was published; nothing where it was not seen since then."""
        sql = (
            "SELECT published FROM forms WHERE form = :form AND version = :version AND locale = :locale"
            " AND seen >= :since"
        )
        values = {"form": form, "version": version, "locale": locale, "since": since}
        rows = self.database.read(lambda run: run(sql, **values))
        return str(rows[0]["published"]) if rows else None

    def check(self) -> None:
        """Find out whether the store can be written.

        Raises:
            UnavailableError: it cannot.
        """
        self.database.write(lambda run: run("DELETE FROM events WHERE at < 0"))

    def release(self, number: str, drivers: Sequence[str], *, now: float, reply: ReplyRule | None = None) -> bool:
        """Let a quarantined ticket go its way; False where there is none of this number."""
        return self.database.write(lambda run: _release(run, number, drivers, reply, now))

    def _one(self, column: str, value: str) -> Ticket | None:
        sql = f"SELECT * FROM tickets WHERE {column} = :value"  # noqa: S608 - one of two names of ours
        found = self.database.read(lambda run: [_ticket(run, row) for row in run(sql, value=value)])
        return found[0] if found else None


def _accept(run: Statements, ticket: Ticket, rules: Acceptance) -> Accepted:
    run.lock(ticket.submission_id or ticket.fingerprint)
    before = (
        _known(run, ticket.submission_id, ticket.fingerprint)
        if ticket.submission_id
        else _repeated(run, ticket.fingerprint, now=ticket.created, within_s=rules.repeat_s)
    )
    if before:
        return before
    for limit in rules.limits:
        count_in(run, limit, ticket.created)
    if rules.proof:
        spend(run, rules.proof)
    _insert(run, ticket)
    if ticket.state == "received":
        _send_on(run, ticket.number, rules.drivers, rules.reply, ticket.created)
    return Accepted(ticket.number, ticket.receipt, ticket.submission_id, ticket.created, state=ticket.state)


def _known(run: Statements, submission_id: str, fingerprint: str) -> Accepted | None:
    sql = "SELECT number, receipt, submission_id, created, fingerprint FROM tickets WHERE submission_id = :id"
    for row in run(sql, id=submission_id):
        if row["fingerprint"] != fingerprint:
            raise MismatchError(submission_id)
        return _accepted_before(row)
    return None


def _repeated(run: Statements, fingerprint: str, *, now: float, within_s: float) -> Accepted | None:
    sql = (
        "SELECT number, receipt, submission_id, created FROM tickets"
        " WHERE fingerprint = :fingerprint AND created > :since AND created < :until ORDER BY created DESC LIMIT 1"
    )
    # A ticket of a time when the clock was ahead is no repeat for as long as that.
    values = {"since": now - within_s, "until": now + within_s}
    return next((_accepted_before(row) for row in run(sql, fingerprint=fingerprint, **values)), None)


def _accepted_before(row: Row) -> Accepted:
    return Accepted(row["number"], row["receipt"], row["submission_id"] or "", row["created"], is_new=False)


def _insert(run: Statements, ticket: Ticket) -> None:
    columns = ("number", "receipt", "fingerprint", "form", "version", "locale", "subject", "body", "email")
    values: dict[str, object] = {name: getattr(ticket, name) for name in (*columns, "state", "reason", "created")}
    values["submission_id"] = ticket.submission_id or None
    values["fields"] = json.dumps(ticket.fields, ensure_ascii=False)
    values |= {"earlier": ticket.earlier, "marks": " ".join(ticket.marks)}
    _insert_row(run, "tickets", values)
    for position, file in enumerate(ticket.files):
        kept = {name: getattr(file, name) for name in ("stored", "field", "name", "size", "sha256")}
        _insert_row(run, "files", {"number": ticket.number, "position": position, **kept})


def _insert_row(run: Statements, table: str, values: Mapping[str, object]) -> None:
    places = ", ".join(f":{name}" for name in values)
    run(f"INSERT INTO {table} ({', '.join(values)}) VALUES ({places})", **values)  # noqa: S608 - names of ours


def _send_on(run: Statements, number: str, drivers: Sequence[str], reply: ReplyRule | None, now: float) -> None:
    for driver in drivers:
        fresh = {"state": "pending", "attempts": 0, "leased_until": 0.0, "error": "", "reference": ""}
        _insert_row(run, "outbox", {"number": number, "driver": driver, "due": now, **fresh})
    if reply:
        queue_reply(run, number, reply, now=now)


def _release(run: Statements, number: str, drivers: Sequence[str], reply: ReplyRule | None, now: float) -> bool:
    sql = "UPDATE tickets SET state = 'received' WHERE number = :number AND state = 'quarantined' RETURNING number"
    if not run(sql, number=number):
        return False
    _send_on(run, number, drivers, reply, now)
    return True


def _key(run: Statements, name: str, fresh: str) -> str:
    run("INSERT INTO keys (name, value) VALUES (:name, :value) ON CONFLICT (name) DO NOTHING", name=name, value=fresh)
    return str(run("SELECT value FROM keys WHERE name = :name", name=name)[0]["value"])


def _page(run: Statements, after: float, number: str) -> list[Ticket]:
    sql = (
        "SELECT * FROM tickets WHERE created > :after OR (created = :after AND number > :number)"
        " ORDER BY created, number LIMIT :count"
    )
    return [_ticket(run, row) for row in run(sql, after=after, number=number, count=_PAGE)]


def _ticket(run: Statements, row: Row) -> Ticket:
    fields: dict[str, Any] = json.loads(row["fields"])
    same = ("number", "receipt", "form", "version", "locale", "created", "subject", "body", "email", "fingerprint")
    ticket = Ticket(
        **{name: row[name] for name in (*same, "state", "reason", "earlier")},
        marks=tuple(row["marks"].split()),
        fields={name: tuple(value) if isinstance(value, list) else value for name, value in fields.items()},
        submission_id=row["submission_id"] or "",
    )
    return replace(ticket, files=tuple(_files(run, ticket.number)))


def _files(run: Statements, number: str) -> Iterator[KeptFile]:
    for row in run("SELECT * FROM files WHERE number = :number ORDER BY position", number=number):
        yield KeptFile(row["stored"], row["field"], row["name"], row["size"], row["sha256"])


def _delivery(row: Row) -> Delivery:
    same = ("id", "number", "driver", "state", "attempts", "due", "error", "reference")
    return Delivery(**{name: row[name] for name in same})
