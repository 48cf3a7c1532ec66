"""Reading conditions, and answering what they ask of the company's profile."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from kb.company import Company
from kb.forms.conditions import ALWAYS, Answered, Chosen, Condition, Constant, all_of, any_of, negated
from kb.forms.form import Field
from kb.forms.typed import Reader
from kb.marked import Key

PROFILE = "company."
_TRUTHS = frozenset(("yes", "no", "on", "off", "true", "false"))
"""Options that YAML reads as truth values where they stand without quotes."""
_COMBINED = {"any": any_of, "all": all_of}


@dataclass(slots=True)
class Conditions:
    """Reads conditions of one form; knows the fields that came before."""

    reader: Reader
    company: Company | None
    fields: dict[str, Field] = field(default_factory=dict)
    """Fields read so far: only these can be named."""
    named: Mapping[str, Any] = field(default_factory=dict)
    """The form's own names for conditions, as written."""
    used: set[str] = field(default_factory=set)
    reading: list[str] = field(default_factory=list)
    """Names that are being read, to notice one that leads to itself."""

    def read(self, key: Key, value: Any) -> Condition:
        """The condition written at a key; always, where it is faulty."""
        if isinstance(value, str):
            return self._by_name(key, value)
        if isinstance(value, list):
            return all_of([self.read((*key, number), part) for number, part in enumerate(value)])
        if not isinstance(value, dict) or not value:
            self.reader.fault(key, "this is no condition", "Write {field: option}, or the name of a condition")
            return ALWAYS
        return all_of([self._part((*key, str(name)), name, part) for name, part in value.items()])

    def required(self, key: Key, value: Any) -> Condition:
        """What ``required:`` says: true, false or a condition."""
        return Constant(value) if isinstance(value, bool) else self.read(key, value)

    def _part(self, key: Key, name: Any, value: Any) -> Condition:
        if name == "not":
            return negated(self.read(key, value))
        if name in _COMBINED:
            parts = self.reader.items(key, value, f"'{name}'")
            return _COMBINED[name]([self.read((*key, number), part) for number, part in enumerate(parts)])
        if isinstance(name, str) and name.startswith(PROFILE):
            return self._of_profile(key, name.removeprefix(PROFILE), value)
        return self._of_field(key, str(name), value)

    def _by_name(self, key: Key, name: str) -> Condition:
        if name not in self.named:
            known = ", ".join(self.named) or "none yet"
            self.reader.fault(key, f"'{name}' is no condition of this form", f"Write one of 'conditions:' ({known})")
            return ALWAYS
        if name in self.reading:
            self.reader.fault(
                ("conditions", name), f"the condition '{name}' leads to itself", "Write it without its own name"
            )
            return ALWAYS
        self.used.add(name)
        self.reading.append(name)
        found = self.read(("conditions", name), self.named[name])
        self.reading.pop()
        return found

    def _of_field(self, key: Key, name: str, value: Any) -> Condition:
        asked = self.fields.get(name)
        if asked is None or asked.type in ("note", "files"):
            remedy = "Name a field that stands earlier in the form and has an answer"
            self.reader.fault(key, f"'{name}' cannot be asked for here", remedy)
            return ALWAYS
        known = [option.id for option in asked.options]
        # "critical: no" without quotes must not be taken for "not answered".
        if isinstance(value, bool) and (asked.type == "consent" or not _TRUTHS & set(known)):
            return Answered(name) if value else negated(Answered(name))
        options = self.reader.texts(key, value, f"an answer of '{name}'")
        for option in options:
            if known and option not in known:
                self.reader.fault(key, f"'{option}' is no option of '{name}'", f"Write some of {', '.join(known)}")
        return Chosen(name, options)

    def _of_profile(self, key: Key, name: str, value: Any) -> Condition:
        try:
            found = self.company.value(name) if self.company else None
        except KeyError:
            found = None
        if found is None:
            self.reader.fault(key, f"the company's profile has no '{name}'", f"Add '{name}' to company.yml")
            return Constant(value=False)
        held = found if isinstance(found, list) else list(found) if isinstance(found, dict) else [found]
        wanted = value if isinstance(value, list) else [value]
        if isinstance(value, bool) and not isinstance(found, bool):
            return Constant(bool(found) is value)
        return Constant(any(part in held for part in wanted))
