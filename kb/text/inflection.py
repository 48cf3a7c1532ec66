"""All forms of a word: those that the dictionary has, and for a word that it lacks, those of a noun that ends alike."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from kb.text.languages.language import Language
from kb.text.lemmas import Lemmas

_OTHER_KIND = 2
"""A word that differs in more letters at its end from its lemma is of another kind: Polish gerunds are given as verbs."""


class Inflection:
    """Forms of the words of one language."""

    def __init__(self, language: Language, lemmas: Lemmas) -> None:
        self._language = language
        self._lemmas = lemmas

    def forms(self, words: Iterable[str]) -> dict[str, frozenset[str]]:
        """Every form of each word, itself among them; words normal and with their accents.

        Loads the whole table if a word was never asked for before.
        """
        wanted = set(words)
        known = self._lemmas.known(wanted)
        lemmas = {word: self._lemmas_of(word, known.get(word)) for word in wanted}
        table = self._lemmas.forms({lemma for found in lemmas.values() for lemma in found})
        return {
            word: frozenset({word, *self._declined(word, known), *_kin(word, found, table)})
            for word, found in lemmas.items()
        }

    def lemmas(self, words: Iterable[str]) -> dict[str, str]:
        """The likely lemma of each word."""
        known = self._lemmas.known(words)
        return {word: known.get(word) or self._lemmas.guessed(word) for word in words}

    def is_known(self, word: str) -> bool:
        """Whether the dictionary has the word."""
        return bool(self._lemmas.known([word]))

    def _lemmas_of(self, word: str, known: str | None) -> tuple[str, ...]:
        if not word.isalpha():
            return ()
        # The table gives one lemma a form: домен is the furnaces' (домна) there, but also its own.
        guessed = self._lemmas.guessed(word)
        return tuple(dict.fromkeys(filter(None, (known, guessed, word))))

    def _declined(self, word: str, known: Mapping[str, str]) -> set[str]:
        """What a noun with this end would take: all of it for a word that the table lacks.

        Of a word that it has, the forms that it gives to another word alone: kody to koda, not to kod.
        """
        if not word.isalpha():
            return set()
        if word not in known:
            guessed = self._lemmas.guessed(word)
            bases = [word, guessed] if len(guessed) < len(word) else [word]
            return {form for basis in bases for form in self._with_endings(basis)}
        others = self._lemmas.known(self._with_endings(word)) if known[word] == word else {}
        return {form for form, lemma in others.items() if len(lemma) == len(word) + 1 and lemma.startswith(word)}

    def _with_endings(self, word: str) -> set[str]:
        for end, endings in self._language.loan_endings.items():
            if word.endswith(end) and len(word) - len(end) >= 2:
                return {word, *(word[: len(word) - len(end)] + ending for ending in endings.split())}
        return {word}


def _kin(word: str, lemmas: Iterable[str], table: Mapping[str, frozenset[str]]) -> set[str]:
    kin: set[str] = set()
    for lemma in lemmas:
        same = _common(word, lemma)
        is_other_kind = same < len(word) - _OTHER_KIND - 1
        kin |= {form for form in {lemma, *table[lemma]} if not is_other_kind or _common(word, form) >= len(word) - _OTHER_KIND - 1}
    return kin


def _common(one: str, two: str) -> int:
    return next((place for place, (a, b) in enumerate(zip(one, two, strict=False)) if a != b), min(len(one), len(two)))
