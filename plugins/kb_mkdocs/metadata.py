"""kb/metadata: what machines read of a page: description, canonical address, Open Graph, JSON-LD, Markdown copies."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from html import escape
from pathlib import Path
from typing import Any

from markupsafe import Markup
from mkdocs.config import config_options as c
from mkdocs.config.base import Config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import BasePlugin, event_priority
from mkdocs.structure.pages import Page
from mkdocs.utils.templates import TemplateContext

from kb_mkdocs.copies import write_copies
from kb_mkdocs.locales import check_order, page_views
from kb_mkdocs.pages import KbPage
from kb_mkdocs.pageviews import PageViews
from kb_mkdocs.redirects import write_redirects
from kb_mkdocs.views import PageView


class MetadataOptions(Config):
    """Options of ``kb/metadata``."""

    markdown_copies = c.Type(bool, default=True)
    """Publish each article's Markdown beside its page, and ``llms.txt`` as their index."""


class MetadataPlugin(BasePlugin[MetadataOptions]):
    """Adds metadata to each page, and writes redirects, ``robots.txt``, ``llms.txt`` and the Markdown copies."""

    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Check that the plugin it builds on is there.

        Raises:
            PluginError: ``kb/locales`` is missing or comes later.
        """
        check_order(config, "kb/metadata")
        return config

    @event_priority(-50)
    def on_page_context(
        self, context: TemplateContext, *, page: Page, config: MkDocsConfig, **_: Any
    ) -> TemplateContext:
        """Add the page's metadata to ``kb.extra``."""
        values: Any = context
        view: PageView = values["kb"]
        if isinstance(page, KbPage):
            views = page_views(config)
            article = page.entry.article
            has_copy = self.config.markdown_copies and bool(article.path) and not page.entry.is_fallback
            head = Markup("\n".join(_head(views, view, page, has_copy=has_copy)))  # noqa: S704 - each element is escaped
            values["kb"] = replace(view, extra={**(view.extra or {}), "metadata": head})
        return context

    def on_post_build(self, config: MkDocsConfig) -> None:
        """Write what stands beside the pages."""
        views = page_views(config)
        write_redirects(views, Path(config.site_dir))
        if self.config.markdown_copies:
            write_copies(views, Path(config.site_dir))
        robots = Path(config.site_dir, "robots.txt")
        if not robots.exists():
            base = views.site.settings.site_url
            robots.write_text(
                f"User-agent: *\nAllow: /\n{f'Sitemap: {base}sitemap.xml' if base else ''}\n", encoding="utf-8"
            )


def _head(views: PageViews, view: PageView, page: KbPage, *, has_copy: bool) -> Iterator[str]:
    base = views.site.settings.site_url
    article = page.entry.article
    own = base + views.urls[article.locale, article.id] if base else ""
    if view.description:
        yield f'<meta name="description" content="{escape(view.description)}">'
    if own:
        # A fallback page is a copy of the text at its own address.
        yield f'<link rel="canonical" href="{escape(own)}">'
    if has_copy:
        name = Path(views.urls[article.locale, article.id]).name
        source = "index.md" if article.is_index else f"../{name}.md"
        yield f'<link rel="alternate" type="text/markdown" href="{escape(source)}">'
    yield from _open_graph(views, view, own)
    if view.is_indexed:
        yield _json_ld(views, view, page, own)


def _open_graph(views: PageViews, view: PageView, own: str) -> Iterator[str]:
    kind = "website" if view.kind == "home" else "article"
    values = [("og:type", kind), ("og:title", view.title), ("og:site_name", view.home.title)]
    if view.description:
        values.append(("og:description", view.description))
    if own:
        values.append(("og:url", own))
    values.append(("og:locale", view.text_locale.open_graph))
    values += [
        ("og:locale:alternate", locale.open_graph)
        for locale in views.site.settings.locales
        if locale != view.text_locale and locale.tag in views.site.tree.versions[view.id]
    ]
    if view.updated and kind == "article":
        values.append(("article:modified_time", view.updated.iso))
    for name, value in values:
        yield f'<meta property="{name}" content="{escape(value)}">'


def _json_ld(views: PageViews, view: PageView, page: KbPage, own: str) -> str:
    graph = [_subject(views, view, own)]
    if view.breadcrumbs:
        graph.append(_breadcrumbs(views, view, page, own))
    document = {"@context": "https://schema.org", "@graph": graph}
    # "</script" would end the element, and "<!--" begin a comment in it.
    text = json.dumps(document, ensure_ascii=False, separators=(",", ":")).replace("<", "\\u003c")
    return f'<script type="application/ld+json">{text}</script>'


_TYPES = {
    "home": "WebSite",
    "section": "CollectionPage",
    "glossary": "DefinedTermSet",
    "term": "DefinedTerm",
    "contact": "ContactPage",
}


def _subject(views: PageViews, view: PageView, own: str) -> dict[str, Any]:
    subject: dict[str, Any] = {"@type": _TYPES.get(view.kind, "Article"), "inLanguage": view.text_locale.tag}
    is_article = subject["@type"] == "Article"
    # The home page's title is a question to the reader; the site has a name.
    subject["headline" if is_article else "name"] = view.home.title if view.kind == "home" else view.title
    if view.description:
        subject["description"] = view.description
    if own:
        subject |= {"@id": own, "url": own}
    if view.updated and subject["@type"] == "Article":
        subject["dateModified"] = view.updated.iso
    if view.kind == "term":
        del subject["inLanguage"]
        subject |= {"termCode": view.id.rpartition("/")[2], "alternateName": list(view.aliases)}
        glossary = next((name for name in reversed(views.breadcrumb_ids(view.id)) if name != "index"), "")
        if own and glossary:
            subject["inDefinedTermSet"] = views.site.settings.site_url + views.urls[view.locale.tag, glossary]
    if view.kind == "glossary":
        subject["hasDefinedTerm"] = list(_defined_terms(views, view))
    if view.company and subject["@type"] in ("Article", "WebSite"):
        subject["publisher"] = {"@type": "Organization", "name": view.company.get("name")}
    return subject


def _defined_terms(views: PageViews, view: PageView) -> Iterator[dict[str, Any]]:
    """The terms of a glossary that have a text in its locale, each by its address where the site has one."""
    base, tag = views.site.settings.site_url, view.locale.tag
    folder = view.id.rpartition("/")[0]
    for name, entry in views.site.tree.entries[tag].items():
        if name.rpartition("/")[0] == folder and entry.article.kind == "term" and not entry.is_fallback:
            term = {
                "@type": "DefinedTerm",
                "name": views.linker.title(entry.article),
                "termCode": name.rpartition("/")[2],
            }
            yield term | ({"@id": base + views.urls[tag, name]} if base else {})


def _breadcrumbs(views: PageViews, view: PageView, page: KbPage, own: str) -> dict[str, Any]:
    base = views.site.settings.site_url
    ids = views.breadcrumb_ids(view.id)
    items: list[dict[str, Any]] = []
    for name, crumb in zip(ids, view.breadcrumbs, strict=True):
        item = {"@type": "ListItem", "position": len(items) + 1, "name": crumb.title}
        items.append(item | ({"item": base + views.urls[page.entry.locale.tag, name]} if base else {}))
    last = {"@type": "ListItem", "position": len(items) + 1, "name": view.title}
    items.append(last | ({"item": own} if own else {}))
    return {"@type": "BreadcrumbList", "itemListElement": items}
