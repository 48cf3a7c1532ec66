"""Which document has which word, how often and where: the content of an index before it is cut into files."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import chain

from kb.search.documents import Document
from kb.text.analysis import Analysis
from kb.text.folding import fold, normal
from kb.text.tokens import tokens, words

LEAD_WORDS = 30
"""The first words of a text say what it is about (findings: 25 to 40 are alike)."""
MOST_COUNTED = 31
"""A posting keeps five bits of the count; BM25 is flat from there on."""
_LAST_LETTER = "\uffff"
"""Beyond it JavaScript and Python count and order letters differently; no word of a language that is read here does."""
TITLE, HEADING, LEAD = 0x20, 0x40, 0x80

Postings = dict[int, int]
"""Document number → count in the text (five bits) and the flags above."""


@dataclass(slots=True)
class Occurrences:
    """The words of all documents of a locale."""

    forms: dict[str, Postings] = field(default_factory=lambda: defaultdict(dict))
    """By site form: a word as it stands in the documents, folded."""
    lengths: list[int] = field(default_factory=list)
    """Words of each document's text."""
    title_lengths: list[int] = field(default_factory=list)
    spellings: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    """Tag of the text's locale → words with their accents: what is analysed."""

    def keys(self, tag: str) -> dict[str, str]:
        """Folded form → key for all forms, those of fallback texts by their own language.

        Args:
            tag: the index's locale, whose keys win where languages share a form.
        """
        keys: dict[str, str] = {}
        for other in sorted(self.spellings, key=lambda other: (other == tag, other)):
            keys |= Analysis(other, self.spellings[other]).keys
        return {form: keys[form] for form in self.forms}


def occurrences(documents: Sequence[Document], tag: str) -> Occurrences:
    """The words of those documents, numbered in their order."""
    found = Occurrences()
    for number, document in enumerate(documents):
        _add(found, number, document, document.locale or tag)
    return found


def _add(found: Occurrences, number: int, document: Document, tag: str) -> None:
    title = words(document.title)
    headings = [words(section.heading) for section in document.sections]
    text = [
        word for own, section in zip(headings, document.sections, strict=True) for word in own + words(section.text)
    ]
    named = [word for name in (*document.keywords, *document.aliases) for word in words(name)]
    trail = [word for name in document.trail for word in words(name)]
    counts: Counter[str] = Counter()
    for word, times in Counter(text + named).items():
        counts[_folded(word)] += times
    flags: dict[str, int] = defaultdict(int)
    flagged = (
        (title, TITLE),
        ([*chain(*headings), *named], HEADING),
        ([*text[:LEAD_WORDS], *named, *trail], LEAD),
    )
    for group, flag in flagged:
        for word in group:
            flags[_folded(word)] |= flag
    for form in sorted(counts.keys() | flags.keys()):
        if max(form) <= _LAST_LETTER:
            found.forms[form][number] = min(counts[form], MOST_COUNTED) | flags.get(form, 0)
    found.lengths.append(len(text) + len(named))
    found.title_lengths.append(len(title))
    found.spellings[tag].update(title, text, named, trail)


@lru_cache(maxsize=100_000)
def _folded(word: str) -> str:
    return fold(word)


def phrase(text: str) -> list[str]:
    """The words of a phrase, normalised; of a word joined by signs only the whole."""
    end, words = 0, []
    for token in tokens(normal(text)):
        if token.start >= end:
            words.append(token.text)
            end = token.end
    return words
