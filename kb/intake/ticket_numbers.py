"""Ticket numbers: random digits with a check pair, in groups that can be dictated."""

from __future__ import annotations

import re
import secrets

_RANDOM_DIGITS = 8
_GROUPS = re.compile(r"(\d{4})(\d{4})(\d{2})")


def new_number() -> str:
    """A number such as ``4821-0935-16``; random, so that it tells nothing about how many there are."""
    # The first digit is no zero: nobody can lose it on the way through a spreadsheet.
    return grouped(str(10 ** (_RANDOM_DIGITS - 1) + secrets.randbelow(9 * 10 ** (_RANDOM_DIGITS - 1))))


def grouped(random_digits: str) -> str:
    """The number of eight digits with its check pair.

    Source: ISO/IEC 7064, MOD 97-10: all digits together leave 1 over 97.
    """
    pair = (98 - int(random_digits) * 100 % 97) % 97
    return _GROUPS.sub(r"\1-\2-\3", f"{random_digits}{pair:02}")


def read_number(text: str) -> str:
    """The number in a text as people write it, with any signs between its digits; empty where a digit is wrong."""
    digits = re.sub(r"[^0-9]", "", text)
    if len(digits) != _RANDOM_DIGITS + 2 or int(digits) % 97 != 1:
        return ""
    return _GROUPS.sub(r"\1-\2-\3", digits)
