"""The public files of the forms, ``<site>/forms/``: the intake starts with these alone."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import jinja2
from markupsafe import Markup
from mkdocs.config.defaults import MkDocsConfig

from kb.forms.schema import schema
from kb.intake.reply_template import reply_template
from kb.intake.words import words
from kb.locales import Locale
from kb_mkdocs.form_views import FORM_OF_KIND, FormViews
from kb_mkdocs.gateways import rendered, write_page
from kb_mkdocs.views import LanguageLink, PageView

TITLE = Markup("<!--kb:title-->")
"""What the intake replaces by its own title; ``shell.html`` has the place for the rest."""


def write_form_files(views: FormViews, env: jinja2.Environment, config: MkDocsConfig) -> None:
    """Write each form in each locale, its schema, the index, and a locale's shell and words of the intake."""
    folder = Path(config.site_dir, "forms")
    locales = views.views.site.settings.locales
    for form_id, form in views.forms.forms.items():
        found = schema(form, locales=[locale.tag for locale in locales])
        write_page(folder / f"{form_id}.schema.json", _indented(found))
        for locale in locales:
            write_page(folder / f"{form_id}.{locale.tag}.json", views.json(form_id, locale.tag))
    write_page(folder / "index.json", _indented(index(views)))
    for locale in locales:
        text = rendered("main.html", shell(views, locale), views.views, env, config, base=views.root)
        write_page(folder / f"shell.{locale.tag}.html", text)
        messages = views.views.messages(locale.tag)
        write_page(folder / f"intake.{locale.tag}.json", _indented(words(messages)))
        # Without a translation there is no reply, and the intake says so before it starts.
        if reply := reply_template(messages, views.profile(locale.tag)):
            write_page(folder / f"reply.{locale.tag}.json", _indented(reply))


def index(views: FormViews) -> dict[str, Any]:
    """What there is: forms with their versions, locales, addresses of pages, and the profile in each locale."""
    settings = views.views.site.settings
    tags = [locale.tag for locale in settings.locales]
    return {
        "forms": {form_id: form.version for form_id, form in views.forms.forms.items()},
        "locales": tags,
        "working_locale": views.forms.working,
        "site_url": settings.site_url,
        "intake_url": views.intake_url,
        **views.hears,
        "pages": {tag: _pages(views, tag) for tag in tags},
        "company": {tag: views.profile(tag) for tag in tags},
    }


def shell(views: FormViews, locale: Locale) -> PageView:
    """A page of the site in which the intake shows its words: a receipt, or the form with its errors."""
    root, pages = views.root, views.views
    place = "ticket" if "ticket" in pages.site.tree.versions else "index"
    frame = pages.frame("shell", locale, TITLE, root)
    return replace(
        frame,
        languages=tuple(
            LanguageLink(
                other.tag,
                other.name,
                pages.linker.url(other.tag, place, root),
                is_current=other == locale,
                is_translated=True,
            )
            for other in pages.site.settings.locales
        ),
        stylesheets=(*frame.stylesheets, root + views.stylesheet),
        content_security_policy=views.policy(frame.content_security_policy),
        is_indexed=False,
    )


def _pages(views: FormViews, tag: str) -> dict[str, str]:
    linker = views.views.linker
    names = {"home": "index", **{form_id: form_id for form_id in FORM_OF_KIND.values()}}
    found = {name: linker.optional(tag, article_id, views.root) for name, article_id in names.items()}
    return {name: link.url for name, link in found.items() if link}


def _indented(document: Mapping[str, Any]) -> str:
    return json.dumps(document, ensure_ascii=False, indent=1) + "\n"
