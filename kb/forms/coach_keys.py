"""Reading the rules of the coach."""

from __future__ import annotations

from typing import Any

from kb.forms.binding import Conditions
from kb.forms.conditions import ALWAYS
from kb.forms.form import SEVERITIES, CoachRule
from kb.forms.word_tests import TESTS
from kb.marked import Key

_KEYS = ("id", "fields", "when", "about", "unless", "words", "severity")


def read_rule(conditions: Conditions, key: Key, value: Any) -> CoachRule:
    """The rule written at a key."""
    reader = conditions.reader
    found = reader.mapping(key, value, _KEYS, "a rule of the coach")
    rule = reader.identifier((*key, "id"), found.get("id"), "the id of a rule")
    fields = reader.texts((*key, "fields"), found.get("fields"), "'fields'")
    for name in fields:
        if name not in conditions.fields or not conditions.fields[name].is_text:
            remedy = "Name fields of type text or textarea"
            reader.fault((*key, "fields"), f"'{name}' is no field that is typed", remedy)
    words = reader.count((*key, "words"), found["words"], "words") if "words" in found else 0
    lists = {
        name: reader.texts((*key, name), found[name], f"'{name}'") if name in found else ()
        for name in ("about", "unless")
    }
    if not words and not lists["unless"]:
        remedy = f"Add 'words: 5', or 'unless:' with lists of words or some of {', '.join(TESTS)}"
        reader.fault(key, f"nothing can satisfy the rule '{rule}'", remedy)
    return CoachRule(
        rule,
        fields,
        conditions.read((*key, "when"), found["when"]) if "when" in found else ALWAYS,
        lists["about"],
        lists["unless"],
        words,
        reader.one_of((*key, "severity"), found.get("severity", "advice"), "severity", SEVERITIES),
    )
