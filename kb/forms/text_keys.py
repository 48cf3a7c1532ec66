"""Which words a form needs in every locale, and reading them from ``docs/<locale>/forms/<form>.yml``."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from kb.forms.form import Field, Form
from kb.forms.typed import Reader
from kb.forms.word_tests import STOCK, TESTS, entry_words
from kb.marked import Key, Marked
from kb.problems import Problem

TextKey = tuple[str, ...]
Words = str | tuple[str, ...]
_TYPED_CODES = ("invalid", "too_long", "too_short")
_CODES: Mapping[str, tuple[str, ...]] = {
    "email": ("required", *_TYPED_CODES, "smtputf8"),
    "files": ("required", "type", "empty", "too_large", "too_many"),
    "note": (),
    "carried": (),
    "check": (),
}


@dataclass(frozen=True, slots=True)
class LocaleTexts:
    """The words of a form as one locale's file has them."""

    document: Marked
    words: dict[TextKey, Words] = field(default_factory=dict)

    @property
    def is_translation(self) -> bool:
        """Whether the file says what it was translated from."""
        return isinstance(self.document.value, dict) and "translation" in self.document.value


def wanted_texts(form: Form) -> dict[TextKey, bool]:
    """Key of each text that the form can have → whether it must."""
    return dict(_wanted(form))


def _wanted(form: Form) -> Iterator[tuple[TextKey, bool]]:
    yield ("title",), True
    yield ("lead",), False
    for step in form.steps:
        yield ("steps", step.id, "title"), True
        yield ("steps", step.id, "hint"), False
    for group in form.groups:
        yield ("groups", group, "label"), True
        yield ("groups", group, "hint"), False
        yield ("groups", group, "error"), True
    for asked in form.fields:
        yield from _of_field(asked)
    for name, _ in form.conditions:
        yield ("conditions", name), True
    for block in form.blocks:
        yield ("blocks", block.id), True
    for rule in form.coach:
        yield ("coach", rule.id), True
    for name in word_lists(form):
        yield ("words", name), True


def _of_field(asked: Field) -> Iterator[tuple[TextKey, bool]]:
    key = ("fields", asked.id)
    is_note = asked.type == "note"
    yield (*key, "label"), not is_note
    if is_note or asked.type == "check":
        yield (*key, "text"), is_note
    if not is_note and asked.type != "carried":
        yield (*key, "hint"), False
    if asked.type not in ("note", "files"):
        yield (*key, "short"), False
    for code in _CODES.get(asked.type, ("required", "invalid") if asked.options else ("required", *_TYPED_CODES)):
        yield (*key, "errors", code), False
    if asked.type in ("choice", "choices"):
        for option in asked.options:
            yield (*key, "options", option.id, "label"), True
            yield (*key, "options", option.id, "hint"), False


def word_lists(form: Form) -> list[str]:
    """The lists of words that the coach's rules name."""
    named = [name for rule in form.coach for name in (*rule.about, *rule.unless) if name not in TESTS]
    return list(dict.fromkeys([*named, *([STOCK] if any(rule.words for rule in form.coach) else [])]))


def read_texts(document: Marked, wanted: Mapping[TextKey, bool]) -> tuple[LocaleTexts, list[Problem]]:
    """The words of a document, and what in it is no text of the form."""
    reader = Reader(document, list(document.duplicates))
    found = LocaleTexts(document)
    inner = {key[:end] for key in wanted for end in range(len(key))}
    if isinstance(document.value, dict):
        _walk(reader, found, (), {k: v for k, v in document.value.items() if k != "translation"}, wanted, inner)
    else:
        reader.fault((), "the form's texts are no mapping", "Start with a line such as 'title: Contact'")
    return found, reader.problems


def _walk(
    reader: Reader,
    found: LocaleTexts,
    key: TextKey,
    value: Any,
    wanted: Mapping[TextKey, bool],
    inner: set[TextKey],
) -> None:
    if key in wanted:
        read = _list(reader, key, value) if key[0] == "words" else reader.text(key, value, f"'{'.'.join(key)}'")
        if read:
            found.words[key] = read
    elif key not in inner:
        siblings = sorted({each[len(key) - 1] for each in (*wanted, *inner) if _is_sibling(key, each)})
        fault = f"this form has no text '{'.'.join(key)}'"
        reader.fault(key, fault, f"Write one of {', '.join(siblings)}, or delete it")
    elif isinstance(value, dict):
        for name, part in value.items():
            if isinstance(name, str):
                _walk(reader, found, (*key, name), part, wanted, inner)
            else:
                fault = f"below '{'.'.join(key)}' a name stands without quotes, which YAML reads as '{name}'"
                reader.fault(key, fault, 'Put it in quotes: "yes", "no", "1"')
    elif len(key) == 4 and key[2] == "options":
        _walk(reader, found, (*key, "label"), value, wanted, inner)
    else:
        reader.fault(key, f"'{'.'.join(key)}' is no mapping", "Write its parts below it")


def _is_sibling(key: TextKey, other: TextKey) -> bool:
    return len(other) >= len(key) and other[: len(key) - 1] == key[:-1]


def _list(reader: Reader, key: Key, value: Any) -> tuple[str, ...]:
    words = reader.texts(key, value, f"a word of '{'.'.join(map(str, key))}'")
    for number, entry in enumerate(words):
        if not entry_words(entry):
            reader.fault((*key, number), f"'{entry}' holds no word", "Write a word, or several as a phrase")
    return words
