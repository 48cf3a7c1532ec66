"""How soon replies go out, and what becomes of tickets while the helpdesk is down."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from aiosmtpd.smtp import Envelope

from tests.benchmarks.intake.accepting import CLIENTS, Figure
from tests.benchmarks.intake.clients import Posted, percentile, posted
from tests.benchmarks.intake.services import service, tickets
from tests.intake.mail_sink import Sink, mail_sink
from tests.intake.request_tracker import RequestTracker
from tests.intake.request_tracker import server as request_tracker
from tests.intake.test_commands import command

_BURST, _STEADY, _STEADY_S = 500, 300, 0.1
_CALM, _HELD = 20, 100
"""Tickets while the helpdesk is up, and while it is down; RT takes two seconds for each where others use the machine."""
_LIMIT_S = 900.0


class TimedSink(Sink):
    """Notes when each mail came."""

    def __init__(self) -> None:
        super().__init__()
        self.came: dict[str, float] = {}

    def _take(self, envelope: Envelope) -> None:
        super()._take(envelope)
        self.came.setdefault(str(self.mails[-1]["X-KB-Number"]), time.time())


def replies(site: Path, folder: Path) -> Iterator[Figure]:
    """Replies under a steady load, then after a burst."""
    with mail_sink(TimedSink()) as sink, service(site, folder, **sink.settings, **_unhurried()) as running:
        assert isinstance(sink, TimedSink)
        steady = posted(running.address, tickets(_STEADY), clients=CLIENTS, every_s=_STEADY_S)
        delays = _delays(steady, sink.came)
        yield Figure("reply after the number, 10 tickets/s, median", percentile(delays, 0.5), "s")
        yield Figure("the same, p99", percentile(delays, 0.99), "s", most=10)
        burst = posted(running.address, tickets(_BURST), clients=CLIENTS)
        delays = _delays(burst, sink.came)
        yield Figure(f"burst of {_BURST}: all replied to", max(delays), "s", most=60)
        twice = [count for count in Counter(mail["Message-ID"] for mail in sink.mails).values() if count > 1]
        yield Figure("replies sent twice", len(twice), most=0)


def outage(site: Path, folder: Path) -> Iterator[Figure]:
    """Request Tracker is down while tickets come, then up again."""
    with request_tracker() as tracker:
        settings = {"KB_INTAKE_RT": tracker.url, "KB_INTAKE_RT_QUEUE": "Support"}
        with service(site, folder, **settings) as running:
            calm = posted(running.address, tickets(_CALM), clients=CLIENTS, every_s=0.02)
            _wait(tracker, calm)
            tracker.stop()
            down = posted(running.address, tickets(_HELD), clients=CLIENTS, every_s=0.02)
            # As after an hour: the attempts have run into their longest waits. An operator need not wait them out.
            tracker.start()
            began = time.monotonic()
            numbers = [one.number for one in down]
            command(running, "retry", *numbers)
            _wait(tracker, down)
            seconds = time.monotonic() - began
        kept = Counter(tracker.numbers())
    medians = [percentile([one.seconds * 1000 for one in found], 0.5) for found in (calm, down)]
    yield Figure("answer while the helpdesk is up, median", medians[0], "ms")
    yield Figure("answer while it is down, median", medians[1], "ms")
    yield Figure("down / up", medians[1] / medians[0], most=1.5)
    yield Figure(f"{_HELD} tickets drained after", seconds, "s")
    yield Figure("tickets drained", _HELD / seconds, "/s")
    yield Figure("missing", len({one.number for one in [*calm, *down]} - set(kept)), most=0)
    yield Figure("there twice", len([number for number, count in kept.items() if count > 1]), most=0)


def _unhurried() -> Mapping[str, str]:
    return {"KB_INTAKE_REPLIES_PER_MINUTE": "100000"}


def _delays(found: Sequence[Posted], came: Mapping[str, float]) -> list[float]:
    numbers = {one.number: one.began + one.seconds for one in found}
    end = time.monotonic() + _LIMIT_S
    while not numbers.keys() <= came.keys():
        assert time.monotonic() < end, len(numbers.keys() - came.keys())
        time.sleep(0.05)
    return [came[number] - answered for number, answered in numbers.items()]


def _wait(tracker: RequestTracker, found: Sequence[Posted]) -> None:
    numbers = {one.number for one in found}
    end = time.monotonic() + _LIMIT_S
    while not numbers <= set(tracker.numbers()):
        assert time.monotonic() < end, len(numbers - set(tracker.numbers()))
        time.sleep(3)  # each look costs RT as much as a ticket
