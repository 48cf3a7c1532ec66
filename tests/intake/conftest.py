"""The service as a process of its own, asked over real sockets."""

from __future__ import annotations

import itertools
import json
import os
import re
import signal
import subprocess
import sys
import time
import uuid
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import httpx
import psycopg
import pytest

from kb.intake.store.opening import open_store
from kb.intake.store.ticket_store import TicketStore
from tests.conftest import CHECKOUT, lacking
from tests.intake.mail_sink import Sink, mail_sink
from tests.intake.postgres import find_programs, server
from tests.intake.site import ANSWERS, write_site

OWN = object()
"""As ``origin``: the service's own."""


@dataclass
class Running:
    """A service that runs."""

    folder: Path
    site: Path
    environment: Mapping[str, str]
    arguments: tuple[str, ...] = ()
    address: str = ""
    url: str = ""
    """The database; SQLite in the folder where empty."""
    process: subprocess.Popen[str] | None = None
    client: httpx.Client = field(default_factory=lambda: httpx.Client(timeout=20))

    @property
    def database(self) -> str:
        return self.url or f"sqlite:///{self.folder / 'intake.sqlite'}"

    @property
    def tickets_folder(self) -> Path:
        return self.folder / "tickets"

    def start(self, *before: str) -> None:
        """Start the service and wait until it listens.

        Args:
            before: a command that runs the service.
        """
        log = (self.folder / "log").open("a")
        command = [sys.executable, "-m", "kb", "intake", "serve", "--site", str(self.site), "--database", self.database]
        port = self.address.rpartition(":")[2].rstrip("/") or "0"
        self.process = subprocess.Popen(
            [*before, *command, "--port", port, *self.arguments],
            cwd=self.folder,
            stdout=subprocess.PIPE,
            stderr=log,
            text=True,
            env={**os.environ, "PYTHONPATH": str(CHECKOUT), "PYTHONUNBUFFERED": "1", **self.environment},
        )
        log.close()
        assert self.process.stdout
        for line in self.process.stdout:
            if found := re.search(r"http://[\d.:]+/", line):
                self.address = found[0]
                return
        pytest.fail(f"the service did not start: {(self.folder / 'log').read_text()}")

    def stop(self, sign: int = signal.SIGTERM) -> int:
        """End the service; its exit status."""
        assert self.process
        self.process.send_signal(sign)
        try:
            return self.process.wait(20)
        finally:
            if self.process.stdout:
                self.process.stdout.close()

    def log(self) -> str:
        """What it logged."""
        return (self.folder / "log").read_text()

    def post(self, **sending: Any) -> httpx.Response:
        """Send to ``/v1/tickets``: ``json=``, ``data=``, ``files=``, ``content=``, ``headers=``."""
        headers = {"Origin": self.address.rstrip("/"), **(sending.pop("headers", None) or {})}
        headers = {name: value for name, value in headers.items() if value}
        return self.client.post(f"{self.address}v1/tickets", headers=headers, follow_redirects=False, **sending)

    def send(self, answers: Mapping[str, object] = ANSWERS, /, **changes: object) -> httpx.Response:
        """Send answers as JSON with a fresh submission id."""
        return self.post(json={"submission_id": uuid.uuid4().hex, **answers, **changes})

    def fresh(self) -> Running:
        """The same service, asked over a connection of its own."""
        return replace(self, client=httpx.Client(timeout=20))

    def __enter__(self) -> Running:
        return self

    def __exit__(self, *_: object) -> None:
        self.client.close()

    def get(self, path: str, **headers: str) -> httpx.Response:
        """Ask for a path."""
        return self.client.get(self.address + path, headers=headers, follow_redirects=False)

    def command(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        """Run ``kb intake`` with its settings."""
        command = [sys.executable, "-m", "kb", "intake", *arguments, "--database", self.database]
        environment = {**os.environ, "PYTHONPATH": str(CHECKOUT), **self.environment}
        return subprocess.run(command, capture_output=True, text=True, check=False, cwd=self.folder, env=environment)

    def tickets(self) -> list[dict[str, Any]]:
        """What ``kb intake list --json`` prints."""
        command = [sys.executable, "-m", "kb", "intake", "list", "--database", self.database, "--json"]
        done = subprocess.run(
            command, capture_output=True, text=True, check=True, env={**os.environ, "PYTHONPATH": str(CHECKOUT)}
        )
        return [json.loads(line) for line in done.stdout.splitlines()]

    def way(self, number: str, driver: str) -> dict[str, Any]:
        """The delivery of a ticket to a place."""
        (found,) = (ticket for ticket in self.tickets() if ticket["number"] == number)
        (way,) = (way for way in found["deliveries"] if way["driver"] == driver)
        return dict(way)

    def wait_for(self, is_so: Callable[[], object], *, within_s: float = 15) -> None:
        """Go on as soon as something is so."""
        end = time.monotonic() + within_s
        while not is_so():
            if time.monotonic() > end:
                pytest.fail(f"it did not come to pass: {self.log()[-2000:]}")
            time.sleep(0.02)

    def wait_for_file(self, name: str) -> Path:
        """A delivered file, as soon as it is there."""
        path = self.tickets_folder / name
        self.wait_for(path.is_file)
        return path


Start = Callable[..., Running]


@pytest.fixture(params=["sqlite", "postgres"])
def url(request: pytest.FixtureRequest) -> str:
    """An empty database of each kind, for ``start(url=url)``."""
    return "" if request.param == "sqlite" else str(request.getfixturevalue("postgres")())


@pytest.fixture
def store(url: str, tmp_path: Path) -> Iterator[TicketStore]:
    """A store of each kind."""
    opened = open_store(url or f"sqlite:///{tmp_path / 'intake.sqlite'}", is_service=True)
    yield opened
    opened.close()


@pytest.fixture
def sink() -> Iterator[Sink]:
    """A mail server."""
    with mail_sink() as found:
        yield found


@pytest.fixture(scope="session")
def postgres() -> Iterator[Callable[[], str]]:
    """A PostgreSQL server: ``postgres()`` makes an empty database and gives its address."""
    programs = find_programs()
    if programs is None:
        remedy = "PostgreSQL was not found. Install it (apt-get install postgresql)."
        lacking(remedy)
    with server(programs) as address:
        count = itertools.count()

        def make() -> str:
            name = f"intake{next(count)}"
            with psycopg.connect(f"{address}postgres", autocommit=True) as connection:
                connection.execute(f"CREATE DATABASE {name}")
            return f"{address}{name}"

        yield make


@pytest.fixture
def start(tmp_path: Path) -> Iterator[Start]:
    """Starts a service: ``start(KB_INTAKE_RATE_LIMITS="on")``; without limits where nothing is said."""
    started: list[Running] = []

    def run(*arguments: str, url: str = "", **environment: str) -> Running:
        folders = {"KB_INTAKE_FOLDER": str(tmp_path / "tickets"), "KB_INTAKE_FILES": str(tmp_path / "files")}
        given = {"KB_INTAKE_RATE_LIMITS": "off", **folders, **environment}
        running = Running(tmp_path, write_site(tmp_path), given, arguments, url=url)
        running.start()
        started.append(running)
        return running

    yield run
    for running in started:
        running.client.close()
        if running.process and running.process.poll() is None:
            running.stop(signal.SIGKILL)


@pytest.fixture(scope="module", params=["sqlite", "postgres"])
def shared(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    """One service for all tests of a module that do not count its tickets."""
    folder = tmp_path_factory.mktemp("intake")
    folders = {"KB_INTAKE_FOLDER": str(folder / "tickets"), "KB_INTAKE_FILES": str(folder / "files")}
    url = "" if request.param == "sqlite" else str(request.getfixturevalue("postgres")())
    running = Running(folder, write_site(folder), {"KB_INTAKE_RATE_LIMITS": "off", **folders}, url=url)
    running.start()
    yield running
    running.client.close()
    running.stop()


@pytest.fixture
def running(start: Start, url: str) -> Running:
    """A service without limits, which delivers into a folder; on each store."""
    return start(url=url)
