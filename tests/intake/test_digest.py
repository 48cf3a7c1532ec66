"""The daily mail about quarantined tickets: once a day, by one process, nothing of what was written."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from kb.intake import HONEYPOT
from kb.intake.delivery.digest import Digest
from kb.intake.published_forms import FormsFolder
from kb.intake.settings import Settings, read_settings
from kb.intake.store.notes import Notes
from kb.intake.store.opening import open_store
from kb.intake.store.ticket_store import TicketStore
from kb.problems import KbError
from tests.intake.conftest import Start
from tests.intake.mail_sink import Sink
from tests.intake.test_insights import NOON, sent

TO = "watch@example.com"
HOUR_S, DAY_S = 3600.0, 86_400.0


def settings(sink: Sink) -> Settings:
    return read_settings({**sink.settings, "KB_INTAKE_DIGEST_TO": TO})


def digest(store: TicketStore, sink: Sink, folder: Path) -> Digest:
    return Digest(settings(sink), store, FormsFolder(lambda: folder, lambda *_: None))


def held(store: TicketStore, reason: str = "honeypot", **changes: object) -> str:
    return sent(store, NOON, state="quarantined", reason=reason, **changes).number


def test_digest_tells_numbers_and_reasons_and_nothing_that_was_written(
    store: TicketStore, sink: Sink, tmp_path: Path
) -> None:
    first, second = held(store), held(store, "too_fast", locale="pl", body="Skrivnost", subject="Skrivnost")
    released = held(store)
    store.release(released, [], now=NOON)
    digest(store, sink, tmp_path).do(now=NOON)
    (mail,) = sink.to(TO)
    text = mail.get_content()
    assert (mail["Subject"], mail["From"]) == ("2 quarantined tickets, 2026-11-22", "intake@example.com")
    assert mail["Auto-Submitted"] == "auto-generated"
    assert f"{first}  2026-11-22  sl  honeypot" in text
    assert f"{second}  2026-11-22  pl  too_fast" in text
    assert released not in text
    assert "Skrivnost" not in str(mail)
    assert "ana@example.com" not in str(mail)


def test_digest_goes_out_once_a_day_while_tickets_wait(store: TicketStore, sink: Sink, tmp_path: Path) -> None:
    chore = digest(store, sink, tmp_path)
    chore.do(now=NOON)
    assert sink.mails == []
    number = held(store)
    for hour in range(3):
        chore.do(now=NOON + hour * HOUR_S)
    assert len(sink.mails) == 1
    chore.do(now=NOON + DAY_S)
    assert len(sink.mails) == 2
    assert len({mail["Message-ID"] for mail in sink.mails}) == 2
    store.release(number, [], now=NOON)
    chore.do(now=NOON + 2 * DAY_S)
    assert len(sink.mails) == 2


@pytest.mark.parametrize("answer", ["451 later", "554 no"])
def test_digest_that_was_refused_is_tried_again(store: TicketStore, sink: Sink, tmp_path: Path, answer: str) -> None:
    held(store)
    sink.answers = [answer]
    chore = digest(store, sink, tmp_path)
    chore.do(now=NOON)
    assert sink.mails == []
    chore.do(now=NOON + HOUR_S)
    assert len(sink.to(TO)) == 1


def test_no_digest_without_an_address(store: TicketStore, sink: Sink, tmp_path: Path) -> None:
    held(store)
    without = read_settings(sink.settings)
    Digest(without, store, FormsFolder(lambda: tmp_path, lambda *_: None)).do(now=NOON)
    assert sink.mails == []


def test_what_is_done_once_is_lent_to_one(store: TicketStore) -> None:
    notes = Notes(store.database)
    assert notes.lease("digest", "day 1", now=100, lease_s=60)
    assert not notes.lease("digest", "day 1", now=159, lease_s=60)
    assert notes.lease("digest", "day 1", now=161, lease_s=60)
    notes.write("digest", "day 1")
    assert not notes.lease("digest", "day 1", now=1000, lease_s=60)
    assert notes.lease("digest", "day 2", now=1000, lease_s=60)
    # The clock was ahead when it was lent.
    assert notes.lease("digest", "day 2", now=10, lease_s=60)


@pytest.fixture
def hosts(url: str, tmp_path: Path) -> Iterator[list[TicketStore]]:
    """Four processes' worth of connections to one database."""
    address = url or f"sqlite:///{tmp_path / 'intake.sqlite'}"
    opened = [open_store(address) for _ in range(4)]
    yield opened
    for store in opened:
        store.close()


def test_one_of_many_processes_sends_it(hosts: list[TicketStore], sink: Sink, tmp_path: Path) -> None:
    held(hosts[0])
    together = threading.Barrier(len(hosts))

    def look(store: TicketStore) -> None:
        together.wait()
        digest(store, sink, tmp_path).do(now=NOON)

    threads = [threading.Thread(target=look, args=(store,)) for store in hosts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(sink.to(TO)) == 1


def test_service_sends_it(start: Start, url: str, sink: Sink) -> None:
    running = start(url=url, **sink.settings, KB_INTAKE_DIGEST_TO=TO)
    number = running.send(**{HONEYPOT: "x"}).json()["number"]
    running.stop()
    running.start()
    running.wait_for(lambda: sink.to(TO))
    assert number in sink.to(TO)[0].get_content()
    running.wait_for(lambda: "digest of 1 quarantined tickets was sent" in running.log())


@pytest.mark.parametrize(
    ("environment", "told"),
    [
        ({"KB_INTAKE_DIGEST_TO": TO}, "KB_INTAKE_SMTP is missing"),
        (
            {"KB_INTAKE_DIGEST_TO": TO, "KB_INTAKE_SMTP": "smtp://m.example.com", "KB_INTAKE_REPLIES": "off"},
            "KB_INTAKE_MAIL_FROM is missing",
        ),
        ({"KB_INTAKE_DIGEST_TO": "watch"}, "KB_INTAKE_DIGEST_TO is 'watch'"),
    ],
)
def test_digest_needs_a_mail_server_and_a_sender(environment: dict[str, str], told: str) -> None:
    with pytest.raises(KbError, match=told):
        read_settings(environment)
    alone = {"KB_INTAKE_SMTP": "smtp://m.example.com", "KB_INTAKE_REPLIES": "off", "KB_INTAKE_MAIL_FROM": TO}
    assert read_settings({**alone, "KB_INTAKE_DIGEST_TO": TO}).digest_sender == TO
