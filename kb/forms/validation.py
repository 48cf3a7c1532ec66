"""Checking a submission: the answers that count, or a code for each field that is wrong.

Held equal to ``forms/validation.js`` by tests.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from kb.forms.conditions import Answers as AnswersByField
from kb.forms.conditions import Value, holds
from kb.forms.detectors import Finding, secrets_of
from kb.forms.form import CONFIRMED, RESERVED, Field, Form, asked
from kb.forms.normal import one_line, paragraphs, trimmed_only
from kb.forms.patterns import PATTERNS, domain_of, email_fault, is_date, is_phone
from kb.forms.uploads import Upload, is_kind

_TYPED = {"tel": is_phone, "date": is_date}
_MOST_EXACT = 2**53
"""Whole numbers from here on are not the same in JavaScript."""


@dataclass(frozen=True, slots=True)
class Fault:
    """Why an answer cannot be taken."""

    code: str
    """required, invalid, too_long, too_short, one_of, smtputf8; type, empty, too_large, too_many; secret, forbidden."""
    value: str = ""
    """The limit, the file's name or the kind of secret, for the message."""


@dataclass(frozen=True, slots=True)
class Answers:
    """A submission that can be taken."""

    values: Mapping[str, Value]
    """Normalised; only of fields that were asked and answered, in the form's order."""
    uploads: Mapping[str, tuple[Upload, ...]] = field(default_factory=dict)
    ignored: tuple[str, ...] = ()
    """Names of answers that nobody asked for, to be logged."""
    findings: tuple[Finding, ...] = ()
    """What looks like a password or a code and was sent with a second yes."""


@dataclass(frozen=True, slots=True)
class Refusal:
    """A submission that cannot be taken."""

    errors: Mapping[str, Fault]
    """By field or group, in the form's order."""
    values: Mapping[str, Value]
    """All answers, normalised, for the page that is shown again."""

    @property
    def codes(self) -> dict[str, str]:
        """Field or group → code: what the contract calls ``errors``."""
        return {name: fault.code for name, fault in self.errors.items()}


def validated(
    form: Form,
    raw: Mapping[str, object],
    uploads: Mapping[str, Sequence[Upload]] | None = None,
    *,
    smtputf8: bool = False,
) -> Answers | Refusal:
    """The answers of a submission, or what is wrong with them.

    Args:
        form: the form that was sent.
        raw: answers by field as they came: texts, lists of texts, truth values; other names are ignored.
        uploads: files by field.
        smtputf8: whether mail can be sent to addresses with letters outside ASCII before the @.
    """
    files = {name: tuple(found) for name, found in (uploads or {}).items() if found}
    read = {found.id: normalised(found, raw.get(found.id)) for found in form.fields}
    given: dict[str, Value] = {name: value for name, value in read.items() if value}
    counting = list(asked(form, given))
    values = {found.id: value for found, value in counting if value}
    malformed = {name for name, value in read.items() if value is None}
    errors: dict[str, Fault] = {}
    for found, _ in counting:
        value = None if found.id in malformed else given.get(found.id, "")
        if fault := _fault(found, value, values, files.get(found.id, ()), smtputf8=smtputf8):
            errors[found.id] = fault
    errors |= _group_faults(form, {found.id for found, _ in counting}, {*values, *errors})
    # A text that is too long is not searched: it may be a thousand times too long.
    findings = secrets_of(form, values, skipped=errors)
    is_confirmed = raw.get(CONFIRMED) in ("yes", True, ["yes"])
    for finding in findings:
        if finding.is_refused or not is_confirmed:
            errors.setdefault(finding.field, Fault("forbidden" if finding.is_refused else "secret", finding.kind))
    if errors:
        return Refusal(_in_order(form, errors), given)
    kept = {found.id: files[found.id] for found, _ in counting if found.type == "files" and found.id in files}
    sent = [name for name, value in raw.items() if value and name not in RESERVED] + list(files)
    ignored = tuple(dict.fromkeys(name for name in sent if name not in values and name not in kept))
    return Answers(values, kept, ignored, tuple(findings))


def normalised(found: Field, value: object) -> Value | None:
    """An answer as it is kept; nothing where it is of no type that an answer can have."""
    if value is None or found.type in ("note", "files"):
        return ""
    if found.type == "choices":
        return _several(found, value)
    if isinstance(value, list | tuple):
        if len(value) > 1:
            return None
        value = value[0] if value else ""
    if found.type == "consent" and isinstance(value, bool):
        return "yes" if value else ""
    if isinstance(value, int) and not isinstance(value, bool) and abs(value) < _MOST_EXACT:
        value = str(value)
    return _text(found, value) if isinstance(value, str) else None


def _text(found: Field, value: str) -> str:
    if found.type == "textarea":
        return paragraphs(value)
    # An address keeps its line breaks, to be refused for them: joined, it would be another address.
    if found.type == "email" or found.options:
        return trimmed_only(value)
    line = one_line(value)
    return domain_of(line) if found.pattern == "domain" else line


def _several(found: Field, value: object) -> Value | None:
    parts = [value] if isinstance(value, str) else value
    if not isinstance(parts, list | tuple) or not all(isinstance(part, str) for part in parts):
        return None
    chosen = dict.fromkeys(trimmed_only(part) for part in parts)
    known = [option.id for option in found.options if option.id in chosen]
    return (*known, *(part for part in chosen if part and part not in known))


def _fault(
    found: Field, value: Value | None, values: AnswersByField, files: Sequence[Upload], *, smtputf8: bool
) -> Fault | None:
    """What is wrong with an answer; no value stands for one of no type that an answer can have."""
    is_required = holds(found.required, values)
    if found.type == "files":
        return _files_fault(found, files, is_required=is_required)
    if value is None:
        return Fault("invalid")
    if not value:
        return Fault("required") if is_required else None
    if found.options:
        offered = found.offered(values)
        chosen = (value,) if isinstance(value, str) else value
        return None if all(option in offered for option in chosen) else Fault("invalid")
    return _text_fault(found, str(value), smtputf8=smtputf8)


def _text_fault(found: Field, text: str, *, smtputf8: bool) -> Fault | None:
    if found.max and len(text) > found.max:
        return Fault("too_long", str(found.max))
    if len(text) < found.min:
        return Fault("too_short", str(found.min))
    code = email_fault(text, smtputf8=smtputf8) if found.type == "email" else ""
    check = _TYPED.get(found.type) or PATTERNS.get(found.pattern)
    if not code and check and not check(text):
        code = "invalid"
    return Fault(code) if code else None


def _group_faults(form: Form, shown: Collection[str], answered: Collection[str]) -> dict[str, Fault]:
    """Groups that are asked and of which no field is answered, rightly or wrongly."""
    members = {group: [found.id for found in fields if found.id in shown] for group, fields in form.groups.items()}
    return {group: Fault("one_of") for group, names in members.items() if names and not set(names) & set(answered)}


def _files_fault(found: Field, files: Sequence[Upload], *, is_required: bool) -> Fault | None:
    if not files:
        return Fault("required") if is_required else None
    return next(_file_faults(found, files), None)


def _file_faults(found: Field, files: Sequence[Upload]) -> Iterator[Fault]:
    if len(files) > found.max_files:
        yield Fault("too_many", str(found.max_files))
    for file in files:
        if not file.size:
            yield Fault("empty", file.name)
        elif file.size > found.max_bytes:
            yield Fault("too_large", file.name)
        elif not is_kind(file, found.accept):
            yield Fault("type", file.name)
    if sum(file.size for file in files) > found.max_total_bytes:
        yield Fault("too_large")


def _in_order(form: Form, errors: Mapping[str, Fault]) -> dict[str, Fault]:
    names = [name for found in form.fields for name in (found.one_of, found.id)]
    return {name: errors[name] for name in dict.fromkeys(names) if name in errors}
