"""A form's HTML: whole without a script, every control named and described."""

from __future__ import annotations

from collections.abc import Mapping
from html.parser import HTMLParser
from typing import Any

import pytest

from kb.forms.links import Link, paragraphs_html, references
from kb.forms.markup import markup
from kb.forms.validation import Fault, Refusal, validated
from tests.kb.forms.world import every_kind, links_of, real_forms

VOID = {"input"}


class Tags(HTMLParser):
    """All tags of a markup, the text inside each, and whether they are nested well."""

    def __init__(self, markup: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str]]] = []
        self.texts: dict[str, str] = {}
        self._open: list[tuple[str, str]] = []
        self.feed(markup)
        assert self._open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        self.found.append((tag, given))
        if tag not in VOID:
            self._open.append((tag, given.get("id", "")))

    def handle_endtag(self, tag: str) -> None:
        assert self._open.pop()[0] == tag

    def handle_data(self, data: str) -> None:
        for _, name in self._open:
            self.texts[name] = self.texts.get(name, "") + data

    def all(self, tag: str, **wanted: str) -> list[dict[str, str]]:
        return [given for found, given in self.found if found == tag and wanted.items() <= given.items()]

    def one(self, name: str) -> dict[str, str]:
        (only,) = [given for _, given in self.found if given.get("id") == name]
        return only


def drawn(form_id: str = "", tag: str = "sl", **options: Any) -> Tags:
    forms = real_forms()
    form, texts = (forms.forms[form_id], forms.texts[form_id, tag]) if form_id else every_kind()
    return Tags(markup(form, texts, action="/v1/tickets", links=links_of(form, texts), **options))


@pytest.mark.parametrize("form_id", ["ticket", "contact", ""])
def test_every_control_has_its_label_and_every_reference_a_target(form_id: str) -> None:
    tags = drawn(form_id, errors={"email": Fault("invalid")} if form_id else {})
    ids = [given["id"] for _, given in tags.found if "id" in given]
    assert len(ids) == len(set(ids))
    labelled = {given["for"] for given in tags.all("label")}
    controls = [
        given for tag in ("input", "textarea", "select") for given in tags.all(tag) if given.get("type") != "hidden"
    ]
    assert [given["id"] for given in controls if given["id"] not in labelled] == []
    for _, given in tags.found:
        for name in ("aria-describedby", "aria-labelledby"):
            assert [target for target in given.get(name, "").split() if target not in ids] == []
        if given.get("href", "").startswith("#"):
            assert given["href"][1:] in ids


def test_form_is_one_multipart_post_with_its_version() -> None:
    tags = drawn("ticket", hidden={"token": "<t>"})
    (form,) = tags.all("form")
    assert form["method"] == "post"
    assert form["enctype"] == "multipart/form-data"
    assert form["action"] == "/v1/tickets"
    assert "novalidate" in form
    sent = {given["name"]: given["value"] for given in tags.all("input", type="hidden")}
    assert sent == {"form": "ticket", "version": "1", "locale": "sl", "token": "<t>", "article": "", "query": ""}
    assert len(tags.all("button", type="submit")) == 1


def test_every_field_of_the_form_is_there_without_a_script() -> None:
    form = real_forms().forms["ticket"]
    tags = drawn("ticket")
    names = {given["name"] for _, given in tags.found if "name" in given}
    assert [field.id for field in form.fields if field.type != "note" and field.id not in names] == []
    assert [given["data-step"] for given in tags.all("fieldset", **{"class": "kb-step"})] == [
        step.id for step in form.steps
    ]


def test_questions_of_several_answers_are_fieldsets_with_a_legend() -> None:
    tags = drawn()
    assert [given["value"] for given in tags.all("input", type="radio", name="colour")] == ["red", "green", "blue"]
    assert [given["value"] for given in tags.all("input", type="checkbox", name="many")] == ["a", "b", "c"]
    assert tags.texts["field-colour"].split()[0:2] == ["Which", "colour?"]
    assert len(tags.all("fieldset", **{"class": "kb-choices"})) == 4


def test_conditions_are_told_in_words() -> None:
    tags = drawn("ticket")
    assert tags.texts["f-number-when"] == "Odgovorite samo, če imate številko zahtevka."
    assert (
        tags.texts["f-mail_addresses-when"]
        == "Odgovorite samo, če je odgovor na »Na koliko naslovih?« »Na enem« ali »Na več naslovih«."
    )
    assert "Samo če nimate številke zahtevka in gre za e-pošto." in tags.texts["step-mail"]


def test_condition_of_a_step_is_not_told_again_at_its_fields() -> None:
    tags = drawn("ticket")
    assert "f-mail_direction-when" not in {given.get("id") for _, given in tags.found}


def test_option_that_is_not_always_offered_says_when() -> None:
    assert drawn().texts["f-many--c-when"] == "Only if the answer to “Which colour?” is “Red”."


def test_optional_is_told_and_never_what_is_required() -> None:
    tags = drawn("contact")
    assert tags.texts["field-name"].strip().startswith("Ime in priimek (neobvezno)")
    assert "neobvezno" not in tags.texts["field-email"]


def test_answers_and_errors_come_back() -> None:
    forms = real_forms()
    form = forms.forms["contact"]
    refused = validated(form, {"email": 'a"b', "name": "<Ana>", "message": "\nprva\n  druga", "article": "sl/x"})
    assert isinstance(refused, Refusal)
    tags = drawn("contact", answers=refused.values, errors=refused.errors)
    assert tags.one("f-email") | {"value": 'a"b', "aria-invalid": "true"} == tags.one("f-email")
    assert tags.one("f-name")["value"] == "<Ana>"
    assert tags.one("f-article")["value"] == "sl/x"
    assert tags.texts["f-message"].removeprefix("\n") == "prva\n  druga"
    assert tags.texts["f-email-error"] == "Napaka: Vpišite e-naslov v obliki ime@example.com"
    summary = tags.one("kb-errors")
    assert summary["tabindex"] == "-1"
    assert [given["href"] for given in tags.all("a", **{"data-field": "email"})] == ["#f-email"]
    assert "Vpišite e-naslov" in tags.texts["kb-errors"]


def test_chosen_answers_come_back() -> None:
    tags = drawn(answers={"colour": "green", "many": ("a", "c"), "agreed": "yes", "tried": "solved"})
    checked = [given["id"] for given in tags.all("input") if "checked" in given]
    assert checked == ["f-colour--green", "f-many", "f-many--c", "f-agreed", "f-tried"]


def test_error_of_a_group_leads_to_its_first_field() -> None:
    tags = drawn("ticket", errors={"identification": Fault("one_of")})
    assert tags.all("a", **{"data-field": "identification"})[0]["href"] == "#f-login"
    assert tags.one("group-identification")["aria-describedby"] == "f-identification-hint f-identification-error"


@pytest.mark.parametrize(("errors", "is_hidden"), [({}, True), ({"message": Fault("secret", "password")}, False)])
def test_second_yes_is_asked_only_after_a_finding(errors: Mapping[str, Fault], is_hidden: bool) -> None:
    assert ("hidden" in drawn("contact", errors=errors).one("field-secrets_confirmed")) is is_hidden


def test_trap_is_out_of_the_way_of_people() -> None:
    tags = drawn("contact", trap="website")
    assert tags.one("f-website") | {"tabindex": "-1", "autocomplete": "off"} == tags.one("f-website")
    assert tags.all("div", **{"class": "kb-form__trap"})[0]["aria-hidden"] == "true"


def test_autofill_and_keyboards_are_told() -> None:
    assert drawn("contact").one("f-email") | {"type": "email", "autocomplete": "email", "spellcheck": "false"} == drawn(
        "contact"
    ).one("f-email")
    assert drawn("ticket").one("f-domain")["inputmode"] == "url"
    assert drawn("ticket").one("f-phone")["type"] == "tel"
    assert drawn("contact").one("f-files")["accept"].startswith(".png,.jpg")


def test_nothing_inline_that_the_security_policy_blocks() -> None:
    for form_id in ("ticket", "contact"):
        assert [given for _, given in drawn(form_id).found if {"style", "onclick", "onsubmit"} & set(given)] == []


def test_paragraphs_have_links_and_lists_and_no_markup_of_writers() -> None:
    links = {"a/b#c": Link("/sl/a/b/#c", "B")}
    text = "One <b>\ntwo [three](a/b#c).\n\n- x\n- [mail](mailto:a@b.si)\n\n[gone](no/where)"
    assert paragraphs_html(text, links) == (
        '<p>One &lt;b&gt; two <a href="/sl/a/b/#c">three</a>.</p>'
        '<ul><li>x</li><li><a href="mailto:a@b.si">mail</a></li></ul><p>gone</p>'
    )


def test_references_are_those_of_structure_and_words() -> None:
    forms = real_forms()
    found = references(forms.forms["contact"], forms.texts["contact", "sl"])
    assert found == ["support/privacy#never-send", "ticket"]
