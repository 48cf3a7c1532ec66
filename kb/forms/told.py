"""Conditions in words, for readers whose browser runs no script."""

from __future__ import annotations

from collections.abc import Sequence

from kb.forms.conditions import All, Answered, AnyOf, Chosen, Condition, Not
from kb.forms.form import Form
from kb.forms.interface import filled
from kb.forms.texts import Texts


def condition_text(form: Form, texts: Texts, condition: Condition) -> str:
    """A condition in words, to stand after "only if"; empty for one that always holds.

    One that the form names has words of its own, the others are told by question and answer.
    """
    for name, named in form.conditions:
        if named == condition and texts.conditions.get(name):
            return texts.conditions[name]
    match condition:
        case All(parts):
            return _joined(texts, "and", [condition_text(form, texts, part) for part in parts])
        case AnyOf(parts):
            return _joined(texts, "or", [condition_text(form, texts, part) for part in parts])
        case Not(part):
            return _opposite(form, texts, part)
        case Chosen(field, options):
            return _chosen(form, texts, "is", field, options)
        case Answered(field):
            return filled(texts.messages["answered"], question=texts.label(field))
    return ""


def _opposite(form: Form, texts: Texts, part: Condition) -> str:
    match part:
        case All(parts):
            return _joined(texts, "or", [_opposite(form, texts, inner) for inner in parts])
        case AnyOf(parts):
            return _joined(texts, "and", [_opposite(form, texts, inner) for inner in parts])
        case Not(inner):
            return condition_text(form, texts, inner)
        case Chosen(field, options):
            return _chosen(form, texts, "is_not", field, options)
        case Answered(field):
            return filled(texts.messages["unanswered"], question=texts.label(field))
    return ""


def _chosen(form: Form, texts: Texts, message: str, field: str, options: Sequence[str]) -> str:
    asked = form.by_id.get(field)
    labels = [texts.option(asked, option) if asked else option for option in options]
    answers = _joined(texts, "or", [filled(texts.messages["answer"], answer=label) for label in labels])
    return filled(texts.messages[message], question=texts.label(field), answers=answers)


def _joined(texts: Texts, message: str, parts: Sequence[str]) -> str:
    told = [part for part in parts if part]
    text = told[0] if told else ""
    for part in told[1:]:
        text = filled(texts.messages[message], first=text, second=part)
    return text
