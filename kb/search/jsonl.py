"""Documents from a file of JSON lines: ``{"id": …, "title": …, "text": …}``, a document a line."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from kb.problems import Problem
from kb.search.documents import Document, Section
from kb.search.sections import clean_line
from kb.sources import read_source

_KEYS = ("id", "title", "text")
_SURROGATE = re.compile("[\ud800-\udfff]")
_SHAPE = 'Write {"id": "…", "title": "…", "text": "…"} on one line'


def read_documents(path: Path) -> tuple[list[Document], list[Problem]]:
    """The documents of a file by id, and what is wrong with its lines; blank lines and other keys are passed over."""
    shown = path.as_posix()
    text = read_source(path, Path())
    if isinstance(text, Problem):
        return [], [text]
    documents: dict[str, Document] = {}
    lines: dict[str, int] = {}
    problems: list[Problem] = []
    for number, line in enumerate(text.split("\n"), start=1):
        if not line.strip():
            continue
        found, faults = _document(line)
        problems += [Problem(shown, number, *fault) for fault in faults]
        if found is None:
            continue
        if found.id in documents:
            message = f"the id '{_short(found.id)}' stands already at line {lines[found.id]}"
            problems.append(Problem(shown, number, message, "Give each document an id of its own"))
            continue
        documents[found.id], lines[found.id] = found, number
    if not documents and not problems:
        problems.append(Problem(shown, 0, "there is no document in it", _SHAPE))
    return [documents[key] for key in sorted(documents)], problems


def _document(line: str) -> tuple[Document | None, list[tuple[str, str]]]:
    """The document of a line, or the faults and remedies."""
    try:
        value = json.loads(line)
    except json.JSONDecodeError as error:
        return None, [(f"this is not JSON: {error.msg.removesuffix(' at')} at column {error.colno}", _SHAPE)]
    except (RecursionError, ValueError):
        return None, [("this is JSON nested too deeply, or with a number too long, to be read", _SHAPE)]
    if not isinstance(value, dict):
        return None, [(f"this is {_kind(value)}, not an object", _SHAPE)]
    faults = list(_faults(value))
    return (None if faults else _made(value["id"], value["title"], value["text"])), faults


def _faults(value: dict[str, Any]) -> Iterator[tuple[str, str]]:
    for key in _KEYS:
        found = value.get(key)
        if key not in value:
            yield f"'{key}' is missing", _SHAPE
        elif not isinstance(found, str):
            yield f"'{key}' is {_kind(found)}, not a text", f'Write "{key}": "…"'
        elif key != "text" and not clean_line(found):
            yield f"'{key}' is empty", "Write what the document is called" if key == "title" else "Write a text"
        elif key == "id" and len(found.splitlines()) > 1:
            yield "'id' has a line break", "Write it on one line"
        elif _has_half_character(found):
            yield f"'{key}' holds half of a character, such as \\ud83d alone", "Write the character itself, in UTF-8"


def _made(document_id: str, title: str, text: str) -> Document:
    title = clean_line(title)
    lines = [line for line in map(clean_line, text.splitlines()) if line]
    if lines and lines[0] == title:
        # It would count twice.
        del lines[0]
    section = (Section("", "", "\n".join(lines)),) if lines else ()
    return Document(document_id, title, section, url=document_id)


def _has_half_character(text: str) -> bool:
    return not text.isascii() and bool(_SURROGATE.search(text))


def _kind(value: object) -> str:
    names = {dict: "an object", list: "a list", str: "a text", bool: "true or false", type(None): "null"}
    return names.get(type(value), "a number")


def _short(text: str) -> str:
    return text if len(text) <= 40 else f"{text[:39]}…"
