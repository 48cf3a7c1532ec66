"""The automatic reply as a weapon: what a stranger can make it send to somebody else's mailbox."""

from __future__ import annotations

from tests.intake.conftest import Running, Start
from tests.intake.mail_sink import Sink
from tests.intake.site import ANSWERS
from tests.intake.test_tickets import HTML

VICTIM = "zrtev@example.org"


def started(start: Start, url: str, sink: Sink, **settings: str) -> Running:
    given = {"KB_INTAKE_RATE_LIMITS": "on", "KB_INTAKE_TRUSTED_PROXIES": "127.0.0.1", **sink.settings}
    return start(url=url, **{**given, **settings})


def test_many_networks_cannot_fill_a_mailbox(start: Start, url: str, sink: Sink) -> None:
    """Case 20."""
    running = started(start, url, sink)
    codes = []
    for number in range(25):
        body = {**ANSWERS, "email": VICTIM, "subject": f"Kupite {number}"}
        codes.append(running.post(json=body, headers={"X-Forwarded-For": f"203.0.113.{number}"}).status_code)
    assert codes == [201] * 10 + [429] * 15
    # Nor by writing the address in another way.
    assert running.send(email=VICTIM.upper(), subject="Drugo").status_code == 429
    running.wait_for(lambda: len(sink.mails) == 10)
    assert {envelope.rcpt_tos[0] for envelope in sink.envelopes} == {VICTIM}
    assert all("Kupite" not in str(mail) for mail in sink.mails)


def test_post_of_a_foreign_page_or_none_mails_nobody(start: Start, url: str, sink: Sink) -> None:
    """Case 16."""
    running = started(start, url, sink)
    for origin in ("https://evil.example", "null", ""):
        running.post(json={**ANSWERS, "email": VICTIM}, headers={"Origin": origin})
        running.post(data={**ANSWERS, "email": VICTIM}, headers={**HTML, "Origin": origin})
    running.send(email="znan@example.org")
    running.wait_for(lambda: sink.mails)
    assert [envelope.rcpt_tos for envelope in sink.envelopes] == [["znan@example.org"]]


def test_flood_without_proof_mails_nobody_beyond_the_usual(start: Start, sink: Sink) -> None:
    """Case 19."""
    running = started(start, "", sink, KB_INTAKE_BUSY_PER_HOUR="5")
    codes = []
    for number in range(12):
        body = {**ANSWERS, "email": f"zrtev{number}@example.org", "subject": f"Zadeva {number}"}
        codes.append(running.post(json=body, headers={"X-Forwarded-For": f"203.0.113.{number}"}).status_code)
        running.wait_for(lambda: number < 6 or running.get("v1/challenge").status_code == 200)  # noqa: B023 - run at once
    assert codes[:6] == [201] * 6
    assert set(codes[7:]) == {422}
