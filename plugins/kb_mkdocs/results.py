"""The page of search results of each locale; without a question, or without JavaScript, it lists all topics."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import jinja2
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.utils import get_relative_url

from kb.articles.tree import Section
from kb.locales import Locale
from kb.problems import Problem
from kb_mkdocs.gateways import rendered, write_page
from kb_mkdocs.linking import relative, results_url
from kb_mkdocs.pageviews import PageViews
from kb_mkdocs.reporting import report
from kb_mkdocs.views import LanguageLink, PageView, Topic

_LISTED = 60
"""Articles of a section in the list of topics; the section's own page has them all."""
_OWN_PLACES = frozenset(("ticket", "contact"))


def write_results_pages(views: PageViews, env: jinja2.Environment, config: MkDocsConfig) -> None:
    """Write ``/<locale>/search/`` for every locale; an article at that address is reported and gives way."""
    report(_displaced(views))
    for locale in views.site.settings.locales:
        here = results_url(locale.tag)
        text = rendered("main.html", results(views, locale), views, env, config, base=get_relative_url(".", here))
        write_page(Path(config.site_dir, here, "index.html"), text)


def results(views: PageViews, locale: Locale) -> PageView:
    """The results page of a locale: the box, the topics, the most asked questions."""
    here = results_url(locale.tag)
    home = views.site.tree.entries[locale.tag]["index"]
    return replace(
        views.frame("results", locale, views.messages(locale.tag).gettext("Search results"), here),
        languages=tuple(
            LanguageLink(
                other.tag,
                other.name,
                relative(results_url(other.tag), here),
                is_current=other == locale,
                is_translated=True,
            )
            for other in views.site.settings.locales
        ),
        topics=tuple(_topics(views, locale, here)),
        popular=views.popular(home, here),
        is_indexed=False,
    )


def _topics(views: PageViews, locale: Locale, here: str) -> Iterator[Topic]:
    for section in views.site.tree.home.walk():
        if names := _articles(section):
            card = views.linker.card(locale.tag, section.index, here, count=len(names))
            yield Topic(card, tuple(views.linker.link(locale.tag, name, here) for name in names[:_LISTED]))


def _articles(section: Section) -> list[str]:
    return [name for name in section.articles if name not in _OWN_PLACES]


def _displaced(views: PageViews) -> Iterator[Problem]:
    for name in ("search", "search/index"):
        for article in views.site.tree.versions.get(name, {}).values():
            path = views.site.shown(article.path)
            yield Problem(path, 0, "its address is that of the search results", "Give it another name")
