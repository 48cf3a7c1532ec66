"""The service on PostgreSQL: several processes share the work."""

from __future__ import annotations

import signal
import socket
import subprocess
import sys
import uuid
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import psycopg
import pytest

from kb.intake.store.postgres_database import PostgresDatabase
from kb.problems import KbError
from tests.intake.conftest import Running, Start
from tests.intake.load import Load
from tests.intake.site import write_site

SHOWN = ("search_path", "statement_timeout")


def test_killed_process_loses_nothing_and_the_other_goes_on(start: Start, postgres: Callable[[], str]) -> None:
    url = postgres()
    first = start(url=url)
    second = start(url=url)
    loads = [Load(first), Load(second)]
    for load in loads:
        load.start()
    for load in loads:
        load.wait_for(10)
    first.stop(signal.SIGKILL)
    loads[1].wait_for(len(loads[1].answered) + 10)
    for load in loads:
        load.stop()
    assert all(load.answered for load in loads)
    for body in loads[0].unanswered:
        assert second.post(json=body).status_code in (200, 201)
    kept = {ticket["submission_id"]: ticket["number"] for ticket in second.tickets()}
    assert {**loads[0].answered, **loads[1].answered}.items() <= kept.items()
    assert loads[1].unanswered == []


def test_one_id_at_two_processes_at_once_is_one_ticket(start: Start, postgres: Callable[[], str]) -> None:
    """Case 21."""
    url = postgres()
    services = [start(url=url), start(url=url)]
    for _ in range(5):
        key = uuid.uuid4().hex
        with ThreadPoolExecutor(8) as pool:
            answers = list(pool.map(lambda n: services[n % 2].send(submission_id=key), range(8)))  # noqa: B023 - run at once
        assert len({answer.json()["number"] for answer in answers if answer.status_code < 300}) == 1
        assert [answer.status_code for answer in answers].count(201) == 1
    assert len(services[0].tickets()) == 5


def test_workers_share_a_port_and_end_together(start: Start, postgres: Callable[[], str]) -> None:
    running = start("--workers", "2", url=postgres())
    load = Load(running)
    load.start()
    load.wait_for(20)
    load.stop()
    assert len(running.tickets()) == len(load.answered)
    assert running.stop() == 0


def test_workers_end_when_the_process_that_started_them_is_killed(start: Start, postgres: Callable[[], str]) -> None:
    running = start("--workers", "2", url=postgres())
    assert running.send().status_code == 201
    running.stop(signal.SIGKILL)

    def is_gone() -> bool:
        with socket.socket() as place:
            host, port = running.address.removeprefix("http://").rstrip("/").split(":")
            return place.connect_ex((host, int(port))) != 0

    running.wait_for(is_gone)


def test_sqlite_with_two_workers_is_refused_with_the_remedy(tmp_path: Path) -> None:
    site = write_site(tmp_path)
    command = [
        sys.executable,
        "-m",
        "kb",
        "intake",
        "serve",
        "--site",
        str(site),
        "--database",
        f"sqlite:///{tmp_path}/x",
    ]
    done = subprocess.run([*command, "--workers", "2"], capture_output=True, text=True, check=False, cwd=tmp_path)
    assert (done.returncode, "or PostgreSQL" in done.stderr) == (2, True)


def test_options_of_the_address_are_kept_beside_ours(postgres: Callable[[], str]) -> None:
    url = postgres()
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute("CREATE SCHEMA kb")
    joint = "&" if "?" in url else "?"
    database = PostgresDatabase(f"{url}{joint}options=-c%20search_path%3Dkb")
    try:
        found = [database.read(lambda run, name=name: run(f"SHOW {name}"))[0] for name in SHOWN]  # type: ignore[misc]
    finally:
        database.close()
    assert found == [{"search_path": "kb"}, {"statement_timeout": "10s"}]


def test_server_that_does_not_sync_is_refused(postgres: Callable[[], str]) -> None:
    url = postgres()
    name = url.rpartition("/")[2]
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute(f"ALTER DATABASE {name} SET synchronous_commit = off".encode())
    with pytest.raises(KbError, match="would lose what it has committed"):
        PostgresDatabase(url)


def test_database_that_went_away_gives_no_number(start: Start, postgres: Callable[[], str]) -> None:
    """Case 25."""
    url = postgres()
    running: Running = start(url=url)
    name = url.rpartition("/")[2]
    with psycopg.connect(url.replace(name, "postgres"), autocommit=True) as connection:
        connection.execute(f"ALTER DATABASE {name} WITH ALLOW_CONNECTIONS false".encode())
        # A connection that was being made meanwhile may come to light only now.
        end = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = %s"
        running.wait_for(lambda: not connection.execute(end, (name,)).fetchall())
        answer = running.send()
        assert (answer.status_code, answer.json()["code"]) == (503, "intake.unavailable")
        assert running.get("readyz").status_code == 503
        page = running.get("v1/receipts/unknown", Accept="text/html")
        assert (page.status_code, "+44 20 7946 0123" in page.text) == (503, True)
        # A site that is built anew meanwhile changes nothing about that.
        write_site(running.folder, version=2)
        assert running.send().status_code == 503
        connection.execute(f"ALTER DATABASE {name} WITH ALLOW_CONNECTIONS true".encode())
    assert running.send().status_code == 201
