"""Rules that hold for every kind of company that a text speaks to."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace

from kb.problems import Problem
from kb.site import Reading, Site


def in_each_reading(site: Site, rule: Callable[[Reading], Iterable[Problem]]) -> Iterator[Problem]:
    """The problems of each reading; those that only other companies have say so."""
    seen: set[Problem] = set()
    for reading in site.readings:
        for problem in rule(reading):
            if problem in seen:
                continue
            seen.add(problem)
            where = f" (where {reading.condition})" if reading.condition else ""
            yield replace(problem, message=problem.message + where)
