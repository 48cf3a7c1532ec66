"""Finding terms in a section: candidates by their words, then what the words around them decide."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence, Set
from itertools import groupby

from kb.glossary.deciding import SectionSenses
from kb.glossary.finder import Occurrence, SectionText
from kb.glossary.names import Name, Names, Node
from kb.glossary.reading import NEAR
from kb.glossary.senses import Candidate, Headed, Senses
from kb.glossary.terms import Glossary
from kb.glossary.tokens import Tokens
from kb.glossary.vocabulary import Vocabulary

_GAPS = frozenset(("", " ", "-", "‑", "\u00a0", "\n", " (", "\u00a0(", "\n("))


class Matcher:
    """Finds the terms of one locale; keeps what it learned of each word, and nothing of a text."""

    def __init__(self, glossary: Glossary, *, vocabulary: Vocabulary | None = None) -> None:
        self.glossary = glossary
        self.term_ids = tuple(term.id for term in glossary.terms)
        self._vocabulary = vocabulary or Vocabulary(glossary.locale)
        self._names = Names(glossary, self._vocabulary)
        self._senses = Senses(self._names)

    def occurrences(self, sections: Sequence[SectionText], *, named: Sequence[Set[str]] = ()) -> Iterator[Occurrence]:
        """Every place in a page's texts that names a term, in order; doubtful ones with all their candidates.

        Args:
            sections: of the page; to read all at once costs less.
            named: for each section, ids of terms that need not be found again; they may grow meanwhile.
        """
        if not self.glossary.terms:
            return
        owners = [(number, text) for number, section in enumerate(sections) for text in range(len(section.texts))]
        naming = self._names.reader.naming([text for section in sections for text in section.texts])
        self._vocabulary.expect(tuple(naming.values()))
        for number, some in groupby(naming, lambda text: owners[text][0]):
            texts = {owners[text][1]: naming[text] for text in some}
            known = named[number] if named else frozenset()
            for candidate, terms in self._found(sections[number], texts, known):
                start, end = _span(texts[candidate.text], candidate)
                ids = tuple(self.term_ids[place] for place in terms)
                yield Occurrence(number, candidate.text, start, end, ids)

    def _found(
        self, section: SectionText, texts: Mapping[int, Tokens], named: Set[str]
    ) -> Iterator[tuple[Candidate, tuple[int, ...]]]:
        candidates = [found for number, tokens in texts.items() for found in self._candidates(number, tokens)]
        senses = SectionSenses(self._senses, section, texts, candidates, self._headed)
        for candidate in candidates:
            if len(candidate.names) == 1 and self.term_ids[candidate.names[0].term] in named:
                continue
            if terms := senses.terms(candidate):
                yield candidate, terms

    def _headed(self, heading: Tokens) -> Headed:
        return self._senses.headed(heading, list(self._candidates(0, heading)))

    def _candidates(self, number: int, tokens: Tokens) -> Iterator[Candidate]:
        behind = 0
        for place in tokens.starts:
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
        known = tokens.known(place)
        for slot in known.slots if known else ():
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
        for following in range(place + 1, place + NEAR):
            known = tokens.known(following)
            if known and not node.following.keys().isdisjoint(known.slots):
                inside = range(place + 1, following)
                is_joined = all(tokens.gap(each) in _GAPS for each in range(place + 1, following + 1))
                if is_joined and all(self._may_stand_inside(tokens.word(each)) for each in inside):
                    yield following

    def _may_stand_inside(self, written: str) -> bool:
        return bool(written) and self._vocabulary.may_stand_inside(written)


def _span(tokens: Tokens, candidate: Candidate) -> tuple[int, int]:
    start, end = tokens.start(candidate.first), tokens.end(candidate.last)
    is_open = tokens.text.count("(", start, end) > tokens.text.count(")", start, end)
    return start, end + 1 if is_open and tokens.text[end : end + 1] == ")" else end
