"""A real SMTP server that keeps what it gets, or answers as it is told to."""

from __future__ import annotations

import email
import email.policy
from collections.abc import Iterator
from contextlib import contextmanager
from email.message import EmailMessage

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session

from tests.intake.postgres import free_port


class Sink:
    """Takes mail, or answers as it is told to."""

    def __init__(self) -> None:
        self.port = free_port()
        self.mails: list[EmailMessage] = []
        self.envelopes: list[Envelope] = []
        self.answers: list[str] = []

    @property
    def settings(self) -> dict[str, str]:
        """Settings of a service that mails its replies here."""
        return {
            "KB_INTAKE_SMTP": f"smtp://127.0.0.1:{self.port}",
            "KB_INTAKE_REPLY_FROM": "intake@example.com",
            "KB_INTAKE_REPLY_TO": "support@example.com",
        }

    @property
    def settings_with_tickets(self) -> dict[str, str]:
        """The same of one that also mails its tickets."""
        return {
            **self.settings,
            "KB_INTAKE_MAIL_FROM": "intake@example.com",
            "KB_INTAKE_MAIL_TO": "helpdesk@example.com",
        }

    def to(self, address: str) -> list[EmailMessage]:
        """What came for an address."""
        return [
            mail for mail, envelope in zip(self.mails, self.envelopes, strict=False) if address in envelope.rcpt_tos
        ]

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:  # noqa: N802 - aiosmtpd's
        answer = self.answers.pop(0) if self.answers else "250 OK"
        if answer.startswith("drop"):
            self._take(envelope)
            assert server.transport
            server.transport.close()
            return "250 OK"
        if answer.startswith("250"):
            self._take(envelope)
        return answer

    def _take(self, envelope: Envelope) -> None:
        assert isinstance(envelope.content, bytes)
        self.envelopes.append(envelope)
        self.mails.append(email.message_from_bytes(envelope.content, EmailMessage, policy=email.policy.default))


@contextmanager
def mail_sink(sink: Sink | None = None) -> Iterator[Sink]:
    """A sink that listens at ``port``; another kind of it may be given."""
    sink = sink or Sink()
    controller = Controller(sink, hostname="127.0.0.1", port=sink.port, enable_SMTPUTF8=False)
    controller.start()
    try:
        yield sink
    finally:
        controller.stop()
