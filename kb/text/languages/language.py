"""The interface of a language module."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Language:
    """One language."""

    tag: str
    stem: Callable[[str], str]
    """Cuts the ending off a lemma, which has its accents and small letters, so that noun, verb and adjective meet."""
    common: frozenset[str] = frozenset()
    """Words that questions are made of and that say nothing of their subject, with accents: on a site of few pages
    they are too rare for idf to tell."""
    verbal_nouns: tuple[str, ...] = ()
    """Ends of nouns that the dictionary gives to verbs."""
    paradigms: Mapping[str, str] = field(default_factory=dict)
    """End of a word that the dictionary lacks → what stands there in its forms, ``-`` for nothing; the longest end."""


def ending_stripper(endings: Iterable[str], *, keep: int) -> Callable[[str], str]:
    """A stemmer that cuts the longest of some endings off, but leaves at least ``keep`` letters."""
    longest_first = sorted(set(endings), key=lambda ending: (-len(ending), ending))

    def stem(word: str) -> str:
        for ending in longest_first:
            if word.endswith(ending) and len(word) - len(ending) >= keep:
                return word[: -len(ending)]
        return word

    return stem
