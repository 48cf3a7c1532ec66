"""Pages at the old addresses of moved articles (``redirect_from:``)."""

from __future__ import annotations

from html import escape
from pathlib import Path

from mkdocs.utils import get_relative_url

from kb_mkdocs.pageviews import PageViews

_PAGE = """<!doctype html>
<html lang="{tag}">
<head>
<meta charset="utf-8">
<meta http-equiv="refresh" content="0; url={url}">
<meta name="robots" content="noindex">
{canonical}<title>{title}</title>
</head>
<body>
<p><a href="{url}">{title}</a></p>
</body>
</html>
"""


def write_redirects(views: PageViews, site_dir: Path) -> None:
    """Write a page at each old address, and its ``/go/`` address, that leads to the present one; without JavaScript."""
    for article_id, versions in views.site.tree.versions.items():
        for tag, article in versions.items():
            title = views.linker.title(article)
            for old in (name.removesuffix("/index") for name in article.redirect_from):
                _redirect(views, site_dir, f"{tag}/{old}/", views.urls[tag, article_id], tag=tag, title=title)
                now = f"go/{article_id.removesuffix('/index')}/"
                _redirect(views, site_dir, f"go/{old}/", now, tag=tag, title=title)


def _redirect(views: PageViews, site_dir: Path, here: str, target: str, *, tag: str, title: str) -> None:
    page = site_dir / here / "index.html"
    if page.exists():
        return
    base = views.site.settings.site_url
    canonical = f'<link rel="canonical" href="{escape(base + target)}">\n' if base else ""
    url = escape(get_relative_url(target, here))
    page.parent.mkdir(parents=True, exist_ok=True)
    page.write_text(_PAGE.format(tag=tag, url=url, canonical=canonical, title=escape(title)), encoding="utf-8")
