"""When a question is asked, required or offered: plain data over the answers given so far."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

Value = str | tuple[str, ...]
"""An answer: a text or an option's id; several ids for ``choices``."""
Answers = Mapping[str, Value]


@dataclass(frozen=True, slots=True)
class Constant:
    """Holds always, or never."""

    value: bool


@dataclass(frozen=True, slots=True)
class Chosen:
    """The field's answer is one of these; of several answers, any is."""

    field: str
    options: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Answered:
    """The field has an answer."""

    field: str


@dataclass(frozen=True, slots=True)
class All:
    """Every part holds."""

    parts: tuple[Condition, ...]


@dataclass(frozen=True, slots=True)
class AnyOf:
    """At least one part holds."""

    parts: tuple[Condition, ...]


@dataclass(frozen=True, slots=True)
class Not:
    """The part does not hold."""

    part: Condition


Condition = Constant | Chosen | Answered | All | AnyOf | Not
ALWAYS = Constant(value=True)
NEVER = Constant(value=False)


def holds(condition: Condition, answers: Answers) -> bool:
    """Whether a condition holds for the answers that count."""
    # Asked some five hundred times a ticket: plain comparisons take half the time of patterns and generators.
    if isinstance(condition, Chosen):
        found = answers.get(condition.field, "")
        if isinstance(found, str):
            return found in condition.options
        return any(option in condition.options for option in found)
    if isinstance(condition, (All, AnyOf)):
        is_any = isinstance(condition, AnyOf)
        for part in condition.parts:
            if holds(part, answers) == is_any:
                return is_any
        return not is_any
    if isinstance(condition, Constant):
        return condition.value
    if isinstance(condition, Not):
        return not holds(condition.part, answers)
    return bool(answers.get(condition.field))


def all_of(parts: Sequence[Condition]) -> Condition:
    """All parts together, simplified."""
    flat = [inner for part in parts for inner in (part.parts if isinstance(part, All) else (part,))]
    kept = tuple(dict.fromkeys(part for part in flat if part != ALWAYS))
    if NEVER in kept:
        return NEVER
    return ALWAYS if not kept else kept[0] if len(kept) == 1 else All(kept)


def any_of(parts: Sequence[Condition]) -> Condition:
    """At least one of the parts, simplified."""
    flat = [inner for part in parts for inner in (part.parts if isinstance(part, AnyOf) else (part,))]
    kept = tuple(dict.fromkeys(part for part in flat if part != NEVER))
    if ALWAYS in kept:
        return ALWAYS
    return NEVER if not kept else kept[0] if len(kept) == 1 else AnyOf(kept)


def negated(part: Condition) -> Condition:
    """The opposite, simplified."""
    match part:
        case Constant(value):
            return Constant(not value)
        case Not(inner):
            return inner
    return Not(part)


def without(condition: Condition, told: Condition) -> Condition:
    """What a condition says beyond another one that holds already."""
    parts = condition.parts if isinstance(condition, All) else (condition,)
    known = told.parts if isinstance(told, All) else (told,)
    return all_of([part for part in parts if part not in known])


def condition_json(condition: Condition) -> Any:
    """The condition as the page's script reads it."""
    match condition:
        case Constant(value):
            return value
        case Chosen(field, options):
            return {"field": field, "in": list(options)}
        case Answered(field):
            return {"field": field, "answered": True}
        case All(parts):
            return {"all": [condition_json(part) for part in parts]}
        case AnyOf(parts):
            return {"any": [condition_json(part) for part in parts]}
        case Not(part):
            return {"not": condition_json(part)}


def read_condition(found: Any) -> Condition:
    """The condition of its JSON; the opposite of ``condition_json``."""
    if isinstance(found, bool):
        return Constant(found)
    if "in" in found:
        return Chosen(found["field"], tuple(found["in"]))
    if "answered" in found:
        return Answered(found["field"])
    if "not" in found:
        return Not(read_condition(found["not"]))
    parts = tuple(map(read_condition, found.get("all", found.get("any"))))
    return All(parts) if "all" in found else AnyOf(parts)
