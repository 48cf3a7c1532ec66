"""One article in one locale."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

Kind = Literal["home", "section", "article", "term", "glossary", "ticket", "contact"]
KINDS: tuple[Kind, ...] = ("home", "section", "article", "term", "glossary", "ticket", "contact")
STATUSES = ("draft", "machine", "reviewed")
ROLES = ("critical", "privacy", "accessibility")
_LEADING_TITLE = re.compile(r"\A(\s*)# [^\n]*(?=\n|\Z)")


@dataclass(frozen=True, slots=True)
class Translation:
    """What an article says of its origin."""

    source: str
    """Tag of the locale that it was translated from."""
    status: str


@dataclass(frozen=True, slots=True)
class Question:
    """A customer's question and the article that answers it."""

    text: str
    article: str
    """Id."""


@dataclass(frozen=True, slots=True)
class Article:
    """An article as its author wrote it, checked."""

    id: str
    """Path without locale and suffix: ``domains/transfer-in``, ``domains/index``."""
    locale: str
    """Tag."""
    path: str
    """Below the documents, with forward slashes; empty for an index page that nobody wrote."""
    kind: Kind
    title: str
    description: str
    body: str
    """Markdown below the front matter, a first ``# title`` blanked out."""
    body_line: int = 1
    """The line of the file on which ``body`` starts."""
    order: int | None = None
    updated: dt.date | None = None
    translation: Translation | None = None
    related: tuple[str, ...] = ()
    answers: tuple[str, ...] = ()
    keywords: tuple[str, ...] = ()
    redirect_from: tuple[str, ...] = ()
    icon: str = ""
    role: str = ""
    examples: tuple[Question, ...] = ()
    popular: tuple[Question, ...] = ()
    aliases: tuple[str, ...] = ()
    sometimes: tuple[str, ...] = ()
    """Of a term: names that mean it only where their section says so; ``aliases`` may hold them too."""
    context: tuple[str, ...] = ()
    """Of a term: words that tell it from others of the same name; of the glossary: words of its whole field."""
    unless: tuple[str, ...] = ()
    """Of a term: words beside which its names mean something else."""
    not_terms: tuple[str, ...] = ()
    meta: Mapping[str, Any] = field(default_factory=dict)
    """The front matter as it stands, for templates and other plugins."""
    lines: Mapping[str, int] = field(default_factory=dict)
    """The line of each key of the front matter, and of each value in it: ``answers.0`` is the first question's."""

    @property
    def section(self) -> str:
        """The folder it stands in; an index page stands in the folder above its own."""
        folder = self.id.rpartition("/")[0]
        return folder.rpartition("/")[0] if self.is_index and folder else folder

    @property
    def is_index(self) -> bool:
        """Whether it is the page of a folder."""
        return self.id.rpartition("/")[2] == "index"


def without_title(body: str) -> str:
    """The body with a leading ``# title`` blanked out: pages take their title from the front matter."""
    return _LEADING_TITLE.sub(r"\1", body, count=1)


def default_kind(article_id: str) -> Kind:
    """What a page is when its front matter does not say."""
    if article_id in ("ticket", "contact"):
        return article_id  # type: ignore[return-value]
    if article_id == "index":
        return "home"
    if article_id == "glossary/index":
        return "glossary"
    return "section" if article_id.endswith("/index") else "article"
