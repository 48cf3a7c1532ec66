"""Two folders in turn: a site is built into one while the other is shown, so that nobody sees half a site."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable
from pathlib import Path

log = logging.getLogger(__name__)


class Folders:
    """Where the site is, and which build of it."""

    def __init__(self, parent: Path, build: Callable[[Path], None]) -> None:
        """Keep two folders below ``parent``; ``build`` writes a whole site into one of them."""
        self._folders = (parent / "a", parent / "b")
        self._build = build
        self._number = 0
        self._turned = threading.Condition()

    @property
    def current(self) -> Path:
        """The newest whole site."""
        return self._folders[self._number % 2]

    @property
    def number(self) -> int:
        """How many builds there were; 0 before the first."""
        return self._number

    def build(self) -> None:
        """Build aside, then show that; what the build raises leaves the old site."""
        target = self._folders[(self._number + 1) % 2]
        target.mkdir(exist_ok=True)
        self._build(target)
        with self._turned:
            self._number += 1
            self._turned.notify_all()

    def wait(self, seen: int, timeout_s: float) -> int:
        """The number of the newest build, as soon as it is another one than ``seen``, or after a time."""
        with self._turned:
            self._turned.wait_for(lambda: self._number != seen, timeout_s)
            return self._number
