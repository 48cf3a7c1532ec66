"""A submission is taken, or each wrong field has its code."""

from __future__ import annotations

from typing import Any

import pytest

from kb.forms.texts import error_text
from kb.forms.uploads import Upload
from kb.forms.validation import Answers, Fault, Refusal, validated
from tests.kb.forms.world import answered, every_kind, real_forms

CONTACT = {"email": "ana@podjetje.example", "message": "Kako dolgo hranite moje podatke?"}
TICKET = {
    "known": "no",
    "critical": "no",
    "department": "billing",
    "role": "administrator",
    "email": "ana@podjetje.example",
    "domain": "podjetje.example",
    "subject": "Plačilo ni vidno",
    "description": "Račun sem plačala v torek, a storitev še ni podaljšana.",
}
PNG = b"\x89PNG\r\n\x1a\n1234"


def codes(form: str, raw: dict[str, Any], *files: Upload, smtputf8: bool = False) -> dict[str, str]:
    result = validated(real_forms().forms[form], raw, {"files": files} if files else {}, smtputf8=smtputf8)
    return result.codes if isinstance(result, Refusal) else {}


def values(form: str, raw: dict[str, Any]) -> dict[str, Any]:
    result = validated(real_forms().forms[form], raw)
    assert isinstance(result, Answers), result
    return dict(result.values)


def test_good_submissions_are_taken() -> None:
    assert codes("contact", CONTACT) == {}
    assert codes("ticket", TICKET) == {}


def test_empty_form_lists_all_that_is_missing_in_the_form_s_order() -> None:
    assert codes("contact", {}) == {"email": "required", "message": "required"}
    missing = codes("ticket", {})
    assert missing == {
        **dict.fromkeys(("known", "critical", "department", "role", "email"), "required"),
        "identification": "one_of",
        **dict.fromkeys(("subject", "description"), "required"),
    }
    assert list(missing)[:2] == ["known", "critical"]


def test_one_identification_is_needed_and_enough() -> None:
    assert codes("ticket", answered(TICKET, domain=None)) == {"identification": "one_of"}
    for name in ("login", "contract", "service"):
        assert codes("ticket", answered(TICKET, domain=None, **{name: "abc"})) == {}


@pytest.mark.parametrize(
    "email",
    [
        *("ana", "ana@", "@podjetje.example", "ana@@podjetje.example", "ana@b@podjetje.example", "ana b@podjetje.example"),
        *("ana@podjetje.example.", "ana@podjetje", "ana@.example", "ana@-a.example", ".ana@a.example", "ana..b@a.example"),
        *("ana@a.example\r\nBcc: b@c.example", "ana@a.example\nBcc: b@c.example", "an\x00a@a.example", "a" * 65 + "@a.example"),
        *("ana@a." + "b" * 64 + ".example", "ana@" + "a." * 130 + "example", "Ana <ana@a.example>", "ana@1.2.3.4", "a@b.c"),
    ],
)  # fmt: skip
def test_malformed_address_is_refused(email: str) -> None:
    assert codes("contact", {**CONTACT, "email": email}) == {"email": "invalid" if len(email) <= 254 else "too_long"}


@pytest.mark.parametrize(
    "email", ["ana@παράδειγμα.gr", "ana@почта.рф", "a.b+c@x-y.example", "o'neil@a.example", "ANA@A.EXAMPLE"]
)
def test_address_with_a_domain_in_any_script_is_taken(email: str) -> None:
    assert codes("contact", {**CONTACT, "email": f"  {email}\n"}) == {}
    assert values("contact", {**CONTACT, "email": f" {email} "})["email"] == email


def test_local_part_outside_ascii_needs_a_relay_that_takes_it() -> None:
    post = {**CONTACT, "email": "άννα@παράδειγμα.gr"}
    assert codes("contact", post) == {"email": "smtputf8"}
    assert codes("contact", post, smtputf8=True) == {}


def test_one_line_fields_are_made_one_line() -> None:
    sent = {**CONTACT, "subject": "Prva\r\nBcc: x\u2028druga\x00\u0085tretja\t", "name": "Ana\u202e Kos\ud800"}
    kept = values("contact", sent)
    assert kept["subject"] == "Prva Bcc: x druga tretja"
    assert kept["name"] == "Ana Kos\ufffd"


def test_text_of_several_lines_keeps_them() -> None:
    assert values("contact", {**CONTACT, "message": " a\r\n\r\nb\u2028c\x00e\u0301 "})["message"] == "a\n\nb\ncé"


@pytest.mark.parametrize(
    ("message", "code"),
    [
        ("x", "too_short"),
        ("x" * 20_001, "too_long"),
        (" \u200b ", "required"),
        (7, "too_short"),
        (["a", "b"], "invalid"),
    ],
)
def test_message_has_bounds(message: object, code: str) -> None:
    assert codes("contact", {**CONTACT, "message": message}) == {"message": code}


def test_limit_is_told() -> None:
    result = validated(real_forms().forms["contact"], {**CONTACT, "message": "x" * 20_001})
    assert isinstance(result, Refusal)
    assert result.errors["message"] == Fault("too_long", "20000")


def test_option_that_is_not_on_the_list_is_invalid() -> None:
    assert codes("ticket", {**TICKET, "department": "sales"})["department"] == "invalid"


def test_answers_of_an_unvisited_branch_are_ignored_and_named() -> None:
    result = validated(
        real_forms().forms["ticket"], {**TICKET, "mail_direction": "bogus", "unknown": "x", "website": ""}
    )
    assert isinstance(result, Answers)
    assert result.ignored == ("mail_direction", "unknown")
    assert "mail_direction" not in result.values


def test_file_sent_as_an_answer_is_none() -> None:
    result = validated(real_forms().forms["contact"], {**CONTACT, "files": "a.png", "privacy_note": "x"})
    assert isinstance(result, Answers)
    assert result.ignored == ("files", "privacy_note")


def test_names_of_the_submission_itself_are_no_answers() -> None:
    result = validated(
        real_forms().forms["contact"], {**CONTACT, "form": "contact", "locale": "sl", "submission_id": "1"}
    )
    assert isinstance(result, Answers)
    assert result.ignored == ()


def test_domain_is_taken_as_people_paste_it() -> None:
    assert values("ticket", {**TICKET, "domain": "https://Podjetje.example:443/a?b"})["domain"] == "podjetje.example"
    assert codes("ticket", {**TICKET, "domain": "two words"}) == {"domain": "invalid"}


@pytest.mark.parametrize(
    ("file", "code"),
    [
        (Upload("a.png", 10, PNG), None),
        (Upload("A.PNG", 10, PNG), None),
        (Upload("a.log", 10, b"zapis"), None),
        (Upload("evil.php", 10, b"<?php"), "type"),
        (Upload("a.png.exe", 10, PNG), "type"),
        (Upload("a.svg", 10, b"<svg"), "type"),
        (Upload("a.png", 10, b"<html>"), "type"),
        (Upload("a.txt", 10, b"a\x00b"), "type"),
        (Upload("noending", 10, PNG), "type"),
        (Upload("a.png", 0, b""), "empty"),
        (Upload("a.png", 10_000_001, PNG), "too_large"),
    ],
)
def test_files_are_checked_by_ending_content_and_size(file: Upload, code: str | None) -> None:
    assert codes("contact", CONTACT, file) == ({"files": code} if code else {})


def test_files_are_counted_and_weighed_together() -> None:
    assert codes("contact", CONTACT, *[Upload("a.png", 1, PNG)] * 6) == {"files": "too_many"}
    assert codes("contact", CONTACT, *[Upload("a.png", 7_000_000, PNG)] * 3) == {"files": "too_large"}


def test_password_is_sent_with_a_second_yes_only() -> None:
    post = {**CONTACT, "message": "Ne morem se prijaviti.\ngeslo: Sonce123!"}
    assert codes("contact", post) == {"message": "secret"}
    result = validated(real_forms().forms["contact"], {**post, "secrets_confirmed": "yes"})
    assert isinstance(result, Answers)
    assert [found.kind for found in result.findings] == ["password"]


@pytest.mark.parametrize("text", ["PESEL 44051401359", "EMŠO 0101006500006", "kartica 4111 1111 1111 1111"])
def test_card_and_national_id_are_refused_whatever_is_confirmed(text: str) -> None:
    assert codes("contact", {**CONTACT, "message": text, "secrets_confirmed": "yes"}) == {"message": "forbidden"}


def test_firm_number_is_exempt() -> None:
    assert codes("ticket", {**TICKET, "firm_number": "44051401359"}) == {}


def test_complaint_needs_a_number() -> None:
    assert codes("ticket", {**TICKET, "department": "complaints"}) == {"complaint_number": "required"}


def test_follow_up_asks_little() -> None:
    post = {
        "known": "yes",
        "number": "12 34 56",
        "department": "email",
        "email": "a@b.example",
        "subject": "Še nekaj",
        "description": "Danes spet.",
    }
    assert codes("ticket", post) == {}
    assert codes("ticket", answered(post, number=None)) == {"number": "required"}


def test_unreachable_sender_gives_a_second_contact() -> None:
    post = {**TICKET, "department": "domains", "domain_topic": "other", "reachable": "no"}
    assert codes("ticket", post) == {"second_contact": "one_of"}
    assert codes("ticket", {**post, "phone": "+386 41 123 456"}) == {}


def test_condition_can_make_an_answer_required() -> None:
    form, texts = every_kind()
    result = validated(form, {"colour": "green", "many": "a"})
    assert isinstance(result, Refusal)
    assert result.codes["agreed"] == "required"
    assert error_text(form, texts, "agreed", result.errors["agreed"]) == "Agree first"


@pytest.mark.parametrize(
    ("name", "fault", "text"),
    [
        ("line", Fault("required"), "Fill in: Line"),
        ("colour", Fault("invalid"), "Choose one of the answers shown: Which colour?"),
        ("who", Fault("one_of"), "Say who you are"),
        ("line", Fault("too_long", "12"), "Shorten the text. Most characters: 12"),
        ("place", Fault("invalid"), "Write a domain such as example.com, without spaces"),
        ("shots", Fault("type", "a.exe"), "We cannot take the file “a.exe”. Kinds that we take: png, jpg, txt"),
        ("shots", Fault("too_large"), "The files are too large. Most megabytes in all: 1"),
        ("shots", Fault("too_large", "a.png"), "The file “a.png” is too large. Most megabytes a file: 1"),
        ("story", Fault("forbidden", "card"), "This must not be sent: card number. Delete it"),
    ],
)
def test_fault_is_told_in_words(name: str, fault: Fault, text: str) -> None:
    form, texts = every_kind()
    assert error_text(form, texts, name, fault) == text
