"""Limits by address and network, and what counts as the sender's network."""

from __future__ import annotations

import pytest

from tests.intake.conftest import Start
from tests.intake.site import ANSWERS


def test_eleventh_ticket_of_an_address_in_an_hour_is_told_to_wait(start: Start) -> None:
    """Case 20."""
    running = start(KB_INTAKE_RATE_LIMITS="on")
    codes = [running.send(subject=f"Zadeva {number}").status_code for number in range(11)]
    assert codes == [201] * 10 + [429]
    refused = running.send(subject="Še ena")
    assert (refused.status_code, refused.json()["code"]) == (429, "rate.limited")
    assert 3500 < int(refused.headers["retry-after"]) <= 3600
    # Who reads a page is told how else to reach us.
    page = running.post(data={**ANSWERS, "subject": "Še ena"}, headers={"Accept": "text/html"})
    assert (page.status_code, "+44 20 7946 0123" in page.text) == (429, True)
    # A known submission is answered all the same, and so is another address.
    assert running.send(email="brane@example.com").status_code == 201
    running.stop()
    running.start()
    assert running.send(subject="Po zagonu").status_code == 429


@pytest.mark.parametrize(
    ("senders", "codes"),
    [
        (["203.0.113.1"] * 3, [201, 201, 429]),
        (["203.0.113.1", "203.0.113.2", "203.0.113.3"], [201, 201, 201]),
        (["2001:db8::1", "2001:db8::2", "2001:db8:0:0:5::9"], [201, 201, 429]),
        (["2001:db8:0:1::1", "2001:db8:0:2::1", "2001:db8:0:3::1"], [201, 201, 201]),
        # What a sender writes in front of the proxy's own word is not believed.
        (["1.1.1.1, 203.0.113.1", "2.2.2.2, 203.0.113.1", "3.3.3.3, 203.0.113.1"], [201, 201, 429]),
        (["x", "y", "z"], [201, 201, 429]),
    ],
)
def test_network_behind_a_trusted_proxy_is_limited(start: Start, senders: list[str], codes: list[int]) -> None:
    """Case 20."""
    running = start(KB_INTAKE_RATE_LIMITS="on", KB_INTAKE_RATE_PER_NETWORK="2", KB_INTAKE_TRUSTED_PROXIES="127.0.0.1")
    found = []
    for number, sender in enumerate(senders):
        body = {
            "form": "ticket",
            "locale": "sl",
            "department": "domains",
            "login": "ana",
            "email": f"a{number}@example.com",
        }
        told = {"subject": f"Zadeva {number}", "description": "Nekaj besed."}
        found.append(running.post(json={**body, **told}, headers={"X-Forwarded-For": sender}).status_code)
    assert found == codes


def test_unknown_proxy_is_not_believed(start: Start) -> None:
    running = start(KB_INTAKE_RATE_LIMITS="on", KB_INTAKE_RATE_PER_NETWORK="1")
    assert running.send().status_code == 201
    headers = {"X-Forwarded-For": "203.0.113.7"}
    assert running.post(data={"form": "ticket", "locale": "sl"}, headers=headers).status_code == 422
    body = {"subject": "Drugo", "email": "brane@example.com"}
    answer = running.send(**body)
    assert answer.status_code == 429
