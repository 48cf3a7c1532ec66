"""Rules over a whole site: what ``kb check`` and every build report."""

from __future__ import annotations

from kb.check import articles, catalogues, company, forms, glossary, learned, links, passages, places
from kb.problems import Problem, sorted_problems
from kb.site import Site


def check_site(site: Site) -> list[Problem]:
    """What is wrong between the parts of a site, by path and line."""
    rules = (
        articles.problems,
        links.problems,
        passages.problems,
        places.problems,
        company.problems,
        glossary.problems,
        catalogues.problems,
        forms.problems,
        learned.problems,
    )
    return sorted_problems(problem for rule in rules for problem in rule(site))
