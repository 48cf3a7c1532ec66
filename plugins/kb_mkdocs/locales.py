"""kb/locales: one MkDocs pass for all locales, with navigation, fallbacks, language switch, chooser and 404 pages."""

from __future__ import annotations

import datetime as dt
import logging
import os
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import jinja2
from mkdocs.config import config_options as c
from mkdocs.config.base import Config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.plugins import BasePlugin, event_priority
from mkdocs.structure.files import Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page
from mkdocs.utils.templates import TemplateContext

from kb.articles.dates import commit_days
from kb.check import check_site
from kb.company import filled
from kb.problems import KbError, sorted_problems
from kb.site import Site, SiteSettings, read_site, site_settings
from kb_mkdocs.files import entry_files, unpublished
from kb_mkdocs.gateways import write_gateways, write_not_found, write_sitemap
from kb_mkdocs.head import alternate_links
from kb_mkdocs.intake_links import reaching
from kb_mkdocs.notices import NoticeBoard
from kb_mkdocs.pages import KbPage, MarkdownPool
from kb_mkdocs.pageviews import PageViews
from kb_mkdocs.reporting import report
from kb_mkdocs.theme import add_overrides, add_stylesheet, overrides_folder, shorten_scripts, theme_stylesheet
from kb_mkdocs.trees import locale_navigation
from kb_mkdocs.views import PageView

log = logging.getLogger("mkdocs.plugins.kb")
_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; "
    "connect-src 'self'; manifest-src 'self'; form-action 'self'; base-uri 'none'"
)


class LocalesOptions(Config):
    """Options of ``kb/locales``."""

    locales = c.ListOfItems(c.Type(str), default=[])
    """Tags in the order of the language switch; empty: every folder of the documents that is named like a locale."""

    catalogues = c.Optional(c.Type(str))
    """Folder of the site's own gettext catalogues, relative to ``mkdocs.yml``; they win over the package's."""


@dataclass(slots=True)
class Build:
    """What one build shares; made anew at each, read-only once the first page is rendered."""

    site: Site
    pool: MarkdownPool
    stylesheets: tuple[str, ...] = ()
    views: PageViews | None = None
    env: jinja2.Environment | None = None


class LocalesPlugin(BasePlugin[LocalesOptions]):
    """Locales, navigation, fallback pages, dates, notices and the pages for all locales."""

    build: Build
    is_live = False

    def on_startup(self, *, command: str, dirty: bool) -> None:  # noqa: ARG002 - MkDocs' signature
        """Remember whether a live-reload server runs: its inline script would break the policy."""
        self.is_live = command == "serve"

    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Read all articles and report what is wrong with them."""
        if not config.use_directory_urls:
            raise PluginError(
                "kb/locales: the addresses of articles end in a slash. Delete 'use_directory_urls: false'."
            )
        try:
            site, problems = read_site(self.settings(config))
        except KbError as error:
            raise PluginError(f"kb/locales: {error}") from error
        report(sorted_problems([*problems, *check_site(site)]))
        _adjust(config)
        add_overrides(config)
        config.theme.static_templates -= {"404.html", "sitemap.xml"}
        self.build = Build(site, MarkdownPool(config, site.messages))
        return config

    def settings(self, config: MkDocsConfig) -> SiteSettings:
        """Where the site's sources are.

        Raises:
            KbError: an unknown locale, or none.
        """
        root = Path(config.config_file_path).resolve().parent if config.config_file_path else Path.cwd()
        own = [self.config.catalogues] if self.config.catalogues else []
        docs = Path(config.docs_dir).resolve()
        return site_settings(root, docs, locales=self.config.locales, catalogues=own, site_url=config.site_url or "")

    def on_files(self, files: Files, config: MkDocsConfig) -> Files:
        """Leave sources out of the site; add a page for every article in every locale."""
        for file in unpublished(files, self.build.site):
            files.remove(file)
        for file, entry in entry_files(files, self.build.site, config):
            KbPage(entry, entry.article.title, file, config, self.build.pool)
        shorten_scripts(files)
        self.build.stylesheets = (theme_stylesheet(config), add_stylesheet(files, config))
        return files

    def on_nav(self, nav: Navigation, config: MkDocsConfig, files: Files) -> Navigation:  # noqa: ARG002
        """Give each locale its own navigation, and prepare what all page views share."""
        site = self.build.site
        pages = {(f.page.entry.locale.tag, f.page.entry.id): f.page for f in files if isinstance(f.page, KbPage)}
        urls = {key: page.url for key, page in pages.items()}
        searches = _searches(config)
        self.build.views = PageViews(
            site,
            urls=urls,
            site_name=config.site_name,
            stylesheets=self.build.stylesheets,
            commit_days=_commit_days(site),
            notices=NoticeBoard(site, urls, pool=self.build.pool, now=_now()),
            policy="" if self.is_live else reaching(_POLICY, searches or "", site.settings.site_url),
            has_search="kb/search" in config.plugins,
            searches=searches,
        )
        return locale_navigation(site, pages)

    def on_page_markdown(self, markdown: str, *, page: Page, **_: Any) -> str:
        """Leave the passages for this company, and fill in its words."""
        if not isinstance(page, KbPage):
            return markdown
        return filled(self.build.site.local_company(page.entry.article.locale), markdown)

    def on_env(self, env: jinja2.Environment, **_: Any) -> jinja2.Environment:
        """Trim the templates: a third of a page would be indentation."""
        env.trim_blocks = env.lstrip_blocks = True
        # Words of four alphabets: escaped, each letter would take six bytes.
        env.policies["json.dumps_kwargs"] = {"ensure_ascii": False, "sort_keys": True}
        self.build.env = env
        return env

    @event_priority(50)
    def on_page_context(
        self, context: TemplateContext, *, page: Page, config: MkDocsConfig, **_: Any
    ) -> TemplateContext:
        """Add ``kb``, the page's view, and the words of its locale."""
        views = self.views
        view = views.page(page.entry, edit_url=page.edit_url) if isinstance(page, KbPage) else self._foreign(page)
        extra = {"alternates": alternate_links(views, view)} if view.is_indexed else {}
        words = views.messages(view.locale.tag)
        values: Any = context
        values.update({"kb": replace(view, extra=extra), "_": words.gettext, "ngettext": words.ngettext})
        # The theme's own templates, where a site includes one, look up their words by this.
        config.theme["language"] = view.locale.tag
        return context

    def on_post_build(self, config: MkDocsConfig) -> None:
        """Write the pages without an article: chooser, ``/go/``, 404s, sitemap."""
        env = self.build.env
        if env is None:
            raise PluginError("kb/locales: another plugin ended the build before the templates were ready.")
        write_gateways(self.views, env, config)
        write_not_found(self.views, env, config)
        write_sitemap(self.views, env, config)

    def on_serve(self, server: Any, *, config: MkDocsConfig, **_: Any) -> Any:
        """Rebuild after a change of a template or of the site's own words too."""
        root = Path(config.config_file_path).parent
        for folder in (overrides_folder(), *((root / self.config.catalogues,) if self.config.catalogues else ())):
            if folder.is_dir():
                server.watch(str(folder))
        return server

    @property
    def views(self) -> PageViews:
        """The page views of this build."""
        if self.build.views is None:
            raise PluginError("kb/locales: another plugin asked for the pages before the navigation was known.")
        return self.build.views

    def _foreign(self, page: Page) -> PageView:
        """The view of a page that another plugin made."""
        locales = self.build.site.settings.locales
        tag = page.url.partition("/")[0]
        locale = next((locale for locale in locales if locale.tag == tag), locales[0])
        view = self.views.frame("article", locale, page.title or page.file.name, page.url)
        return replace(view, id=page.file.src_uri)


def page_views(config: MkDocsConfig) -> PageViews:
    """The page views of the build that runs, for the plugins that build on this one."""
    plugin = config.plugins["kb/locales"]
    if not isinstance(plugin, LocalesPlugin):
        raise TypeError("kb/locales is another plugin than ours")
    return plugin.views


def check_order(config: MkDocsConfig, name: str) -> None:
    """Refuse a plugin that builds on this one where this one is missing or comes later.

    Raises:
        PluginError: so it is.
    """
    names = list(config.plugins)
    if "kb/locales" not in names or names.index("kb/locales") > names.index(name):
        raise PluginError(f"{name}: needs kb/locales. List 'kb/locales' before it under 'plugins'.")


def _searches(config: MkDocsConfig) -> str | None:
    """Address of the intake, where ``kb/forms`` says that it wants to know of searches in vain."""
    forms = config.plugins.get("kb/forms")
    return str(forms.config["intake_url"] or "") if forms and forms.config["searches"] else None


def _commit_days(site: Site) -> Mapping[str, dt.date]:
    articles = (article for versions in site.tree.versions.values() for article in versions.values())
    return commit_days(site.settings.docs) if any(a.path and not a.updated for a in articles) else {}


def _now() -> dt.datetime:
    """The moment of the build; ``SOURCE_DATE_EPOCH`` sets it for a reproducible one."""
    epoch = os.environ.get("SOURCE_DATE_EPOCH")
    return dt.datetime.fromtimestamp(int(epoch), dt.UTC) if epoch else dt.datetime.now(dt.UTC)


def _adjust(config: MkDocsConfig) -> None:
    """Add the extensions that the pages cannot do without; warn of settings that they have no use for."""
    # Headings carry their ids as attributes, and notes are admonitions.
    config.markdown_extensions += [
        name for name in ("attr_list", "admonition") if name not in config.markdown_extensions
    ]
    if config.nav:
        log.warning("nav: the navigation follows the folders and 'order:'. Delete 'nav' from the configuration.")
    if "material/search" in config.plugins or "search" in config.plugins:
        log.warning("plugins: no page loads the index of 'search', and it finds no inflected words. Delete it.")
