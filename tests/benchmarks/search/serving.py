"""A server for sites, indexes and pages that lie in different folders; compressed copies are sent where they are."""

from __future__ import annotations

import http.server
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path


@dataclass(slots=True)
class Served:
    """A running server."""

    address: str
    """With a slash at its end."""
    folders: Mapping[str, Path]
    """Path below the address, without slash at its ends → folder; the longest that fits counts."""
    sent: list[tuple[str, int]] = field(default_factory=list)
    """Path and bytes of each body so far, as sent."""

    def file(self, path: str) -> Path | None:
        """The file that a path names."""
        path = path.partition("?")[0].strip("/")
        for prefix in sorted(self.folders, key=len, reverse=True):
            if path == prefix or path.startswith(prefix + "/"):
                found = self.folders[prefix] / path.removeprefix(prefix).strip("/")
                return found / "index.html" if found.is_dir() else found
        return None


@contextmanager
def serving(folders: Mapping[str, Path]) -> Iterator[Served]:
    """Serves folders on a free port of this machine."""
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), _Handler)
    served = Served(f"http://127.0.0.1:{server.server_address[1]}/", folders)
    server.served = served  # type: ignore[attr-defined]
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield served
    finally:
        server.shutdown()
        server.server_close()


class _Handler(http.server.SimpleHTTPRequestHandler):
    protocol_version = "HTTP/1.1"  # keeps its connections, as a production server does
    disable_nagle_algorithm = True

    def log_message(self, *_: object) -> None: ...

    def do_GET(self) -> None:
        served: Served = self.server.served  # type: ignore[attr-defined]
        path = served.file(self.path)
        if path is None or not path.is_file():
            self.send_error(404)
            return
        packed = path.with_name(path.name + ".br")
        is_packed = packed.is_file() and "br" in self.headers.get("Accept-Encoding", "")
        body = (packed if is_packed else path).read_bytes()
        served.sent.append((self.path, len(body)))
        self.send_response(200)
        self.send_header("Content-Type", self.guess_type(str(path)))
        self.send_header("Content-Length", str(len(body)))
        self.send_header("Cache-Control", "max-age=3600")
        if is_packed:
            self.send_header("Content-Encoding", "br")
        self.end_headers()
        self.wfile.write(body)
