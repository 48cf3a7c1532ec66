"""The figures of a period: searches in vain, articles that did not help or led to tickets, when tickets came."""

from __future__ import annotations

import datetime as dt
import math
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from kb.intake.insights.hearing import read_zone
from kb.intake.insights.reasons import NO, REASONS, YES
from kb.intake.insights.summing import ZONE
from kb.intake.store.database import Database, Row
from kb.intake.store.notes import Notes
from kb.intake.store.sums import Period, Sums

FEW = 10
"""Below, a count says little, and a share nothing."""
_Z = 1.96
"""Of a two-sided interval of 95 %."""


@dataclass(frozen=True, slots=True)
class Search:
    """A query after which nothing was opened."""

    query: str
    locale: str
    count: int
    results: int
    """How many there were the last time."""
    days: int
    """On how many days it was asked."""


@dataclass(frozen=True, slots=True)
class Helped:
    """What readers said of an article."""

    article: str
    locale: str
    yes: int
    no: int
    reasons: Mapping[str, int]

    @property
    def count(self) -> int:
        """All answers."""
        return self.yes + self.no

    @property
    def share(self) -> float:
        """The part that said no, 0 to 1."""
        return self.no / self.count if self.count else 0.0

    @property
    def at_least(self) -> float:
        """The part of noes that can be relied on, 0 to 1."""
        return wilson_lower(self.no, self.count)


@dataclass(frozen=True, slots=True)
class Led:
    """How many tickets came from an article's page."""

    article: str
    locale: str
    count: int


@dataclass(frozen=True, slots=True)
class Insights:
    """What a period says; the most telling rows first."""

    period: Period
    zone: str
    searches: Sequence[Search]
    helped: Sequence[Helped]
    """Articles to which somebody said no."""
    answers: int
    """All answers to all articles."""
    led: Sequence[Led]
    departments: Mapping[str, Sequence[int]]
    """Department, empty for none → tickets by hour, 24 numbers."""
    locales: Mapping[str, int]
    """Locale → tickets."""

    @property
    def found_nothing(self) -> list[Search]:
        """Searches without a result."""
        return [search for search in self.searches if not search.results]

    @property
    def opened_nothing(self) -> list[Search]:
        """Searches with results that nobody opened."""
        return [search for search in self.searches if search.results]

    @property
    def tickets(self) -> int:
        """All tickets."""
        return sum(self.locales.values())

    @property
    def hours(self) -> list[int]:
        """Tickets by hour, 24 numbers."""
        return [sum(column) for column in zip(*self.departments.values(), strict=True)] or [0] * 24


def insights(database: Database, *, days: int, now: float) -> Insights:
    """The figures of the last days, today included, in the zone in which the service counted.

    Raises:
        UnavailableError: the store cannot be used.
    """
    sums, zone = Sums(database), read_zone(Notes(database).value(ZONE))
    sums.add_tickets(zone)
    today = dt.datetime.fromtimestamp(now, zone).date()
    period = Period((today - dt.timedelta(days=days - 1)).isoformat(), today.isoformat())
    answers, tickets = sums.answers(period), sums.tickets(period)
    return Insights(
        period=period,
        zone=zone.key,
        searches=_searches(sums.searches(period)),
        helped=_helped(answers),
        answers=sum(row["count"] for row in answers if row["answer"] in (YES, NO)),
        led=_led(tickets),
        departments=_departments(tickets),
        locales=dict(_totals(tickets, "locale")),
    )


def wilson_lower(part: int, whole: int) -> float:
    """The lower bound of a share's interval of 95 %, 0 to 1: little where there is little to go by.

    Source: Wilson 1927, doi:10.1080/01621459.1927.10502953.
    """
    if not whole:
        return 0.0
    share = part / whole
    middle = share + _Z**2 / (2 * whole)
    spread = _Z * math.sqrt(share * (1 - share) / whole + _Z**2 / (4 * whole**2))
    return max(0.0, (middle - spread) / (1 + _Z**2 / whole))


def _searches(rows: Sequence[Row]) -> list[Search]:
    found = [Search(row["query"], row["locale"], row["count"], row["results"], row["days"]) for row in rows]
    return sorted(found, key=lambda search: (-search.count, search.query, search.locale))


def _helped(rows: Sequence[Row]) -> list[Helped]:
    counts: dict[tuple[str, str], dict[str, int]] = defaultdict(dict)
    for row in rows:
        counts[row["article"], row["locale"]][row["answer"]] = row["count"]
    found = (
        Helped(*name, each.get(YES, 0), each.get(NO, 0), {reason: each[reason] for reason in REASONS if reason in each})
        for name, each in counts.items()
    )
    return sorted((each for each in found if each.no), key=lambda each: (-each.at_least, -each.no, each.article))


def _led(rows: Sequence[Row]) -> list[Led]:
    counts: Counter[tuple[str, str]] = Counter()
    for row in rows:
        if row["article"]:
            counts[row["article"], row["locale"]] += row["count"]
    return [Led(*name, count) for name, count in sorted(counts.items(), key=lambda item: (-item[1], item[0]))]


def _departments(rows: Sequence[Row]) -> dict[str, list[int]]:
    hours: dict[str, list[int]] = {name: [0] * 24 for name, _ in _totals(rows, "department")}
    for row in rows:
        hours[row["department"]][row["hour"]] += row["count"]
    return hours


def _totals(rows: Sequence[Row], column: str) -> list[tuple[str, int]]:
    counts: Counter[str] = Counter()
    for row in rows:
        counts[row[column]] += row["count"]
    return sorted(counts.items(), key=lambda item: (-item[1], item[0]))
