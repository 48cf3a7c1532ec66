"""The automatic reply: a number and what happens next, and nothing that somebody has written."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime, formataddr, localtime

from kb.intake.delivery.driver import Delivered, FailedError, Parcel
from kb.intake.delivery.smtp import Relay, send
from kb.intake.reply_template import NUMBER, ReplyTemplate
from kb.intake.store.replies import REPLY

Templates = Callable[[str], ReplyTemplate | None]
"""The template of a locale."""


@dataclass(frozen=True, slots=True)
class ReplyDriver:
    """Sends each ticket's number to the address that its sender gave."""

    relay: Relay
    sender: str
    reply_to: str
    """A mailbox that somebody reads."""
    templates: Templates
    name: str = REPLY

    def deliver(self, parcel: Parcel, /) -> Delivered:
        """Send the reply; a second attempt carries the same Message-ID."""
        template = self.templates(parcel.ticket.locale)
        if template is None:
            raise FailedError(f"the site has no template of the reply in {parcel.ticket.locale}")
        message = self.message(parcel, template)
        # Without a return path nothing comes back, so that no other program can begin to answer (RFC 3834, 3.3).
        send(self.relay, message, sender="", to=parcel.ticket.email)
        return Delivered(parcel.reference)

    def message(self, parcel: Parcel, template: ReplyTemplate) -> EmailMessage:
        """The reply as a mail."""
        number = parcel.ticket.number
        message = EmailMessage(policy=SMTP)
        message["From"] = formataddr((template.company, self.sender)) if template.company else self.sender
        message["To"] = parcel.ticket.email
        message["Reply-To"] = self.reply_to
        message["Subject"] = template.subject.replace(NUMBER, number)
        message["Date"] = format_datetime(localtime())
        message["Message-ID"] = parcel.reference
        message["Auto-Submitted"] = "auto-replied"
        message["X-Auto-Response-Suppress"] = "All"
        message["Content-Language"] = parcel.ticket.locale
        message["X-KB-Number"] = number
        message.set_content(template.text.replace(NUMBER, number), cte="quoted-printable")
        message.add_alternative(template.html.replace(NUMBER, number), subtype="html", cte="quoted-printable")
        return message
