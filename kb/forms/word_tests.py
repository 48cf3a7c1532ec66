"""What the coach looks for in a text: lists of words in any ending, and things such as a date or an address.

Held equal to ``forms/words.js`` by tests.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from kb.forms.patterns import has_check_pair
from kb.text.folding import fold

_WORD = re.compile(r"[^\W_]+")
_EMAIL = re.compile(r"(?<![^ \t\n@])[^ \t\n@]+@[^ \t\n@]+\.[^ \t\n@]+")
_DATE = re.compile(
    r"(?<![0-9])(?<![0-9]\.)(?:[0-9]{4}-[0-9]{2}-[0-9]{2}|[0-3]?[0-9]([./-]) ?[01]?[0-9](?:\1 ?[0-9]{2,4})?)"
    r"(?!\.?[0-9])"
)
_TIME = re.compile(r"(?<![0-9])[0-2]?[0-9][:.][0-5][0-9](?![0-9])")
# 550, 5.7.8, 0x80070005, ERR_NAME_NOT_RESOLVED, HTTP 500, and whatever stands in quotation marks.
_ERROR = re.compile(
    r"(?<![0-9.])[45][0-9]{2}(?!\.?[0-9])|(?<![0-9.])[245]\.[0-9]{1,3}\.[0-9]{1,3}(?!\.?[0-9])|0x[0-9A-Fa-f]{4,}"
    r"|(?<![A-Z])[A-Z]{2,}(?:_[A-Z]+)+|[\"„“”»«`][^\"„“”»«`\n]{6,}[\"„“”»«`]"
)
_URL = re.compile(r"https?://[^ \t\n]{3,}|www\.[^ \t\n]{3,}")
_DOMAIN = re.compile(r"(?<![^\W_])(?<!-)[^\W_](?:[^\W_]|-)*\.[^\W0-9_]{2,}")

TESTS: dict[str, Callable[[str], bool]] = {
    "email-address": lambda text: bool(_EMAIL.search(text)),
    "date": lambda text: bool(_DATE.search(text)),
    "time": lambda text: bool(_TIME.search(text)),
    "error-text": lambda text: bool(_ERROR.search(text)),
    "url": lambda text: bool(_URL.search(text)),
    "domain": lambda text: bool(_DOMAIN.search(text)),
    "check-pair": has_check_pair,
}
"""Tests that rules of the coach know by name; other names are lists of words in the texts."""

STOCK = "stock"
"""The list of words that say nothing by themselves: greetings, "does not work", "urgent"."""


@dataclass(frozen=True, slots=True)
class Words:
    """The words of a text."""

    words: tuple[str, ...]
    """Folded, in their order."""
    places: Mapping[str, Sequence[int]]
    """Word → where it stands: an entry is compared with each word once, however often it occurs."""


def words_of(text: str) -> Words:
    """The words of a text, folded."""
    words = tuple(_WORD.findall(fold(text)))
    places: dict[str, list[int]] = {}
    for place, word in enumerate(words):
        places.setdefault(word, []).append(place)
    return Words(words, places)


def occurs(words: Words, entries: Sequence[str]) -> bool:
    """Whether one of the entries occurs in the words.

    Args:
        words: of the text.
        entries: words or phrases; ``*`` at a word's end stands for any ending.
    """
    return any(_places(words, entry) for entry in entries)


def telling(words: Words, entries: Sequence[str]) -> int:
    """How many words are part of none of the entries."""
    stock: set[int] = set()
    for entry in entries:
        length = len(entry_words(entry))
        for place in _places(words, entry):
            stock.update(range(place, place + length))
    return len(words.words) - len(stock)


@cache
def entry_words(entry: str) -> tuple[str, ...]:
    """The folded words of an entry, their ``*`` kept: ``ne dela*`` gives ``ne``, ``dela*``."""
    return tuple(word for part in fold(entry).split(" ") for word in _starred(part))


def _starred(part: str) -> list[str]:
    found = _WORD.findall(part)
    return [*found[:-1], found[-1] + "*"] if found and part.endswith("*") else found


def _places(words: Words, entry: str) -> list[int]:
    wanted = entry_words(entry)
    if not wanted:
        return []
    starts = [place for word, found in words.places.items() if _fits(word, wanted[0]) for place in found]
    return [
        start
        for start in starts
        if start + len(wanted) <= len(words.words)
        and all(_fits(words.words[start + offset], want) for offset, want in enumerate(wanted))
    ]


def _fits(word: str, wanted: str) -> bool:
    return word.startswith(wanted[:-1]) if wanted.endswith("*") else word == wanted
