"""``kb learn``."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

import click
from rich.console import Console

from kb.build import find_builder
from kb.cli.options import config_option, counted
from kb.problems import KbError, Problem, sorted_problems
from kb.site import Site, read_site

if TYPE_CHECKING:
    from kb.search.learned import LearnedTable


@click.command()
@config_option
@click.option("--check", "is_check", is_flag=True, help="Write nothing; exit status 1 if a file would change.")
def learn(config: Path, is_check: bool) -> None:  # noqa: FBT001 - click's way
    """Learn words by which search finds articles that do not use them.

    An article that exists in several locales tells which words of its meaning its own text lacks. They are written to
    learned.tsv in each locale's folder of the documents, for review; the next build reads them. In that file, '-'
    before a word refuses it for good.

    kb check tells when the content has changed since. With faults in such a file the exit status is 1 and nothing is
    written.
    """
    # NumPy and the dictionaries take a tenth of a second to import, which no other command should pay.
    from kb.search.relearning import read_tables, relearned, unclear_problem

    builder = find_builder()
    settings = builder.settings(config)
    tags = [locale.tag for locale in settings.locales]
    if len(tags) < 2:
        raise KbError(f"{config}: there is one locale only, and words are learned from the same article in another.")
    old, problems = read_tables(settings.docs, tags, root=settings.root)
    if problems:
        _end(problems)
    site, _ = read_site(settings)
    with Console(stderr=True).status("Building the site aside, and learning"):
        new, unclear = relearned(builder.documents(config), site.tree.versions, old)
    _end(
        [
            unclear_problem(settings.docs, tag, old[tag], name, root=settings.root)
            for tag, names in unclear.items()
            for name in names
        ]
    )
    changed = list(_written(site, old, new, is_check=is_check))
    if is_check and any(changed):
        click.echo("Run 'kb learn' and commit what it writes.", err=True)
        sys.exit(1)


def _end(problems: list[Problem]) -> None:
    if problems:
        click.echo("\n".join(map(str, sorted_problems(problems))))
        click.echo(f"Nothing was written: {counted(problems)}.", err=True)
        sys.exit(1)


def _written(
    site: Site, old: Mapping[str, LearnedTable], new: Mapping[str, LearnedTable], *, is_check: bool
) -> Iterator[bool]:
    """Write each table and say what changed; whether it did."""
    from kb.search.learned import FILE
    from kb.search.relearning import is_written, write_table

    for tag, table in new.items():
        path = site.settings.docs / tag / FILE
        before, now = _pairs(old[tag]), _pairs(table)
        is_changed = not is_written(path, table)
        if is_changed and not is_check:
            write_table(path, table)
        change = f"+{len(now - before)} -{len(before - now)}" if is_changed else "unchanged"
        counts = f"{len(now):,} words of {len(table.entries):,} articles"
        click.echo(f"{site.shown(f'{tag}/{FILE}')}: {counts}, {change}", err=True)
        yield is_changed


def _pairs(table: LearnedTable) -> set[tuple[str, str]]:
    return {(name, word.form) for name, entry in table.entries.items() for word in entry.words}
