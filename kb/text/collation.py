"""The alphabetical order of a locale, for lists that readers look through.

Babel has no collation; PyICU has no wheels for Linux, so that every install would need a compiler and ICU's headers;
pyuca (last release 2017) knows only the root order, in which Č is a C and Ł an L. Four alphabets are a few lines, and a
test holds their order against ICU's in Node.
Source of the order: CLDR 46, collation rules of el, pl, ru, sl and root.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping

from kb.text.folding import fold

_LATIN = "abcdefghijklmnopqrstuvwxyz"
_ALPHABETS: Mapping[str, str] = {
    "el": "αβγδεζηθικλμνξοπρστυφχψω",
    "pl": "aąbcćdeęfghijklłmnńoópqrsśtuvwxyzźż",
    "ru": "абвгдежзийклмнопрстуфхцчшщъыьэюя",
    "sl": "abcčćdđefghijklmnopqrsštuvwxyzž",
}
_SPACE, _SIGN, _DIGIT, _OWN, _OTHER_LATIN, _ELSEWHERE = range(6)

Key = tuple[tuple[tuple[int, int], ...], tuple[str, ...], tuple[bool, ...]]


def sort_key(text: str, tag: str) -> Key:
    """What to sort a text of a locale by: its letters, then their accents, then small before capital ones.

    The locale's own script comes first, then Latin, then others.
    """
    written = unicodedata.normalize("NFC", text)
    alphabet = _alphabet(tag)
    letters = tuple(_weight(char, alphabet) for char in written.lower())
    return letters, tuple(written.lower()), tuple(char.isupper() for char in written)


def initial(text: str, tag: str) -> str:
    """The letter under which an alphabetical list has the text, a capital; ``#`` for figures and signs."""
    alphabet = _alphabet(tag)
    first = unicodedata.normalize("NFC", text).lstrip(" \u00a0«„“\"'(").lower()[:1]
    if not first.isalpha():
        return "#"
    return (first if first in alphabet else fold(first)[:1].replace("σ", "Σ")).upper()


def _alphabet(tag: str) -> str:
    return _ALPHABETS.get(tag.partition("-")[0], _LATIN)


def _weight(char: str, alphabet: str) -> tuple[int, int]:
    if char.isspace():
        return _SPACE, 0
    if char.isdigit():
        return _DIGIT, unicodedata.digit(char, 0)
    if not char.isalpha():
        return _SIGN, ord(char)
    letter = char if char in alphabet else fold(char)[:1]
    if letter in alphabet:
        return _OWN, alphabet.index(letter)
    return (_OTHER_LATIN, _LATIN.index(letter)) if letter in _LATIN else (_ELSEWHERE, ord(letter))
