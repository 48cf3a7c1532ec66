"""Suffix rules: what most words with the same ending undergo, learned from pairs."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping

LONGEST_SUFFIX = 6
SUPPORT = 20
"""A suffix must be borne by so many pairs before a rule is made of it."""

Rules = Mapping[str, tuple[int, str]]
"""Suffix → (letters to cut, letters to add)."""


def learned_rules(pairs: Iterable[tuple[str, str]]) -> Rules:
    """For each suffix the change that most of its words undergo; at equal numbers the first in order.

    Args:
        pairs: (word, what it becomes); pairs with less than two letters in common teach nothing.
    """
    changes: dict[str, Counter[tuple[int, str]]] = defaultdict(Counter)
    for word, result in pairs:
        change = _change(word, result)
        if change:
            for length in range(max(1, change[0]), min(LONGEST_SUFFIX, len(word) - 2) + 1):
                changes[word[-length:]][change] += 1
    supported = ((suffix, counts) for suffix, counts in sorted(changes.items()) if counts.total() >= SUPPORT)
    return {suffix: min(counts, key=lambda change: (-counts[change], change)) for suffix, counts in supported}


def applied(rules: Rules, word: str) -> str | None:
    """What the rule of the word's longest known suffix makes of it; None where no rule fits."""
    for length in range(min(LONGEST_SUFFIX, len(word) - 2), 0, -1):
        rule = rules.get(word[-length:])
        if rule and len(word) - rule[0] >= 2:
            return word[: len(word) - rule[0]] + rule[1]
    return None


def without_repeats(rules: Rules) -> Rules:
    """The rules that say something else than the rule of their longest shorter suffix."""
    kept: dict[str, tuple[int, str]] = {}
    for suffix in sorted(rules, key=lambda suffix: (len(suffix), suffix)):
        shorter = (suffix[start:] for start in range(1, len(suffix)))
        if next((rules[end] for end in shorter if end in rules), None) != rules[suffix]:
            kept[suffix] = rules[suffix]
    return dict(sorted(kept.items()))


def _change(word: str, result: str) -> tuple[int, str] | None:
    """(letters to cut, letters to add); None where the two share less than two letters."""
    same = 0
    while same < min(len(word), len(result)) and word[same] == result[same]:
        same += 1
    return (len(word) - same, result[same:]) if same >= 2 else None
