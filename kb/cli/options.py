"""Options that several commands share, and how they print."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import click

from kb.problems import Problem


def config_option(command: Callable[..., Any]) -> Callable[..., Any]:
    """``--config``, the site's configuration file."""
    return click.option(
        "--config",
        type=click.Path(path_type=Path),
        default=Path("mkdocs.yml"),
        show_default=True,
        help="The site's configuration file.",
    )(command)


def counted(problems: Sequence[Problem]) -> str:
    """``2 faults, 1 warning``."""
    warnings = sum(problem.is_warning for problem in problems)
    return f"{_number(len(problems) - warnings, 'fault')}, {_number(warnings, 'warning')}"


def _number(count: int, noun: str) -> str:
    return f"{count} {noun}{'' if count == 1 else 's'}"
