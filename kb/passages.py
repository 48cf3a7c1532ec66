"""Passages of a Markdown text for one kind of company only.

<!-- if outage.channel: phone -->
for companies whose profile says so
<!-- else -->
for all others
<!-- end -->
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from kb.problems import Problem

Choices = Mapping[str, Sequence[str]]
"""Key of the company profile → every value that it may have."""
Holds = Callable[[str, str], bool]
"""Whether a company's value of a key is the given one."""
_OPEN = "<!--"
_MARK = re.compile(r"<!--[ \t]*(?P<word>if|else|end)\b[ \t]*(?P<rest>(?:(?!-->)[^\n])*?)[ \t]*-->", re.IGNORECASE)
_CONDITION = re.compile(r"(?P<key>[\w.-]+)[ \t]*:[ \t]*(?P<value>[\w.-]+)")
_FENCE = re.compile(r"[ \t>]*(?:[-*+]|\d+\.)?[ \t]*(?P<fence>`{3,}|~{3,})")
_CODE = re.compile(r"(?<![`\\])(`+)(?!`).+?(?<!`)\1(?!`)")
_EXAMPLE = "<!-- if outage.channel: phone -->"


@dataclass(frozen=True, slots=True)
class Passage:
    """What stands between the lines of an ``if`` and its ``end``; lines count from 0."""

    key: str
    value: str
    start: int
    """The line of ``if``."""
    otherwise: int
    """The line of ``else``; that of ``end`` where there is none."""
    end: int


def passages(text: str) -> list[Passage]:
    """The passages of a text in their order; one whose marks are faulty is none, and all of its lines are shown."""
    return _read(text).passages


def passage_problems(text: str, choices: Choices, *, path: str, first_line: int) -> Iterator[Problem]:
    """What is wrong with the passages of a text.

    Args:
        text: Markdown whose first line is line ``first_line`` of its file.
        choices: what a condition may ask for.
        path: as problems show it.
        first_line: from 1.
    """
    reader = _read(text, first_line=first_line)
    for line, message, remedy in reader.faults:
        yield Problem(path, line, message, remedy)
    for passage in reader.passages:
        if found := _condition_fault(passage, choices):
            yield Problem(path, first_line + passage.start, *found)


def chosen(text: str, holds: Holds) -> str:
    """The text as one company's readers see it: marks and what is for others are empty lines.

    Args:
        text: Markdown; its lines keep their numbers.
        holds: of the company.
    """
    found = passages(text)
    if not found:
        return text
    lines = text.split("\n")
    for passage in found:
        is_met = holds(passage.key, passage.value)
        hidden = (passage.otherwise, passage.end) if is_met else (passage.start, passage.otherwise)
        for number in (passage.start, passage.otherwise, passage.end, *range(*hidden)):
            lines[number] = ""
    return "\n".join(lines)


def _condition_fault(passage: Passage, choices: Choices) -> tuple[str, str] | None:
    known = choices.get(passage.key)
    if known is None:
        near = difflib.get_close_matches(passage.key, choices, n=1)
        remedy = f"Did you mean '{near[0]}'?" if near else f"Write one of {', '.join(choices)}"
        return f"'{passage.key}' is nothing that a passage may ask for", remedy
    if passage.value not in known:
        return f"'{passage.key}' is never '{passage.value}'", f"Write one of {', '.join(known)}"
    return None


def _read(text: str, *, first_line: int = 1) -> _Reader:
    reader = _Reader(first_line)
    for mark in _marks(text) if _OPEN in text else ():
        reader.read(mark)
    reader.close()
    return reader


@dataclass(frozen=True, slots=True)
class _Mark:
    line: int
    word: str
    rest: str
    """What follows the word."""
    is_alone: bool
    """Whether nothing else stands in its line."""


def _marks(text: str) -> Iterator[_Mark]:
    """All but those in code."""
    fence = ""
    for number, line in enumerate(text.split("\n")):
        found = _FENCE.match(line)
        if found and not fence:
            fence = found["fence"]
        elif found and found["fence"].startswith(fence) and not line[found.end() :].strip("`~ \t"):
            fence = ""
        elif fence:
            continue
        elif _OPEN in line:
            for mark in _MARK.finditer(_CODE.sub("", line) if "`" in line else line):
                yield _Mark(number, mark["word"].lower(), mark["rest"], mark[0] == line.strip())


class _Reader:
    """Joins marks to passages."""

    def __init__(self, first_line: int) -> None:
        self.passages: list[Passage] = []
        self.faults: list[tuple[int, str, str]] = []
        self._first_line = first_line
        self._open: Passage | None = None
        self._has_else = self._is_broken = False
        self._depth = 0
        """How many passages are open within the open one."""

    def read(self, mark: _Mark) -> None:
        """Take the next mark."""
        if not mark.is_alone:
            self._tell(mark.line, f"something stands beside <!-- {mark.word} -->", "Give it a line of its own")
        if mark.word == "if":
            self._if(mark)
            return
        if mark.rest:
            self._tell(mark.line, f"'{mark.rest}' stands behind '{mark.word}'", f"Write <!-- {mark.word} -->")
        if mark.word == "else":
            self._else(mark)
        else:
            self._end(mark)

    def close(self) -> None:
        """Tell of what is still open."""
        if self._open:
            self._tell(self._open.start, "this passage has no end", "Write <!-- end --> below it")

    def _if(self, mark: _Mark) -> None:
        if self._open:
            message = f"this passage stands within that of line {self._first_line + self._open.start}"
            self._tell(mark.line, message, "Write <!-- end --> above it: passages cannot be nested")
            self._depth += 1
            return
        condition = _CONDITION.fullmatch(mark.rest)
        if not condition:
            remedy = f"Write key and value, such as {_EXAMPLE}, or begin the comment with another word"
            self._tell(mark.line, f"'if {mark.rest}' is no condition", remedy)
        key, value = (condition["key"], condition["value"]) if condition else ("", "")
        self._open = Passage(key, value, mark.line, -1, -1)
        self._has_else, self._is_broken = False, not condition or not mark.is_alone

    def _else(self, mark: _Mark) -> None:
        if self._depth:
            return
        if not self._open:
            self._tell(mark.line, "'else' stands outside a passage", f"Write {_EXAMPLE} above it, or delete it")
        elif self._has_else:
            self._tell(mark.line, "this passage has an 'else' already", "Delete one of the two")
            self._is_broken = True
        else:
            self._open, self._has_else = replace(self._open, otherwise=mark.line), True
            self._is_broken |= not mark.is_alone

    def _end(self, mark: _Mark) -> None:
        if self._depth:
            self._depth -= 1
            self._is_broken = True
        elif not self._open:
            self._tell(mark.line, "'end' stands outside a passage", f"Write {_EXAMPLE} above it, or delete it")
        else:
            otherwise = self._open.otherwise if self._has_else else mark.line
            if not self._is_broken and mark.is_alone:
                self.passages.append(replace(self._open, otherwise=otherwise, end=mark.line))
            self._open = None

    def _tell(self, line: int, message: str, remedy: str) -> None:
        self.faults.append((self._first_line + line, message, remedy))
