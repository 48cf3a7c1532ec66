"""Killed under load: every number that was answered is kept, delivered and replied to; and a trace of why."""

from __future__ import annotations

import os
import random
import re
import shutil
import signal
import socket
import subprocess
import threading
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg
import pytest

from kb.intake.delivery.choosing import REPLIERS
from tests.conftest import lacking
from tests.intake.conftest import Running, Start
from tests.intake.load import Load
from tests.intake.mail_sink import Sink

KILLS = 20 if os.environ.get("KB_TESTS") == "full" else 3


def end_leases(url: str) -> None:
    """What a dead process has lent out is free again, as two minutes later; SQLite takes it back at its start."""
    if url:
        with psycopg.connect(url, autocommit=True) as connection:
            connection.execute("UPDATE outbox SET leased_until = 0")


@pytest.mark.parametrize("seed", range(KILLS))
def test_every_number_that_was_answered_survives_a_kill(start: Start, url: str, sink: Sink, seed: int) -> None:
    """Case 24."""
    running = start(url=url, **sink.settings)
    load = Load(running)
    load.start()
    load.wait_for(random.Random(seed).randrange(1, 80))
    running.stop(signal.SIGKILL)
    load.stop()
    assert load.answered
    end_leases(url)
    running.start()
    for body in load.unanswered:
        assert running.post(json=body).status_code in (200, 201)
    kept = {ticket["submission_id"]: ticket["number"] for ticket in running.tickets()}
    assert load.answered.items() <= kept.items()
    assert len(kept) == len(load.answered) + len(load.unanswered)
    running.wait_for(lambda: all_done(running), within_s=120)
    # One delivery each, those of the killed process too.
    assert {path.stem for path in running.tickets_folder.glob("*.txt")} == set(kept.values())
    # One reply each; those that were on their way at the kill may come twice, and say by their id that they are the same.
    replies = Counter(str(mail["Message-ID"]) for mail in sink.mails)
    assert set(replies) == {f"<{number}.reply@example.com>" for number in kept.values()}
    told = [line for line in running.log().splitlines() if "received" not in line and "delivered by" not in line]
    assert sum(replies.values()) <= len(kept) + REPLIERS, "\n".join(told)


def all_done(running: Running) -> bool:
    ways = [way for ticket in running.tickets() for way in ticket["deliveries"]]
    return {way["state"] for way in ways} == {"done"}


def test_worker_that_dies_with_a_lease_is_followed_by_another(
    start: Start, postgres: Callable[[], str], sink: Sink
) -> None:
    """Case 33."""
    url = postgres()
    with silent_server() as (port, called):
        first = start(url=url, **{**sink.settings, "KB_INTAKE_SMTP": f"smtp://127.0.0.1:{port}"})
        second = start(url=url, **sink.settings)
        number = first.send().json()["number"]
        assert called.wait(15)
        first.stop(signal.SIGKILL)
    (reply,) = (way for way in second.tickets()[0]["deliveries"] if way["driver"] == "reply")
    if reply["state"] == "pending":  # else the second process was quicker to lease it
        assert reply["attempts"] == 1
        assert sink.mails == []
        end_leases(url)
    second.wait_for(lambda: all_done(second), within_s=60)
    assert [mail["Message-ID"] for mail in sink.mails] == [f"<{number}.reply@example.com>"]


@contextmanager
def silent_server() -> Iterator[tuple[int, threading.Event]]:
    """A server that takes calls and says nothing; its port, and what is set at the first call."""
    called = threading.Event()
    with socket.create_server(("127.0.0.1", 0)) as place:
        callers: list[socket.socket] = []

        def answer() -> None:
            try:
                callers.append(place.accept()[0])
            except OSError:
                return
            called.set()

        thread = threading.Thread(target=answer, daemon=True)
        thread.start()
        yield place.getsockname()[1], called
        for caller in callers:
            caller.close()


TRACE = ("-f", "-ttt", "-s", "40", "-e", "trace=recvfrom,fdatasync,fsync,sendto")


@pytest.fixture
def strace() -> str:
    program = shutil.which("strace")
    if program is None:
        remedy = "strace was not found. Install it (apt-get install strace)."
        lacking(remedy)
    return program


def test_ticket_is_synced_before_its_number_is_sent(start: Start, url: str, strace: str, tmp_path: Path) -> None:
    """Case 24."""
    running = start(url=url)
    running.stop()
    own, server = tmp_path / "own.trace", tmp_path / "server.trace"
    with traced_server(strace, url, server):
        running.start(strace, "-D", *TRACE, "-o", str(own))
        assert running.send().status_code == 201
        running.stop()
    came, went = moment(own, '"POST /v1/tickets'), moment(own, '"HTTP/1.1 201')
    synced = [at for at, line in lines(server if url else own) if "sync" in line and line.endswith("= 0")]
    assert [at for at in synced if came < at < went], (came, went, synced)


@contextmanager
def traced_server(strace: str, url: str, into: Path) -> Iterator[None]:
    """Trace PostgreSQL: all backends that it starts meanwhile. SQLite syncs in our own process."""
    if not url:
        yield
        return
    with psycopg.connect(url) as connection:
        backend = Path(f"/proc/{connection.info.backend_pid}/stat").read_text(encoding="utf-8")
    postmaster = backend.rpartition(") ")[2].split()[1]
    process = subprocess.Popen([strace, *TRACE, "-o", str(into), "-p", postmaster], stderr=subprocess.PIPE, text=True)
    assert process.stderr
    assert "attached" in process.stderr.readline()
    try:
        yield
    finally:
        process.send_signal(signal.SIGINT)
        process.wait(10)
        process.stderr.close()


def lines(trace: Path) -> Iterator[tuple[float, str]]:
    """(moment at which it ended or began, call); strace pads its lines."""
    for line in trace.read_text(encoding="utf-8").splitlines():
        if found := re.match(r"\d+ +(\d+\.\d+) (.*)", line):
            yield float(found[1]), found[2].strip()


def moment(trace: Path, call: str) -> float:
    (found,) = (at for at, line in lines(trace) if call in line)
    return found
