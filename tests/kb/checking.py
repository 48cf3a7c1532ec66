"""Checking a site that a test wrote."""

from pathlib import Path

from kb.check import check_site
from kb.problems import Problem, sorted_problems
from kb.site import read_site, site_settings
from tests.conftest import page


def check(root: Path, *locales: str) -> list[Problem]:
    site, problems = read_site(site_settings(root, root / "docs", locales=locales or ["sl", "pl"]))
    return sorted_problems([*problems, *check_site(site)])


def faults(root: Path, *locales: str) -> list[str]:
    return [str(problem) for problem in check(root, *locales) if not problem.is_warning]


def both(name: str, text: str) -> dict[str, str]:
    return {f"sl/{name}": text, f"pl/{name}": text}


HOME = both("index.md", page())
