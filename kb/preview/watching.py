"""Noticing that a source has changed."""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from watchdog.events import EVENT_TYPE_CLOSED_NO_WRITE, EVENT_TYPE_OPENED, FileSystemEvent, FileSystemEventHandler
from watchdog.observers import Observer
from watchdog.observers.polling import PollingObserver

log = logging.getLogger(__name__)

_SETTLED_S = 0.05
"""Editors write a file in several steps; a build begins once nothing has happened for so long."""
_POLLING_S = 0.5
_READING = (EVENT_TYPE_OPENED, EVENT_TYPE_CLOSED_NO_WRITE)


class Changes(FileSystemEventHandler):
    """Remembers that something changed, until it is asked."""

    def __init__(self) -> None:
        super().__init__()
        self._changed = threading.Event()

    def on_any_event(self, event: FileSystemEvent) -> None:
        """Take note of a write; the build itself only reads."""
        if not event.is_directory and event.event_type not in _READING:
            self._changed.set()

    def of(self, path: Path) -> FileSystemEventHandler:
        """The same for one file: it is watched by its folder, since editors put a new file in the old one's place."""
        return _OneFile(path, self)

    def wait(self, timeout_s: float) -> bool:
        """Whether something has changed since the last call, and all is quiet again."""
        if not self._changed.wait(timeout_s):
            return False
        while self._changed.is_set():
            self._changed.clear()
            time.sleep(_SETTLED_S)
        return True


class _OneFile(FileSystemEventHandler):
    def __init__(self, path: Path, changes: Changes) -> None:
        self._path = str(path)
        self._changes = changes

    def on_any_event(self, event: FileSystemEvent) -> None:
        if self._path in (event.src_path, event.dest_path):
            self._changes.on_any_event(event)


@contextmanager
def watching(paths: Sequence[Path], then: Callable[[], None]) -> Iterator[None]:
    """Call ``then`` after each change of a file, or of a file below a folder, one call at a time."""
    changes, is_ending = Changes(), threading.Event()

    def run() -> None:
        while not is_ending.is_set():
            if changes.wait(0.25) and not is_ending.is_set():
                then()

    observer = _observer(changes, paths)
    thread = threading.Thread(target=run, name="preview-builds", daemon=True)
    thread.start()
    try:
        yield
    finally:
        is_ending.set()
        observer.stop()
        observer.join()
        thread.join(30)


def _observer(changes: Changes, paths: Sequence[Path]) -> Any:
    """What watches; by looking again and again where the system cannot tell (too many folders, network folders)."""
    for observer in (Observer(), PollingObserver(timeout=_POLLING_S)):
        try:
            for path in dict.fromkeys(path.resolve() for path in paths):
                if path.is_dir():
                    observer.schedule(changes, str(path), recursive=True)
                else:
                    observer.schedule(changes.of(path), str(path.parent))
            observer.start()
        except OSError as error:
            log.info("changes are looked for twice a second (%s)", error)
            continue
        return observer
    raise OSError("no folder can be watched")
