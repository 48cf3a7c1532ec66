"""``kb check``."""

from __future__ import annotations

import json
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

import click

from kb.build import find_builder
from kb.check import check_site
from kb.check.glossary import use_problems
from kb.check.learned import lag
from kb.cli.options import config_option, counted
from kb.problems import KbError, Problem, sorted_problems
from kb.site import Site, read_site


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
@click.option("--answers", is_flag=True, help="Also ask search each question of 'answers:'; builds the site aside.")
@click.option(
    "--site",
    "built",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="With --answers: ask this built site instead of building one.",
)
def check(config: Path, style: str, answers: bool, built: Path | None) -> None:  # noqa: FBT001 - click's way
    """Check the content: front matter, links, anchors, ids, images, catalogues, company keys, glossary.

    With --answers also that each question of an article's 'answers:' finds it among the first three results, as it
    is typed there and without diacritics.

    Exit status 1 if there is a fault; warnings alone do not fail.
    """
    if built and not answers:
        raise KbError("--site is only of use with --answers. Add it, or leave both out.")
    settings = find_builder().settings(config)
    site, found = read_site(settings)
    asked = _ask(site, config, built) if answers else []
    problems = sorted_problems([*found, *check_site(site), *lag(site), *use_problems(site), *asked])
    click.echo(_PRINTED[style](problems), nl=bool(problems) or style == "json")
    articles = sum(len(versions) for versions in site.tree.versions.values())
    click.echo(f"{counted(problems)} in {articles} articles.", err=True)
    if any(not problem.is_warning for problem in problems):
        sys.exit(1)


def _ask(site: Site, config: Path, built: Path | None) -> list[Problem]:
    # Dictionaries take a tenth of a second to import, which a plain check should not pay.
    from kb.check.answers import answer_problems, question_count

    click.echo(f"Asking {question_count(site)} questions", err=True)
    if built:
        return answer_problems(site, built)
    with tempfile.TemporaryDirectory(prefix="kb-") as folder:
        find_builder().build(config, Path(folder, "site"))
        return answer_problems(site, Path(folder, "site"))


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
