"""What a text still lacks, in each locale."""

from __future__ import annotations

from typing import Any

import pytest

from kb.forms.coach import advice
from kb.forms.word_tests import TESTS, occurs, telling, words_of
from tests.conftest import CHECKOUT
from tests.kb.forms.world import every_kind, real_forms

VAGUE = {
    "sl": ("Pošta ne dela. Prosim, uredite.", "Moj mail ne deluje!", "E-POSTA NE DELA"),
    "el": ("Δεν λειτουργεί το email μου.", "Το mail δεν δουλεύει", "δεν δουλευει το ταχυδρομειο μου"),
    "ru": ("Не работает почта.", "У нас опять не работает почта. Срочно почините!", "почта не работает"),
    "pl": ("Poczta nie działa, pilne!", "Mój mail nie działa", "poczta nie dziala"),
}
GOOD = {
    "sl": "Od 12. novembra od 9.15 z naslova info@podjetje.example ne moremo pošiljati, prejemanje deluje. Na telefonu se izpiše »535 5.7.8 Authentication failed«.",
    "el": "Η διεύθυνση info@example.com λαμβάνει κανονικά, αλλά από σήμερα στις 9:15 δεν στέλνει email. Μόλις πατήσω «Αποστολή», βλέπω: 535 5.7.8 Authentication failed.",
    "ru": "Не отправляются письма с zakaz@example.com, почта на других адресах работает. Последнее письмо ушло 20 ноября около 16:00. Вижу: 535 5.7.8 Authentication failed",
    "pl": "Z adresu biuro@example.com od 20 listopada od godziny 9:15 nie wychodzą wiadomości, odbieranie poczty działa. Widzę: 535 5.7.8 Authentication failed.",
}


def locales() -> list[str]:
    """Locales that have words of their own; the others are reported by ``kb forms check``."""
    return [tag for tag in VAGUE if (CHECKOUT / "docs" / tag / "forms" / "ticket.yml").is_file()]


def told(form: str, tag: str, **answers: Any) -> list[str]:
    forms = real_forms()
    return [given.id for given in advice(forms.forms[form], forms.texts[form, tag], answers)]


@pytest.mark.parametrize(("tag", "text"), [(tag, text) for tag in locales() for text in VAGUE[tag]])
def test_my_mail_does_not_work_is_told_what_is_missing(tag: str, text: str) -> None:
    assert told("contact", tag, message=text) == ["vague", "direction", "address", "since", "error"]
    answers = {"known": "no", "critical": "no", "department": "email"}
    assert told("ticket", tag, description=text, **answers) == ["vague", "direction", "address", "since", "error"]


@pytest.mark.parametrize("tag", locales())
def test_good_description_is_left_alone(tag: str) -> None:
    assert told("contact", tag, message=GOOD[tag]) == []


def test_answered_question_needs_no_advice() -> None:
    answers = {
        "known": "no",
        "critical": "no",
        "department": "email",
        "mail_direction": "sending",
        "mail_scope": "all",
        "since": "20. 11.",
        "error": "535",
        "description": "Pošta ne dela",
    }
    assert told("ticket", "sl", **answers) == ["vague"]


def test_question_about_mail_is_no_complaint_about_mail() -> None:
    assert (
        told("contact", "sl", message="Kakšen je vaš poštni naslov in koliko predalov lahko imam v paketu Start?") == []
    )


def test_greeting_does_not_tell_since_when() -> None:
    assert "since" in told("contact", "sl", message="Dober dan, pošta ne dela, dobim napako.")


def test_each_saying_ends_its_own_advice() -> None:
    start = "Pozdravljeni, naša pošta ne dela."
    assert "direction" not in told("contact", "sl", message=f"{start} Ne moremo pošiljati.")
    assert "address" not in told("contact", "sl", message=f"{start} Naslov je info@podjetje.example.")
    assert "since" not in told("contact", "sl", message=f"{start} Tako je od včeraj.")
    assert "error" not in told("contact", "sl", message=f"{start} Izpiše se 550.")


def test_advice_stands_at_the_first_field_that_is_asked() -> None:
    form, texts = every_kind()
    given = advice(form, texts, {"colour": "red", "story": "it is broken, please"})
    assert [(found.id, found.field, found.severity) for found in given] == [
        ("short", "story", "warning"),
        ("when", "story", "advice"),
        ("what", "story", "advice"),
    ]


def test_nothing_is_said_of_an_empty_text() -> None:
    form, texts = every_kind()
    assert advice(form, texts, {"colour": "red"}) == []


@pytest.mark.parametrize(
    ("name", "good", "bad"),
    [
        ("email-address", ["na info@a.example"], ["a @ b", "info@a"]),
        ("date", ["20. 11.", "20.11.2026", "2026-11-20", "3/4", "20. 11. 2026"], ["5.7.8", "ura 9", "2026"]),
        ("time", ["ob 9.15", "16:00"], ["ob 9", "1:234"]),
        ("error-text", ["550", "5.7.8", "HTTP 500", "0x80070005", "ERR_TIMED_OUT", "»ni povezave«"], ["1550", "SMTP", "»da«", "450.000"]),
        ("url", ["https://a.example", "www.a.example"], ["http", "www."]),
        ("domain", ["podjetje.example", "пример.рф"], ["konec.", "9.15"]),
    ],
)  # fmt: skip
def test_things_are_known_in_a_text(name: str, good: list[str], bad: list[str]) -> None:
    assert [text for text in good if not TESTS[name](text)] == []
    assert [text for text in bad if TESTS[name](text)] == []


def test_words_are_compared_folded_in_any_ending_and_as_phrases() -> None:
    words = words_of("POŠTA že dva dni NE DÉLA")
    assert occurs(words, ["posta"])
    assert occurs(words, ["ne del*"])
    assert not occurs(words, ["ne delat", "del", "dva ne"])
    assert telling(words, ["ne dela", "pošt*"]) == 3
