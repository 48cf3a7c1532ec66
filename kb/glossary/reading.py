"""Reading texts for the words of the glossary: fast where there are none, which is almost everywhere."""

from __future__ import annotations

from bisect import bisect
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from functools import partial
from itertools import groupby

from kb.glossary.tokens import SIGNS, Known, Tokens, bare_word
from kb.glossary.words import written_words
from kb.text.folding import fold, folded_normal, normal

NEAR = 5
"""The second word of a name is less than so many words from the first: σύνδεση του νέου σας domain."""
_END = "\x02\x03"
"""Between texts; Markdown takes these characters out of every source."""
_BETWEEN = f" {_END} "


class Reader:
    """Knows the words of a glossary in all their forms, and remembers what it met."""

    def __init__(
        self,
        forms: Mapping[int, Iterable[str]],
        evidence: Mapping[str, int],
        *,
        follow: Mapping[int, Set[int]],
        moves_accents: bool,
    ) -> None:
        """Take in the forms of each slot, and the evidence of each form.

        Args:
            forms: of each slot.
            evidence: bits of each form.
            follow: slot that a name starts with → those that may come second, none where a name ends there.
            moves_accents: whether the accent of a form may stand elsewhere than in the dictionary.
        """
        self._moves_accents = moves_accents
        self._exact: dict[str, tuple[set[int], int]] = {}
        self._folded: dict[str, tuple[set[int], int]] = {}
        self._follow = follow
        self._words: dict[str, Known] = {}
        """The words of the glossary that were met, as they are written, and with the signs around them."""
        self._met: set[str] = set()
        """All that stood between blanks."""
        self._near: dict[str, Set[str]] = {}
        """Of that, what may start a name, and what may be near behind it then: itself where the name has one word."""
        self._compound: set[str] = set()
        """Of that, what is not one word and signs around it."""
        self._said: dict[str, Sequence[Known]] = {}
        """Of that, what holds words of the glossary, and these."""
        self._slots: dict[str, Set[int]] = {}
        """Of that, what has places in names, and these."""
        self._seconds: dict[frozenset[int], set[str]] = {}
        """First slots of names → what may be near."""
        self._waiting: dict[int, list[set[str]]] = defaultdict(list)
        """Slot → those of these sets that take what has it."""
        exact: dict[str, set[int]] = defaultdict(set)
        for slot, some in forms.items():
            for form in some:
                exact[form].add(slot)
        for form in {*exact, *evidence}:
            slots, bits = exact.get(form, set()), evidence.get(form, 0)
            self._exact[form] = (slots, bits)
            plain, plain_bits = self._folded.get(fold(form), (set(), 0))
            self._folded[fold(form)] = (plain | slots, plain_bits | bits)

    def naming(self, texts: Sequence[str]) -> dict[int, Tokens]:
        """Number of a text → its words, for those with the first word of a name and near behind it a second."""
        # Most of what is read here names nothing; sets that are asked for whole lists cost a tenth of loops.
        pieces = _BETWEEN.join(texts).split()
        self._meet(pieces)
        near = self._near
        places = [place for place, piece in enumerate(pieces) if piece in near]
        places = [place for place in places if not near[pieces[place]].isdisjoint(pieces[place : place + NEAR])]
        if not places:
            return {}
        ends = [place for place, piece in enumerate(pieces) if piece == _END]
        if len(ends) >= len(texts):
            return self.naming([text.replace(_END, " " * len(_END)) for text in texts])
        found = {}
        for number, some in groupby(places, partial(bisect, ends)):
            start, end = ends[number - 1] + 1 if number else 0, ends[number] if number < len(ends) else len(pieces)
            found[number] = self._tokens(texts[number], pieces[start:end], [place - start for place in some])
        return found

    def said(self, text: str) -> Iterator[Known]:
        """The words of a text that are the glossary's; cheaper than all its words."""
        pieces = text.split()
        self._meet(pieces)
        said = self._said
        for piece in pieces:
            if piece in said:
                yield from said[piece]

    def tokens(self, text: str) -> Tokens:
        """The words of a text with what is known of them."""
        pieces = text.split()
        self._meet(pieces)
        return self._tokens(text, pieces)

    def _tokens(self, text: str, pieces: Sequence[str], starts: Sequence[int] | None = None) -> Tokens:
        if self._compound.isdisjoint(pieces):
            return Tokens(text, pieces, self._words, starts=starts)
        found = list(written_words(text))
        return Tokens(
            text, [word for word, _, _ in found], self._words, places=[(start, end) for _, start, end in found]
        )

    def _meet(self, pieces: Sequence[str]) -> None:
        """Find the glossary's words in what stands between blanks; all that is new is folded at once."""
        if self._met.issuperset(pieces):
            return
        new = set(pieces) - self._met
        self._met |= new
        ours = self._folded
        for piece, folded in zip(new, fold("\n".join(new)).split("\n"), strict=True):
            bare = folded.strip(SIGNS)
            if not bare.isalnum():
                self._compound.add(piece)
                self._keep(piece, [known for word, _, _ in written_words(piece) if (known := self._known(word))])
            elif bare in ours and (known := self._known(piece.strip(SIGNS))):
                self._words[piece] = known
                self._keep(piece, [known])

    def _keep(self, piece: str, words: Sequence[Known]) -> None:
        if not words:
            return
        self._said[piece] = words
        if slots := frozenset(slot for known in words for slot in known.slots):
            self._slots[piece] = slots
            for near in {id(near): near for slot in slots for near in self._waiting[slot]}.values():
                near.add(piece)
            if starts := slots.intersection(self._follow):
                is_whole = any(not self._follow[slot] for slot in starts)
                self._near[piece] = {piece} if is_whole else self._behind(starts)

    def _behind(self, starts: frozenset[int]) -> Set[str]:
        """What may stand near behind these first words of names; it grows with what is met."""
        if starts not in self._seconds:
            follow = {slot for start in starts for slot in self._follow[start]}
            near = {piece for piece, slots in self._slots.items() if not follow.isdisjoint(slots)}
            self._seconds[starts] = near
            for slot in follow:
                self._waiting[slot].append(near)
        return self._seconds[starts]

    def _known(self, written: str) -> Known | None:
        """What is known of a word; nothing if it is not one of the glossary's."""
        if written not in self._words and (found := self._look_up(written)):
            self._words[written] = found
        return self._words.get(written)

    def _look_up(self, written: str) -> Known | None:
        word = bare_word(normal(written))
        folded = folded_normal(word)
        if not folded or folded not in self._folded:
            return None
        # Who writes accents means them; who writes none may mean any.
        is_plain = word.replace("ς", "σ") == folded
        found = self._folded[folded] if is_plain else self._exact.get(word)
        if found is None and self._moves_accents:
            found = self._folded[folded]
        if found is None:
            return None
        slots, bits = found
        return Known(folded, tuple(sorted(slots)), not slots.isdisjoint(self._follow), bits)
