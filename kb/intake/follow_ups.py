"""Which earlier ticket a new one joins, and what staff must heed.

Its sender is never told whether a number is known.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from kb.forms.form import Form, asked
from kb.intake.ticket_numbers import read_number
from kb.intake.tickets import Mark, Ticket

COMPLAINTS = "complaints"
"""The department to which complaints go."""
_AUTHORISATION = "authorisation"
"""The form's step that is asked whenever staff must do something."""
_NUMBER = "ticket-number"
"""The pattern of fields that take an earlier ticket's number."""

Find = Callable[[str], Ticket | None]
"""The ticket with a number."""


def followed(ticket: Ticket, form: Form, find: Find) -> Ticket:
    """The ticket with the earlier one that it joins, and its marks.

    A number of another sender's ticket counts as unknown: who knows a number must not get at what it stands for.
    A complaint never joins the ticket that it is about: others look at it.
    """
    named = _named(ticket, form)
    known = find(named) if named else None
    earlier = known if known and _is_of(ticket, known) else None
    is_complaint = ticket.claims.department == COMPLAINTS
    holds: dict[Mark, bool] = {
        "authorisation": _is_asked_for(ticket, form),
        "complaint": is_complaint,
        "unknown_number": named is not None and not earlier,
    }
    joined = earlier if not is_complaint else None
    # What joins a follow-up joins what that one had joined: the place knows only that ticket.
    return replace(
        ticket,
        earlier=(joined.earlier or joined.number) if joined else "",
        marks=tuple(mark for mark, is_so in holds.items() if is_so),
    )


def _named(ticket: Ticket, form: Form) -> str | None:
    """The number that it names, empty where a digit is wrong; nothing where it names none."""
    answers = (str(ticket.fields.get(field.id, "")) for field in form.fields if field.pattern == _NUMBER)
    return next((read_number(answer) for answer in answers if answer), None)


def _is_of(ticket: Ticket, earlier: Ticket) -> bool:
    return bool(ticket.email) and ticket.email.casefold() == earlier.email.casefold()


def _is_asked_for(ticket: Ticket, form: Form) -> bool:
    return any(field.step == _AUTHORISATION for field, _ in asked(form, ticket.fields))
