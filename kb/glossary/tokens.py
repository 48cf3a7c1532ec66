"""The words of a text, and what the glossary knows of those that are its own."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from kb.text.folding import folded_normal, normal

SIGNS = ".,;:!?…·()[]«»„“”\"'’*–—"
"""Around a word; another one costs a closer look."""


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of a word of the glossary."""

    folded: str
    slots: tuple[int, ...]
    """Places in names that it can take."""
    is_start: bool
    """Whether a name starts at one of them."""
    evidence: int
    """Bits of the terms that it speaks for; the bit after the last term's is the field's."""


class Tokens:
    """The words of a text. Nothing is read before somebody asks, and most words nobody asks for."""

    __slots__ = ("_known", "_pieces", "_places", "_starts", "text")

    def __init__(
        self,
        text: str,
        pieces: Sequence[str],
        known: Mapping[str, Known],
        *,
        starts: Sequence[int] | None = None,
        places: list[tuple[int, int]] | None = None,
    ) -> None:
        """Take the words.

        Args:
            text: all of it.
            pieces: each word, with signs around it or without; empty for what is no word: an address, a file name.
            known: piece → what is known of its word, for words of the glossary.
            starts: numbers of the words that may start a name, in order; all that stand first in one if not given.
            places: start and end of each word; not needed where each stands in the text as it is written.
        """
        self.text = text
        self._pieces = pieces
        self._known = known
        self._starts = starts
        self._places = places or []

    def __len__(self) -> int:
        return len(self._pieces)

    @property
    def starts(self) -> Sequence[int]:
        """Numbers of the words that may start a name, in order."""
        if self._starts is None:
            self._starts = [number for number, known in self.all_known() if known.is_start]
        return self._starts

    def word(self, number: int) -> str:
        """A word as it is written."""
        return self._pieces[number].strip(SIGNS)

    def words(self, first: int, behind: int) -> list[str]:
        """The words from one to the one before another, as they are written."""
        return [piece.strip(SIGNS) for piece in self._pieces[first:behind]]

    def folded(self, number: int) -> str:
        """A word as it is compared."""
        return folded_word(normal(self.word(number)))

    def known(self, number: int) -> Known | None:
        """What is known of a word of the glossary; nothing of others, and where the text ends."""
        return self._known.get(self._pieces[number]) if number < len(self._pieces) else None

    def all_known(self) -> Iterator[tuple[int, Known]]:
        """(number, what is known) of the words of the glossary, in order."""
        known = self._known
        return ((number, known[piece]) for number, piece in enumerate(self._pieces) if piece in known)

    def evidence(self, number: int) -> int:
        """Bits of the terms that a word speaks for."""
        known = self.known(number)
        return known.evidence if known else 0

    def place(self, number: int) -> tuple[int, int]:
        """Start and end of a word."""
        places = self._places
        if len(places) <= number:
            behind = places[-1][1] if places else 0
            for word in self.words(len(places), number + 1):
                # Between two words there are only blanks and signs.
                start = self.text.index(word, behind)
                behind = start + len(word)
                places.append((start, behind))
        return places[number]

    def start(self, number: int) -> int:
        """Where a word starts."""
        return self.place(number)[0]

    def end(self, number: int) -> int:
        """Where a word ends."""
        return self.place(number)[1]

    def gap(self, number: int) -> str:
        """What stands between a word and the one before it."""
        return self.text[self.end(number - 1) : self.start(number)]


def bare_word(word: str) -> str:
    """A normal word without what an apostrophe joins to it: PIN'u."""
    return word if word.isalnum() else word.replace("’", "'").partition("'")[0]


def folded_word(word: str) -> str:
    """A normal word as it is compared."""
    return folded_normal(bare_word(word))
