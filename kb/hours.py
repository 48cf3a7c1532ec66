"""Opening hours as the company profile writes them: ``{mon-fri: "08:00-18:00", sat: "09:00-14:00"}``."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any
from zoneinfo import ZoneInfo

import babel.dates

from kb.locales import Locale

WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_DAYS = re.compile(rf"({'|'.join(WEEKDAYS)})(?:-({'|'.join(WEEKDAYS)}))?")
_TIMES = re.compile(r"(?P<opens>([01]\d|2[0-3]):[0-5]\d)-(?P<closes>([01]\d|2[0-3]):[0-5]\d|24:00)")


@dataclass(frozen=True, slots=True)
class Span:
    """The same hours on one weekday or several in a row."""

    first: int
    """Monday is 0, as in ``last``."""
    last: int
    opens: str
    """``08:00``, as ``closes``."""
    closes: str

    def text(self, locale: Locale) -> str:
        """``pon.–pet. 8:00–18:00``."""
        names = babel.dates.get_day_names("abbreviated", locale=locale.babel)
        days = names[self.first] if self.first == self.last else f"{names[self.first]}–{names[self.last]}"
        return f"{days} {self.opens.removeprefix('0')}–{self.closes.removeprefix('0')}"


def spans(hours: Mapping[str, Any]) -> Iterator[Span]:
    """The spans that are well formed; ``malformed`` names the others."""
    return filter(None, (_span(str(days), str(times)) for days, times in hours.items()))


def malformed(hours: Mapping[Any, Any]) -> list[str]:
    """The keys whose days or times cannot be read, or end before they start."""
    return [str(days) for days, times in hours.items() if not _span(str(days), str(times))]


def _span(days: str, times: str) -> Span | None:
    day, time = _DAYS.fullmatch(days), _TIMES.fullmatch(times)
    if not day or not time:
        return None
    span = Span(WEEKDAYS.index(day[1]), WEEKDAYS.index(day[2] or day[1]), time["opens"], time["closes"])
    return span if span.first <= span.last and span.opens < span.closes else None


def schedule(hours: Mapping[str, Any], *, zone: str, label: str) -> dict[str, Any]:
    """The same for a program.

    Its shape is ``{"zone": "Europe/Ljubljana", "label": "CET", "days": {"1": ["08:00", "18:00"]}}``: Monday is 1, and
    the label is what readers call the zone.
    """
    days = {str(day + 1): [s.opens, s.closes] for s in spans(hours) for day in range(s.first, s.last + 1)}
    return {"zone": zone, "label": label, "days": days}


def is_zone(name: object) -> bool:
    """Whether the tz database knows the name."""
    try:
        ZoneInfo(str(name))
    except (KeyError, ValueError, OSError):
        return False
    return True
