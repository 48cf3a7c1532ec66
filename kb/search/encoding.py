"""Bytes of the index's files: numbers of variable length, gaps, front-coded words, a checksum."""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Sequence


def varints(numbers: Iterable[int]) -> bytes:
    """Each number in groups of seven bits, lowest first; the top bit says that more follow."""
    encoded = bytearray()
    for number in numbers:
        rest = number
        while rest > 0x7F:
            encoded.append(rest & 0x7F | 0x80)
            rest >>= 7
        encoded.append(rest)
    return bytes(encoded)


def gaps(ascending: Sequence[int]) -> list[int]:
    """The first number, and how far each other one is from the one before."""
    return [number - before for before, number in zip([0, *ascending], ascending, strict=False)]


def text_block(texts: Iterable[str]) -> bytes:
    """Texts without line breaks, a line each, led by their size in bytes."""
    block = "\n".join(texts).encode()
    return varints([len(block)]) + block


def front_coded(words: Sequence[str]) -> tuple[bytes, list[str]]:
    """How many letters each word shares with the one before (a byte each, at most 255), and the rests."""
    shared, rests, before = bytearray(), [], ""
    for word in words:
        same = min(common_start(word, before), 255)
        shared.append(same)
        rests.append(word[same:])
        before = word
    return bytes(shared), rests


def common_start(one: str, two: str) -> int:
    """How many UTF-16 units two words share at their beginning: JavaScript counts so."""
    same = 0
    for a, b in zip(one, two, strict=False):
        if a != b or ord(a) > 0xFFFF:
            break
        same += 1
    return same


def sealed(content: bytes) -> bytes:
    """The content led by its CRC-32 (four bytes, lowest first), so that a damaged file is known as such."""
    return zlib.crc32(content).to_bytes(4, "little") + content


def length_byte(length: int) -> int:
    """A length in one byte: exact up to 63, then with five significant bits.

    Source: the idea of Lucene's SmallFloat; rounding here is to the lower bound.
    """
    if length < 64:
        return length
    shift = length.bit_length() - 5
    return min(255, 64 + (shift - 2) * 16 + (length >> shift) - 16)
