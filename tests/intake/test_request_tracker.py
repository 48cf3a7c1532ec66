"""Delivery to a real Request Tracker."""

from __future__ import annotations

import os
import random
import signal
import uuid
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from typing import Any

import pytest

from kb.intake.delivery.driver import Earlier, Parcel
from kb.intake.delivery.request_tracker import request_tracker
from kb.intake.settings import Settings, read_settings
from kb.problems import KbError
from tests.intake.conftest import Running, Start
from tests.intake.request_tracker import RequestTracker
from tests.intake.site import ANSWERS
from tests.intake.test_files import PNG
from tests.intake.test_store import ticket

pytestmark = pytest.mark.any_store

TICKETS = 500 if os.environ.get("KB_TESTS") == "full" else 24


def settings(tracker: RequestTracker, **more: str) -> dict[str, str]:
    return {
        "KB_INTAKE_RT": tracker.url,
        "KB_INTAKE_RT_QUEUE": "Support",
        "KB_INTAKE_RT_QUEUES": "domains=Domains",
        "KB_INTAKE_RT_COMPLAINTS_QUEUE": "Complaints",
        "KB_INTAKE_RT_FIELDS": "department=Department, plan=Plan",
        **more,
    }


def delivered(running: Running, number: str, *, times: int = 1) -> dict[str, Any]:
    """The delivery of a ticket, once RT has it."""
    told = f"ticket {number}: delivered by rt"
    running.wait_for(lambda: running.log().count(told) >= times, within_s=60)
    return running.way(number, "rt")


def queue(tracker: RequestTracker, ticket: dict[str, Any]) -> str:
    return str(tracker.ask("GET", f"queue/{ticket['Queue']['id']}")["Name"])


def test_ticket_arrives_whole_and_its_requester_is_the_customer(
    start: Start, url: str, tracker: RequestTracker
) -> None:
    running = start(url=url, **settings(tracker))
    email = f"{uuid.uuid4().hex}@example.com"
    files = [
        ("files", ("žaba Ω.png", PNG, "image/png")),
        ("files", ("log.txt", "čšž\n".encode("cp1250"), "text/plain")),
    ]
    answer = running.post(
        data={**ANSWERS, "email": email, "plan": "paid"}, files=files, headers={"Accept": "application/json"}
    )
    number = answer.json()["number"]
    made = delivered(running, number)["reference"]
    (kept,) = tracker.with_number(number)
    assert str(kept["id"]) == made
    assert kept["Subject"] == f"[{number}] Domene: Prenos domene"
    assert [found["id"] for found in kept["Requestor"]] == [email]
    assert queue(tracker, kept) == "Domains"
    fields = {found["name"]: found["values"] for found in kept["CustomFields"]}
    assert fields == {"IntakeNumber": [number], "Plan": ["paid"], "Department": ["domains"]}
    text, picture, log = (part for part in tracker.attachments(made) if part["ContentType"] != "multipart/mixed")
    assert "Domena primer.si se ne prenese." in text["Content"]
    assert (picture["Filename"], picture["ContentLength"]) == ("žaba Ω.png", str(len(PNG)))
    assert (log["Filename"], log["ContentLength"]) == ("log.txt", "4")
    # Ours is the only reply that the customer gets.
    assert not any(email in mail for mail in tracker.mails())


def test_follow_up_joins_the_ticket_that_it_names(start: Start, url: str, tracker: RequestTracker) -> None:
    running = start(url=url, **settings(tracker))
    email = f"{uuid.uuid4().hex}@example.com"
    first = running.send(email=email).json()["number"]
    second = running.send(email=email, number=first, description="Še to: čšž.").json()["number"]
    third = running.send(email=email, number=second, description="In še to.").json()["number"]
    made = delivered(running, first)["reference"]
    assert [delivered(running, number)["reference"] for number in (second, third)] == [made, made]
    assert tracker.with_number(second) == []
    subjects = [part["Subject"][:14] for part in tracker.attachments(made) if part["Subject"]]
    assert subjects == [f"[{number}]" for number in (first, second, third)]
    assert not any(email in mail for mail in tracker.mails())


def test_answer_that_was_lost_adds_a_follow_up_once(tracker: RequestTracker) -> None:
    """Case 27."""
    driver = request_tracker(Settings(rt=tracker.url, rt_queue="Support"))
    first = Parcel(ticket(email="ana@example.com"), [])
    made = driver.deliver(first).reference
    assert driver.deliver(replace(first, is_repeated=True)).reference == made
    second = Parcel(ticket(email="ana@example.com"), [], earlier=Earlier(first.ticket.number, made))
    for is_repeated in (False, True, True):
        assert driver.deliver(replace(second, is_repeated=is_repeated)).reference == made
    subjects = [part["Subject"][:14] for part in tracker.attachments(made) if part["Subject"]]
    assert subjects == [f"[{parcel.ticket.number}]" for parcel in (first, second)]


def test_follow_up_of_another_sender_is_a_ticket_of_its_own(running_tracked: Running, tracker: RequestTracker) -> None:
    first = running_tracked.send(email="ana@example.com").json()["number"]
    second = running_tracked.send(email="eva@example.com", number=first).json()["number"]
    references = {delivered(running_tracked, number)["reference"] for number in (first, second)}
    assert len(references) == 2


def test_complaint_goes_to_its_own_queue(running_tracked: Running, tracker: RequestTracker) -> None:
    first = running_tracked.send().json()["number"]
    complaint = running_tracked.send(department="complaints", number=first).json()["number"]
    delivered(running_tracked, complaint)
    (kept,) = tracker.with_number(complaint)
    assert queue(tracker, kept) == "Complaints"


@pytest.fixture
def running_tracked(start: Start, tracker: RequestTracker) -> Running:
    return start(**settings(tracker))


def test_follow_up_to_a_ticket_that_was_removed_is_a_ticket_of_its_own(
    running_tracked: Running, tracker: RequestTracker
) -> None:
    first = running_tracked.send().json()["number"]
    made = delivered(running_tracked, first)["reference"]
    tracker.shred(made)
    second = running_tracked.send(number=first).json()["number"]
    delivered(running_tracked, second)
    assert len(tracker.with_number(second)) == 1


def test_field_that_was_dropped_makes_the_ticket_partial_until_it_is_mended(
    start: Start, url: str, tracker: RequestTracker
) -> None:
    """Case 29."""
    name = f"Plan {uuid.uuid4().hex[:6]}"
    running = start(url=url, **settings(tracker, KB_INTAKE_RT_FIELDS=f"plan={name}"))
    number = running.send(plan="paid").json()["number"]
    way = delivered(running, number)
    assert (way["state"], way["error"]) == ("partial", f"CF.{{{name}}}")
    assert f"ticket {number}: rt did not keep CF.{{{name}}}" in running.log()
    tracker.insert(
        f"our @CustomFields = ({{ Name => '{name}', Type => 'FreeformSingle',"
        " LookupType => 'RT::Queue-RT::Ticket', ApplyTo => ['Domains'] }); 1;"
    )
    assert running.command("retry", number).returncode == 0
    assert delivered(running, number, times=2)["state"] == "done"
    (kept,) = tracker.with_number(number)
    assert ["paid"] in [found["values"] for found in kept["CustomFields"]]


def test_wrong_password_stops_the_delivery_and_keeps_what_waits(
    start: Start, url: str, tracker: RequestTracker
) -> None:
    """Case 28."""
    wrong = tracker.url.replace("intake:", "intake:x")
    running = start(url=url, **settings(tracker, KB_INTAKE_RT=wrong))
    numbers = [running.send().json()["number"] for _ in range(3)]
    running.wait_for(lambda: "delivery rt is stopped: " in running.log())
    assert " 401 " in running.log()
    assert tracker.url.split("@")[0].rpartition(":")[2] not in running.log()
    assert {running.way(number, "rt")["state"] for number in numbers} == {"pending"}
    running.stop()
    running.environment = {**running.environment, **settings(tracker)}
    running.start()
    for number in numbers:
        delivered(running, number)
        assert len(tracker.with_number(number)) == 1


def test_queue_without_our_number_takes_nothing(start: Start, tracker: RequestTracker) -> None:
    tracker.insert(
        "our @Queues = ({ Name => 'Bare' });"
        "our @ACL = map { { UserId => 'intake', Right => $_, Queue => 'Bare' } } qw(SeeQueue CreateTicket); 1;"
    )
    running = start(**settings(tracker, KB_INTAKE_RT_QUEUES="domains=Bare"))
    number = running.send().json()["number"]
    running.wait_for(lambda: "Bare of" in running.log())
    assert "has no custom field IntakeNumber" in running.log()
    assert running.way(number, "rt")["state"] == "pending"


@pytest.mark.timeout(300 + 4 * TICKETS)
def test_tracker_that_was_stopped_under_load_gets_each_ticket_once(
    start: Start, url: str, tracker: RequestTracker
) -> None:
    """Case 27."""
    running = start(url=url, **settings(tracker))
    stop_at = random.Random(27).randrange(3, TICKETS // 2)
    with ThreadPoolExecutor(4) as pool:
        answers = [pool.submit(running.send) for _ in range(TICKETS)]
        answers[stop_at].result()
        tracker.stop(signal.SIGKILL)
        numbers = {answer.result().json()["number"] for answer in answers}
    assert len(numbers) == TICKETS
    running.wait_for(lambda: "delivery rt failed, again" in running.log())
    tracker.start()
    running.wait_for(lambda: running.log().count(": delivered by rt") == TICKETS, within_s=60 + 3 * TICKETS)
    assert {way["state"] for ticket in running.tickets() for way in ticket["deliveries"]} == {"done"}
    found = [number for number in tracker.numbers() if number in numbers]
    assert sorted(found) == sorted(numbers)


def test_way_to_log_in_is_asked_for() -> None:
    for wrong in (Settings(rt="https://rt.example.com"), Settings(rt="https://a:b@rt.example.com", rt_token="x" * 16)):
        with pytest.raises(KbError, match="needs either a user and a password"):
            request_tracker(wrong)


def test_password_that_would_go_unencrypted_is_warned_of(caplog: pytest.LogCaptureFixture) -> None:
    request_tracker(Settings(rt="http://a:geheim@rt.example.com/rt/"))
    assert "no https:// address" in caplog.text
    assert "geheim" not in caplog.text


def test_wrong_settings_are_told_without_their_secrets() -> None:
    given = {"RT": "rt.example.com/geheim", "RT_TOKEN": "geheim", "RT_NUMBER_FIELD": "a'b", "HELPDESK_SECONDS": "41"}
    with pytest.raises(KbError) as told:
        read_settings({f"KB_INTAKE_{name}": value for name, value in given.items()})
    assert len(str(told.value).splitlines()) == len(given)
    assert "geheim" not in str(told.value)
