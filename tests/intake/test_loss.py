"""Nothing that was answered is ever lost: killed processes, broken connections, full disks."""

from __future__ import annotations

import io
import json
import signal
import socket
import sqlite3
import time
from pathlib import Path
from typing import Any, cast

import pytest

from kb.intake.bodies import Body
from kb.intake.delivery.driver import Delivered, Parcel
from kb.intake.delivery.worker import Worker
from kb.intake.files import FileFolder
from kb.intake.service import open_service
from kb.intake.settings import Settings
from kb.intake.store.database import Database, UnavailableError
from kb.intake.store.outbox import Outbox
from kb.intake.store.ticket_store import Acceptance, TicketStore
from kb.intake.submissions import Refused, Submission
from kb.intake.tickets import Accepted
from tests.intake.conftest import Running, Start
from tests.intake.site import ANSWERS, write_site
from tests.intake.test_store import ticket


def test_answer_that_never_arrived_is_given_again(running: Running) -> None:
    """Case 23."""
    body = json.dumps({**ANSWERS, "submission_id": "b" * 16}).encode()
    host, port = running.address.removeprefix("http://").rstrip("/").split(":")
    head = (
        f"POST /v1/tickets HTTP/1.1\r\nHost: {host}:{port}\r\nOrigin: http://{host}:{port}\r\n"
        f"Content-Type: application/json\r\nContent-Length: {len(body)}\r\n\r\n"
    )
    with socket.create_connection((host, int(port))) as connection:
        connection.sendall(head.encode() + body)
        end = time.monotonic() + 20
        while not (tickets := running.tickets()) and time.monotonic() < end:
            time.sleep(0.05)
    answer = running.send(submission_id="b" * 16)
    assert (answer.status_code, answer.json()["number"]) == (200, tickets[0]["number"])
    assert len(running.tickets()) == 1


def test_service_ends_in_order_and_keeps_what_it_took(running: Running) -> None:
    number = running.send().json()["number"]
    assert running.stop() == 0
    running.start()
    assert [ticket["number"] for ticket in running.tickets()] == [number]


def test_locked_database_gives_no_number_and_keeps_the_text(start: Start) -> None:
    """Case 25."""
    running = start()
    lock = sqlite3.connect(running.folder / "intake.sqlite", isolation_level=None)
    lock.execute("BEGIN IMMEDIATE")
    answer = running.post(data=ANSWERS, headers={"Accept": "text/html"})
    lock.execute("ROLLBACK")
    lock.close()
    assert (answer.status_code, answer.headers["retry-after"]) == (503, "30")
    assert "Domena primer.si se ne prenese." in answer.text
    assert "+44 20 7946 0123" in answer.text
    assert running.send().status_code == 201
    assert len(running.tickets()) == 1


def test_full_disk_gives_no_number(start: Start) -> None:
    """Case 25."""
    running = start()
    running.stop()
    limited = ["sh", "-c", 'ulimit -f 400; exec "$@"', "sh"]
    running.start(*limited)
    codes = set()
    for number in range(200):
        codes.add(running.send(subject=f"Zadeva {number}", description="x" * 5000).status_code)
        if 503 in codes:
            break
    assert codes == {201, 503}
    stored = running.tickets()
    running.stop(signal.SIGKILL)
    running.start()
    assert running.send(subject="Po tem").status_code == 201
    assert len(running.tickets()) == len(stored) + 1


class LostAnswer:
    """A database whose connection is lost once, after the commit and before its answer."""

    def __init__(self, database: Any) -> None:
        self._database = database
        self.is_lost = False

    def __getattr__(self, name: str) -> Any:
        return getattr(self._database, name)

    def write(self, job: Any, /) -> Any:
        found = self._database.write(job)
        if not self.is_lost:
            self.is_lost = True
            raise UnavailableError("the connection was lost")
        return found


def test_commit_of_unknown_end_keeps_the_files_of_its_ticket(url: str, tmp_path: Path) -> None:
    site = write_site(tmp_path)
    database = url or f"sqlite:///{tmp_path / 'intake.sqlite'}"
    service = open_service(lambda: site, database, Settings(files=tmp_path / "files"))
    intake, store = service.intake, service.store

    def sent() -> Accepted | Refused:
        staged = intake.files.stage("files", "a.txt", io.BytesIO(b"vrstica"))
        fields = {**ANSWERS, "submission_id": "b" * 16}
        return intake.submit(Submission(Body(fields, [staged]), "203.0.113.1", is_own_origin=True))

    intake.store = TicketStore(cast("Database", LostAnswer(store.database)))
    refused = sent()
    assert isinstance(refused, Refused)
    assert refused.status == 503
    again = sent()
    assert isinstance(again, Accepted)
    found = store.ticket(again.number)
    assert found
    assert [intake.files.fault(file) for file in found.files] == [""]
    assert len(list((tmp_path / "files").glob("*"))) == 2, "the file of the second attempt is gone"
    store.close()


class Post:
    """Takes tickets; meanwhile the database is lost for an answer."""

    name = "file"

    def __init__(self, database: LostAnswer) -> None:
        self._database = database
        self.got: list[str] = []

    def deliver(self, parcel: Parcel, /) -> Delivered:
        self._database.is_lost = False
        self.got.append(parcel.ticket.number)
        return Delivered("1")


def test_database_that_is_away_at_the_end_of_a_delivery_is_asked_again(store: TicketStore, tmp_path: Path) -> None:
    database = LostAnswer(store.database)
    database.is_lost = True
    post = Post(database)
    worker = Worker(post, store, Outbox(cast("Database", database)), FileFolder(tmp_path / "files"))
    sent = ticket()
    store.accept(sent, Acceptance(["file"]))
    assert worker.deliver_due()
    assert [way.state for way in store.deliveries(sent.number)] == ["done"]
    worker.clock = lambda: time.time() + 1e6
    assert not worker.deliver_due()
    assert post.got == [sent.number]


def test_second_service_on_one_sqlite_file_is_refused(start: Start) -> None:
    running = start()
    second = Running(running.folder, running.site, running.environment)
    with pytest.raises(pytest.fail.Exception, match="another process serves from"):
        second.start()
    assert second.process
    assert second.process.stdout
    second.process.stdout.close()
    assert second.process.wait(10) == 2


def test_upload_that_breaks_off_leaves_no_file(running: Running) -> None:
    def parts() -> object:
        yield b'--b\r\nContent-Disposition: form-data; name="files"; filename="a.txt"\r\n\r\n'
        yield b"x" * 100_000
        raise ConnectionError

    with pytest.raises(ConnectionError):
        running.post(content=parts(), headers={"Content-Type": "multipart/form-data; boundary=b"})
    running.get("healthz")
    assert list((running.folder / "files").rglob("*.*")) == []
