"""Suffix rules from a folded form to its key: what a browser, which has no dictionary, makes of a word that no
document holds."""

from __future__ import annotations

from functools import lru_cache

from kb.text.folding import fold
from kb.text.languages import language
from kb.text.lemmas import Lemmas
from kb.text.rules import Rules, learned_rules, without_repeats

_WAY = "key-rules-1"
"""Change it with the way these rules or the stems are made: they are kept from build to build."""


def key_rules(tag: str, *, lemmas: Lemmas | None = None) -> Rules:
    """Suffix of a folded form → (letters to cut, letters to add) for its key; empty for other languages.

    Measured on the dictionary's forms of a site's lemmas that the site lacks: right for .78 (el), .82 (sl), .93 (ru),
    .87 (pl); with the nearest site form as next resort .88, .89, .96, .94.
    """
    found = language(tag)
    if found is None:
        return {}
    stem, lemmas = lru_cache(maxsize=None)(found.stem), lemmas or Lemmas(found.tag)
    dictionary = lemmas

    def learn() -> Rules:
        pairs = ((fold(form), fold(stem(lemma)) or fold(lemma)) for form, lemma in dictionary.sample())
        return without_repeats(learned_rules(pairs))

    return dictionary.learned(_WAY, learn)
