"""MkDocs' own navigation objects, one tree a locale, for templates and plugins that read them."""

from __future__ import annotations

from collections.abc import Mapping

from mkdocs.structure import StructureItem
from mkdocs.structure.nav import Navigation
from mkdocs.structure.nav import Section as NavSection

from kb.articles.tree import Section
from kb.site import Site
from kb_mkdocs.pages import KbPage

Pages = Mapping[tuple[str, str], KbPage]


def locale_navigation(site: Site, pages: Pages) -> Navigation:
    """One section a locale, previous and next within the locale only."""
    items: list[StructureItem] = []
    ordered: list[KbPage] = []
    for locale in site.settings.locales:
        run = [pages[locale.tag, name] for name in site.tree.home.ids()]
        for page, before, after in zip(run, [None, *run], [*run[1:], None], strict=False):
            page.previous_page, page.next_page = before, after
        ordered += run
        items.append(NavSection(locale.name, _children(site.tree.home, locale.tag, pages)))
    return Navigation(items, list(ordered))


def _children(section: Section, tag: str, pages: Pages) -> list[StructureItem]:
    children: list[StructureItem] = [pages[tag, name] for name in (section.index, *section.articles)]
    for child in children:
        # MkDocs marks all parents of the page being rendered; ours are found by path instead.
        child.parent = None
    return children + [
        NavSection(pages[tag, inner.index].title or inner.folder, _children(inner, tag, pages))
        for inner in section.sections
    ]
