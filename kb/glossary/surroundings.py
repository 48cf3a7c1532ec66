"""What the signs and letters around a word tell: compounds, proper names, the sentence it stands in."""

from __future__ import annotations

from collections.abc import Iterator

from kb.glossary.tokens import Tokens

_SENTENCE_ENDS = frozenset(".!?…:;")
_BREAKS = (". ", "! ", "? ", "… ", "\n\n")
_JOINTS = frozenset("-‑/_@.")
_OPENING, _CLOSING = frozenset("«„»“\"'"), frozenset("»”“«\"'")
_QUOTES = " \u00a0«„“”\"'»(\n*"


def is_part_of_compound(tokens: Tokens, first: int, last: int) -> bool:
    """Whether a sign joins the words to another one: ``HTTP-запрос``, ``redirect()``."""
    text, start, end = tokens.text, tokens.start(first), tokens.end(last)
    is_joined_before = start > 1 and text[start - 1] in _JOINTS and text[start - 2].isalnum()
    after = text[end : end + 2]
    return is_joined_before or after == "()" or (len(after) == 2 and after[0] in _JOINTS and after[1].isalnum())


def is_proper_name(tokens: Tokens, first: int, last: int) -> bool:
    """Whether one word has a capital amidst a sentence, or of several only the last: Event Tickets, Domen Kovač."""
    one, end = tokens.word(first), tokens.word(last)
    if not end[:1].isupper() or end.isupper():
        return False
    if first != last:
        return one[:1].islower()
    before = tokens.text[: tokens.start(first)].rstrip(_QUOTES)
    return bool(before) and before[-1] not in _SENTENCE_ENDS


def is_quoted(tokens: Tokens, first: int, last: int) -> bool:
    """Whether quotation marks close around the words: they are spoken of, not used."""
    text, start, end = tokens.text, tokens.start(first), tokens.end(last)
    return text[max(0, start - 1) : start] in _OPENING and text[end : end + 1] in _CLOSING


def sentence_bounds(tokens: Tokens, first: int, last: int) -> tuple[int, int]:
    """Where the sentence that some words stand in starts and ends."""
    text = tokens.text
    begin = max(text.rfind(mark, 0, tokens.start(first)) for mark in _BREAKS)
    ends = [found for mark in _BREAKS if (found := text.find(mark, tokens.end(last))) >= 0]
    return begin + 1, min(ends, default=len(text))


def sentence(tokens: Tokens, first: int, last: int) -> Iterator[str]:
    """Its words, folded."""
    begin, end = sentence_bounds(tokens, first, last)
    for number in range(len(tokens)):
        if begin <= tokens.start(number) < end:
            yield tokens.folded(number)
