"""Leaving a place alone while it is down, so that all that waits goes out soon after it is back."""

from __future__ import annotations

import random
import time
from collections.abc import Callable
from dataclasses import dataclass

_FIRST_S = 5.0
_LONGEST_S = 60.0


@dataclass(slots=True)
class Pause:
    """How long a place is left alone; longer each time that it is still down."""

    clock: Callable[[], float] = time.monotonic
    """Not the time of day, which may be put back."""
    _times: int = 0
    _until: float = 0

    @property
    def is_on(self) -> bool:
        """Whether the place is left alone now."""
        return self.left_s > 0

    @property
    def left_s(self) -> float:
        """How long it is left alone still."""
        return max(0, self._until - self.clock())

    def begin(self, at_least_s: float = 0) -> None:
        """The place is down."""
        wait_s = min(_LONGEST_S, _FIRST_S * 2 ** min(self._times, 10))
        self._times += 1
        self._until = self.clock() + max(at_least_s, wait_s * random.uniform(0.5, 1))  # noqa: S311 - keeps no secret

    def end(self) -> None:
        """The place has answered."""
        self._times, self._until = 0, 0
