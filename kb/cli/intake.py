"""``kb intake``."""

from __future__ import annotations

import json
import os
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import click

from kb.cli import intake_insights, intake_keeping
from kb.cli.intake_options import database_option, opened, settings_option, ticket_of
from kb.intake.delivery.choosing import drivers_named
from kb.intake.keyed import Keyed
from kb.intake.listing import ticket_json
from kb.intake.logs import log_to_stderr
from kb.intake.published_forms import SiteForms
from kb.intake.reply_rules import ReplyRules, kept_own
from kb.intake.settings import read_settings
from kb.intake.store.outbox import Outbox
from kb.problems import KbError


@click.group()
def intake() -> None:
    """Take in tickets from the site's forms, and look after them."""


@intake.command()
@click.option("--site", required=True, type=click.Path(path_type=Path), help="Folder of the built site.")
@database_option
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen at.")
@click.option(
    "--port", default=8080, show_default=True, type=click.IntRange(0, 65535), help="Port; 0: any that is free."
)
@click.option(
    "--workers", default=1, show_default=True, type=click.IntRange(1, 64), help="Processes (PostgreSQL only)."
)
@settings_option
def serve(site: Path, database: str, host: str, port: int, workers: int, file: Path | None) -> None:
    """Serve a built site and take in what its forms send."""
    with _shared_counts(workers):
        from kb.intake.serving import serve_intake

        settings = read_settings(os.environ, file)
        log_to_stderr(settings.log)
        serve_intake(site, database, settings, host=host, port=port, tell=click.echo, workers=workers)


@intake.command()
@click.option("--site", required=True, type=click.Path(path_type=Path), help="Folder of the built site.")
def openapi(site: Path) -> None:
    """Print what the intake of a built site answers, as OpenAPI."""
    from kb.intake.openapi import openapi as document
    from kb.intake.published_forms import FormsFolder

    forms = FormsFolder(lambda: site, lambda *_: None).current()
    if not forms.forms:
        raise KbError(f"{site}/forms holds no form. List the plugin kb/forms in mkdocs.yml and build again.")
    server = str(forms.index.get("intake_url") or forms.site_url or "/")
    click.echo(json.dumps(document(forms, server=server.rstrip("/") or "/"), ensure_ascii=False, indent=2))


@intake.command("list")
@database_option
@click.option("--json", "as_json", is_flag=True, help="One JSON object a line.")
def list_tickets(database: str, *, as_json: bool) -> None:
    """List all tickets from the first to the last, quarantined ones too."""
    with opened(database) as store:
        for ticket in store.tickets():
            found = ticket_json(ticket, store.deliveries(ticket.number))
            if as_json:
                click.echo(json.dumps(found, ensure_ascii=False))
            else:
                ways = ", ".join(f"{way['driver']} {way['state']}" for way in found["deliveries"])
                click.echo("  ".join([ticket.number, found["created"], ticket.state, ticket.subject, ways]).rstrip())


@intake.command()
@click.argument("number")
@database_option
def show(number: str, database: str) -> None:
    """Show a ticket: its text as staff reads it, its files and its deliveries."""
    with opened(database) as store:
        ticket = ticket_of(store, number)
        click.echo(f"{ticket.number}  {ticket.state}{f' ({ticket.reason})' if ticket.reason else ''}")
        click.echo(f"\n{ticket.subject}\n\n{ticket.body}\n")
        for file in ticket.files:
            click.echo(f"{file.name}  {file.size} bytes  {file.stored}")
        for way in ticket_json(ticket, store.deliveries(ticket.number))["deliveries"]:
            told = "  ".join(str(way[name]) for name in ("driver", "state", "due", "reference", "error") if way[name])
            click.echo(f"{told}  ({way['attempts']} attempts)")


@intake.command()
@click.argument("numbers", nargs=-1, required=True)
@database_option
def retry(numbers: tuple[str, ...], database: str) -> None:
    """Deliver again what was given up or waits: at once."""
    with opened(database) as store:
        for number in numbers:
            count = Outbox(store.database).retry(ticket_of(store, number).number, now=time.time())
            click.echo(f"{number}: {count} deliveries are tried again" if count else f"{number}: nothing waits")


@intake.command()
@click.argument("numbers", nargs=-1, required=True)
@database_option
@settings_option
def release(numbers: tuple[str, ...], database: str, file: Path | None) -> None:
    """Let quarantined tickets go their way."""
    settings = read_settings(os.environ, file)
    with opened(database) as store:
        rules = ReplyRules(settings, Keyed.of(store), kept_own(store.database))
        for number in numbers:
            ticket = ticket_of(store, number)
            reply = rules.rule(ticket, SiteForms())
            is_released = store.release(ticket.number, drivers_named(settings), now=time.time(), reply=reply)
            click.echo(f"{number}: {'released' if is_released else 'is not quarantined'}")


@contextmanager
def _shared_counts(workers: int) -> Iterator[None]:
    """A folder in which several processes add up what they count; it must be named before prometheus-client loads."""
    name = "PROMETHEUS_MULTIPROC_DIR"
    if workers == 1:
        os.environ.pop(name, None)
        yield
        return
    with tempfile.TemporaryDirectory(prefix="kb-intake-") as folder:
        os.environ[name] = folder
        yield


for command in (*intake_keeping.COMMANDS, *intake_insights.COMMANDS):
    intake.add_command(command)
