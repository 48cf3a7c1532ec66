"""Which words of two locales mean the same, learned from texts that say the same.

IBM Model 1 with a word that stands for none. Only additions and divisions in a fixed order, so that every machine
gets the same numbers. Source: Brown et al. 1993, https://aclanthology.org/J93-2003.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from kb.search.wording import DocumentWords, SectionWords, Wording, Words

Numbers = NDArray[np.int64]
Weights = NDArray[np.float64]

_ROUNDS = 6
_LONGEST_BLOCK = 60
"""Texts whose lines do not pair are aligned as wholes, up to so many different words."""
_LEAST = 0.02
"""Less likely translations are noise."""
_UNSEEN = 1.0
"""Added to how often a word was seen: what was seen once is believed half."""


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Words of one locale and what they may be in the other, ordered by both."""

    source: Numbers
    target: Numbers
    probability: Weights

    def of(self, words: Numbers, counts: Weights) -> tuple[Numbers, Numbers, Weights]:
        """What words may be in the other locale.

        Args:
            words: (N,) numbers of source words.
            counts: (N,) how often each stands.

        Returns:
            (M,) places in ``words``, target words, and counts times probability.
        """
        first = np.searchsorted(self.source, words, "left")
        found = np.searchsorted(self.source, words, "right") - first
        place = np.repeat(np.arange(len(words)), found)
        row = np.arange(len(place)) - np.repeat(np.cumsum(found) - found, found) + first[place]
        return place, self.target[row], counts[place] * self.probability[row]


@dataclass(frozen=True, slots=True)
class Model:
    """How often each word of one locale was taken for the translation of each of the other's."""

    target: Numbers
    source: Numbers
    probability: Weights
    """Of the target given the source, lowered where the source is rare."""

    @property
    def forward(self) -> Lexicon:
        """Source word → target words, by the probability of the target given the source."""
        return _lexicon(self.source, self.target, self.probability)

    @property
    def backward(self) -> Lexicon:
        """Target word → source words, by the same probability: how sure a source word means that target word."""
        return _lexicon(self.target, self.source, self.probability)


class Translations:
    """Translation between any two locales, learned when first wanted."""

    def __init__(self, found: Mapping[str, Wording]) -> None:
        self._found = found
        self._models: dict[tuple[str, str], Model] = {}

    def lexicons(self, tag: str, other: str) -> tuple[Lexicon, Lexicon]:
        """Word of the other locale → words of this one: by the probability of these given that, and the reverse."""
        return self._model(tag, other).forward, self._model(other, tag).backward

    def _model(self, target: str, source: str) -> Model:
        if (target, source) not in self._models:
            one, other = self._found[target].documents, self._found[source].documents
            blocks = (block for name in one if name in other for block in aligned(one[name], other[name]))
            self._models[target, source] = model(blocks)
        return self._models[target, source]


def aligned(one: DocumentWords, other: DocumentWords) -> Iterator[tuple[Words, Words]]:
    """Parts of a document in two locales that say the same: titles, names, headings and lines of the same section."""
    yield one.title, other.title
    yield one.names, other.names
    for key, section in one.sections.items():
        if key in other.sections:
            yield section.heading, other.sections[key].heading
            yield from _aligned_lines(section, other.sections[key])


def _aligned_lines(one: SectionWords, other: SectionWords) -> Iterator[tuple[Words, Words]]:
    if len(one.lines) == len(other.lines):
        yield from zip(one.lines, other.lines, strict=True)
        return
    whole, other_whole = (tuple({n for line in section.lines for n in line}) for section in (one, other))
    if max(len(whole), len(other_whole)) <= _LONGEST_BLOCK:
        yield whole, other_whole


def model(blocks: Iterable[tuple[Words, Words]]) -> Model:
    """What a source word is likely to be, from (target, source) texts that say the same."""
    pairs = [(sorted(set(target)), [0, *sorted(set(source))]) for target, source in blocks if target and source]
    if not pairs:
        nothing = np.zeros(0, np.int64)
        return Model(nothing, nothing, np.zeros(0))
    place, code, sources = _combined(pairs)
    codes, row = np.unique(code, return_inverse=True)
    row = row.astype(np.int32)
    target, source = codes // sources, codes % sources
    likely = count = np.ones(len(codes))
    for _ in range(_ROUNDS):
        share = likely[row]
        share /= np.bincount(place, share)[place]
        count = np.bincount(row, share, len(codes)).astype(float)
        likely = count / np.bincount(source, count, sources)[source]
    probability = count / (np.bincount(source, count, sources)[source] + _UNSEEN)
    kept = (probability >= _LEAST) & (source > 0)
    return Model(target[kept], source[kept], probability[kept])


def _combined(pairs: Sequence[tuple[list[int], list[int]]]) -> tuple[NDArray[np.int32], Numbers, int]:
    """Each target word of a text beside each source word: place of the target word, code of the two, code's base."""
    targets = np.array([word for target, _ in pairs for word in target], np.int64)
    source_words = np.array([word for _, source in pairs for word in source], np.int64)
    source_counts = np.array([len(source) for _, source in pairs])
    text = np.repeat(np.arange(len(pairs)), [len(target) for target, _ in pairs])
    repeats = source_counts[text]
    place = np.repeat(np.arange(len(targets), dtype=np.int32), repeats)
    first = (np.cumsum(source_counts) - source_counts)[text] - (np.cumsum(repeats) - repeats)
    base = int(source_words.max()) + 1
    code = source_words[np.arange(len(place)) + first[place]]
    code += targets[place] * base
    return place, code, base


def _lexicon(source: Numbers, target: Numbers, probability: Weights) -> Lexicon:
    order = np.lexsort((target, source))
    return Lexicon(source[order], target[order], probability[order])
