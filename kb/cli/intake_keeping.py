"""``kb intake export``, ``erase``, ``expire``, ``check`` and ``backup``."""

from __future__ import annotations

import json
import os
import shutil
import time
from pathlib import Path

import click

from kb.cli.intake_options import database_option, opened, settings_option, ticket_of
from kb.intake.addresses import ascii_address
from kb.intake.backup import back_up
from kb.intake.checking import faults
from kb.intake.files import FileFolder
from kb.intake.listing import ticket_json
from kb.intake.retention import Retention
from kb.intake.settings import read_settings
from kb.intake.store.erasing import Erasing
from kb.intake.store.opening import files_folder
from kb.intake.store.replies import REPLY
from kb.intake.store.ticket_store import TicketStore
from kb.intake.tickets import Ticket
from kb.problems import KbError


@click.command()
@click.argument("who", metavar="ADDRESS|NUMBER")
@database_option
@settings_option
@click.option("--out", type=click.Path(path_type=Path), help="Folder for the files, a folder a ticket.")
def export(who: str, database: str, file: Path | None, out: Path | None) -> None:
    """Print all that is kept of a sender, or of one ticket: a JSON object a line."""
    with opened(database) as store:
        for ticket in _tickets(store, who):
            found = ticket_json(ticket, store.deliveries(ticket.number))
            click.echo(json.dumps({**found, "body": ticket.body}, ensure_ascii=False))
            if out and ticket.files:
                _copy(ticket, _files(database, file), out / ticket.number)


@click.command()
@click.argument("who", metavar="ADDRESS|NUMBER")
@database_option
@settings_option
def erase(who: str, database: str, file: Path | None) -> None:
    """Erase texts and files of a sender, or of one ticket; numbers and times stay.

    What was not delivered yet never will be. Copies in a helpdesk are not ours to erase: they are named.
    """
    with opened(database) as store:
        tickets = _tickets(store, who)
        ways = {ticket.number: store.deliveries(ticket.number) for ticket in tickets}
        erased = Erasing(store.database).tickets([ticket.number for ticket in tickets])
        _files(database, file).delete(erased.files)
        store.database.compact()
    for number in erased.numbers:
        arrived = [way for way in ways[number] if way.reference and way.driver != REPLY]
        copies = ", ".join(f"{way.driver} {way.reference}" for way in arrived)
        click.echo(f"{number}: erased{f'; a copy was delivered: {copies}' if copies else ''}")
    if not tickets:
        click.echo("nothing is kept of this address")


@click.command()
@database_option
@settings_option
def expire(database: str, file: Path | None) -> None:
    """Erase what was kept long enough, as the service does every hour."""
    settings = read_settings(os.environ, file)
    with opened(database) as store:
        found = Retention(settings, store, _files(database, file)).expire(now=time.time())
    click.echo(
        f"{found.texts} texts ({found.held} of them quarantined), {found.files} files and {found.numbers} numbers"
        " were erased"
    )


@click.command()
@database_option
@settings_option
@click.option("--site", type=click.Path(path_type=Path), help="Folder of the built site, to check its replies too.")
def check(database: str, file: Path | None, site: Path | None) -> None:
    """Check settings, database, durability, files and the site's automatic replies; exit 1 on faults."""
    settings = read_settings(os.environ, file)
    with opened(database) as store:
        found = list(faults(store, _files(database, file), settings, site))
        count = sum(1 for _ in store.tickets())
    for fault in found:
        click.echo(fault)
    click.echo(f"{count} tickets, {len(found)} faults")
    if found:
        raise click.exceptions.Exit(1)


@click.command()
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path))
@database_option
@settings_option
def backup(folder: Path, database: str, file: Path | None) -> None:
    """Write a consistent copy of the database and the files to a new folder, while the service runs."""
    with opened(database) as store:
        count = back_up(store, database, _files(database, file), folder)
    click.echo(f"{folder}: the database and {count} files")


def _tickets(store: TicketStore, who: str) -> list[Ticket]:
    if "@" not in who:
        return [ticket_of(store, who)]
    numbers = Erasing(store.database).numbers_of(ascii_address(who))
    return [ticket for number in numbers if (ticket := store.ticket(number))]


def _files(database: str, file: Path | None) -> FileFolder:
    settings = read_settings(os.environ, file)
    try:
        return FileFolder(settings.files or files_folder(database))
    except OSError as error:
        raise KbError(f"the folder of files cannot be used: {error}. Name it with KB_INTAKE_FILES.") from error


def _copy(ticket: Ticket, files: FileFolder, folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    for kept in ticket.files:
        shutil.copyfile(files.path(kept), folder / f"{kept.stored[:6]}-{kept.name}")


COMMANDS = (export, erase, expire, check, backup)
