"""SQLite as the store's database: one process, one writer, every commit synced to disk."""

from __future__ import annotations

import contextlib
import fcntl
import os
import re
import sqlite3
import threading
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from kb.intake.store.database import Job, Result, Row, TakenError, UnavailableError, migrations
from kb.intake.store.writer import Writer
from kb.problems import KbError

_BUSY_S = 5.0
"""How long a command that writes beside the service is waited for."""
_FULL = 2
"""``PRAGMA synchronous``: 2 is FULL. NORMAL would not sync a commit to the write-ahead log."""


_FOREIGN = "PRAGMA foreign_key_check"


class InUseError(KbError):
    """Another process serves from the database."""


class SqliteDatabase:
    """A file in WAL mode."""

    skip_locked = ""
    is_exclusive = True

    def __init__(self, path: Path, *, is_service: bool) -> None:
        """Open the file, make its tables, and check that what is committed stays.

        Args:
            path: the file; it and its folder are made where they are missing.
            is_service: whether this process serves; only one may.

        Raises:
            KbError: it cannot be opened, another process serves from it, or it does not sync.
        """
        self.path = path
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            self._lock = _locked(path) if is_service else None
            with contextlib.closing(_opened(path)) as connection:
                _migrate(connection)
                _check(connection, path)
            path.chmod(0o600)
            self._reader = _opened(path)
        except (OSError, sqlite3.Error) as error:
            raise KbError(
                f"the database {path} cannot be used: {error}. Name a file in a folder that can be written."
            ) from error
        self._reading = threading.Lock()
        self._writer = Writer(lambda: _opened(path))

    def write(self, job: Job[Result], /) -> Result:
        """Run a job; it is on disk when this returns."""
        result: Result = self._writer.run(lambda: job(_Running(self._writer.connection)))
        return result

    def read(self, job: Job[Result], /) -> Result:
        """Run a job that only reads."""
        try:
            with self._reading:
                return job(_Running(self._reader))
        except sqlite3.Error as error:
            raise UnavailableError(str(error)) from error

    def check(self) -> list[str]:
        """What ``integrity_check`` finds, and rows that name others which are not there."""
        try:
            with contextlib.closing(_opened(self.path)) as connection:
                found = [str(row[0]) for row in connection.execute("PRAGMA integrity_check")]
                lost = [f"a row of {row[0]} names a ticket that is not there" for row in connection.execute(_FOREIGN)]
        except sqlite3.Error as error:
            raise UnavailableError(str(error)) from error
        return [*(text for text in found if text != "ok"), *lost]

    def compact(self) -> None:
        """Empty the write-ahead log; ``secure_delete`` has overwritten the rest."""
        try:
            with contextlib.closing(_opened(self.path)) as connection:
                connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        except sqlite3.Error as error:
            raise UnavailableError(str(error)) from error

    def copy(self, target: Path) -> None:
        """A copy of what is committed now, while others write.

        Raises:
            UnavailableError: it could not be read or written.
        """
        try:
            with (
                contextlib.closing(_opened(self.path)) as source,
                contextlib.closing(sqlite3.connect(target)) as copied,
            ):
                source.backup(copied)
                # What is under way now will have arrived when somebody goes back to this copy: it is looked up first.
                copied.execute("UPDATE outbox SET attempts = 1 WHERE attempts = 0")
                copied.commit()
                copied.execute("PRAGMA journal_mode = DELETE")
        except sqlite3.Error as error:
            raise UnavailableError(str(error)) from error

    def close(self) -> None:
        """Write what waits, and end."""
        self._writer.close()
        self._reader.close()
        if self._lock is not None:
            os.close(self._lock)


class _Running:
    """Statements on a connection."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def __call__(self, sql: str, /, **values: object) -> Sequence[Row]:
        try:
            return [dict(row) for row in self._connection.execute(sql, values)]
        except sqlite3.IntegrityError as error:
            raise TakenError(str(error)) from error

    def lock(self, key: str) -> None:
        """Nothing: there is one writer."""


def sqlite_path(url: str) -> Path:
    """The file that ``sqlite:///path`` names; ``sqlite:////path`` begins at the root.

    Raises:
        KbError: it names none.
    """
    found = re.fullmatch(r"sqlite:///(?P<path>[^?]+)", url)
    if not found:
        raise KbError(
            f"--database {url} names no file. Write sqlite:///intake.sqlite, or sqlite:////srv/kb/intake.sqlite."
        )
    return Path(found["path"])


def _opened(path: Path) -> sqlite3.Connection:
    connection = sqlite3.connect(path, timeout=_BUSY_S, isolation_level=None, check_same_thread=False)
    connection.row_factory = sqlite3.Row
    for pragma in ("journal_mode = WAL", "synchronous = FULL", "foreign_keys = ON", "secure_delete = ON"):
        connection.execute(f"PRAGMA {pragma}")
    return connection


def _locked(path: Path) -> int:
    """A lock that ends with this process, however it ends."""
    handle = os.open(f"{path}.lock", os.O_RDWR | os.O_CREAT, 0o600)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError as error:
        os.close(handle)
        raise InUseError(
            f"another process serves from {path}. Stop it, or use PostgreSQL, which several processes can share."
        ) from error
    return handle


def _migrate(connection: sqlite3.Connection) -> None:
    done = _pragma(connection, "user_version")
    steps = migrations("sqlite")
    if done > steps[-1][0]:
        raise KbError(
            f"the database is of a newer version ({done}) than this program. Install the newer program again."
        )
    for number, sql in steps:
        if number > done:
            connection.executescript(f"BEGIN IMMEDIATE; {sql}; PRAGMA user_version = {number}; COMMIT;")


def _check(connection: sqlite3.Connection, path: Path) -> None:
    mode, sync = _pragma(connection, "journal_mode"), _pragma(connection, "synchronous")
    if mode != "wal" or sync != _FULL:
        raise KbError(
            f"the database {path} does not sync each commit (journal_mode {mode}, synchronous {sync}). "
            "Put it on a local disk, not on a network folder."
        )


def _pragma(connection: sqlite3.Connection, name: str) -> Any:
    return connection.execute(f"PRAGMA {name}").fetchone()[0]
