"""What is searched: documents, cut into sections by their headings."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Section:
    """What stands below one heading; before the first heading both ``id`` and ``heading`` are empty."""

    id: str
    """The heading's anchor."""
    heading: str
    text: str
    """Plain text, a line a paragraph, cell or item."""


@dataclass(frozen=True, slots=True)
class Document:
    """One document of an index."""

    id: str
    """Of an article: its path without locale and suffix."""
    title: str
    sections: tuple[Section, ...]
    url: str = ""
    """Relative to the site's root."""
    trail: tuple[str, ...] = ()
    """Titles of the sections above it, outermost first: shown with a result, and words to find it by."""
    keywords: tuple[str, ...] = ()
    """Words and phrases to find it by that its text does not use."""
    kind: str = "article"
    locale: str = ""
    """Tag of the text's locale where it is not the index's: a fallback."""
    aliases: tuple[str, ...] = ()
    """Of a glossary term: the other names of the same thing."""
    definition: str = ""
    """Of a glossary term: what it is, in a sentence."""
