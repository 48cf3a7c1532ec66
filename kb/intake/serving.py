"""Running the service: an HTTP server that ends in order."""

from __future__ import annotations

import logging
import signal
import socket
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from types import FrameType

import uvicorn
from starlette.applications import Starlette
from starlette.routing import Mount
from starlette.types import ASGIApp

from kb.intake.service import Service, open_service
from kb.intake.settings import Settings
from kb.intake.site_files import SiteFiles
from kb.intake.workers import Workers
from kb.problems import KbError

log = logging.getLogger(__name__)
_GRACE_S = 10
_BACKLOG = 1024
_IDLE_S = 15
_MOST_AT_ONCE = 500
"""Requests; further ones are told to come again, so that those that are here are answered."""


def serve_intake(
    site: Path,
    database: str,
    settings: Settings,
    *,
    host: str,
    port: int,
    tell: Callable[[str], None],
    workers: int = 1,
) -> None:
    """Serve the site and the intake until the process is told to end.

    Args:
        site: the folder of the built site.
        database: ``sqlite:///path`` or ``postgresql://…``.
        settings: what the operator chose.
        host: address to listen at.
        port: port to listen at; 0 for any that is free.
        tell: prints a line for the operator.
        workers: processes that share the work.

    Raises:
        KbError: the site, the database or the address cannot be used.
    """
    if not site.is_dir():
        raise KbError(f"--site {site} is no folder. Build the site first: kb build --site-dir {site}")
    if workers > 1 and database.startswith("sqlite:"):
        raise KbError(
            f"--workers {workers}: SQLite has one writer. Use --workers 1, which answers many at once, or PostgreSQL."
        )
    with listening(host, port) as place, ending():

        def serve(service: Service) -> None:
            with service:
                app = Starlette(routes=[*service.routes(), Mount("/", SiteFiles(lambda: site))])
                run(app, place, closing=service.close_soon)

        def work() -> None:
            with ending():
                serve(open_service(lambda: site, database, settings))

        service = open_service(lambda: site, database, settings)
        _warn(service, site, tell)
        tell(f"Serving {site} and its intake on {address(place)}")
        if workers == 1:
            serve(service)
        else:
            # What was open before a fork must not be used after it; it has served to find faults.
            service.store.close()
            Workers(workers, work).run()


def _warn(service: Service, site: Path, tell: Callable[[str], None]) -> None:
    if not service.intake.forms.current().forms:
        tell(f"Warning: {site}/forms holds no form. List the plugin kb/forms in mkdocs.yml and build again.")
    if not service.workers:
        tell("Warning: no delivery is configured; tickets are kept, and listed by: kb intake list")


@contextmanager
def listening(host: str, port: int) -> Iterator[socket.socket]:
    """A socket at this address.

    Raises:
        KbError: the address is in use, or not ours.
    """
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    place = socket.socket(family, socket.SOCK_STREAM)
    try:
        place.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            place.bind((host, port))
            # From here on requests wait instead of being turned away.
            place.listen(_BACKLOG)
        except OSError as error:
            raise KbError(f"{host}:{port} cannot be used: {error.strerror}. Choose another --port.") from error
        yield place
    finally:
        place.close()


def address(place: socket.socket, path: str = "/") -> str:
    """What to type into a browser."""
    host, port = place.getsockname()[:2]
    return f"http://{f'[{host}]' if ':' in host else host}:{port}{path}"


class _Server(uvicorn.Server):
    """Says when it begins to end, so that answers that wait for something end too."""

    def __init__(self, config: uvicorn.Config, closing: Callable[[], None]) -> None:
        super().__init__(config)
        self._closing = closing

    def handle_exit(self, sig: int, frame: FrameType | None) -> None:
        self._closing()
        super().handle_exit(sig, frame)


def run(app: ASGIApp, place: socket.socket, *, closing: Callable[[], None], grace_s: int = _GRACE_S) -> None:
    """Answer requests until the process is told to end; those at hand are finished.

    Args:
        app: what answers.
        place: a socket that listens.
        closing: told when the process is told to end.
        grace_s: how long the requests at hand may take after that, in seconds.
    """
    config = uvicorn.Config(
        app,
        access_log=False,
        log_config=None,
        log_level="warning",
        lifespan="off",
        proxy_headers=False,
        server_header=False,
        timeout_keep_alive=_IDLE_S,
        timeout_graceful_shutdown=grace_s,
        limit_concurrency=_MOST_AT_ONCE,
    )
    _Server(config, closing).run(sockets=[place])


@contextmanager
def ending() -> Iterator[None]:
    """Let SIGTERM unwind the stack as Ctrl+C does: uvicorn ends first, then raises the signal again."""

    def end(_: int, __: FrameType | None) -> None:
        sys.exit(0)

    before = signal.signal(signal.SIGTERM, end)
    try:
        yield
    except KeyboardInterrupt:
        log.info("interrupted")
    finally:
        signal.signal(signal.SIGTERM, before)
