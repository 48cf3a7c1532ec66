"""``kb glossary``."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kb.build import find_builder
from kb.cli.options import config_option
from kb.problems import KbError
from kb.site import Site, read_site

if TYPE_CHECKING:
    from kb.glossary.finder import Finder

_LOCALE = click.option("--locale", help="Only this locale.")


@click.group()
def glossary() -> None:
    """Terms: which there are, where they are used, and how far they reach."""


@glossary.command("list")
@config_option
@_LOCALE
def list_terms(config: Path, locale: str | None) -> None:
    """List the terms of each locale in its alphabetical order, with their other names."""
    from kb.text.collation import sort_key

    for tag, matcher in _matchers(_site(config), locale):
        click.echo(click.style(tag, bold=True))
        for term in sorted(matcher.glossary.terms, key=lambda term: sort_key(term.name, tag)):
            others = ", ".join(dict.fromkeys((*term.aliases, *term.sometimes)))
            click.echo(f"  {term.name} ({term.id.rpartition('/')[2]}){f': {others}' if others else ''}")


@glossary.command()
@click.argument("term", metavar="TERM")
@config_option
@_LOCALE
def usage(term: str, config: Path, locale: str | None) -> None:
    """Print where a term is named: path:line, the words, and whether the page links there.

    TERM is the name of its file (transfer), or one of its names in any locale. A place that may mean another term as
    well is shown with a question mark.
    """
    from kb.glossary.usage import mentions

    site = _site(config)
    found = list(_matchers(site, locale))
    wanted = _wanted(term, [matcher for _, matcher in found])
    for tag, matcher in found:
        for mention in mentions(site, matcher):
            if wanted in mention.terms:
                path = site.shown(site.tree.versions[mention.article][tag].path)
                mark = " (link)" if mention.is_link else " ?" if len(mention.terms) > 1 else ""
                click.echo(f"{path}:{mention.line}: {' '.join(mention.text.split())}{mark}")


@glossary.command()
@config_option
@_LOCALE
def coverage(config: Path, locale: str | None) -> None:
    """Count what the articles of each locale link to: articles with terms, links, doubtful places; then each term."""
    from kb.glossary.usage import LINKED, mentions

    site = _site(config)
    for tag, matcher in _matchers(site, locale):
        articles = [v[tag] for v in site.tree.versions.values() if tag in v and v[tag].kind in LINKED]
        found = list(mentions(site, matcher))
        links = [mention for mention in found if mention.is_link]
        unclear = sum(len(mention.terms) > 1 for mention in found)
        users = len({mention.article for mention in links})
        click.echo(
            click.style(tag, bold=True) + f": {users} of {len(articles)} articles, {len(links)} links, "
            f"{unclear} doubtful"
        )
        click.echo("\n".join(_counts(matcher, Counter(mention.terms[0] for mention in links))))


def _counts(matcher: Finder, links: Counter[str]) -> Iterator[str]:
    for term in sorted(matcher.glossary.terms, key=lambda term: (-links[term.id], term.id)):
        yield f"  {links[term.id]:5}  {term.name}"


def _site(config: Path) -> Site:
    return read_site(find_builder().settings(config))[0]


def _matchers(site: Site, locale: str | None) -> Iterator[tuple[str, Finder]]:
    # Dictionaries take a tenth of a second to import, which no other command should pay.
    from kb.glossary.usage import matchers

    found = matchers(site)
    if locale and locale not in site.tree.entries:
        raise KbError(f"--locale: the site has no '{locale}'. Write one of {', '.join(site.tree.entries)}.")
    if not found:
        raise KbError("The site has no terms. Write articles with 'kind: term' in a folder glossary/ of a locale.")
    yield from ((tag, matcher) for tag, matcher in found.items() if locale in (None, tag))


def _wanted(name: str, matchers: list[Finder]) -> str:
    """The id of the term of that file name or name.

    Raises:
        KbError: there is none.
    """
    from kb.glossary.names import names_of
    from kb.text.folding import fold

    terms = [term for matcher in matchers for term in matcher.glossary.terms]
    for term in terms:
        if name in (term.id, term.id.rpartition("/")[2]) or fold(name) in map(fold, names_of(term)):
            return term.id
    known = ", ".join(sorted({term.id.rpartition("/")[2] for term in terms}))
    raise KbError(f"There is no term '{name}'. Write a name, or one of {known}.")
