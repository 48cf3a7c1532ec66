"""How often one network may tell something: counted in memory alone, so that nothing of it is ever kept."""

from __future__ import annotations

import threading
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field

_WINDOW_S = 3600.0
_MOST_NETWORKS = 50_000
"""Beyond them all are refused until the hour is over: a flood must not fill the memory."""


@dataclass(slots=True)
class Brake:
    """Counts posts by network, an hour at a time; each process counts its own."""

    most: int
    """An hour from one network; 0 for no limit."""
    clock: Callable[[], float] = time.monotonic
    _counts: Counter[str] = field(default_factory=Counter)
    _since: float = 0
    _guard: threading.Lock = field(default_factory=threading.Lock)

    def wait_s(self, network: str) -> float:
        """Count a post; 0 where it may pass, else the seconds until the next one may."""
        if not self.most:
            return 0
        with self._guard:
            now = self.clock()
            if now - self._since >= _WINDOW_S:
                self._counts.clear()
                self._since = now
            is_full = network not in self._counts and len(self._counts) >= _MOST_NETWORKS
            if is_full or self._counts[network] >= self.most:
                return max(1.0, self._since + _WINDOW_S - now)
            self._counts[network] += 1
            return 0
