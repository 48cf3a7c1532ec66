"""What staff must know before they read a ticket, in their language."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from kb.intake.tickets import Ticket
from kb.intake.words import Words

Remarks = Callable[[Ticket, bool], Sequence[str]]
"""Told a ticket and whether it joins the earlier one that it names."""


def no_remarks(_: Ticket, __: bool, /) -> Sequence[str]:  # noqa: FBT001 - the shape of Remarks
    """Nothing to say."""
    return ()


def remarks(words: Words, ticket: Ticket, *, is_joined: bool) -> list[str]:
    """The remarks on a ticket.

    Args:
        words: the intake's words in the language of staff.
        ticket: the ticket.
        is_joined: whether it is added to the earlier ticket that it names.
    """
    claims = ticket.claims
    told = []
    if "authorisation" in ticket.marks:
        told.append(words["staff.authorisation"])
    if claims.is_critical:
        told.append(words["staff.critical"])
    if "complaint" in ticket.marks:
        told.append(words["staff.complaint"])
    if ticket.earlier and not is_joined:
        told.append(f"{words['staff.earlier']} {ticket.earlier}")
    if "unknown_number" in ticket.marks:
        told.append(words["staff.unknown_number"])
    if claims.department or claims.plan:
        told.append(words["staff.claims"])
    return told
