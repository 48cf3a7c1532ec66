"""Spellings that readers type for one another: case, accents, final sigma."""

from __future__ import annotations

import unicodedata

# Letters that stay what they are although Unicode takes them apart, and those that it does not.
_KEPT = "й"
_PLAIN = {"ł": "l", "ς": "σ", "đ": "d", "ø": "o"}


class _Table(dict[int, str]):
    """Code point → folded letter, filled as letters are met."""

    def __missing__(self, code: int) -> str:
        letter = chr(code)
        parts = letter if letter in _KEPT else unicodedata.normalize("NFD", _PLAIN.get(letter, letter))
        folded = "".join(part for part in parts if letter in _KEPT or unicodedata.category(part) != "Mn")
        self[code] = folded
        return folded


_TABLE = _Table()


def normal(text: str) -> str:
    """The text composed (NFC) and in small letters: what dictionaries are asked for."""
    return unicodedata.normalize("NFC", text).lower()


def fold(text: str) -> str:
    """The text without diacritics and with one sigma; й stays, ё becomes е, ł becomes l.

    Composes and lowers first, so that ``ΜΕΤΑΦΟΡΆ`` and ``μεταφορα`` fold alike.
    """
    return folded_normal(normal(text))


def folded_normal(text: str) -> str:
    """The same of a text that is normal already."""
    return text.translate(_TABLE)
