"""Sums by day: what readers said of articles, what they searched in vain, what tickets were about."""

from __future__ import annotations

import datetime as dt
import json
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from kb.intake.store.database import Database, Row, Statements

_BATCH = 500
_MOST_QUERIES = 2000
"""Different queries that a day keeps in a locale; further ones are noise, or somebody's program."""
_ID = re.compile(r"[\w.-]+(?:/[\w.-]+)*")
_LONGEST_ID = 200
_SUMMED = ("day", "hour", "form", "locale", "department", "article")


@dataclass(frozen=True, slots=True)
class Period:
    """Days from the first to the last, both included, as ``2026-11-22``."""

    first: str
    last: str


def is_article_id(text: str) -> bool:
    """Whether an article could have this id: its path without locale and suffix."""
    return len(text) <= _LONGEST_ID and bool(_ID.fullmatch(text)) and ".." not in text


class Sums:
    """The sums in a database."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def add_answers(self, day: str, article: str, locale: str, answers: Sequence[str]) -> None:
        """Count what a reader said of an article."""
        sql = (
            "INSERT INTO feedback (day, article, locale, answer, count) VALUES (:day, :article, :locale, :answer, 1)"
            " ON CONFLICT (day, article, locale, answer) DO UPDATE SET count = feedback.count + 1"
        )

        def job(run: Statements) -> None:
            for answer in sorted(answers):
                run(sql, day=day, article=article, locale=locale, answer=answer)

        self._database.write(job)

    def add_search(self, day: str, locale: str, query: str, results: int) -> None:
        """Count a query after which nothing was opened."""
        sql = (
            "INSERT INTO searches (day, locale, query, results, count)"
            " SELECT :day, :locale, :query, CAST(:results AS INTEGER), 1"
            " WHERE (SELECT COUNT(*) FROM searches WHERE day = :day AND locale = :locale) < :most"
            " ON CONFLICT (day, locale, query) DO UPDATE SET count = searches.count + 1, results = excluded.results"
        )
        values = {"day": day, "locale": locale, "query": query, "results": results, "most": _MOST_QUERIES}
        self._database.write(lambda run: run(sql, **values))

    def add_tickets(self, zone: ZoneInfo) -> int:
        """Count the tickets that were not counted yet; how many there were. Quarantined ones wait until released."""
        total = 0
        while count := self._database.write(lambda run: self._add_some(run, zone)):
            total += count
        return total

    def answers(self, period: Period) -> Sequence[Row]:
        """(article, locale, answer, count) of a period."""
        sql = (
            "SELECT article, locale, answer, SUM(count) AS count FROM feedback"
            " WHERE day BETWEEN :first AND :last GROUP BY article, locale, answer"
        )
        return self._rows(sql, period)

    def searches(self, period: Period) -> Sequence[Row]:
        """(locale, query, count, results, days) of a period; results: those of the last day."""
        sql = (
            "SELECT locale, query, SUM(count) AS count, COUNT(*) AS days,"
            " (SELECT latest.results FROM searches AS latest"
            " WHERE latest.locale = searches.locale AND latest.query = searches.query AND latest.day <= :last"
            " ORDER BY latest.day DESC LIMIT 1) AS results FROM searches"
            " WHERE day BETWEEN :first AND :last GROUP BY locale, query"
        )
        return self._rows(sql, period)

    def tickets(self, period: Period) -> Sequence[Row]:
        """(hour, form, locale, department, article, count) of a period."""
        sql = (
            "SELECT hour, form, locale, department, article, SUM(count) AS count FROM ticket_sums"
            " WHERE day BETWEEN :first AND :last GROUP BY hour, form, locale, department, article"
        )
        return self._rows(sql, period)

    def forget(self, *, before: str) -> None:
        """Delete the sums of the days before this one."""

        def job(run: Statements) -> None:
            for table in ("feedback", "searches", "ticket_sums"):
                run(f"DELETE FROM {table} WHERE day < :before", before=before)  # noqa: S608 - one of three names

        self._database.write(job)

    def _rows(self, sql: str, period: Period) -> Sequence[Row]:
        rows = self._database.read(lambda run: run(sql, first=period.first, last=period.last))
        return [{**row, "count": int(row["count"])} for row in rows]

    def _add_some(self, run: Statements, zone: ZoneInfo) -> int:
        sql = (
            "UPDATE tickets SET summed = 1 WHERE number IN (SELECT number FROM tickets"  # noqa: S608 - a text of ours
            f" WHERE summed = 0 AND state <> 'quarantined' ORDER BY created LIMIT :count {self._database.skip_locked})"
            " RETURNING created, form, locale, fields, state, reason"
        )
        rows = run(sql, count=_BATCH)
        # One that was erased while it was quarantined was never a ticket.
        genuine = [row for row in rows if not (row["state"] == "erased" and row["reason"])]
        places = ", ".join(f":{name}" for name in _SUMMED)
        insert = (
            f"INSERT INTO ticket_sums ({', '.join(_SUMMED)}, count) VALUES ({places}, :count)"  # noqa: S608 - ours
            f" ON CONFLICT ({', '.join(_SUMMED)}) DO UPDATE SET count = ticket_sums.count + excluded.count"
        )
        for slot, count in sorted(Counter(_slot(row, zone) for row in genuine).items()):
            run(insert, **dict(zip(_SUMMED, slot, strict=True)), count=count)
        return len(rows)


def _slot(row: Row, zone: ZoneInfo) -> tuple[str, int, str, str, str, str]:
    """What a ticket is counted under; its fields are gone where it was erased."""
    moment = dt.datetime.fromtimestamp(row["created"], zone)
    fields = json.loads(row["fields"])
    article = str(fields.get("article", ""))
    return (
        moment.date().isoformat(),
        moment.hour,
        row["form"],
        row["locale"],
        str(fields.get("department", "")),
        article if is_article_id(article) else "",
    )
