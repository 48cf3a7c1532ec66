"""Several processes that share a socket and a PostgreSQL database; one that dies is started again."""

from __future__ import annotations

import logging
import multiprocessing
import os
import signal
import threading
import time
from collections.abc import Callable
from multiprocessing.process import BaseProcess

from kb.intake.metrics import forget_process

log = logging.getLogger(__name__)

_LOOK_S = 0.2
_SHORTEST_LIFE_S = 5.0
"""A worker that dies sooner has a fault that starting it again will not mend at once."""
_END_S = 20.0
_PARENT_S = 1.0


class Workers:
    """Processes that run the same function until they are told to end."""

    def __init__(self, count: int, work: Callable[[], None]) -> None:
        """Prepare ``count`` processes; ``work`` serves until SIGTERM."""
        # A fork shares the socket, and nothing else is open yet.
        self._context = multiprocessing.get_context("fork")
        self._work = work
        self._running = {self._started(): time.monotonic() for _ in range(count)}

    def run(self) -> None:
        """Keep them running until this process is told to end, then end them in order."""
        try:
            while True:
                time.sleep(_LOOK_S)
                for process in [process for process in self._running if not process.is_alive()]:
                    self._replace(process)
        finally:
            self._end()

    def _started(self) -> BaseProcess:
        process = self._context.Process(target=_serving, args=(self._work, os.getpid()))
        process.start()
        return process

    def _replace(self, process: BaseProcess) -> None:
        lived_s = time.monotonic() - self._running.pop(process)
        forget_process(process.pid or 0)
        log.error("worker %s ended with %s, another one is started", process.pid, process.exitcode)
        if lived_s < _SHORTEST_LIFE_S:
            time.sleep(1)
        self._running[self._started()] = time.monotonic()

    def _end(self) -> None:
        # A second signal while the workers finish must not leave them behind.
        signal.signal(signal.SIGTERM, signal.SIG_IGN)
        for process in self._running:
            process.terminate()
        end = time.monotonic() + _END_S
        for process in self._running:
            process.join(max(0.1, end - time.monotonic()))
            if process.is_alive():
                process.kill()


def _serving(work: Callable[[], None], parent: int) -> None:
    """Serve in a worker; end in order once the process that started it is gone."""

    def watch() -> None:
        while os.getppid() == parent:
            time.sleep(_PARENT_S)
        log.error("the process that started worker %s is gone, so it ends", os.getpid())
        os.kill(os.getpid(), signal.SIGTERM)

    threading.Thread(target=watch, name="intake-parent", daemon=True).start()
    work()
