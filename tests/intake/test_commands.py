"""``kb intake`` as its operator meets it."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from kb.intake.delivery.driver import Delivered, FailedError, Parcel, RejectedError, StoppedError
from kb.intake.delivery.worker import Worker
from kb.intake.files import FileFolder
from kb.intake.store.opening import open_store
from kb.intake.store.outbox import Outbox
from kb.intake.store.ticket_store import Acceptance
from tests.intake.conftest import Running
from tests.intake.test_store import ticket


def command(running: Running, *arguments: str) -> subprocess.CompletedProcess[str]:
    whole = [sys.executable, "-m", "kb", "intake", *arguments, "--database", running.database]
    environment = {"PATH": "/usr/bin:/bin", **running.environment}
    return subprocess.run(whole, capture_output=True, text=True, check=False, env=environment)


def test_quarantined_ticket_is_released_and_delivered(running: Running) -> None:
    number = running.send(homepage="x").json()["number"]
    assert "quarantined (honeypot)" in command(running, "show", number.replace("-", " ")).stdout
    assert command(running, "release", number).stdout == f"{number}: released\n"
    running.wait_for_file(f"{number}.txt")
    assert command(running, "release", number).stdout == f"{number}: is not quarantined\n"
    assert "Domena primer.si" in command(running, "show", number).stdout
    assert number in command(running, "list").stdout


@pytest.mark.parametrize(
    ("number", "told"), [("4821-0935-00", "a digit is wrong"), ("4821-0935-16", "there is no ticket")]
)
def test_wrong_number_is_told(running: Running, number: str, told: str) -> None:
    done = command(running, "show", number)
    assert (done.returncode, told in done.stderr) == (2, True)


class Place:
    """A place that answers as it is told to."""

    name = "file"

    def __init__(self, *answers: str | Exception) -> None:
        self.answers = list(answers)
        self.parcels: list[Parcel] = []

    def deliver(self, parcel: Parcel, /) -> Delivered:
        self.parcels.append(parcel)
        answer = self.answers.pop(0)
        if isinstance(answer, Exception):
            raise answer
        return Delivered(answer)


@pytest.fixture
def waiting(tmp_path: Path) -> tuple[Worker, Place, str]:
    """A worker with one ticket that waits, a place, and the ticket's number; its clock stands at 2000."""
    store = open_store(f"sqlite:///{tmp_path / 'intake.sqlite'}")
    sent = ticket()
    store.accept(sent, Acceptance(["file"]))
    place = Place()
    worker = Worker(place, store, Outbox(store.database), FileFolder(tmp_path / "files"), clock=lambda: 2000.0)
    return worker, place, sent.number


def test_failed_delivery_is_tried_again_later_and_told_that_it_may_have_arrived(
    waiting: tuple[Worker, Place, str],
) -> None:
    worker, place, number = waiting
    place.answers = [FailedError("down"), ValueError("odd"), FailedError("busy", retry_after_s=300), "7"]
    dues = []
    for _ in range(4):
        assert worker.deliver_due()
        (delivery,) = worker.store.deliveries(number)
        dues.append(delivery.due - worker.clock())
        worker.clock = lambda due=delivery.due: due  # type: ignore[misc]
    assert [parcel.is_repeated for parcel in place.parcels] == [False, True, True, True]
    assert 2.5 <= dues[0] <= 5 <= dues[1] <= 10
    assert dues[2] == pytest.approx(300)
    assert (delivery.state, delivery.reference, delivery.attempts) == ("done", "7", 4)


def test_rejected_delivery_waits_for_an_operator(waiting: tuple[Worker, Place, str]) -> None:
    worker, place, number = waiting
    place.answers = [RejectedError("no such queue")]
    worker.deliver_due()
    (delivery,) = worker.store.deliveries(number)
    assert (delivery.state, delivery.error) == ("dead", "no such queue")
    assert not worker.deliver_due()


def test_wrong_password_stops_the_place_and_keeps_what_waits(waiting: tuple[Worker, Place, str]) -> None:
    worker, place, number = waiting
    place.answers = [StoppedError("401")]
    with pytest.raises(StoppedError):
        worker.deliver_due()
    (delivery,) = worker.store.deliveries(number)
    assert (delivery.state, delivery.error) == ("pending", "401")
