"""Delivery by mail, into a real SMTP server."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from aiosmtpd.smtp import SMTP, Envelope, Session

from kb.intake.delivery import smtp
from kb.intake.delivery.driver import FailedError, Parcel, RejectedError
from kb.intake.delivery.smtp import MailRoute, Relay, SmtpDriver
from kb.intake.delivery.worker import LEASE_S
from kb.intake.tickets import KeptFile
from tests.intake.conftest import Start
from tests.intake.mail_sink import Sink, mail_sink
from tests.intake.test_store import ticket


@pytest.fixture
def sink() -> Iterator[tuple[Sink, int]]:
    with mail_sink() as found:
        yield found, found.port


def driver(port: int) -> SmtpDriver:
    return SmtpDriver(Relay("127.0.0.1", port), "intake@example.com", MailRoute("helpdesk@example.com"))


def test_ticket_goes_out_as_a_mail_to_be_answered_to_its_sender(start: Start, sink: tuple[Sink, int]) -> None:
    """Case 5."""
    handler, _ = sink
    running = start(**handler.settings_with_tickets, KB_INTAKE_REPLIES="off")
    number = running.send(subject="Zadeva\r\nBcc: x@example.com").json()["number"]
    running.wait_for(lambda: handler.mails)
    (mail,) = handler.mails
    assert handler.envelopes[0].rcpt_tos == ["helpdesk@example.com"]
    assert (mail["Reply-To"], mail["Subject"]) == ("ana@example.com", f"[{number}] Domene: Zadeva Bcc: x@example.com")
    assert mail["Bcc"] is None
    assert (mail["Auto-Submitted"], mail["Message-ID"]) == ("auto-generated", f"<{number}.smtp@example.com>")
    assert "Domena primer.si se ne prenese." in mail.get_content()
    running.wait_for(lambda: all(way["state"] == "done" for way in running.tickets()[0]["deliveries"]))


def test_files_are_attached(tmp_path: Path, sink: tuple[Sink, int]) -> None:
    handler, port = sink
    path = tmp_path / "stored"
    path.write_bytes(b"vsebina")
    sent = replace(ticket(), files=(KeptFile("stored", "files", "žaba.txt", 7, ""),))
    driver(port).deliver(Parcel(sent, [path]))
    (attached,) = handler.mails[0].iter_attachments()
    assert (attached.get_filename(), attached.get_content().strip()) == ("žaba.txt", "vsebina")


@pytest.mark.parametrize(
    ("answer", "error"),
    [("451 later", FailedError), ("554 no", RejectedError), ("drop", FailedError)],
)
def test_refusals_are_told_apart(sink: tuple[Sink, int], answer: str, error: type[Exception]) -> None:
    handler, port = sink
    handler.answers = [answer]
    with pytest.raises(error):
        driver(port).deliver(Parcel(ticket(), []))


def test_second_attempt_carries_the_same_message_id(sink: tuple[Sink, int]) -> None:
    handler, port = sink
    handler.answers = ["drop"]
    parcel = Parcel(ticket(), [])
    with pytest.raises(FailedError):
        driver(port).deliver(parcel)
    driver(port).deliver(parcel)
    first, second = handler.mails
    assert first["Message-ID"] == second["Message-ID"]


def test_what_a_server_says_is_told_without_the_address(sink: tuple[Sink, int]) -> None:
    handler, port = sink
    handler.answers = ["550 5.1.1 <ana@example.com>: no such user"]
    with pytest.raises(RejectedError, match=r"550 5\.1\.1 <address>: no such user"):
        driver(port).deliver(Parcel(ticket(), []))


def test_server_that_is_down_is_tried_later() -> None:
    with pytest.raises(FailedError):
        driver(9).deliver(Parcel(ticket(), []))


class SlowSink(Sink):
    """Looks through each mail before it takes it."""

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:  # noqa: N802 - aiosmtpd's
        await asyncio.sleep(1.5)
        return await super().handle_DATA(server, session, envelope)


def test_server_that_looks_through_a_mail_first_is_waited_for(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(smtp, "_TIMEOUT_S", 1)
    with mail_sink(SlowSink()) as slow:
        driver(slow.port).deliver(Parcel(ticket(), []))
        assert len(slow.mails) == 1


def test_delivery_ends_before_its_lease(monkeypatch: pytest.MonkeyPatch) -> None:
    assert smtp._ALTOGETHER_S < LEASE_S
    monkeypatch.setattr(smtp, "_ALTOGETHER_S", 0.5)
    with mail_sink(SlowSink()) as slow, pytest.raises(FailedError):
        driver(slow.port).deliver(Parcel(ticket(), []))
