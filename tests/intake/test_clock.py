"""Clocks that jump."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from kb.intake.delivery.driver import Delivered, FailedError, Parcel
from kb.intake.delivery.worker import Worker
from kb.intake.files import FileFolder
from kb.intake.retention import Retention
from kb.intake.settings import Settings
from kb.intake.store.limits import Limit, RateLimitedError
from kb.intake.store.outbox import Outbox
from kb.intake.store.replies import ReplyRule
from kb.intake.store.ticket_store import Acceptance, TicketStore
from tests.intake.conftest import Start
from tests.intake.test_store import ticket

START = 1_792_888_000.0
"""An hour before clocks are put back in Europe in 2026."""


class Place:
    """Fails once; while it has a ticket, the clock jumps."""

    name = "file"

    def __init__(self, worker_of: list[Worker], jump_s: float) -> None:
        self.worker_of = worker_of
        self.jump_s = jump_s
        self.got: list[str] = []
        self.is_failing = True

    def deliver(self, parcel: Parcel, /) -> Delivered:
        if self.is_failing:
            self.is_failing = False
            raise FailedError("down")
        (worker,) = self.worker_of
        now = worker.clock()
        worker.clock = lambda: now + self.jump_s
        # Another thread for the same place looks meanwhile.
        assert not worker.deliver_due()
        self.got.append(parcel.ticket.number)
        return Delivered("1")


@pytest.mark.parametrize("jump_s", [-1e9, -3600, 0, 3600, 1e9])
def test_nothing_is_sent_twice_or_never_where_the_clock_jumps(
    store: TicketStore, tmp_path: Path, jump_s: float
) -> None:
    """Case 32."""
    worker_of: list[Worker] = []
    place = Place(worker_of, jump_s)
    worker = Worker(place, store, Outbox(store.database), FileFolder(tmp_path / "files"), clock=lambda: START)
    worker_of.append(worker)
    sent = ticket(created=START)
    store.accept(sent, Acceptance(["file"]))
    assert worker.deliver_due()
    assert not worker.deliver_due()
    # It waits for some seconds, whatever an hour the clocks show.
    (way,) = store.deliveries(sent.number)
    assert START < way.due <= START + 5
    worker.clock = lambda: START + 5
    assert worker.deliver_due()
    (way,) = store.deliveries(sent.number)
    assert (way.state, way.reference) == ("done", "1")
    for later_s in (0, 3600, 1e9):
        worker.clock = lambda late=later_s: START + late  # type: ignore[misc]
        assert not worker.deliver_due()
    assert place.got == [sent.number]


def test_what_was_written_while_the_clock_was_wrong_is_not_put_off_for_years(store: TicketStore) -> None:
    """Case 32."""
    store.accept(ticket(created=START + 1e8), Acceptance(["file"]))
    assert len(Outbox(store.database).lease("file", now=START, lease_s=60, count=1)) == 1


def test_lease_of_a_time_when_the_clock_was_wrong_keeps_no_other_delivery_back(store: TicketStore) -> None:
    """Case 32."""
    for _ in range(2):
        store.accept(ticket(created=START), Acceptance(["rt"]))
    for moment in (START + 1e8, START):
        # The second one is another process: the first was killed.
        assert len(Outbox(store.database).lease("rt", now=moment, lease_s=60, count=1, most_at_once=1)) == 1


@pytest.mark.parametrize(("ahead_s", "is_erased"), [(0.0, True), (3000.0, True), (4000.0, False), (1e8, False)])
def test_nothing_is_erased_after_the_clock_was_moved(
    store: TicketStore, tmp_path: Path, caplog: pytest.LogCaptureFixture, ahead_s: float, *, is_erased: bool
) -> None:
    """Case 32."""
    now = time.time()
    retention = Retention(Settings(), store, FileFolder(tmp_path / "files"))
    sent = ticket(created=now - 31 * 86_400, state="quarantined", body="Besedilo")
    store.accept(sent, Acceptance())
    retention.do(now=now + ahead_s)
    (kept,) = store.tickets()
    assert (kept.body == "") == is_erased
    assert ("nothing is erased" in caplog.text) != is_erased


@pytest.mark.parametrize("ahead_s", [3700.0, 1e8])
def test_what_was_counted_while_the_clock_was_wrong_locks_nobody_out(store: TicketStore, ahead_s: float) -> None:
    """Case 32."""
    reply = ReplyRule("example.com", bucket="a", most_a_day=9, most_a_minute=1)
    rules = Acceptance(["file"], repeat_s=900, limits=[Limit("a", 1, 3600)], reply=reply)
    first = ticket(created=START + ahead_s, fingerprint="f")
    store.accept(first, rules)
    again = store.accept(ticket(created=START, fingerprint="f"), rules)
    assert again.is_new
    with pytest.raises(RateLimitedError) as limited:
        store.accept(ticket(created=START + 1), rules)
    assert limited.value.retry_after_s <= 3600


def test_reply_is_capped_by_the_day_that_it_is(store: TicketStore) -> None:
    """Case 32."""
    reply = ReplyRule("example.com", bucket="a", most_a_day=1)
    store.accept(ticket(created=START + 1e8), Acceptance(reply=reply))
    for state in ("pending", "cancelled"):
        sent = ticket(created=START)
        store.accept(sent, Acceptance(reply=reply))
        assert [way.state for way in store.deliveries(sent.number)] == [state]


@pytest.mark.parametrize("zone", ["Europe/Ljubljana", "America/Los_Angeles"])
def test_times_do_not_hang_on_the_zone(start: Start, zone: str) -> None:
    """Case 32."""
    running = start(TZ=zone)
    before = time.time()
    created = running.send().json()["created"]
    assert created.endswith("Z")
    assert (
        time.strftime("%Y-%m-%dT%H", time.gmtime(before)) <= created[:13] <= time.strftime("%Y-%m-%dT%H", time.gmtime())
    )
    running.wait_for(lambda: running.tickets()[0]["deliveries"][0]["state"] == "done")
