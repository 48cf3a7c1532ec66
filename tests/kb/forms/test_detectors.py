"""Passwords, codes, cards and national ids are found, and nothing else is."""

from __future__ import annotations

import time

import pytest

from kb.forms.checksums import is_amka, is_card, is_emso, is_pesel, is_snils
from kb.forms.detectors import findings, secrets, without_secrets
from tests.kb.forms.world import every_kind, real_forms


def found(text: str) -> list[tuple[str, str, bool]]:
    return [(finding.kind, text[finding.start : finding.end], finding.is_refused) for finding in findings(text)]


@pytest.mark.parametrize(
    ("text", "kind", "value"),
    [
        ("geslo: Sonce123!", "password", "Sonce123"),
        ("Uporabniško ime ana, geslo je Sonce123.", "password", "Sonce123"),
        ("Geslo: medved", "password", "medved"),
        ("gesla:\nSonce123", "password", "Sonce123"),
        ("hasło to: Kotek7", "password", "Kotek7"),
        ("Moje hasło: tajnehaslo", "password", "tajnehaslo"),
        ("haslo=abc123", "password", "abc123"),
        ("Пароль: Солнце42", "password", "Солнце42"),
        ("логин ivan пароль - «qwerty12»", "password", "qwerty12"),
        ("Κωδικός πρόσβασης: Θάλασσα9", "password", "Θάλασσα9"),
        ("ο κωδικός μου είναι: abc", None, ""),
        ("κωδικος: thalassa9", "password", "thalassa9"),
        ("password: hunter2", "password", "hunter2"),
        ("pwd=S3cret&x", "password", "S3cret&x"),
        ("pass Sonce123", "password", "Sonce123"),
        ("koda za podporo je 482913", "support-code", "482913"),
        ("PIN za podporo: 48-29-13", "support-code", "48-29-13"),
        ("kod autoryzujący: 998877", "support-code", "998877"),
        ("код поддержки 4829 13", "support-code", "4829"),
        ("κωδικός υποστήριξης: 482913", "support-code", "482913"),
        ("support code is A1B2C3", "support-code", "A1B2C3"),
        ("koda authinfo (EPP) je Xk7#pQ2z", "authinfo", "Xk7#pQ2z"),
        ("authinfo: 9aK#77z.", "authinfo", "9aK#77z"),
        ("EPP-код: q1w2e3r4", "authinfo", "q1w2e3r4"),
        ("код авторизации домена: q1w2e3r4", "authinfo", "q1w2e3r4"),
        ("kod autoryzacyjny domeny: x", None, ""),
        ("kod autoryzacyjny: Zx81!kk", "authinfo", "Zx81!kk"),
        ("κωδικός εξουσιοδότησης: aa11bb22", "authinfo", "aa11bb22"),
        ("auth code\nXk7pQ2z9", "authinfo", "Xk7pQ2z9"),
    ],
)  # fmt: skip
def test_secret_behind_its_name_is_found(text: str, kind: str | None, value: str) -> None:
    assert found(text) == ([(kind, value, False)] if kind else [])


@pytest.mark.parametrize(
    "text",
    [
        *("geslo: ne deluje več", "Gesla nismo spreminjali.", "Pozabil sem geslo", "geslo je napačno", "geslo ne velja od 20. 11."),
        *("пароль не подходит", "Пароль: не помню какой", "hasło nie działa", "Zmieniłem hasło wczoraj o 9.15", "Δεν θυμάμαι τον κωδικό πρόσβασης"),
        *("535 5.7.8 Error: authentication failed: password incorrect", "Password: wrong for user info@podjetje.example"),
        *("κωδικός σφάλματος: 550", "kod błędu: 550", "код ошибки 550", "koda napake: 0x80070005", "koda za podporo velja 60 minut"),
        *("Kje dobim kodo authinfo?", "authinfo kode nimam", "Kod authinfo jest nieprawidłowy", "EPP code rejected by registrar"),
        *("Račun 2026-001234 z dne 20. 11. 2026", "tel. +386 41 123 456", "+48601234567", "IP 192.168.100.200", "build 1798000000123"),
        *("SI56 1910 0000 0123 438", "PL61 1090 1014 0000 0712 1981 2874", "GB29 NWBK 6016 1331 9268 19", "61 1090 1014 0000 0712 1981 2874"),
        *("4111 1111 1111 1112", "4111111111111111a", "id4111111111111111", "12345678901", "1234567890123456", "112-233-445 96", "11223344595"),
        *("potni list oddam jutri", "паспорт не прилагаю", "διαβατήριο", "osebna izkaznica"),
    ],
)  # fmt: skip
def test_nothing_is_found_where_nothing_is(text: str) -> None:
    assert found(text) == []


@pytest.mark.parametrize(
    ("text", "kind", "value", "is_refused"),
    [
        ("4111 1111 1111 1111", "card", "4111 1111 1111 1111", True),
        ("kartica 4111-1111-1111-1111, 12/27", "card", "4111-1111-1111-1111", True),
        ("5555555555554444", "card", "5555555555554444", True),
        ("Amex 378282246310005", "card", "378282246310005", True),
        ("2200123456789019", "card", "2200123456789019", True),
        ("4111 1111 1111 1111 12 27", "card", "4111 1111 1111 1111", True),
        ("PESEL: 44051401359", "pesel", "44051401359", True),
        ("moj numer to 44051401359", "pesel", "44051401359", False),
        ("EMŠO 0101006500006", "emso", "0101006500006", True),
        ("0101006500006", "emso", "0101006500006", False),
        ("ΑΜΚΑ 01010112348", "amka", "01010112348", True),
        ("СНИЛС 112-233-445 95", "snils", "112-233-445 95", True),
        ("112-233-445 95", "snils", "112-233-445 95", True),
        ("снилс 11223344595", "snils", "11223344595", True),
        ("паспорт 4509 123456", "passport", "", True),
        ("паспорт серия 45 09 123456", "passport", "45 09 123456", True),
        ("potni list: AB1234567", "passport", "AB1234567", True),
        ("Paszport nr ZS0000177", "passport", "ZS0000177", True),
        ("Αριθμός ταυτότητας: ΑΒ 123456", "passport", "ΑΒ 123456", True),
    ],
)  # fmt: skip
def test_card_and_national_id_are_found(text: str, kind: str, value: str, is_refused: bool) -> None:
    (only,) = found(text)
    assert only == (kind, value or only[1], is_refused)


def test_checksums_agree_with_published_examples() -> None:
    assert is_pesel("44051401359")
    assert is_pesel("02070803628")
    assert is_emso("0101006500006")
    assert is_snils("11223344595")
    assert is_card("4012888888881881")
    assert not is_amka("32010112345")


def test_one_wrong_digit_is_no_national_id() -> None:
    for number, check in (("44051401359", is_pesel), ("0101006500006", is_emso), ("11223344595", is_snils)):
        changed = [number[:n] + str((int(digit) + 1) % 10) + number[n + 1 :] for n, digit in enumerate(number)]
        assert not any(map(check, changed))


def test_places_name_their_field_and_only_asked_ones() -> None:
    form, _ = every_kind()
    told = secrets(
        form, {"colour": "red", "story": "password: hunter2", "line": "pwd=abc123", "firm": "geslo: Sonce123"}
    )
    assert [(finding.field, finding.kind) for finding in told] == [("story", "password")]


def test_draft_keeps_no_secret_and_nothing_sensitive() -> None:
    form, _ = every_kind()
    answers = {"colour": "red", "story": "Ime ana, geslo: Sonce123, hvala", "mail": "ana@a.example", "line": "x"}
    assert without_secrets(form, answers) == {"colour": "red", "story": "Ime ana, geslo: , hvala", "line": "x"}
    assert "firm_number" not in without_secrets(real_forms().forms["ticket"], {"firm_number": "SI12345678"})


@pytest.mark.parametrize(
    "piece", ["pwd=a1b2 ", "geslo ", "geslo (", "1 ", "1", "a", "A", "a-", "AB_", '"', "paszport ", "4111 "]
)
def test_no_text_makes_the_search_slow(piece: str) -> None:
    started = time.process_time()
    findings(piece * (100_000 // len(piece)))
    assert time.process_time() - started < 2
