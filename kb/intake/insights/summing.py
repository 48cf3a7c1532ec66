"""Counting tickets by day and hour before their text is erased, and forgetting old sums."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from kb.intake.insights.hearing import zone_of
from kb.intake.published_forms import FormsFolder
from kb.intake.settings import Settings
from kb.intake.store.database import Database
from kb.intake.store.notes import Notes
from kb.intake.store.sums import Sums

ZONE = "zone"
"""Note of the time zone in which days were counted, for those who know no site."""


@dataclass(frozen=True, slots=True)
class Summing:
    """An hourly chore."""

    settings: Settings
    database: Database
    forms: FormsFolder

    def do(self, *, now: float) -> None:
        """Count what is not counted, forget what was kept long enough.

        Raises:
            UnavailableError: the store cannot be written.
        """
        zone, sums, notes = zone_of(self.forms.current()), Sums(self.database), Notes(self.database)
        if notes.value(ZONE) != zone.key:
            notes.write(ZONE, zone.key)
        sums.add_tickets(zone)
        today = dt.datetime.fromtimestamp(now, zone).date()
        sums.forget(before=(today - dt.timedelta(days=self.settings.keep_sums_days)).isoformat())
