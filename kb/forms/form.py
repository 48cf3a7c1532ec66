"""A form as read: steps, fields, the coach's rules, and how its answers are put together for staff."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from kb.forms.conditions import ALWAYS, NEVER, Answers, Condition, Value, holds

LINE_TYPES = ("text", "email", "tel", "date", "carried")
"""Types whose answer is one line."""
TEXT_TYPES = (*LINE_TYPES, "textarea")
CHOICE_TYPES = ("choice", "choices", "check", "consent")
"""Types whose answers are options."""
SILENT_TYPES = ("note",)
"""Types without an answer."""
TYPES = (*TEXT_TYPES, *CHOICE_TYPES, "files", *SILENT_TYPES)
CHECK_OPTIONS = ("solved", "unsolved", "skipped")
"""Answers of a self-check, in every form."""
CONFIRMED = "secrets_confirmed"
"""The second yes: what looks like a password may be sent."""
RESERVED = ("form", "version", "locale", "submission_id", CONFIRMED)
"""Names of a submission that are no field's."""
SEVERITIES = ("advice", "warning")


@dataclass(frozen=True, slots=True)
class Option:
    """An answer that can be chosen."""

    id: str
    when: Condition = ALWAYS


@dataclass(frozen=True, slots=True)
class Field:
    """A question, or a note between questions."""

    id: str
    type: str
    """One of ``TYPES``."""
    step: str = ""
    when: Condition = ALWAYS
    """Its step's condition included."""
    required: Condition = NEVER
    pattern: str = ""
    """Name of a known pattern; empty for any text."""
    min: int = 0
    """Fewest characters of an answer, in code points."""
    max: int = 0
    """Most characters of an answer, in code points; 0 where there is none to count."""
    options: tuple[Option, ...] = ()
    one_of: str = ""
    """The group of which at least one field must be answered."""
    sensitive: bool = False
    """Never kept in a draft."""
    detect: bool = True
    """Searched for passwords, card numbers and the like."""
    autocomplete: str = ""
    """Token of HTML's autofill."""
    articles: tuple[str, ...] = ()
    """References such as ``hosting/site-down#check-first``."""
    accept: tuple[str, ...] = ()
    """Endings of the files that may be sent."""
    max_files: int = 0
    max_bytes: int = 0
    """Size of one file."""
    max_total_bytes: int = 0
    """Size of all files together."""

    @property
    def is_text(self) -> bool:
        """Whether its answer is typed."""
        return self.type in TEXT_TYPES

    def offered(self, answers: Answers) -> tuple[str, ...]:
        """The ids of the options that can be chosen after these answers."""
        return tuple(option.id for option in self.options if holds(option.when, answers))


@dataclass(frozen=True, slots=True)
class Step:
    """Questions that stand on one page of the guided form."""

    id: str
    when: Condition
    fields: tuple[Field, ...]


@dataclass(frozen=True, slots=True)
class CoachRule:
    """What good answers say; the advice is shown while they do not."""

    id: str
    fields: tuple[str, ...]
    """Their texts are looked at together; the advice stands at the first one that is asked."""
    when: Condition = ALWAYS
    about: tuple[str, ...] = ()
    """Lists of words and known tests that must all be met for the rule to apply."""
    unless: tuple[str, ...] = ()
    """Lists of words and known tests; the advice falls away when one of them is met."""
    words: int = 0
    """Fewest telling words; 0: not counted."""
    severity: str = "advice"


@dataclass(frozen=True, slots=True)
class Block:
    """A part of the text for staff, and the fields that it holds in their order."""

    id: str
    fields: tuple[str, ...]


@dataclass(frozen=True)
class Form:
    """A form, bound to the company's profile: conditions name answers only."""

    id: str
    version: int
    steps: tuple[Step, ...]
    coach: tuple[CoachRule, ...] = ()
    subject: tuple[str, ...] = ()
    """Parts of the subject such as ``[{critical_kind}]``; one whose field has no answer is left out."""
    blocks: tuple[Block, ...] = ()
    conditions: tuple[tuple[str, Condition], ...] = ()
    """The form's own names for conditions; the texts say them in words."""

    @cached_property
    def fields(self) -> tuple[Field, ...]:
        """All fields in the order of the form."""
        return tuple(field for step in self.steps for field in step.fields)

    @cached_property
    def by_id(self) -> Mapping[str, Field]:
        """Field id → field."""
        return {field.id: field for field in self.fields}

    @cached_property
    def groups(self) -> Mapping[str, tuple[Field, ...]]:
        """Group → its fields, in the order of the form."""
        names = dict.fromkeys(field.one_of for field in self.fields if field.one_of)
        return {name: tuple(field for field in self.fields if field.one_of == name) for name in names}


def visible(form: Form, answers: Answers) -> tuple[str, ...]:
    """The ids of the fields that are asked, notes included, given all answers.

    An answer counts only if its field is asked and the option offered, so one pass in the form's order decides.
    """
    return tuple(field.id for field, _ in asked(form, answers))


def counted(form: Form, answers: Answers) -> dict[str, Value]:
    """The answers that count: of fields that are asked, of options that are offered."""
    return {field.id: value for field, value in asked(form, answers) if value}


def asked(form: Form, answers: Answers) -> Iterator[tuple[Field, Value]]:
    """Each field that is asked with the answer that counts, empty for none."""
    seen: dict[str, Value] = {}
    for field in form.fields:
        if holds(field.when, seen):
            value = _counting(field, answers.get(field.id, ""), seen)
            if value:
                seen[field.id] = value
            yield field, value


def _counting(field: Field, value: Value, seen: Answers) -> Value:
    if not field.options:
        return value
    offered = field.offered(seen)
    if isinstance(value, str):
        return value if value in offered else ""
    return tuple(option for option in value if option in offered)
