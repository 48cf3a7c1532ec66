"""One thread that writes: everything that waits shares one commit, so that one sync to disk serves many senders."""

from __future__ import annotations

import logging
import queue
import sqlite3
import threading
from collections.abc import Callable
from concurrent.futures import Future
from dataclasses import dataclass
from typing import Any

from kb.intake.store.database import UnavailableError

log = logging.getLogger(__name__)

_MOST_JOBS = 64
"""In one commit; above that, nobody gains and all wait longer."""


@dataclass(slots=True)
class _Waiting:
    job: Callable[[], Any]
    done: Future[Any]
    result: Any = None
    error: BaseException | None = None


class Writer:
    """Runs jobs, one after the other, in transactions of its own connection."""

    def __init__(self, connect: Callable[[], sqlite3.Connection]) -> None:
        self._connect = connect
        self._connection: sqlite3.Connection | None = None
        self._waiting: queue.SimpleQueue[_Waiting | None] = queue.SimpleQueue()
        self._is_closed = False
        self._closing = threading.Lock()
        self._thread = threading.Thread(target=self._run, name="intake-writer", daemon=True)
        self._thread.start()

    @property
    def connection(self) -> sqlite3.Connection:
        """The connection, for jobs."""
        if self._connection is None:
            self._connection = self._connect()
        return self._connection

    def run(self, job: Callable[[], Any]) -> Any:
        """What the job returns, once it is on disk; its error, once it is undone.

        Raises:
            UnavailableError: the transaction could not be begun or ended.
        """
        done: Future[Any] = Future()
        with self._closing:
            if self._is_closed:
                raise UnavailableError("the store is closed")
            self._waiting.put(_Waiting(job, done))
        return done.result()

    def close(self) -> None:
        """Finish what waits, and end."""
        with self._closing:
            self._is_closed = True
            self._waiting.put(None)
        self._thread.join()

    def _run(self) -> None:
        is_open = True
        while is_open:
            jobs = self._gathered()
            is_open = None not in jobs
            if batch := [job for job in jobs if job]:
                self._commit(batch)
        if self._connection:
            self._connection.close()

    def _gathered(self) -> list[_Waiting | None]:
        jobs = [self._waiting.get()]
        while jobs[-1] and len(jobs) < _MOST_JOBS:
            try:
                jobs.append(self._waiting.get_nowait())
            except queue.Empty:
                break
        return jobs

    def _commit(self, batch: list[_Waiting]) -> None:
        try:
            self.connection.execute("BEGIN IMMEDIATE")
            for waiting in batch:
                self._try(waiting)
            self.connection.execute("COMMIT")
        except Exception as error:  # whatever it is, those who wait must hear of it, and the thread must live
            if not isinstance(error, sqlite3.Error):
                log.exception("the writer failed")
            self._undo()
            for waiting in batch:
                waiting.done.set_exception(UnavailableError(str(error) or type(error).__name__))
            return
        for waiting in batch:
            if waiting.error:
                waiting.done.set_exception(waiting.error)
            else:
                waiting.done.set_result(waiting.result)

    def _try(self, waiting: _Waiting) -> None:
        """Run a job so that its failure undoes it alone; a failure of the database itself undoes all."""
        self.connection.execute("SAVEPOINT job")
        try:
            waiting.result = waiting.job()
        except sqlite3.OperationalError:
            raise
        except BaseException as error:  # handed to the thread that asked
            waiting.error = error
            self.connection.execute("ROLLBACK TO job")
        self.connection.execute("RELEASE job")

    def _undo(self) -> None:
        """Roll back; where even that fails, the next job begins with a new connection."""
        try:
            if self._connection and self._connection.in_transaction:
                self._connection.execute("ROLLBACK")
        except Exception:  # as above
            self._connection = None
