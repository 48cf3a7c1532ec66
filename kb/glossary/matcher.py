"""Finding terms in a section: candidates by their words, then what the words around them decide."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from kb.glossary.names import Name, Names, Node
from kb.glossary.senses import Senses
from kb.glossary.terms import Glossary
from kb.glossary.vocabulary import Known, Vocabulary
from kb.glossary.words import written_words

_INSERTED = 2
"""So many words that a language allows there may stand inside a phrase."""
_GAPS = frozenset(("", " ", "-", "‑", "\u00a0", "\n", " (", "\u00a0(", "\n("))


@dataclass(frozen=True, slots=True)
class Token:
    """A word of a text."""

    known: Known
    written: str
    start: int
    end: int


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


@dataclass(frozen=True, slots=True)
class Candidate:
    """Words that are a name of one term or of several."""

    text: int
    first: int
    """Number of the first word in its text."""
    last: int
    names: tuple[Name, ...]


_NOTHING = Known("")


class Matcher:
    """Finds the terms of one locale; keeps what it learned of each word, and nothing of a text."""

    def __init__(self, glossary: Glossary, *, vocabulary: Vocabulary | None = None) -> None:
        self.glossary = glossary
        self._vocabulary = vocabulary or Vocabulary(glossary.locale)
        self._names = Names(glossary, self._vocabulary)
        self._senses = Senses(self._names)

    def occurrences(self, section: SectionText) -> list[Occurrence]:
        """Every place in the section's texts that names a term, in order; doubtful ones with all their candidates."""
        if not self.glossary.terms:
            return []
        tokens = [self.tokens(text) for text in section.texts]
        candidates = [
            candidate
            for number, some in enumerate(tokens)
            for candidate in self._candidates(number, section.texts[number], some)
        ]
        if not candidates:
            return []
        heading = self.tokens(section.heading)
        beside = [self.tokens(text) for text in section.beside]
        named = list(self._candidates(0, section.heading, heading))
        headed = self._senses.headed(section.heading, heading, named)
        decide = self._senses.of_section(section.texts, tokens, [heading, *beside], candidates, headed)
        found = []
        for candidate in candidates:
            if terms := decide(candidate):
                start, end = _span(section.texts[candidate.text], tokens[candidate.text], candidate)
                ids = tuple(self.glossary.terms[place].id for place in terms)
                found.append(Occurrence(candidate.text, start, end, ids))
        return found

    def tokens(self, text: str) -> list[Token]:
        """The words of a text with what is known of them."""
        known = self._vocabulary.known
        return [
            Token(known(written) if written else _NOTHING, written, start, end)
            for written, start, end in written_words(text)
        ]

    def _candidates(self, number: int, text: str, tokens: list[Token]) -> Iterator[Candidate]:
        place = 0
        while place < len(tokens):
            longest = self._longest(text, tokens, place) if tokens[place].known.slots else None
            if longest is None:
                place += 1
                continue
            yield Candidate(number, place, longest[0], tuple(longest[1]))
            place = longest[0] + 1

    def _longest(self, text: str, tokens: list[Token], place: int) -> tuple[int, list[Name]] | None:
        best: tuple[int, list[Name]] | None = None
        for last, names in self._walk(text, tokens, place, self._names.root):
            if best is None or last > best[0]:
                best = last, list(names)
            elif last == best[0]:
                best[1].extend(name for name in names if name not in best[1])
        return best

    def _walk(self, text: str, tokens: list[Token], place: int, node: Node) -> Iterator[tuple[int, list[Name]]]:
        for slot in tokens[place].known.slots:
            after = node.following.get(slot)
            if after is None:
                continue
            if after.names:
                yield place, after.names
            if after.following:
                for next_place in self._next_places(text, tokens, place):
                    yield from self._walk(text, tokens, next_place, after)

    def _next_places(self, text: str, tokens: list[Token], place: int) -> Iterator[int]:
        """The next word, and those behind words that may be inserted."""
        for inserted in range(_INSERTED + 1):
            following = place + 1 + inserted
            if following >= len(tokens) or text[tokens[following - 1].end : tokens[following].start] not in _GAPS:
                return
            yield following
            if not self._may_stand_inside(tokens[following].written):
                return

    def _may_stand_inside(self, written: str) -> bool:
        return bool(written) and self._vocabulary.kind(written) in ("determiner", "article", "adjective")


def _span(text: str, tokens: list[Token], candidate: Candidate) -> tuple[int, int]:
    start, end = tokens[candidate.first].start, tokens[candidate.last].end
    is_open = text.count("(", start, end) > text.count(")", start, end)
    return start, end + 1 if is_open and text[end : end + 1] == ")" else end
