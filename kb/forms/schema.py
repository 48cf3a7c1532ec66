"""JSON Schema of a submission: flat, so that it can be read without knowing the form."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from kb.forms.conditions import ALWAYS, Constant, condition_json
from kb.forms.form import CONFIRMED, Field, Form
from kb.forms.texts import Texts

DIALECT = "https://json-schema.org/draft/2020-12/schema"


def schema(form: Form, texts: Texts | None = None, *, locales: Sequence[str] = ()) -> dict[str, Any]:
    """The schema of a submission as JSON.

    ``required`` holds what is asked of everybody. A field that is asked only after some answers carries that condition
    as ``x-when``; one that must be answered only then, as ``x-required``; of the fields of an ``x-one-of`` group at
    least one must be answered. Files come by multipart only.

    Args:
        form: the form.
        texts: words for titles; none where left out.
        locales: tags of the locales in which it may be sent.
    """
    fields = [asked for asked in form.fields if asked.type not in ("note", "files")]
    envelope = {
        "form": {"type": "string", "enum": [form.id]},
        "version": {"type": "integer", "enum": [form.version]},
        "locale": {"type": "string", **({"enum": list(locales)} if locales else {})},
        "submission_id": {"type": "string", "minLength": 8, "maxLength": 64, "pattern": "^[A-Za-z0-9_-]*$"},
        CONFIRMED: {"type": "string", "enum": ["yes"]},
    }
    return {
        "$schema": DIALECT,
        "title": texts.title if texts else form.id,
        "type": "object",
        "properties": {**envelope, **{asked.id: _property(asked, texts) for asked in fields}},
        "required": [asked.id for asked in fields if asked.required == asked.when == ALWAYS],
    }


def _property(asked: Field, texts: Texts | None) -> dict[str, Any]:
    found: dict[str, Any] = {"title": texts.label(asked.id)} if texts else {}
    ids = [option.id for option in asked.options]
    if asked.type == "choices":
        found |= {"type": "array", "items": {"type": "string", "enum": ids}, "uniqueItems": True}
    else:
        found |= {"type": "string"} | ({"enum": ids} if ids else {})
    if asked.is_text:
        found |= {"minLength": asked.min} if asked.min else {}
        found |= {"maxLength": asked.max} if asked.max else {}
        found |= {"format": asked.type} if asked.type in ("email", "date") else {}
    if asked.when != ALWAYS:
        found["x-when"] = condition_json(asked.when)
    if not isinstance(asked.required, Constant):
        found["x-required"] = condition_json(asked.required)
    if asked.one_of:
        found["x-one-of"] = asked.one_of
    return found
