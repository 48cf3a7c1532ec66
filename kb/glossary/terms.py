"""Terms: what they are called, what they mean, and what tells them from others."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from kb.articles.article import Article
from kb.articles.tree import ArticleTree

_BRACKETED = re.compile(r"\s*\(([^()]*)\)")


@dataclass(frozen=True, slots=True)
class Term:
    """A term in one locale."""

    id: str
    """Of its article: ``glossary/transfer``."""
    name: str
    short: str
    """What it means, in a sentence."""
    aliases: tuple[str, ...] = ()
    sometimes: tuple[str, ...] = ()
    """Names that mean it only where their section says so."""
    context: tuple[str, ...] = ()
    """Words that tell it from others of the same name."""
    unless: tuple[str, ...] = ()
    """Words beside which its names mean something else."""
    not_terms: tuple[str, ...] = ()
    """Ids of the terms that it is confused with."""


@dataclass(frozen=True, slots=True)
class Glossary:
    """All terms of one locale."""

    locale: str
    """Tag."""
    terms: tuple[Term, ...]
    field: tuple[str, ...] = ()
    """Words of the field that the terms belong to: beside one of them even an everyday word is a term."""


def glossary(tree: ArticleTree, tag: str, *, fill: Callable[[str], str] = str) -> Glossary:
    """The terms that have a version in the locale, by id.

    Args:
        tree: all articles.
        tag: the locale's.
        fill: puts the company's words into a text.
    """
    articles = [versions[tag] for _, versions in sorted(tree.versions.items()) if tag in versions]
    words = tuple(word for article in articles if article.kind == "glossary" for word in article.context)
    return Glossary(tag, tuple(_term(article, fill) for article in articles if article.kind == "term"), words)


def spellings(name: str) -> tuple[str, ...]:
    """A name with and without what stands in brackets: ``koda authinfo (EPP)``, ``koda authinfo``."""
    without = _BRACKETED.sub("", name).strip()
    return (name,) if without in (name, "") else (name, without)


def _term(article: Article, fill: Callable[[str], str]) -> Term:
    def filled(texts: Iterable[str]) -> tuple[str, ...]:
        return tuple(map(fill, texts))

    return Term(
        id=article.id,
        name=fill(article.title),
        short=fill(article.description),
        aliases=filled(article.aliases),
        sometimes=filled(article.sometimes),
        context=article.context,
        unless=article.unless,
        not_terms=tuple(f"{article.section}/{name}" for name in article.not_terms),
    )
