"""Rules over where things are: old addresses, roles, names of files, sections of notices."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kb.articles.article import Article
from kb.check.articles import unknown_keys
from kb.problems import Problem
from kb.site import Site

_NAME = re.compile(r"[a-z0-9][a-z0-9-]*(/[a-z0-9][a-z0-9-]*)*")
_MARKDOWN = (".md", ".markdown", ".mdown", ".mkd")


def problems(site: Site) -> Iterator[Problem]:
    """All problems of these rules."""
    yield from _redirects(site)
    yield from _roles(site)
    yield from _names(site)
    yield from _notices(site)
    yield from _strays(site)


def _redirects(site: Site) -> Iterator[Problem]:
    owners: dict[tuple[str, str], Article] = {}
    taken = {article_id.removesuffix("/index") for article_id in site.tree.versions}
    for versions in site.tree.versions.values():
        for tag, article in versions.items():
            for old in (name.removesuffix("/index") for name in article.redirect_from):
                place = site.shown(article.path), article.lines.get("redirect_from", 1)
                if old in taken:
                    message = f"'redirect_from' names '{old}', where another page is"
                    yield Problem(*place, message, "Delete it, or move that page")
                elif (tag, old) in owners:
                    message = f"'{old}' already leads to {owners[tag, old].path}"
                    yield Problem(*place, message, "Keep it in one of the two")
                owners.setdefault((tag, old), article)


def _roles(site: Site) -> Iterator[Problem]:
    owners: dict[str, str] = {}
    for article_id in site.tree.home.ids():
        for article in site.tree.translations(article_id):
            owner = owners.setdefault(article.role, article_id) if article.role else article_id
            if owner != article_id:
                message = f"'role: {article.role}' is already that of '{owner}'"
                place = site.shown(article.path), article.lines.get("role", 1)
                yield Problem(*place, message, "Keep it in one of the two articles")


def _names(site: Site) -> Iterator[Problem]:
    for article_id, versions in site.tree.versions.items():
        if not _NAME.fullmatch(article_id):
            article = next(iter(versions.values()))
            message = "the name becomes the page's address, and has more than small letters, digits and hyphens"
            remedy = "Rename it in every locale, such as transfer-in.md; other articles can name it only then"
            yield Problem(site.shown(article.path), 0, message, remedy, is_warning=True)


def _notices(site: Site) -> Iterator[Problem]:
    folders = {section.folder for section in site.tree.home.walk()}
    for notice in (notice for notices in site.notices.values() for notice in notices):
        yield from unknown_keys(site, notice.locale, notice.path, notice.title, notice.lines.get("title", 1))
        yield from unknown_keys(site, notice.locale, notice.path, notice.body, notice.body_line)
        for section in notice.sections:
            if section not in folders:
                remedy = f"Write some of {', '.join(sorted(filter(None, folders)))}"
                message = f"'sections' names '{section}', which is no section"
                yield Problem(site.shown(notice.path), notice.lines.get("sections", 1), message, remedy)


def _strays(site: Site) -> Iterator[Problem]:
    docs, tags = site.settings.docs, {locale.tag for locale in site.settings.locales}
    for path in sorted(docs.rglob("*")):
        inner = path.relative_to(docs)
        if path.suffix.lower() not in _MARKDOWN or path.is_dir() or any(part.startswith(".") for part in inner.parts):
            continue
        if inner.parts[0] not in tags:
            message = "this page stands outside the locales' folders and is left out of the site"
            remedy = f"Move it below one of {', '.join(sorted(tags))}"
            yield Problem(site.shown(inner.as_posix()), 0, message, remedy)
        elif path.suffix != ".md":
            message = f"the suffix '{path.suffix}' is not that of an article, and the page is left out of the site"
            yield Problem(site.shown(inner.as_posix()), 0, message, f"Rename it to {path.stem}.md")
