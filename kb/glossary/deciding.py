"""Which term a candidate is, if any: by the words of its section.

A name of several words is what it says. A name of one word needs a word of the glossary in its sentence, or one of its
field in the section. A name that may mean several terms, or one only sometimes, needs words that speak for one.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence, Set
from functools import cached_property

from kb.glossary.finder import SectionText
from kb.glossary.senses import Candidate, Headed, Senses, Words
from kb.glossary.surroundings import is_part_of_compound, is_quoted, sentence_bounds
from kb.glossary.tokens import Tokens

_IN_HEADING, _IN_SENTENCE, _IN_TEXT, _IN_SECTION = 8, 4, 2, 1
_SAID, _NAMED = 8, 12
"""A complement that speaks for a term; a heading or another place of the section that names it in full."""
_HEADING, _BESIDE = -1, -2
"""In place of a text's number."""
_FAR = 4
"""All words outside the sentence and the heading together count at most so much: a paragraph may speak of both."""
_ENOUGH = 6
"""Without a word in the heading or in the sentence."""
_LEAD = 2
"""So many times as much must speak for a term as for the next."""


class SectionSenses:
    """Decides for the candidates of one section."""

    def __init__(
        self,
        senses: Senses,
        section: SectionText,
        texts: Mapping[int, Tokens],
        candidates: Sequence[Candidate],
        headed: Callable[[Tokens], Headed],
    ) -> None:
        """Look at a section.

        Args:
            senses: of the locale.
            section: what stands there.
            texts: number of a text → its words, for those that have candidates at least.
            candidates: all of it.
            headed: tells what a heading names.
        """
        self._senses = senses
        self._section = section
        self._texts = texts
        self._candidates = candidates
        self._read_heading = headed
        self._firm = {name.term for each in candidates for name in each.names if senses.is_firm(name)}

    @cached_property
    def _headed(self) -> Headed:
        return self._read_heading(self._senses.reader.tokens(self._section.heading))

    @cached_property
    def _owners(self) -> Mapping[tuple[int, int], Set[Words]]:
        return {
            (candidate.text, place): {name.words for name in candidate.names}
            for candidate in self._candidates
            for place in range(candidate.first, candidate.last + 1)
        }

    def terms(self, candidate: Candidate) -> tuple[int, ...]:
        """The candidate's terms: none, one, or all that it may be."""
        tokens = self._texts[candidate.text]
        if is_part_of_compound(tokens, candidate.first, candidate.last):
            return ()
        if self._senses.is_spoken_of(tokens, candidate) or self._senses.is_proper_name(tokens, candidate):
            return ()
        if self._senses.is_verbal(tokens, candidate):
            return ()
        terms = tuple(
            term
            for term in dict.fromkeys(name.term for name in candidate.names)
            if not self._senses.is_ruled_out(term, tokens, candidate)
        )
        complement = self._senses.complement(tokens, candidate, terms)
        if not terms or complement == 0:
            return ()
        names = [name for name in candidate.names if name.term in terms]
        if any(name.is_sometimes and name.term in self._headed.against for name in names):
            return ()
        if len(terms) == 1 and not any(name.is_sometimes for name in names):
            is_clear = complement or self._senses.is_firm(names[0]) or self._firm - {terms[0]}
            return terms if is_clear or self._is_supported(terms[0], candidate) else ()
        if is_quoted(tokens, candidate.first, candidate.last) or any(n.words in self._headed.foreign for n in names):
            return ()
        return self._decided(terms, candidate, complement or 0)

    @cached_property
    def _spoken(self) -> Sequence[tuple[int, str, int, int]]:
        """(bits, word, number of its text, of the word in it) of the section's words that speak for a term."""
        said = self._senses.reader.said
        found = [(known.evidence, known.folded, _HEADING, 0) for known in said(self._section.heading)]
        found += [(known.evidence, known.folded, _BESIDE, 0) for text in self._section.beside for known in said(text)]
        for number, text in enumerate(self._section.texts):
            if number in self._texts:
                words = self._texts[number].all_known()
                found += [(known.evidence, known.folded, number, place) for place, known in words]
            else:
                found += [(known.evidence, known.folded, number, 0) for known in said(text)]
        return [each for each in found if each[0]]

    def _evidence(self, candidate: Candidate, wanted: int) -> Iterator[tuple[int, int, str]]:
        """(bits, weight, word) of the words that have one of the wanted bits and are not the candidate's own."""
        own = {name.words for name in candidate.names}
        tokens = self._texts[candidate.text]
        begin, end = sentence_bounds(tokens, candidate.first, candidate.last)
        for bits, word, number, place in self._spoken:
            if bits & wanted and own.isdisjoint(self._owners.get((number, place), ())):
                if number == candidate.text:
                    weight = _IN_SENTENCE if begin <= tokens.start(place) < end else _IN_TEXT
                else:
                    weight = _IN_HEADING if number == _HEADING else _IN_SECTION
                yield bits, weight, word

    def _is_supported(self, term: int, candidate: Candidate) -> bool:
        wanted = 1 << term | self._senses.field_bit
        return self._has_company(candidate) or any(True for _ in self._evidence(candidate, wanted))

    def _has_company(self, candidate: Candidate) -> bool:
        """Whether its sentence names another term."""
        tokens = self._texts[candidate.text]
        begin, end = sentence_bounds(tokens, candidate.first, candidate.last)
        terms = {name.term for name in candidate.names}
        return any(
            other.text == candidate.text
            and begin <= tokens.start(other.first) < end
            and terms.isdisjoint(name.term for name in other.names)
            for other in self._candidates
        )

    def _decided(self, terms: tuple[int, ...], candidate: Candidate, complement: int) -> tuple[int, ...]:
        named = self._headed.terms | self._firm
        scores = {term: _SAID * (complement >> term & 1) + _NAMED * (term in named) for term in terms}
        far = dict.fromkeys(terms, 0)
        seen: set[tuple[int, str]] = set()
        for bits, weight, word in self._evidence(candidate, sum(1 << term for term in terms)):
            spoken_for = [term for term in terms if bits >> term & 1]
            says_nothing = len(spoken_for) == len(terms) > 1
            if spoken_for and not says_nothing and (weight, word) not in seen:
                seen.add((weight, word))
                for term in spoken_for:
                    (far if weight < _IN_SENTENCE else scores)[term] += weight
        near = max(scores.values())
        for term in terms:
            scores[term] += min(far[term], _FAR)
        best, *others = sorted(terms, key=lambda term: -scores[term])
        if (near >= _IN_SENTENCE or scores[best] >= _ENOUGH) and all(
            scores[best] >= _LEAD * scores[other] for other in others
        ):
            return (best,)
        return terms if len(terms) > 1 else ()
