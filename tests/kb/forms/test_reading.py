"""Forms of a site: words in every locale, and what is missing, by file and line."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest

from kb.company import Company
from kb.forms.markup import markup
from kb.forms.public import public
from kb.forms.published import read_public
from kb.forms.reading import Forms, read_forms
from kb.locales import Locale
from kb.messages import load_messages
from tests.kb.forms.world import marked

STRUCTURE = """form: ask
version: 1
steps:
  - id: only
    fields:
      - {id: email, type: email, required: true}
      - {id: how, type: choice, options: [mail, "no"]}
compose: {blocks: [all]}
"""
SLOVENE = """title: Vprašajte
steps:
  only: {title: Vprašanje}
fields:
  email: {label: E-naslov}
  how: {label: Kako, options: {mail: Po pošti, "no": Nikakor}}
blocks: {all: Vse}
"""
POLISH = """translation: {from: sl}
title: Pytanie
steps:
  only: {title: Pytanie}
fields:
  email: {label: E-mail}
  how: {label: Jak, options: {mail: Mailem, "no": Wcale}}
blocks: {all: Wszystko}
"""
WHOLE = {"forms/ask.yml": STRUCTURE, "sl/forms/ask.yml": SLOVENE, "pl/forms/ask.yml": POLISH}


def read(root: Path, files: Mapping[str, str], company: str = "") -> tuple[Forms, list[str]]:
    for name, text in files.items():
        path = root / "docs" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    locales = [Locale("pl"), Locale("sl")]
    messages = {locale.tag: load_messages(locale) for locale in locales}
    profile = Company(marked(company)) if company else None
    forms, problems = read_forms(root / "docs", locales, root=root, company=profile, messages=messages)
    return forms, list(map(str, problems))


def test_whole_forms_have_no_problems(tmp_path: Path) -> None:
    forms, problems = read(tmp_path, WHOLE)
    assert problems == []
    assert forms.texts["ask", "pl"].fields["how"].options["no"].label == "Wcale"
    assert forms.texts["ask", "sl"].messages["optional"] == "(neobvezno)"


def test_site_without_forms_has_none(tmp_path: Path) -> None:
    assert read(tmp_path, {"sl/index.md": ""}) == (Forms(), [])


def test_new_field_with_the_texts_of_one_locale_appears_in_all(tmp_path: Path) -> None:
    structure = STRUCTURE.replace(
        "      - {id: how", "      - {id: colour, type: choice, options: [red]}\n      - {id: how"
    )
    slovene = SLOVENE.replace("  how:", "  colour: {label: Barva, hint: Ena, options: {red: Rdeča}}\n  how:")
    forms, problems = read(tmp_path, {**WHOLE, "forms/ask.yml": structure, "sl/forms/ask.yml": slovene})
    assert problems == [
        "docs/pl/forms/ask.yml:5: there is no text 'fields.colour.hint'. Write it, as in docs/sl/forms/ask.yml:6.",
        "docs/pl/forms/ask.yml:5: there is no text 'fields.colour.label'. Write it, as in docs/sl/forms/ask.yml:6.",
        "docs/pl/forms/ask.yml:5: there is no text 'fields.colour.options.red.label'. Write it, as in docs/sl/forms/ask.yml:6.",
    ]
    assert forms.forms["ask"].blocks[0].fields == ("email", "colour", "how")
    assert forms.texts["ask", "pl"].fields["colour"].label == "Barva"
    assert forms.texts["ask", "pl"].fields["colour"].options["red"].label == "Rdeča"


def test_words_of_another_locale_name_their_language(tmp_path: Path) -> None:
    structure = STRUCTURE.replace("      - {id: how", "      - {id: colour, type: text}\n      - {id: how")
    slovene = SLOVENE.replace("  how:", "  colour: {label: Barva, hint: Ena}\n  how:")
    forms, _ = read(tmp_path, {**WHOLE, "forms/ask.yml": structure, "sl/forms/ask.yml": slovene})
    form, texts = forms.forms["ask"], forms.texts["ask", "pl"]
    drawn = markup(form, texts, action="/", links={})
    assert '<label class="kb-label" for="f-colour"><span lang="sl">Barva</span>' in drawn
    assert '<p class="kb-hint" id="f-colour-hint"><span lang="sl">Ena</span></p>' in drawn
    assert drawn.count('lang="') == 2
    published = public(form, texts, links={})
    assert [field.get("lang") for step in published["steps"] for field in step["fields"]].count("sl") == 1
    assert read_public(published).texts.fields["colour"].lang == "sl"


def test_hint_of_another_locale_is_not_shown_beside_a_label_of_one_s_own(tmp_path: Path) -> None:
    polish = POLISH.replace("{label: E-mail}", "{label: E-mail, hint: Adres}")
    forms, problems = read(tmp_path, {**WHOLE, "pl/forms/ask.yml": polish})
    assert problems == [
        "docs/sl/forms/ask.yml:5: there is no text 'fields.email.hint'. Write it, as in docs/pl/forms/ask.yml:6."
    ]
    assert forms.texts["ask", "sl"].fields["email"].hint == ""


def test_text_that_no_locale_has_is_its_id(tmp_path: Path) -> None:
    slovene = SLOVENE.replace("  email: {label: E-naslov}\n", "")
    polish = POLISH.replace("  email: {label: E-mail}\n", "")
    forms, problems = read(tmp_path, {**WHOLE, "sl/forms/ask.yml": slovene, "pl/forms/ask.yml": polish})
    assert problems == [
        "docs/pl/forms/ask.yml:5: there is no text 'fields.email.label'. Write it.",
        "docs/sl/forms/ask.yml:4: there is no text 'fields.email.label'. Write it.",
    ]
    assert forms.texts["ask", "sl"].fields["email"].label == "email"


def test_missing_text_comes_from_the_source_before_a_translation(tmp_path: Path) -> None:
    locale_less = {name: text for name, text in WHOLE.items() if name != "sl/forms/ask.yml"}
    forms, problems = read(tmp_path, {**locale_less, "sl/index.md": ""})
    assert problems == [
        "docs/sl/forms/ask.yml: the form 'ask' has no texts in sl. Write it as docs/pl/forms/ask.yml is written."
    ]
    assert forms.texts["ask", "sl"].title == "Pytanie"


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        ("label: E-naslov", "lable: E-naslov", "5: this form has no text 'fields.email.lable'"),
        ("  email:", "  mail: {label: x}\n  email:", "5: this form has no text 'fields.mail'"),
        ('"no":', "no:", "6: below 'fields.how.options' a name stands without quotes, which YAML reads as 'False'"),
        ("{title: Vprašanje}", "Vprašanje", "3: 'steps.only' is no mapping"),
        ("{label: E-naslov}", "{label: 12}", "5: 'fields.email.label' is a number, not a text"),
        ("blocks:", "title: Dvakrat\nblocks:", "7: the key 'title' stands twice"),
        ("E-naslov", '"{{ company.fax }}"', "5: the company's profile has no 'company.fax'"),
    ],
)
def test_fault_in_the_words_is_told_with_its_line(tmp_path: Path, old: str, new: str, fault: str) -> None:
    _, problems = read(tmp_path, {**WHOLE, "sl/forms/ask.yml": SLOVENE.replace(old, new)})
    fault = fault.replace("'company.fax'", "'fax'")
    assert any(problem.startswith(f"docs/sl/forms/ask.yml:{fault}") for problem in problems), problems


def test_placeholders_are_filled(tmp_path: Path) -> None:
    slovene = SLOVENE.replace("E-naslov", '"{{ company.name }}: {{ company.reply | within }}"')
    forms, problems = read(tmp_path, {**WHOLE, "sl/forms/ask.yml": slovene}, "name: Podjetje\nreply: 2 minutes\n")
    assert problems == []
    assert forms.texts["ask", "sl"].fields["email"].label == "Podjetje: v\u00a02\u00a0minutah"


def test_broken_structure_is_a_fault_that_stops_the_build(tmp_path: Path) -> None:
    forms, problems = read(tmp_path, {**WHOLE, "forms/ask.yml": STRUCTURE.replace("type: email", "type: emial")})
    assert forms.forms == {}
    assert len(forms.faults) == len(problems) == 1
    assert problems[0].startswith("docs/forms/ask.yml:6: 'emial' is no type of a field. Write one of text,")


def test_words_without_a_form_are_told(tmp_path: Path) -> None:
    _, problems = read(tmp_path, {**WHOLE, "pl/forms/aks.yml": POLISH})
    assert problems == ["docs/pl/forms/aks.yml: there is no form 'aks'. Rename it to a form's id (ask), or delete it."]


def test_working_locale_is_the_profile_s(tmp_path: Path) -> None:
    assert read(tmp_path, WHOLE, "name: X\nworking_locale: pl\n")[0].working_texts("ask") is not None
    assert read(tmp_path, WHOLE, "name: X\nworking_locale: de\n")[0].working == ""
