"""What a database must offer to the store, and how it says that something went wrong."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Any, Protocol, TypeVar

Row = Mapping[str, Any]
Result = TypeVar("Result")


class UnavailableError(Exception):
    """The database cannot be used now: full, locked or gone.

    Nothing was written; only where the connection was lost at the commit itself, nobody knows.
    """


class TakenError(Exception):
    """A value that must be unique is there already."""


class Statements(Protocol):
    """Runs SQL within a transaction."""

    def __call__(self, sql: str, /, **values: object) -> Sequence[Row]:
        """Run a statement whose values are named ``:name``; its rows.

        Raises:
            TakenError: it would double what must be unique.
        """
        ...

    def lock(self, key: str) -> None:
        """Wait until no other transaction holds this key; hold it until the end of this one."""
        ...


Job = Callable[[Statements], Result]


class Database(Protocol):
    """A database that the store runs on."""

    skip_locked: str
    """What lets several processes take different rows; empty where only one writes."""
    is_exclusive: bool
    """Whether no other process can serve from it meanwhile."""

    def write(self, job: Job[Result], /) -> Result:
        """Run a job in a transaction; when this returns, what it wrote is on disk.

        Raises:
            UnavailableError: it could not be written; or its connection was lost at the commit, and it may have been.
        """
        ...

    def read(self, job: Job[Result], /) -> Result:
        """Run a job that only reads.

        Raises:
            UnavailableError: it could not be read.
        """
        ...

    def check(self) -> list[str]:
        """What is wrong with the database itself; nothing where it is sound.

        Raises:
            UnavailableError: it could not be read.
        """
        ...

    def compact(self) -> None:
        """Let nothing of what was deleted stand in its files, as far as that can be done while others use it."""
        ...

    def close(self) -> None:
        """Write what waits, and end."""
        ...


def migrations(kind: str) -> list[tuple[int, str]]:
    """(number, SQL) of the steps that make the tables, in their order."""
    folder: Traversable = files(__package__) / kind
    found = [path for path in folder.iterdir() if path.name.endswith(".sql")]
    return sorted((int(path.name.partition("_")[0]), path.read_text(encoding="utf-8")) for path in found)
