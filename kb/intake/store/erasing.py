"""Taking out of the database what somebody wrote: number and times stay. The files are the caller's to delete."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from kb.intake.store.database import Database, Row, Statements
from kb.intake.store.replies import REPLY

_AT_ONCE = 200
"""Tickets in one transaction: those who send must not wait for long."""
_ARRIVED = (
    " number IN (SELECT number FROM outbox WHERE driver <> :reply GROUP BY number"
    " HAVING MAX(CASE WHEN state IN ('done', 'cancelled') THEN 0 ELSE 1 END) = 0"
    " AND MAX(CASE WHEN state = 'done' THEN settled ELSE 0 END) BETWEEN 1 AND :before)"
)
"""Tickets that have arrived in all their places before a moment; what arrived in part or was given up has not."""


@dataclass(frozen=True, slots=True)
class Erased:
    """What was taken out."""

    numbers: Sequence[str] = ()
    files: Sequence[str] = ()
    """Stored names of files that no ticket names any more."""


class Erasing:
    """Erases in a database."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def numbers_of(self, address: str) -> list[str]:
        """The numbers of all tickets from an e-mail address, its domain in ASCII; its case does not count."""
        wanted = address.casefold()
        # SQLite knows upper and lower case of ASCII alone.
        same = "LOWER(email) = :email" if address.isascii() else "email <> :empty"
        sql = f"SELECT number, email FROM tickets WHERE {same} ORDER BY created, number"  # noqa: S608 - texts of ours
        rows = self._database.read(lambda run: run(sql, **({"email": wanted} if address.isascii() else {"empty": ""})))
        return _numbers([row for row in rows if row["email"].casefold() == wanted])

    def tickets(self, numbers: Sequence[str]) -> Erased:
        """Erase the texts and files of these tickets; what was not delivered yet never will be."""
        files: list[str] = []
        for start in range(0, len(numbers), _AT_ONCE):
            part = numbers[start : start + _AT_ONCE]
            files += self._database.write(lambda run: [file for number in part for file in _erase(run, number)])  # noqa: B023 - run at once
        return Erased(numbers, files)

    def arrived(self, *, before: float) -> list[str]:
        """Tickets with a text that had arrived everywhere before then."""
        sql = f"SELECT number FROM tickets WHERE state = 'received' AND {_ARRIVED} ORDER BY number"  # noqa: S608 - a text of ours
        return _numbers(self._database.read(lambda run: run(sql, before=before, reply=REPLY)))

    def held(self, *, before: float) -> list[str]:
        """Tickets with a text that nobody has released from quarantine since they came, before then."""
        sql = "SELECT number FROM tickets WHERE state = 'quarantined' AND created <= :before ORDER BY number"
        return _numbers(self._database.read(lambda run: run(sql, before=before)))

    def files(self, *, before: float) -> list[str]:
        """Take out the files of tickets that had arrived everywhere before then; their stored names."""
        sql = f"DELETE FROM files WHERE {_ARRIVED} RETURNING stored"  # noqa: S608 - a text of ours
        rows = self._database.write(lambda run: run(sql, before=before, reply=REPLY))
        return [str(row["stored"]) for row in rows]

    def forget(self, *, before: float) -> int:
        """Delete the numbers of tickets that were erased and came before then; how many there were."""
        sql = "DELETE FROM tickets WHERE state = 'erased' AND created <= :before RETURNING number"
        return len(self._database.write(lambda run: run(sql, before=before)))

    def events(self, *, before: float) -> None:
        """Delete what limits counted before then."""
        self._database.write(lambda run: run("DELETE FROM events WHERE at <= :before", before=before))


def _numbers(rows: Sequence[Row]) -> list[str]:
    return [str(row["number"]) for row in rows]


def _erase(run: Statements, number: str) -> list[str]:
    run(
        "UPDATE tickets SET state = 'erased', fields = '{}', subject = '', body = '', email = '', fingerprint = '',"
        " submission_id = NULL WHERE number = :number",
        number=number,
    )
    # What a place answered may name an address.
    run(
        "UPDATE outbox SET error = '', state = CASE WHEN state IN ('pending', 'dead') THEN 'cancelled' ELSE state END"
        " WHERE number = :number",
        number=number,
    )
    return [
        str(row["stored"]) for row in run("DELETE FROM files WHERE number = :number RETURNING stored", number=number)
    ]
