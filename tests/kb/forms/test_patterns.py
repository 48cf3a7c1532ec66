"""Known forms of an answer."""

from __future__ import annotations

import pytest

from kb.forms.patterns import PATTERNS, has_check_pair, is_date, is_phone


@pytest.mark.parametrize(
    ("name", "good", "bad"),
    [
        ("domain", ["example.com", "a-b.si", "παράδειγμα.gr", "пример.рф", "xn--e1afmkfd.xn--p1ai"], ["example", "a..b", "-a.si", "a-.si", "1.2.3.4", "a b.si", "a_b.si", ""]),
        ("ticket-number", ["1234 5678 9012", "#4455", "AB-2026-17"], ["12", "abc", "1234;5678", "-123"]),
        ("firm-number", ["SI12345678", "123-456-32-18", "7707083893", "EL 123456789"[:2] + "123456789"], ["abc", "1", "12345678901234567890123"]),
        ("url", ["example.com", "https://example.com/a?b", "http://пример.рф:8080/"], ["https://", "a b.com", "nothing"]),
    ],
)  # fmt: skip
def test_pattern_knows_its_answers(name: str, good: list[str], bad: list[str]) -> None:
    assert [text for text in good if not PATTERNS[name](text)] == []
    assert [text for text in bad if PATTERNS[name](text)] == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [("2026-11-22", True), ("2024-02-29", True), ("2026-02-29", False), ("22. 11. 2026", False), ("2026-13-01", False)],
)
def test_date_exists(text: str, expected: bool) -> None:
    assert is_date(text) is expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("+386 41 123 456", True),
        ("(01) 234-5678", True),
        ("1234", False),
        ("call me", False),
        ("+48 22 123 45 67 x12", True),
    ],
)
def test_phone_has_digits(text: str, expected: bool) -> None:
    assert is_phone(text) is expected


def test_wrong_digit_of_a_ticket_number_is_noticed() -> None:
    body = "4821903756"
    whole = body + f"{98 - int(body + '00') % 97:02}"
    assert has_check_pair(f"{whole[:4]} {whole[4:8]}-{whole[8:]}")
    for place, digit in enumerate(whole):
        other = str((int(digit) + 1) % 10)
        assert not has_check_pair(whole[:place] + other + whole[place + 1 :])
