"""Elements of ``<head>`` that depend on all locales."""

from __future__ import annotations

from html import escape

from markupsafe import Markup

from kb_mkdocs.pageviews import PageViews
from kb_mkdocs.views import PageView


def alternate_links(views: PageViews, view: PageView) -> Markup:
    """``hreflang`` links to the real translations; nothing without the site's address, since they must be absolute."""
    base = views.site.settings.site_url
    if not base or view.id not in views.site.tree.versions:
        return Markup()
    links = (
        f'<link rel="alternate" hreflang="{tag}" href="{escape(base + url)}">' for tag, url in views.alternates(view.id)
    )
    return Markup("\n".join(links))  # noqa: S704 - escaped above
