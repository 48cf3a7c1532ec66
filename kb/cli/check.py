"""``kb check``."""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from pathlib import Path

import click

from kb.build import find_builder
from kb.check import check_site
from kb.cli.options import config_option, counted
from kb.problems import Problem, sorted_problems
from kb.site import read_site


@click.command()
@config_option
@click.option(
    "--format",
    "style",
    type=click.Choice(["text", "json", "github"]),
    default="text",
    show_default=True,
    help="text: a line each; json: a list of objects; github: annotations of a workflow.",
)
def check(config: Path, style: str) -> None:
    """Check the content without building: front matter, links, anchors, ids, images, catalogues, company keys.

    Exit status 1 if there is a fault; warnings alone do not fail.
    """
    settings = find_builder().settings(config)
    site, found = read_site(settings)
    problems = sorted_problems([*found, *check_site(site)])
    click.echo(_PRINTED[style](problems), nl=bool(problems) or style == "json")
    articles = sum(len(versions) for versions in site.tree.versions.values())
    click.echo(f"{counted(problems)} in {articles} articles.", err=True)
    if any(not problem.is_warning for problem in problems):
        sys.exit(1)


def _text(problems: Sequence[Problem]) -> str:
    return "\n".join(map(str, problems))


def _json(problems: Sequence[Problem]) -> str:
    rows = [
        {
            "path": problem.path,
            "line": problem.line,
            "severity": "warning" if problem.is_warning else "fault",
            "message": problem.message,
            "remedy": problem.remedy,
        }
        for problem in problems
    ]
    return json.dumps(rows, ensure_ascii=False, indent=2)


def _github(problems: Sequence[Problem]) -> str:
    return "\n".join(
        f"::{'warning' if problem.is_warning else 'error'} file={problem.path},line={max(problem.line, 1)}::"
        + f"{problem.message}. {problem.remedy}".replace("%", "%25").replace("\n", "%0A")
        for problem in problems
    )


_PRINTED = {"text": _text, "json": _json, "github": _github}
