"""Measures the intake against its goals: ``python -m tests.benchmarks.intake [PART …]``."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import click

from tests.benchmarks.intake import accepting, outages, resources
from tests.benchmarks.intake.services import built_site, machine


@dataclass(frozen=True, slots=True)
class Part:
    """A part of the benchmark."""

    name: str
    measure: Callable[[Path, Path], Iterator[accepting.Figure]]


PARTS = (
    Part("sqlite", accepting.sqlite),
    Part("postgres", accepting.postgres_two),
    Part("proof", accepting.proof),
    Part("peer", accepting.peer),
    Part("replies", outages.replies),
    Part("outage", outages.outage),
    Part("resources", resources.resources),
)


@click.command()
@click.argument("names", nargs=-1, type=click.Choice([part.name for part in PARTS]))
def main(names: Sequence[str]) -> None:
    """Measure all parts, or those that are named, one at a time."""
    with tempfile.TemporaryDirectory(prefix="kb-benchmark-") as name:
        folder = Path(name)
        # PostgreSQL's own user must be able to pass.
        folder.chmod(0o755)
        site = built_site(folder)
        for part in (part for part in PARTS if part.name in names or not names):
            click.echo(f"{part.name}: {machine()}")
            for figure in part.measure(site, folder / part.name):
                value, goal, verdict = figure.cells
                click.echo(f"  {figure.name:<50} {value:>12}  {goal:<8} {verdict}".rstrip())


if __name__ == "__main__":
    main()
