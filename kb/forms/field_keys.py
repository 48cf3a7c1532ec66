"""Reading one field of a form: which keys a type knows, and what they may hold."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from kb.forms.binding import Conditions
from kb.forms.conditions import ALWAYS, NEVER, Condition, all_of
from kb.forms.form import CHECK_OPTIONS, RESERVED, TEXT_TYPES, TYPES, Field, Option
from kb.forms.patterns import PATTERNS
from kb.forms.typed import OPTION_ID, Reader
from kb.forms.uploads import KNOWN_ENDINGS, MEGABYTE
from kb.marked import Key

MOST_CHARACTERS = {"text": 200, "email": 254, "tel": 40, "date": 10, "carried": 500, "textarea": 20_000}
"""Characters of an answer where the form does not say; 254 is the longest address that mail can carry (RFC 5321)."""
_EVERY = ("id", "type", "when", "articles")
_ANSWERED = ("block", "required", "sensitive")
_TYPED = (*_ANSWERED, "pattern", "min", "max", "one_of", "detect", "autocomplete")
_CHOSEN = (*_ANSWERED, "options")
_FILES = ("block", "required", "accept", "max_files", "max_mb", "max_total_mb")
_KEYS: Mapping[str, tuple[str, ...]] = {
    **dict.fromkeys(TEXT_TYPES, _TYPED),
    "carried": ("block", "max", "detect"),
    "choice": _CHOSEN,
    "choices": _CHOSEN,
    "check": ("block",),
    "consent": _ANSWERED,
    "files": _FILES,
    "note": (),
}


def read_field(conditions: Conditions, key: Key, value: Any, *, step: str, when: Condition) -> Field | None:
    """The field written at a key, known to later conditions from now on; nothing where it has no id or type."""
    reader = conditions.reader
    written = value.get("type") if isinstance(value, dict) else None
    kind = reader.one_of((*key, "type"), written, "type of a field", TYPES)
    if not kind:
        return None
    found = reader.mapping(key, value, (*_EVERY, *_KEYS[kind]), f"a field of type {kind}")
    name = _name(conditions, key, found)
    if not name:
        return None
    own = conditions.read((*key, "when"), found["when"]) if "when" in found else ALWAYS
    field = Field(
        name,
        kind,
        step,
        when=all_of([when, own]),
        required=conditions.required((*key, "required"), found["required"]) if "required" in found else NEVER,
        options=_options(conditions, key, kind, found),
        sensitive=_flag(reader, key, found, "sensitive", default=False),
        articles=reader.texts((*key, "articles"), found["articles"], "'articles'") if "articles" in found else (),
        **_typed(reader, key, kind, found),
        **_files(reader, key, kind, found),
    )
    conditions.fields[name] = field
    return field


def _name(conditions: Conditions, key: Key, found: Mapping[str, Any]) -> str:
    place = (*key, "id")
    name = conditions.reader.identifier(place, found.get("id"), "the id of a field")
    if name in RESERVED:
        conditions.reader.fault(place, f"'{name}' is not free for a field", "Give the field another id")
        return ""
    if name in conditions.fields:
        conditions.reader.fault(place, f"the field '{name}' is there twice", "Give each an id of its own")
        return ""
    return name


def _typed(reader: Reader, key: Key, kind: str, found: Mapping[str, Any]) -> dict[str, Any]:
    """What typed answers must be like."""
    if kind not in TEXT_TYPES:
        return {}
    values: dict[str, Any] = {"max": MOST_CHARACTERS[kind], "detect": _flag(reader, key, found, "detect", default=True)}
    for name in ("min", "max"):
        if name in found:
            values[name] = reader.count((*key, name), found[name], name)
    if "pattern" in found:
        values["pattern"] = reader.one_of((*key, "pattern"), found["pattern"], "known pattern", PATTERNS)
    if "one_of" in found:
        values["one_of"] = reader.identifier((*key, "one_of"), found["one_of"], "the name of a group")
    if "autocomplete" in found:
        values["autocomplete"] = reader.text((*key, "autocomplete"), found["autocomplete"], "'autocomplete'")
    return values


def _files(reader: Reader, key: Key, kind: str, found: Mapping[str, Any]) -> dict[str, Any]:
    """What files must be like."""
    if kind != "files":
        return {}
    endings = tuple(KNOWN_ENDINGS)
    if "accept" in found:
        endings = reader.texts((*key, "accept"), found["accept"], "'accept'")
    for ending in endings:
        if ending not in KNOWN_ENDINGS:
            remedy = f"Write some of {', '.join(KNOWN_ENDINGS)}: only these can be checked"
            reader.fault((*key, "accept"), f"'{ending}' is no known ending of a file", remedy)
    counts = {
        name: reader.count((*key, name), found[name], name) if name in found else default
        for name, default in (("max_files", 5), ("max_mb", 10), ("max_total_mb", 20))
    }
    return {
        "accept": endings,
        "max_files": counts["max_files"],
        "max_bytes": counts["max_mb"] * MEGABYTE,
        "max_total_bytes": counts["max_total_mb"] * MEGABYTE,
    }


def _options(conditions: Conditions, key: Key, kind: str, found: Mapping[str, Any]) -> tuple[Option, ...]:
    if kind == "check":
        return tuple(map(Option, CHECK_OPTIONS))
    if kind == "consent":
        return (Option("yes"),)
    if kind not in ("choice", "choices"):
        return ()
    place = (*key, "options")
    reader = conditions.reader
    options: list[Option] = []
    for number, part in enumerate(reader.items(place, found.get("options"), f"'options' of a {kind}")):
        option = _option(conditions, (*place, number), part)
        if option.id in [earlier.id for earlier in options]:
            reader.fault((*place, number), f"the option '{option.id}' is there twice", "Give each an id of its own")
        options.append(option)
    return tuple(options)


def _option(conditions: Conditions, key: Key, part: Any) -> Option:
    """An option: its id, or ``{id, when}``."""
    if not isinstance(part, dict):
        return Option(conditions.reader.identifier(key, part, "the id of an option", pattern=OPTION_ID))
    found = conditions.reader.mapping(key, part, ("id", "when"), "an option")
    name = conditions.reader.identifier((*key, "id"), found.get("id"), "the id of an option", pattern=OPTION_ID)
    return Option(name, conditions.read((*key, "when"), found["when"]) if "when" in found else ALWAYS)


def _flag(reader: Reader, key: Key, found: Mapping[str, Any], name: str, *, default: bool) -> bool:
    return reader.flag((*key, name), found[name], name) if name in found else default
