"""From a word as it is written to what the glossary needs to know of it, remembered for each word."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import dataclass
from typing import Literal

from kb.glossary.grammar import GRAMMARS, Grammar
from kb.glossary.words import all_wholes, apart, whole_words
from kb.text.folding import fold, folded_normal, normal
from kb.text.inflection import Inflection
from kb.text.languages import language
from kb.text.lemmas import Lemmas

Kind = Literal["article", "determiner", "small", "adjective", "verb", "inflected", "plain"]
"""``inflected``: a noun in another case than its lemma; ``plain``: any other word."""


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of a word."""

    written: str
    """Empty for what is no word: an address, a file name."""
    folded: str = ""
    slots: tuple[int, ...] = ()
    """Places in names that it can take."""
    evidence: int = 0
    """Bits of the terms that it speaks for; the bit after the last term's is the field's."""


NEAR = 5
"""The second word of a name is less than so many words from the first: σύνδεση του νέου σας domain."""
_NO_WORD = Known("")


class Tokens:
    """The words of a text; where they stand is found out only where somebody asks, which is in few texts."""

    __slots__ = ("_places", "known", "text")

    def __init__(self, text: str, known: Sequence[Known], places: Sequence[tuple[int, int]] | None = None) -> None:
        """Take the words.

        Args:
            text: all of it.
            known: what is known of each word.
            places: start and end of each; not needed where each whole is one word.
        """
        self.text = text
        self.known = known
        self._places = places

    def place(self, number: int) -> tuple[int, int]:
        """Start and end of a word."""
        if self._places is None:
            self._places = [whole.span() for whole in whole_words(self.text)]
        return self._places[number]

    def start(self, number: int) -> int:
        """Where a word starts."""
        return self.place(number)[0]

    def end(self, number: int) -> int:
        """Where a word ends."""
        return self.place(number)[1]

    def gap(self, number: int) -> str:
        """What stands between a word and the one before it."""
        return self.text[self.end(number - 1) : self.start(number)]


class Vocabulary:
    """The words of a locale's glossary in all their forms, and the kinds of words around them."""

    def __init__(self, tag: str, *, lemmas: Lemmas | None = None) -> None:
        found = language(tag)
        self.common = found.common if found else frozenset()
        self._verbal = found.verbal_nouns if found else ()
        self.grammar = GRAMMARS.get(found.tag, Grammar()) if found else Grammar()
        self._inflection = Inflection(found, lemmas or Lemmas(found.tag)) if found else None
        self._exact: dict[str, tuple[set[int], int]] = {}
        self._folded: dict[str, tuple[set[int], int]] = {}
        self._known: dict[str, tuple[tuple[Known, int, int], ...]] = {}
        self._met: set[str] = set()
        """The keys of that; a difference of sets costs a fifth of one with a dictionary's keys."""
        self._single: dict[str, Known] = {}
        """Of those, the ones that are one word."""
        self._named: dict[str, tuple[int, ...]] = {}
        """Of those, the ones that have places in names, and these."""
        self._unasked: list[str] = []
        self._first: Mapping[int, Set[int]] = {}
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

    def add(
        self, forms: Mapping[int, Iterable[str]], evidence: Mapping[str, int], *, first: Mapping[int, Set[int]]
    ) -> None:
        """Take in the forms of each slot, and the evidence of each form.

        Args:
            forms: of each slot.
            evidence: bits of each form.
            first: slot that a name starts with → those that may come second, none where a name ends there.
        """
        self._first = first
        exact: dict[str, set[int]] = defaultdict(set)
        for slot, some in forms.items():
            for form in some:
                exact[form].add(slot)
        for form in {*exact, *evidence}:
            slots, bits = exact.get(form, set()), evidence.get(form, 0)
            self._exact[form] = (slots, bits)
            plain, plain_bits = self._folded.get(fold(form), (set(), 0))
            self._folded[fold(form)] = (plain | slots, plain_bits | bits)

    def hopeful(self, text: str) -> Tokens | None:
        """The words of a text that has the first word of a name, and near behind it a second where that has one."""
        wholes = all_wholes(text)
        for whole in set(wholes) - self._met:
            self._remember(whole)
        named, first = self._named, self._first
        for place in [place for place, whole in enumerate(wholes) if whole in named]:
            near: set[int] | None = None
            for slot in named[wholes[place]]:
                follow = first.get(slot)
                if follow is None:
                    continue
                if near is None:
                    near = {s for whole in wholes[place : place + NEAR] if whole in named for s in named[whole]}
                if not follow or not near.isdisjoint(follow):
                    tokens = self._tokens(text, wholes)
                    self._unasked += [known.written for known in tokens.known if known.written]
                    return tokens
        return None

    def tokens(self, text: str) -> Tokens:
        """The words of a text with what is known of them."""
        wholes = all_wholes(text)
        for whole in set(wholes) - self._met:
            self._remember(whole)
        return self._tokens(text, wholes)

    def _tokens(self, text: str, wholes: Sequence[str]) -> Tokens:
        single = self._single
        known = [single.get(whole) for whole in wholes]
        if None not in known:
            return Tokens(text, known)  # type: ignore[arg-type]
        words, places = [], []
        for whole in whole_words(text):
            at = whole.start()
            for word, start, end in self._known[whole[0]]:
                words.append(word)
                places.append((at + start, at + end))
        return Tokens(text, words, places)

    def _remember(self, whole: str) -> tuple[tuple[Known, int, int], ...]:
        found = tuple((self._look_up(word) if word else _NO_WORD, start, end) for word, start, end in apart(whole))
        self._known[whole] = found
        self._met.add(whole)
        if len(found) == 1:
            self._single[whole] = found[0][0]
        if slots := tuple(slot for word, _, _ in found for slot in word.slots):
            self._named[whole] = slots
        return found

    def _look_up(self, written: str) -> Known:
        word = normal(written)
        if not word.isalnum():
            word = word.replace("’", "'").partition("'")[0]
        folded = folded_normal(word)
        if folded not in self._folded:
            return Known(written, folded)
        # Who writes accents means them; who writes none may mean any.
        is_plain = word.replace("ς", "σ") == folded
        found = self._folded.get(folded) if is_plain else self._exact.get(word)
        if found is None and self.grammar.moves_accents:
            found = self._folded.get(folded)
        slots, bits = found or ((), 0)
        return Known(written, folded, tuple(sorted(slots)), bits)

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
            self._inflection.prepare(map(normal, self._unasked))
            self._unasked.clear()

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
