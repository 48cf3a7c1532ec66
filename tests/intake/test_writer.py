"""The thread that writes to SQLite."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable

import pytest

from kb.intake.store.database import UnavailableError
from kb.intake.store.writer import Writer


@pytest.mark.parametrize("fault", [MemoryError, OSError, sqlite3.OperationalError])
def test_writer_outlives_whatever_goes_wrong(fault: Callable[[str], Exception]) -> None:
    faults = [fault("once")]

    def connect() -> sqlite3.Connection:
        if faults:
            raise faults.pop()
        return sqlite3.connect(":memory:", isolation_level=None, check_same_thread=False)

    writer = Writer(connect)
    with pytest.raises(UnavailableError, match="once"):
        writer.run(lambda: 1)
    assert writer.run(lambda: 2) == 2
    writer.close()
