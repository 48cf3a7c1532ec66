"""Reading a form's structure from ``docs/forms/<form>.yml``, bound to the company's profile."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from kb.company import Company
from kb.forms.binding import Conditions
from kb.forms.block_keys import Blocks
from kb.forms.coach_keys import read_rule
from kb.forms.conditions import ALWAYS, NEVER
from kb.forms.field_keys import read_field
from kb.forms.form import SILENT_TYPES, Block, Field, Form, Step
from kb.forms.typed import Reader
from kb.marked import Key, Marked
from kb.problems import Problem

_KEYS = ("form", "version", "conditions", "steps", "coach", "compose")
_STEP_KEYS = ("id", "when", "block", "fields")


def read_structure(document: Marked, name: str, company: Company | None) -> tuple[Form, list[Problem]]:
    """The whole form, with what this company's profile rules out, and what is wrong with it.

    Args:
        document: the parsed file.
        name: the form's id, which is the file's name.
        company: the profile that conditions on ``company.…`` ask.
    """
    reader = Reader(document, list(document.duplicates))
    found = reader.mapping((), document.value, _KEYS, "the form")
    if found and found.get("form") != name:
        reader.fault(("form",), f"'form: {found.get('form')}' is not the file's name", f"Write 'form: {name}'")
    version = reader.count(("version",), found.get("version"), "version") if found else 0
    conditions = Conditions(reader, company)
    if "conditions" in found and isinstance(found["conditions"], dict):
        conditions.named = found["conditions"]
    blocks = Blocks(reader, found.get("compose"))
    blocks.open()
    written = reader.items(("steps",), found.get("steps"), "'steps'")
    steps = tuple(_step(conditions, blocks, ("steps", number), part) for number, part in enumerate(written))
    rules = reader.items(("coach",), found["coach"], "'coach'") if "coach" in found else []
    coach = tuple(read_rule(conditions, ("coach", number), part) for number, part in enumerate(rules))
    subject = blocks.subject(conditions.fields)
    _once(reader, "steps", [step.id for step in steps])
    _once(reader, "coach", [rule.id for rule in coach])
    _used(conditions)
    named = tuple((key, conditions.read(("conditions", key), value)) for key, value in conditions.named.items())
    return Form(name, version, steps, coach, subject, blocks.close(), named), reader.problems


def trimmed(form: Form) -> Form:
    """The form without what the company's profile rules out."""
    steps = tuple(
        replace(step, fields=tuple(_offering(field) for field in step.fields if field.when != NEVER))
        for step in form.steps
        if step.when != NEVER
    )
    ids = {field.id for step in steps for field in step.fields}
    coach = tuple(rule for rule in form.coach if rule.when != NEVER and ids & set(rule.fields))
    blocks = tuple(Block(block.id, tuple(name for name in block.fields if name in ids)) for block in form.blocks)
    steps = tuple(step for step in steps if step.fields)
    return Form(form.id, form.version, steps, coach, form.subject, blocks, form.conditions)


def _offering(field: Field) -> Field:
    return replace(field, options=tuple(option for option in field.options if option.when != NEVER))


def _step(conditions: Conditions, blocks: Blocks, key: Key, value: Any) -> Step:
    reader = conditions.reader
    found: Mapping[str, Any] = reader.mapping(key, value, _STEP_KEYS, "a step")
    step = reader.identifier((*key, "id"), found.get("id"), "the id of a step")
    when = conditions.read((*key, "when"), found["when"]) if "when" in found else ALWAYS
    block = found.get("block", blocks.first)
    fields = []
    for number, part in enumerate(reader.items((*key, "fields"), found.get("fields"), "'fields'")):
        place: Key = (*key, "fields", number)
        field = read_field(conditions, place, part, step=step, when=when)
        if field is None:
            continue
        fields.append(field)
        if field.type not in SILENT_TYPES:
            blocks.place(place, field.id, part.get("block", block))
    return Step(step, when, tuple(fields))


def _once(reader: Reader, key: str, ids: list[str]) -> None:
    for number, found in enumerate(ids):
        if found and found in ids[:number]:
            reader.fault((key, number, "id"), f"'{found}' is there twice", "Give each an id of its own")


def _used(conditions: Conditions) -> None:
    for unused in conditions.named:
        if unused not in conditions.used:
            key = ("conditions", str(unused))
            conditions.reader.fault(key, f"nothing uses the condition '{unused}'", "Use it, or delete it")
