"""The built site's files: right types, the 404 page of the locale, copies that are compressed already."""

from __future__ import annotations

import mimetypes
import os
import stat
from collections.abc import Callable
from pathlib import Path
from urllib.parse import quote

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import FileResponse, RedirectResponse, Response
from starlette.types import Receive, Scope, Send

# A machine's own table may say otherwise, or nothing.
_TYPES = {
    ".css": "text/css",
    ".html": "text/html",
    ".js": "text/javascript",
    ".json": "application/json",
    ".md": "text/markdown",
    ".mjs": "text/javascript",
    ".svg": "image/svg+xml",
    ".txt": "text/plain",
    ".woff2": "font/woff2",
    ".xml": "text/xml",
}
_ENCODINGS = (("br", ".br"), ("gzip", ".gz"))
_FOR_EVER = "public, max-age=31536000, immutable"

Page = Callable[[bytes], bytes]
"""Changes a page before it is sent."""


class SiteFiles:
    """Serves the folder of a built site."""

    def __init__(self, site: Callable[[], Path], *, mount: str = "/", page: Page | None = None) -> None:
        """Serve a site.

        Args:
            site: the folder; a preview builds into another one each time.
            mount: the path below which it lies, with slashes at both ends.
            page: changes each page; as it is where left out.
        """
        self._site = site
        self._mount = mount
        self._page = page

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request."""
        request = Request(scope)
        response = await run_in_threadpool(self._response, request)
        response.headers.setdefault("X-Content-Type-Options", "nosniff")
        await response(scope, receive, send)

    def _response(self, request: Request) -> Response:
        if request.method not in ("GET", "HEAD"):
            return Response(status_code=405, headers={"Allow": "GET, HEAD"})
        path, root = request.url.path, self._site()
        if not path.startswith(self._mount):
            is_mount = path in ("/", self._mount.rstrip("/"))
            return RedirectResponse(self._mount, 302) if is_mount else self._not_found(root, "")
        # A slash more would make the redirect below one to another host.
        relative = _decoded(request).removeprefix(self._mount).lstrip("/")
        found = _inside(root, relative)
        if found and found.is_dir():
            if not relative.endswith("/") and relative:
                return RedirectResponse(f"{quote(f'{self._mount}{relative}')}/", 302)
            found = found / "index.html"
        if found is None or not found.is_file():
            return self._not_found(root, relative)
        return self._file(request, found, relative)

    def _file(self, request: Request, path: Path, relative: str) -> Response:
        headers = {"Cache-Control": _caching(relative)}
        if path.suffix == ".html":
            headers["Content-Security-Policy"] = "frame-ancestors 'none'"
            if self._page:
                return Response(self._page(path.read_bytes()), media_type=_type(path), headers=headers)
        sent = path
        accepted = request.headers.get("accept-encoding", "")
        for encoding, suffix in _ENCODINGS:
            if encoding in accepted and (copy := path.with_name(path.name + suffix)).is_file():
                sent, headers = copy, {**headers, "Content-Encoding": encoding, "Vary": "Accept-Encoding"}
                break
        status = sent.stat()
        response = FileResponse(sent, media_type=_type(path), headers=headers, stat_result=status)
        if request.headers.get("if-none-match") == response.headers["etag"]:
            return Response(status_code=304, headers={**headers, "ETag": response.headers["etag"]})
        return response

    def _not_found(self, root: Path, relative: str) -> Response:
        locale = relative.partition("/")[0]
        for path in (root / locale / "404.html", root / "404.html"):
            if _is_file(path) and path.resolve().is_relative_to(root.resolve()):
                body = path.read_bytes()
                headers = {"Content-Security-Policy": "frame-ancestors 'none'"}
                return Response(self._page(body) if self._page else body, 404, headers, _type(path))
        return Response("Not found\n", 404, media_type="text/plain")


def _decoded(request: Request) -> str:
    return str(request.scope["path"])


def _inside(root: Path, relative: str) -> Path | None:
    """The path below the folder; nothing where it leads out of it, or is hidden."""
    parts = relative.split("/")
    if "\0" in relative or any(part == ".." or (part.startswith(".") and part != ".well-known") for part in parts):
        return None
    try:
        found = (root / relative).resolve()
        # Fails, as whatever asks next would, where a name is too long.
        found.is_dir()
    except (OSError, RuntimeError):
        return None
    return found if found.is_relative_to(root.resolve()) else None


def _is_file(path: Path) -> bool:
    try:
        return stat.S_ISREG(os.stat(path).st_mode)
    except (OSError, ValueError):
        return False


def _type(path: Path) -> str:
    kind = _TYPES.get(path.suffix.lower()) or mimetypes.guess_type(path.name)[0] or "application/octet-stream"
    return f"{kind}; charset=utf-8" if kind.startswith("text/") or kind == "application/json" else kind


def _caching(relative: str) -> str:
    """The index's parts are named by their content; all else is asked for again."""
    parts = relative.split("/")
    is_index_part = (
        len(parts) == 3 and parts[0] == "search" and parts[2] != "manifest.bin" and parts[2].endswith(".bin")
    )
    return _FOR_EVER if is_index_part else "no-cache"
