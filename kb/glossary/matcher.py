"""Finding terms in a section: candidates by their words, then what the words around them decide."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from kb.glossary.deciding import SectionSenses
from kb.glossary.names import Name, Names, Node
from kb.glossary.senses import Candidate, Headed, Senses
from kb.glossary.terms import Glossary
from kb.glossary.vocabulary import NEAR, Tokens, Vocabulary

_GAPS = frozenset(("", " ", "-", "‑", "\u00a0", "\n", " (", "\u00a0(", "\n("))


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


class Matcher:
    """Finds the terms of one locale; keeps what it learned of each word, and nothing of a text."""

    def __init__(self, glossary: Glossary, *, vocabulary: Vocabulary | None = None) -> None:
        self.glossary = glossary
        self.term_ids = tuple(term.id for term in glossary.terms)
        self._vocabulary = vocabulary or Vocabulary(glossary.locale)
        self._names = Names(glossary, self._vocabulary)
        self._senses = Senses(self._names)

    def occurrences(self, section: SectionText) -> list[Occurrence]:
        """Every place in the section's texts that names a term, in order; doubtful ones with all their candidates."""
        if not self.glossary.terms:
            return []
        texts = {
            number: tokens for number, text in enumerate(section.texts) if (tokens := self._vocabulary.hopeful(text))
        }
        candidates = [found for number, tokens in texts.items() for found in self._candidates(number, tokens)]
        if not candidates:
            return []
        read = _Reader(self._vocabulary, section, texts)
        senses = SectionSenses(self._senses, read, candidates, self._headed)
        found = []
        for candidate in candidates:
            if terms := senses.terms(candidate):
                start, end = _span(read.text(candidate.text), candidate)
                ids = tuple(self.term_ids[place] for place in terms)
                found.append(Occurrence(candidate.text, start, end, ids))
        return found

    def _headed(self, heading: Tokens) -> Headed:
        return self._senses.headed(heading, list(self._candidates(0, heading)))

    def _candidates(self, number: int, tokens: Tokens) -> Iterator[Candidate]:
        behind = 0
        for place in [place for place, known in enumerate(tokens.known) if known.slots]:
            if place < behind:
                continue
            if longest := self._longest(tokens, place):
                last, names = longest
                yield Candidate(number, place, last, tuple(names))
                behind = last + 1

    def _longest(self, tokens: Tokens, place: int) -> tuple[int, list[Name]] | None:
        best: tuple[int, list[Name]] | None = None
        for last, names in self._walk(tokens, place, self._names.root):
            if best is None or last > best[0]:
                best = last, list(names)
            elif last == best[0]:
                best[1].extend(name for name in names if name not in best[1])
        return best

    def _walk(self, tokens: Tokens, place: int, node: Node) -> Iterator[tuple[int, list[Name]]]:
        for slot in tokens.known[place].slots:
            after = node.following.get(slot)
            if after is None:
                continue
            if after.names:
                yield place, after.names
            if after.following:
                for next_place in self._next_places(tokens, place, after):
                    yield from self._walk(tokens, next_place, after)

    def _next_places(self, tokens: Tokens, place: int, node: Node) -> Iterator[int]:
        """The next word, and those behind words that may be inserted, where they go on with a name."""
        for following in range(place + 1, min(place + NEAR, len(tokens.known))):
            if not node.following.keys().isdisjoint(tokens.known[following].slots):
                inside = range(place + 1, following)
                is_joined = all(tokens.gap(each) in _GAPS for each in range(place + 1, following + 1))
                if is_joined and all(self._may_stand_inside(tokens.known[each].written) for each in inside):
                    yield following

    def _may_stand_inside(self, written: str) -> bool:
        return bool(written) and self._vocabulary.may_stand_inside(written)


class _Reader:
    """Reads the words of a section's texts when they are asked for: most texts name no term and decide nothing."""

    def __init__(self, vocabulary: Vocabulary, section: SectionText, texts: dict[int, Tokens]) -> None:
        self._vocabulary = vocabulary
        self._section = section
        self._texts = texts

    def text(self, number: int) -> Tokens:
        if number not in self._texts:
            self._texts[number] = self._vocabulary.tokens(self._section.texts[number])
        return self._texts[number]

    @cached_property
    def texts(self) -> Sequence[Tokens]:
        return [self.text(number) for number in range(len(self._section.texts))]

    @cached_property
    def heading(self) -> Tokens:
        return self._vocabulary.tokens(self._section.heading)

    @cached_property
    def beside(self) -> Sequence[Tokens]:
        return [self._vocabulary.tokens(text) for text in self._section.beside]


def _span(tokens: Tokens, candidate: Candidate) -> tuple[int, int]:
    start, end = tokens.start(candidate.first), tokens.end(candidate.last)
    is_open = tokens.text.count("(", start, end) > tokens.text.count(")", start, end)
    return start, end + 1 if is_open and tokens.text[end : end + 1] == ")" else end
