"""Posting a ticket, as scripts and as plain pages do."""

from __future__ import annotations

import re
import uuid
from concurrent.futures import ThreadPoolExecutor

import pytest

from kb.intake.ticket_numbers import read_number
from tests.intake.conftest import Running, Start
from tests.intake.site import ANSWERS, write_site

HTML = {"Accept": "text/html,application/xhtml+xml,*/*;q=0.8"}
PNG = b"\x89PNG\r\n\x1a\n" + b"\0" * 100


def test_ticket_is_answered_with_a_number_and_delivered(running: Running) -> None:
    answer = running.send()
    assert answer.status_code == 201
    number = answer.json()["number"]
    assert read_number(number) == number
    text = running.wait_for_file(f"{number}.txt").read_text(encoding="utf-8")
    assert text.startswith("Domene: Prenos domene\n")
    assert "Domena primer.si se ne prenese." in text
    (ticket,) = running.tickets()
    assert (ticket["number"], ticket["form"], ticket["locale"], ticket["state"]) == (number, "ticket", "sl", "received")
    assert ticket["fields"]["email"] == "ana@example.com"
    assert [way["state"] for way in ticket["deliveries"]] == ["done"]


def test_faults_come_as_codes_by_field_in_words_of_the_locale(running: Running) -> None:
    """Case 1."""
    answer = running.post(json={"form": "ticket", "locale": "sl"})
    assert (answer.status_code, answer.headers["content-type"]) == (422, "application/problem+json")
    problem = answer.json()
    assert problem["errors"] == {
        "department": "required",
        "email": "required",
        "identification": "one_of",
        "subject": "required",
        "description": "required",
    }
    assert problem["code"] == "fields.invalid"
    assert running.tickets() == []


@pytest.mark.parametrize(
    ("changes", "errors"),
    [
        ({"email": "a@b@example.com"}, {"email": "invalid"}),
        ({"email": "ana @example.com"}, {"email": "invalid"}),
        ({"email": "ana@example.com."}, {"email": "invalid"}),
        ({"email": "ana@example.com\r\nBcc: x@example.com"}, {"email": "invalid"}),
        ({"email": "žana@example.com"}, {"email": "smtputf8"}),
        ({"login": ""}, {"identification": "one_of"}),
        ({"description": "a"}, {"description": "too_short"}),
        ({"description": "a" * 5001}, {"description": "too_long"}),
        ({"department": "none"}, {"department": "invalid"}),
        ({"department": "email"}, {"topic": "required"}),
        ({"locale": "xx"}, {"locale": "unknown"}),
        ({"form": "other"}, {"form": "unknown"}),
        ({"version": 7}, {"version": "unknown"}),
        ({"submission_id": "a b"}, {"submission_id": "invalid"}),
        ({"description": "Moje geslo: Skrivnost1"}, {"description": "secret"}),
        ({"description": "Kartica 4111 1111 1111 1111"}, {"description": "forbidden"}),
        ({"subject": ["a", 1]}, {"subject": "invalid"}),
    ],
)
def test_wrong_answers_are_told(shared: Running, changes: dict[str, object], errors: dict[str, str]) -> None:
    """Case 2. Case 3. Case 4. Case 6. Case 7. Case 11. Case 12."""
    answer = shared.send(**changes)
    assert (answer.status_code, answer.json()["errors"]) == (422, errors)


@pytest.mark.parametrize(("text", "fault"), [("a", ("too_short", "5")), ("a" * 5001, ("too_long", "5000"))])
def test_limit_of_a_text_is_told(shared: Running, text: str, fault: tuple[str, str]) -> None:
    """Case 7."""
    told = shared.send(description=text).json()["faults"]["description"]
    assert (told["code"], told["value"]) == fault


@pytest.mark.parametrize(
    ("changes", "field", "kept"),
    [
        ({"subject": "Ena\r\nBcc: x@example.com\x00\u2028dve"}, "subject", "Ena Bcc: x@example.com dve"),
        ({"email": "ana@παράδειγμας.ελ"}, "email", "ana@παράδειγμας.ελ"),
        ({"topic": "sending"}, "topic", None),
        ({"unknown": "x"}, "unknown", None),
        (
            {"description": "Moje geslo: Skrivnost1", "secrets_confirmed": "yes"},
            "description",
            "Moje geslo: Skrivnost1",
        ),
    ],
)
def test_odd_answers_are_made_harmless(shared: Running, changes: dict[str, object], field: str, kept: str) -> None:
    """Case 5. Case 6. Case 12."""
    answer = shared.send(**changes)
    assert answer.status_code == 201
    (ticket,) = (ticket for ticket in shared.tickets() if ticket["number"] == answer.json()["number"])
    assert ticket["fields"].get(field) == kept


def test_plain_post_leads_to_a_receipt_with_the_number(running: Running) -> None:
    answer = running.post(data=ANSWERS, headers=HTML)
    assert answer.status_code == 303
    receipt = running.get(answer.headers["location"].lstrip("/"))
    (ticket,) = running.tickets()
    assert (receipt.status_code, receipt.headers["cache-control"]) == (200, "no-store")
    assert ticket["number"] in receipt.text
    assert '<html lang="sl"><title>' in receipt.text
    # No reply is promised that nobody sends.
    assert "samodejni odgovor" not in receipt.text


def test_unknown_receipt_is_no_page_of_anybody(shared: Running) -> None:
    answer = shared.get("v1/receipts/AAAAAAAAAAAAAAAAAAAAAA", **{"Accept-Language": "pl"})
    assert answer.status_code == 404


def test_plain_post_with_faults_shows_the_form_with_all_answers(shared: Running) -> None:
    answer = shared.post(data={**ANSWERS, "email": "wrong", "subject": '"><script>alert(1)</script>'}, headers=HTML)
    assert (answer.status_code, answer.headers["content-type"]) == (422, "text/html; charset=utf-8")
    assert 'value="wrong"' in answer.text
    assert "Domena primer.si se ne prenese." in answer.text
    assert "<script>" not in answer.text
    assert 'href="#f-email"' in answer.text
    hidden = dict(re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)"', answer.text))
    assert hidden["token"]
    assert hidden["submission_id"]


def test_corrected_page_can_be_sent_at_once_without_an_origin(running: Running) -> None:
    """Case 16."""
    answer = running.post(data={**ANSWERS, "email": "wrong"}, headers=HTML)
    hidden = dict(re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)"', answer.text))
    again = running.post(data={**ANSWERS, **hidden}, headers={**HTML, "Origin": "null"})
    assert again.status_code == 303
    assert [ticket["state"] for ticket in running.tickets()] == ["received"]


@pytest.mark.parametrize("origin", ["", "null", "https://evil.example", "http://[x"])
def test_post_of_unknown_origin_is_refused_and_its_page_keeps_the_answers(running: Running, origin: str) -> None:
    """Case 16."""
    refused = running.post(json=ANSWERS, headers={"Origin": origin})
    assert (refused.status_code, refused.json()["code"]) == (403, "origin.forbidden")
    assert "access-control-allow-origin" not in refused.headers
    page = running.post(data=ANSWERS, headers={**HTML, "Origin": origin})
    assert page.status_code == 422
    assert "Domena primer.si se ne prenese." in page.text
    assert running.tickets() == []


@pytest.mark.parametrize("origin", ["https://help.example.com", "https://other.example"])
def test_allowed_origins_may_post_and_read_the_answer(start: Start, origin: str) -> None:
    """Case 16."""
    running = start(KB_INTAKE_ORIGINS="https://other.example")
    answer = running.post(json=ANSWERS, headers={"Origin": origin})
    assert (answer.status_code, answer.headers["access-control-allow-origin"]) == (201, origin)
    asked = running.client.options(f"{running.address}v1/tickets", headers={"Origin": origin})
    assert asked.headers["access-control-allow-methods"] == "GET, POST"


def test_same_id_and_content_gets_the_same_number(running: Running) -> None:
    """Case 23."""
    first, second = (running.send(submission_id="a" * 16) for _ in range(2))
    assert (first.status_code, second.status_code) == (201, 200)
    assert first.json() == second.json()
    # The way it is sent makes no difference.
    third = running.post(data={**ANSWERS, "submission_id": "a" * 16}, headers={"Accept": "application/json"})
    assert third.json() == first.json()
    assert len(running.tickets()) == 1


def test_same_id_with_other_content_is_refused(running: Running) -> None:
    """Case 22."""
    running.send(submission_id="a" * 16)
    answer = running.send(submission_id="a" * 16, subject="Drugo")
    assert (answer.status_code, answer.json()["code"]) == (422, "idempotency.mismatch")


def test_ten_posts_at_once_with_one_id_are_one_ticket(running: Running) -> None:
    """Case 21."""
    key = uuid.uuid4().hex
    with ThreadPoolExecutor(10) as pool:
        answers = list(pool.map(lambda _: running.send(submission_id=key), range(10)))
    assert {answer.status_code for answer in answers} <= {200, 201, 409}
    assert [answer.status_code for answer in answers].count(201) == 1
    assert len({answer.json()["number"] for answer in answers if answer.status_code < 300}) == 1
    assert len(running.tickets()) == 1
    assert running.send(submission_id=key).status_code == 200


def test_same_content_without_an_id_is_a_repeat(running: Running) -> None:
    with ThreadPoolExecutor(4) as pool:
        list(pool.map(lambda _: running.post(data=ANSWERS, headers=HTML), range(4)))
    assert len(running.tickets()) == 1
    running.post(data={**ANSWERS, "subject": "Drugo"}, headers=HTML)
    assert len(running.tickets()) == 2


def test_filled_trap_is_answered_alike_and_kept_back(running: Running) -> None:
    """Case 17."""
    answer = running.send(homepage="https://spam.example")
    assert answer.status_code == 201
    (ticket,) = running.tickets()
    assert (ticket["state"], ticket["reason"], ticket["deliveries"]) == ("quarantined", "honeypot", [])


def test_token_used_within_three_seconds_is_kept_back(running: Running) -> None:
    """Case 18."""
    token = running.get("v1/form-token").json()["token"]
    answer = running.post(json={**ANSWERS, "token": token}, headers={"Origin": ""})
    assert answer.status_code == 201
    assert running.tickets()[0]["reason"] == "too_fast"


@pytest.mark.parametrize("token", ["", "abc", "A" * 44, "é"])
def test_forged_token_is_none(shared: Running, token: str) -> None:
    """Case 16."""
    answer = shared.post(json={**ANSWERS, "token": token}, headers={"Origin": ""})
    assert (answer.status_code, answer.json()["code"]) == (403, "origin.forbidden")


def test_expired_token_keeps_the_answers(start: Start) -> None:
    """Case 18."""
    running = start(KB_INTAKE_TOKEN_HOURS="0")  # noqa: S106 - hours
    token = running.get("v1/form-token").json()["token"]
    answer = running.post(json={**ANSWERS, "token": token})
    assert (answer.status_code, answer.json()["code"]) == (422, "form.expired")
    page = running.post(data={**ANSWERS, "token": token}, headers=HTML)
    assert (page.status_code, "Domena primer.si se ne prenese." in page.text) == (422, True)


@pytest.mark.parametrize(
    ("sending", "status", "code"),
    [
        ({"content": b"<a/>", "headers": {"Content-Type": "text/xml"}}, 415, "content_type.unsupported"),
        ({"content": b"{", "headers": {"Content-Type": "application/json"}}, 400, "json.invalid"),
        ({"content": b"[" * 100_000, "headers": {"Content-Type": "application/json"}}, 400, "json.invalid"),
        ({"content": b"x", "headers": {"Content-Type": "multipart/form-data"}}, 400, "multipart.invalid"),
        ({"content": b"x", "headers": {"Content-Type": "multipart/form-data; boundary=b"}}, 400, "multipart.invalid"),
        ({"data": {f"f{n}": "x" for n in range(400)}}, 400, "multipart.invalid"),
        ({"files": [("files", (f"{n}.txt", b"x")) for n in range(30)]}, 400, "multipart.invalid"),
        ({"content": b"x" * 5_000_000, "headers": {"Content-Type": "application/json"}}, 413, "request.too_large"),
        ({"content": b"x" * 3_000_000, "headers": {"Content-Type": "application/json"}}, 413, "request.too_large"),
        ({"data": {"description": "x" * 3_000_000}}, 413, "request.too_large"),
    ],
)
def test_unreadable_requests_are_refused(shared: Running, sending: dict[str, object], status: int, code: str) -> None:
    """Case 8. Case 9. Case 10."""
    answer = shared.post(**sending)
    assert (answer.status_code, answer.json()["code"]) == (status, code)


def test_reading_forms_that_no_longer_stand_in_the_site(running: Running) -> None:
    """Case 11."""
    assert running.send(version=1).status_code == 201
    write_site(running.folder, version=2)
    assert running.send(version=2, subject="Dve").status_code == 201
    assert running.send(version=1, subject="Ena").status_code == 201
    assert running.send(version=3).json()["errors"] == {"version": "unknown"}


def test_opening_the_address_of_the_post_leads_to_the_form(shared: Running) -> None:
    answer = shared.get("v1/tickets", **{"Accept-Language": "sl-SI,sl;q=0.9"})
    assert (answer.status_code, answer.headers["location"]) == (303, "/sl/ticket/")
    assert shared.client.put(f"{shared.address}v1/tickets").status_code == 405
