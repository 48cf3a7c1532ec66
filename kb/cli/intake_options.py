"""What the commands below ``kb intake`` have in common."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import click

from kb.intake.store.database import UnavailableError
from kb.intake.store.opening import open_store
from kb.intake.store.ticket_store import TicketStore
from kb.intake.ticket_numbers import read_number
from kb.intake.tickets import Ticket
from kb.problems import KbError


def database_option(command: Callable[..., Any]) -> Callable[..., Any]:
    """``--database URL``."""
    return click.option(
        "--database",
        required=True,
        metavar="URL",
        help="sqlite:///path (sqlite:////path from the root) or postgresql://…",
    )(command)


def settings_option(command: Callable[..., Any]) -> Callable[..., Any]:
    """``--settings FILE``."""
    return click.option(
        "--settings", "file", type=click.Path(path_type=Path), help="TOML file of settings; KB_INTAKE_* wins."
    )(command)


@contextmanager
def opened(database: str) -> Iterator[TicketStore]:
    """The store, closed afterwards.

    Raises:
        KbError: it cannot be used, or not now.
    """
    store = open_store(database)
    try:
        yield store
    except UnavailableError as error:
        raise KbError(f"the database cannot be used now: {error}. Try again shortly.") from error
    finally:
        store.close()


def ticket_of(store: TicketStore, text: str) -> Ticket:
    """The ticket with a number as somebody wrote it.

    Raises:
        KbError: it is no number, or no ticket's.
    """
    number = read_number(text)
    if not number:
        raise KbError(f"{text} is no ticket number: a digit is wrong or missing.")
    ticket = store.ticket(number)
    if ticket is None:
        raise KbError(f"there is no ticket {number} in this database.")
    return ticket
