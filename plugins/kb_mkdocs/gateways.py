"""Pages without an article: the chooser at the root, ``/go/<id>/``, the 404 pages, and the sitemap."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from html import escape
from pathlib import Path
from urllib.parse import urlsplit

import jinja2
import mkdocs
from markupsafe import Markup
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.utils import get_relative_url, normalize_url

from kb.locales import Locale
from kb_mkdocs.head import alternate_links
from kb_mkdocs.pageviews import PageViews
from kb_mkdocs.views import Gateway, LanguageLink, PageView


def write_gateways(views: PageViews, env: jinja2.Environment, config: MkDocsConfig) -> None:
    """Write the pages that lead into the locales."""
    site_dir = Path(config.site_dir)
    text = rendered("chooser.html", _chooser(views), views, env, config, base=".")
    write_page(site_dir / "index.html", text)
    for article_id in views.site.tree.versions:
        if article_id != "index":
            here = f"go/{article_id.removesuffix('/index')}/"
            base = get_relative_url(".", here)
            text = rendered("go.html", _go(views, article_id, here), views, env, config, base=base)
            write_page(site_dir / here / "index.html", text)


def write_not_found(views: PageViews, env: jinja2.Environment, config: MkDocsConfig) -> None:
    """Write the 404 of the site and of each locale. A server shows them at any depth: their addresses are absolute."""
    root = urlsplit(views.site.settings.site_url).path or "/"
    for locale in (None, *views.site.settings.locales):
        text = rendered("not-found.html", not_found(views, locale, root), views, env, config, base=root)
        write_page(Path(config.site_dir, locale.tag if locale else "", "404.html"), text)


def write_sitemap(views: PageViews, env: jinja2.Environment, config: MkDocsConfig) -> None:
    """Write the sitemap of all real versions with their alternates; none without the site's address."""
    base = views.site.settings.site_url
    if not base:
        return
    home = [(tag, base + url) for tag, url in views.alternates("index")]
    entries: list[dict[str, object]] = [{"url": base, "updated": None, "alternates": home}]
    entries += [
        {
            "url": base + views.urls[article.locale, article_id],
            "updated": views.updated_day(article),
            "alternates": [(tag, base + url) for tag, url in views.alternates(article_id)],
        }
        for article_id in views.site.tree.home.ids()
        for article in views.site.tree.translations(article_id)
        if article.path
    ]
    write_page(Path(config.site_dir, "sitemap.xml"), env.get_template("sitemap.html").render(entries=entries))


def not_found(views: PageViews, locale: Locale | None, here: str) -> PageView:
    """The 404 of a locale, or of the site: then with the words of all locales."""
    shown = locale or views.site.settings.locales[0]
    messages = views.messages(shown.tag)
    text = messages.gettext("The page may have moved, or the address may be mistyped.")
    view = replace(
        views.frame("not-found", shown, messages.gettext("Page not found"), here), description=text, is_indexed=False
    )
    if locale is None:
        return replace(view, gateways=_each(views, lambda other: _lost(views, other, here)))
    home = views.site.tree.entries[locale.tag]["index"]
    languages = tuple(
        LanguageLink(
            other.tag,
            other.name,
            views.linker.url(other.tag, "index", here),
            is_current=other == locale,
            is_translated=True,
        )
        for other in views.site.settings.locales
    )
    return replace(view, languages=languages, sections=views.section_cards(home, here))


def _chooser(views: PageViews) -> PageView:
    def gateway(locale: Locale) -> Gateway:
        home = views.site.tree.entries[locale.tag]["index"].article
        link = views.linker.link(locale.tag, "index", "")
        return Gateway(locale, views.linker.title(home), views.linker.description(home), (link,))

    first = views.site.settings.locales[0]
    frame = views.frame("chooser", first, views.site_title(first.tag), "", article_id="index")
    links = alternate_links(views, frame)
    base = escape(views.site.settings.site_url)
    head = Markup(f'<link rel="canonical" href="{base}">\n{links}') if base else Markup()  # noqa: S704 - escaped
    return replace(frame, gateways=_each(views, gateway), extra={"alternates": head})


def _go(views: PageViews, article_id: str, here: str) -> PageView:
    def gateway(locale: Locale) -> Gateway:
        link = views.linker.link(locale.tag, article_id, here)
        return Gateway(locale, link.title, "", (link,))

    first = views.site.settings.locales[0]
    frame = views.frame("go", first, views.linker.titles[first.tag][article_id], here, article_id=article_id)
    return replace(frame, gateways=_each(views, gateway), is_indexed=False)


def _lost(views: PageViews, locale: Locale, here: str) -> Gateway:
    view = not_found(views, locale, here)
    write = views.messages(locale.tag).gettext("Write to us")
    ways = (view.home, *((replace(view.ticket, title=write),) if view.ticket else ()))
    return Gateway(locale, view.title, view.description, ways)


def _each(views: PageViews, gateway: Callable[[Locale], Gateway]) -> tuple[Gateway, ...]:
    return tuple(gateway(locale) for locale in views.site.settings.locales)


def rendered(
    name: str, view: PageView, views: PageViews, env: jinja2.Environment, config: MkDocsConfig, *, base: str
) -> str:
    """The page of a view without an article; ``base`` leads from it to the site's root."""
    words = views.messages(view.locale.tag)
    return env.get_template(name).render(
        kb=view,
        _=words.gettext,
        ngettext=words.ngettext,
        page=None,
        config=config,
        base_url=base,
        extra_css=[normalize_url(path, base=base) for path in config.extra_css],
        extra_javascript=[],
        mkdocs_version=mkdocs.__version__,
    )


def write_page(path: Path, text: str) -> None:
    """Write a page into a folder that need not exist yet."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
