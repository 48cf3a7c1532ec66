"""The rule that each question of ``answers:`` leads to its article: search itself is asked."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from kb.articles.article import Article
from kb.company import filled
from kb.problems import Problem, sorted_problems
from kb.search.asking import Engine, site_engine
from kb.site import Site
from kb.text.folding import fold

PLACES = 3
"""A reader looks at about so many results; the article must be among them."""
LIMIT = 10


def answer_problems(site: Site, built: Path) -> list[Problem]:
    """The questions that do not find their article, as typed or without diacritics.

    Args:
        site: the content.
        built: the site that was built of it, with its search indexes.

    Raises:
        KbError: a locale with questions has no index, or the engine cannot run.
    """
    asked = {tag: articles for tag in site.tree.entries if (articles := _with_answers(site, tag))}

    def found(tag: str) -> list[Problem]:
        with site_engine(built, tag) as engine:
            return [problem for article in asked[tag] for problem in _problems(site, article, engine)]

    with ThreadPoolExecutor() as threads:
        return sorted_problems(problem for problems in threads.map(found, asked) for problem in problems)


def question_count(site: Site) -> int:
    """How many questions there are in all locales."""
    return sum(len(article.answers) for tag in site.tree.entries for article in _with_answers(site, tag))


def _with_answers(site: Site, tag: str) -> list[Article]:
    versions = (versions.get(tag) for versions in site.tree.versions.values())
    return [article for article in versions if article and article.answers]


def _problems(site: Site, article: Article, engine: Engine) -> Iterator[Problem]:
    company = site.local_company(article.locale)
    for number, written in enumerate(article.answers):
        question = filled(company, written)
        typings = {fold(question): ", typed without diacritics,", question: ""}
        for typed, remark in reversed(typings.items()):
            place = _place(engine, typed, article.id)
            if place is None or place > PLACES:
                message = f"the question '{question}'{remark} {_told(place)}"
                remedy = "Write its words into the article or its 'keywords'"
                line = article.lines.get(f"answers.{number}", 1)
                yield Problem(site.shown(article.path), line, message, remedy)
                break


def _told(place: int | None) -> str:
    return f"finds this article in place {place}" if place else f"does not find this article in {LIMIT} places"


def _place(engine: Engine, question: str, article_id: str) -> int | None:
    """1 for the first result; nothing where the article is not among them."""
    results = engine.query(question, limit=LIMIT)["results"]
    return next((place for place, result in enumerate(results, start=1) if result["id"] == article_id), None)
