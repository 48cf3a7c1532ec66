"""Tickets as JSON, for operators and programs."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Any

from kb.intake.tickets import Delivery, Ticket


def ticket_json(ticket: Ticket, deliveries: Sequence[Delivery] = ()) -> dict[str, Any]:
    """A ticket as ``kb intake list --json`` prints it."""
    return {
        "number": ticket.number,
        "submission_id": ticket.submission_id,
        "form": ticket.form,
        "version": ticket.version,
        "locale": ticket.locale,
        "created": _moment(ticket.created),
        "state": ticket.state,
        "reason": ticket.reason,
        "earlier": ticket.earlier,
        "marks": list(ticket.marks),
        "subject": ticket.subject,
        "fields": {name: list(value) if isinstance(value, tuple) else value for name, value in ticket.fields.items()},
        "files": [
            {"field": f.field, "name": f.name, "size": f.size, "sha256": f.sha256, "stored": f.stored}
            for f in ticket.files
        ],
        "deliveries": [
            {
                "driver": delivery.driver,
                "state": delivery.state,
                "attempts": delivery.attempts,
                "due": _moment(delivery.due),
                "error": delivery.error,
                "reference": delivery.reference,
            }
            for delivery in deliveries
        ],
    }


def _moment(seconds: float) -> str:
    return dt.datetime.fromtimestamp(seconds, dt.UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
