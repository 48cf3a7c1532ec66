"""A form's words in one locale."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from kb.forms.form import Field, Form
from kb.forms.interface import filled, found_message
from kb.forms.uploads import MEGABYTE
from kb.forms.validation import Fault


@dataclass(frozen=True, slots=True)
class StepText:
    """The words of a step."""

    title: str
    hint: str = ""
    lang: str = ""
    """Tag of the locale that the words were taken from, where the form's own lacks them."""


@dataclass(frozen=True, slots=True)
class GroupText:
    """The words over fields of which one must be answered."""

    label: str
    hint: str = ""
    error: str = ""
    lang: str = ""
    """As a step's."""


@dataclass(frozen=True, slots=True)
class OptionText:
    """The words of an answer that can be chosen."""

    label: str
    hint: str = ""
    lang: str = ""
    """As a step's."""


@dataclass(frozen=True, slots=True)
class FieldText:
    """The words of a field."""

    label: str
    hint: str = ""
    text: str = ""
    """Paragraphs of a note, or of what to check first."""
    errors: Mapping[str, str] = field(default_factory=dict)
    """Code → message, where the general one does not do."""
    options: Mapping[str, OptionText] = field(default_factory=dict)
    lang: str = ""
    """As a step's."""
    short: str = ""
    """The label in the text that staff reads; empty where the label itself is short."""


@dataclass(frozen=True, slots=True)
class Texts:
    """All words of a form, with those of other locales where a text is missing."""

    locale: str
    title: str
    lead: str = ""
    steps: Mapping[str, StepText] = field(default_factory=dict)
    groups: Mapping[str, GroupText] = field(default_factory=dict)
    fields: Mapping[str, FieldText] = field(default_factory=dict)
    blocks: Mapping[str, str] = field(default_factory=dict)
    coach: Mapping[str, str] = field(default_factory=dict)
    words: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    conditions: Mapping[str, str] = field(default_factory=dict)
    """Named conditions in words, to stand after "only if": ``you write for the first time``."""
    messages: Mapping[str, str] = field(default_factory=dict)
    """The interface's words, see ``kb.forms.interface``."""

    def label(self, field_id: str) -> str:
        """A field's or a group's label."""
        if field_id in self.fields:
            return self.fields[field_id].label
        return self.groups[field_id].label if field_id in self.groups else field_id

    def short(self, field_id: str) -> str:
        """A field's label in the text that staff reads."""
        return (self.fields[field_id].short if field_id in self.fields else "") or self.label(field_id)

    def option(self, asked: Field, option: str) -> str:
        """The label of an option."""
        found = self.fields[asked.id].options.get(option) if asked.id in self.fields else None
        if found:
            return found.label
        return self.messages.get(option, option) if asked.type in ("check", "consent") else option


def error_text(form: Form, texts: Texts, name: str, fault: Fault) -> str:
    """What is said of a fault, at the field and in the summary.

    Args:
        form: the form.
        texts: its words.
        name: the field's or group's id.
        fault: what is wrong with the answer.
    """
    asked = form.by_id.get(name)
    if asked is None:
        own = texts.groups[name].error if name in texts.groups else ""
        return own or filled(found_message(texts.messages, fault.code), label=texts.label(name))
    own = texts.fields[name].errors.get(fault.code, "") if name in texts.fields else ""
    is_total = fault.code == "too_large" and not fault.value
    message = own or found_message(texts.messages, fault.code, "total" if is_total else asked.pattern, asked.type)
    return filled(
        message,
        label=texts.label(name),
        value=fault.value,
        kind=texts.messages.get(f"kind.{fault.value}", ""),
        accept=", ".join(asked.accept),
        megabytes=str(asked.max_bytes // MEGABYTE),
        total=str(asked.max_total_bytes // MEGABYTE),
    )
