"""How a Request Tracker is set up: which queue a ticket belongs to, and which custom fields it fills."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from kb.forms.normal import one_line
from kb.intake.tickets import Ticket


@dataclass(frozen=True, slots=True, kw_only=True)
class Tracker:
    """How a Request Tracker is set up for us."""

    queue: str = "General"
    queues: Mapping[str, str] = field(default_factory=dict)
    """Department → queue."""
    complaints_queue: str = ""
    number_field: str = "IntakeNumber"
    """The custom field of our number, by which a ticket is found again."""
    fields: Mapping[str, str] = field(default_factory=dict)
    """Field of the form, ``locale``, ``form`` or ``marks`` → custom field."""

    def queue_of(self, ticket: Ticket) -> str:
        """Where a ticket belongs, by what its sender says."""
        if "complaint" in ticket.marks and self.complaints_queue:
            return self.complaints_queue
        return self.queues.get(ticket.claims.department, self.queue)

    def custom_fields(self, ticket: Ticket) -> dict[str, str]:
        """Custom field → value, where there is one."""
        own = {"locale": ticket.locale, "form": ticket.form, "marks": ticket.marks}
        found = {self.number_field: ticket.number}
        for name, theirs in self.fields.items():
            value = own.get(name) or ticket.fields.get(name, "")
            found[theirs] = one_line(value if isinstance(value, str) else ", ".join(value))
        return {name: value for name, value in found.items() if value}
