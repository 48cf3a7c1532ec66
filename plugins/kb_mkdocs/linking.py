"""Links between pages: titles in the page's locale, addresses relative to the page."""

from __future__ import annotations

from collections.abc import Mapping

from mkdocs.utils import get_relative_url

from kb.articles.article import Article
from kb.articles.tree import Entry
from kb.company import LocalCompany, filled
from kb.site import Site
from kb_mkdocs.views import Card, Link

Urls = Mapping[tuple[str, str], str]
"""(tag, id) → address relative to the site's root."""


def relative(url: str, here: str) -> str:
    """An address as seen from the page at ``here``, both relative to the site's root.

    ``here`` may instead be the root's own absolute path: then the address is absolute too.
    """
    return here + url if here.startswith("/") else get_relative_url(url or ".", here)


def root_prefix(here: str) -> str:
    """What leads from the page at ``here`` to the site's root: ``../../``, or nothing."""
    return "../" * here.count("/")


def results_url(tag: str) -> str:
    """Where a locale's search results are, relative to the site's root."""
    return f"{tag}/search/"


class Linker:
    """Makes links and cards; reads what it was given and keeps nothing of a page."""

    def __init__(self, site: Site, urls: Urls) -> None:
        self.site = site
        self.urls = urls
        self.companies = {locale.tag: site.local_company(locale.tag) for locale in site.settings.locales}
        self._locales = {locale.tag: locale for locale in site.settings.locales}
        self.titles = {
            tag: {article_id: self.title(entry.article) for article_id, entry in entries.items()}
            for tag, entries in site.tree.entries.items()
        }

    def company(self, tag: str) -> LocalCompany | None:
        """The company's profile in a locale."""
        return self.companies[tag]

    def title(self, article: Article) -> str:
        """An article's title with the profile's words in it."""
        return self.filled(article.locale, article.title)

    def description(self, article: Article) -> str:
        """An article's description with the profile's words in it."""
        return self.filled(article.locale, article.description)

    def body(self, article: Article) -> str:
        """An article's Markdown with the profile's words in it."""
        return self.filled(article.locale, article.body)

    def link(self, tag: str, article_id: str, here: str) -> Link:
        """A link to an article in a locale, from the page at ``here``."""
        entry = self.site.tree.entries[tag][article_id]
        return Link(self.titles[tag][article_id], self.url(tag, article_id, here), *self._other_locale(entry))

    def optional(self, tag: str, article_id: str, here: str) -> Link | None:
        """The same, or None where the site has no such article."""
        return self.link(tag, article_id, here) if article_id in self.site.tree.versions else None

    def card(self, tag: str, article_id: str, here: str, *, count: int = 0) -> Card:
        """A link with its description."""
        entry = self.site.tree.entries[tag][article_id]
        return Card(
            self.titles[tag][article_id],
            self.url(tag, article_id, here),
            *self._other_locale(entry),
            description=self.description(entry.article),
            icon=entry.article.icon,
            count=count,
        )

    def url(self, tag: str, article_id: str, here: str) -> str:
        """The address of an article's page, from the page at ``here``."""
        return relative(self.urls[tag, article_id], here)

    def filled(self, tag: str, text: str) -> str:
        """A text of a locale with the profile's words in it."""
        return filled(self.companies[tag], text)

    def _other_locale(self, entry: Entry) -> tuple[str | None, str | None]:
        if not entry.is_fallback:
            return None, None
        return entry.article.locale, self._locales[entry.article.locale].name_in(entry.locale)
