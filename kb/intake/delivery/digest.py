"""A mail a day about the tickets that are quarantined, so that nobody forgets them: numbers and reasons only."""

from __future__ import annotations

import datetime as dt
import logging
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime
from zoneinfo import ZoneInfo

from kb.intake.delivery.driver import FailedError, RejectedError, StoppedError
from kb.intake.delivery.smtp import read_relay, send
from kb.intake.insights.hearing import day, zone_of
from kb.intake.published_forms import FormsFolder
from kb.intake.settings import Settings
from kb.intake.store.notes import Notes
from kb.intake.store.ticket_store import TicketStore
from kb.intake.store.waiting import Held, held

log = logging.getLogger(__name__)

_NAME = "digest"
_LEASE_S = 300.0
"""Longer than a mail server may take."""
_MOST = 200
"""Tickets that a mail lists."""


@dataclass(frozen=True, slots=True)
class Digest:
    """An hourly chore that acts once a day, in one process."""

    settings: Settings
    store: TicketStore
    forms: FormsFolder

    def do(self, *, now: float) -> None:
        """Mail what waits, unless that was done today or nothing does.

        Raises:
            UnavailableError: the store cannot be used.
        """
        if not self.settings.digest_to or not (found := held(self.store.database)):
            return
        zone = zone_of(self.forms.current())
        today, notes = day(now, zone), Notes(self.store.database)
        if not notes.lease(_NAME, today, now=now, lease_s=_LEASE_S):
            return
        try:
            send(read_relay(self.settings.smtp), self._message(found, today, zone))
        except (FailedError, RejectedError, StoppedError) as error:
            log.error("the digest of quarantined tickets could not be sent, it is tried again in an hour: %s", error)
            return
        notes.write(_NAME, today)
        log.info("the digest of %d quarantined tickets was sent", len(found))

    def _message(self, found: Sequence[Held], today: str, zone: ZoneInfo) -> EmailMessage:
        sender = self.settings.digest_sender
        message = EmailMessage(policy=SMTP)
        message["From"] = sender
        message["To"] = self.settings.digest_to
        message["Subject"] = f"{len(found)} quarantined ticket{'' if len(found) == 1 else 's'}, {today}"
        message["Date"] = format_datetime(dt.datetime.now(dt.UTC))
        message["Message-ID"] = f"<{today}.{_NAME}@{sender.rpartition('@')[2]}>"
        message["Auto-Submitted"] = "auto-generated"
        message.set_content(digest_text(found, zone))
        return message


def digest_text(found: Sequence[Held], zone: ZoneInfo) -> str:
    """What the mail says.

    Args:
        found: all quarantined tickets, the newest first.
        zone: in which their days are told.
    """
    reasons = Counter(each.reason for each in found)
    lines = [
        f"{len(found)} {'ticket is' if len(found) == 1 else 'tickets are'} quarantined; who sent them waits.",
        "",
        *(f"{count:5}  {reason}" for reason, count in reasons.most_common()),
        "",
        *(f"{each.number}  {day(each.created, zone)}  {each.locale}  {each.reason}" for each in found[:_MOST]),
        *([f"and {len(found) - _MOST} more: kb intake list"] if len(found) > _MOST else []),
        "",
        "Look at one:        kb intake show NUMBER",
        "Let it go its way:  kb intake release NUMBER",
    ]
    return "\n".join(lines) + "\n"
