"""Tickets that name an earlier one, and tickets that go to one department or another."""

from __future__ import annotations

import pytest

from kb.intake.ticket_numbers import grouped
from tests.intake.conftest import Running, Start
from tests.intake.mail_sink import Sink
from tests.intake.site import ANSWERS

UNKNOWN = grouped("11112222")


def by_number(running: Running) -> dict[str, dict[str, object]]:
    return {ticket["number"]: ticket for ticket in running.tickets()}


def test_known_number_from_the_same_address_joins_that_ticket(start: Start, url: str, sink: Sink) -> None:
    running = start(url=url, **sink.settings_with_tickets, KB_INTAKE_REPLIES="off")
    first = running.send().json()["number"]
    # As people write it, and with an address as people write it.
    second = running.send(subject="Še nekaj", number=first.replace("-", " "), email="ANA@example.com").json()["number"]
    # Who answers to the second one means the same matter.
    third = running.send(subject="In še", number=second).json()["number"]
    assert len({first, second, third}) == 3
    running.wait_for(lambda: len(sink.mails) == 3)
    mails = {mail["X-KB-Number"]: mail for mail in sink.mails}
    for number in (second, third):
        assert mails[number]["Subject"].startswith(f"[{first}] ")
        assert mails[number]["In-Reply-To"] == mails[number]["References"] == mails[first]["Message-ID"]
        assert mails[number]["X-KB-Joins"] == first
        assert running.wait_for_file(f"{first}.{number}.txt").read_text(encoding="utf-8")
    assert mails[first]["In-Reply-To"] is None
    assert {number: found["earlier"] for number, found in by_number(running).items()} == {
        first: "",
        second: first,
        third: first,
    }


@pytest.mark.parametrize("number", ["other", UNKNOWN])
def test_unknown_number_is_a_new_ticket_and_the_answer_does_not_tell(start: Start, url: str, number: str) -> None:
    running = start(url=url)
    known = running.send().json()["number"]
    joined = running.send(subject="Drugo", number=known)
    asked = running.send(subject="Tretje", email="eve@example.com", number=known if number == "other" else number)
    assert joined.status_code == asked.status_code == 201
    assert joined.json().keys() == asked.json().keys()
    assert known not in (joined.json()["number"], asked.json()["number"])
    text = running.wait_for_file(f"{asked.json()['number']}.txt").read_text(encoding="utf-8")
    assert "* Navaja zahtevek, ki ga tu ni ali je prišel z drugega naslova." in text
    found = by_number(running)[asked.json()["number"]]
    assert (found["earlier"], found["marks"]) == ("", ["unknown_number"])
    pages = [running.get(answer.json()["receipt"].lstrip("/")).text for answer in (joined, asked)]
    assert pages[0].replace(joined.json()["number"], "").split("data-created")[0] == pages[1].split("data-created")[0]


def test_ticket_whose_earlier_one_never_arrived_stands_alone(start: Start, url: str) -> None:
    running = start(url=url)
    held = running.send(homepage="https://spam.example").json()["number"]
    second = running.send(subject="Še nekaj", number=held).json()["number"]
    text = running.wait_for_file(f"{second}.txt").read_text(encoding="utf-8")
    assert f"* Nadaljevanje zahtevka {held}\n" in text


def test_complaint_goes_to_its_own_address_and_joins_nothing(start: Start, sink: Sink) -> None:
    running = start(
        **sink.settings_with_tickets,
        KB_INTAKE_REPLIES="off",
        KB_INTAKE_COMPLAINTS_TO="quality@example.com",
        KB_INTAKE_MAIL_DEPARTMENTS="domains=domains@example.com, complaints=wrong@example.com",
    )
    first = running.send().json()["number"]
    complaint = running.send(department="complaints", number=first).json()["number"]
    other = running.send(department="email", topic="sending").json()["number"]
    joined = running.send(department="email", topic="sending", number=first, subject="Še").json()["number"]
    again = running.send(number=complaint, subject="Še o tem").json()["number"]
    running.wait_for(lambda: len(sink.mails) == 5)
    went = {mail["X-KB-Number"]: mail["To"] for mail in sink.mails}
    assert went == {
        first: "domains@example.com",
        complaint: "quality@example.com",
        other: "helpdesk@example.com",
        # What joins a ticket goes where that one went.
        joined: "domains@example.com",
        again: "quality@example.com",
    }
    mail, _ = sink.to("quality@example.com")
    assert (mail["X-KB-Marks"], mail["In-Reply-To"]) == ("complaint", None)
    assert by_number(running)[complaint]["earlier"] == ""


def test_what_the_sender_claims_is_marked_as_such(start: Start, sink: Sink) -> None:
    running = start(**sink.settings_with_tickets, KB_INTAKE_REPLIES="off")
    number = running.send(plan="paid", critical="yes", change="holder").json()["number"]
    running.wait_for(lambda: sink.mails)
    (mail,) = sink.mails
    names = ("Department", "Plan", "Critical")
    assert [mail[f"X-KB-Claimed-{name}"] for name in names] == ["domains", "paid", "yes"]
    assert mail["X-KB-Marks"] == "authorisation"
    text = running.wait_for_file(f"{number}.txt").read_text(encoding="utf-8")
    assert "* Potrebno je pooblastilo:" in text
    assert "* Pošiljatelj pravi, da je to kritično.\n" in text
    assert "* Oddelek, paket in nujnost je navedel pošiljatelj; tega ni preveril nihče.\n" in text
    running.send(subject="Drugo", change="other")
    running.wait_for(lambda: len(sink.mails) == 2)
    assert sink.mails[1]["X-KB-Marks"] is None


def test_same_content_as_json_without_an_id_is_a_repeat(start: Start, url: str) -> None:
    """Case 23."""
    running = start(url=url)
    first, second = (running.post(json=ANSWERS) for _ in range(2))
    assert (first.status_code, second.status_code) == (201, 200)
    assert first.json()["number"] == second.json()["number"]
    assert running.post(json={**ANSWERS, "email": "brane@example.com"}).json()["number"] != first.json()["number"]
    assert len(running.tickets()) == 2
