"""kb/glossary: the first mention of a term in each section links to it and explains itself."""

from __future__ import annotations

import json
import posixpath
from collections.abc import Mapping, Set
from dataclasses import dataclass, field, replace
from functools import partial
from typing import Any

import jinja2
from markupsafe import Markup
from mkdocs.config.base import Config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import BasePlugin, event_priority
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page as MkDocsPage
from mkdocs.utils.templates import TemplateContext

from kb.glossary.extension import GlossaryExtension, Page
from kb.glossary.finder import Finder
from kb.glossary.terms import Term
from kb.glossary.usage import LINKED, matchers, term_address, term_addresses
from kb_mkdocs.locales import check_order, page_views
from kb_mkdocs.pages import KbPage
from kb_mkdocs.pageviews import PageViews
from kb_mkdocs.views import Link, PageView


class GlossaryOptions(Config):
    """Options of ``kb/glossary``: none."""


@dataclass(slots=True)
class Terms:
    """What one build shares; read-only once the first page is rendered."""

    matchers: Mapping[str, Finder] = field(default_factory=dict)
    """Tag → matcher."""
    by_id: Mapping[str, Mapping[str, Term]] = field(default_factory=dict)


class GlossaryPlugin(BasePlugin[GlossaryOptions]):
    """Links terms, gives each page the definitions of its terms, and each term the articles that use it."""

    def __init__(self) -> None:
        self._extension = GlossaryExtension()
        self._terms = Terms()
        self._linked: dict[tuple[str, str], frozenset[str]] = {}
        """(Tag, id) of a page → ids of the terms that its text links to."""
        self._users: Mapping[tuple[str, str], Set[str]] = {}
        """(Tag, id) of a term → ids of the pages that link to it."""
        self._order: Mapping[str, int] = {}
        """Id → its place in the order of reading."""

    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Add the extension of Markdown.

        Raises:
            PluginError: ``kb/locales`` is missing or comes later.
        """
        check_order(config, "kb/glossary")
        self._extension = GlossaryExtension()
        self._terms, self._linked, self._users, self._order = Terms(), {}, {}, {}
        config.markdown_extensions.append(self._extension)  # type: ignore[arg-type]
        return config

    @event_priority(-50)
    def on_nav(self, nav: Navigation, config: MkDocsConfig, **_: Any) -> Navigation:
        """Read the terms."""
        site = page_views(config).site
        found = matchers(site)
        self._terms = Terms(
            found,
            {tag: {term.id: term for term in matcher.glossary.terms} for tag, matcher in found.items()},
        )
        return nav

    @event_priority(-100)
    def on_page_markdown(self, markdown: str, *, page: MkDocsPage, config: MkDocsConfig, **_: Any) -> str:
        """Tell the extension whose text comes next; the text stays as it is."""
        self._extension.page = None
        if isinstance(page, KbPage) and page.entry.article.kind in LINKED:
            article = page.entry.article
            matcher = self._terms.matchers.get(article.locale)
            if matcher:
                folder = posixpath.dirname(article.id)
                title = page_views(config).linker.title(article)
                self._extension.matcher = matcher
                addresses = term_addresses(matcher.term_ids, folder)
                self._extension.page = Page(partial(term_address, folder=folder), article.id, title, addresses)
        return markdown

    @event_priority(100)
    def on_page_content(self, html: str, *, page: MkDocsPage, **_: Any) -> str:
        """Keep which terms the page links to; the page stays as it is."""
        if self._extension.page is not None and isinstance(page, KbPage):
            self._linked[page.entry.locale.tag, page.entry.id] = frozenset(self._extension.page.terms)
        self._extension.page = None
        return html

    def on_env(self, env: jinja2.Environment, *, config: MkDocsConfig, **_: Any) -> jinja2.Environment:
        """Turn the links round: by now the text of every page is made, and no page is written yet."""
        self._users = reduce_pages(self._linked)
        self._order = {name: place for place, name in enumerate(page_views(config).site.tree.home.ids())}
        return env

    @event_priority(-25)
    def on_page_context(
        self, context: TemplateContext, *, page: MkDocsPage, config: MkDocsConfig, **_: Any
    ) -> TemplateContext:
        """Add the definitions of the page's terms, and to a term's page the articles that use it."""
        if not isinstance(page, KbPage):
            return context
        values: Any = context
        view: PageView = values["kb"]
        entry = page.entry
        terms = self._terms.by_id.get(entry.article.locale, {})
        linked = self._linked.get((entry.locale.tag, entry.id), frozenset())
        if shown := {name: {"name": terms[name].name, "text": terms[name].short} for name in sorted(linked)}:
            hint = page_views(config).messages(view.locale.tag).gettext("Tap again to read more")
            view = replace(view, extra={**(view.extra or {}), "glossary": _definitions(shown, view, hint)})
        if entry.article.kind == "term":
            view = replace(view, uses=self._uses(page_views(config), entry.locale.tag, entry.id))
        values["kb"] = view
        return context

    def _uses(self, views: PageViews, tag: str, term: str) -> tuple[Link, ...]:
        names = (name for name in self._users.get((tag, term), ()) if views.site.tree.source(name).kind != "term")
        here = views.urls[tag, term]
        return tuple(views.linker.link(tag, name, here) for name in sorted(names, key=self._order.__getitem__))


def reduce_pages(linked: Mapping[tuple[str, str], Set[str]]) -> dict[tuple[str, str], set[str]]:
    """(Tag, id of a term) → ids of the pages that link to it, from (tag, id of a page) → ids of its terms."""
    users: dict[tuple[str, str], set[str]] = {}
    for (tag, page), terms in linked.items():
        for term in terms:
            users.setdefault((tag, term), set()).add(page)
    return users


def _definitions(shown: Mapping[str, Mapping[str, str]], view: PageView, hint: str) -> Markup:
    """JSON that the page's script reads: data, which the Content-Security-Policy lets pass."""
    document = {"lang": view.text_locale.tag, "hint": hint, "terms": shown}
    text = json.dumps(document, ensure_ascii=False, separators=(",", ":")).replace("<", "\\u003c")
    return Markup(f'<script type="application/json" id="kb-terms">{text}</script>')  # noqa: S704 - escaped above
