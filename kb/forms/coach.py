"""What answers still lack, by the form's rules.

Held equal to ``forms/coach.js`` by tests.
"""

from __future__ import annotations

from dataclasses import dataclass

from kb.forms.conditions import Answers, holds
from kb.forms.form import CoachRule, Form, counted, visible
from kb.forms.texts import Texts
from kb.forms.word_tests import STOCK, TESTS, Words, occurs, telling, words_of


@dataclass(frozen=True, slots=True)
class Advice:
    """One thing that is missing."""

    id: str
    """The rule's."""
    field: str
    """Where it is shown."""
    severity: str
    text: str


def advice(form: Form, texts: Texts, answers: Answers) -> list[Advice]:
    """What the answers still lack, in the order of the rules; nothing is said of an empty text."""
    values = counted(form, answers)
    shown = visible(form, answers)
    given = []
    for rule in form.coach:
        asked = [name for name in rule.fields if name in shown]
        text = "\n".join(str(values[name]) for name in asked if name in values)
        if text and holds(rule.when, values) and _lacks(rule, text, texts):
            given.append(Advice(rule.id, asked[0], rule.severity, texts.coach.get(rule.id, rule.id)))
    return given


def _lacks(rule: CoachRule, text: str, texts: Texts) -> bool:
    words = words_of(text)
    if not all(_meets(name, text, words, texts) for name in rule.about):
        return False
    if any(_meets(name, text, words, texts) for name in rule.unless):
        return False
    return not rule.words or telling(words, texts.words.get(STOCK, ())) < rule.words


def _meets(name: str, text: str, words: Words, texts: Texts) -> bool:
    return TESTS[name](text) if name in TESTS else occurs(words, texts.words.get(name, ()))
