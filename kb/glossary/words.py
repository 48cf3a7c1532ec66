"""The words of a text as the glossary reads them: parts of a compound apart, addresses and file names not at all."""

from __future__ import annotations

import re
from collections.abc import Iterator

# As in kb.text.tokens; a whole is taken apart where only hyphens, or slashes between words, join it.
_PART = r"(?:[^\W_][\u0300-\u036f]*)+(?:['’][^\W\d_]+)?"
_WHOLE = re.compile(rf"{_PART}(?:[._:/@\-‑+]+{_PART})*")
_COMPOSED_PART = r"[^\W_]+(?:['’][^\W\d_]+)?"
_COMPOSED = re.compile(rf"{_COMPOSED_PART}(?:[._:/@\-‑+]+{_COMPOSED_PART})*")
_COMBINING = re.compile(r"[\u0300-\u036f]")
_PARTS = re.compile(_PART)
_SIGNS = re.compile(r"[._:/@\-‑+]+")
_ENDING = 2
"""So many small letters behind capitals and a hyphen are an ending: PIN-a, IVR-u."""
_SEPARATORS = frozenset(("-", "‑", "/"))

Word = tuple[str, int, int]
"""(as written, start, end); what must not be taken apart or matched has an empty text."""


def written_words(text: str) -> Iterator[Word]:
    """The words of a text in order.

    ``DNS-сервер`` gives two, ``e-mail`` is ``email`` in one, ``ns1.example.com`` one without a text.
    """
    # Almost no text has a mark apart from its letter; without, the same is found in half the time.
    for whole in (_WHOLE if _COMBINING.search(text) else _COMPOSED).finditer(text):
        start = whole.start()
        for part, first, last in apart(whole[0]):
            yield part, start + first, start + last


def apart(whole: str) -> tuple[Word, ...]:
    """The words of a whole, with their places in it."""
    if whole.isalnum():
        return ((whole, 0, len(whole)),)
    if set(_SIGNS.findall(whole)) - _SEPARATORS:
        return (("", 0, len(whole)),)
    parts = list(_PARTS.finditer(whole))
    if len(parts) == 2 and parts[0][0].isupper() and len(parts[1][0]) <= _ENDING and parts[1][0].islower():
        return ((parts[0][0], 0, len(whole)),)
    if len(parts) == 2 and len(parts[0][0]) == 1:
        return ((parts[0][0] + parts[1][0], 0, len(whole)),)
    return tuple((part[0], *part.span()) for part in parts)
