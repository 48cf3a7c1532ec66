"""One field of a form as HTML: label, hint, error and control, tied together by ids."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from html import escape

from kb.forms.conditions import ALWAYS, NEVER, Answers, Condition, without
from kb.forms.form import Field, Form
from kb.forms.interface import filled
from kb.forms.links import Link, paragraphs_html
from kb.forms.texts import FieldText, Texts, error_text
from kb.forms.told import condition_text
from kb.forms.uploads import MEGABYTE
from kb.forms.validation import Fault

_LONG = 1000
"""Characters from which on a text gets the taller box."""
_CODE_LIKE = ("domain", "url", "ticket-number")
"""Patterns in whose fields a keyboard should correct nothing."""


@dataclass(frozen=True, slots=True)
class Drawing:
    """What all parts of a form's markup need."""

    form: Form
    texts: Texts
    links: Mapping[str, Link]
    answers: Answers
    errors: Mapping[str, Fault]
    told: Condition = ALWAYS
    """What has been said already of when the questions are asked."""

    def message(self, key: str, **values: str) -> str:
        """A message of the interface."""
        return filled(self.texts.messages[key], **values)

    def error_html(self, name: str) -> str:
        """The error of a field or a group; empty without one."""
        if name not in self.errors:
            return ""
        text = error_text(self.form, self.texts, name, self.errors[name])
        hidden = f'<span class="kb-visually-hidden">{escape(self.message("error"))}</span>'
        return f'<p class="kb-error" id="f-{name}-error">{hidden} {escape(text)}</p>'


def attributes(**values: str) -> str:
    """Attributes of a tag, empty ones left out: ``data_field="x"`` gives `` data-field="x"``."""
    named = ((name.rstrip("_").replace("_", "-"), value) for name, value in values.items() if value)
    return "".join(f' {name}="{escape(value)}"' for name, value in named)


def field_html(drawing: Drawing, asked: Field) -> str:
    """A field with all that belongs to it."""
    if asked.type == "carried":
        value = str(drawing.answers.get(asked.id, ""))
        return f'<input type="hidden"{attributes(id=f"f-{asked.id}", name=asked.id)} value="{escape(value)}">'
    words = drawing.texts.fields[asked.id]
    error = drawing.error_html(asked.id)
    kind = "kb-field kb-field--" + asked.type + (" kb-field--error" if error else "")
    opening = attributes(class_=kind, id=f"field-{asked.id}", data_field=asked.id, data_type=asked.type)
    inner = _inner(drawing, asked, words, error)
    return "\n".join([f"<div{opening}>", *(part for part in inner if part), "</div>"])


def _inner(drawing: Drawing, asked: Field, words: FieldText, error: str) -> list[str]:
    when = _when(drawing, asked)
    if asked.type == "note":
        heading = attributes(class_="kb-note__title", lang=words.lang)
        title = f"<h3{heading}>{escape(words.label)}</h3>" if words.label else ""
        return [when, title, _prose(drawing, asked, words), _articles(drawing, asked)]
    hint = _hint(drawing, asked, words)
    if asked.type == "consent":
        return [when, hint, error, _box(drawing, asked, error)]
    if asked.options:
        return [when, *_choices(drawing, asked, words, when, hint, error)]
    opening = attributes(class_="kb-label", for_=f"f-{asked.id}")
    label = f"<label{opening}>{_label(drawing, asked, words)}</label>"
    return [when, label, hint, error, _control(drawing, asked, _described(asked, when, hint, error), error)]


def _when(drawing: Drawing, asked: Field) -> str:
    own = without(asked.when, drawing.told)
    if own == ALWAYS:
        return ""
    condition = condition_text(drawing.form, drawing.texts, own)
    told = drawing.message("note_when" if asked.type == "note" else "when", condition=condition)
    return f'<p class="kb-when" id="f-{asked.id}-when">{escape(told)}</p>'


def _optional(drawing: Drawing, asked: Field) -> str:
    if asked.required != NEVER or asked.one_of or asked.type == "check":
        return ""
    return f' <span class="kb-optional">{escape(drawing.message("optional"))}</span>'


def _label(drawing: Drawing, asked: Field, words: FieldText) -> str:
    return spoken(words.label, words.lang) + _optional(drawing, asked)


def spoken(text: str, lang: str) -> str:
    """A text as HTML, with its language where that is not the page's."""
    return f"<span{attributes(lang=lang)}>{escape(text)}</span>" if lang else escape(text)


def _hint(drawing: Drawing, asked: Field, words: FieldText) -> str:
    parts = [spoken(words.hint, words.lang)] if words.hint else []
    if asked.type == "files":
        limits = {"files": asked.max_files, "megabytes": asked.max_bytes // MEGABYTE}
        total = str(asked.max_total_bytes // MEGABYTE)
        named = {name: str(value) for name, value in limits.items()}
        parts.append(escape(drawing.message("files", **named, total=total, accept=", ".join(asked.accept))))
    return f'<p class="kb-hint" id="f-{asked.id}-hint">{" ".join(parts)}</p>' if parts else ""


def _described(asked: Field, when: str, hint: str, error: str) -> str:
    there = (("when", when), ("hint", hint), ("error", error))
    return " ".join(f"f-{asked.id}-{name}" for name, part in there if part)


def _control(drawing: Drawing, asked: Field, described: str, error: str) -> str:
    value = str(drawing.answers.get(asked.id, ""))
    common = {"id": f"f-{asked.id}", "name": asked.id, "aria_describedby": described}
    common |= {"aria_invalid": "true"} if error else {}
    if asked.type == "textarea":
        rows = "8" if asked.max >= _LONG else "4"
        shown = attributes(class_="kb-input kb-textarea", rows=rows, **common)
        # A line feed right after the tag would be swallowed, so there is always one.
        return f"<textarea{shown}>\n{escape(value)}</textarea>"
    if asked.type == "files":
        endings = ",".join(f".{ending}" for ending in asked.accept)
        return f"<input{attributes(type='file', class_='kb-file', accept=endings, **common)} multiple>"
    if asked.pattern in _CODE_LIKE or asked.type == "email":
        common |= {"autocapitalize": "none", "spellcheck": "false"}
    if asked.pattern in ("domain", "url"):
        common |= {"inputmode": "url"}
    shown = attributes(type=asked.type, class_="kb-input", autocomplete=asked.autocomplete, value=value, **common)
    return f"<input{shown}>"


def _choices(drawing: Drawing, asked: Field, words: FieldText, when: str, hint: str, error: str) -> Sequence[str]:
    """A question with its answers; the texts and articles of a self-check stand above them."""
    label = f'<legend class="kb-label">{_label(drawing, asked, words)}</legend>'
    described = _described(asked, when, hint, error)
    parts = [f"<fieldset{attributes(class_='kb-choices', aria_describedby=described)}>", label]
    if words.text:
        parts.append(_prose(drawing, asked, words))
    parts += [_articles(drawing, asked), hint, error]
    parts += [_choice(drawing, asked, number) for number in range(len(asked.options))]
    return [*parts, "</fieldset>"]


def _choice(drawing: Drawing, asked: Field, number: int) -> str:
    option = asked.options[number]
    # Two hyphens: an option may be called "error" or "hint". The first one is where a link to the question leads.
    own_place = f"f-{asked.id}--{option.id}"
    place = own_place if number else f"f-{asked.id}"
    words = drawing.texts.fields[asked.id].options.get(option.id)
    own = without(option.when, ALWAYS)
    when = (
        drawing.message("note_when", condition=condition_text(drawing.form, drawing.texts, own))
        if own != ALWAYS
        else ""
    )
    hints = [
        ("kb-choice__hint", f"{own_place}-hint", words.hint if words else ""),
        ("kb-when", f"{own_place}-when", when),
    ]
    given = drawing.answers.get(asked.id, ())
    box = attributes(
        type="checkbox" if asked.type == "choices" else "radio",
        class_="kb-choice__input",
        id=place,
        name=asked.id,
        value=option.id,
        aria_describedby=" ".join(hint_id for _, hint_id, text in hints if text),
    )
    checked = " checked" if option.id == given or (not isinstance(given, str) and option.id in given) else ""
    lang = words.lang if words else ""
    label = (
        f'<label class="kb-choice__label" for="{place}">{spoken(drawing.texts.option(asked, option.id), lang)}</label>'
    )
    told = "".join(
        f"<p{attributes(class_=name, id=hint_id)}>{spoken(text, lang if name == 'kb-choice__hint' else '')}</p>"
        for name, hint_id, text in hints
        if text
    )
    return f'<div class="kb-choice" data-option="{option.id}"><input{box}{checked}>{label}{told}</div>'


def _box(drawing: Drawing, asked: Field, error: str) -> str:
    """A single box to tick; its label is the field's."""
    place = f"f-{asked.id}"
    described = f"{place}-error" if error else ""
    box = attributes(
        type="checkbox", class_="kb-choice__input", id=place, name=asked.id, value="yes", aria_describedby=described
    )
    checked = " checked" if drawing.answers.get(asked.id) else ""
    words = _label(drawing, asked, drawing.texts.fields[asked.id])
    label = f'<label class="kb-choice__label" for="{place}">{words}</label>'
    return f'<div class="kb-choice"><input{box}{checked}>{label}</div>'


def _prose(drawing: Drawing, asked: Field, words: FieldText) -> str:
    opening = attributes(class_=f"kb-{asked.type}__text", lang=words.lang)
    return f"<div{opening}>{paragraphs_html(words.text, drawing.links)}</div>" if words.text else ""


def _articles(drawing: Drawing, asked: Field) -> str:
    found = [drawing.links[reference] for reference in asked.articles if reference in drawing.links]
    items = "".join(f'<li><a href="{escape(link.url)}">{escape(link.title)}</a></li>' for link in found)
    return f'<ul class="kb-{asked.type}__links">{items}</ul>' if items else ""
