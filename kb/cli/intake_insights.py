"""``kb intake insights``."""

from __future__ import annotations

import json
import time
from collections.abc import Iterable, Sequence
from itertools import islice
from pathlib import Path

import click
from rich.console import Console
from rich.table import Table
from rich.text import Text

from kb.cli.intake_options import database_option, opened
from kb.intake.insights.documents import insights_json
from kb.intake.insights.figures import FEW, Insights, Search, insights
from kb.intake.insights.report import NO_DEPARTMENT, percent, reasons_text, report
from kb.problems import KbError

_LISTED = 15
Cells = Sequence[object]


@click.command("insights")
@database_option
@click.option(
    "--days", default=30, show_default=True, type=click.IntRange(1, 3660), help="The last so many days, with today."
)
@click.option("--json", "as_json", is_flag=True, help="All of it, as one JSON object.")
@click.option("--html", "file", type=click.Path(path_type=Path), help="Write a page with charts to this file.")
def show_insights(database: str, days: int, file: Path | None, *, as_json: bool) -> None:
    """What was searched in vain, which articles did not help or led to tickets, tickets by department, hour, locale."""
    with opened(database) as store:
        found = insights(store.database, days=days, now=time.time())
    if file:
        _write(file, report(found))
    if as_json:
        click.echo(json.dumps(insights_json(found), ensure_ascii=False))
    elif not file:
        _print(found, Console())


def _write(file: Path, text: str) -> None:
    try:
        file.write_text(text, encoding="utf-8")
    except OSError as error:
        raise KbError(f"--html {file} cannot be written: {error.strerror}. Name another file.") from error
    click.echo(f"{file}: written", err=True)


def _print(found: Insights, console: Console) -> None:
    console.print(f"{found.period.first} to {found.period.last}, days and hours in {found.zone}. *: fewer than {FEW}")
    _searches(console, "Searches without a result", found.found_nothing)
    _searches(console, "Searches after which nothing was opened", found.opened_nothing)
    _articles(console, found)
    _tickets(console, found)


def _searches(console: Console, title: str, searches: Sequence[Search]) -> None:
    rows = [[_few(each.query, each.count), each.locale, each.count, each.days, each.results] for each in searches]
    _table(console, title, ["Query", "Locale", "Times", "Days", "Results"], rows)


def _articles(console: Console, found: Insights) -> None:
    helped: list[Cells] = []
    for each in found.helped:
        shares = (percent(each.share), percent(each.at_least))
        helped.append([_few(each.article, each.count), each.locale, each.no, each.yes, *shares, reasons_text(each)])
    head = ["Article", "Locale", "No", "Yes", "Share of noes", "At least", "Why"]
    _table(console, "Articles that did not help", head, helped)
    led = [[_few(each.article, each.count), each.locale, each.count] for each in found.led]
    _table(console, "Articles that led to tickets", ["Article", "Locale", "Tickets"], led)


def _tickets(console: Console, found: Insights) -> None:
    departments = [
        [_few(name or NO_DEPARTMENT, sum(hours)), sum(hours), f"{hours.index(max(hours)):02}:00"]
        for name, hours in found.departments.items()
    ]
    _table(console, "Tickets by department", ["Department", "Tickets", "Most at"], departments)
    hours = [[f"{hour:02}:00", count] for hour, count in enumerate(found.hours) if count]
    _table(console, "Tickets by hour", ["Hour", "Tickets"], hours, most=24)
    locales = [[_few(tag, count), count, percent(count / found.tickets)] for tag, count in found.locales.items()]
    _table(console, "Tickets by locale", ["Locale", "Tickets", "Share"], locales)


def _few(name: str, count: int) -> str:
    return f"{name} *" if count < FEW else name


def _table(console: Console, title: str, head: Sequence[str], rows: Iterable[Cells], *, most: int = _LISTED) -> None:
    listed = list(rows)
    table = Table(title=title, title_justify="left", title_style="bold", caption_justify="left")
    for name in head:
        is_text = name in ("Query", "Article", "Locale", "Department", "Why", "Hour")
        table.add_column(name, justify="left" if is_text else "right", overflow="fold")
    for row in islice(listed, most):
        # As Text: what readers typed is no markup.
        table.add_row(*(Text(str(cell)) for cell in row))
    if len(listed) > most:
        table.caption = f"and {len(listed) - most} more: --json"
    console.print()
    console.print(table if listed else f"{title}: none")


COMMANDS = (show_insights,)
