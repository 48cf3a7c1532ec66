"""How fast tickets are taken in, on either database, with proof of work, and beside Request Tracker."""

from __future__ import annotations

import time
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

import httpx

from tests.benchmarks.intake.clients import Posted, percentile, posted
from tests.benchmarks.intake.services import cpu_s, postgres, service, tickets, with_proofs
from tests.intake.conftest import Running
from tests.intake.request_tracker import server as request_tracker

CLIENTS = 16
_WARM, _MEASURED = 200, 3000
_PEER_CLIENTS, _PEER_TICKETS = 4, 40


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure and its goal."""

    name: str
    value: float
    unit: str = ""
    least: float | None = None
    most: float | None = None

    @property
    def cells(self) -> tuple[str, str, str]:
        """Value, goal, and whether it is met."""
        goal = f">= {self.least:g}" if self.least is not None else f"<= {self.most:g}" if self.most is not None else ""
        is_met = self.value >= (self.least or 0) and (self.most is None or self.value <= self.most)
        return f"{self.value:.4g} {self.unit}".strip(), goal, ("met" if is_met else "missed") if goal else ""


def sqlite(site: Path, folder: Path) -> Iterator[Figure]:
    """One process on SQLite."""
    with service(site, folder) as running:
        yield from _rates(running, tickets(_MEASURED), least=150, most_ms=250)


def postgres_two(site: Path, folder: Path) -> Iterator[Figure]:
    """Two processes on PostgreSQL."""
    with postgres() as url, service(site, folder, "--workers", "2", url=url) as running:
        yield from _rates(running, tickets(_MEASURED), least=100, most_ms=500)


def proof(site: Path, folder: Path) -> Iterator[Figure]:
    """The first with a solved task in each ticket."""
    with service(site, folder, KB_INTAKE_PROOF_OF_WORK="on") as running:
        yield from _rates(running, with_proofs(tickets(_WARM + _MEASURED // 3), running))


def peer(site: Path, folder: Path) -> Iterator[Figure]:
    """Request Tracker's REST 2 and the intake, in turns."""
    ratios, theirs, ours = [], [], []
    with request_tracker() as tracker, service(site, folder) as running:
        _created(tracker.url, 4)
        posted(running.address, tickets(_WARM), clients=CLIENTS)
        for _ in range(3):
            theirs.append(_PEER_TICKETS / _created(tracker.url, _PEER_TICKETS))
            found = posted(running.address, tickets(1000), clients=CLIENTS)
            ours.append(len(found) / _span(found))
            ratios.append(ours[-1] / theirs[-1])
    yield Figure("tickets/s, RT REST 2, 4 clients", sorted(theirs)[1], "/s")
    yield Figure("tickets/s, intake, 16 clients", sorted(ours)[1], "/s")
    yield Figure("intake / RT", sorted(ratios)[1], "", least=50)


def _created(url: str, count: int) -> float:
    """Seconds for so many tickets in RT."""
    body = {"Queue": "Support", "Subject": "Pošta", "Requestor": "maja@example.org", "Content": "x" * 1000}
    with httpx.Client(timeout=60) as client, ThreadPoolExecutor(_PEER_CLIENTS) as pool:
        began = time.perf_counter()
        statuses = list(pool.map(lambda _: client.post(f"{url}REST/2.0/ticket", json=body).status_code, range(count)))
        assert set(statuses) == {201}, statuses
        return time.perf_counter() - began


def _span(found: Sequence[Posted]) -> float:
    return max(one.began + one.seconds for one in found) - min(one.began for one in found)


def _rates(
    running: Running,
    bodies: Sequence[Mapping[str, object]],
    *,
    least: float | None = None,
    most_ms: float | None = None,
) -> Iterator[Figure]:
    posted(running.address, bodies[:_WARM], clients=CLIENTS)
    before = cpu_s(running)
    found = posted(running.address, bodies[_WARM:], clients=CLIENTS)
    cpu_ms = 1000 * (cpu_s(running) - before) / len(found)
    assert {one.status for one in found} == {201}, {one.status for one in found}
    times = [one.seconds * 1000 for one in found]
    yield Figure(f"tickets/s, {CLIENTS} clients", len(found) / _span(found), "/s", least=least)
    yield Figure("answer, median", percentile(times, 0.5), "ms")
    yield Figure("answer, p99", percentile(times, 0.99), "ms", most=most_ms)
    yield Figure("CPU a ticket", cpu_ms, "ms")
