"""The text that staff reads: subject, blocks, attachments; labels also in the company's working language.

Held equal to ``forms/compose.js`` by tests.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from kb.forms.block_keys import NAMED_FIELD
from kb.forms.conditions import Answers, Value
from kb.forms.form import Block, Field, Form, counted
from kb.forms.texts import Texts
from kb.forms.uploads import Upload

_MOST_SUBJECT = 200
_LONGEST_INLINE = 60
"""Characters of a text that still stands beside its label."""
_INDENT = "    "


@dataclass(frozen=True, slots=True)
class Composed:
    """A ticket as text."""

    subject: str
    body: str


def composed(
    form: Form,
    texts: Texts,
    answers: Answers,
    uploads: Mapping[str, Sequence[Upload]] | None = None,
    *,
    working: Texts | None = None,
) -> Composed:
    """The text of a submission.

    What the customer wrote over several lines is indented, so that it cannot be taken for a label or a heading.

    Args:
        form: the form.
        texts: its words in the customer's locale.
        answers: normalised answers; those that do not count are left out.
        uploads: files by field.
        working: the words in which staff read.
    """
    told = _Telling(form, texts, working or texts)
    values = counted(form, answers)
    parts = [part for block in form.blocks if (part := told.block(block, values))]
    files = [file for field in form.fields for file in (uploads or {}).get(field.id, ()) if field.type == "files"]
    if files:
        parts.append("\n".join([*told.heading(told.both("attachments")), *map(_file_line, files)]))
    return Composed(told.subject(values), "\n\n".join(parts) + "\n")


@dataclass(frozen=True, slots=True)
class _Telling:
    form: Form
    texts: Texts
    working: Texts
    """The words in which staff read; the customer's own where these are the same."""

    def subject(self, values: Answers) -> str:
        parts = [part for part in self.form.subject if all(name in values for name in NAMED_FIELD.findall(part))]
        named = [NAMED_FIELD.sub(lambda found: self._shown(found[1], values), part) for part in parts]
        return (" ".join(named) or self.texts.title).replace("\n", " ")[:_MOST_SUBJECT]

    def block(self, block: Block, values: Answers) -> str:
        answered = [(self.form.by_id[name], values[name]) for name in block.fields if name in values]
        lines = [line for asked, value in answered for line in self._answer(asked, value)]
        title = self._pair(self.texts.blocks[block.id], self.working.blocks[block.id])
        return "\n".join([*self.heading(title), *lines]) if lines else ""

    def heading(self, title: str) -> tuple[str, str]:
        return title, "=" * len(title)

    def both(self, message: str) -> str:
        return self._pair(self.texts.messages[message], self.working.messages.get(message, ""))

    def _answer(self, asked: Field, value: Value) -> Iterator[str]:
        label = self._pair(self.texts.short(asked.id), self.working.short(asked.id))
        shown = [self._value(asked, part) for part in ((value,) if isinstance(value, str) else value)]
        if asked.type == "textarea" and ("\n" in shown[0] or len(shown[0]) > _LONGEST_INLINE):
            yield f"{label}{_colon(label)}"
            yield from (f"{_INDENT}{line}" if line else "" for line in shown[0].split("\n"))
        elif len(shown) > 1:
            yield f"{label}{_colon(label)}"
            yield from (f"{_INDENT}- {line}" for line in shown)
        else:
            yield f"{label}{_colon(label)} {shown[0]}"

    def _shown(self, name: str, values: Answers) -> str:
        value = values[name]
        asked = self.form.by_id[name]
        return ", ".join(self._value(asked, part) for part in ((value,) if isinstance(value, str) else value))

    def _value(self, asked: Field, value: str) -> str:
        if not asked.options:
            return value
        name = "yes" if asked.type == "consent" else value
        return self._pair(self.texts.option(asked, name), self.working.option(asked, name))

    def _pair(self, own: str, working: str) -> str:
        """A text in both languages, once where they agree."""
        return f"{own} / {working}" if working and working != own else own


def _colon(label: str) -> str:
    """Nothing behind a question; in Greek it ends with a semicolon."""
    return "" if label.endswith(("?", ";", "\u037e")) else ":"


def _file_line(file: Upload) -> str:
    return f"- {file.name} ({-(-file.size // 1000)} kB)"
