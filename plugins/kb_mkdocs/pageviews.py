"""Page views: what the templates see, computed from the site that all pages share."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from itertools import groupby
from urllib.parse import quote

from markupsafe import Markup

from kb.articles.article import ROLES, Article, Question
from kb.articles.tree import Entry, Section
from kb.locales import Locale
from kb.messages import Messages
from kb.site import Site
from kb.text.collation import initial, sort_key
from kb_mkdocs.channels import channels
from kb_mkdocs.intake_links import SEARCHES, intake_address
from kb_mkdocs.linking import Linker, Urls, relative, results_url, root_prefix
from kb_mkdocs.navigation import NavigationFragments
from kb_mkdocs.notices import NoticeBoard
from kb_mkdocs.views import Card, Fallback, Kind, LanguageLink, Letter, Link, PageView, Stamp

_UNSEQUENCED = frozenset(("index", "ticket", "contact"))
_RELATED = 3


class PageViews:
    """Makes the view of any page; reads what it was given and keeps nothing of a page."""

    def __init__(
        self,
        site: Site,
        *,
        urls: Urls,
        site_name: str,
        stylesheets: Sequence[str],
        commit_days: Mapping[str, dt.date],
        notices: NoticeBoard,
        policy: str,
        has_search: bool = False,
        searches: str | None = None,
    ) -> None:
        """Take what all pages share.

        Args:
            site: the content.
            urls: (tag, id) → address relative to the site's root.
            site_name: shown where the profile has no ``tagline``.
            stylesheets: the theme's, relative to the site's root.
            commit_days: path below the documents → day of the last commit.
            notices: the board of dated notices.
            policy: the Content-Security-Policy of the pages; empty for none.
            has_search: whether the pages have a search box.
            searches: address of the intake that wants to know of searches in vain; none where nobody does.
        """
        self.site = site
        self.urls = urls
        self.linker = Linker(site, urls)
        self._site_name = site_name
        self._stylesheets = tuple(stylesheets)
        self._commit_days = commit_days
        self._policy = policy
        self._has_search = has_search
        self._searches = searches
        self._locales = {locale.tag: locale for locale in site.settings.locales}
        self._homes = {tag: self._in_order(site.tree.home, tag) for tag in self._locales}
        self._navigation = {tag: self._fragments(tag) for tag in self._locales}
        self._sections = {tag: {each.folder: each for each in home.walk()} for tag, home in self._homes.items()}
        self._sequences = {
            tag: [name for name in home.ids() if name not in _UNSEQUENCED] for tag, home in self._homes.items()
        }
        self._places = {
            (tag, name): place for tag, names in self._sequences.items() for place, name in enumerate(names)
        }
        self._notices = notices
        self._roles = {a.role: i for i, versions in site.tree.versions.items() for a in versions.values() if a.role}
        indexes = (section.index for section in site.tree.home.walk())
        self._glossary = next((name for name in indexes if site.tree.source(name).kind == "glossary"), "")

    def messages(self, tag: str) -> Messages:
        """The words of a locale."""
        return self.site.messages[tag]

    def page(self, entry: Entry, *, edit_url: str | None = None) -> PageView:
        """The view of an entry's page."""
        tag, article = entry.locale.tag, entry.article
        here = self.urls[tag, entry.id]
        folder = entry.id.rpartition("/")[0]
        frame = self.frame(article.kind, entry.locale, self.linker.title(article), here, article_id=entry.id)
        before, after = self._neighbours(tag, entry.id, here)
        return replace(
            frame,
            text_locale=self._locales[article.locale],
            description=self.linker.description(article),
            breadcrumbs=self._breadcrumbs(entry, here),
            navigation=self._navigation[tag].html(entry.id, root_prefix(here)),
            languages=self._languages(entry, here),
            previous=before,
            next=after,
            fallback=self._fallback(entry),
            updated=self._updated(entry),
            edit_url=edit_url,
            related=self._related(tag, article, here),
            sections=self.section_cards(entry, here) if article.is_index else (),
            articles=self._article_cards(tag, article, self._sections[tag][folder], here),
            examples=self._questions(entry, article.examples, here),
            popular=self.popular(entry, here),
            notices=self._notices.for_page(tag, article.kind, folder, here),
            aliases=tuple(self.linker.filled(article.locale, alias) for alias in article.aliases),
            not_terms=self._term_cards(tag, article, here),
            letters=self._letters(tag, article, self._sections[tag][folder], here),
            is_indexed=bool(article.path) and not entry.is_fallback,
        )

    def frame(self, kind: Kind, locale: Locale, title: str, here: str, *, article_id: str = "") -> PageView:
        """What stands around any text: home, ways to staff, style sheets; ``here`` is the page's address."""
        tag, linker = locale.tag, self.linker
        roles = {role: linker.link(tag, self._roles[role], here) for role in ROLES if role in self._roles}
        carried = f"?article={quote(article_id)}" if article_id and article_id not in _UNSEQUENCED else ""
        ticket = _carrying(linker.optional(tag, "ticket", here), carried)
        return PageView(
            kind=kind,
            id=article_id,
            locale=locale,
            text_locale=locale,
            title=title,
            description="",
            home=Link(self.site_title(tag), linker.url(tag, "index", here)),
            breadcrumbs=(),
            navigation=Markup(),
            languages=(),
            stylesheets=tuple(relative(path, here) for path in self._stylesheets),
            company=linker.company(tag),
            channels=channels(linker.company(tag), ticket.url if ticket else None),
            ticket=ticket,
            contact=_carrying(linker.optional(tag, "contact", here), carried),
            glossary=linker.optional(tag, self._glossary, here),
            critical=roles.get("critical"),
            privacy=roles.get("privacy"),
            accessibility=roles.get("accessibility"),
            search_url=relative(results_url(tag), here) if self._has_search else "",
            searches_url="" if self._searches is None else intake_address(self._searches, SEARCHES, here),
            content_security_policy=self._policy,
        )

    def section_cards(self, index: Entry, here: str) -> tuple[Card, ...]:
        """The sections below an index page; the glossary has a place of its own."""
        children = self._sections[index.locale.tag][index.id.rpartition("/")[0]].sections
        return tuple(
            self.linker.card(index.locale.tag, child.index, here, count=child.count)
            for child in children
            if child.index != self._glossary
        )

    def popular(self, index: Entry, here: str) -> tuple[Link, ...]:
        """The most asked questions of an index page."""
        return self._questions(index, index.article.popular, here)

    def site_title(self, tag: str) -> str:
        """The site's name in a locale."""
        company = self.linker.company(tag)
        return (company.get("tagline") if company else "") or self._site_name

    def updated_day(self, article: Article) -> dt.date | None:
        """The day of an article's last change: its own word, else its last commit's."""
        return article.updated or self._commit_days.get(article.path)

    def alternates(self, article_id: str) -> list[tuple[str, str]]:
        """(hreflang, address relative to the root) of the real versions and ``x-default``; empty for a single one."""
        versions = [article for article in self.site.tree.translations(article_id) if article.path]
        if len(versions) < 2:
            return []
        links = [(article.locale, self.urls[article.locale, article_id]) for article in versions]
        # Home has the chooser for readers of other languages; an article has the text that the others came from.
        source = self.site.tree.source(article_id)
        default = "" if article_id == "index" else self.urls[source.locale, article_id]
        return [*links, ("x-default", default)]

    def breadcrumb_ids(self, article_id: str) -> list[str]:
        """Ids of the index pages from home down to the page's section; none for home."""
        parts = article_id.split("/")[:-1]
        ids = ["index", *("/".join([*parts[:end], "index"]) for end in range(1, len(parts) + 1))]
        return [name for name in ids if name != article_id]

    def _in_order(self, section: Section, tag: str) -> Section:
        """The section with the terms of a glossary by the locale's alphabet."""
        articles, titles = section.articles, self.linker.titles[tag]
        if self.site.tree.source(section.index).kind == "glossary":
            articles = tuple(sorted(articles, key=lambda name: sort_key(titles[name], tag)))
        return replace(
            section, articles=articles, sections=tuple(self._in_order(child, tag) for child in section.sections)
        )

    def _fragments(self, tag: str) -> NavigationFragments:
        return NavigationFragments(
            self._homes[tag],
            self.site.tree.entries[tag],
            urls={article_id: self.urls[tag, article_id] for article_id in self.site.tree.entries[tag]},
            titles=self.linker.titles[tag],
            all_label=self.messages(tag).gettext("All articles in this section"),
        )

    def _neighbours(self, tag: str, article_id: str, here: str) -> tuple[Link | None, Link | None]:
        place = self._places.get((tag, article_id))
        if place is None:
            return None, None
        before, after, names = place - 1, place + 1, self._sequences[tag]
        return (
            self.linker.link(tag, names[before], here) if before >= 0 else None,
            self.linker.link(tag, names[after], here) if after < len(names) else None,
        )

    def _breadcrumbs(self, entry: Entry, here: str) -> tuple[Link, ...]:
        tag = entry.locale.tag
        crumbs = [self.linker.link(tag, name, here) for name in self.breadcrumb_ids(entry.id)]
        return (Link(self.site_title(tag), crumbs[0].url), *crumbs[1:]) if crumbs else ()

    def _languages(self, entry: Entry, here: str) -> tuple[LanguageLink, ...]:
        return tuple(
            LanguageLink(
                tag,
                locale.name,
                self.linker.url(tag, entry.id, here),
                is_current=locale == entry.locale,
                is_translated=tag in self.site.tree.versions[entry.id],
            )
            for tag, locale in self._locales.items()
        )

    def _fallback(self, entry: Entry) -> Fallback | None:
        if not entry.is_fallback:
            return None
        locale = self._locales[entry.article.locale]
        return Fallback(locale, locale.name_in(entry.locale))

    def _updated(self, entry: Entry) -> Stamp | None:
        day = self.updated_day(entry.article)
        return Stamp(day.isoformat(), entry.locale.day(day)) if day else None

    def _related(self, tag: str, article: Article, here: str) -> tuple[Link, ...]:
        if article.kind not in ("article", "term"):
            return ()
        named = [name for name in article.related if name in self.site.tree.versions and name != article.id]
        if not named and article.kind == "article":
            near = self._sections[tag][article.section].articles
            named = [name for name in near[: _RELATED + 1] if name != article.id][:_RELATED]
        return tuple(self.linker.link(tag, name, here) for name in named)

    def _article_cards(self, tag: str, article: Article, section: Section, here: str) -> tuple[Card, ...]:
        if article.kind not in ("section", "glossary"):
            return ()
        return tuple(self.linker.card(tag, name, here) for name in section.articles)

    def _letters(self, tag: str, article: Article, section: Section, here: str) -> tuple[Letter, ...]:
        if article.kind != "glossary":
            return ()
        cards = self._article_cards(tag, article, section, here)
        groups = [(letter, tuple(some)) for letter, some in groupby(cards, key=lambda card: initial(card.title, tag))]
        return tuple(Letter(letter, f"letter-{number}", some) for number, (letter, some) in enumerate(groups, start=1))

    def _term_cards(self, tag: str, article: Article, here: str) -> tuple[Card, ...]:
        ids = (f"{article.section}/{name}" for name in article.not_terms)
        return tuple(self.linker.card(tag, name, here) for name in ids if name in self.site.tree.versions)

    def _questions(self, entry: Entry, questions: Iterable[Question], here: str) -> tuple[Link, ...]:
        text = entry.article.locale
        return tuple(
            Link(
                self.linker.filled(text, question.text),
                self.linker.url(entry.locale.tag, question.article, here),
                text if entry.is_fallback else None,
            )
            for question in questions
            if question.article in self.site.tree.versions
        )


def _carrying(link: Link | None, query: str) -> Link | None:
    return replace(link, url=link.url + query) if link else None
