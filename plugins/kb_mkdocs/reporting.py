"""Problems of the content as warnings of MkDocs, so that ``--strict`` fails on them."""

from __future__ import annotations

import logging
from collections.abc import Iterable

from kb.problems import Problem

log = logging.getLogger("mkdocs.plugins.kb")


def report(problems: Iterable[Problem]) -> None:
    """Log each problem as one line; the record carries the problem itself as ``problem``."""
    for problem in problems:
        log.warning("%s", problem, extra={"problem": problem})
