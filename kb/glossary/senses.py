"""Which term a candidate is, if any: by the words beside it and in its section.

A name of several words is what it says, unless it is said of something else (αλλαγή κατόχου του αυτοκινήτου). A name of
one word needs a word of the field or of its term in the section. A name that may mean several terms, or a term only
sometimes, needs words that speak for one of them alone.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from functools import cached_property
from typing import Protocol

from kb.glossary.names import Name, Names
from kb.glossary.surroundings import is_part_of_compound, is_proper_name, is_quoted, sentence, sentence_bounds
from kb.glossary.vocabulary import Tokens
from kb.text.folding import normal

_SPACES = frozenset((" ", "\u00a0", "\n", " «", " „", " “", " »", "» ", "” ", "“ "))
_IN_HEADING, _IN_SENTENCE, _IN_TEXT, _IN_SECTION = 8, 4, 2, 1
_SAID, _NAMED = 8, 12
"""A complement that speaks for a term; a heading or another place of the section that names it in full."""
_FAR = 4
"""All words outside the sentence and the heading together count at most so much: a paragraph may speak of both."""
_ENOUGH = 6
"""Without a word in the heading or in the sentence."""
_LEAD = 2
"""So many times as much must speak for a term as for the next."""
_LOOK_AHEAD = 4

Words = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Candidate:
    """Words that are a name of one term or of several."""

    text: int
    """Which of the section's texts."""
    first: int
    """Number of the first word in its text."""
    last: int
    names: tuple[Name, ...]


@dataclass(frozen=True, slots=True)
class Headed:
    """What a heading names."""

    foreign: Set[Words]
    """Names that are said of something else there: moving a site, moving files."""
    terms: Set[int]
    against: Set[int]
    """Terms that a word of it rules out where they are doubtful."""


class Senses:
    """What decides in any section of one locale."""

    def __init__(self, names: Names) -> None:
        self.field_bit = names.field_bit
        self._has_field = bool(names.glossary.field)
        self._shared = names.shared
        self._unless = names.unless
        self._vocabulary = names.vocabulary
        self._grammar = names.vocabulary.grammar
        self._is_ascii = all(term.name[-1:].isascii() for term in names.glossary.terms)

    def headed(self, heading: Tokens, candidates: Sequence[Candidate]) -> Headed:
        """What a heading names."""
        foreign: set[Words] = set()
        terms: set[int] = set()
        for candidate in candidates:
            for name in candidate.names:
                if self.complement(heading, candidate, (name.term,)) == 0:
                    foreign.add(name.words)
                elif not name.is_sometimes and len(candidate.names) == 1:
                    terms.add(name.term)
        words = {known.folded for known in heading.known}
        against = {term for term, unless in enumerate(self._unless) if not words.isdisjoint(unless)} - terms
        return Headed(foreign, terms, against)

    def is_firm(self, name: Name) -> bool:
        """Whether the name needs no support; without words of the field, none does."""
        if name.is_sometimes:
            return False
        # A word that no dictionary has, and for which nobody listed another sense, has none.
        word = name.words[0]
        is_jargon = not (self._unless[name.term] and word.isascii()) and not self._vocabulary.is_known(word)
        return len(name.words) > 1 or is_jargon or not self._has_field

    def is_proper_name(self, tokens: Tokens, candidate: Candidate) -> bool:
        """Whether capitals say that the words are a name: Event Tickets, Domen Kovač. Jargon is written in any way."""
        is_phrase = candidate.last > candidate.first
        if is_phrase and not self._vocabulary.is_known(normal(tokens.known[candidate.last].written)):
            return False
        return is_proper_name(tokens, candidate.first, candidate.last)

    def is_verbal(self, tokens: Tokens, candidate: Candidate) -> bool:
        """Whether the words around one word say that it is a verb, or that somebody does it himself."""
        if candidate.last > candidate.first:
            return False
        before = tokens.known[candidate.first - 1].folded if candidate.first else ""
        if before in self._grammar.verb_particles:
            return True
        after = [known.written for known in tokens.known[candidate.last + 1 : candidate.last + 3]]
        if len(after) < 2 or after[0] != self._grammar.reflexive:
            return False
        # Zgłoszenie się pracownika; but: odnowienie się spóźni.
        return (
            self._vocabulary.is_verbal_noun(candidate.names[0].words[0]) and self._vocabulary.kind(after[1]) != "verb"
        )

    def is_ruled_out(self, term: int, tokens: Tokens, candidate: Candidate) -> bool:
        """Whether its sentence holds a word beside which the term's names mean something else.

        A name that ends with a word of the field (transfer domeny) is not one of them.
        """
        if self._is_saturated(candidate) or self._has_jargon(candidate):
            return False
        unless = self._unless[term]
        return bool(unless) and any(word in unless for word in sentence(tokens, candidate.first, candidate.last))

    def complement(self, tokens: Tokens, candidate: Candidate, terms: Sequence[int]) -> int | None:
        """What the thing is said to be of: bits of what such a complement speaks for.

        None without one; 0 where it speaks for none of these terms: then it is another thing.
        """
        length = len(candidate.names[0].words)
        if length > 2 or self._is_saturated(candidate):
            return 0 if self._is_before_foreign(tokens, candidate.last + 1) else None
        wanted = sum(1 << term for term in terms)
        allowed = wanted | self.field_bit if length > 1 else wanted
        is_led = is_genitive = False
        for place in range(candidate.last + 1, min(candidate.last + 1 + _LOOK_AHEAD, len(tokens.known))):
            known = tokens.known[place]
            if tokens.gap(place) not in _SPACES or not known.written:
                return None
            if known.folded in self._grammar.owners:
                return None
            if known.folded in self._grammar.ours or known.evidence & allowed:
                return known.evidence or allowed
            kind = self._vocabulary.kind(known.written)
            if place == candidate.last + 1 and self._vocabulary.is_classifier(known.written):
                return self._complements_end(tokens, place + 1, allowed)
            if is_genitive and kind == "plain":
                return self._complements_end(tokens, place + 1, allowed)
            if kind in ("article", "determiner", "adjective"):
                is_led = True
                is_genitive = self._vocabulary.is_genitive_adjective(known.written)
            elif kind == "inflected" and not self._vocabulary.may_be_genitive(known.written):
                return None
            elif kind == "inflected" or (is_led and kind == "plain" and self._grammar.articles):
                return self._complements_end(tokens, place + 1, allowed)
            else:
                is_foreign = kind == "plain" and known.written[:1].isupper() and not tokens.text.isupper()
                return 0 if is_foreign else None
        return None

    def _is_saturated(self, candidate: Candidate) -> bool:
        """Whether the name already says of what: its last word is one that many terms have (transfer domeny)."""
        return any(len(name.words) > 1 and name.words[-1] in self._shared for name in candidate.names)

    def _has_jargon(self, candidate: Candidate) -> bool:
        """Whether one of several words is one that no dictionary has (kod authinfo): it has no other sense."""
        return all(len(name.words) > 1 and any(map(self._vocabulary.is_jargon, name.words)) for name in candidate.names)

    def _is_before_foreign(self, tokens: Tokens, place: int) -> bool:
        """Whether a name in other letters follows: администратор домена Active Directory."""
        if place >= len(tokens.known) or tokens.gap(place) not in _SPACES:
            return False
        known = tokens.known[place]
        is_capital = known.written[:1].isupper() and not tokens.text.isupper()
        return is_capital and known.written.isascii() and not known.evidence and not self._is_ascii

    def _complements_end(self, tokens: Tokens, place: int, allowed: int) -> int:
        if place >= len(tokens.known) or tokens.gap(place) not in _SPACES:
            return 0
        known = tokens.known[place]
        is_ours = bool(self._grammar.articles) and known.folded in self._grammar.ours
        return allowed if is_ours else known.evidence & allowed


class ReadSection(Protocol):
    """The words of a section, read when they are asked for."""

    @property
    def heading(self) -> Tokens:
        """With those above it."""

    @property
    def beside(self) -> Sequence[Tokens]:
        """Texts that are only evidence."""

    @property
    def texts(self) -> Sequence[Tokens]:
        """All texts."""

    def text(self, number: int) -> Tokens:
        """One of them."""


class SectionSenses:
    """Decides for the candidates of one section."""

    def __init__(
        self,
        senses: Senses,
        section: ReadSection,
        candidates: Sequence[Candidate],
        headed: Callable[[Tokens], Headed],
    ) -> None:
        """Look at a section.

        Args:
            senses: of the locale.
            section: its words.
            candidates: all of it.
            headed: tells what a heading names.
        """
        self._senses = senses
        self._section = section
        self._candidates = candidates
        self._read_heading = headed
        self._firm = {name.term for each in candidates for name in each.names if senses.is_firm(name)}

    @cached_property
    def _headed(self) -> Headed:
        return self._read_heading(self._section.heading)

    @cached_property
    def _owners(self) -> Mapping[tuple[int, int], Set[Words]]:
        return {
            (candidate.text, place): {name.words for name in candidate.names}
            for candidate in self._candidates
            for place in range(candidate.first, candidate.last + 1)
        }

    def terms(self, candidate: Candidate) -> tuple[int, ...]:
        """The candidate's terms: none, one, or all that it may be."""
        tokens = self._section.text(candidate.text)
        if is_part_of_compound(tokens, candidate.first, candidate.last):
            return ()
        if self._senses.is_proper_name(tokens, candidate) or self._senses.is_verbal(tokens, candidate):
            return ()
        terms = tuple(
            term
            for term in dict.fromkeys(name.term for name in candidate.names)
            if term in self._headed.terms or not self._senses.is_ruled_out(term, tokens, candidate)
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

    def _evidence(self, candidate: Candidate) -> Iterator[tuple[int, int, str]]:
        """(bits, weight, word) of the words of the section that are not the candidate's own."""
        own = {name.words for name in candidate.names}
        for weight, texts in ((_IN_HEADING, [self._section.heading]), (_IN_SECTION, self._section.beside)):
            for text in texts:
                yield from ((known.evidence, weight, known.folded) for known in text.known if known.evidence)
        for number, tokens in enumerate(self._section.texts):
            begin, end = (0, 0)
            if number == candidate.text:
                begin, end = sentence_bounds(tokens, candidate.first, candidate.last)
            for place, known in enumerate(tokens.known):
                if known.evidence and own.isdisjoint(self._owners.get((number, place), ())):
                    is_near = begin <= tokens.start(place) < end
                    weight = _IN_SENTENCE if is_near else _IN_TEXT if number == candidate.text else _IN_SECTION
                    yield known.evidence, weight, known.folded

    def _is_supported(self, term: int, candidate: Candidate) -> bool:
        wanted = 1 << term | self._senses.field_bit
        return any(bits & wanted or weight > _IN_TEXT for bits, weight, _ in self._evidence(candidate))

    def _decided(self, terms: tuple[int, ...], candidate: Candidate, complement: int) -> tuple[int, ...]:
        named = self._headed.terms | self._firm
        scores = {term: _SAID * (complement >> term & 1) + _NAMED * (term in named) for term in terms}
        far = dict.fromkeys(terms, 0)
        seen: set[tuple[int, str]] = set()
        for bits, weight, word in self._evidence(candidate):
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
