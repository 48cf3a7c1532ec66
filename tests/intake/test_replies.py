"""The automatic reply, into a real SMTP server."""

from __future__ import annotations

import re
from email.message import EmailMessage
from pathlib import Path

import pytest

from kb.intake.published_forms import SiteForms
from kb.intake.reply_rules import own_addresses, refusal
from kb.intake.settings import Settings
from kb.intake.store.replies import ReplyRule
from kb.intake.store.ticket_store import Acceptance, TicketStore
from kb.intake.tickets import Delivery
from tests.intake.conftest import Running, Start
from tests.intake.mail_sink import Sink
from tests.intake.site import write_site
from tests.intake.test_store import ticket
from tests.intake.test_tickets import HTML

SUBJECTS = {"sl": "Prejeli smo vaš zahtevek", "pl": "Otrzymaliśmy Państwa zgłoszenie"}


def parts(mail: EmailMessage) -> dict[str, str]:
    return {part.get_content_type(): part.get_content() for part in mail.walk() if not part.is_multipart()}


def reply_of(running: Running, number: str) -> dict[str, object]:
    (found,) = (ticket for ticket in running.tickets() if ticket["number"] == number)
    (way,) = (way for way in found["deliveries"] if way["driver"] == "reply")
    return dict(way)


def test_reply_brings_the_number_and_nothing_that_was_written(start: Start, url: str, sink: Sink) -> None:
    running = start(url=url, **sink.settings)
    answers = [
        running.send(locale=tag, name="Ana", subject="Zadeva <b>", email=f"{tag}@example.org") for tag in SUBJECTS
    ]
    running.wait_for(lambda: len(sink.mails) == 2)
    for answer, (tag, subject) in zip(answers, SUBJECTS.items(), strict=True):
        number = answer.json()["number"]
        (mail,) = sink.to(f"{tag}@example.org")
        assert mail["Subject"] == f"{subject} {number}"
        assert (mail["To"], mail["Reply-To"]) == (f"{tag}@example.org", "support@example.com")
        assert (mail["Auto-Submitted"], mail["X-Auto-Response-Suppress"]) == ("auto-replied", "All")
        assert mail["Message-ID"] == f"<{number}.reply@example.com>"
        told = parts(mail)
        assert list(told) == ["text/plain", "text/html"]
        assert all(number in text for text in told.values())
        assert "+44 20 7946 0123" in told["text/plain"]
        # Nobody can have their own words mailed to a stranger.
        assert not re.search("Zadeva|primer\\.si|\\bana\\b", "".join([*told.values(), str(mail["Subject"])]))
    assert {envelope.mail_from for envelope in sink.envelopes} == {"<>"}
    assert [len(envelope.rcpt_tos) for envelope in sink.envelopes] == [1, 1]


def test_second_attempt_is_the_same_mail(start: Start, url: str, sink: Sink) -> None:
    """Case 26."""
    sink.answers = ["drop"]
    running = start(url=url, **sink.settings)
    number = running.send().json()["number"]
    running.wait_for(lambda: len(sink.mails) == 2)
    assert {mail["Message-ID"] for mail in sink.mails} == {f"<{number}.reply@example.com>"}
    running.wait_for(lambda: reply_of(running, number)["state"] == "done")


def test_repeats_are_not_replied_to_again(start: Start, url: str, sink: Sink) -> None:
    """Case 23."""
    running = start(url=url, **sink.settings)
    for _ in range(3):
        running.send(submission_id="a" * 16)
    running.send(subject="Drugo")
    running.wait_for(lambda: len(sink.mails) == 2)
    assert len(running.tickets()) == 2


def test_address_gets_so_many_replies_a_day(start: Start, url: str, sink: Sink) -> None:
    limits = {"KB_INTAKE_RATE_LIMITS": "on", "KB_INTAKE_REPLIES_PER_ADDRESS": "2"}
    running = start(url=url, **sink.settings, **limits)
    sent = [running.send(subject=f"Zadeva {n}", email=address) for n, address in enumerate(["a@x.si", "A+b@x.si"] * 2)]
    running.send(subject="Drugi", email="b@x.si")
    running.wait_for(lambda: len(sink.mails) == 3)
    assert [answer.status_code for answer in sent] == [201] * 4
    states = [reply_of(running, answer.json()["number"])["state"] for answer in sent]
    assert sorted(map(str, states)) == ["cancelled", "cancelled", "done", "done"]
    # No reply is promised where none comes.
    receipt = running.get(sent[3].json()["receipt"].lstrip("/")).text
    assert "samodejni odgovor" not in receipt
    assert "samodejni odgovor" in running.get(sent[0].json()["receipt"].lstrip("/")).text


@pytest.mark.parametrize(
    ("address", "is_refused"),
    [
        ("ana@example.org", False),
        ("intake@example.com", True),
        ("Support+x@Example.com", True),
        ("billing@example.com", True),
        ("hello@halovane.example", True),
        ("MAILER-DAEMON@example.org", True),
        ("no-reply@example.org", True),
        ("noreply+17@example.org", True),
        ("do_not_reply@example.org", True),
        ("bounces+ana=x.si@example.org", True),
        ("daemonia@example.org", False),
        ("reply@example.org", False),
    ],
)
def test_neither_we_nor_programs_are_replied_to(address: str, *, is_refused: bool) -> None:
    """Case 30."""
    settings = Settings(
        mail_from="intake@example.com",
        reply_to="support@example.com",
        mail_departments={"billing": "billing@example.com"},
    )
    forms = SiteForms(index={"locales": ["sl"], "company": {"sl": {"email.support": "hello@halovane.example"}}})
    assert bool(refusal(address, own=set(own_addresses(settings, forms)))) == is_refused


def test_reply_to_ourselves_is_left_out_and_logged(start: Start, sink: Sink) -> None:
    """Case 30."""
    running = start(**sink.settings)
    own = running.send(email="support@example.com").json()["number"]
    other = running.send(email="ana@example.org").json()["number"]
    running.wait_for(lambda: reply_of(running, other)["state"] == "done")
    way = reply_of(running, own)
    assert (way["state"], way["error"], len(sink.mails)) == ("cancelled", "the address is our own", 1)
    assert f"ticket {own}: no automatic reply: the address is our own" in running.log()


def test_reply_goes_to_a_domain_in_its_own_script(start: Start, sink: Sink) -> None:
    """Case 6."""
    running = start(**sink.settings)
    assert running.send(email="ana@παράδειγμας.ελ").status_code == 201
    running.wait_for(lambda: sink.mails)
    (recipient,) = sink.envelopes[0].rcpt_tos
    assert recipient.startswith("ana@xn--")
    assert recipient.isascii()


@pytest.mark.parametrize("trap", ["homepage", "token"])
def test_quarantined_ticket_is_not_replied_to_until_it_is_released(start: Start, sink: Sink, trap: str) -> None:
    """Case 17. Case 18."""
    running = start(**sink.settings)
    value = "https://spam.example" if trap == "homepage" else running.get("v1/form-token").json()["token"]
    held = running.send(**{trap: value})
    running.send(subject="Drugo", email="brane@example.org")
    running.wait_for(lambda: sink.mails)
    assert [mail["To"] for mail in sink.mails] == ["brane@example.org"]
    # Its sender sees what everybody sees.
    assert "samodejni odgovor" in running.get(held.json()["receipt"].lstrip("/")).text
    running.command("release", held.json()["number"])
    running.wait_for(lambda: len(sink.mails) == 2)


def test_released_ticket_from_an_address_of_the_site_gets_no_reply(start: Start, url: str, sink: Sink) -> None:
    """Case 30."""
    # The site alone names support@example.com.
    running = start(url=url, **{**sink.settings, "KB_INTAKE_REPLY_TO": "answers@example.com"})
    held = running.send(email="support@example.com", homepage="https://spam.example").json()["number"]
    assert running.command("release", held).stdout == f"{held}: released\n"
    way = reply_of(running, held)
    assert (way["state"], way["error"]) == ("cancelled", "the address is our own")


def test_receipt_promises_the_reply(start: Start, sink: Sink) -> None:
    running = start(**sink.settings)
    answer = running.post(
        data={
            "form": "ticket",
            "locale": "sl",
            "department": "domains",
            "email": "ana@example.org",
            "login": "ana",
            "subject": "Prenos",
            "description": "Domena stoji.",
        },
        headers=HTML,
    )
    assert "samodejni odgovor" in running.get(answer.headers["location"].lstrip("/")).text


def refused_start(folder: Path, **environment: str) -> str:
    running = Running(folder, write_site(folder), environment)
    (folder / "site/forms/reply.pl.json").unlink()
    with pytest.raises(pytest.fail.Exception):
        running.start()
    assert running.process
    assert running.process.stdout
    running.process.stdout.close()
    assert running.process.wait(10) == 2
    return running.log()


def test_start_is_refused_where_a_locale_has_no_template(tmp_path: Path) -> None:
    """Case 34."""
    told = refused_start(
        tmp_path,
        KB_INTAKE_SMTP="smtp://127.0.0.1",
        KB_INTAKE_REPLY_FROM="intake@example.com",
        KB_INTAKE_REPLY_TO="support@example.com",
    )
    assert "reply.pl.json is missing: there is no automatic reply in pl." in told


def test_start_is_refused_without_a_mailbox_that_somebody_reads(tmp_path: Path) -> None:
    told = refused_start(tmp_path, KB_INTAKE_SMTP="smtp://127.0.0.1", KB_INTAKE_REPLY_FROM="intake@example.com")
    assert "KB_INTAKE_REPLY_TO is missing" in told


def test_further_replies_within_a_minute_are_only_delayed(store: TicketStore) -> None:
    dues = []
    for second in range(5):
        sent = ticket(created=1000.0 + second)
        store.accept(sent, Acceptance(reply=ReplyRule("example.com", most_a_minute=2)))
        (way,) = store.deliveries(sent.number)
        dues.append(way.due)
    assert dues == [1000, 1001, 1060, 1061, 1120]


def test_reply_stands_in_the_outbox_with_its_message_id(store: TicketStore) -> None:
    sent = ticket()
    store.accept(sent, Acceptance(reply=ReplyRule("example.com")))
    (way,) = store.deliveries(sent.number)
    assert isinstance(way, Delivery)
    assert (way.driver, way.state, way.reference) == ("reply", "pending", f"<{sent.number}.reply@example.com>")
