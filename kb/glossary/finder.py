"""What finds terms, and what it tells of each place."""

from __future__ import annotations

from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass
from typing import Protocol

from kb.glossary.terms import Glossary


@dataclass(frozen=True, slots=True)
class SectionText:
    """What stands below one heading."""

    texts: Sequence[str]
    """In which terms are looked for."""
    heading: str = ""
    """With those above it, and the page's title."""
    beside: Sequence[str] = ()
    """Texts that are only evidence: of links, for example."""


@dataclass(frozen=True, slots=True)
class Occurrence:
    """A place where a term is named."""

    section: int
    """Which of the page's sections."""
    text: int
    """Which of the section's texts."""
    start: int
    end: int
    terms: tuple[str, ...]
    """Ids: one, or the candidates where the section does not decide."""

    @property
    def is_decided(self) -> bool:
        """Whether it is one term's."""
        return len(self.terms) == 1


class Finder(Protocol):
    """Finds the terms of one locale."""

    @property
    def glossary(self) -> Glossary:
        """The terms."""

    @property
    def term_ids(self) -> tuple[str, ...]:
        """Their ids, in its order."""

    def occurrences(self, sections: Sequence[SectionText], *, named: Sequence[Set[str]] = ()) -> Iterator[Occurrence]:
        """Every place in a page's texts that names a term; see ``Matcher``."""
