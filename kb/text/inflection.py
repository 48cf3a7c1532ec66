"""All forms of a word: those that the dictionary has, and for a word that it lacks, those of a noun that ends alike."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from kb.text.languages.language import Language
from kb.text.lemmas import Lemmas

_STEM = 5
"""Two words that begin with so many letters alike, and differ in their last two at most, are one."""


class Inflection:
    """Forms of the words of one language."""

    def __init__(self, language: Language, lemmas: Lemmas) -> None:
        self._language = language
        self._lemmas = lemmas
        self._found: dict[str, tuple[str, bool]] = {}

    def forms(self, words: Iterable[str]) -> dict[str, frozenset[str]]:
        """Every form of each word, itself among them; words normal and with their accents.

        Loads the whole table if a word was never asked for before.
        """
        wanted = set(words)
        known = self._lemmas.known(wanted)
        bases = {word: self._bases(word, known.get(word)) for word in wanted}
        table = self._lemmas.forms({base for found in bases.values() for base in found})
        declined = {base: self._with_endings(base) for found in bases.values() for base in found}
        others = self._lemmas.known({form for forms in declined.values() for form in forms})
        return {
            word: frozenset({word, *self._forms_of(word, found, table, declined, others)})
            for word, found in bases.items()
        }

    def lemma(self, word: str) -> str:
        """The likely lemma of a word."""
        if word not in self._found:
            self.prepare([word])
        return self._found[word][0]

    def is_known(self, word: str) -> bool:
        """Whether the dictionary has the word."""
        self.lemma(word)
        return self._found[word][1]

    def is_at_hand(self, word: str) -> bool:
        """Whether the word costs one question, not the reading of a table."""
        if word not in self._found and (kept := self._lemmas.kept(word)) is not None:
            self._found[word] = (kept or self._lemmas.guessed(word), bool(kept))
        return word in self._found

    def prepare(self, words: Iterable[str]) -> None:
        """Look many words up at once: each new one by itself is written to a file."""
        wanted = {word for word in words if word not in self._found}
        known = self._lemmas.known(wanted) if wanted else {}
        self._found |= {word: (known.get(word) or self._lemmas.guessed(word), word in known) for word in wanted}

    def _bases(self, word: str, known: str | None) -> tuple[str, ...]:
        """What the word may be a form of; the first is likely."""
        if not word.isalpha():
            return ()
        guessed = self._lemmas.guessed(word)
        if known is None:
            return (word, guessed) if len(guessed) < len(word) else (word,)
        # The table gives one lemma a form: домен is the furnaces' (домна) there, but also its own.
        return tuple(dict.fromkeys((known, guessed, word)))

    def _forms_of(
        self,
        word: str,
        bases: tuple[str, ...],
        table: Mapping[str, frozenset[str]],
        declined: Mapping[str, frozenset[str]],
        others: Mapping[str, str],
    ) -> Iterator[str]:
        verbal = self._language.verbal_nouns
        if verbal and bases and word.endswith(verbal) and not bases[0].endswith(verbal):
            yield from declined[word]
            return
        for base in bases:
            yield base
            yield from table[base]
        # By the endings of nouns: forms that the table lacks, or gives to a word made of this one (kody to koda).
        for base in bases[:1] if bases and bases[0] in others else bases:
            # Of one word: kontaktni and kontakten, as the dictionary has it.
            stem = base[: max(_STEM, len(base) - 2)]
            yield from (form for form in declined[base] if others.get(form, base).startswith(stem))

    def _with_endings(self, word: str) -> frozenset[str]:
        fitting = [end for end in self._language.paradigms if word.endswith(end) and len(word) - len(end) >= 2]
        if not fitting:
            return frozenset({word})
        end = max(fitting, key=len)
        stem = word[: len(word) - len(end)]
        return frozenset({word, *(stem + ending.strip("-") for ending in self._language.paradigms[end].split())})
