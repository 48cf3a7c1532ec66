"""The names of a locale's terms, made ready for finding: a tree of word places, and the evidence that words give."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Set
from dataclasses import dataclass, field

from kb.glossary.reading import Reader
from kb.glossary.terms import Glossary, Term, spellings
from kb.glossary.vocabulary import Vocabulary
from kb.glossary.words import written_words
from kb.text.folding import fold, normal

_SHARED = 3
"""A word in the names of so many terms belongs to the field; without it, a bare name is left (transfer domeny)."""


@dataclass(frozen=True, slots=True)
class Name:
    """One name of one term."""

    term: int
    """Its place in the glossary."""
    words: tuple[str, ...]
    """Normal."""
    is_sometimes: bool = False
    is_main: bool = False


@dataclass(slots=True)
class Node:
    """A place in the tree of names: what may follow, and the names that end here."""

    following: dict[int, Node] = field(default_factory=dict)
    names: list[Name] = field(default_factory=list)
    depth: int = 0
    takes_insertions: bool = True


class Names:
    """All names of a glossary."""

    def __init__(self, glossary: Glossary, vocabulary: Vocabulary) -> None:
        self.glossary = glossary
        self.vocabulary = vocabulary
        self.field_bit = 1 << len(glossary.terms)
        self.root = Node()
        self._slots: dict[tuple[str, str], int] = {}
        names = list(_names(glossary))
        self.shared = _shared(names)
        names = _with_ambiguous(names, glossary, self.shared)
        unless = {word for term in glossary.terms for text in term.unless for word in _words(text)}
        forms = vocabulary.forms({word for name in names for word in name.words} | unless | set(self._spoken()))
        for name in names:
            self._insert(name, forms)
        self.unless = [self._folded_forms(term.unless, forms) for term in glossary.terms]
        follow = {slot: set() if node.names else set(node.following) for slot, node in self.root.following.items()}
        moves_accents = vocabulary.grammar.moves_accents
        self.reader = Reader(
            self._slot_forms(forms), self._evidence(names, forms), follow=follow, moves_accents=moves_accents
        )

    def _insert(self, name: Name, forms: Mapping[str, frozenset[str]]) -> None:
        node, is_fixed = self.root, False
        for place, word in enumerate(name.words):
            kind = self.vocabulary.kind(word)
            is_small = place > 0 and kind in ("small", "article") and len(word) <= 3
            # After a preposition the case is given; a dependent word is never in the first case.
            way = "fixed" if is_fixed or is_small else "dependent" if place and len(forms[word]) > 1 else "free"
            slot = self._slots.setdefault((word, way), len(self._slots))
            node = node.following.setdefault(slot, Node(depth=place + 1))
            is_fixed = is_fixed or (is_small and word in self.vocabulary.common)
        node.names.append(name)

    def _slot_forms(self, forms: Mapping[str, frozenset[str]]) -> dict[int, set[str]]:
        return {slot: self._forms_of_slot(word, way, forms[word]) for (word, way), slot in self._slots.items()}

    def _forms_of_slot(self, word: str, way: str, forms: frozenset[str]) -> set[str]:
        if way == "fixed":
            return {word}
        return set(forms) - ({self.vocabulary.lemma(word)} - {word} if way == "dependent" else set())

    def _folded_forms(self, texts: tuple[str, ...], forms: Mapping[str, frozenset[str]]) -> frozenset[str]:
        found = {form for text in texts for word in _words(text) for form in forms[word]}
        return frozenset(fold(form) for form in found - self.vocabulary.common)

    def _spoken(self) -> Iterator[str]:
        """Every word that may be evidence."""
        for text in self.glossary.field:
            yield from _words(text)
        for term in self.glossary.terms:
            for text in (*term.context, term.short):
                yield from _words(text)

    def _evidence(self, names: list[Name], forms: Mapping[str, frozenset[str]]) -> dict[str, int]:
        """Form → bits of the terms that it speaks for."""
        common = self.vocabulary.common
        named = {form for name in names for word in name.words for form in forms[word]}
        field_words = [word for text in self.glossary.field for word in _words(text)]
        in_field = {form for word in field_words for form in forms[word]}
        said = {normal(text) for term in self.glossary.terms for text in term.context}
        bits: dict[str, int] = defaultdict(int)
        for name in names:
            # What a word of the field follows may be said of many things: selitev domene, selitev pisarne.
            is_of_field = len(name.words) > 1 and name.words[-1] in self.shared
            for word in name.words[-1:] if is_of_field else name.words:
                _mark(bits, forms[word], 1 << name.term)
        for place, term in enumerate(self.glossary.terms):
            explicit = [word for text in term.context for word in _words(text)]
            # Of the definition, the words that the glossary or its field is made of: the others say nothing.
            told = [word for word in _words(term.short) if named & forms[word] and not in_field & forms[word]]
            for word in (*explicit, *told):
                _mark(bits, forms[word], 1 << place)
        for word in field_words:
            _mark(bits, forms[word], self.field_bit)
        return {form: bit for form, bit in bits.items() if form in said or (form not in common and len(form) > 2)}


def _mark(bits: dict[str, int], forms: frozenset[str], bit: int) -> None:
    for form in forms:
        bits[form] |= bit


def _words(text: str) -> list[str]:
    return [normal(word) for word, _, _ in written_words(text) if word]


def _names(glossary: Glossary) -> Iterator[Name]:
    for place, term in enumerate(glossary.terms):
        sometimes = {tuple(_words(text)) for text in term.sometimes}
        seen: set[tuple[str, ...]] = set()
        for number, text in enumerate((term.name, *term.aliases, *term.sometimes)):
            for spelling in spellings(text):
                words = tuple(_words(spelling))
                if words and words not in seen:
                    seen.add(words)
                    yield Name(place, words, words in sometimes, number == 0)


def _shared(names: list[Name]) -> frozenset[str]:
    """The words that are in the names of many terms."""
    counts = Counter(word for word, _ in {(word, name.term) for name in names for word in name.words})
    return frozenset(word for word, count in counts.items() if count >= _SHARED)


def _with_ambiguous(names: list[Name], glossary: Glossary, shared: Set[str]) -> list[Name]:
    """The names with those that are ambiguous by themselves.

    What stands before the field's own word in a name (transfer domeny) also stands alone; where a term that the first
    is confused with starts with a word of it (transfer hostingu), it may mean either.
    """
    rivals = _rivals(glossary)
    bare = []
    for name in names:
        if len(name.words) < 2 or name.words[-1] not in shared:
            continue
        rest = name.words[:-1]
        near = {other.term for other in names if other.term in rivals[name.term] and _starts_alike(other, rest)}
        bare += [Name(place, rest, is_sometimes=True) for place in sorted(near | {name.term})] if near else []
    claimed = Counter(words for words, _ in {(name.words, name.term) for name in (*names, *bare)})
    known: dict[tuple[tuple[str, ...], int], Name] = {}
    for name in (*names, *bare):
        is_sometimes = name.is_sometimes or claimed[name.words] > 1
        known.setdefault((name.words, name.term), Name(name.term, name.words, is_sometimes, name.is_main))
    return list(known.values())


def _starts_alike(name: Name, rest: tuple[str, ...]) -> bool:
    return len(name.words) == 2 and name.words[:1] == rest


def _rivals(glossary: Glossary) -> list[set[int]]:
    places = {term.id: place for place, term in enumerate(glossary.terms)}
    rivals: list[set[int]] = [set() for _ in glossary.terms]
    for place, term in enumerate(glossary.terms):
        for other in (places[name] for name in term.not_terms if name in places):
            rivals[place].add(other)
            rivals[other].add(place)
    return rivals


def names_of(term: Term) -> tuple[str, ...]:
    """Every name of a term, as it is written."""
    return tuple(dict.fromkeys((term.name, *term.aliases, *term.sometimes)))
