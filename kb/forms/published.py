"""Reading what ``kb.forms.public`` wrote."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from kb.forms.conditions import read_condition
from kb.forms.form import Block, CoachRule, Field, Form, Option, Step
from kb.forms.links import Link
from kb.forms.public import FIELD_NAMES, Published
from kb.forms.texts import FieldText, GroupText, OptionText, StepText, Texts


def read_public(found: Mapping[str, Any]) -> Published:
    """The form and the words of a JSON that ``public`` made.

    Raises:
        KeyError: it is not such a JSON.
    """
    compose = found["compose"]
    form = Form(
        found["form"],
        found["version"],
        tuple(_step(step) for step in found["steps"]),
        tuple(_rule(rule) for rule in found["coach"]),
        tuple(compose["subject"]),
        tuple(Block(block["id"], tuple(block["fields"])) for block in compose["blocks"]),
        tuple((named["id"], read_condition(named["when"])) for named in found["conditions"]),
    )
    links = {reference: Link(**link) for reference, link in found["links"].items()}
    return Published(form, _texts(found), links, _working(found["working"]) if found["working"] else None)


def _step(found: Mapping[str, Any]) -> Step:
    fields = tuple(_field(field, found["id"]) for field in found["fields"])
    return Step(found["id"], read_condition(found["when"]), fields)


def _field(found: Mapping[str, Any], step: str) -> Field:
    options = tuple(Option(option["id"], read_condition(option["when"])) for option in found.get("options", ()))
    written = {attribute: found[name] for attribute, name in FIELD_NAMES.items() if name in found}
    values: dict[str, Any] = {n: tuple(value) if isinstance(value, list) else value for n, value in written.items()}
    return Field(
        found["id"],
        found["type"],
        step,
        when=read_condition(found["when"]),
        required=read_condition(found["required"]),
        options=options,
        **values,
    )


def _rule(found: Mapping[str, Any]) -> CoachRule:
    return CoachRule(
        found["id"],
        tuple(found["fields"]),
        read_condition(found["when"]),
        tuple(found["about"]),
        tuple(found["unless"]),
        found["words"],
        found["severity"],
    )


def _texts(found: Mapping[str, Any]) -> Texts:
    fields = [field for step in found["steps"] for field in step["fields"]]
    return Texts(
        found["locale"],
        found["title"],
        found["lead"],
        {step["id"]: StepText(step["title"], step["hint"], step["lang"]) for step in found["steps"]},
        {name: GroupText(**group) for name, group in found["groups"].items()},
        {field["id"]: _field_text(field) for field in fields},
        {block["id"]: block["title"] for block in found["compose"]["blocks"]},
        {rule["id"]: rule["text"] for rule in found["coach"]},
        {name: tuple(words) for name, words in found["words"].items()},
        {named["id"]: named["text"] for named in found["conditions"]},
        found["messages"],
    )


def _field_text(found: Mapping[str, Any]) -> FieldText:
    options = {
        option["id"]: OptionText(option["label"], option.get("hint", ""), option.get("lang", ""))
        for option in found.get("options", ())
    }
    label, hint, text = found["label"], found.get("hint", ""), found.get("text", "")
    further = (found.get("lang", ""), found.get("short", ""))
    return FieldText(label, hint, text, found.get("errors", {}), options, *further)


def _working(found: Mapping[str, Any]) -> Texts:
    fields = {
        name: FieldText(
            words["label"], options={option: OptionText(label) for option, label in words.get("options", {}).items()}
        )
        for name, words in found["fields"].items()
    }
    return Texts(found["locale"], "", fields=fields, blocks=found["blocks"], messages=found["messages"])
