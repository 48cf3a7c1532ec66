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
    """Write a page at each old address that leads to the article's present one; works without JavaScript."""
    base = views.site.settings.site_url
    for versions in views.site.tree.versions.values():
        for tag, article in versions.items():
            for old in article.redirect_from:
                here = f"{tag}/{old.removesuffix('/index')}/"
                page = site_dir / here / "index.html"
                if page.exists():
                    continue
                target = views.urls[tag, article.id]
                canonical = f'<link rel="canonical" href="{escape(base + target)}">\n' if base else ""
                url = escape(get_relative_url(target, here))
                page.parent.mkdir(parents=True, exist_ok=True)
                text = _PAGE.format(tag=tag, url=url, canonical=canonical, title=escape(views.linker.title(article)))
                page.write_text(text, encoding="utf-8")
