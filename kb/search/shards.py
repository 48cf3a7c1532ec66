"""Term shards: posting lists by site form, cut into ranges of neighbouring forms.

Shape of a file, arrays by kind since that compresses best (``overrides/…/search/shards.js`` reads it):

    crc32 · number of forms · text block: rests of the front-coded forms, endings of the keys, other starts of the keys
    · shared letters a form (byte) · letters to cut from a form for its key (byte)
    · list lengths (varint) · document gaps (varint) · counts and flags (byte)
    · learned: list lengths, document gaps, levels
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from kb.search.encoding import common_start, front_coded, gaps, sealed, text_block, varints
from kb.search.occurrences import Postings

START = 4
"""Letters that forms of one group share: a shard ends between groups only, so that a word's other forms, a typed
beginning of four letters and a prefix key are found in one shard."""
POSTINGS_A_SHARD = 1000


@dataclass(frozen=True, slots=True)
class Entry:
    """A site form with all that a shard says of it."""

    form: str
    key: str
    starts: tuple[str, ...]
    """Other groups that hold forms of the same key; on the key's first form of each group."""
    postings: Postings
    learned: Mapping[int, int]
    """Document number → level of a word learned for it."""

    @property
    def size(self) -> int:
        """Number of postings, an entry without any counting as one."""
        return max(1, len(self.postings) + len(self.learned))


def entries(
    forms: Mapping[str, Postings], keys: Mapping[str, str], learned: Mapping[str, Mapping[int, int]]
) -> list[Entry]:
    """All forms in the order of their code points.

    A key whose forms all begin otherwise gets an entry of its own without postings: whoever knows only the key
    finds the forms from there.
    """
    starts: dict[str, set[str]] = defaultdict(set)
    for form, key in keys.items():
        starts[key].add(form[:START])
    known = dict(keys)
    for key, groups in starts.items():
        if key[:START] not in groups:
            known.setdefault(key, key)
    met: set[tuple[str, str]] = set()
    made = []
    for form in sorted(known):
        group, key = form[:START], known[form]
        others = () if (key, group) in met else tuple(sorted(starts[key] - {group}))
        met.add((key, group))
        made.append(Entry(form, key, others, forms.get(form, {}), learned.get(form, {})))
    return made


def shards(found: Sequence[Entry], *, postings: int = POSTINGS_A_SHARD) -> Iterator[tuple[str, bytes]]:
    """The first group and the content of each shard, in order.

    Args:
        found: as ``entries`` gives them.
        postings: about how many a shard shall hold.
    """
    shard: list[Entry] = []
    size = 0
    for group in _groups(found):
        weight = sum(entry.size for entry in group)
        if shard and size + weight > postings:
            yield shard[0].form[:START], _encoded(shard)
            shard, size = [], 0
        shard += group
        size += weight
    if shard:
        yield shard[0].form[:START], _encoded(shard)


def _groups(found: Sequence[Entry]) -> Iterator[list[Entry]]:
    group: list[Entry] = []
    for entry in found:
        if group and entry.form[:START] != group[0].form[:START]:
            yield group
            group = []
        group.append(entry)
    if group:
        yield group


def _encoded(shard: Sequence[Entry]) -> bytes:
    shared, rests = front_coded([entry.form for entry in shard])
    cuts = [len(entry.form) - common_start(entry.form, entry.key) for entry in shard]
    ends = [entry.key[len(entry.form) - cut :] for entry, cut in zip(shard, cuts, strict=True)]
    starts = [" ".join(entry.starts) for entry in shard]
    return sealed(
        varints([len(shard)])
        + text_block([*rests, *ends, *starts])
        + shared
        + varints(cuts)
        + _lists([entry.postings for entry in shard])
        + _lists([entry.learned for entry in shard])
    )


def _lists(lists: Sequence[Mapping[int, int]]) -> bytes:
    ordered = [sorted(postings) for postings in lists]
    return (
        varints(len(numbers) for numbers in ordered)
        + varints(gap for numbers in ordered for gap in gaps(numbers))
        + bytes(postings[number] for numbers, postings in zip(ordered, lists, strict=True) for number in numbers)
    )
