"""Helpdesks that misbehave in ways in which Request Tracker itself does not when asked to."""

from __future__ import annotations

import socket
import threading
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest

from kb.intake.delivery.choosing import drivers
from kb.intake.delivery.driver import Lasting
from kb.intake.delivery.pause import Pause
from kb.intake.delivery.peer import LateError, Peer
from kb.intake.delivery.request_tracker import request_tracker
from kb.intake.delivery.worker import Worker
from kb.intake.files import FileFolder
from kb.intake.settings import Settings
from kb.intake.store.outbox import Outbox
from kb.intake.store.ticket_store import Acceptance, TicketStore
from tests.intake.conftest import Start
from tests.intake.fake_tracker import FakeTracker, fake_tracker
from tests.intake.test_request_tracker import delivered
from tests.intake.test_store import ticket

pytestmark = pytest.mark.any_store


@pytest.fixture
def fake() -> Iterator[FakeTracker]:
    with fake_tracker() as found:
        yield found


def test_helpdesk_that_fails_after_it_has_created_the_ticket_has_it_once(
    start: Start, url: str, fake: FakeTracker
) -> None:
    """Case 27. After 500, 429 or a time-out. Case 28. After 200 with an error page."""
    fake.faults = ["500", "hang", "", "429", "page"]
    running = start(url=url, **fake.settings, KB_INTAKE_HELPDESK_SECONDS="1")
    numbers = [running.send().json()["number"] for _ in range(6)]
    for number in numbers:
        assert delivered(running, number)["state"] == "done"
    assert sorted(fake.created()) == sorted(numbers)
    for told in ("answered 500 sorry", "did not answer within 1 s", "answered 429", "answered 200 without"):
        assert told in running.log()


def test_what_was_dropped_makes_the_ticket_partial(start: Start, url: str, fake: FakeTracker) -> None:
    """Case 29."""
    fake.faults = ["drop"]
    running = start(url=url, **fake.settings)
    number = running.send(plan="paid").json()["number"]
    way = delivered(running, number)
    assert (way["state"], way["error"], way["reference"]) == ("partial", "CF.{Plan}, Requestor", "1")
    assert "ERROR" in running.log()
    # What it lacked was sent once more.
    assert "PUT ticket/1" in fake.asked


@pytest.mark.parametrize("status", ["401", "302"])
def test_helpdesk_that_does_not_know_us_stops_the_delivery(start: Start, fake: FakeTracker, status: str) -> None:
    """Case 28."""
    fake.faults = [status]
    running = start(**fake.settings)
    numbers = [running.send().json()["number"] for _ in range(3)]
    running.wait_for(lambda: "delivery rt is stopped" in running.log())
    assert [running.way(number, "rt")["state"] for number in numbers] == ["pending"] * 3
    assert running.get("healthz").status_code == 200
    assert "user=x" not in running.log()
    assert fake.created() == []


@pytest.fixture
def worker(store: TicketStore, fake: FakeTracker, tmp_path: Path) -> Worker:
    """A worker with three tickets that wait; its clocks stand at 2000."""
    driver = request_tracker(Settings(rt=fake.settings["KB_INTAKE_RT"], helpdesk_seconds=5))
    for _ in range(3):
        store.accept(ticket(subject="Zadeva", email="ana@example.com"), Acceptance(["rt"]))
    return Worker(
        driver,
        store,
        Outbox(store.database),
        FileFolder(tmp_path / "files"),
        clock=lambda: 2000.0,
        pause=Pause(lambda: 2000.0),
    )


def test_place_that_is_down_is_left_alone_and_then_drained_at_once(worker: Worker, fake: FakeTracker) -> None:
    """Case 27. Only one ticket at a time tries whether it is back."""
    fake.faults = ["503", "503"]
    waits = []
    for _ in range(2):
        assert worker.deliver_due()
        assert not worker.deliver_due()
        waits.append(worker.pause.left_s)
        until = worker.pause.clock() + waits[-1]
        worker.pause.clock = lambda until=until: until  # type: ignore[misc]
    assert 2.5 <= waits[0] <= 5 <= waits[1] <= 10
    worker.clock = lambda: 3000.0
    for _ in range(3):
        assert worker.deliver_due()
    assert not worker.deliver_due()
    assert len(set(fake.created())) == 3


def test_place_that_is_down_for_days_gives_nothing_up(worker: Worker, fake: FakeTracker) -> None:
    (lease, *_) = worker.outbox.lease("rt", now=2000.0, lease_s=0, count=1)
    fake.faults = ["503"] * 300
    for number in range(210):
        worker.pause.end()
        worker.clock = lambda at=number: 10_000.0 * (at + 1)  # type: ignore[misc]
        worker.deliver_due()
    assert worker.store.deliveries(lease.number)[0].state == "pending"


def test_follow_up_that_waits_for_its_ticket_tells_nothing_of_the_place(worker: Worker, fake: FakeTracker) -> None:
    first, *_ = worker.store.tickets()
    fake.faults = ["503"]
    assert worker.deliver_due()
    # Those that were there before are not due meanwhile.
    for lease in worker.outbox.lease("rt", now=2000.0, lease_s=60, count=9):
        worker.outbox.postpone(lease, due=3000.0, error="")
    follow_up = ticket(earlier=first.number, created=2000.0)
    worker.store.accept(follow_up, Acceptance(["rt"]))
    until = worker.pause.clock() + worker.pause.left_s
    worker.pause.clock = lambda: until
    assert worker.deliver_due()
    (way,) = worker.store.deliveries(follow_up.number)
    assert (way.attempts, way.state, "has not arrived yet" in way.error) == (0, "pending", True)
    assert way.due >= 2005.0
    # The place is taken to be down still: the next failure begins a longer pause.
    worker.pause.begin()
    assert worker.pause.left_s >= 5


def test_helpdesks_say_how_long_they_may_be_at_work(fake: FakeTracker) -> None:
    settings = Settings(
        rt=fake.settings["KB_INTAKE_RT"],
        webhook="http://127.0.0.1:9/",
        webhook_secret="s",  # noqa: S106
        helpdesk_seconds=7,
    )
    assert [place.call_s for place in drivers(settings) if isinstance(place, Lasting)] == [7, 7]


def test_at_most_two_are_lent_to_all_processes_together(store: TicketStore) -> None:
    outbox = Outbox(store.database)
    for _ in range(4):
        store.accept(ticket(), Acceptance(["rt"]))

    def lent(now: float) -> int:
        return len(outbox.lease("rt", now=now, lease_s=60, count=1, most_at_once=2))

    assert [lent(1000.0) for _ in range(3)] == [1, 1, 0]
    # A process that died gives its place back with its lease.
    assert [lent(1061.0) for _ in range(3)] == [1, 1, 0]


def test_answer_that_trickles_is_broken_off() -> None:
    with socket.create_server(("127.0.0.1", 0)) as place:

        def trickle() -> None:
            connection, _ = place.accept()
            with connection, suppress(OSError):
                connection.sendall(b"HTTP/1.1 200 OK\r\nX: ")
                while True:
                    connection.sendall(b"x")
                    time.sleep(0.02)

        thread = threading.Thread(target=trickle)
        thread.start()
        with pytest.raises(LateError, match=r"did not answer within 0\.3 s"):
            Peer(f"http://127.0.0.1:{place.getsockname()[1]}").ask("GET", timeout_s=0.3)
        thread.join(10)
        assert not thread.is_alive()
