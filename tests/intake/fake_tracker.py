"""What Request Tracker cannot be made to do: a server that speaks as much of its interface as the driver needs."""

from __future__ import annotations

import json
import re
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import unquote, urlsplit

FIELDS = ("IntakeNumber", "Plan", "Department")


@dataclass
class FakeTracker:
    """Its tickets, and how it is to misbehave."""

    faults: list[str] = field(default_factory=list)
    """One for each ticket that is to be created: ``500``, ``hang``, ``drop`` (all of them after it was created), ``page``
    (200 with an error page), ``429``, ``401``, ``302``."""
    tickets: list[dict[str, Any]] = field(default_factory=list)
    asked: list[str] = field(default_factory=list)
    """Methods and paths."""
    ending: threading.Event = field(default_factory=threading.Event)
    port: int = 0

    @property
    def settings(self) -> dict[str, str]:
        """What the service must be told."""
        return {"KB_INTAKE_RT": f"http://intake:geheim@127.0.0.1:{self.port}", "KB_INTAKE_RT_FIELDS": "plan=Plan"}

    def created(self) -> list[str]:
        """Our numbers, as often as there are tickets of them."""
        return [number for ticket in self.tickets for number in ticket["CustomFields"].get("IntakeNumber", ["?"])]

    def answer(self, method: str, path: str, message: dict[str, Any]) -> tuple[int, Any]:
        """Status and JSON."""
        self.asked.append(f"{method} {path.partition('?')[0]}")
        if path.startswith("queue/"):
            return 200, {"TicketCustomFields": [{"name": name} for name in FIELDS]}
        if path.startswith("tickets?"):
            found = re.search(r"='([\d-]+)'", unquote(path))
            number = found[1] if found else ""
            wanted = [
                ticket["id"] for ticket in self.tickets if number in ticket["CustomFields"].get("IntakeNumber", ())
            ]
            return 200, {"items": [{"id": str(each)} for each in wanted]}
        if method == "POST":
            return self._create(message)
        ticket = self.tickets[int(path.rpartition("/")[2]) - 1]
        if method == "PUT":
            return 200, []
        fields = [{"name": name, "values": values} for name, values in ticket["CustomFields"].items()]
        return 200, {"CustomFields": fields, "Requestor": [{"id": ticket["Requestor"]}]}

    def _create(self, message: dict[str, Any]) -> tuple[int, Any]:
        fault = self.faults.pop(0) if self.faults else ""
        if fault.isdecimal() and fault != "500":
            return int(fault), {"message": "not now"}
        if fault == "page":
            return 200, "<html><b>Fatal error</b>: Uncaught exception</html>"
        fields = {name: [value] for name, value in message["CustomFields"].items()}
        if fault == "drop":
            del fields["Plan"]
            message["Requestor"] = "nobody"
        self.tickets.append({**message, "id": len(self.tickets) + 1, "CustomFields": fields})
        if fault == "hang":
            self.ending.wait(30)
        return (
            (500, {"message": "sorry"}) if fault == "500" else (201, {"id": str(len(self.tickets)), "type": "ticket"})
        )


@contextmanager
def fake_tracker() -> Iterator[FakeTracker]:
    """A server at a real socket."""
    tracker = FakeTracker()

    class Handler(BaseHTTPRequestHandler):
        def log_message(self, *_: object) -> None: ...

        def do_GET(self) -> None:
            length = int(self.headers.get("Content-Length", 0))
            message = json.loads(self.rfile.read(length)) if length else {}
            path = urlsplit(self.path)._replace(scheme="", netloc="").geturl().removeprefix("/REST/2.0/")
            status, said = tracker.answer(self.command, path, message)
            body = said.encode() if isinstance(said, str) else json.dumps(said).encode()
            self.send_response(status)
            self.send_header("Content-Length", str(len(body)))
            if status == 429:
                self.send_header("Retry-After", "2")
            if status == 302:
                self.send_header("Location", "https://rt.example.com/?user=x")
            self.end_headers()
            self.wfile.write(body)

        do_POST = do_PUT = do_GET  # noqa: N815 - http.server's

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        tracker.port = server.server_address[1]
        thread = threading.Thread(target=server.serve_forever, args=(0.05,))
        thread.start()
        yield tracker
        tracker.ending.set()
        server.shutdown()
        thread.join()
