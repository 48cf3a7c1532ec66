"""Words that a document means but does not use, learned from the same document in other locales.

What a word of another locale's text is likely to be in this one (kb/search/translation.py) is expected in this text
too; what the text lacks of it, it may be found by. The levels that are kept say how much of a word is expected where.

Measured on 912 help pages a locale with 300 queries each, the engine's mean R@10/MRR@10: .898/.725 → .922/.746. To
expect words by the probability of this word given the other's and by its reverse is better than by either alone
(.913/.737 against .908/.734 and .906/.734 in a prototype).
"""

from __future__ import annotations

import math
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain

import numpy as np
from numpy.typing import NDArray

from kb.search.documents import Document
from kb.search.learned import LearnedWord, LearnedWords
from kb.search.translation import Lexicon, Numbers, Translations, Weights
from kb.search.wording import DocumentWords, Wording, Words, wording

_TEXT_LEVELS = (0.06, 0.11, 0.21, 0.42, 0.95)
"""How often a word must be expected in the text for each level; the engine counts .08, .15, .3, .6 and 1.5."""
_TITLE_LEVELS = (0.03, 0.09, 0.25, 0.63)
"""The same for the title; the engine counts .05, .15, .4 and 1."""
_PROMINENT = 0.08
"""… in the first words or the headings."""
_MOST_WORDS = 100
"""A document, in the mean over a locale: those of the highest value. At 912 documents 70 lose a twentieth of the gain,
200 add nothing; of 30 or 90 documents, where less is to be told apart, ``_words_a_document`` gains as much."""
_LEAST_VALUE = 0.025
_DOCUMENTS_AT_ONCE = 256
"""Bounds the memory."""

_TITLE, _TEXT, _HEADINGS, _LEAD = range(4)
_PLACES: tuple[Callable[[DocumentWords], Words], ...] = (
    lambda document: document.title,
    lambda document: document.text,
    lambda document: document.headings,
    lambda document: document.lead,
)
_VALUE = np.array([2, 1, 0.3, 0.6])
"""What a word is worth by where it is expected …"""
_MOST = np.array([1, 1.5, 1, 1])
"""… which counts up to so much."""

Refused = Mapping[str, Collection[str]]
"""Document id → words that it shall not be found by."""


def learn(
    documents: Mapping[str, Sequence[Document]],
    tags: Collection[str] | None = None,
    *,
    refused: Mapping[str, Refused] | None = None,
) -> dict[str, LearnedWords]:
    """The words that documents mean but do not use; the same on every machine.

    Args:
        documents: tag → documents; the same id is the same document.
        tags: the locales to learn for; by default all.
        refused: by tag, what shall not be learned again, in any form of the word.

    Returns:
        By tag, for every id the words in the order of their forms.
    """
    found = {tag: wording(documents[tag], tag) for tag in sorted(documents)}
    learner = _Learner(found)
    wanted = [tag for tag in found if tags is None or tag in tags]
    return {tag: learner.learned(tag, (refused or {}).get(tag, {})) for tag in wanted}


@dataclass(frozen=True, slots=True)
class _Counts:
    """How often each word stands in a place of each document, in the order of the documents."""

    document: Numbers
    word: Numbers
    count: Weights

    def between(self, start: int, end: int) -> _Counts:
        rows = slice(*np.searchsorted(self.document, [start, end]))
        return _Counts(self.document[rows], self.word[rows], self.count[rows])


@dataclass(frozen=True, slots=True)
class _Candidates:
    """Words that may be kept, (N,) each; ``expected`` is (4, N) by place."""

    document: Numbers
    word: Numbers
    expected: Weights
    value: Weights

    def __getitem__(self, rows: NDArray[np.bool_] | Numbers) -> _Candidates:
        return _Candidates(self.document[rows], self.word[rows], self.expected[:, rows], self.value[rows])


class _Learner:
    """Learns for one locale after the other. Documents are numbered over all locales."""

    def __init__(self, found: Mapping[str, Wording]) -> None:
        self._found = found
        self._translations = Translations(found)
        self._ids = sorted({name for each in found.values() for name in each.ids})
        self._counts = {
            tag: [_counts([each.documents.get(name) for name in self._ids], place) for place in _PLACES]
            for tag, each in found.items()
        }

    def learned(self, tag: str, refused: Refused) -> LearnedWords:
        """The words of each document of a locale."""
        own = self._found[tag]
        kept = _joint(list(self._candidates(tag)))
        names = set(own.ids)
        wanted = np.array([name in names for name in self._ids], bool)
        kept = kept[wanted[kept.document]]
        kept = kept[np.argsort(-kept.value, kind="stable")[: _words_a_document(len(own.ids)) * len(own.ids)]]
        # A refused word leaves its place empty: the next best would be worse than the one that was refused.
        refusals = np.isin(_codes(own, kept.document, kept.word), self._refusals(own, refused))
        words: dict[str, list[LearnedWord]] = {name: [] for name in own.ids}
        found = zip(kept.document.tolist(), kept.word.tolist(), _levels(kept), refusals.tolist(), strict=True)
        for document, word, level, is_refused in found:
            if not is_refused:
                words[self._ids[document]].append(LearnedWord(own.forms[word], *level))
        return {name: tuple(sorted(some)) for name, some in words.items()}

    def _candidates(self, tag: str) -> Iterator[_Candidates]:
        """What is expected in documents and what they lack, some documents at a time."""
        own, others = self._found[tag], [other for other in self._found if other != tag]
        weights = _word_weights(own, self._counts[tag])
        holders = np.array([sum(name in self._found[other].documents for other in others) for name in self._ids])
        for start in range(0, len(self._ids), _DOCUMENTS_AT_ONCE):
            end = start + _DOCUMENTS_AT_ONCE
            codes, expected = self._expected(tag, others, start, end)
            document, word = codes // len(own.forms), codes % len(own.forms)
            expected /= holders[document]
            present = [counts.between(start, end) for counts in self._counts[tag]]
            _leave_out(expected, codes, [_codes(own, counts.document, counts.word) for counts in present])
            value = (_VALUE[:, None] * np.minimum(expected, _MOST[:, None])).sum(0) * weights[word]
            yield _Candidates(document, word, expected, value)[value >= _LEAST_VALUE]

    def _expected(self, tag: str, others: Sequence[str], start: int, end: int) -> tuple[Numbers, Weights]:
        """(N,) codes of document and word, ascending; (4, N) how much of the word is expected by place, summed."""
        own = self._found[tag]
        parts = [
            (place, *_translated(own, counts.between(start, end), *self._translations.lexicons(tag, other)))
            for other in others
            for place, counts in enumerate(self._counts[other])
        ]
        nothing = np.zeros(0, np.int64)
        codes, rows = np.unique(np.concatenate([nothing, *(code for _, code, _ in parts)]), return_inverse=True)
        expected, first = np.zeros((len(_PLACES), len(codes))), 0
        for place, code, weight in parts:
            expected[place] += np.bincount(rows[first : first + len(code)], weight, len(codes))
            first += len(code)
        return codes, expected

    def _refusals(self, own: Wording, refused: Refused) -> Numbers:
        places = {name: number for number, name in enumerate(self._ids)}
        pairs = [
            (places[name], number)
            for name, words in refused.items()
            if name in places
            for word in words
            if (number := own.number(word))
        ]
        table = np.array(pairs, np.int64).reshape(-1, 2)
        return _codes(own, table[:, 0], table[:, 1])


def _joint(parts: Sequence[_Candidates]) -> _Candidates:
    return _Candidates(
        np.concatenate([np.zeros(0, np.int64), *(part.document for part in parts)]),
        np.concatenate([np.zeros(0, np.int64), *(part.word for part in parts)]),
        np.concatenate([np.zeros((len(_PLACES), 0)), *(part.expected for part in parts)], axis=1),
        np.concatenate([np.zeros(0), *(part.value for part in parts)]),
    )


def _levels(kept: _Candidates) -> Iterator[tuple[int, int, bool, bool]]:
    return zip(
        np.searchsorted(_TEXT_LEVELS, kept.expected[_TEXT], "right").tolist(),
        np.searchsorted(_TITLE_LEVELS, kept.expected[_TITLE], "right").tolist(),
        (kept.expected[_LEAD] > 0).tolist(),
        (kept.expected[_HEADINGS] > 0).tolist(),
        strict=True,
    )


def _leave_out(expected: Weights, codes: Numbers, present: Sequence[Numbers]) -> None:
    """Set to nothing what is too weak and what the document has there, or where it weighs more."""
    least = (_TITLE_LEVELS[0], _TEXT_LEVELS[0], _PROMINENT, _PROMINENT)
    for place, minimum in enumerate(least):
        has = np.isin(codes, present[place]) | np.isin(codes, present[_TITLE])
        expected[place][has | (expected[place] < minimum)] = 0


def _translated(own: Wording, counts: _Counts, forward: Lexicon, backward: Lexicon) -> tuple[Numbers, Weights]:
    """Codes of document and word, some more than once, and how much of the word each adds."""
    place, word, weight = forward.of(counts.word, counts.count)
    # Whether, not how often: the probability says how sure the word means what stands there.
    other_place, other_word, other_weight = backward.of(counts.word, np.ones(len(counts.word)))
    document = counts.document[np.concatenate([place, other_place])]
    return _codes(own, document, np.concatenate([word, other_word])), np.concatenate([weight, other_weight]) / 2


def _counts(documents: Sequence[DocumentWords | None], place: Callable[[DocumentWords], Words]) -> _Counts:
    words = [place(document) if document else () for document in documents]
    size = max(map(max, filter(None, words)), default=0) + 1
    numbers = np.repeat(np.arange(len(words)), [len(some) for some in words])
    codes, counts = np.unique(numbers * size + np.array([*chain(*words)], np.int64), return_counts=True)
    return _Counts(codes // size, codes % size, counts.astype(float))


def _word_weights(own: Wording, present: Sequence[_Counts]) -> Weights:
    """How likely each word names a topic: its share of titles among the documents that have it, damped.

    Words that stand everywhere tell nothing apart. Without logarithms, whose last digit differs between machines.
    """
    size = len(own.forms)
    titles = np.bincount(present[_TITLE].word, minlength=size)
    codes = np.unique(np.concatenate([_codes(own, p.document, p.word) for p in (present[_TITLE], present[_TEXT])]))
    holders = np.bincount(codes % size, minlength=size)
    rareness = 1 - holders / (len(own.ids) + 1)
    return np.sqrt((titles + 0.3) / (holders + 5)) * rareness * rareness


def _words_a_document(documents: int) -> int:
    return min(_MOST_WORDS, 10 + math.isqrt(9 * documents))


def _codes(own: Wording, document: Numbers, word: Numbers) -> Numbers:
    return document * len(own.forms) + word
