"""What a whole build costs: CPU seconds, peak memory and page weight, beside a peer's build of the same articles."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
import venv
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path
from statistics import mean, median

import click
from rich.console import Console
from rich.table import Table

DEFAULT_LOCALE = "el"
LOCALES = (DEFAULT_LOCALE, "sl", "ru", "pl")
SIZES = (250, 1_000)
ROUNDS = 3
GROWTH_LIMIT = 4.6
"""CPU at the larger size over CPU at the smaller; four times the articles."""
PEER_LIMIT = 1 / 3
"""CPU of ``kb`` over CPU of the peer, at the larger size."""
PAGE_LIMIT_BYTES = 45_000

_PEER = "mkdocs-static-i18n[material]~=1.3"
# The peer runs on the very versions that our side runs on: most of either build is spent in these.
_SHARED = ("mkdocs", "mkdocs-material", "Markdown", "pymdown-extensions", "Pygments", "Jinja2", "PyYAML")

_CONFIGURATION = """site_name: Benchmark
site_url: https://benchmark.example/
theme: {{name: material, font: false, features: [{features}]}}
plugins:
{plugins}
markdown_extensions: [admonition, attr_list, tables, {{toc: {{permalink: true}}}}, pymdownx.superfences]
"""
_KB_PLUGINS = f"  - kb/locales: {{locales: [{', '.join(LOCALES)}]}}\n  - kb/metadata"
_PEER_PLUGINS = "  - i18n:\n      docs_structure: folder\n      languages:\n" + "\n".join(
    f"        - {{locale: {tag}, name: {tag}, build: true, default: {str(tag == DEFAULT_LOCALE).lower()}}}"
    for tag in LOCALES
)


@dataclass(frozen=True, slots=True)
class Side:
    """One of the two programs compared."""

    name: str
    python: Path
    configuration: str
    """The text of ``mkdocs.yml``."""
    root_locale: str = ""
    """The locale whose pages lie at the site's root; empty where every locale has its folder."""

    def page(self, site: Path, tag: str, article_id: str) -> Path:
        """The file of an article's page in a locale."""
        folder = site if tag == self.root_locale else site / tag
        return folder / article_id / "index.html"


@dataclass(frozen=True, slots=True)
class Cost:
    """What one build cost."""

    cpu_s: float
    """User and system time of the process and of all that it waited for."""
    peak_bytes: int
    """Resident memory of the largest of these processes at its peak."""
    page_bytes: float
    """Mean size of an article's HTML page, over all articles in all locales, fallbacks included."""


Costs = Mapping[tuple[str, int], Sequence[Cost]]
"""(name of the side, articles a locale) → its builds, one a round."""


@dataclass(frozen=True, slots=True)
class Goal:
    """A figure and what it may be at most."""

    name: str
    rounds: Sequence[float]
    """The figure in each round; their median counts."""
    limit: float
    form: str
    """As ``format`` takes it."""

    @property
    def cells(self) -> Iterator[str]:
        """The figure, its range, the limit and the verdict, as they are printed."""
        figures = (median(self.rounds), min(self.rounds), max(self.rounds), self.limit)
        value, lowest, highest, limit = (format(figure, self.form) for figure in figures)
        verdict = "[green]met[/]" if figures[0] <= self.limit else "[red]missed[/]"
        yield from (self.name, value, f"{lowest}-{highest}", limit, verdict)


@click.command()
@click.option("--generator", type=click.Path(exists=True, path_type=Path), required=True, help="Writes the articles.")
@click.option("--peer-venv", type=click.Path(path_type=Path), help="Where the peer is, or goes; default: thrown away.")
@click.option("--quick", is_flag=True, help=f"Build only 4 x {SIZES[0]}, and once.")
def main(*, generator: Path, peer_venv: Path | None, quick: bool) -> None:
    """Measure whole builds, one at a time, and print medians, ratios and goals.

    GENERATOR is run as "python3 GENERATOR mkdocs N FOLDER" and writes N articles a locale below FOLDER/docs.
    """
    sizes, rounds = (SIZES[:1], 1) if quick else (SIZES, ROUNDS)
    console = Console()
    with tempfile.TemporaryDirectory(prefix="kb-benchmark-") as name:
        folder = Path(name)
        peer_python = install_peer(peer_venv or folder / "peer", log=folder / "pip.log")
        sides = (
            Side("kb", Path(sys.executable), _CONFIGURATION.format(features="", plugins=_KB_PLUGINS)),
            peer("peer", peer_python, f"  - search\n{_PEER_PLUGINS}"),
            peer("peer without search", peer_python, _PEER_PLUGINS),
        )
        for size in sizes:
            run([sys.executable, str(generator.resolve()), "mkdocs", str(size), str(size)], cwd=folder)
        costs = measured(sides, sizes, rounds=rounds, folder=folder)
    click.echo(machine())
    console.print(cost_table(costs))
    console.print(goal_table(goals(costs, sizes)))


def peer(name: str, python: Path, plugins: str) -> Side:
    """The peer with some plugins."""
    configuration = _CONFIGURATION.format(features="navigation.prune", plugins=plugins)
    return Side(name, python, configuration, root_locale=DEFAULT_LOCALE)


def install_peer(folder: Path, *, log: Path) -> Path:
    """The Python of an environment that holds the peer, and the versions of what both sides share."""
    if not (folder / "pyvenv.cfg").is_file():
        venv.create(folder, with_pip=True, symlinks=True)
    python = folder.resolve() / "bin" / "python"
    pins = [f"{name}=={version(name)}" for name in _SHARED]
    click.echo(f"installing {_PEER} into {folder}", err=True)
    run([str(python), "-m", "pip", "install", "--quiet", _PEER, *pins], cwd=log.parent)
    return python


def measured(sides: Sequence[Side], sizes: Sequence[int], *, rounds: int, folder: Path) -> Costs:
    """The costs of all builds; ``folder`` holds one folder of articles a size, named by it.

    A round builds every side at every size, so that a while in which others use the machine meets both sides.
    """
    costs: dict[tuple[str, int], list[Cost]] = {(side.name, size): [] for size in sizes for side in sides}
    for turn in range(1, rounds + 1):
        for size in sizes:
            for side in sides:
                cost = build(side, folder / str(size))
                costs[side.name, size].append(cost)
                click.echo(f"round {turn} of {rounds}: {side.name} 4 x {size:,}: {cost.cpu_s:.1f} CPU s", err=True)
    return costs


def build(side: Side, project: Path) -> Cost:
    """The cost of building all articles of a project from nothing.

    Raises:
        click.ClickException: the build failed, or an article has no page.
    """
    (project / "mkdocs.yml").write_text(side.configuration, encoding="utf-8")
    cpu_s, peak_bytes = run([str(side.python), "-m", "mkdocs", "build"], cwd=project)
    site = project / "site"
    pages = [side.page(site, tag, article_id) for tag in LOCALES for article_id in article_ids(project)]
    if missing := [page for page in pages if not page.is_file()]:
        raise click.ClickException(f"{side.name} made {len(missing)} of {len(pages)} pages not, such as {missing[0]}")
    page_bytes = mean(page.stat().st_size for page in pages)
    shutil.rmtree(site)
    return Cost(cpu_s, peak_bytes, page_bytes)


def article_ids(project: Path) -> Iterator[str]:
    """Paths of all articles without locale and suffix; the default locale has every one. Index pages are left out."""
    docs = project / "docs" / DEFAULT_LOCALE
    for path in sorted(docs.rglob("*.md")):
        if path.name != "index.md":
            yield path.relative_to(docs).with_suffix("").as_posix()


def run(command: Sequence[str], *, cwd: Path) -> tuple[float, int]:
    """CPU seconds and peak resident memory in bytes of a command that has ended.

    Raises:
        click.ClickException: it failed; the end of its output is in the message.

    Source: wait4(2) and getrusage(2). Linux counts ``ru_maxrss`` in KiB, and starts it at what the parent held, so
    that nothing smaller than this process can be measured.
    """
    with tempfile.TemporaryFile() as output:
        child = subprocess.Popen(command, cwd=cwd, stdout=output, stderr=subprocess.STDOUT)
        _, status, usage = os.wait4(child.pid, 0)
        child.returncode = os.waitstatus_to_exitcode(status)
        if child.returncode:
            output.seek(0)
            end = output.read().decode(errors="replace")[-2_000:]
            raise click.ClickException(f"{' '.join(command)} exited with {child.returncode}:\n{end}")
    return usage.ru_utime + usage.ru_stime, usage.ru_maxrss * 1_024


def machine() -> str:
    """What the figures depend on."""
    load = os.getloadavg()[2]
    versions = ", ".join(f"{name} {version(name)}" for name in ("mkdocs", "mkdocs-material", "Markdown"))
    return f"Python {sys.version.split()[0]}, {versions}; {os.cpu_count()} cores, load of the last 15 min {load:.1f}"


def cost_table(costs: Costs) -> Table:
    """Medians over the rounds, with the range of CPU."""
    table = Table("side", "articles", "builds", "CPU s", "lowest-highest", "peak MB", "HTML bytes a page")
    for (name, size), builds in costs.items():
        cpu = [cost.cpu_s for cost in builds]
        peak_mb = median(cost.peak_bytes for cost in builds) / 1e6
        page_bytes = median(cost.page_bytes for cost in builds)
        span = f"{min(cpu):.2f}-{max(cpu):.2f}"
        table.add_row(
            name, f"4 x {size:,}", str(len(builds)), f"{median(cpu):.2f}", span, f"{peak_mb:.0f}", f"{page_bytes:,.0f}"
        )
    return table


def goals(costs: Costs, sizes: Sequence[int]) -> Iterator[Goal]:
    """The goals that the measured sizes can tell of.

    A ratio is the median of the rounds' ratios: its two builds stood close together, the medians may not have.
    CPU seconds of the same build swung by a third while others used the machine (measured).
    """
    if len(sizes) > 1:
        growth = ratios(costs["kb", sizes[-1]], costs["kb", sizes[0]])
        yield Goal(f"CPU of kb, 4 x {sizes[-1]:,} / 4 x {sizes[0]:,}", growth, GROWTH_LIMIT, ".2f")
    for name in ("peer", "peer without search"):
        share = ratios(costs["kb", sizes[-1]], costs[name, sizes[-1]])
        yield Goal(f"CPU of kb / {name}, 4 x {sizes[-1]:,}", share, PEER_LIMIT, ".2f")
    for size in sizes:
        page_bytes = [cost.page_bytes for cost in costs["kb", size]]
        yield Goal(f"HTML bytes a page of kb, 4 x {size:,}", page_bytes, PAGE_LIMIT_BYTES, ",.0f")


def ratios(builds: Sequence[Cost], others: Sequence[Cost]) -> list[float]:
    """CPU of each build over that of the other in the same round."""
    return [build.cpu_s / other.cpu_s for build, other in zip(builds, others, strict=True)]


def goal_table(found: Iterator[Goal]) -> Table:
    """The goals and whether they are met."""
    table = Table("goal", "median", "lowest-highest", "at most", "")
    for goal in found:
        table.add_row(*goal.cells)
    return table


if __name__ == "__main__":
    main()
