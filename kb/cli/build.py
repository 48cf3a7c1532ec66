"""``kb build``."""

from __future__ import annotations

import sys
import time
from pathlib import Path

import click
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

from kb.build import build_site, find_builder
from kb.cli.options import config_option, counted


@click.command()
@config_option
@click.option("--site-dir", type=click.Path(path_type=Path), help="Where to write the site; default: as configured.")
@click.option("--strict", is_flag=True, help="Fail on any fault or warning, and keep the old site.")
def build(config: Path, site_dir: Path | None, strict: bool) -> None:  # noqa: FBT001 - click's way
    """Build the site.

    Faults and warnings of the content are printed as PATH:LINE: FAULT. REMEDY. The site is written all the same,
    unless --strict is given. The new site takes the old one's place only when it is complete.
    """
    started = time.monotonic()
    console = Console(stderr=True)
    bar = Progress(
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        console=console,
        transient=True,
        disable=not console.is_terminal,
    )
    with bar:
        task = bar.add_task("Building", total=None)
        report, target = build_site(
            find_builder(),
            config,
            site_dir=site_dir,
            is_strict=strict,
            progress=lambda done, total: bar.update(task, completed=done, total=total),
        )
    for line in (*map(str, report.problems), *report.warnings):
        click.echo(line)
    found = "" if report.is_clean else f" {counted(report.problems)}, {len(report.warnings)} of the builder's."
    if strict and not report.is_clean:
        click.echo(f"The site was not replaced:{found}", err=True)
        sys.exit(1)
    click.echo(f"{report.pages} pages in {target} after {time.monotonic() - started:.1f} s.{found}", err=True)
