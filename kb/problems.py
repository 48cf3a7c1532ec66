"""Mistakes of authors as values, mistakes of operators as errors."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """One mistake in the content, with the way to mend it.

    A *warning* is printed like a fault and fails ``--strict``, but not ``kb check``.
    """

    path: str
    """Relative to the site's folder (the one of ``mkdocs.yml``), with forward slashes."""
    line: int
    """1 is the first; 0 when the fault is the file's as a whole."""
    message: str
    """What is wrong, without a full stop at its end."""
    remedy: str
    """What to write instead, with the valid choices; a full stop is added."""
    is_warning: bool = False

    def __str__(self) -> str:
        place = f"{self.path}:{self.line}" if self.line else self.path
        return f"{place}: {self.message}. {self.remedy}{'' if self.remedy.endswith(('?', '.')) else '.'}"


class KbError(Exception):
    """An operator's mistake: settings, options or arguments. The text names every bad key at once."""


def sorted_problems(problems: Iterable[Problem]) -> list[Problem]:
    """The problems by path and line, each once."""
    return sorted(set(problems))
