"""Dated notices as the pages show them."""

from __future__ import annotations

import datetime as dt
import posixpath
from typing import Any
from urllib.parse import urlsplit

from markdown import Markdown
from markdown.treeprocessors import Treeprocessor
from markupsafe import Markup

from kb.articles.notices import Notice as Source
from kb.site import Site
from kb_mkdocs.linking import Urls, root_prefix
from kb_mkdocs.navigation import ROOT
from kb_mkdocs.views import Kind, Notice


class NoticeBoard:
    """Chooses and renders the notices of a page."""

    def __init__(self, site: Site, urls: Urls, *, now: dt.datetime) -> None:
        self._now = now
        self._rendered = {
            tag: [(notice, self._html(site, urls, notice)) for notice in notices if notice.ends > now]
            for tag, notices in site.notices.items()
        }

    def for_page(self, tag: str, kind: Kind, folder: str, here: str) -> tuple[Notice, ...]:
        """All on home and the ticket page, those for it on a section's page; past ones are left out."""
        if kind not in ("home", "ticket", "section", "glossary") or not self._rendered.get(tag):
            return ()
        return tuple(
            self._view(source, html.replace(ROOT, root_prefix(here)))
            for source, html in self._rendered[tag]
            if kind in ("home", "ticket") or not source.sections or folder in source.sections
        )

    def _view(self, source: Source, html: str) -> Notice:
        return Notice(
            id=source.id,
            title=source.title,
            html=Markup(html),  # noqa: S704 - rendered from the site's own Markdown
            severity=source.severity,  # type: ignore[arg-type]
            starts=_utc(source.starts),
            ends=_utc(source.ends),
            is_current=source.starts <= self._now < source.ends,
        )

    @staticmethod
    def _html(site: Site, urls: Urls, notice: Source) -> str:
        company = site.local_company(notice.locale)
        text = company.fill(notice.body)[0] if company else notice.body
        md = Markdown(extensions=["attr_list"])
        md.treeprocessors.register(_ArticleLinks(md, notice.path, urls), "kb_links", 0)
        return str(md.convert(text))


class _ArticleLinks(Treeprocessor):
    """Turns links to Markdown files into addresses from the site's root."""

    def __init__(self, md: Markdown, path: str, urls: Urls) -> None:
        super().__init__(md)
        self._folder = posixpath.dirname(path)
        self._urls = urls

    def run(self, root: Any) -> None:
        for link in root.iter("a"):
            parts = urlsplit(link.get("href", ""))
            tag, _, name = posixpath.normpath(posixpath.join(self._folder, parts.path)).partition("/")
            url = self._urls.get((tag, name.removesuffix(".md")))
            if url is not None and not parts.scheme:
                link.set("href", ROOT + url + (f"#{parts.fragment}" if parts.fragment else ""))


def _utc(moment: dt.datetime) -> str:
    return moment.astimezone(dt.UTC).isoformat(timespec="seconds").replace("+00:00", "Z")
