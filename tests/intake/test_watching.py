"""What an operator sees of a running service: figures and the log."""

from __future__ import annotations

import contextlib
import json
import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from prometheus_client.parser import text_string_to_metric_families

from kb.intake.delivery.worker import Worker
from kb.intake.files import FileFolder
from kb.intake.logs import JsonLines, Lines
from kb.intake.store.opening import open_store
from kb.intake.store.outbox import Outbox
from kb.intake.store.ticket_store import Acceptance
from tests.intake.conftest import Running, Start
from tests.intake.mail_sink import Sink, mail_sink
from tests.intake.postgres import free_port
from tests.intake.site import ANSWERS
from tests.intake.test_commands import Place
from tests.intake.test_store import ticket


def figures(running: Running, **headers: str) -> dict[str, float]:
    """``name{label="value"}`` → figure, without buckets."""
    answer = running.get("metrics", **headers)
    assert answer.status_code == 200, answer.text
    found = {}
    for family in text_string_to_metric_families(answer.text):
        for sample in family.samples:
            labels = ",".join(f"{name}={value}" for name, value in sorted(sample.labels.items()) if name != "le")
            if not sample.name.endswith(("_bucket", "_created")):
                found[f"{sample.name}{{{labels}}}" if labels else sample.name] = sample.value
    return found


def test_posts_are_counted_by_what_became_of_them(running: Running) -> None:
    running.send(submission_id="a" * 16)
    running.send(submission_id="a" * 16)
    running.send(homepage="x")
    running.send(email="wrong")
    running.post(content=b"{", headers={"Content-Type": "application/json"})
    found = figures(running)
    assert found["kb_intake_accepted_total{form=ticket,state=received}"] == 1
    assert found["kb_intake_accepted_total{form=ticket,state=repeated}"] == 1
    assert found["kb_intake_accepted_total{form=ticket,state=quarantined}"] == 1
    assert found["kb_intake_refused_total{code=fields.invalid}"] == 1
    assert found["kb_intake_refused_total{code=json.invalid}"] == 1
    assert found["kb_intake_accept_seconds_count"] == 3
    assert found["kb_intake_quarantined"] == 1


def test_deliveries_are_counted_and_what_waits_is_shown(running: Running) -> None:
    assert figures(running)["kb_intake_outbox_pending{driver=file}"] == 0
    running.send()
    running.wait_for(lambda: figures(running).get("kb_intake_deliveries_total{driver=file,outcome=done}") == 1)
    found = figures(running)
    assert found["kb_intake_outbox_pending{driver=file}"] == 0
    assert found["kb_intake_outbox_dead{driver=file}"] == 0
    assert found["kb_intake_driver_halted{driver=file}"] == 0
    assert found["kb_intake_delivery_delay_seconds_count{driver=file}"] == 1


def test_helpdesk_that_is_down_shows_as_a_growing_age(start: Start) -> None:
    """Case 26."""
    relay = {"KB_INTAKE_SMTP": f"smtp://127.0.0.1:{free_port()}", "KB_INTAKE_MAIL_FROM": "intake@example.com"}
    running = start(**relay, KB_INTAKE_MAIL_TO="helpdesk@example.com", KB_INTAKE_REPLY_TO="support@example.com")
    assert running.send().status_code == 201
    running.wait_for(lambda: figures(running).get("kb_intake_deliveries_total{driver=smtp,outcome=postponed}", 0) >= 1)
    first = figures(running)
    assert first["kb_intake_outbox_pending{driver=smtp}"] == 1
    running.wait_for(
        lambda: (
            figures(running)["kb_intake_outbox_oldest_seconds{driver=smtp}"]
            > first["kb_intake_outbox_oldest_seconds{driver=smtp}"]
        )
    )


def test_mail_that_is_refused_for_good_raises_an_alarm(start: Start, url: str, sink: Sink) -> None:
    """Case 26."""
    sink.answers = ["554 no such mailbox <helpdesk@example.com>"]
    running = start(url=url, **sink.settings_with_tickets, KB_INTAKE_REPLIES="off", KB_INTAKE_LOG="json")
    number = running.send().json()["number"]
    running.wait_for(lambda: figures(running)["kb_intake_outbox_dead{driver=smtp}"] == 1)
    assert figures(running)["kb_intake_deliveries_total{driver=smtp,outcome=dead}"] == 1
    (line,) = (line for line in running.log().splitlines() if "554" in line)
    assert json.loads(line)["level"] == "error"
    assert number in line
    assert "helpdesk@" not in line


def test_wrong_password_halts_a_driver_and_raises_an_alarm(start: Start) -> None:
    with refusing_mail_server() as port:
        settings = {"KB_INTAKE_MAIL_FROM": "intake@example.com", "KB_INTAKE_MAIL_TO": "helpdesk@example.com"}
        running = start(KB_INTAKE_SMTP=f"smtp://kb:x@127.0.0.1:{port}", KB_INTAKE_REPLIES="off", **settings)
        running.send()
        running.wait_for(lambda: figures(running)["kb_intake_driver_halted{driver=smtp}"] == 1)
    assert "is stopped" in running.log()
    found = figures(running)
    assert found["kb_intake_outbox_pending{driver=smtp}"] == 1
    assert found["kb_intake_driver_halted{driver=file}"] == 0


@contextmanager
def refusing_mail_server() -> Iterator[int]:
    """A mail server that offers no encryption, so that a password must not go there."""
    with mail_sink() as sink:
        yield sink.port


@pytest.mark.parametrize(("age_s", "level"), [(59.0, "INFO"), (61.0, "ERROR")])
def test_reply_that_comes_late_raises_an_alarm(
    tmp_path: Path, caplog: pytest.LogCaptureFixture, age_s: float, level: str
) -> None:
    with contextlib.closing(open_store(f"sqlite:///{tmp_path / 'intake.sqlite'}")) as store:
        sent = ticket(created=1000.0)
        store.accept(sent, Acceptance(["reply"]))
        place = Place("sent")
        place.name = "reply"
        files = FileFolder(tmp_path / "files")
        worker = Worker(place, store, Outbox(store.database), files, clock=lambda: 1000.0 + age_s)
        caplog.set_level("INFO")
        assert worker.deliver_due()
    (record,) = (record for record in caplog.records if sent.number in record.getMessage())
    assert record.levelname == level


def test_processes_that_share_a_port_add_up(start: Start, postgres: Callable[[], str]) -> None:
    running = start("--workers", "2", url=postgres())
    for number in range(12):
        # Each on a connection of its own, so that both processes get some.
        with running.fresh() as one:
            assert one.send(subject=f"Zadeva {number}").status_code == 201
    for _ in range(4):
        with running.fresh() as one:
            assert figures(one)["kb_intake_accepted_total{form=ticket,state=received}"] == 12


@pytest.mark.parametrize(
    ("settings", "headers"),
    [
        ({"KB_INTAKE_METRICS": "10.0.0.0/8"}, {}),
        # What a proxy on this machine passes on is a stranger's, unless the proxy is trusted and says otherwise.
        ({}, {"X-Forwarded-For": "203.0.113.7"}),
        ({}, {"X-Forwarded-For": "127.0.0.1"}),
        ({}, {"Forwarded": "for=127.0.0.1"}),
        ({"KB_INTAKE_TRUSTED_PROXIES": "127.0.0.1"}, {"X-Forwarded-For": "203.0.113.7"}),
        ({"KB_INTAKE_TRUSTED_PROXIES": "127.0.0.1"}, {"X-Forwarded-For": "10.1.1.1, 203.0.113.7"}),
    ],
)
def test_strangers_find_no_figures(start: Start, settings: dict[str, str], headers: dict[str, str]) -> None:
    answer = start(**settings).get("metrics", **headers)
    assert (answer.status_code, answer.text) == (404, "Not found\n")


def test_network_that_is_named_reads_the_figures_through_a_trusted_proxy(start: Start) -> None:
    running = start(KB_INTAKE_METRICS="10.0.0.0/8", KB_INTAKE_TRUSTED_PROXIES="127.0.0.1")
    assert "kb_intake_quarantined" in figures(running, **{"X-Forwarded-For": "10.1.1.1"})


def test_log_is_an_object_a_line_with_numbers_and_no_address_or_text(start: Start) -> None:
    running = start(KB_INTAKE_LOG="json")
    number = running.send().json()["number"]
    running.send(email="wrong@@example.com")
    running.wait_for_file(f"{number}.txt")
    running.stop()
    lines = [json.loads(line) for line in running.log().splitlines()]
    received = next(line for line in lines if line.get("number") == number)
    assert (received["level"], received["form"], received["locale"]) == ("info", "ticket", "sl")
    assert received["time"].endswith("Z")
    for secret in ("ana", "example.com", str(ANSWERS["subject"]), str(ANSWERS["description"])):
        assert secret not in running.log()


def test_names_that_no_form_knows_are_not_logged_however_long(start: Start) -> None:
    running = start()
    assert running.send(**{"geslo" * 40_000: "x", "topic": "sending"}).status_code == 201
    assert "geslo" not in running.log()
    assert "2 answers that nobody asked for were ignored: topic" in running.log()


@pytest.mark.parametrize("shown", [Lines(), JsonLines()])
def test_long_word_is_logged_at_once(shown: logging.Formatter) -> None:
    """Time by the square of its length would be minutes."""
    record = logging.LogRecord("kb.intake", logging.ERROR, "", 0, "%s", ("a" * 200_000,), None)
    assert "a" * 200_000 in shown.format(record)


@pytest.mark.parametrize("shown", [Lines(), JsonLines()])
@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("550 <žana@example.com>: no such user", "no such user"),
        ("refused: RCPT TO:ana.b+c@παράδειγμα.ελ", "refused"),
        ("postgresql://kb:geslo@db.example/intake is gone", "is gone"),
    ],
)
def test_addresses_in_what_others_say_are_taken_out(shown: logging.Formatter, text: str, kept: str) -> None:
    record = logging.LogRecord("kb.intake", logging.ERROR, "", 0, "delivery failed: %s", (text,), None)
    line = shown.format(record)
    assert "@" not in line
    assert "geslo" not in line
    assert kept in line
