"""Which store a database's address means."""

from __future__ import annotations

from pathlib import Path

from kb.intake.store.database import Database
from kb.intake.store.sqlite_database import SqliteDatabase, sqlite_path
from kb.intake.store.ticket_store import TicketStore
from kb.problems import KbError


def open_store(url: str, *, is_service: bool = False) -> TicketStore:
    """The store at ``sqlite:///path`` or ``postgresql://…``.

    Args:
        url: the database.
        is_service: whether this process serves, rather than looks or mends beside the service.

    Raises:
        KbError: the address or the database cannot be used.
    """
    scheme = url.partition(":")[0]
    if scheme == "sqlite":
        return TicketStore(SqliteDatabase(sqlite_path(url), is_service=is_service))
    if scheme in ("postgresql", "postgres"):
        return TicketStore(_postgres(url))
    raise KbError(f"--database {url} is of no known kind. Write sqlite:///path or postgresql://user@host/name.")


def files_folder(url: str) -> Path:
    """Where the files of a database's tickets lie, unless a setting says otherwise."""
    if url.startswith("sqlite:"):
        path = sqlite_path(url)
        return path.with_name(f"{path.name}.files")
    raise KbError("with PostgreSQL the files need a folder that all processes share. Name it with KB_INTAKE_FILES.")


def _postgres(url: str) -> Database:
    try:
        from kb.intake.store.postgres_database import PostgresDatabase
    except ImportError as error:
        raise KbError("PostgreSQL needs psycopg. Run: pip install 'mkdocs-kb[postgres]'") from error
    return PostgresDatabase(url)
