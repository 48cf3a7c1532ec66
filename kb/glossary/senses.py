"""What the words beside a candidate tell: that it is said of something else (αλλαγή κατόχου του αυτοκινήτου), is a name
of a person or a verb, or means another thing in such a sentence.
"""

from __future__ import annotations

from collections.abc import Sequence, Set
from dataclasses import dataclass

from kb.glossary.names import Name, Names
from kb.glossary.surroundings import is_proper_name, is_quoted, sentence
from kb.glossary.tokens import Tokens
from kb.text.folding import normal

_SPACES = frozenset((" ", "\u00a0", "\n", " «", " „", " “", " »", "» ", "” ", "“ "))
_LOOK_AHEAD = 4
_FEWEST_LETTERS = 4
"""Of a word whose being in no dictionary tells something; shorter ones stand for many things."""

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
        self._ruled = [(term, unless) for term, unless in enumerate(names.unless) if unless]
        self.vocabulary = names.vocabulary
        self.reader = names.reader
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
        words = {heading.folded(number) for number in range(len(heading))}
        against = {term for term, unless in self._ruled if not words.isdisjoint(unless)} - terms
        return Headed(foreign, terms, against)

    def is_firm(self, name: Name) -> bool:
        """Whether the name needs no support; without words of the field, none does."""
        if name.is_sometimes:
            return False
        # A word that no dictionary has, and for which nobody listed another sense, has none.
        word = name.words[0]
        is_jargon = not self.vocabulary.is_known(word)
        return len(name.words) > 1 or is_jargon or not self._has_field

    def is_spoken_of(self, tokens: Tokens, candidate: Candidate) -> bool:
        """Whether the words stand in quotation marks, and the sentence says that they are words."""
        if not is_quoted(tokens, candidate.first, candidate.last):
            return False
        return not self._grammar.sayings.isdisjoint(sentence(tokens, candidate.first, candidate.last))

    def _is_abbreviation(self, tokens: Tokens, candidate: Candidate) -> bool:
        """Whether a Latin abbreviation stands in another script: NS-серверы say of themselves what they are."""
        words = tokens.words(candidate.first, candidate.last + 1)
        return not self._is_ascii and len(words) > 1 and any(word.isascii() and word.isupper() for word in words)

    def is_proper_name(self, tokens: Tokens, candidate: Candidate) -> bool:
        """Whether capitals say that the words are a name: Event Tickets, Domen Kovač. Jargon is written in any way."""
        is_phrase = candidate.last > candidate.first
        word = tokens.word(candidate.first)
        if (
            not is_phrase
            and not self._is_ascii
            and word.isascii()
            and is_quoted(tokens, candidate.first, candidate.last)
        ):
            return False  # What a form calls its field: «Registrant».
        if is_phrase and not self.vocabulary.is_known(normal(tokens.word(candidate.last))):
            return False
        return is_proper_name(tokens, candidate.first, candidate.last)

    def is_verbal(self, tokens: Tokens, candidate: Candidate) -> bool:
        """Whether the words around one word say that it is a verb, or that somebody does it himself."""
        if candidate.last > candidate.first:
            return False
        before = tokens.folded(candidate.first - 1) if candidate.first else ""
        if before in self._grammar.verb_particles:
            return True
        after = tokens.words(candidate.last + 1, candidate.last + 3)
        if len(after) < 2 or after[0] != self._grammar.reflexive:
            return False
        # Zgłoszenie się pracownika; but: odnowienie się spóźni.
        return self.vocabulary.is_verbal_noun(candidate.names[0].words[0]) and self.vocabulary.kind(after[1]) != "verb"

    def is_ruled_out(self, term: int, tokens: Tokens, candidate: Candidate) -> bool:
        """Whether its sentence holds a word beside which the term's names mean something else.

        A name that ends with a word of the field (transfer domeny) is not one of them.
        """
        if self._is_saturated(candidate) or self._has_jargon(candidate):
            return False
        word = candidate.names[0].words[0]
        is_jargon = not word.isascii() and len(word) >= _FEWEST_LETTERS and not self.vocabulary.is_known(word)
        if candidate.first == candidate.last and is_jargon:
            return False
        unless = self._unless[term]
        return bool(unless) and any(word in unless for word in sentence(tokens, candidate.first, candidate.last))

    def complement(self, tokens: Tokens, candidate: Candidate, terms: Sequence[int]) -> int | None:
        """What the thing is said to be of: bits of what such a complement speaks for.

        None without one; 0 where it speaks for none of these terms: then it is another thing.
        """
        if self._is_abbreviation(tokens, candidate):
            return None
        length = len(candidate.names[0].words)
        if length > 2 or self._is_saturated(candidate):
            return 0 if self._is_before_foreign(tokens, candidate.last + 1) else None
        wanted = sum(1 << term for term in terms)
        is_bare = length == 1 and any(name.is_sometimes for name in candidate.names)
        allowed = wanted if is_bare else wanted | self.field_bit
        allowed_behind = 0 if is_bare else wanted | self.field_bit if length > 1 else wanted
        is_led = is_genitive = False
        for place in range(candidate.last + 1, min(candidate.last + 1 + _LOOK_AHEAD, len(tokens))):
            word = tokens.word(place)
            if tokens.gap(place) not in _SPACES or not word:
                break
            folded, evidence = tokens.folded(place), tokens.evidence(place)
            if folded in self._grammar.owners:
                return None
            if folded in self._grammar.ours or evidence & allowed:
                return evidence or allowed
            kind = self.vocabulary.kind(word)
            if place == candidate.last + 1 and self.vocabulary.is_classifier(word):
                return self._complements_end(tokens, place + 1, allowed_behind)
            if is_genitive and kind == "plain":
                return self._complements_end(tokens, place + 1, allowed_behind)
            if kind in ("article", "determiner", "adjective"):
                is_led = True
                is_genitive = self.vocabulary.is_genitive_adjective(word)
            elif kind == "inflected" and not self.vocabulary.may_be_genitive(word):
                return None
            elif kind == "inflected" or (is_led and kind == "plain" and self._grammar.articles):
                return self._complements_end(tokens, place + 1, allowed_behind)
            else:
                is_foreign = kind == "plain" and word[:1].isupper() and not tokens.text.isupper()
                return 0 if is_foreign or (is_genitive and self._grammar.articles) else None
        # No noun came: what looked like an adjective is one (μεταφορά ιστότοπου).
        return 0 if is_genitive and self._grammar.articles else None

    def _is_saturated(self, candidate: Candidate) -> bool:
        """Whether the name already says of what: its last word is one that many terms have (transfer domeny)."""
        return any(len(name.words) > 1 and name.words[-1] in self._shared for name in candidate.names)

    def _has_jargon(self, candidate: Candidate) -> bool:
        """Whether one of several words is one that no dictionary has (kod authinfo): it has no other sense."""
        return all(len(name.words) > 1 and any(map(self.vocabulary.is_jargon, name.words)) for name in candidate.names)

    def _is_before_foreign(self, tokens: Tokens, place: int) -> bool:
        """Whether a name in other letters follows: администратор домена Active Directory."""
        if place >= len(tokens) or tokens.gap(place) not in _SPACES:
            return False
        word = tokens.word(place)
        is_capital = word[:1].isupper() and not tokens.text.isupper()
        return is_capital and word.isascii() and not tokens.evidence(place) and not self._is_ascii

    def _complements_end(self, tokens: Tokens, place: int, allowed: int) -> int:
        if place >= len(tokens) or tokens.gap(place) not in _SPACES:
            return 0
        is_ours = bool(self._grammar.articles) and tokens.folded(place) in self._grammar.ours
        return allowed if is_ours else tokens.evidence(place) & allowed
