"""What the service itself must remember, and who may do what is to be done once."""

from __future__ import annotations

from kb.intake.store.database import Database


class Notes:
    """A few values by name in a database."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def value(self, name: str) -> str:
        """The value of this name; empty where there is none."""
        rows = self._database.read(lambda run: run("SELECT value FROM notes WHERE name = :name", name=name))
        return str(rows[0]["value"]) if rows else ""

    def write(self, name: str, value: str) -> None:
        """Remember a value, and end its lease."""
        sql = (
            "INSERT INTO notes (name, value, lent) VALUES (:name, :value, 0)"
            " ON CONFLICT (name) DO UPDATE SET value = excluded.value, lent = 0"
        )
        self._database.write(lambda run: run(sql, name=name, value=value))

    def lease(self, name: str, value: str, *, now: float, lease_s: float) -> bool:
        """Whether this process may do what is done once for ``value``: it is not done, and nobody is at it.

        Whoever may, writes the value when it is done; else another one may once the lease has ended.
        """
        sql = (
            "INSERT INTO notes (name, value, lent) VALUES (:name, '', :until)"
            " ON CONFLICT (name) DO UPDATE SET lent = excluded.lent"
            " WHERE notes.value <> :value AND (notes.lent <= :now OR notes.lent > :until) RETURNING name"
        )
        return bool(self._database.write(lambda run: run(sql, name=name, value=value, now=now, until=now + lease_s)))
