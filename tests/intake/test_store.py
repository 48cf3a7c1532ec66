"""What every store must do, whatever database is under it."""

from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import pytest

from kb.intake.store.database import TakenError
from kb.intake.store.erasing import Erasing
from kb.intake.store.limits import Limit, RateLimitedError
from kb.intake.store.outbox import Outbox
from kb.intake.store.ticket_store import Acceptance, MismatchError, TicketStore
from kb.intake.ticket_numbers import new_number
from kb.intake.tickets import KeptFile, Ticket

RULES = Acceptance(["file"], repeat_s=900)


def ticket(**changes: object) -> Ticket:
    number = new_number()
    made = Ticket(
        number=number, receipt=f"r{number}", form="ticket", version=1, locale="sl", created=1000.0, fingerprint=number
    )
    return replace(made, **changes)  # type: ignore[arg-type]


def test_ticket_comes_back_as_it_was(store: TicketStore) -> None:
    sent = ticket(
        fields={"email": "ana@example.com", "topics": ("a", "b")},
        subject="Zadeva",
        body="Besedilo\nžščć",
        email="ana@example.com",
        submission_id="s" * 8,
        files=(KeptFile("ab", "files", "a.png", 3, "00"), KeptFile("cd", "files", "b.png", 4, "11")),
    )
    accepted = store.accept(sent, RULES)
    assert (accepted.number, accepted.is_new) == (sent.number, True)
    assert store.ticket(sent.number) == sent
    assert store.by_receipt(sent.receipt) == sent
    assert list(store.tickets()) == [sent]
    assert store.stored_files() == {"ab", "cd"}


def test_same_submission_is_taken_once(store: TicketStore) -> None:
    first = ticket(submission_id="s" * 8, fingerprint="f")
    store.accept(first, RULES)
    again = store.accept(ticket(submission_id="s" * 8, fingerprint="f"), RULES)
    assert (again.number, again.is_new) == (first.number, False)
    known = store.known("s" * 8, "f")
    assert known
    assert known.number == first.number
    assert store.known("t" * 8, "f") is None
    with pytest.raises(MismatchError):
        store.accept(ticket(submission_id="s" * 8, fingerprint="other"), RULES)
    with pytest.raises(MismatchError):
        store.known("s" * 8, "other")


def test_same_content_is_a_repeat_for_a_while(store: TicketStore) -> None:
    first = ticket(fingerprint="f")
    store.accept(first, RULES)
    assert store.accept(ticket(fingerprint="f", created=1800.0), RULES).number == first.number
    assert store.accept(ticket(fingerprint="f", created=2000.0), RULES).is_new


def test_number_is_given_once(store: TicketStore) -> None:
    first = ticket()
    store.accept(first, RULES)
    with pytest.raises(TakenError):
        store.accept(ticket(number=first.number), RULES)
    assert len(list(store.tickets())) == 1


def test_limit_holds_for_its_time_and_counts_nothing_that_was_refused(store: TicketStore) -> None:
    rules = Acceptance(limits=[Limit("a", 2, 3600), Limit("b", 3, 3600)])
    for second in (0, 10):
        store.accept(ticket(created=1000.0 + second), rules)
    with pytest.raises(RateLimitedError) as limited:
        store.accept(ticket(created=1020.0), rules)
    assert limited.value.retry_after_s == pytest.approx(3580)
    assert store.accept(ticket(created=1020.0), Acceptance(limits=[Limit("b", 3, 3600)])).is_new
    assert store.accept(ticket(created=4601.0), rules).is_new


def test_many_at_once_are_all_kept(store: TicketStore) -> None:
    tickets = [ticket() for _ in range(200)]
    with ThreadPoolExecutor(16) as pool:
        accepted = list(pool.map(lambda each: store.accept(each, RULES), tickets))
    assert {found.number for found in accepted} == {each.number for each in store.tickets()}


def test_one_id_from_many_threads_is_one_ticket(store: TicketStore) -> None:
    gate = threading.Barrier(8)

    def send(_: int) -> str:
        gate.wait()
        return store.accept(ticket(submission_id="s" * 8, fingerprint="f"), RULES).number

    with ThreadPoolExecutor(8) as pool:
        assert len(set(pool.map(send, range(8)))) == 1


def test_fault_of_one_undoes_no_other(store: TicketStore) -> None:
    first = ticket()
    store.accept(first, RULES)
    mixed = [ticket(), ticket(number=first.number), ticket()]
    with ThreadPoolExecutor(3) as pool:
        results = [pool.submit(store.accept, each, RULES) for each in mixed]
    assert [isinstance(result.exception(), TakenError) for result in results] == [False, True, False]
    assert len(list(store.tickets())) == 3


def test_lease_is_one_workers_until_it_ends(store: TicketStore) -> None:
    outbox = Outbox(store.database)
    store.accept(ticket(), RULES)
    (lease,) = outbox.lease("file", now=1000.0, lease_s=60, count=10)
    assert outbox.lease("file", now=1030.0, lease_s=60, count=10) == []
    # A process that still works on it does not lend it again; others take it for a dead one's.
    assert outbox.lease("file", now=1061.0, lease_s=60, count=10) == []
    (other,) = Outbox(store.database).lease("file", now=1061.0, lease_s=60, count=10)
    assert (other.id, other.attempts) == (lease.id, 2)
    # The first worker wakes late: what it says no longer counts.
    assert not outbox.done(lease, "late", now=1062.0)
    assert outbox.done(other, "in time", now=1062.0)
    (delivery,) = store.deliveries(other.number)
    assert (delivery.state, delivery.reference) == ("done", "in time")


def test_postponed_delivery_waits_and_a_dead_one_waits_for_an_operator(store: TicketStore) -> None:
    outbox = Outbox(store.database)
    store.accept(ticket(), RULES)
    (lease,) = outbox.lease("file", now=1000.0, lease_s=60, count=1)
    outbox.postpone(lease, due=1100.0, error="down")
    assert outbox.next_due("file") == 1100.0
    assert outbox.lease("file", now=1099.0, lease_s=60, count=1) == []
    (lease,) = outbox.lease("file", now=1100.0, lease_s=60, count=1)
    outbox.bury(lease, "refused")
    assert outbox.next_due("file") is None
    assert store.deliveries(lease.number)[0].state == "dead"
    assert outbox.retry(lease.number, now=1200.0) == 1
    (again,) = outbox.lease("file", now=1200.0, lease_s=60, count=1)
    # It may have arrived: whoever tries again looks first.
    assert again.attempts > 1


def test_delivery_under_way_is_not_tried_again_beside(store: TicketStore) -> None:
    outbox = Outbox(store.database)
    sent = ticket()
    store.accept(sent, RULES)
    (lease,) = outbox.lease("file", now=1000.0, lease_s=60, count=1)
    assert outbox.retry(sent.number, now=1030.0) == 0
    assert outbox.done(lease, "17", now=1031.0)


def test_delivery_that_arrived_in_part_can_be_tried_again(store: TicketStore) -> None:
    """Case 29."""
    outbox = Outbox(store.database)
    sent = ticket()
    store.accept(sent, RULES)
    (lease,) = outbox.lease("file", now=1000.0, lease_s=60, count=1)
    assert outbox.done(lease, "17", now=1001.0, missing="CF.{Plan}")
    (delivery,) = store.deliveries(sent.number)
    assert (delivery.state, delivery.reference, delivery.error) == ("partial", "17", "CF.{Plan}")
    assert outbox.lease("file", now=2000.0, lease_s=60, count=1) == []
    assert outbox.retry(sent.number, now=2000.0) == 1


def test_quarantined_ticket_goes_nowhere_until_it_is_released(store: TicketStore) -> None:
    held = ticket(state="quarantined", reason="honeypot")
    store.accept(held, RULES)
    assert store.deliveries(held.number) == []
    assert store.release(held.number, ["file"], now=2000.0)
    assert [delivery.driver for delivery in store.deliveries(held.number)] == ["file"]
    assert not store.release(held.number, ["file"], now=2000.0)


@pytest.mark.parametrize(
    ("kept", "asked"), [("Ana@Example.com", "ana@example.COM"), ("Žana@example.com", "žANA@example.com")]
)
def test_tickets_of_an_address_are_found_whatever_its_case(store: TicketStore, kept: str, asked: str) -> None:
    sent = ticket(email=kept)
    store.accept(sent, RULES)
    store.accept(ticket(email="zana@example.com"), RULES)
    store.accept(ticket(), RULES)
    assert Erasing(store.database).numbers_of(asked) == [sent.number]


def test_secret_is_made_once(store: TicketStore) -> None:
    assert store.key("secret", "a") == store.key("secret", "b") == "a"


def test_old_form_is_known_for_a_while(store: TicketStore) -> None:
    store.keep_form("ticket", 1, "sl", published="{}", now=1000.0)
    store.keep_form("ticket", 1, "sl", published='{"a": 1}', now=2000.0)
    assert store.old_form("ticket", 1, "sl", since=1500.0) == '{"a": 1}'
    assert store.old_form("ticket", 1, "sl", since=2500.0) is None
    assert store.old_form("ticket", 2, "sl", since=0.0) is None


def test_what_was_under_way_at_a_helpdesk_when_the_service_was_killed_is_tried_after_its_time_out(
    store: TicketStore,
) -> None:
    for _ in range(2):
        store.accept(ticket(), Acceptance(["rt", "file"]))
    killed = Outbox(store.database)
    lent = [killed.lease(driver, now=1000.0, lease_s=120, count=1)[0].id for driver in ("rt", "file")]
    outbox = Outbox(store.database)
    outbox.reclaim({"rt": 40.0}, now=1010.0)
    at_once = [lease.id for lease in outbox.lease("file", now=1010.0, lease_s=120, count=9)]
    assert lent[1] in at_once
    # Only what was under way must wait.
    assert [len(outbox.lease("rt", now=now, lease_s=120, count=9)) for now in (1010.0, 1049.0)] == [1, 0]
    (again,) = outbox.lease("rt", now=1050.0, lease_s=120, count=9)
    assert (again.id, again.attempts) == (lent[0], 2)
