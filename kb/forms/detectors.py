"""What must not be sent: passwords and codes, card numbers, national ids.

A password or a code goes only with a second yes; a card or a named id is refused. Held equal to
``forms/detectors.js`` by tests; patterns use no class of characters that Python and JavaScript read differently.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass, replace

from kb.forms.checksums import is_amka, is_card, is_emso, is_pesel, is_snils
from kb.forms.conditions import Answers, Value
from kb.forms.form import Field, Form, counted
from kb.forms.keywords import KEYED, PASSPORT

_END = ".,;:!?)]}'’‘…"
"""Signs that end a sentence rather than a password."""
_LINE_END = re.compile(r"[ \t.,;:!?)\]}'’‘…]{0,40}(?:\n|\Z)")
# Runs start where no letter or digit stands before: a long word is looked at once, not from each of its letters.
_RUN = re.compile(r"(?<![+A-Za-z0-9])[+A-Za-z]*[0-9]+(?:[ -][0-9]+)*")
_GROUP = re.compile("[0-9]+")
_ALNUM = re.compile("[0-9A-Za-z]")
_MIXED = re.compile(r"(?=[^\n]*[0-9])(?=[^\n]*[A-Za-z])[^@.]{6,}")
_SIGN = re.compile(r"[!#$%&*+=?@^_~|<>{}\[\]\\/]")
_SUPPORT_CODE = re.compile("[0-9A-Za-z-]{4,12}")
_SNILS = re.compile(r"[0-9]{3}-[0-9]{3}-[0-9]{3}[ -][0-9]{2}")
_NATIONAL: dict[str, tuple[int, Callable[[str], bool], re.Pattern[str]]] = {
    "emso": (13, is_emso, re.compile(r"em[šs]o", re.IGNORECASE)),
    "pesel": (11, is_pesel, re.compile(r"pesel", re.IGNORECASE)),
    "amka": (11, is_amka, re.compile(r"αμκα|amka", re.IGNORECASE)),
    "snils": (11, is_snils, re.compile(r"снилс|snils", re.IGNORECASE)),
}
_NEAR = 40
"""Characters before a number in which its name is looked for."""
_SHORTEST_CARD, _LONGEST_CARD = 13, 19


@dataclass(frozen=True, slots=True)
class Finding:
    """A place in an answer that must not be sent as it is."""

    kind: str
    """password, authinfo, support-code, card, pesel, emso, amka, snils or passport."""
    start: int
    """Code points from the answer's beginning, as ``end``."""
    end: int
    is_refused: bool
    """Whether even a second yes does not send it."""
    field: str = ""


def findings(text: str) -> list[Finding]:
    """All places of a text, in order and apart from one another."""
    every = [*_keyed(text), *_numbers(text), *_passports(text)]
    kept: list[Finding] = []
    for finding in sorted(every, key=lambda found: (found.start, not found.is_refused)):
        if not kept or finding.start >= kept[-1].end:
            kept.append(finding)
    return kept


def secrets(form: Form, answers: Answers, *, skipped: Collection[str] = ()) -> list[Finding]:
    """All places of the answers that count, in the form's order; fields that are ``skipped`` are not searched."""
    return secrets_of(form, counted(form, answers), skipped=skipped)


def secrets_of(form: Form, values: Answers, *, skipped: Collection[str] = ()) -> list[Finding]:
    """The same, of answers of which it is known that they count."""
    return [
        replace(finding, field=field.id)
        for field in form.fields
        if field.id in values and _is_searched(field) and field.id not in skipped
        for finding in findings(str(values.get(field.id, "")))
    ]


def without_secrets(form: Form, answers: Answers) -> dict[str, Value]:
    """The answers as a draft may keep them: such places cut out, sensitive fields left out."""
    kept: dict[str, Value] = {}
    for field in form.fields:
        value = answers.get(field.id, "")
        if not field.sensitive:
            kept[field.id] = _cut(value) if isinstance(value, str) and _is_searched(field) else value
    return {name: value for name, value in kept.items() if value}


def _is_searched(field: Field) -> bool:
    return field.detect and field.type in ("text", "textarea")


def _cut(text: str) -> str:
    for finding in reversed(findings(text)):
        text = text[: finding.start] + text[finding.end :]
    return text


def _keyed(text: str) -> Iterator[Finding]:
    """What stands behind a word such as "password"."""
    for kind, pattern in KEYED.items():
        for found in pattern.finditer(text):
            value = found["value"].rstrip(_END)
            start = found.start("value")
            is_last = bool(_LINE_END.match(text, found.end("value")))
            if _is_secret(kind, value, found, is_last=is_last):
                yield Finding(kind, start, start + len(value), is_refused=False)


def _is_secret(kind: str, value: str, found: re.Match[str], *, is_last: bool) -> bool:
    """Whether what follows a keyword is a secret and not the next word of a sentence."""
    if len(value) < 4 or value.startswith(("http://", "https://")):
        return False
    has_digit = bool(re.search("[0-9]", value))
    if kind == "support-code":
        return has_digit and bool(_SUPPORT_CODE.fullmatch(value))
    is_told = bool(found["verb"] or found["sign"])
    if has_digit or _SIGN.search(value):
        return is_told or bool(_MIXED.fullmatch(value))
    # A word without digits counts only alone on its line after a sign: "geslo: medved", not "geslo: ne deluje".
    return kind == "password" and bool(found["sign"]) and not found["line"] and is_last


def _numbers(text: str) -> Iterator[Finding]:
    """Cards and national ids; a number that follows letters or + at once is an account or a phone."""
    for run in _RUN.finditer(text):
        if run[0][0] not in "0123456789" or _ALNUM.match(text, run.end()):
            continue
        groups = list(_GROUP.finditer(text, *run.span()))
        if card := _card(run.start(), groups):
            yield card
            continue
        if _SNILS.fullmatch(run[0]) and is_snils(re.sub("[ -]", "", run[0])):
            yield Finding("snils", *run.span(), is_refused=True)
        for group in groups:
            yield from _national(text, group)


def _card(start: int, groups: Sequence[re.Match[str]]) -> Finding | None:
    """A card at the beginning of groups of digits; an expiry date may follow."""
    digits = ""
    for group in groups:
        digits += group[0]
        if len(digits) > _LONGEST_CARD:
            break
        if len(digits) >= _SHORTEST_CARD and is_card(digits):
            return Finding("card", start, group.end(), is_refused=True)
    return None


def _national(text: str, group: re.Match[str]) -> Iterator[Finding]:
    before = text[max(0, group.start() - _NEAR) : group.start()].rpartition("\n")[2]
    for kind, (length, is_valid, name) in _NATIONAL.items():
        if len(group[0]) == length and is_valid(group[0]):
            is_named = bool(name.search(before))
            # A СНИЛС has no date inside: one number in a hundred would pass for it.
            if is_named or kind != "snils":
                yield Finding(kind, *group.span(), is_refused=is_named)


def _passports(text: str) -> Iterator[Finding]:
    for found in PASSPORT.finditer(text):
        yield Finding("passport", *found.span("value"), is_refused=True)
