"""Ticket numbers."""

from __future__ import annotations

import pytest

from kb.forms.patterns import PATTERNS, has_check_pair
from kb.intake.ticket_numbers import grouped, new_number, read_number


def test_numbers_are_random_checked_and_known_to_the_form() -> None:
    numbers = {new_number() for _ in range(2000)}
    assert len(numbers) == 2000
    assert all(has_check_pair(number) and PATTERNS["ticket-number"](number) for number in numbers)


def test_one_wrong_digit_or_two_swapped_are_noticed() -> None:
    digits = grouped("48210935").replace("-", "")
    wrong = {digits[:i] + other + digits[i + 1 :] for i in range(10) for other in "0123456789"} - {digits}
    swapped = {digits[:i] + digits[i + 1] + digits[i] + digits[i + 2 :] for i in range(9)} - {digits}
    assert [number for number in wrong | swapped if read_number(number)] == []


@pytest.mark.parametrize("text", ["{0}", "#{0}", "{1}", " {2} ", "št. {0}."])
def test_number_is_read_as_people_write_it(text: str) -> None:
    number = grouped("48210935")
    assert read_number(text.format(number, number.replace("-", ""), number.replace("-", " "))) == number
