"""kb/forms: the forms on the ticket and contact pages, and what page and intake read of them below ``forms/``."""

from __future__ import annotations

from typing import Any, cast

import jinja2
from mkdocs.config import config_options as c
from mkdocs.config.base import Config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.plugins import BasePlugin
from mkdocs.structure.files import Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page
from mkdocs.utils.templates import TemplateContext

from kb.forms.reading import Forms, read_forms
from kb.site import Site
from kb_mkdocs.form_files import write_form_files
from kb_mkdocs.form_views import FormViews
from kb_mkdocs.locales import check_order, page_views
from kb_mkdocs.pages import KbPage
from kb_mkdocs.theme import add_stylesheet
from kb_mkdocs.views import PageView


class FormsOptions(Config):
    """Options of ``kb/forms``."""

    intake_url = c.URL(default="", is_dir=True)
    """Address of the intake, such as ``https://intake.example/``; the forms post to ``v1/tickets`` below it. Empty by
    default: the site's own root, where ``kb serve`` and ``kb intake serve`` answer."""

    feedback = c.Type(bool, default=True)
    """Whether articles and terms ask "Did this help?". On by default: the intake keeps sums by day, and no names."""

    searches = c.Type(bool, default=False)
    """Whether pages tell the intake of searches after which nothing was opened: the query without addresses, long
    numbers and secrets, the locale, the number of results. Off by default: readers should be told so first, on the
    page about privacy."""


class FormsPlugin(BasePlugin[FormsOptions]):
    """Puts each form into its page and writes what the intake needs."""

    forms: Forms
    """What the last build read."""

    def __init__(self) -> None:
        self.forms = Forms()
        self._env: jinja2.Environment | None = None
        self._views: FormViews | None = None
        self._stylesheet = ""

    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Check the order of the plugins and forget the build before.

        Raises:
            PluginError: ``kb/locales`` is missing or comes later.
        """
        check_order(config, "kb/forms")
        self.forms, self._env, self._views = Forms(), None, None
        return config

    def on_files(self, files: Files, config: MkDocsConfig) -> Files:
        """Join the style sheets of the forms, which no other page loads."""
        self._stylesheet = add_stylesheet(files, config, "forms.css")
        return files

    def on_nav(self, nav: Navigation, config: MkDocsConfig, **_: Any) -> Navigation:
        """Read the forms.

        Raises:
            PluginError: the structure of a form is broken; missing words are warnings of ``kb.check``.
        """
        views = page_views(config)
        self.forms = _read(views.site)
        if self.forms.faults:
            raise PluginError("\n".join(str(fault) for fault in self.forms.faults))
        self._views = FormViews(
            views,
            self.forms,
            intake_url=self.config.intake_url,
            stylesheet=self._stylesheet,
            hears={"feedback": self.config.feedback, "searches": self.config.searches},
        )
        return nav

    def on_env(self, env: jinja2.Environment, **_: Any) -> jinja2.Environment:
        """Keep the templates for the shells."""
        self._env = env
        return env

    def on_page_context(self, context: TemplateContext, *, page: Page, **_: Any) -> TemplateContext:
        """Add its form to a page that has one, and "Did this help?" to articles and terms."""
        values = cast("dict[str, Any]", context)
        view = values.get("kb")
        if self._views and self.forms.forms and isinstance(page, KbPage) and isinstance(view, PageView):
            values["kb"] = self._views.complete(view)
        return context

    def on_post_build(self, config: MkDocsConfig) -> None:
        """Write the forms, their schemas, the profile, and the pages around the intake's words."""
        if self._env is None or self._views is None:
            raise PluginError("kb/forms: another plugin ended the build before the templates were ready.")
        if self.forms.forms:
            write_form_files(self._views, self._env, config)


def _read(site: Site) -> Forms:
    settings = site.settings
    forms, _ = read_forms(
        settings.docs, settings.locales, root=settings.root, company=site.company, messages=site.messages
    )
    return forms
