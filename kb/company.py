"""The company profile: what the articles and pages say about the company, in each locale's words."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from kb.hours import schedule, spans
from kb.locales import Locale
from kb.marked import Marked, parse
from kb.messages import Messages, plural
from kb.passages import chosen
from kb.problems import Problem
from kb.sources import read_source, shown_path

CHANNELS = ("ticket", "email", "chat", "phone", "social")
CHOICES: Mapping[str, Sequence[str]] = {
    "outage.channel": ("ticket", "phone"),
    "identification.firm_number": ("true", "false"),
}
"""Keys whose values are known beforehand: passages of a text may depend on them."""
PLACEHOLDER = re.compile(r"\{\{\s*company\.(?P<key>[\w.-]+)\s*(?:\|\s*(?P<form>\w+)\s*)?\}\}")
_DURATION = re.compile(r"(\d+) (working day|minute|hour|day|month|year)s?")
# Slovene, and by chance also the others, take the accusative after "valid": its own context, so that a catalogue can.
_DURATIONS = {
    "minute": plural("%(num)s minute", "%(num)s minutes", "for a time"),
    "hour": plural("%(num)s hour", "%(num)s hours", "for a time"),
    "day": plural("%(num)s day", "%(num)s days", "for a time"),
    "working day": plural("%(num)s working day", "%(num)s working days", "for a time"),
    "month": plural("%(num)s month", "%(num)s months", "for a time"),
    "year": plural("%(num)s year", "%(num)s years", "for a time"),
}
_WITHIN = {
    "minute": plural("within %(num)s minute", "within %(num)s minutes"),
    "hour": plural("within %(num)s hour", "within %(num)s hours"),
    "day": plural("within %(num)s day", "within %(num)s days"),
    "working day": plural("within %(num)s working day", "within %(num)s working days"),
    "month": plural("within %(num)s month", "within %(num)s months"),
    "year": plural("within %(num)s year", "within %(num)s years"),
}


def as_written(value: object) -> str:
    """A value as YAML has it: ``true`` and ``false`` in small letters."""
    return str(value).lower() if isinstance(value, bool) else str(value)


@dataclass(frozen=True, slots=True)
class Company:
    """The profile as read; ``in_locale`` gives its words."""

    document: Marked

    def in_locale(self, messages: Messages) -> LocalCompany:
        """The profile in the locale of these words."""
        return LocalCompany(self, messages)

    def value(self, key: str) -> Any:
        """The raw value at a dotted key.

        Raises:
            KeyError: there is none.
        """
        value = self.document.value
        for part in key.split("."):
            if not isinstance(value, Mapping) or part not in value:
                raise KeyError(key)
            value = value[part]
        return value

    def holds(self, key: str, value: str) -> bool:
        """Whether the value at a dotted key is this one; ``true`` and ``false`` as they are written."""
        try:
            found = self.value(key)
        except KeyError:
            return False
        return as_written(found) == value

    def keys(self, locales: Sequence[Locale]) -> list[str]:
        """Every dotted key that has a text."""
        tags = {locale.tag for locale in locales}
        return sorted(_leaves(self.document.value, "", tags))


@dataclass(frozen=True, slots=True)
class LocalCompany:
    """The profile in one locale."""

    company: Company
    messages: Messages

    def text(self, key: str, form: str = "") -> str:
        """The text at a dotted key: durations, opening hours and texts by locale in words.

        Args:
            key: such as ``authinfo.lifetime``.
            form: ``within`` turns a duration into a phrase ("within 2 minutes"), ``dial`` leaves only what a ``tel:``
                address holds; empty otherwise.

        Raises:
            KeyError: there is no such text, or no such form of it.
        """
        value = self.company.value(key)
        if isinstance(value, Mapping):
            value = self._mapping_text(key, value)
        if value is None or isinstance(value, Mapping | list) or form not in ("", "within", "dial"):
            raise KeyError(key)
        if form == "dial":
            return re.sub(r"[^+\d]", "", str(value))
        if duration := _DURATION.fullmatch(str(value)):
            return _duration_text(self.messages, int(duration[1]), duration[2], form)
        if form:
            raise KeyError(key)
        return str(value)

    def get(self, key: str, default: str = "") -> str:
        """The text at a dotted key, or the default."""
        try:
            return self.text(key)
        except KeyError:
            return default

    def fill(self, source: str) -> tuple[str, list[tuple[int, str]]]:
        """``source`` with the company's passages alone and every ``{{ company.… }}`` replaced; and what could not be.

        The latter are (position in ``source``, placeholder's key), from the passages for other companies too. Lines
        keep their numbers.
        """
        text = chosen(source, self.company.holds)
        if "{{" not in source:
            return text, []
        unknown = [
            (found.start(), found["key"] + (f" | {found['form']}" if found["form"] else ""))
            for found in PLACEHOLDER.finditer(source)
            if self._filled(found) is None
        ]
        return PLACEHOLDER.sub(lambda found: self._filled(found) or found[0], text), unknown

    def _filled(self, found: re.Match[str]) -> str | None:
        try:
            return self.text(found["key"], found["form"] or "")
        except KeyError:
            return None

    def schedule(self, key: str) -> dict[str, Any]:
        """Opening hours in the shape of ``kb.hours.schedule``; empty if always open."""
        try:
            hours = self.company.value(f"{key}.hours")
        except KeyError:
            return {}
        return schedule(hours, zone=self.get("timezone", "UTC"), label=self.get("timezone_short"))

    def _mapping_text(self, key: str, value: Mapping[str, Any]) -> Any:
        tag = self.messages.locale.tag
        if key.rpartition(".")[2] == "hours":
            return self._hours_text(value)
        if tag in value:
            return value[tag]
        raise KeyError(key)

    def _hours_text(self, hours: Mapping[str, Any]) -> str:
        parts = [span.text(self.messages.locale) for span in spans(hours)]
        zone = self.get("timezone_short")
        return f"{', '.join(parts)}{f' ({zone})' if zone else ''}"


def filled(company: LocalCompany | None, source: str) -> str:
    """A text as readers see it; without a profile no company's passages are shown, and placeholders stay."""
    return company.fill(source)[0] if company else chosen(source, lambda _key, _value: False)


def load_company(path: Path, *, root: Path) -> tuple[Company | None, list[Problem]]:
    """The profile at ``path``, and why it cannot be read; no profile is no fault. ``kb.check`` looks into it."""
    if not path.is_file():
        return None, []
    text = read_source(path, root)
    document = text if isinstance(text, Problem) else parse(text, path=shown_path(path, root))
    if isinstance(document, Problem):
        return None, [document]
    if not isinstance(document.value, dict):
        return None, [document.problem((), "the profile is no mapping", "Start with a line such as 'name: Example'")]
    return Company(document), list(document.duplicates)


def _duration_text(messages: Messages, num: int, unit: str, form: str) -> str:
    singular, plural, context = (_WITHIN if form else _DURATIONS)[unit]
    return messages.ngettext(singular, plural, num, context=context)


def _leaves(value: Any, prefix: str, tags: set[str]) -> list[str]:
    if not isinstance(value, dict) or prefix.endswith(".hours") or (prefix and is_by_locale(value, tags)):
        return [] if isinstance(value, list) else [prefix]
    return [
        leaf
        for name, part in value.items()
        for leaf in _leaves(part, f"{prefix}.{name}" if prefix else str(name), tags)
    ]


def is_by_locale(value: Mapping[str, Any], tags: set[str]) -> bool:
    """Whether a mapping holds one text a locale; one of mappings does not, even where a key looks like a locale."""
    return bool(tags & set(value)) and not any(isinstance(part, Mapping) for part in value.values())
