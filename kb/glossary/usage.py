"""Where a site names its terms: read from the sources, so that every page may know it before any is made."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache, partial

from kb.articles.article import Article
from kb.company import filled
from kb.glossary.finder import Finder, SectionText
from kb.glossary.keeping import KeepingMatcher
from kb.glossary.scanning import scan
from kb.glossary.terms import glossary
from kb.site import Site

LINKED = frozenset(("article", "term", "ticket", "contact"))
"""Kinds of pages whose text is linked to terms; the others lead to pages."""


@dataclass(frozen=True, slots=True)
class Mention:
    """A place in an article's source that names a term."""

    article: str
    """Id."""
    line: int
    text: str
    """As written."""
    terms: tuple[str, ...]
    """Ids: one, or the candidates where the section does not decide."""
    is_link: bool
    """Whether the page links here: the first of its term in its section; also where the author has set a link."""


def matchers(site: Site) -> dict[str, KeepingMatcher]:
    """Tag → matcher, for the locales that have terms."""
    found = {}
    for tag in site.tree.entries:
        terms = glossary(site.tree, tag, fill=partial(filled, site.local_company(tag)))
        if terms.terms:
            found[tag] = KeepingMatcher(terms)
    return found


def mentions(site: Site, matcher: Finder) -> Iterator[Mention]:
    """Those of all articles in the matcher's locale, by article and line."""
    tag = matcher.glossary.locale
    for _, versions in sorted(site.tree.versions.items()):
        if tag in versions and versions[tag].kind in LINKED:
            yield from article_mentions(site, versions[tag], matcher)


def article_mentions(site: Site, article: Article, matcher: Finder) -> Iterator[Mention]:
    """Those of one article."""
    company = site.local_company(article.locale)
    title, body = (filled(company, text) for text in (article.title, article.body))
    addresses = term_addresses(matcher.term_ids, posixpath.dirname(article.id))
    sections = scan(body, title=title, first_line=article.body_line)
    linked: list[set[str]] = []
    for section in sections:
        linked.append({article.id})
        for link in section.links:
            if (term := addresses.get(link.target.partition("#")[0])) and term not in linked[-1]:
                linked[-1].add(term)
                yield Mention(article.id, link.line, link.words, (term,), is_link=True)
    read = [SectionText([run.text for run in each.runs], each.heading, each.beside) for each in sections]
    for found in matcher.occurrences(read):
        run, known = sections[found.section].runs[found.text], linked[found.section]
        line = run.line + run.text.count("\n", 0, found.start)
        is_link = found.is_decided and found.terms[0] not in known
        if found.is_decided:
            known.add(found.terms[0])
        if article.id not in found.terms:
            yield Mention(article.id, line, run.text[found.start : found.end], found.terms, is_link)


def term_addresses(terms: tuple[str, ...], folder: str) -> Mapping[str, str]:
    """How links of the articles in a folder name the sources of these terms → id."""
    return _addresses(terms, folder)


def term_address(term: str, folder: str) -> str:
    """How a link of an article in a folder names the source of a term."""
    home, _, name = term.rpartition("/")
    return f"{_way(folder, home)}{name}.md"


@lru_cache(maxsize=256)
def _addresses(terms: tuple[str, ...], folder: str) -> Mapping[str, str]:
    return {term_address(term, folder): term for term in terms}


@lru_cache(maxsize=1024)
def _way(start: str, folder: str) -> str:
    """What leads from a folder to another, with the slash behind it."""
    way = posixpath.relpath(folder or ".", start or ".")
    return "" if way == "." else f"{way}/"
