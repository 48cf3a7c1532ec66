"""``kb serve``: the site, its reload and an embedded intake on one port."""

from __future__ import annotations

import logging
import tempfile
from collections.abc import Callable
from pathlib import Path

from starlette.applications import Starlette
from starlette.routing import Mount

from kb.build import Builder, Preview
from kb.intake.service import Service, open_service
from kb.intake.serving import address, ending, listening, run
from kb.intake.settings import Settings
from kb.intake.site_files import SiteFiles
from kb.intake.store.sqlite_database import InUseError
from kb.preview.folders import Folders
from kb.preview.reloading import reload_routes, reloading_page
from kb.preview.watching import watching
from kb.problems import KbError

log = logging.getLogger(__name__)

FOLDER = ".kb"
"""Beside the site's configuration; ignored by Git."""
_GRACE_S = 2


def serve_preview(builder: Builder, config: Path, *, host: str, port: int, tell: Callable[[str], None]) -> None:
    """Serve the site until interrupted, and build it again after each change.

    Args:
        builder: builds the site.
        config: the site's configuration.
        host: address to listen at.
        port: port to listen at.
        tell: prints a line for the author.

    Raises:
        KbError: the configuration is wrong, or the address is in use.
    """
    with ending(), listening(host, port) as place, tempfile.TemporaryDirectory(prefix="kb-serve-") as parent:
        preview = builder.preview(config, address=address(place, ""))
        try:
            folders = Folders(Path(parent), preview.build)
            folders.build()
            with _embedded(config.resolve().parent / FOLDER, folders, place.getsockname()[1]) as service:
                app = _app(preview, folders, service)
                with watching(preview.watched, lambda: _rebuild(folders)):
                    tell(f"Serving on {address(place, preview.mount)}")
                    if service.intake.forms.current().forms:
                        tell(f"Tickets land in {service.intake.settings.folder}")
                    run(app, place, closing=service.close_soon, grace_s=_GRACE_S)
        finally:
            preview.close()


def _embedded(folder: Path, folders: Folders, port: int) -> Service:
    """An intake of its own for trying out: SQLite, tickets as files, no limits."""
    folder.mkdir(exist_ok=True)
    # What is tried out with may be real.
    folder.chmod(0o700)
    ignore = folder / ".gitignore"
    if not ignore.exists():
        ignore.write_text("*\n", encoding="utf-8")
    settings = Settings(rate_limits=False, proof_of_work="off", folder=folder / "tickets")
    try:
        return open_service(lambda: folders.current, f"sqlite:///{folder / 'intake.sqlite'}", settings)
    except InUseError:
        # Another preview of this site runs; its tickets land in the same folder.
        return open_service(lambda: folders.current, f"sqlite:///{folder / f'intake-{port}.sqlite'}", settings)


def _app(preview: Preview, folders: Folders, service: Service) -> Starlette:
    site = SiteFiles(lambda: folders.current, mount=preview.mount, page=reloading_page(folders))
    intake = service.routes(["", preview.mount])
    return Starlette(routes=[*intake, *reload_routes(folders, lambda: service.is_closing), Mount("/", site)])


def _rebuild(folders: Folders) -> None:
    try:
        folders.build()
    except KbError as error:
        log.error("%s\nThe pages stay as they were until that is mended.", error)
