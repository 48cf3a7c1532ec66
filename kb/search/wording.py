"""The words of a locale's documents as numbers, by where they stand: what learning counts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from kb.search.documents import Document
from kb.search.occurrences import LEAD_WORDS
from kb.text.analysis import Analysis
from kb.text.folding import fold
from kb.text.tokens import tokens

Words = tuple[int, ...]
"""Numbers of keys."""


@dataclass(frozen=True, slots=True)
class SectionWords:
    """One section."""

    heading: Words
    lines: tuple[Words, ...]


@dataclass(frozen=True, slots=True)
class DocumentWords:
    """One document."""

    title: Words
    names: Words
    """Keywords, and other names of a term."""
    sections: Mapping[str, SectionWords]
    """By the heading's id."""

    @property
    def text(self) -> Words:
        """All but the title, as the index counts it."""
        sections = (
            number
            for section in self.sections.values()
            for part in (section.heading, *section.lines)
            for number in part
        )
        return (*sections, *self.names)

    @property
    def headings(self) -> Words:
        """Headings, and the names, which weigh as much."""
        return (*(number for section in self.sections.values() for number in section.heading), *self.names)

    @property
    def lead(self) -> Words:
        """The first words of the text, and the names."""
        text = self.text
        return (*text[: min(LEAD_WORDS, len(text) - len(self.names))], *self.names)


@dataclass(frozen=True, slots=True)
class Wording:
    """The documents of one locale."""

    ids: tuple[str, ...]
    """Of all documents in their order, also of those whose text is another locale's."""
    documents: Mapping[str, DocumentWords]
    """By id; only those whose text is this locale's."""
    forms: tuple[str, ...]
    """Number → the form in which the key is written most often; number 0 stands for no word."""
    numbers: Mapping[str, int]
    """Key → number."""
    analysis: Analysis

    def number(self, word: str) -> int:
        """The number of a word's key; 0 where no document has it."""
        return self.numbers.get(self.analysis.key(word), 0)


def wording(documents: Iterable[Document], tag: str) -> Wording:
    """The words of those documents, with the keys that their index gives them."""
    ordered = sorted(documents, key=lambda document: document.id)
    own = {document.id: _split(document) for document in ordered if document.locale in ("", tag)}
    counts = Counter(word for split in own.values() for part in split.parts() for word in part)
    above = {word for document in ordered if document.id in own for text in document.trail for word in _words(text)}
    analysis = Analysis(tag, {*counts, *above})
    keys = analysis.keys
    by_key = {key: number for number, key in enumerate(sorted({keys[fold(word)] for word in counts}), start=1)}
    forms = [""] * (len(by_key) + 1)
    numbers = {word: by_key[keys[fold(word)]] for word in counts}
    for word in sorted(counts, key=lambda word: (-counts[word], word)):
        forms[numbers[word]] = forms[numbers[word]] or word
    return Wording(
        tuple(document.id for document in ordered),
        {name: split.numbered(numbers) for name, split in own.items()},
        tuple(forms),
        by_key,
        analysis,
    )


@dataclass(frozen=True, slots=True)
class _Split:
    """The words of one document as they are written."""

    title: list[str]
    names: list[str]
    sections: Mapping[str, tuple[list[str], list[list[str]]]]

    def parts(self) -> Iterator[list[str]]:
        yield self.title
        yield self.names
        for heading, lines in self.sections.values():
            yield heading
            yield from lines

    def numbered(self, numbers: Mapping[str, int]) -> DocumentWords:
        def words(part: list[str]) -> Words:
            return tuple(numbers[word] for word in part)

        sections = {
            key: SectionWords(words(heading), tuple(map(words, filter(None, lines))))
            for key, (heading, lines) in self.sections.items()
        }
        return DocumentWords(words(self.title), words(self.names), sections)


def _split(document: Document) -> _Split:
    sections: dict[str, tuple[list[str], list[list[str]]]] = {}
    for place, section in enumerate(document.sections):
        # Two sections with one id are a fault of their own; the later one is kept apart.
        key = section.id if section.id not in sections else f"{section.id} {place}"
        sections[key] = _words(section.heading), [_words(line) for line in section.text.split("\n")]
    names = [word for text in (*document.keywords, *document.aliases) for word in _words(text)]
    return _Split(_words(document.title), names, sections)


def _words(text: str) -> list[str]:
    words = [token.text for token in tokens(text)]
    # What the index leaves out is not learned either.
    return words if text.isascii() or max(text) <= "\uffff" else [word for word in words if max(word) <= "\uffff"]
