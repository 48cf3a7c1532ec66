"""Dated notices as the pages show them."""

from __future__ import annotations

import datetime as dt
import posixpath
from typing import Any
from urllib.parse import unquote, urlsplit

from markdown import Markdown
from markdown.treeprocessors import Treeprocessor
from markupsafe import Markup

from kb.articles.notices import Notice as Source
from kb.company import filled
from kb.site import Site
from kb_mkdocs.linking import Urls, root_prefix
from kb_mkdocs.navigation import ROOT
from kb_mkdocs.pages import MarkdownPool
from kb_mkdocs.views import Kind, Notice


class NoticeBoard:
    """Chooses and renders the notices of a page."""

    def __init__(self, site: Site, urls: Urls, *, pool: MarkdownPool, now: dt.datetime) -> None:
        """Render all notices that are not past.

        Args:
            site: the content.
            urls: (tag, id) → address relative to the site's root.
            pool: the Markdown of the pages.
            now: when the site is built; decides which notices are current.
        """
        self._now = now
        self._rendered = {
            tag: [_rendered(site, urls, pool, notice) for notice in notices if notice.ends > now]
            for tag, notices in site.notices.items()
        }

    def for_page(self, tag: str, kind: Kind, folder: str, here: str) -> tuple[Notice, ...]:
        """All on home and the ticket page, those for it on a section's page; past ones are left out."""
        if kind not in ("home", "ticket", "section", "glossary") or not self._rendered.get(tag):
            return ()
        return tuple(
            self._view(source, title, html.replace(ROOT, root_prefix(here)))
            for source, title, html in self._rendered[tag]
            if kind in ("home", "ticket") or not source.sections or folder in source.sections
        )

    def _view(self, source: Source, title: str, html: str) -> Notice:
        return Notice(
            id=source.id,
            title=title,
            html=Markup(html),  # noqa: S704 - rendered from the site's own Markdown
            severity=source.severity,  # type: ignore[arg-type]
            starts=_utc(source.starts),
            ends=_utc(source.ends),
            is_current=source.starts <= self._now < source.ends,
        )


def _rendered(site: Site, urls: Urls, pool: MarkdownPool, notice: Source) -> tuple[Source, str, str]:
    """(notice, title, HTML), addresses in the latter starting at ``ROOT``."""
    company = site.local_company(notice.locale)
    title, body = (filled(company, text) for text in (notice.title, notice.body))
    md = pool.instance(notice.locale)
    # Registered anew each time: an article that is rendered next puts its own processor in this place.
    md.treeprocessors.register(_RootedLinks(md, notice.path, urls), "relpath", 0)
    return notice, title, str(md.convert(body))


class _RootedLinks(Treeprocessor):
    """Turns links and images that are relative to the notice's file into addresses from the site's root."""

    def __init__(self, md: Markdown, path: str, urls: Urls) -> None:
        super().__init__(md)
        self._folder = posixpath.dirname(path)
        self._urls = urls

    def run(self, root: Any) -> None:
        for element, name in [*((a, "href") for a in root.iter("a")), *((i, "src") for i in root.iter("img"))]:
            parts = urlsplit(element.get(name, ""))
            if parts.scheme or parts.netloc or not parts.path:
                continue
            there = posixpath.normpath(posixpath.join(self._folder, unquote(parts.path)))
            tag, _, inner = there.partition("/")
            url = self._urls.get((tag, inner.removesuffix(".md")), there)
            element.set(name, ROOT + url + (f"#{parts.fragment}" if parts.fragment else ""))


def _utc(moment: dt.datetime) -> str:
    return moment.astimezone(dt.UTC).isoformat(timespec="seconds").replace("+00:00", "Z")
