"""A form with its words as JSON: what the page's scripts and the intake read.

The build writes it below ``<site>/forms/``; the intake needs neither YAML nor catalogues.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from typing import Any

from kb.forms.conditions import condition_json
from kb.forms.form import CoachRule, Field, Form, Option, Step
from kb.forms.links import Link
from kb.forms.texts import Texts

_DEFAULT = Field("", "")
FIELD_NAMES = {
    "pattern": "pattern",
    "min": "min",
    "max": "max",
    "one_of": "oneOf",
    "sensitive": "sensitive",
    "detect": "detect",
    "autocomplete": "autocomplete",
    "articles": "articles",
    "accept": "accept",
    "max_files": "maxFiles",
    "max_bytes": "maxBytes",
    "max_total_bytes": "maxTotalBytes",
}
"""Attribute of a field → its name in JSON."""


@dataclass(frozen=True, slots=True)
class Published:
    """A form as the build wrote it."""

    form: Form
    texts: Texts
    links: Mapping[str, Link] = field(default_factory=dict)
    working: Texts | None = None
    """Only what the composed text needs."""


def public(form: Form, texts: Texts, *, links: Mapping[str, Link], working: Texts | None = None) -> dict[str, Any]:
    """The JSON of a form in a locale.

    Args:
        form: the form.
        texts: its words.
        links: reference → address and title, for all of ``kb.forms.links.references``.
        working: the words in which staff read.
    """
    return {
        "form": form.id,
        "version": form.version,
        "locale": texts.locale,
        "title": texts.title,
        "lead": texts.lead,
        "steps": [_step(step, texts) for step in form.steps],
        "groups": {name: asdict(texts.groups[name]) for name in form.groups},
        "coach": [_rule(rule, texts) for rule in form.coach],
        "words": {name: list(words) for name, words in texts.words.items()},
        "compose": {
            "subject": list(form.subject),
            "blocks": [{"id": b.id, "title": texts.blocks[b.id], "fields": list(b.fields)} for b in form.blocks],
        },
        "conditions": [
            {"id": name, "when": condition_json(condition), "text": texts.conditions.get(name, "")}
            for name, condition in form.conditions
        ],
        "links": {reference: asdict(link) for reference, link in links.items()},
        "messages": dict(texts.messages),
        "working": _working(form, working) if working else None,
    }


def _step(step: Step, texts: Texts) -> dict[str, Any]:
    words = texts.steps[step.id]
    when = {"when": condition_json(step.when)}
    return {"id": step.id, **asdict(words), **when, "fields": [_field(asked, texts) for asked in step.fields]}


def _field(asked: Field, texts: Texts) -> dict[str, Any]:
    words = texts.fields[asked.id]
    found: dict[str, Any] = {"id": asked.id, "type": asked.type, "label": words.label}
    further = (("short", words.short), ("hint", words.hint), ("text", words.text), ("lang", words.lang))
    found |= {name: value for name, value in further if value}
    found |= {"when": condition_json(asked.when), "required": condition_json(asked.required)}
    if asked.options:
        found["options"] = [_option(asked, option, texts) for option in asked.options]
    for attribute, name in FIELD_NAMES.items():
        value = getattr(asked, attribute)
        if value != getattr(_DEFAULT, attribute):
            found[name] = list(value) if isinstance(value, tuple) else value
    return found | ({"errors": dict(words.errors)} if words.errors else {})


def _option(asked: Field, option: Option, texts: Texts) -> dict[str, Any]:
    words = texts.fields[asked.id].options.get(option.id)
    label = "yes" if asked.type == "consent" else option.id
    found = {"id": option.id, "label": texts.option(asked, label), "when": condition_json(option.when)}
    further = (("hint", words.hint), ("lang", words.lang)) if words else ()
    return found | {name: value for name, value in further if value}


def _rule(rule: CoachRule, texts: Texts) -> dict[str, Any]:
    found = {**asdict(rule), "when": condition_json(rule.when), "text": texts.coach[rule.id]}
    return {name: list(value) if isinstance(value, tuple) else value for name, value in found.items()}


def _working(form: Form, working: Texts) -> dict[str, Any]:
    fields = {
        asked.id: {"label": working.short(asked.id)}
        | ({"options": {o.id: working.option(asked, o.id) for o in asked.options}} if asked.options else {})
        for asked in form.fields
        if asked.type not in ("note", "files")
    }
    messages = {name: working.messages[name] for name in ("yes", "attachments")}
    return {"locale": working.locale, "fields": fields, "blocks": dict(working.blocks), "messages": messages}
