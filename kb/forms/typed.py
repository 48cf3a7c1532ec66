"""Values of a YAML mapping by type; what is wrong is collected with its line."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from kb.marked import Key, Marked
from kb.problems import Problem

ID = re.compile(r"[a-z][a-z0-9_]*")
OPTION_ID = re.compile(r"[a-z0-9][a-z0-9_-]*")
_QUOTES = 'Put it in quotes: "yes", "no"'


@dataclass(frozen=True, slots=True)
class Reader:
    """A document and what was found wrong with it so far."""

    document: Marked
    problems: list[Problem] = field(default_factory=list)

    def fault(self, key: Key, message: str, remedy: str) -> None:
        """Note a mistake at a value."""
        self.problems.append(self.document.problem(key, message, remedy))

    def mapping(self, key: Key, value: Any, known: Iterable[str], what: str) -> Mapping[str, Any]:
        """The mapping with its known keys; the others are faults. Empty where there is none."""
        if not isinstance(value, dict):
            self.fault(key, f"{what} is no mapping", f"Write some of {', '.join(known)} below it")
            return {}
        names = list(known)
        for name in value:
            if name not in names:
                self.fault((*key, str(name)), f"'{name}' is not known in {what}", f"Write one of {', '.join(names)}")
        return {name: value[name] for name in names if name in value}

    def items(self, key: Key, value: Any, what: str) -> list[Any]:
        """The list; empty where there is none."""
        if not isinstance(value, list):
            self.fault(key, f"{what} is no list", "Write lines that start with '- ', or [one, two]")
            return []
        return value

    def text(self, key: Key, value: Any, what: str) -> str:
        """The text; empty where it is none."""
        if isinstance(value, str) and value.strip():
            return value.strip()
        if isinstance(value, bool):
            self.fault(key, f"{what} is yes or no without quotes, which YAML takes for a truth value", _QUOTES)
        elif isinstance(value, int | float):
            self.fault(key, f"{what} is a number, not a text", f'Put it in quotes: "{value}"')
        else:
            self.fault(key, f"{what} is no text", "Write some words")
        return ""

    def texts(self, key: Key, value: Any, what: str) -> tuple[str, ...]:
        """Several texts, or one."""
        if isinstance(value, list):
            found = [self.text((*key, number), part, what) for number, part in enumerate(value)]
        else:
            found = [self.text(key, value, what)]
        return tuple(part for part in found if part)

    def identifier(self, key: Key, value: Any, what: str, *, pattern: re.Pattern[str] = ID) -> str:
        """A name that scripts and addresses can hold; empty where it is none."""
        found = self.text(key, value, what)
        if found and not pattern.fullmatch(found):
            remedy = "Use small letters a-z, digits and _, with a letter first"
            self.fault(key, f"'{found}' cannot be {what}", remedy)
            return ""
        return found

    def one_of(self, key: Key, value: Any, what: str, names: Iterable[str]) -> str:
        """One of the known names; empty where it is none of them."""
        found = self.text(key, value, what)
        if found and found not in names:
            self.fault(key, f"'{found}' is no {what}", f"Write one of {', '.join(names)}")
            return ""
        return found

    def count(self, key: Key, value: Any, what: str, *, least: int = 1) -> int:
        """A whole number; 0 where it is none."""
        if isinstance(value, int) and not isinstance(value, bool) and value >= least:
            return value
        self.fault(key, f"'{what}: {value}' is no number", f"Write a whole number of {least} or more")
        return 0

    def flag(self, key: Key, value: Any, what: str) -> bool:
        """True or false."""
        if not isinstance(value, bool):
            self.fault(key, f"'{what}: {value}' is neither true nor false", "Write true or false")
        return value is True
