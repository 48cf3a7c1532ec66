"""Rules over the glossary: names, definitions, translations; for ``kb check`` alone, how articles use terms."""

from __future__ import annotations

import posixpath
from collections import defaultdict
from collections.abc import Iterator
from typing import TYPE_CHECKING

from kb.articles.article import Article
from kb.problems import Problem
from kb.site import Site
from kb.text.folding import fold

if TYPE_CHECKING:
    from kb.glossary.finder import Finder
    from kb.glossary.usage import Mention

LONGEST_DEFINITION = 200
"""Code points: on a phone, more covers the sentence that it explains."""


def problems(site: Site) -> Iterator[Problem]:
    """What is wrong with the terms themselves."""
    for tag in site.tree.entries:
        terms = [versions[tag] for versions in site.tree.versions.values() if tag in versions]
        yield from _names(site, [article for article in terms if article.kind == "term"])
    for name, versions in site.tree.versions.items():
        if any(article.kind == "term" for article in versions.values()):
            yield from _translations(site, name)
            for article in versions.values():
                yield from _definition(site, article)


def use_problems(site: Site) -> Iterator[Problem]:
    """Warnings of how the articles use terms; no part of a build, which need not wait for the words to be read."""
    # Dictionaries take a tenth of a second to import, which a build without terms should not pay.
    from kb.glossary.usage import matchers, mentions

    found = matchers(site)
    used: dict[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    for tag, matcher in found.items():
        for mention in mentions(site, matcher):
            if len(mention.terms) > 1:
                yield _unclear(site, tag, matcher, mention)
            else:
                used[tag][mention.terms[0]].add(mention.article)
        yield from _unused(site, tag, matcher, used[tag])
    yield from _lacking(site, used)


def _names(site: Site, terms: list[Article]) -> Iterator[Problem]:
    claims: dict[str, list[tuple[Article, str]]] = defaultdict(list)
    for term in terms:
        sometimes = set(map(fold, term.sometimes))
        names = {fold(name): "aliases" for name in term.aliases} | {fold(term.title): "term"}
        for name, key in names.items():
            if name not in sometimes:
                claims[name].append((term, key))
    for name, holders in claims.items():
        for term, key in holders[1:]:
            first = site.shown(holders[0][0].path)
            remedy = "Keep it with one of them, or list it under 'sometimes:' of both: their sections then decide"
            line = term.lines.get(key, 1)
            yield Problem(site.shown(term.path), line, f"the name '{name}' is also claimed by {first}", remedy)


def _translations(site: Site, name: str) -> Iterator[Problem]:
    versions = site.tree.versions[name]
    source = site.tree.source(name)
    missing = [tag for tag in site.tree.entries if tag not in versions]
    if missing:
        paths = ", ".join(site.shown(f"{tag}/{name}.md") for tag in missing)
        message = f"the term '{source.title}' has no text in {', '.join(missing)}"
        yield Problem(site.shown(source.path), 0, message, f"Write {paths}", is_warning=True)


def _definition(site: Site, term: Article) -> Iterator[Problem]:
    if len(term.description) > LONGEST_DEFINITION:
        message = f"the definition has {len(term.description)} characters"
        remedy = f"Say in at most {LONGEST_DEFINITION} what it is; the rest belongs into the text below"
        yield Problem(site.shown(term.path), term.lines.get("short", 1), message, remedy, is_warning=True)


def _unclear(site: Site, tag: str, matcher: Finder, mention: Mention) -> Problem:
    names = {term.id: term.name for term in matcher.glossary.terms}
    shown = " or ".join(f"'{names[term]}'" for term in mention.terms)
    folder = posixpath.dirname(mention.article) or "."
    first = posixpath.relpath(f"{mention.terms[0]}.md", folder)
    message = f"'{mention.text}' may mean {shown}, and its section does not decide"
    remedy = f"Write the full name, or a link such as [{mention.text}]({first}), or {{.no-terms}} behind the paragraph"
    path = site.tree.versions[mention.article][tag].path
    return Problem(site.shown(path), mention.line, message, remedy, is_warning=True)


def _unused(site: Site, tag: str, matcher: Finder, used: dict[str, set[str]]) -> Iterator[Problem]:
    for term in matcher.glossary.terms:
        if not used.get(term.id, set()) - {term.id}:
            path = site.tree.versions[term.id][tag].path
            message = f"no article uses the term '{term.name}'"
            yield Problem(
                site.shown(path), 0, message, "Delete it, or add the names that articles use", is_warning=True
            )


def _lacking(site: Site, used: dict[str, dict[str, set[str]]]) -> Iterator[Problem]:
    """Articles whose other versions use a term that their own locale does not have."""
    for name, versions in site.tree.versions.items():
        for tag, article in versions.items():
            for other in versions:
                lacking = [term for term, users in used.get(other, {}).items() if name in users]
                for term in sorted(term for term in lacking if tag not in site.tree.versions[term]):
                    known = site.tree.versions[term][other].title
                    message = f"it speaks of what {other} explains as '{known}', and {tag} has no such term"
                    remedy = f"Write {site.shown(f'{tag}/{term}.md')}"
                    yield Problem(site.shown(article.path), 0, message, remedy, is_warning=True)
