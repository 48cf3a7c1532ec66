"""A form as plain text: its questions in their order, for writers who want to see what they wrote."""

from __future__ import annotations

from collections.abc import Iterator

from kb.forms.conditions import NEVER, Condition, without
from kb.forms.form import Field, Form
from kb.forms.interface import filled
from kb.forms.texts import Texts
from kb.forms.told import condition_text

_NO_MARK = ("note", "check", "carried")


def outline(form: Form, texts: Texts) -> Iterator[str]:
    """The lines of it."""
    yield texts.title
    yield "=" * len(texts.title)
    for step in form.steps:
        words = texts.steps[step.id]
        yield from ("", words.title, "-" * len(words.title))
        when = condition_text(form, texts, step.when)
        if when:
            yield filled(texts.messages["note_when"], condition=when)
        for asked in step.fields:
            yield from _field(form, texts, asked, step.when)


def _field(form: Form, texts: Texts, asked: Field, told: Condition) -> Iterator[str]:
    words = texts.fields[asked.id]
    optional = f" {texts.messages['optional']}" if asked.required == NEVER and asked.type not in _NO_MARK else ""
    yield ""
    yield f"{words.label or asked.id}{'' if asked.one_of else optional}  [{asked.id}, {asked.type}]"
    own = condition_text(form, texts, without(asked.when, told))
    if own:
        yield f"    {filled(texts.messages['note_when' if asked.type == 'note' else 'when'], condition=own)}"
    if words.hint:
        yield f"    {words.hint}"
    yield from (f"    {line}" for line in words.text.split("\n") if line)
    yield from (f"    → {reference}" for reference in asked.articles)
    for option in asked.options if asked.type != "consent" else ():
        hint = words.options[option.id].hint if option.id in words.options else ""
        yield f"    ( ) {texts.option(asked, option.id)}{f' – {hint}' if hint else ''}"
