"""``kb new``."""

from __future__ import annotations

import shutil
from pathlib import Path

import click

from kb.problems import KbError

STARTER = Path(__file__).parent.parent / "starter"


@click.command()
@click.argument("folder", type=click.Path(path_type=Path), metavar="DIR")
def new(folder: Path) -> None:
    """Write a small site in four languages to DIR, ready to build.

    DIR must be empty or not exist.
    """
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise KbError(f"{folder} is not empty. Name an empty or a new folder.")
    shutil.copytree(STARTER, folder, dirs_exist_ok=True)
    click.echo(f"Wrote {folder}. Next: cd {folder} && kb serve")
