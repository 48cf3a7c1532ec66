"""What an operator should know before customers notice."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from kb.intake.files import FileFolder
from kb.intake.published_forms import FormsFolder
from kb.intake.reply_check import template_faults
from kb.intake.settings import Settings
from kb.intake.store.ticket_store import TicketStore


def faults(store: TicketStore, files: FileFolder, settings: Settings, site: Path | None) -> Iterator[str]:
    """Faults in the database, in its files and in the site's forms and replies, a line each.

    Opening the store has checked already that what is committed stays.

    Args:
        store: the store.
        files: its folder of files.
        settings: what the operator chose.
        site: the folder of the built site; without it forms and replies are not checked.

    Raises:
        UnavailableError: the store cannot be read.
    """
    yield from (f"database: {found}" for found in store.database.check())
    for ticket in store.tickets():
        for kept in ticket.files:
            if fault := files.fault(kept):
                yield f"ticket {ticket.number}: file {kept.stored}: {fault}"
    for number, way in store.stuck():
        yield f"ticket {number}: delivery {way.driver} is {way.state}: {way.error}"
    if site:
        yield from _site_faults(site, settings)


def _site_faults(site: Path, settings: Settings) -> Iterator[str]:
    forms = FormsFolder(lambda: site, lambda *_: None).current()
    if not forms.forms:
        yield f"{site}/forms holds no form. List the plugin kb/forms in mkdocs.yml and build again."
    if settings.sends_replies:
        yield from template_faults(site, forms.locales)
