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
    try:
        node = loader.get_single_node()
        value = None if node is None else loader.construct_document(node)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line = first_line + (mark.line if mark else 0)
        return Problem(path, line, f"this is not valid YAML: {error.problem or error.context}", _REMEDY)
    except (yaml.YAMLError, ValueError) as error:
        reason = str(error).split("\n")[0]
        return Problem(path, first_line, f"this is not valid YAML: {reason}", _REMEDY)
    finally:
        loader.dispose()
    lines: dict[Key, int] = {}
    if node is not None:
        _collect(node, (), first_line, lines)
    return Marked(value, path, lines, first_line)


_REMEDY = 'Put a text that holds a colon, #, or quotation marks into "double quotes", and indent with spaces'


def _collect(node: Any, key: Key, first_line: int, lines: dict[Key, int]) -> None:
    lines.setdefault(key, first_line + node.start_mark.line)
    if isinstance(node, yaml.MappingNode):
        for name, value in node.value:
            lines[(*key, str(name.value))] = first_line + name.start_mark.line
            _collect(value, (*key, str(name.value)), first_line, lines)
    elif isinstance(node, yaml.SequenceNode):
        for position, value in enumerate(node.value):
            _collect(value, (*key, position), first_line, lines)
