"""Markdown copies of the articles, and ``llms.txt`` as their index.

A copy lies where its source lies below the documents, so that links between sources hold between copies.
Source of the form: the proposal at https://llmstxt.org.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

from kb.articles.article import Article
from kb.articles.tree import Section
from kb.locales import Locale
from kb_mkdocs.pageviews import PageViews


def write_copies(views: PageViews, site_dir: Path) -> None:
    """Write a copy of every real version, an index a locale, and one of all locales."""
    for versions in views.site.tree.versions.values():
        for article in (article for article in versions.values() if article.path):
            _write(site_dir / f"{article.locale}/{article.id}.md", _copy(views, article))
    locales = views.site.settings.locales
    for locale in locales:
        _write(site_dir / locale.tag / "llms.txt", "\n".join(_index(views, locale)) + "\n")
    lines = [f"# {views.site_title(locales[0].tag)}", "", "## Languages", ""]
    base = views.site.settings.site_url
    lines += [f"- [{locale.name}]({base}{locale.tag}/llms.txt): {views.site_title(locale.tag)}" for locale in locales]
    _write(site_dir / "llms.txt", "\n".join(lines) + "\n")


def _copy(views: PageViews, article: Article) -> str:
    description = views.linker.description(article)
    body = views.linker.body(article).strip("\n")
    parts = [f"# {views.linker.title(article)}", f"> {description}" if description else "", body]
    return "\n\n".join(filter(None, parts)) + "\n"


def _index(views: PageViews, locale: Locale) -> Iterator[str]:
    home = views.site.tree.entries[locale.tag]["index"].article
    yield f"# {views.site_title(locale.tag)}"
    if description := views.linker.description(home):
        yield f"\n> {description}"
    yield from _links(views, locale, views.site.tree.home)


def _links(views: PageViews, locale: Locale, section: Section) -> Iterator[str]:
    entries = views.site.tree.entries[locale.tag]
    base = views.site.settings.site_url
    if section.folder:
        yield f"\n## {views.linker.title(entries[section.index].article)}\n"
    elif section.articles:
        yield ""
    for article_id in section.articles:
        article = entries[article_id].article
        if article.locale == locale.tag:
            title, description = views.linker.title(article), views.linker.description(article)
            # Without the site's address, a link holds from where this file is.
            url = quote(f"{article_id}.md")
            yield f"- [{title}]({f'{base}{locale.tag}/' if base else ''}{url}): {description}"
    for inner in section.sections:
        yield from _links(views, locale, inner)


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
