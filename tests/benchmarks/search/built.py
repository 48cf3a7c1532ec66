"""This repository's site: its templates and scripts, as they are sent, are those that are measured."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import click

from tests.benchmarks.search.transfers import compress

CHECKOUT = Path(__file__).resolve().parents[3]


def built_site(work: Path) -> Path:
    """The site's folder in ``work``, built anew, its scripts and style sheets compressed.

    Raises:
        click.ClickException: the build failed.
    """
    site = work.resolve() / "site"
    shutil.rmtree(site, ignore_errors=True)
    command = [sys.executable, "-m", "kb", "build", "--site-dir", str(site)]
    done = subprocess.run(command, cwd=CHECKOUT, capture_output=True, text=True, check=False)
    if done.returncode:
        raise click.ClickException(f"the site could not be built:\n{done.stdout[-2_000:]}{done.stderr[-2_000:]}")
    compress(site / "assets")
    return site
