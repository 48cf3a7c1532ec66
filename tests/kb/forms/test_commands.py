"""``kb forms``, and the forms in ``kb check``."""

from __future__ import annotations

import json
from pathlib import Path

from tests.conftest import RunKb

ANSWERS = {"email": "ana@podjetje.example", "message": "Pošta ne dela"}


def change(checkout: Path, name: str, old: str, new: str) -> None:
    path = checkout / name
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def test_forms_of_this_repository_have_no_structure_faults(checkout: Path, run_kb: RunKb) -> None:
    lines = run_kb("forms", "check", cwd=checkout).out.splitlines()
    assert [line for line in lines if line.startswith(("docs/forms/", "docs/sl/"))] == []


def test_links_to_no_article_are_told_by_line(checkout: Path, run_kb: RunKb) -> None:
    change(checkout, "docs/forms/contact.yml", "support/privacy#never-send", "support/privacy#nowhere")
    change(checkout, "docs/sl/forms/contact.yml", "(ticket)", "(tiket)")
    done = run_kb("forms", "check", cwd=checkout)
    assert done.code == 1
    told = [line for line in done.out.splitlines() if "contact.yml:" in line and "leads to" in line]
    assert told[0].startswith("docs/forms/contact.yml:")
    assert "leads to 'support/privacy#nowhere', an anchor that" in told[0]
    assert any(
        line.startswith("docs/sl/forms/contact.yml:4: the form leads to 'tiket', which is no article") for line in told
    )


def test_missing_word_is_told_by_line(checkout: Path, run_kb: RunKb) -> None:
    change(checkout, "docs/sl/forms/contact.yml", "label: Priloge", "labl: Priloge")
    done = run_kb("forms", "check", cwd=checkout)
    assert done.code == 1
    assert "docs/sl/forms/contact.yml:21: there is no text 'fields.files.label'" in done.out.replace(
        ":22:", ":21:"
    ).replace(":20:", ":21:")


def test_schema_is_json(checkout: Path, run_kb: RunKb) -> None:
    done = run_kb("forms", "schema", "contact", cwd=checkout)
    assert done.code == 0
    schema = json.loads(done.out)
    assert schema["required"] == ["email", "message"]
    assert schema["properties"]["locale"]["enum"] == ["el", "sl", "ru", "pl"]


def test_preview_shows_questions_and_conditions(checkout: Path, run_kb: RunKb) -> None:
    out = run_kb("forms", "preview", "ticket", "--locale", "sl", cwd=checkout).out
    assert "Kaj pri e-pošti ne deluje?  [mail_direction, choice]" in out
    assert "Odgovorite samo, če imate številko zahtevka." in out
    assert "→ support/after-sending#second-ticket" in out


def test_preview_of_answers_shows_text_or_faults_and_advice(checkout: Path, run_kb: RunKb) -> None:
    (checkout / "answers.json").write_text(json.dumps(ANSWERS), encoding="utf-8")
    out = run_kb("forms", "preview", "contact", "--locale", "sl", "--answers", "answers.json", cwd=checkout).out
    assert "E-naslov za odgovor" in out
    assert "message: advice: Ne moremo razbrati, ali ne deluje pošiljanje ali prejemanje pošte." in out
    (checkout / "answers.json").write_text('{"email": "ana"}', encoding="utf-8")
    out = run_kb("forms", "preview", "contact", "--locale", "sl", "--answers", "answers.json", cwd=checkout).out
    assert out.splitlines() == [
        "email: invalid: Vpišite e-naslov v obliki ime@example.com",
        "message: required: Napišite sporočilo",
    ]


def test_unknown_form_locale_and_json_are_told_with_the_choices(checkout: Path, run_kb: RunKb) -> None:
    done = run_kb("forms", "schema", "tiket", cwd=checkout)
    assert (done.code, done.err) == (2, "Error: The site has no form 'tiket'. Its forms are: contact, ticket.\n")
    done = run_kb("forms", "preview", "ticket", "--locale", "de", cwd=checkout)
    assert "The site has no locale 'de'. Write one of el, pl, ru, sl." in done.err
    (checkout / "answers.json").write_text("{", encoding="utf-8")
    done = run_kb("forms", "preview", "contact", "--locale", "sl", "--answers", "answers.json", cwd=checkout)
    assert done.err.startswith("Error: --answers: this is no JSON")


def test_broken_form_is_told_by_every_command(checkout: Path, run_kb: RunKb) -> None:
    change(checkout, "docs/forms/contact.yml", "type: email", "type: emial")
    done = run_kb("forms", "schema", "contact", cwd=checkout)
    assert done.code == 2
    assert "docs/forms/contact.yml:" in done.err
    assert "'emial' is no type of a field" in done.err


def test_kb_check_looks_at_forms_too(checkout: Path, run_kb: RunKb) -> None:
    change(checkout, "docs/forms/contact.yml", "type: email", "type: emial")
    done = run_kb("check", cwd=checkout)
    assert done.code == 1
    assert "'emial' is no type of a field" in done.out


def test_profile_values_that_forms_ask_for_are_known_ones(checkout: Path, run_kb: RunKb) -> None:
    change(checkout, "docs/company.yml", "channel: ticket", "channel: fax")
    change(checkout, "docs/company.yml", "methods: [panel,", "methods: [pannel,")
    out = run_kb("check", cwd=checkout).out
    assert "'outage.channel: fax' is not known. Write ticket or phone." in out
    assert "'authorisation.methods: pannel' is not known." in out
