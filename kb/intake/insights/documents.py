"""The figures as JSON, for programs."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from kb.intake.insights.figures import FEW, Insights


def insights_json(found: Insights) -> dict[str, Any]:
    """The figures as ``kb intake insights --json`` prints them; ``few`` marks what chance decides about."""
    return {
        "first": found.period.first,
        "last": found.period.last,
        "zone": found.zone,
        "searches_without_result": [_marked(asdict(each)) for each in found.found_nothing],
        "searches_without_click": [_marked(asdict(each)) for each in found.opened_nothing],
        "answers": found.answers,
        "articles_that_did_not_help": [
            _marked(
                {
                    **asdict(each),
                    "count": each.count,
                    "share": round(each.share, 4),
                    "at_least": round(each.at_least, 4),
                }
            )
            for each in found.helped
        ],
        "articles_that_led_to_tickets": [_marked(asdict(each)) for each in found.led],
        "tickets": found.tickets,
        "tickets_by_department": {name: sum(hours) for name, hours in found.departments.items()},
        "tickets_by_hour": found.hours,
        "tickets_by_department_and_hour": {name: list(hours) for name, hours in found.departments.items()},
        "tickets_by_locale": dict(found.locales),
    }


def _marked(row: dict[str, Any]) -> dict[str, Any]:
    return {**row, "few": row["count"] < FEW}
