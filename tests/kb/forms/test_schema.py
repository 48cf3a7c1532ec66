"""Schemas: of submissions, and of the files that writers edit."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import yaml

from kb.forms.schema import schema
from tests.conftest import CHECKOUT
from tests.kb.forms.test_validation import CONTACT, TICKET
from tests.kb.forms.world import EVERY_KIND, EVERY_TEXT, every_kind, real_forms

SCHEMAS = CHECKOUT / "kb" / "forms" / "schemas"


def submission_schema(form: str) -> dict[str, Any]:
    found = schema(real_forms().forms[form], locales=["sl", "pl"])
    jsonschema.Draft202012Validator.check_schema(found)
    return found


def is_valid(value: object, against: dict[str, Any]) -> bool:
    checker = jsonschema.Draft202012Validator.FORMAT_CHECKER
    return jsonschema.Draft202012Validator(against, format_checker=checker).is_valid(value)


def test_contact_requires_only_address_and_message() -> None:
    assert submission_schema("contact")["required"] == ["email", "message"]


def test_ticket_requires_what_everybody_is_asked() -> None:
    assert submission_schema("ticket")["required"] == ["known", "department", "email", "subject", "description"]


def test_schema_is_flat() -> None:
    for form in ("ticket", "contact"):
        text = json.dumps(submission_schema(form))
        assert "$ref" not in text
        assert '"object"' not in json.dumps(submission_schema(form)["properties"])


def test_options_limits_and_formats_are_told() -> None:
    properties = submission_schema("ticket")["properties"]
    assert properties["email"] == {"type": "string", "maxLength": 254, "format": "email"}
    assert properties["critical"]["enum"] == ["no", "yes"]
    assert properties["backup_what"]["items"]["enum"] == ["files", "database", "mail"]
    assert properties["description"]["maxLength"] == 20_000
    assert properties["locale"]["enum"] == ["sl", "pl"]
    assert properties["login"]["x-one-of"] == "identification"
    assert "files" not in properties


def test_good_submissions_fit_their_schema_and_bad_ones_do_not() -> None:
    assert is_valid({**CONTACT, "form": "contact", "locale": "sl"}, submission_schema("contact"))
    assert is_valid(TICKET, submission_schema("ticket"))
    assert not is_valid({**TICKET, "department": "sales"}, submission_schema("ticket"))
    assert not is_valid({**CONTACT, "email": "nobody"}, submission_schema("contact"))
    assert is_valid({"colour": "red", "many": ["a"], "story": "x"}, schema(every_kind()[0]))


def editor_schema(name: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((SCHEMAS / f"{name}.json").read_text(encoding="utf-8"))
    jsonschema.Draft202012Validator.check_schema(found)
    return found


@pytest.mark.parametrize(
    "path", sorted((CHECKOUT / "docs").glob("**/forms/*.yml")), ids=lambda path: "/".join(path.parts[-3:])
)
def test_our_files_fit_the_schemas_for_editors(path: Path) -> None:
    name = "form" if path.parent.parent.name == "docs" else "texts"
    value = yaml.safe_load(path.read_text(encoding="utf-8"))
    errors = [
        f"{list(error.absolute_path)}: {error.message}"
        for error in jsonschema.Draft202012Validator(editor_schema(name)).iter_errors(value)
    ]
    assert errors == []
    assert f"/kb/forms/schemas/{name}.json" in path.read_text(encoding="utf-8").split("\n")[0]


def test_every_kind_of_field_fits_the_schema_for_editors() -> None:
    jsonschema.validate(yaml.safe_load(EVERY_KIND), editor_schema("form"))
    jsonschema.validate(yaml.safe_load(EVERY_TEXT), editor_schema("texts"))


@pytest.mark.parametrize(
    ("name", "old", "new"),
    [
        ("form", "type: tel", "type: phone"),
        ("form", "version: 3", "version: three"),
        ("form", "pattern: domain", "pattern: host"),
        ("form", "max: 12", "most: 12"),
        ("form", "severity: warning", "severity: fatal"),
        ("texts", "title: Every kind", "name: Every kind"),
        ("texts", "{label: Line}", "{lable: Line}"),
        ("texts", "errors: {required:", "errors: {missing:"),
    ],
)
def test_schemas_for_editors_refuse_what_reading_refuses(name: str, old: str, new: str) -> None:
    text = EVERY_KIND if name == "form" else EVERY_TEXT
    assert old in text
    value = yaml.safe_load(text.replace(old, new))
    assert not jsonschema.Draft202012Validator(editor_schema(name)).is_valid(value)
