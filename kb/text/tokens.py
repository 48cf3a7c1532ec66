"""Words of a text: letters and figures, and what must stay whole though it has signs inside."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from kb.text.folding import normal

# Letters and figures with the marks that a decomposed text sets behind them.
_LETTERS = "(?:[^\\W_][\u0300-\u036f]*)+"
_WORD = rf"{_LETTERS}(?:['’]{_LETTERS})*"
_PART = re.compile(_WORD)
# Addresses, file names, versions, error codes, words with a hyphen: parts joined by signs without a space.
_WHOLE = re.compile(rf"{_WORD}(?:[._:/@\-+]+{_WORD})*")


@dataclass(frozen=True, slots=True)
class Token:
    """A word of a text, normalised; a part of a longer one stands after it."""

    text: str
    start: int
    """Code points from the text's beginning, as ``end``."""
    end: int


def tokens(text: str) -> Iterator[Token]:
    """The words of a text in order: ``550 5.1.1`` gives ``550``, ``5.1.1``, ``5``, ``1``, ``1``."""
    for whole in _WHOLE.finditer(text):
        yield Token(normal(whole[0]), *whole.span())
        parts = list(_PART.finditer(text, *whole.span()))
        if len(parts) > 1:
            for part in parts:
                yield Token(normal(part[0]), *part.span())


def words(text: str) -> list[str]:
    """The texts of ``tokens`` without places, three times as fast; but for which sigma ends a capitalised word."""
    found = []
    for whole in _WHOLE.findall(normal(text)):
        found.append(whole)
        if not whole.isalnum():
            parts = _PART.findall(whole)
            found += parts if len(parts) > 1 else ()
    return found
