"""Nothing that was answered is ever lost: killed processes, broken connections, full disks."""

from __future__ import annotations

import json
import os
import random
import shutil
import signal
import socket
import sqlite3
import threading
import time
import uuid
from pathlib import Path

import httpx
import pytest

from tests.intake.conftest import Running, Start
from tests.intake.site import ANSWERS

KILLS = 20 if os.environ.get("KB_TESTS") == "full" else 3
SENDERS = 8


class Load:
    """Senders that post until they are stopped, and remember what they were told."""

    def __init__(self, running: Running) -> None:
        self.running = running
        self.answered: dict[str, str] = {}
        self.unanswered: list[dict[str, object]] = []
        self._is_ending = threading.Event()
        self._threads = [threading.Thread(target=self._send) for _ in range(SENDERS)]

    def start(self) -> None:
        for thread in self._threads:
            thread.start()

    def wait_for(self, count: int) -> None:
        """Go on once so many were answered."""
        end = time.monotonic() + 60
        while len(self.answered) < count and time.monotonic() < end:
            time.sleep(0.005)

    def stop(self) -> None:
        self._is_ending.set()
        for thread in self._threads:
            thread.join()

    def _send(self) -> None:
        with httpx.Client(timeout=10) as client:
            while not self._is_ending.is_set():
                key = uuid.uuid4().hex
                body = {**ANSWERS, "submission_id": key, "subject": f"Zadeva {key}"}
                try:
                    answer = client.post(
                        f"{self.running.address}v1/tickets", json=body, headers={"Origin": self.running.address[:-1]}
                    )
                except httpx.HTTPError:
                    self.unanswered.append(body)
                    return
                assert answer.status_code == 201, answer.text
                self.answered[key] = answer.json()["number"]


@pytest.mark.parametrize("seed", range(KILLS))
def test_every_number_that_was_answered_survives_a_kill(start: Start, seed: int) -> None:
    running = start()
    load = Load(running)
    load.start()
    load.wait_for(random.Random(seed).randrange(1, 80))
    running.stop(signal.SIGKILL)
    load.stop()
    assert load.answered
    running.start()
    for body in load.unanswered:
        assert running.post(json=body).status_code in (200, 201)
    kept = {ticket["submission_id"]: ticket["number"] for ticket in running.tickets()}
    assert load.answered.items() <= kept.items()
    assert len(kept) == len(load.answered) + len(load.unanswered)
    # One delivery each, those of the killed process too.
    for number in kept.values():
        running.wait_for_file(f"{number}.txt")
    assert len(list(running.tickets_folder.glob("*.txt"))) == len(kept)


def test_answer_that_never_arrived_is_given_again(running: Running) -> None:
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


def test_ticket_is_synced_before_its_number_is_sent(start: Start, tmp_path: Path) -> None:
    if shutil.which("strace") is None:
        remedy = "strace was not found. Install it (apt-get install strace)."
        if os.environ.get("CI"):
            pytest.fail(remedy)
        pytest.skip(remedy)
    running = start()
    running.stop()
    trace = tmp_path / "trace"
    running.start("strace", "-D", "-f", "-s", "40", "-o", str(trace), "-e", "trace=recvfrom,fdatasync,fsync,sendto")
    running.send()
    running.stop()
    lines = trace.read_text(encoding="utf-8").splitlines()
    (came,) = (number for number, line in enumerate(lines) if '"POST /v1/tickets' in line)
    (went,) = (number for number, line in enumerate(lines) if '"HTTP/1.1 201' in line)
    synced = [line for line in lines[came:went] if "sync" in line and line.endswith("= 0")]
    assert synced, lines[came:went]


def test_service_ends_in_order_and_keeps_what_it_took(running: Running) -> None:
    number = running.send().json()["number"]
    assert running.stop() == 0
    running.start()
    assert [ticket["number"] for ticket in running.tickets()] == [number]


def test_locked_database_gives_no_number_and_keeps_the_text(running: Running) -> None:
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
    running = start()
    running.stop()
    limited = ["sh", "-c", 'ulimit -f 200; exec "$@"', "sh"]
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


def test_second_service_on_one_sqlite_file_is_refused(running: Running) -> None:
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
