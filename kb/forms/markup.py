"""A form as HTML, for page and service alike: one page of fieldsets that a script may turn into steps.

Patterns of the GOV.UK Design System: error summary, "(optional)" in labels, hints and errors told by
``aria-describedby``. Conditions stand in words until a script hides them.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from html import escape

from kb.forms.conditions import Answers
from kb.forms.field_markup import Drawing, attributes, field_html
from kb.forms.form import CONFIRMED, Form, Step
from kb.forms.links import Link, paragraphs_html
from kb.forms.texts import Texts, error_text
from kb.forms.told import condition_text
from kb.forms.validation import Fault


def markup(
    form: Form,
    texts: Texts,
    *,
    action: str,
    links: Mapping[str, Link],
    answers: Answers | None = None,
    errors: Mapping[str, Fault] | None = None,
    hidden: Mapping[str, str] | None = None,
    trap: str = "",
) -> str:
    """The whole ``<form>``.

    Args:
        form: the form.
        texts: its words.
        action: the address to which it is sent.
        links: reference → article.
        answers: kept from a submission that was refused.
        errors: what was wrong with it.
        hidden: further hidden fields by name, such as a form token.
        trap: name of a field that people do not see and programs fill in; none where empty.
    """
    drawing = Drawing(form, texts, links, answers or {}, errors or {})
    envelope = {"form": form.id, "version": str(form.version), "locale": texts.locale, **(hidden or {})}
    inputs = "".join(f'<input type="hidden"{attributes(name=n, value=v)}>\n' for n, v in envelope.items())
    opening = attributes(
        class_="kb-form", method="post", action=action, enctype="multipart/form-data", accept_charset="utf-8"
    )
    marks = attributes(data_form=form.id, data_version=str(form.version), data_locale=texts.locale)
    parts = [
        f"<form{opening} novalidate{marks}>",
        inputs.rstrip("\n"),
        _trap(texts, trap),
        summary(form, texts, drawing.errors),
        *(_step(drawing, step) for step in form.steps),
        _confirmation(drawing),
        f'<div class="kb-form__end"><button class="kb-button kb-button--send" type="submit">'
        f"{escape(texts.messages['send'])}</button></div>",
        "</form>",
    ]
    return "\n".join(part for part in parts if part) + "\n"


def summary(form: Form, texts: Texts, errors: Mapping[str, Fault]) -> str:
    """The error summary, which takes focus and leads to each field; empty without errors."""
    if not errors:
        return ""
    items = "".join(
        f"<li><a{attributes(href=f'#f-{_place(form, name)}', data_field=name)}>"
        f"{escape(error_text(form, texts, name, fault))}</a></li>"
        for name, fault in errors.items()
    )
    title = f'<h2 class="kb-errors__title" id="kb-errors-title">{escape(texts.messages["problem"])}</h2>'
    opening = attributes(
        class_="kb-errors", id="kb-errors", role="alert", tabindex="-1", aria_labelledby="kb-errors-title"
    )
    return f"<div{opening}>{title}<ul>{items}</ul></div>"


def _place(form: Form, name: str) -> str:
    """The field to which an error leads: a group's first one."""
    return form.groups[name][0].id if name in form.groups else name


def _step(drawing: Drawing, step: Step) -> str:
    words = drawing.texts.steps[step.id]
    when = condition_text(drawing.form, drawing.texts, step.when)
    told = drawing.message("note_when", condition=when) if when else ""
    # What the step's condition says already is not said again at its fields.
    inner = replace(drawing, told=step.when)
    parts = [
        f"<fieldset{attributes(class_='kb-step', id=f'step-{step.id}', data_step=step.id)}>",
        f'<legend class="kb-step__legend"><h2{attributes(class_="kb-step__title", lang=words.lang)}>'
        f"{escape(words.title)}</h2></legend>",
        f'<p class="kb-when">{escape(told)}</p>' if told else "",
        f"<div{attributes(class_='kb-step__hint', lang=words.lang)}>{paragraphs_html(words.hint, drawing.links)}</div>"
        if words.hint
        else "",
        *_fields(inner, step),
        "</fieldset>",
    ]
    return "\n".join(part for part in parts if part)


def _fields(drawing: Drawing, step: Step) -> list[str]:
    parts: list[str] = []
    drawn: set[str] = set()
    for asked in step.fields:
        if not asked.one_of:
            parts.append(field_html(drawing, asked))
        elif asked.one_of not in drawn:
            drawn.add(asked.one_of)
            parts.append(_group(drawing, asked.one_of, step))
    return parts


def _group(drawing: Drawing, name: str, step: Step) -> str:
    words = drawing.texts.groups[name]
    error = drawing.error_html(name)
    described = " ".join(
        part for part in (f"f-{name}-hint" * bool(words.hint), f"f-{name}-error" * bool(error)) if part
    )
    opening = attributes(
        class_="kb-group" + (" kb-group--error" if error else ""),
        id=f"group-{name}",
        data_group=name,
        role="group",
        aria_labelledby=f"group-{name}-label",
        aria_describedby=described,
    )
    heading = attributes(class_="kb-group__label", id=f"group-{name}-label", lang=words.lang)
    label = f"<h3{heading}>{escape(words.label)}</h3>"
    shown = attributes(class_="kb-hint", id=f"f-{name}-hint", lang=words.lang)
    hint = f"<p{shown}>{escape(words.hint)}</p>" if words.hint else ""
    fields = "\n".join(field_html(drawing, asked) for asked in step.fields if asked.one_of == name)
    return "\n".join(part for part in (f"<div{opening}>", label, hint, error, fields, "</div>") if part)


def _confirmation(drawing: Drawing) -> str:
    """The second yes to what looks like a password: hidden until something does."""
    is_wanted = any(fault.code == "secret" for fault in drawing.errors.values())
    place = f"f-{CONFIRMED}"
    opening = attributes(class_="kb-field kb-field--consent", id=f"field-{CONFIRMED}", data_field=CONFIRMED)
    box = attributes(type="checkbox", class_="kb-choice__input", id=place, name=CONFIRMED, value="yes")
    label = f'<label class="kb-choice__label" for="{place}">{escape(drawing.texts.messages["confirm"])}</label>'
    hiding = "" if is_wanted else " hidden"
    return f'<div{opening}{hiding}><div class="kb-choice"><input{box}>{label}</div></div>'


def _trap(texts: Texts, name: str) -> str:
    if not name:
        return ""
    box = attributes(type="text", id=f"f-{name}", name=name, tabindex="-1", autocomplete="off")
    label = f'<label for="f-{escape(name)}">{escape(texts.messages["trap"])}</label>'
    return f'<div class="kb-form__trap" aria-hidden="true">{label}<input{box}></div>'
