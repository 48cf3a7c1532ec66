"""kb/search: an index a locale, which the pages' search box reads in parts, and the page of results."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import jinja2
from mkdocs.config import config_options as c
from mkdocs.config.base import Config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.plugins import BasePlugin
from mkdocs.structure.pages import Page

from kb.problems import KbError
from kb.search.documents import Document, Section
from kb.search.files import COMPRESSIONS, check_compressions, write_files
from kb.search.learned import FILE, learned_postings, read_learned
from kb.search.sections import clean_line, sections
from kb.text.tokens import tokens
from kb_mkdocs.locales import check_order, page_views
from kb_mkdocs.markdown import note_titles
from kb_mkdocs.pages import KbPage
from kb_mkdocs.pageviews import PageViews
from kb_mkdocs.results import write_results_pages

_SEARCHED = frozenset(("article", "term", "ticket", "contact"))
_OF_OTHER_PAGES = frozenset(("section", "glossary"))
_OWN_WORDS = 30
"""From so many words on an index page says something itself; below, it only leads to the pages that do."""

Documents = Mapping[str, tuple[Document, ...]]
"""Tag → what is found in that locale, by id."""


class SearchOptions(Config):
    """Options of ``kb/search``."""

    compress = c.ListOfItems(c.Choice(COMPRESSIONS), default=[])
    """Also write copies that are compressed already: ``br`` (Brotli, a seventh smaller) and ``gzip``. None by default,
    since only a server that is told to (nginx: ``brotli_static``, ``gzip_static``) sends them."""


class SearchPlugin(BasePlugin[SearchOptions]):
    """Collects the text of each page as it is made, and writes the indexes when all are."""

    documents: Documents
    """What the last build found."""

    def __init__(self) -> None:
        self.documents = {}
        self._found: dict[tuple[str, str], Document] = {}
        self._env: jinja2.Environment | None = None
        self._made: dict[str, tuple[object, dict[str, bytes]]] = {}
        """Tag → what the index of the build before was made of, and the index: a server builds after each change."""

    def on_startup(self, *, command: str, dirty: bool) -> None:
        """Nothing; but only a plugin with this hook is kept, with the indexes it made, while a server runs."""

    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Check the options and forget the build before.

        Raises:
            PluginError: ``kb/locales`` is missing or comes later, or Brotli is wanted but not installed.
        """
        check_order(config, "kb/search")
        try:
            check_compressions(self.config.compress, option="kb/search: compress")
        except KbError as error:
            raise PluginError(str(error)) from error
        self._found, self._env = {}, None
        return config

    def on_env(self, env: jinja2.Environment, **_: Any) -> jinja2.Environment:
        """Keep the templates for the page of results."""
        self._env = env
        return env

    def on_page_content(self, html: str, *, page: Page, config: MkDocsConfig, **_: Any) -> str:
        """Take the page's text; the page stays as it is."""
        if isinstance(page, KbPage) and (document := map_page(page_views(config), page, html)):
            self._found[page.entry.locale.tag, page.entry.id] = document
        return html

    def on_post_build(self, config: MkDocsConfig) -> None:
        """Write the indexes, their licences, and the pages of results."""
        from kb.search.notice import NOTICE, notice

        if self._env is None:
            raise PluginError("kb/search: another plugin ended the build before the templates were ready.")
        views = page_views(config)
        locales = [locale.tag for locale in views.site.settings.locales]
        self.documents = reduce_pages(self._found, locales)
        folder = Path(config.site_dir, "search")
        for tag, documents in self.documents.items():
            # What is wrong with the table is told by kb.check.
            table, _ = read_learned(views.site.settings.docs / tag / FILE, root=views.site.settings.root)
            files = self.index(tag, documents, learned_postings(table.words))
            write_files(folder / tag, files, compress=self.config.compress)
        if licences := notice(locales):
            write_files(folder, {NOTICE: licences.encode()})
        write_results_pages(views, self._env, config)

    def index(
        self, tag: str, documents: tuple[Document, ...], learned: Mapping[str, Mapping[str, int]]
    ) -> dict[str, bytes]:
        """The index of a locale; that of the build before where nothing changed."""
        # Dictionaries and stemmers take a tenth of a second to import, which a mere check should not pay.
        from kb.search.index import build_index

        before = self._made.get(tag)
        if before is None or before[0] != (documents, learned):
            self._made[tag] = before = (documents, learned), build_index(documents, tag, learned=learned)
        return before[1]


def map_page(views: PageViews, page: KbPage, html: str) -> Document | None:
    """What a page is found by; nothing where it has no text of its own. A pure function of the page.

    The description leads the text: it says what the page is about in a reader's words (42 of 240 questions did not find
    their article without it, 31 with it). The questions of ``answers:`` are not indexed: they prove that the text is.
    """
    entry, article, linker = page.entry, page.entry.article, views.linker
    if article.kind not in _SEARCHED | _OF_OTHER_PAGES or not article.path:
        return None
    title = linker.title(article)
    titles = note_titles(views.messages(article.locale)).values()
    found = sections(html, ignored={clean_line(title), *map(clean_line, titles)})
    if article.kind in _OF_OTHER_PAGES and _word_count(found) < _OWN_WORDS:
        return None
    above = (name for name in views.breadcrumb_ids(entry.id) if name != "index")
    return Document(
        id=entry.id,
        title=clean_line(title),
        sections=_led_by(clean_line(linker.description(article)), found),
        url=views.urls[entry.locale.tag, entry.id],
        trail=tuple(linker.titles[entry.locale.tag][name] for name in above),
        keywords=tuple(linker.filled(article.locale, words) for words in article.keywords),
        kind=article.kind,
        locale=article.locale if entry.is_fallback else "",
        aliases=tuple(linker.filled(article.locale, alias) for alias in article.aliases),
        definition=linker.description(article) if article.kind == "term" else "",
    )


def reduce_pages(found: Mapping[tuple[str, str], Document], tags: Iterable[str]) -> Documents:
    """The documents of each locale by id, whatever order the pages were made in."""
    ordered = sorted(found)
    return {tag: tuple(found[key] for key in ordered if key[0] == tag) for tag in tags}


def _led_by(description: str, found: tuple[Section, ...]) -> tuple[Section, ...]:
    has_lead = bool(found) and not found[0].heading
    lines = [description, found[0].text if has_lead else ""]
    lead = Section("", "", "\n".join(filter(None, lines)))
    return (lead, *found[has_lead:]) if lead.text else found


def _word_count(found: Iterable[Section]) -> int:
    return sum(1 for section in found for _ in tokens(section.text))
