"""YAML that remembers on which line each value stands."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import yaml

from kb.problems import Problem

Key = tuple[str | int, ...]

_Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@dataclass(frozen=True, slots=True)
class Marked:
    """A parsed document and the line of each of its values."""

    value: Any
    path: str
    lines: Mapping[Key, int] = field(default_factory=dict)
    first_line: int = 1
    duplicates: tuple[Problem, ...] = ()
    """Keys that stand twice in their mapping: YAML takes the last and says nothing."""

    def line(self, *key: str | int) -> int:
        """The line of a value, or of the nearest one around it."""
        for end in range(len(key), -1, -1):
            if (found := self.lines.get(key[:end])) is not None:
                return found
        return self.first_line

    def problem(self, key: Key | str, message: str, remedy: str, *, is_warning: bool = False) -> Problem:
        """A problem at a value of this document."""
        parts = (key,) if isinstance(key, str) else key
        return Problem(self.path, self.line(*parts), message, remedy, is_warning)


def parse(text: str, *, path: str, first_line: int = 1) -> Marked | Problem:
    """The document in ``text``, whose first line is line ``first_line`` of ``path``; the problem if it is no YAML."""
    loader = _Loader(text)
    node = None
    try:
        node = loader.get_single_node()
        value = None if node is None else loader.construct_document(node)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line = first_line + (mark.line if mark else 0)
        return Problem(path, line, f"this is not valid YAML: {error.problem or error.context}", _REMEDY)
    except ValueError:
        # Only a date or number can be well formed and yet have no value: 2025-13-45.
        line, shown = _without_value(node)
        return Problem(path, first_line + line, f"'{shown}' has no such day, time or number", "Write it as 2025-12-31")
    except yaml.YAMLError as error:
        reason = str(error).split("\n")[0]
        return Problem(path, first_line, f"this is not valid YAML: {reason}", _REMEDY)
    finally:
        loader.dispose()
    lines: dict[Key, int] = {}
    twice: list[Key] = []
    if node is not None:
        _collect(node, (), first_line, lines, twice)
    duplicates = tuple(
        Problem(path, lines[key], f"the key '{key[-1]}' stands twice", "Keep one of the two lines") for key in twice
    )
    return Marked(value, path, lines, first_line, duplicates)


_REMEDY = 'Put a text that holds a colon, #, or quotation marks into "double quotes", and indent with spaces'


def _without_value(node: Any) -> tuple[int, str]:
    """Line, from 0, and text of the first scalar that cannot be constructed."""
    pending = [node]
    while pending:
        found = pending.pop(0)
        if isinstance(found, yaml.ScalarNode):
            try:
                yaml.safe_load(found.value)
            except ValueError:
                return found.start_mark.line, found.value
        elif isinstance(found, yaml.MappingNode):
            pending += [part for pair in found.value for part in pair]
        elif isinstance(found, yaml.SequenceNode):
            pending += found.value
    return 0, "a value"


def _collect(node: Any, key: Key, first_line: int, lines: dict[Key, int], twice: list[Key]) -> None:
    lines.setdefault(key, first_line + node.start_mark.line)
    if isinstance(node, yaml.MappingNode):
        for name, value in node.value:
            inner = (*key, str(name.value))
            if inner in lines:
                twice.append(inner)
            lines[inner] = first_line + name.start_mark.line
            _collect(value, inner, first_line, lines, twice)
    elif isinstance(node, yaml.SequenceNode):
        for position, value in enumerate(node.value):
            _collect(value, (*key, position), first_line, lines, twice)
