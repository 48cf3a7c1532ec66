"""How soon the service is ready, and how much memory it takes."""

from __future__ import annotations

import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import httpx

from tests.benchmarks.intake.accepting import Figure
from tests.benchmarks.intake.services import cpu_s, peak_mb, service, tickets
from tests.intake.conftest import Running

_STARTS = 5
_FILE = b"%PDF-1.7\n" + b"0" * 9_900_000


def resources(site: Path, folder: Path) -> Iterator[Figure]:
    """Start to ready; memory at rest and while files come."""
    times = []
    for number in range(_STARTS):
        began = time.perf_counter()
        with service(site, folder / f"start-{number}") as running:
            assert running.get("readyz").status_code == 200
            times.append(time.perf_counter() - began)
            cpu = cpu_s(running)
    yield Figure("CPU of a start", cpu, "s")
    yield Figure("start to ready, median", sorted(times)[_STARTS // 2], "s", most=2)
    with service(site, folder / "memory") as running:
        assert running.process
        assert running.send(tickets(1)[0]).status_code == 201
        yield Figure("memory after one ticket", peak_mb(running.process.pid), "MB")
        _upload(running)
        yield Figure("the same, 20 MB in two files", peak_mb(running.process.pid), "MB", most=150)
        with ThreadPoolExecutor(4) as pool:
            list(pool.map(lambda _: _upload(running), range(4)))
        yield Figure("the same, four such at once", peak_mb(running.process.pid), "MB")


def _upload(running: Running) -> None:
    (body,) = tickets(1)
    files = [("files", (f"{name}.pdf", _FILE, "application/pdf")) for name in ("a", "b")]
    headers = {"Origin": running.address.rstrip("/"), "Accept": "application/json"}
    fields = {name: str(value) for name, value in body.items()}
    answer = httpx.post(f"{running.address}v1/tickets", data=fields, files=files, headers=headers, timeout=60)
    assert answer.status_code == 201, answer.text
