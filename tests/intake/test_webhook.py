"""Delivery to a webhook: a real receiver that checks signatures as the operator's guide says."""

from __future__ import annotations

import base64
import ipaddress
import json
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest

from kb.intake.delivery.peer import is_public
from kb.intake.delivery.webhook import signature, webhook
from kb.intake.settings import Settings
from kb.problems import KbError
from tests.intake.conftest import Start
from tests.intake.request_tracker import sample
from tests.intake.site import ANSWERS
from tests.intake.test_files import PNG

pytestmark = pytest.mark.any_store

SECRET = "0123456789abcdef"  # noqa: S105 - the tests' own
Genuine = Callable[[bytes, Mapping[str, str], bytes], bool]


@pytest.fixture
def is_genuine() -> Genuine:
    """The guide's sample of a receiver."""
    names: dict[str, Any] = {}
    exec(sample("Webhook", "python"), names)  # noqa: S102 - a text of ours
    found: Genuine = names["is_genuine"]
    return found


@dataclass
class Receiver:
    """Takes what is signed; answers as it is told to."""

    is_genuine: Genuine
    answers: list[int] = field(default_factory=list)
    taken: dict[str, dict[str, Any]] = field(default_factory=dict)
    """By number, as a receiver must keep them."""
    asked: int = 0
    port: int = 0
    path: str = ""

    @property
    def settings(self) -> dict[str, str]:
        return {
            "KB_INTAKE_WEBHOOK": f"http://127.0.0.1:{self.port}/tickets?queue=1",
            "KB_INTAKE_WEBHOOK_SECRET": SECRET,
            "KB_INTAKE_WEBHOOK_NETWORKS": "127.0.0.0/8",
        }

    def take(self, headers: Mapping[str, str], body: bytes) -> int:
        self.asked += 1
        if not self.is_genuine(SECRET.encode(), headers, body):
            return 401
        status = self.answers.pop(0) if self.answers else 201
        # 500: it has taken the ticket, and fails after that.
        if status in (201, 500):
            self.taken[headers["Idempotency-Key"]] = json.loads(body)
        return status


@pytest.fixture
def receiver(is_genuine: Genuine) -> Iterator[Receiver]:
    found = Receiver(is_genuine)

    class Handler(BaseHTTPRequestHandler):
        def log_message(self, *_: object) -> None: ...

        def do_POST(self) -> None:
            found.path = self.path
            status = found.take(dict(self.headers), self.rfile.read(int(self.headers["Content-Length"])))
            body = json.dumps({"id": f"T{len(found.taken)}"}).encode()
            self.send_response(status)
            if status == 307:
                self.send_header("Location", f"http://127.0.0.1:{found.port}/elsewhere")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        found.port = server.server_address[1]
        thread = threading.Thread(target=server.serve_forever, args=(0.05,))
        thread.start()
        yield found
        server.shutdown()
        thread.join()


def test_ticket_arrives_signed_with_its_files_and_what_it_joins(start: Start, url: str, receiver: Receiver) -> None:
    """Case 31."""
    running = start(url=url, **receiver.settings)
    files = [("files", ("žaba.png", PNG, "image/png"))]
    first = running.post(data=ANSWERS, files=files, headers={"Accept": "application/json"}).json()["number"]
    running.wait_for(lambda: first in receiver.taken)
    second = running.send(number=first).json()["number"]
    running.wait_for(lambda: second in receiver.taken)
    taken = receiver.taken[first]
    assert (taken["number"], taken["email"], taken["joins"]) == (first, "ana@example.com", None)
    assert "Domena primer.si se ne prenese." in taken["text"]
    (file,) = taken["files"]
    assert (file["name"], base64.b64decode(file["content"])) == ("žaba.png", PNG)
    assert receiver.taken[second]["joins"] == {"number": first, "id": "T1"}
    running.wait_for(lambda: f"{second}: delivered by webhook" in running.log())
    assert [running.way(number, "webhook")["reference"] for number in (first, second)] == ["T1", "T2"]
    assert receiver.path == "/tickets?queue=1"


def test_receiver_that_failed_gets_the_same_number_again(start: Start, url: str, receiver: Receiver) -> None:
    """Case 27."""
    receiver.answers = [500]
    running = start(url=url, **receiver.settings)
    number = running.send().json()["number"]
    running.wait_for(lambda: f"{number}: delivered by webhook" in running.log(), within_s=30)
    assert list(receiver.taken) == [number]
    assert receiver.asked == 2


@pytest.mark.parametrize(("status", "told"), [(307, "redirects are not followed"), (410, "nothing is taken there")])
def test_redirect_and_gone_stop_the_delivery(start: Start, receiver: Receiver, status: int, told: str) -> None:
    """Case 31."""
    receiver.answers = [status]
    running = start(**receiver.settings)
    number = running.send().json()["number"]
    running.wait_for(lambda: "delivery webhook is stopped" in running.log())
    assert told in running.log()
    assert (receiver.asked, running.way(number, "webhook")["state"]) == (1, "pending")


def test_rejected_ticket_waits_for_an_operator(start: Start, receiver: Receiver) -> None:
    receiver.answers = [422]
    running = start(**receiver.settings)
    number = running.send().json()["number"]
    running.wait_for(lambda: f"{number}: delivery webhook was rejected" in running.log())
    assert running.way(number, "webhook")["state"] == "dead"


def test_private_target_is_refused_unless_it_is_allowed(start: Start, url: str, receiver: Receiver) -> None:
    """Case 31. Whatever name leads there."""
    settings = {**receiver.settings, "KB_INTAKE_WEBHOOK_NETWORKS": "10.0.0.0/8"}
    settings["KB_INTAKE_WEBHOOK"] = settings["KB_INTAKE_WEBHOOK"].replace("127.0.0.1", "localhost")
    running = start(url=url, **settings)
    number = running.send().json()["number"]
    running.wait_for(lambda: "delivery webhook is stopped" in running.log())
    assert "a private address, which must not be called" in running.log()
    assert (receiver.asked, running.way(number, "webhook")["state"]) == (0, "pending")


@pytest.mark.parametrize(
    "address",
    [
        *(
            "127.0.0.1",
            "10.1.2.3",
            "192.168.0.1",
            "172.16.0.1",
            "169.254.169.254",
            "100.64.0.1",
            "224.0.0.1",
        ),
        *("::1", "fe80::1", "fd00::1", "::ffff:127.0.0.1", "::ffff:10.0.0.1", "64:ff9b::7f00:1", "2002:7f00:1::"),
    ],
)
def test_private_address_is_not_public_however_it_is_written(address: str) -> None:
    assert not is_public(ipaddress.ip_address(address))


@pytest.mark.parametrize("address", ["9.9.9.9", "2620:fe::fe", "::ffff:9.9.9.9"])
def test_address_of_the_internet_is_public(address: str) -> None:
    assert is_public(ipaddress.ip_address(address))


@pytest.mark.parametrize(
    ("age_s", "changes", "is_taken"),
    [
        (0, {}, True),
        (299, {}, True),
        (301, {}, False),
        (-301, {}, False),
        (0, {"X-KB-Signature": "sha256=00"}, False),
        (0, {"X-KB-Timestamp": "soon"}, False),
        (0, {"X-KB-Timestamp": "1"}, False),
    ],
)
def test_guide_refuses_what_is_old_or_forged(
    is_genuine: Genuine, age_s: int, changes: dict[str, str], is_taken: bool
) -> None:
    """Case 31."""
    timestamp = str(int(time.time()) - age_s)
    body = '{"number": "ž"}'.encode()
    made = signature(SECRET.encode(), timestamp, body)
    headers = {"X-KB-Timestamp": timestamp, "X-KB-Signature": f"sha256={made}", **changes}
    assert is_genuine(SECRET.encode(), headers, body) == is_taken
    assert not is_genuine(SECRET.encode(), headers, body + b" ")
    assert not is_genuine(b"another", headers, body)


def test_secret_is_asked_for() -> None:
    with pytest.raises(KbError, match="KB_INTAKE_WEBHOOK_SECRET"):
        webhook(Settings(webhook="https://desk.example.com/"))
    with pytest.raises(KbError, match="no user and password"):
        webhook(Settings(webhook="https://a:b@desk.example.com/", webhook_secret=SECRET))
