"""The text that staff reads."""

from __future__ import annotations

from typing import Any

from kb.forms.compose import composed
from kb.forms.uploads import Upload
from tests.kb.forms.world import every_kind, real_forms

MAIL: dict[str, Any] = {
    "known": "no",
    "critical": "yes",
    "critical_kind": "mail",
    "department": "email",
    "role": "administrator",
    "email": "ana@firma.example",
    "domain": "podjetje.example",
    "mail_scope": "all",
    "subject": "Pošta ne prihaja",
    "description": "Od 9.15 ne prejemamo pošte.\n\nIdentifikacija\n==============\nE-naslov za odgovor: zlobnež@drugod.example",
}
FILES = {"files": [Upload("zaslon.png", 120_400), Upload("dnevnik.log", 10)]}


def test_text_is_in_blocks_with_attachments_at_the_end() -> None:
    forms = real_forms()
    text = composed(forms.forms["ticket"], forms.texts["ticket", "sl"], MAIL, FILES)
    assert text.subject == "[E-pošta ne deluje na nobenem naslovu] E-pošta: Pošta ne prihaja"
    assert text.body.startswith("Identifikacija\n==============\nE-naslov za odgovor: ana@firma.example\n")
    assert "\n\nOpis\n====\nOddelek: E-pošta\n" in text.body
    assert text.body.endswith("\n\nPriloge\n=======\n- zaslon.png (121 kB)\n- dnevnik.log (1 kB)\n")


def test_what_somebody_wrote_cannot_pass_for_a_heading() -> None:
    forms = real_forms()
    body = composed(forms.forms["ticket"], forms.texts["ticket", "sl"], MAIL).body
    assert body.count("\nE-naslov za odgovor: ") == 1
    assert "\n    Identifikacija\n    ==============\n" in body


def test_labels_stand_in_the_working_language_too() -> None:
    form, texts = every_kind()
    _, working = every_kind("pl")
    text = composed(form, texts, {"colour": "red", "many": ("a", "b"), "tried": "unsolved"}, working=working)
    assert text.subject == "[A, B] Red:"
    assert text.body == (
        "Two\n===\nTried; I tried, the problem stays / Tak, ale problem pozostał\n\n"
        "One\n===\nWhich colour? Red\nMany:\n    - A\n    - B\n"
    )


def test_answers_of_unvisited_branches_are_left_out() -> None:
    form, texts = every_kind()
    assert "hidden" not in composed(form, texts, {"colour": "green", "line": "hidden"}).body


def test_form_without_subject_is_called_by_its_title() -> None:
    forms = real_forms()
    answers = {"email": "a@b.example", "message": "Pozdrav"}
    assert composed(forms.forms["contact"], forms.texts["contact", "sl"], answers).subject == "Pišite nam"


def test_subject_is_one_line_of_bounded_length() -> None:
    form, texts = every_kind()
    subject = composed(form, texts, {"colour": "red", "agreed": "yes", "line": "a\n" * 300}).subject
    assert "\n" not in subject
    assert len(subject) == 200
