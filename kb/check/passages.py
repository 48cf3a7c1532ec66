"""Rules over the passages for one kind of company: their marks, what they ask for, and whether the profile answers."""

from __future__ import annotations

from collections.abc import Iterator

from kb.articles.article import Article
from kb.articles.notices import Notice
from kb.company import CHOICES
from kb.passages import passage_problems, passages
from kb.problems import Problem
from kb.site import Site


def problems(site: Site) -> Iterator[Problem]:
    """All problems of these rules."""
    for versions in site.tree.versions.values():
        for article in versions.values():
            yield from _problems(site, article)
    for notices in site.notices.values():
        for notice in notices:
            yield from _problems(site, notice)


def _problems(site: Site, text: Article | Notice) -> Iterator[Problem]:
    shown = site.shown(text.path)
    yield from passage_problems(text.body, CHOICES, path=shown, first_line=text.body_line)
    for passage in passages(text.body):
        known = CHOICES.get(passage.key, ())
        # Readers are shown what is for other companies, which may be wrong.
        if known and not any(site.company and site.company.holds(passage.key, value) for value in known):
            message = f"the company profile does not answer '{passage.key}', which this passage asks for"
            remedy = f"Add it to docs/company.yml: {' or '.join(known)}"
            yield Problem(shown, text.body_line + passage.start, message, remedy)
