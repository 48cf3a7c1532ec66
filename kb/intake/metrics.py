"""What the service counts, for Prometheus. Numbers only: no label holds anything that a sender wrote."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, generate_latest, multiprocess
from prometheus_client.core import GaugeMetricFamily, Metric
from prometheus_client.exposition import CONTENT_TYPE_PLAIN_0_0_4
from prometheus_client.registry import Collector

from kb.intake.store.waiting import Waiting

CONTENT_TYPE = CONTENT_TYPE_PLAIN_0_0_4
SHARED = "PROMETHEUS_MULTIPROC_DIR"
"""Variable that names a folder in which processes that share a port add up; prometheus-client reads it."""
_DELAYS_S = (0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 300, 3600)
_ANSWERS_S = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5)


@dataclass(slots=True)
class Metrics:
    """Counts of this process."""

    registry: CollectorRegistry = field(default_factory=lambda: CollectorRegistry(auto_describe=False))
    _accepted: Counter = field(init=False)
    _refused: Counter = field(init=False)
    _answer: Histogram = field(init=False)
    _attempts: Counter = field(init=False)
    _delay: Histogram = field(init=False)
    _halted: Gauge = field(init=False)

    def __post_init__(self) -> None:
        ours = self.registry
        self._accepted = Counter(
            "kb_intake_accepted_total", "Posts that got a number", ["form", "state"], registry=ours
        )
        self._refused = Counter("kb_intake_refused_total", "Posts that were refused", ["code"], registry=ours)
        self._answer = Histogram(
            "kb_intake_accept_seconds", "From a whole post to its number", buckets=_ANSWERS_S, registry=ours
        )
        self._attempts = Counter(
            "kb_intake_deliveries_total", "Attempts to deliver", ["driver", "outcome"], registry=ours
        )
        self._delay = Histogram(
            "kb_intake_delivery_delay_seconds",
            "From the number to the delivery; driver reply: to the automatic reply",
            ["driver"],
            buckets=_DELAYS_S,
            registry=ours,
        )
        self._halted = Gauge(
            "kb_intake_driver_halted",
            "1 where a driver waits for an operator",
            ["driver"],
            registry=ours,
            multiprocess_mode="livemax",
        )

    def accepted(self, form: str, state: str, seconds: float) -> None:
        """A post got a number; ``state`` is ``repeated`` where it had it already."""
        self._accepted.labels(form, state).inc()
        self._answer.observe(seconds)

    def refused(self, code: str) -> None:
        """A post was refused."""
        self._refused.labels(code).inc()

    def delivered(self, driver: str, delay_s: float, *, is_partial: bool = False) -> None:
        """A delivery arrived; not all of it where the place dropped something."""
        self._attempts.labels(driver, "partial" if is_partial else "done").inc()
        self._delay.labels(driver).observe(max(0.0, delay_s))

    def failed(self, driver: str, outcome: str) -> None:
        """A delivery did not arrive: postponed, dead."""
        self._attempts.labels(driver, outcome).inc()

    def halted(self, driver: str, *, is_halted: bool) -> None:
        """A driver waits for an operator, or no more."""
        self._halted.labels(driver).set(int(is_halted))

    def text(self, waiting: Waiting, drivers: Iterable[str]) -> bytes:
        """All of it as Prometheus reads it; with several processes, their sum."""
        shown = CollectorRegistry(auto_describe=False)
        if SHARED in os.environ:
            multiprocess.MultiProcessCollector(shown)
        else:
            shown.register(_Same(self.registry))
        shown.register(_Store(waiting, tuple(drivers)))
        return generate_latest(shown)


def forget_process(pid: int) -> None:
    """A process has ended: what it alone could tell is void."""
    if SHARED in os.environ:
        multiprocess.mark_process_dead(pid)


@dataclass(frozen=True, slots=True, eq=False)
class _Same(Collector):
    registry: CollectorRegistry

    def collect(self) -> Iterable[Metric]:
        return self.registry.collect()


@dataclass(frozen=True, slots=True, eq=False)
class _Store(Collector):
    """What the store knows, so that it is the same whichever process is asked."""

    waiting: Waiting
    drivers: tuple[str, ...]

    def collect(self) -> Iterable[Metric]:
        found = self.waiting
        yield _gauge("kb_intake_outbox_pending", "Deliveries that wait", self._filled(found.pending))
        yield _gauge("kb_intake_outbox_oldest_seconds", "Age of the oldest that waits", self._filled(found.oldest_s))
        yield _gauge("kb_intake_outbox_dead", "Deliveries that were given up", self._filled(found.dead))
        quarantined = GaugeMetricFamily("kb_intake_quarantined", "Tickets that wait to be released")
        quarantined.add_metric([], found.quarantined)
        yield quarantined

    def _filled(self, values: Mapping[str, float]) -> dict[str, float]:
        return {**dict.fromkeys(self.drivers, 0.0), **values}


def _gauge(name: str, told: str, values: Mapping[str, float]) -> GaugeMetricFamily:
    found = GaugeMetricFamily(name, told, labels=["driver"])
    for driver, value in sorted(values.items()):
        found.add_metric([driver], value)
    return found
