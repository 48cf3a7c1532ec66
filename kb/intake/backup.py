"""A copy of all that is kept, consistent while the service runs."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Iterable
from pathlib import Path

from kb.intake.files import FileFolder, sync
from kb.intake.store.database import UnavailableError
from kb.intake.store.sqlite_database import SqliteDatabase
from kb.intake.store.ticket_store import TicketStore
from kb.problems import KbError

_FILES = "files"


def back_up(store: TicketStore, url: str, files: FileFolder, folder: Path) -> int:
    """Write ``intake.sqlite`` or ``intake.dump``, and ``files/``; how many files there are.

    Files are copied before the database and those that came meanwhile after it: so none is missing that the copy of the
    database names. Further ones do no harm; the service deletes them when it starts.

    Args:
        store: the store.
        url: its address.
        files: its folder of files.
        folder: a folder that is not there yet, or empty.

    Raises:
        KbError: the folder or the database cannot be copied.
    """
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise KbError(f"{folder} is not empty. Name a new folder for each backup.")
    aside = folder.with_name(f".{folder.name}.part")
    shutil.rmtree(aside, ignore_errors=True)
    try:
        (aside / _FILES).mkdir(parents=True, mode=0o700)
        aside.chmod(0o700)
        before = store.stored_files()
        _copy(before, files, aside / _FILES)
        _copy_database(store, url, aside)
        _copy(store.stored_files() - before, files, aside / _FILES)
        count = sum(1 for _ in (aside / _FILES).iterdir())
        if folder.exists():
            folder.rmdir()
        for path in (*aside.rglob("*"), aside):
            sync(path)
        aside.rename(folder)
        sync(folder.parent)
    except (OSError, UnavailableError) as error:
        raise KbError(f"the backup to {folder} failed: {error}") from error
    finally:
        shutil.rmtree(aside, ignore_errors=True)
    return count


def _copy(names: Iterable[str], files: FileFolder, target: Path) -> None:
    for name in names:
        try:
            shutil.copyfile(files.at(name), target / name)
        except FileNotFoundError:
            # It was erased since its name was read; the database that is copied no longer names it.
            continue


def _copy_database(store: TicketStore, url: str, folder: Path) -> None:
    if isinstance(store.database, SqliteDatabase):
        target = folder / "intake.sqlite"
        store.database.copy(target)
        target.chmod(0o600)
        return
    if shutil.which("pg_dump") is None:
        raise KbError("pg_dump was not found. Install PostgreSQL's client programs, of the server's version or newer.")
    from psycopg.conninfo import conninfo_to_dict, make_conninfo

    found = conninfo_to_dict(url)
    # A password on the command line could be read by everybody on this machine.
    password = str(found.pop("password", "") or "")
    environment = {**os.environ, **({"PGPASSWORD": password} if password else {})}
    database = make_conninfo("", **found)
    command = ["pg_dump", "--format=custom", f"--file={folder / 'intake.dump'}", f"--dbname={database}"]
    done = subprocess.run(command, capture_output=True, text=True, check=False, env=environment)
    if done.returncode:
        raise KbError(f"pg_dump failed: {done.stderr.strip()}")
