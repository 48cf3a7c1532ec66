"""Services to measure: this repository's site with its real forms, on either database."""

from __future__ import annotations

import base64
import itertools
import json
import os
import subprocess
import sys
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import altcha
import click

from kb.intake.keyed import Keyed
from kb.intake.store.opening import open_store
from tests.conftest import CHECKOUT
from tests.intake.conftest import Running
from tests.intake.postgres import find_programs, server

ANSWERS: dict[str, object] = {
    "form": "ticket",
    "locale": "sl",
    "known": "no",
    "critical": "no",
    "department": "email",
    "role": "administrator",
    "email": "maja@example.org",
    "reachable": "yes",
    "domain": "example.com",
    "mail_direction": "sending",
    "mail_scope": "one",
    "mail_addresses": "info@example.com",
    "check_mail": "unsolved",
    "description": "Od včeraj od 9.15 stranke pri pošiljanju na naš naslov dobijo napako 550 5.1.1. " * 12,
}
"""A whole ticket of about 1 KB of text."""
_count = itertools.count()


def tickets(count: int) -> list[dict[str, object]]:
    """So many tickets, no two alike."""
    found = []
    for _ in range(count):
        number = next(_count)
        own = {"subject": f"Pošta {number}", "email": f"maja{number}@example.org", "submission_id": uuid.uuid4().hex}
        found.append({**ANSWERS, **own})
    return found


def built_site(folder: Path) -> Path:
    """This repository's site."""
    site = folder / "site"
    command = [sys.executable, "-m", "kb", "build", "--site-dir", str(site)]
    subprocess.run(command, cwd=CHECKOUT, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    return site


@contextmanager
def service(site: Path, folder: Path, *arguments: str, url: str = "", **settings: str) -> Iterator[Running]:
    """A service without limits and deliveries, unless settings say otherwise."""
    folder.mkdir(parents=True)
    environment = {"KB_INTAKE_RATE_LIMITS": "off", "KB_INTAKE_FILES": str(folder / "files"), **settings}
    running = Running(folder, site, environment, arguments, url=url)
    running.start()
    try:
        yield running
    finally:
        running.stop()
        running.client.close()


@contextmanager
def postgres() -> Iterator[str]:
    """An empty database of a PostgreSQL server that syncs what it commits."""
    programs = find_programs()
    if programs is None:
        raise click.ClickException("PostgreSQL was not found. Install it (apt-get install postgresql).")
    with server(programs) as address:
        yield f"{address}postgres"


def with_proofs(bodies: list[dict[str, object]], running: Running) -> list[dict[str, object]]:
    """The tickets with solved tasks; made with the service's secret, since it is not the solving that is measured."""
    store = open_store(running.database)
    keyed = Keyed(bytes.fromhex(store.key("secret", "")))
    store.close()
    return [{**body, "pow": _proof(keyed)} for body in bodies]


def _proof(keyed: Keyed) -> str:
    made = altcha.create_challenge(
        "PBKDF2/SHA-256",
        5000,
        counter=0,
        expires_at=4_102_444_800,
        hmac_secret=keyed.hashed("challenge", ""),
        hmac_key_secret=keyed.hashed("solution", ""),
    )
    solved = altcha.solve_challenge(made)
    assert solved
    return base64.b64encode(json.dumps({"challenge": made.to_dict(), "solution": solved.to_dict()}).encode()).decode()


def peak_mb(pid: int) -> float:
    """The most memory that a process ever used, in MB of 1,000,000 bytes."""
    status = Path(f"/proc/{pid}/status").read_text(encoding="utf-8")
    return int(status.partition("VmHWM:")[2].split()[0]) * 1024 / 1e6


def cpu_s(running: Running) -> float:
    """CPU seconds that a service and its workers have used, in user mode and in the system."""
    assert running.process
    found = 0.0
    for path in Path("/proc").glob("[0-9]*/stat"):
        try:
            values = path.read_text(encoding="utf-8").rpartition(") ")[2].split()
        except OSError:
            continue  # it has ended meanwhile
        if running.process.pid in (int(path.parent.name), int(values[1])):
            found += (int(values[11]) + int(values[12])) / os.sysconf("SC_CLK_TCK")
    return found


def machine() -> str:
    """What the figures depend on."""
    return f"Python {sys.version.split()[0]}; {os.cpu_count()} cores, load of the last minute {os.getloadavg()[0]:.1f}"
