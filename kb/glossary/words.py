"""The words of a text as the glossary reads them: parts of a compound apart, addresses and file names not at all."""

from __future__ import annotations

import re
from collections.abc import Iterator

# As in kb.text.tokens; a whole is taken apart where only hyphens, or slashes between words, join it.
_PART = r"(?:[^\W_][\u0300-\u036f]*)+(?:['’][^\W\d_]+)?"
_WHOLE = re.compile(rf"{_PART}(?:[._:/@\-‑+]+{_PART})*")
_PARTS = re.compile(_PART)
_SIGNS = re.compile(r"[._:/@\-‑+]+")
_SEPARATORS = frozenset(("-", "‑", "/"))

Word = tuple[str, int, int]
"""(as written, start, end); what must not be taken apart or matched has an empty text."""


def written_words(text: str) -> Iterator[Word]:
    """The words of a text in order.

    ``DNS-сервер`` gives two, ``e-mail`` is ``email`` in one, ``ns1.example.com`` one without a text.
    """
    for whole in _WHOLE.finditer(text):
        written = whole[0]
        if written.isalnum():
            yield written, whole.start(), whole.end()
            continue
        yield from _apart(written, whole.start())


def _apart(written: str, start: int) -> Iterator[Word]:
    end = start + len(written)
    signs = set(_SIGNS.findall(written))
    if signs - _SEPARATORS:
        yield "", start, end
        return
    parts = list(_PARTS.finditer(written))
    if len(parts) == 2 and len(parts[0][0]) == 1:
        yield parts[0][0] + parts[1][0], start, end
        return
    for part in parts:
        yield part[0], start + part.start(), start + part.end()
