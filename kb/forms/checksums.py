"""Check digits of payment cards and of the national numbers that must never be sent.

Held equal to ``forms/checksums.js`` by tests.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence

# First digits and lengths by which networks issue cards; a number that merely passes Luhn is often something else.
# Source: ISO/IEC 7812 and the networks' published ranges (Visa, Mastercard, American Express, Diners, Discover and
# UnionPay, JCB, Maestro, Mir).
_CARDS = (
    (re.compile("4"), (13, 16, 19)),
    (re.compile("5[1-5]|222[1-9]|22[3-9]|2[3-6]|27[01]|2720"), (16,)),
    (re.compile("3[47]"), (15,)),
    (re.compile("30[0-5]|3[689]"), (14,)),
    (re.compile("6011|65|64[4-9]|62"), (16, 19)),
    (re.compile("352[89]|35[3-8]"), (16, 19)),
    (re.compile("5018|5020|5038|5893|6304|6759|676[1-3]"), (16, 18, 19)),
    (re.compile("220[0-4]"), (16, 19)),
)
_PESEL = (1, 3, 7, 9, 1, 3, 7, 9, 1, 3)
_EMSO = (7, 6, 5, 4, 3, 2, 7, 6, 5, 4, 3, 2)


def is_luhn(digits: str) -> bool:
    """Whether the last digit checks the others (ISO/IEC 7812-1, annex B)."""
    total = 0
    for place, digit in enumerate(map(int, reversed(digits))):
        doubled = digit * 2 if place % 2 else digit
        total += doubled - 9 if doubled > 9 else doubled
    return total % 10 == 0


def is_card(digits: str) -> bool:
    """Whether this is the number of a payment card: known first digits, length and check digit."""
    known = any(start.match(digits) and len(digits) in lengths for start, lengths in _CARDS)
    return known and is_luhn(digits)


def is_pesel(digits: str) -> bool:
    """A Polish PESEL of somebody born from 1900 to 2099: YYMMDD, serial, check digit; from 2000 months are 20 more."""
    month = int(digits[2:4])
    century = 2000 if month > 20 else 1900
    if not _is_day(century + int(digits[:2]), month % 20, int(digits[4:6])):
        return False
    return (10 - _weighted(digits, _PESEL) % 10) % 10 == int(digits[10])


def is_emso(digits: str) -> bool:
    """A Slovene EMŠO of somebody born from 1900 to 2099: DDMMYYY, register, serial, check digit modulo 11."""
    year = int(digits[4:7])
    if 100 <= year < 900 or not _is_day(year + (1000 if year >= 900 else 2000), int(digits[2:4]), int(digits[:2])):
        return False
    return (11 - _weighted(digits, _EMSO) % 11) % 11 == int(digits[12])


def is_amka(digits: str) -> bool:
    """A Greek ΑΜΚΑ: DDMMYY, serial, check digit by Luhn."""
    day, month, year = int(digits[:2]), int(digits[2:4]), int(digits[4:6])
    return (_is_day(1900 + year, month, day) or _is_day(2000 + year, month, day)) and is_luhn(digits)


def is_snils(digits: str) -> bool:
    """A Russian СНИЛС: nine digits and two that check them."""
    total = _weighted(digits, range(9, 0, -1))
    return total % 101 % 100 == int(digits[9:])


def _weighted(digits: str, weights: Sequence[int]) -> int:
    return sum(int(digit) * weight for digit, weight in zip(digits, weights, strict=False))


def _is_day(year: int, month: int, day: int) -> bool:
    try:
        dt.date(year, month, day)
    except ValueError:
        return False
    return True
