"""Answers as they are kept: composed, without control characters, one line where one is asked for.

Held equal to ``forms/normal.js`` by tests; patterns therefore name characters instead of classes that differ.
"""

from __future__ import annotations

import re
import unicodedata

_BREAKS = re.compile("\r\n|[\n\r\x0b\x0c\x85\u2028\u2029]")
# Control characters, and the marks that turn the direction of what follows them.
_UNSEEN = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\u202a-\u202e\u2066-\u2069]")
_LONE_HALVES = re.compile("[\ud800-\udfff]")
_SPACE = "".join((" \t\n\u00a0\u1680", *map(chr, range(0x2000, 0x200C)), "\u200e\u200f\u202f\u205f\u2060\u3000\ufeff"))
_RUNS = re.compile("[ \t\n]+")


def paragraphs(text: str) -> str:
    """A text of several lines: NFC, line feeds only, no control characters, no space at its ends."""
    joined = _UNSEEN.sub("", _LONE_HALVES.sub("\ufffd", _BREAKS.sub("\n", text)))
    return unicodedata.normalize("NFC", joined).strip(_SPACE)


def one_line(text: str) -> str:
    """The same on one line: every run of breaks, tabs and spaces becomes a space."""
    return _RUNS.sub(" ", paragraphs(text))


def trimmed_only(text: str) -> str:
    """The text without space at its ends; what it holds inside is for a pattern to judge."""
    return _LONE_HALVES.sub("\ufffd", text).strip(_SPACE)
