"""Everything that the pages share: read once, then only looked at."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from zoneinfo import ZoneInfo

from kb.articles.notices import Notice, read_notices
from kb.articles.outline import Outline, outline
from kb.articles.tree import ArticleTree, read_tree
from kb.company import Company, LocalCompany, load_company
from kb.locales import Locale, find_locales, parse_locales
from kb.messages import Messages, load_messages
from kb.problems import KbError, Problem
from kb.sources import shown_path


@dataclass(frozen=True, slots=True)
class SiteSettings:
    """Where a site's sources are."""

    root: Path
    """The folder of ``mkdocs.yml``; problems name paths relative to it."""
    docs: Path
    locales: tuple[Locale, ...]
    catalogues: tuple[Path, ...] = ()
    """The site's own folders of catalogues."""
    site_url: str = ""
    """Address of the site's root with a slash at its end; empty when unknown."""


@dataclass(frozen=True, slots=True)
class Site:
    """The content of a site, before anything is rendered."""

    settings: SiteSettings
    tree: ArticleTree
    outlines: Mapping[tuple[str, str], Outline]
    """(id, tag) → outline, for every real version."""
    company: Company | None
    notices: Mapping[str, Sequence[Notice]]
    """Tag → notices by their start."""
    notice_outlines: Mapping[str, Outline]
    """Path below the documents → outline."""
    messages: Mapping[str, Messages]

    def shown(self, path: str) -> str:
        """A path below the documents as problems show it."""
        return shown_path(self.settings.docs / path, self.settings.root)

    def local_company(self, tag: str) -> LocalCompany | None:
        """The company's profile in a locale; None without a profile."""
        return self.company.in_locale(self.messages[tag]) if self.company else None


def site_settings(
    root: Path, docs: Path, *, locales: Sequence[str] = (), catalogues: Sequence[str] = (), site_url: str = ""
) -> SiteSettings:
    """The settings of a site, checked; without ``locales`` every locale that has a folder, by tag.

    Raises:
        KbError: an unknown locale, or none at all.
    """
    found = parse_locales(locales) if locales else find_locales(docs)
    if not found:
        raise KbError(f"{docs} has no folder of a locale. Make one, such as {docs / 'sl'}, with an index.md in it.")
    if site_url and not site_url.endswith("/"):
        site_url += "/"
    own = tuple(root / folder for folder in catalogues)
    if missing := [str(folder) for folder in own if not folder.is_dir()]:
        raise KbError(f"catalogues: {', '.join(missing)} is no folder. Make it, or delete the option.")
    return SiteSettings(root, docs, found, own, site_url)


def read_site(settings: SiteSettings) -> tuple[Site, list[Problem]]:
    """The site's content and the faults met while reading it; ``kb.check`` finds those between the articles."""
    company, problems = load_company(settings.docs / "company.yml", root=settings.root)
    tree, faults = read_tree(settings.docs, settings.locales, root=settings.root)
    zone = ZoneInfo(_zone(company))
    notices, notice_faults = read_notices(settings.docs, settings.locales, zone=zone, root=settings.root)
    outlines = {
        (article.id, tag): outline(article.body, first_line=article.body_line)
        for versions in tree.versions.values()
        for tag, article in versions.items()
    }
    notice_outlines = {
        notice.path: outline(notice.body, first_line=notice.body_line) for each in notices.values() for notice in each
    }
    messages = {locale.tag: load_messages(locale, settings.catalogues) for locale in settings.locales}
    site = Site(settings, tree, outlines, company, notices, notice_outlines, messages)
    return site, problems + faults + notice_faults


def _zone(company: Company | None) -> str:
    try:
        name = str(company.value("timezone")) if company else "UTC"
        return ZoneInfo(name).key
    except (KeyError, ValueError, OSError):
        return "UTC"
