"""Rules over the company profile: the keys that pages need, texts in every locale, hours, addresses."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from kb.company import CHANNELS, CHOICES, Company, as_written, is_by_locale
from kb.hours import is_zone, malformed
from kb.locales import Locale
from kb.marked import Key, Marked
from kb.problems import Problem
from kb.site import Site

_REQUIRED = ("name", "email.support")
_CHOICES: Mapping[str, Sequence[str]] = {
    **CHOICES,
    "authorisation.methods": ("panel", "administrator_email", "control_query", "support_code"),
}
"""Values that forms and articles ask for by name."""
_EMAIL = re.compile(r"[^\s@<>\"']+@[^\s@<>\"']+\.[^\s@<>\"']+")
_URL = re.compile(r"https?://[^\s<>\"']+")
_PHONE = re.compile(r"\+?[\d ()/-]{3,}")


def problems(site: Site) -> Iterator[Problem]:
    """All problems of these rules; none without a profile."""
    if site.company:
        yield from company_problems(site.company, site.settings.locales)


def company_problems(company: Company, locales: Sequence[Locale]) -> Iterator[Problem]:
    """What is wrong with a profile."""
    document = company.document
    for key in _REQUIRED:
        if not _has(company, key):
            yield document.problem((), f"the profile has no '{key}'", f"Add '{key}'; the pages show it")
    yield from _value_faults(document, document.value, (), {locale.tag for locale in locales})
    channels = document.value.get("channels", {})
    for name in channels if isinstance(channels, dict) else [str(channels)]:
        if name not in CHANNELS or not isinstance(channels, dict):
            remedy = f"Write a mapping with some of {', '.join(CHANNELS)}"
            yield document.problem(("channels", str(name)), f"'{name}' is no channel", remedy)
    yield from _unknown_choices(company)
    zone = document.value.get("timezone")
    if zone is not None and not is_zone(zone):
        remedy = "Write a name of the tz database, such as Europe/Ljubljana"
        yield document.problem("timezone", f"'{zone}' is no time zone", remedy)


def _unknown_choices(company: Company) -> Iterator[Problem]:
    for key, known in _CHOICES.items():
        found = company.value(key) if _has(company, key) else ()
        for choice in found if isinstance(found, list | tuple) else (found,):
            if as_written(choice) not in known:
                fault, remedy = f"'{key}: {choice}' is not known", f"Write {' or '.join(known)}"
                yield company.document.problem(tuple(key.split(".")), fault, remedy)


def _value_faults(document: Marked, value: Any, key: Key, tags: set[str]) -> Iterator[Problem]:
    if isinstance(value, dict):
        if key and key[-1] == "hours":
            yield from _hours_faults(document, value, key)
        elif is_by_locale(value, tags):
            yield from _missing_texts(document, value, key, tags)
        else:
            for name, part in value.items():
                yield from _value_faults(document, part, (*key, str(name)), tags)
    elif value is None:
        yield document.problem(key, f"'{_dotted(key)}' is empty", "Write a value, or delete the line")
    elif fault := _scalar_fault(value, key):
        yield document.problem(key, f"'{_dotted(key)}: {value}' is {fault[0]}", fault[1])


def _missing_texts(document: Marked, value: dict[str, Any], key: Key, tags: set[str]) -> Iterator[Problem]:
    lacking = ", ".join(sorted(tags - {tag for tag, text in value.items() if text}))
    if lacking:
        yield document.problem(key, f"'{_dotted(key)}' has no text in {lacking}", f"Add {lacking} below it")


def _scalar_fault(value: Any, key: Key) -> tuple[str, str] | None:
    """What is wrong with an address or a number, and the remedy."""
    is_text = isinstance(value, str)
    if key == ("phone", "number") and not (is_text and _PHONE.fullmatch(value)):
        return "no phone number", 'Write it in quotes, such as "+44 20 7946 0123"; without them its + is lost'
    if key[0] == "email" and not (is_text and _EMAIL.fullmatch(value)):
        return "no e-mail address", "Write one such as help@example.com"
    if key[-1] == "url" and not (is_text and _URL.fullmatch(value)):
        return "no web address", "Write one that starts with https://"
    return None


def _hours_faults(document: Marked, hours: dict[Any, Any], key: Key) -> Iterator[Problem]:
    for days in malformed(hours):
        remedy = 'Write days and hours as mon-fri: "08:00-18:00"'
        yield document.problem((*key, days), f"'{days}: {hours[days]}' are no opening hours", remedy)
    if hours and "timezone" not in document.value:
        remedy = "Add 'timezone: Europe/Ljubljana' or the like at the top of the profile"
        yield document.problem(key, "there are opening hours, but no time zone", remedy)


def _has(company: Company, key: str) -> bool:
    try:
        return bool(company.value(key))
    except KeyError:
        return False


def _dotted(key: Key) -> str:
    return ".".join(map(str, key))
