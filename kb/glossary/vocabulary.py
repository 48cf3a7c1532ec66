"""What the glossary needs to know of any word: its forms, its lemma, what kind of word it is."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Literal

from kb.glossary.grammar import GRAMMARS, Grammar
from kb.glossary.tokens import Tokens
from kb.text.folding import fold, normal
from kb.text.inflection import Inflection
from kb.text.languages import language
from kb.text.lemmas import Lemmas

Kind = Literal["article", "determiner", "small", "adjective", "verb", "inflected", "plain"]
"""``inflected``: a noun in another case than its lemma; ``plain``: any other word."""


class Vocabulary:
    """The words of one language; what was found out of a word is remembered."""

    def __init__(self, tag: str, *, lemmas: Lemmas | None = None) -> None:
        found = language(tag)
        self.common = found.common if found else frozenset()
        self._verbal = found.verbal_nouns if found else ()
        self.grammar = GRAMMARS.get(found.tag, Grammar()) if found else Grammar()
        self._inflection = Inflection(found, lemmas or Lemmas(found.tag)) if found else None
        self._expected: Sequence[Tokens] = ()
        self._kinds: dict[str, Kind] = {}

    def forms(self, words: Iterable[str]) -> Mapping[str, frozenset[str]]:
        """Every form of each normal word."""
        wanted = set(words)
        if self._inflection is None:
            return {word: frozenset({word}) for word in wanted}
        self._inflection.prepare(wanted)
        return self._inflection.forms(wanted)

    def lemma(self, word: str) -> str:
        """The likely lemma of a normal word."""
        return self._inflection.lemma(word) if self._inflection else word

    def expect(self, read: Sequence[Tokens]) -> None:
        """Tell whose words may be asked for next: a dictionary that must be read for one is asked for all of them."""
        self._expected = read

    def kind(self, written: str) -> Kind:
        """What kind of word it is, by its lemma's end and closed lists."""
        found = self._kinds.get(written)
        if found is None:
            self._kinds[written] = found = self._kind(normal(written))
        return found

    def may_stand_inside(self, written: str) -> bool:
        """Whether the word may stand between two words of a name."""
        if self.kind(written) in ("determiner", "article", "adjective"):
            return True
        word = normal(written)
        is_lemma = bool(self.grammar.adjective.search(word)) and self.kind(written) == "plain"
        return is_lemma or bool(self.grammar.inserted.search(word))

    def is_genitive_adjective(self, written: str) -> bool:
        """Whether it is an adjective, of a noun in the genitive behind it."""
        return self.kind(written) == "adjective" and bool(self.grammar.genitive.search(normal(written)))

    def may_be_genitive(self, written: str) -> bool:
        """Whether a noun of this form may be what another one is said to be of."""
        word = normal(written)
        if self.grammar.not_genitive.search(word):
            return False
        return not self.grammar.instrumental.search(word) or self.lemma(word)[-1:] not in ("а", "я")

    def _prepare(self, word: str) -> None:
        """Ask the dictionary for a word; if it was never asked before, for all in such texts that were met since."""
        if self._inflection and not self._inflection.is_at_hand(word):
            words = (word for tokens in self._expected for word in tokens.words(0, len(tokens)) if word)
            self._inflection.prepare(map(normal, words))
            self._expected = ()

    def is_classifier(self, written: str) -> bool:
        """Whether it says, behind a noun, which kind of thing that is: panel dyskusyjny."""
        pattern = self.grammar.classifier
        return pattern.pattern != "(?!)" and bool(pattern.search(self.lemma(normal(written))))

    def _kind(self, word: str) -> Kind:
        grammar, folded = self.grammar, fold(word)
        if folded in grammar.articles:
            return "article"
        if folded in grammar.determiners:
            return "determiner"
        if folded in grammar.prepositions or word in self.common or not word.isalpha() or len(word) < 2:
            return "small"
        self._prepare(word)
        lemma = self.lemma(word)
        if fold(lemma) in grammar.determiners:
            return "determiner"
        if grammar.verb_form.search(word) or grammar.verb.search(lemma):
            return "verb"
        if lemma == word and not self.is_known(word) and grammar.verb.search(word):
            return "verb"
        if grammar.adjective_form.search(word):
            return "adjective"
        if grammar.adjective.search(lemma):
            return "verb" if grammar.predicate.search(word) else "adjective" if lemma != word else "plain"
        return "inflected" if fold(lemma) != folded else "plain"

    def is_verbal_noun(self, word: str) -> bool:
        """Whether a normal word is a noun made of a verb."""
        return word.endswith(self._verbal) if self._verbal else False

    def is_jargon(self, word: str) -> bool:
        """Whether no dictionary has a normal word, nor would have it as an adjective."""
        return not self.is_known(word) and not self.grammar.adjective.search(word)

    def is_known(self, word: str) -> bool:
        """Whether the dictionary has a normal word."""
        return self._inflection is not None and self._inflection.is_known(word)
