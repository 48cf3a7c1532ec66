"""What the templates see of a page: plain values, addresses relative to the page that is rendered."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from markupsafe import Markup

from kb.articles.article import Kind as ArticleKind
from kb.company import LocalCompany
from kb.locales import Locale

Kind = ArticleKind | Literal["chooser", "go", "not-found", "results", "shell"]
"""What decides the partial of a page: an article's kind, or that of a page without an article."""


@dataclass(frozen=True, slots=True)
class Link:
    """A title and where it leads."""

    title: str
    url: str
    locale: str | None = None
    """Locale of the title where it differs from the page's; None otherwise."""
    locale_name: str | None = None
    """Name of that locale in the page's own language, for the mark behind the link."""


@dataclass(frozen=True, slots=True)
class Card(Link):
    """A link with a sentence; a section also has an icon and a count."""

    description: str = ""
    icon: str = ""
    """Name below the theme's ``.icons``, such as ``material/web``; empty for none."""
    count: int = 0
    """Articles in the section, subsections included; 0 for an article."""


@dataclass(frozen=True, slots=True)
class Letter:
    """A letter of an alphabetical list and what starts with it."""

    letter: str
    id: str
    """The anchor's."""
    terms: tuple[Card, ...]


@dataclass(frozen=True, slots=True)
class Topic:
    """A section and what it holds, for a list of everything."""

    section: Card
    articles: tuple[Link, ...]
    """The first ones only where there are very many; ``section.count`` says how many there are."""


@dataclass(frozen=True, slots=True)
class LanguageLink:
    """One entry of the language switch."""

    tag: str
    name: str
    """The language's own name, capitalised as a list entry."""
    url: str
    is_current: bool
    is_translated: bool
    """False where the address shows another locale's text."""


@dataclass(frozen=True, slots=True)
class Fallback:
    """Why the text is in another locale than the page around it."""

    locale: Locale
    """The locale of the text."""
    name: str
    """That locale's name in the page's language."""


@dataclass(frozen=True, slots=True)
class Stamp:
    """A day, for machines and for readers."""

    iso: str
    text: str


@dataclass(frozen=True, slots=True)
class Notice:
    """A dated notice; one that is not current is rendered hidden, the browser shows it when its time comes."""

    id: str
    title: str
    html: Markup
    severity: Literal["info", "warning", "critical"]
    starts: str
    """ISO 8601 with offset, UTC."""
    ends: str
    is_current: bool


@dataclass(frozen=True, slots=True)
class Channel:
    """One way to reach the company, in the order that the company prefers."""

    id: str
    """ticket, email, chat, phone or social."""
    name: str
    text: str
    url: str | None
    """``mailto:``, ``tel:``, or an address; None where there is nothing to follow."""
    address: str
    """The address or number as it is read; empty where there is none."""
    hours: str
    """Opening hours as text; empty when always open."""
    schedule: str
    """The same as JSON for the browser: ``{"zone": …, "label": "CET", "days": {"1": ["08:00", "18:00"]}}``."""


@dataclass(frozen=True, slots=True)
class FormView:
    """A form on its page."""

    id: str
    title: str
    lead: Markup
    """A sentence or two under the title; empty for none."""
    html: Markup
    """The whole ``<form>``, complete without scripts."""
    definition: str
    """Address of the form's JSON, relative to the page."""
    ways: Mapping[str, str]
    """Other ways to reach the company: ``phone``, ``dial``, ``hours``, ``email``; ``within``: when its reply comes."""


@dataclass(frozen=True, slots=True)
class FeedbackView:
    """The question whether a page helped."""

    url: str
    """Where the answer is sent."""
    thanks: str
    missing: str
    """Asked after a no."""
    reasons: Mapping[str, str]
    """Code of a reason → its words."""


@dataclass(frozen=True, slots=True)
class Gateway:
    """One locale on a page for all locales (chooser, ``/go/``, root 404): its words and its links."""

    locale: Locale
    title: str
    text: str
    links: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class PageView:
    """Everything that ``main.html`` and its partials read, under the name ``kb``."""

    kind: Kind
    id: str
    locale: Locale
    """Of the address and of the words around the text."""
    text_locale: Locale
    """Of the text itself; differs on a fallback page."""
    title: str
    description: str
    home: Link
    breadcrumbs: tuple[Link, ...]
    """From home to the page's section; the page itself is not among them."""
    navigation: Markup
    """``<ul>`` of the sections, the page's own section opened; without ``<nav>`` around it."""
    languages: tuple[LanguageLink, ...]
    stylesheets: tuple[str, ...]
    """The theme's own style sheets, relative to the page."""
    previous: Link | None = None
    next: Link | None = None
    fallback: Fallback | None = None
    updated: Stamp | None = None
    edit_url: str | None = None
    related: tuple[Link, ...] = ()
    sections: tuple[Card, ...] = ()
    """Of the home page: all sections; of a section: its subsections."""
    articles: tuple[Card, ...] = ()
    """Of a section: its articles; of the glossary: its terms, ``description`` being the definition."""
    examples: tuple[Link, ...] = ()
    popular: tuple[Link, ...] = ()
    notices: tuple[Notice, ...] = ()
    aliases: tuple[str, ...] = ()
    """Of a term."""
    not_terms: tuple[Card, ...] = ()
    """Of a term: what it is confused with."""
    uses: tuple[Link, ...] = ()
    """Of a term: the articles that link to it."""
    letters: tuple[Letter, ...] = ()
    """Of the glossary: its terms under their first letters."""
    channels: tuple[Channel, ...] = ()
    company: LocalCompany | None = None
    """``kb.company.text('phone.number')``; None without a profile."""
    ticket: Link | None = None
    """The way to the ticket page, carrying the article's id as ``?article=``; so does ``contact``."""
    contact: Link | None = None
    glossary: Link | None = None
    critical: Link | None = None
    """The article with the rules for outages (front matter ``role: critical``)."""
    privacy: Link | None = None
    accessibility: Link | None = None
    search_url: str = ""
    """Of the results page; empty on a site without the plugin ``kb/search``."""
    topics: tuple[Topic, ...] = ()
    """Of the results page: what it shows before a question was asked."""
    gateways: tuple[Gateway, ...] = ()
    """Of the chooser, ``/go/`` pages and the root's 404."""
    form: FormView | None = None
    """Of the ticket and contact pages, where the plugin ``kb/forms`` found one."""
    feedback: FeedbackView | None = None
    """Of articles and terms, where the site has an intake that counts it."""
    searches_url: str = ""
    """Where searches in vain are told; empty unless the site wants to know."""
    content_security_policy: str = ""
    """For the ``meta`` element; empty while a live-reload server runs."""
    is_indexed: bool = True
    extra: Mapping[str, Markup] | None = None
    """What other plugins add, by name: ``kb.extra['metadata']`` goes into ``<head>``."""
