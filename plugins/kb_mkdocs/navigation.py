"""The section navigation as HTML, made once a section and not once a page."""

from __future__ import annotations

from collections.abc import Mapping
from html import escape

from markupsafe import Markup

from kb.articles.tree import Entry, Section

ROOT = "\0"
"""Stands for the way from the page to the site's root, so that a fragment serves pages of every depth."""
_NEIGHBOURS = 15
_MANY = 100


class NavigationFragments:
    """The navigation of one locale."""

    def __init__(
        self,
        home: Section,
        entries: Mapping[str, Entry],
        *,
        urls: Mapping[str, str],
        titles: Mapping[str, str],
        all_label: str,
    ) -> None:
        """Prepare the locale's navigation.

        Args:
            home: all sections, in the locale's order.
            entries: id → what the locale shows there.
            urls: id → address relative to the site's root.
            titles: id → title.
            all_label: "All articles in this section".
        """
        self._home = home
        self._entries = entries
        self._urls = urls
        self._titles = titles
        self._all_label = all_label
        self._opened: dict[str, str] = {}
        self._sections = {section.folder: section for section in home.walk()}

    def html(self, article_id: str, root: str) -> Markup:
        """The list for the page of ``article_id``; ``root`` is the relative address of the site's root."""
        folder = article_id.rpartition("/")[0]
        section = self._sections[folder]
        if len(section.articles) > _MANY:
            html = self._list(folder, article_id)
        else:
            if folder not in self._opened:
                self._opened[folder] = self._list(folder, "")
            html = self._opened[folder]
        link = f'href="{ROOT}{self._urls[article_id]}"'
        return Markup(html.replace(link, f'{link} aria-current="page"', 1).replace(ROOT, root))  # noqa: S704 - escaped below

    def _list(self, folder: str, article_id: str) -> str:
        items = "".join(self._section(section, folder, article_id) for section in self._home.sections)
        return f'<ul class="kb-nav">{items}</ul>'

    def _section(self, section: Section, folder: str, article_id: str) -> str:
        if folder != section.folder and not folder.startswith(f"{section.folder}/"):
            return f'<li class="kb-nav__section">{self._link(section.index)}</li>'
        shown = self._near(section, article_id)
        inner = "".join(f"<li>{self._link(name)}</li>" for name in shown)
        if len(shown) < len(section.articles):
            index = self._urls[section.index]
            inner += f'<li><a class="kb-nav__all" href="{ROOT}{index}">{escape(self._all_label)}</a></li>'
        inner += "".join(self._section(child, folder, article_id) for child in section.sections)
        nested = f"<ul>{inner}</ul>" if inner else ""
        return f'<li class="kb-nav__section kb-nav__section--open">{self._link(section.index)}{nested}</li>'

    def _near(self, section: Section, article_id: str) -> tuple[str, ...]:
        if len(section.articles) <= _MANY:
            return section.articles
        place = section.articles.index(article_id) if article_id in section.articles else 0
        start = max(0, min(place - _NEIGHBOURS, len(section.articles) - 2 * _NEIGHBOURS - 1))
        return section.articles[start : start + 2 * _NEIGHBOURS + 1]

    def _link(self, article_id: str) -> str:
        article = self._entries[article_id]
        link = f'href="{ROOT}{self._urls[article_id]}"'
        title = escape(self._titles[article_id])
        if not article.is_fallback:
            return f"<a {link}>{title}</a>"
        tag = article.article.locale
        return f'<a {link}><span lang="{tag}">{title}</span> <span class="kb-badge">{tag}</span></a>'
