"""The key of a word: what all its forms and spellings share.

form → lemma (table, else learned rules) → light stem → folded. The lemma is asked for with its accents: folded text
misleads the table (measured for Greek: .85 of forms right, .27 when folded). What a reader types without accents finds
its key through the folded forms of the vocabulary.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from functools import lru_cache

from kb.text.folding import fold, normal
from kb.text.languages import language
from kb.text.lemmas import Lemmas

_NEAR = 5
"""A word that nothing knows takes the key of the nearest form that starts with the same letters, this many at least."""


class Analysis:
    """Keys of the words of one locale."""

    def __init__(self, tag: str, vocabulary: Iterable[str], *, lemmas: Lemmas | None = None) -> None:
        """Give every word of the vocabulary its key.

        Args:
            tag: the locale's.
            vocabulary: the site's own words as they are written, accents and all; each counts once.
            lemmas: the language's dictionary; by default the installed one.
        """
        found = language(tag)
        self._stem = found.stem if found else None
        self._lemmas = lemmas or (Lemmas(found.tag) if found else None)
        self._keys = self._keys_of(vocabulary)
        self._by_start: dict[str, list[str]] = defaultdict(list)
        for form in self._keys:
            self._by_start[form[:_NEAR]].append(form)

    @property
    def keys(self) -> Mapping[str, str]:
        """Folded form → key, for the whole vocabulary."""
        return self._keys

    def key(self, word: str) -> str:
        """The key of a word, whether the vocabulary has it or not."""
        folded = fold(word)
        found = self._keys.get(folded)
        return found if found is not None else self._unknown_key(normal(word), folded)

    def _keys_of(self, vocabulary: Iterable[str]) -> dict[str, str]:
        words = {normal(word) for word in vocabulary}
        if self._lemmas is None or self._stem is None:
            return {fold(word): fold(word) for word in sorted(words)}
        known = self._lemmas.known(words)
        # A form that is the lemma of others is its own: домен is a домен here, not the furnaces (домна) of the table.
        known |= {lemma: lemma for word, lemma in known.items() if lemma in words and lemma != word}
        spellings: dict[str, list[str]] = defaultdict(list)
        for word in words:
            spellings[fold(word)].append(word)
        # Of spellings that fold alike, one that the table knows, and one that has its accents, tells the key.
        best = {
            folded: min(forms, key=lambda form: (form not in known, form == folded, form))
            for folded, forms in spellings.items()
        }
        basis = {
            folded: known.get(form) or self._lemmas.guessed(form) if form.isalpha() else ""
            for folded, form in sorted(best.items())
        }
        stems = self._lemmas.stems(filter(None, basis.values()), self._stem)
        return {folded: (fold(stems[word]) if word else "") or folded for folded, word in basis.items()}

    def _made_key(self, word: str, lemma: str | None) -> str:
        if self._lemmas is None or self._stem is None or not word.isalpha():
            return fold(word)
        return fold(self._stem(lemma or self._lemmas.guessed(word))) or fold(word)

    @lru_cache(maxsize=4096)  # noqa: B019 - an analysis lives as long as the program that asks it
    def _unknown_key(self, word: str, folded: str) -> str:
        if self._lemmas is None:
            return folded
        lemma = self._lemmas.known([word]).get(word)
        if lemma is None and (near := self._nearest(folded)):
            return self._keys[near]
        return self._made_key(word, lemma)

    def _nearest(self, folded: str) -> str | None:
        """The form of the vocabulary with the longest common beginning; at most four letters of the shorter differ."""
        best, longest = None, 0
        for form in self._by_start.get(folded[:_NEAR], ()) if len(folded) >= _NEAR else ():
            same = _common(form, folded)
            if same > longest and min(len(form), len(folded)) - same <= 4:
                best, longest = form, same
        return best


def _common(one: str, two: str) -> int:
    return next((place for place, (a, b) in enumerate(zip(one, two, strict=False)) if a != b), min(len(one), len(two)))
