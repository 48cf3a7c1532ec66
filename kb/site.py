"""Everything that the pages share: read once, then only looked at."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from zoneinfo import ZoneInfo

from kb.articles.article import Article
from kb.articles.notices import Notice, read_notices
from kb.articles.outline import Outline, outline
from kb.articles.tree import ArticleTree, read_tree
from kb.company import CHOICES, Company, LocalCompany, load_company
from kb.locales import Locale, find_locales, parse_locales
from kb.messages import Messages, load_messages
from kb.passages import Holds, chosen, passages
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
class Reading:
    """The outlines of all texts as the readers of one kind of company see them."""

    outlines: Mapping[tuple[str, str], Outline]
    """(id, tag) → outline, for every real version."""
    notice_outlines: Mapping[str, Outline]
    """Path below the documents → outline."""
    condition: str = ""
    """Such as ``outage.channel: phone``; empty for the site's own company."""


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
    other_readings: Sequence[Reading] = ()
    """As companies would see the site that answer otherwise what some passage asks for."""

    @property
    def readings(self) -> Sequence[Reading]:
        """The company's own, and those of others."""
        return Reading(self.outlines, self.notice_outlines), *self.other_readings

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
    own, *others = _readings(company, tree, [notice for each in notices.values() for notice in each])
    messages = {locale.tag: load_messages(locale, settings.catalogues) for locale in settings.locales}
    site = Site(settings, tree, own.outlines, company, notices, own.notice_outlines, messages, others)
    return site, problems + faults + notice_faults


def _readings(company: Company | None, tree: ArticleTree, notices: Sequence[Notice]) -> Iterator[Reading]:
    """The company's reading; then one for each other value of each key that a passage asks for."""
    articles = {(a.id, tag): a for versions in tree.versions.values() for tag, a in versions.items()}
    holds = company.holds if company else _nothing_holds
    own = _reading(holds, articles, notices)
    yield own
    # Texts without passages read the same for everybody.
    varied = {key: article for key, article in articles.items() if passages(article.body)}
    varied_notices = [notice for notice in notices if passages(notice.body)]
    bodies = [text.body for group in (varied.values(), varied_notices) for text in group]
    keys = {passage.key for body in bodies for passage in passages(body)}
    for key, value in ((key, value) for key, values in CHOICES.items() if key in keys for value in values):
        if not holds(key, value):
            other = _reading(_answering(holds, key, value), varied, varied_notices)
            outlines, notice_outlines = (
                {**own.outlines, **other.outlines},
                {**own.notice_outlines, **other.notice_outlines},
            )
            yield Reading(outlines, notice_outlines, f"{key}: {value}")


def _reading(holds: Holds, articles: Mapping[tuple[str, str], Article], notices: Sequence[Notice]) -> Reading:
    def read(text: Article | Notice) -> Outline:
        return outline(chosen(text.body, holds), first_line=text.body_line)

    return Reading({key: read(article) for key, article in articles.items()}, {n.path: read(n) for n in notices})


def _answering(holds: Holds, key: str, value: str) -> Holds:
    return lambda asked, wanted: wanted == value if asked == key else holds(asked, wanted)


def _nothing_holds(_key: str, _value: str) -> bool:
    return False


def _zone(company: Company | None) -> str:
    try:
        name = str(company.value("timezone")) if company else "UTC"
        return ZoneInfo(name).key
    except (KeyError, ValueError, OSError):
        return "UTC"
