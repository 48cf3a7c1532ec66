"""Dated notices: what customers must know for a while."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from kb.articles.front_matter import split_front_matter
from kb.articles.headings import slug
from kb.articles.tree import NOTICES
from kb.locales import Locale
from kb.marked import Marked
from kb.problems import Problem
from kb.sources import read_source, shown_path

SEVERITIES = ("info", "warning", "critical")
_YEARS = (1970, 9000)
"""Beyond them, a moment has no name in some time zone."""
_KEYS = ("title", "from", "until", "severity", "sections")


@dataclass(frozen=True, slots=True)
class Notice:
    """A notice in one locale."""

    id: str
    locale: str
    path: str
    title: str
    body: str
    body_line: int
    severity: str
    starts: dt.datetime
    """With its time zone, as is ``ends``; shown from this moment until just before the other."""
    ends: dt.datetime
    sections: tuple[str, ...]
    """Folders of the sections that show it; empty for all."""
    lines: Mapping[str, int] = field(default_factory=dict)
    """The line of each key of the front matter."""


def read_notices(
    docs: Path, locales: Sequence[Locale], *, zone: ZoneInfo, root: Path
) -> tuple[dict[str, list[Notice]], list[Problem]]:
    """The notices of each locale by their start, and what is wrong with them.

    A time without an offset is in ``zone``. A faulty notice is reported and left out.
    """
    found: dict[str, list[Notice]] = {locale.tag: [] for locale in locales}
    problems: list[Problem] = []
    for locale in locales:
        for path in sorted((docs / locale.tag / NOTICES).rglob("*.md")):
            text = read_source(path, root)
            if isinstance(text, Problem):
                problems.append(text)
                continue
            name = path.relative_to(docs).as_posix()
            notice, faults = _read(text, locale=locale, path=name, shown=shown_path(path, root), zone=zone)
            problems += faults
            if notice:
                found[locale.tag].append(notice)
        found[locale.tag].sort(key=lambda notice: (notice.starts, notice.id))
    return found, problems


def _read(text: str, *, locale: Locale, path: str, shown: str, zone: ZoneInfo) -> tuple[Notice | None, list[Problem]]:
    document, body, body_line, problems = split_front_matter(text, shown)
    values: Mapping[str, Any] = document.value or {}
    if problems:
        return None, problems
    problems = [
        document.problem(
            str(key), f"'{key}' is not a key of a notice", f"Write one of {', '.join(_KEYS)}", is_warning=True
        )
        for key in values
        if key not in _KEYS
    ]
    starts, ends = _instant(values.get("from"), zone), _instant(values.get("until"), zone)
    faults = list(_faults(document, values, starts, ends))
    if faults or not starts or not ends:
        return None, problems + faults
    notice = Notice(
        id=slug(path.partition("/")[2].removeprefix(f"{NOTICES}/").removesuffix(".md")),
        locale=locale.tag,
        path=path,
        title=values["title"],
        body=body,
        body_line=body_line,
        severity=values.get("severity", "info"),
        starts=starts,
        ends=ends,
        sections=tuple(values.get("sections", ())),
        lines={str(key[0]): line for key, line in document.lines.items() if len(key) == 1},
    )
    return notice, problems


def _faults(
    document: Marked, values: Mapping[str, Any], starts: dt.datetime | None, ends: dt.datetime | None
) -> list[Problem]:
    faults = []
    if not isinstance(values.get("title"), str):
        faults.append(document.problem("title", "the notice has no title", "Add 'title: …'"))
    for key, instant in (("from", starts), ("until", ends)):
        if instant is None or not _YEARS[0] <= instant.year <= _YEARS[1]:
            shown = f"'{key}: {values[key]}' is not a time" if key in values else f"'{key}' is missing"
            faults.append(document.problem(key, shown, "Write it as 2025-12-31T18:00"))
    if not faults and starts and ends and ends <= starts:
        faults.append(document.problem("until", "the notice ends before it starts", "Write a later 'until'"))
    if values.get("severity", "info") not in SEVERITIES:
        fault = f"'severity: {values['severity']}' is not one of the choices"
        faults.append(document.problem("severity", fault, f"Write one of {', '.join(SEVERITIES)}"))
    sections = values.get("sections", [])
    if not isinstance(sections, list) or not all(isinstance(section, str) for section in sections):
        faults.append(document.problem("sections", "'sections' is not a list of folders", "Write [domains, email]"))
    return faults


def _instant(value: Any, zone: ZoneInfo) -> dt.datetime | None:
    if isinstance(value, str):
        try:
            value = dt.datetime.fromisoformat(value)
        except ValueError:
            return None
    if isinstance(value, dt.datetime):
        return value if value.tzinfo else value.replace(tzinfo=zone)
    # A bare day starts at midnight.
    return dt.datetime.combine(value, dt.time(), zone) if isinstance(value, dt.date) else None
