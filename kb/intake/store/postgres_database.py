"""PostgreSQL as the store's database: several processes and hosts share the work."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

import psycopg
from psycopg.conninfo import conninfo_to_dict
from psycopg.rows import DictRow, dict_row
from psycopg_pool import ConnectionPool, PoolTimeout

from kb.intake.store.database import Job, Result, Row, TakenError, UnavailableError, migrations
from kb.problems import KbError

_MOST_CONNECTIONS = 16
_WAIT_S = 5.0
_RECONNECT_S = 1.0
"""Then the pool gives up, and whoever asks next tries at once. Its default of five minutes makes the waits between its
attempts grow beyond ``_WAIT_S``: a server that is back would be refused for longer than it was gone."""
_STATEMENT_MS = 10_000
"""Longer than any statement of ours takes; a database that is stuck must not hold all senders."""
_IDLE_MS = 30_000
"""A process that stands still within a transaction must not hold its locks, for which the others wait."""
_SILENT_S = 10
"""For so long a server may not even say that it is there; TCP by itself waits a quarter of an hour."""
_PLACES = re.compile(r"(?<!:):(\w+)")
_MIGRATING = 0x6B62  # any number, the same in all processes
_SYNCING = ("on", "remote_write", "remote_apply")
"""Values of ``synchronous_commit`` under which a commit is on this server's disk when it returns."""

_Connection = psycopg.Connection[DictRow]


class PostgresDatabase:
    """A database on a server."""

    skip_locked = "FOR UPDATE SKIP LOCKED"
    is_exclusive = False

    def __init__(self, url: str) -> None:
        """Connect, make the tables, and check that what is committed stays.

        Raises:
            KbError: the server cannot be reached, or does not sync commits.
        """
        self._pool: ConnectionPool[_Connection] = ConnectionPool(
            url,
            min_size=1,
            max_size=_MOST_CONNECTIONS,
            timeout=_WAIT_S,
            reconnect_timeout=_RECONNECT_S,
            kwargs={
                "row_factory": dict_row,
                "options": _options(url),
                "connect_timeout": 5,
                "tcp_user_timeout": _SILENT_S * 1000,
                "keepalives_idle": _SILENT_S // 2,
                "keepalives_interval": 2,
                "keepalives_count": 3,
            },
            check=ConnectionPool.check_connection,
            open=False,
        )
        try:
            self._pool.open(wait=True, timeout=_WAIT_S)
            with self._pool.connection() as connection:
                _check(connection)
                _migrate(connection)
        except (psycopg.Error, PoolTimeout) as error:
            self._pool.close()
            raise KbError(f"the PostgreSQL database cannot be used: {error}") from error
        except KbError:
            self._pool.close()
            raise

    def write(self, job: Job[Result], /) -> Result:
        """Run a job in a transaction; when this returns, it is on disk."""
        try:
            with self._pool.connection() as connection:
                return job(_Running(connection))
        except psycopg.errors.UniqueViolation as error:
            raise TakenError(str(error)) from error
        except (psycopg.Error, PoolTimeout) as error:
            raise UnavailableError(str(error)) from error

    def read(self, job: Job[Result], /) -> Result:
        """Run a job that only reads."""
        return self.write(job)

    def check(self) -> list[str]:
        """Nothing: the server checks its pages, and keys that name other rows, by itself."""
        self.read(lambda run: run("SELECT COUNT(*) AS count FROM tickets"))
        return []

    def compact(self) -> None:
        """Nothing: autovacuum frees the place of what was deleted."""

    def close(self) -> None:
        """Give back the connections."""
        self._pool.close()


def _options(url: str) -> str:
    """Ours, then those of the address, which win."""
    try:
        own = str(conninfo_to_dict(url).get("options") or "")
    except psycopg.Error as error:
        raise KbError(f"the PostgreSQL database cannot be used: {error}") from error
    return f"-c statement_timeout={_STATEMENT_MS} -c idle_in_transaction_session_timeout={_IDLE_MS} {own}".strip()


class _Running:
    """Statements on a connection."""

    def __init__(self, connection: _Connection) -> None:
        self._connection = connection

    def __call__(self, sql: str, /, **values: object) -> Sequence[Row]:
        # A text with NUL cannot be kept by PostgreSQL; the form took it out, but a header may hold one.
        clean = {name: v.replace("\0", "") if isinstance(v, str) else v for name, v in values.items()}
        cursor = self._connection.execute(_PLACES.sub(r"%(\1)s", sql.replace("%", "%%")).encode(), clean)
        return cursor.fetchall() if cursor.description else []

    def lock(self, key: str) -> None:
        """Hold the key until the transaction ends; others of the same hash wait too, which is harmless."""
        self._connection.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", (key,))


def _check(connection: _Connection) -> None:
    found = {name: _shown(connection, name) for name in ("fsync", "synchronous_commit", "full_page_writes")}
    if found["fsync"] != "on" or found["synchronous_commit"] not in _SYNCING or found["full_page_writes"] != "on":
        told = ", ".join(f"{name} {value}" for name, value in found.items())
        raise KbError(
            f"PostgreSQL would lose what it has committed ({told}). Set fsync = on, full_page_writes = on and "
            "synchronous_commit = on in its configuration."
        )


def _shown(connection: _Connection, name: str) -> str:
    row: Any = connection.execute(f"SHOW {name}".encode()).fetchone()
    return str(row[name])


def _migrate(connection: _Connection) -> None:
    connection.execute("SELECT pg_advisory_xact_lock(%s)", (_MIGRATING,))
    connection.execute("CREATE TABLE IF NOT EXISTS migrations (number INTEGER PRIMARY KEY)")
    done = {row["number"] for row in connection.execute("SELECT number FROM migrations")}
    steps = migrations("postgres")
    if done and max(done) > steps[-1][0]:
        raise KbError("the database is of a newer version than this program. Install the newer program again.")
    for number, sql in steps:
        if number not in done:
            connection.execute(sql.encode())
            connection.execute("INSERT INTO migrations (number) VALUES (%s)", (number,))
