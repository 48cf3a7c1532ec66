"""The whole way: from the site's search to the form, a number, the reply in the mailbox, the ticket in the helpdesk."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from dataclasses import dataclass
from email.message import EmailMessage
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import NewContext
from tests.browser.filling import Given, go_on, sent_number, walk, write
from tests.browser.listening import settle
from tests.browser.places import LOCALES, REGIONS, Reader
from tests.browser.searching import QUERIES, box, opened
from tests.browser.test_forms_locales import GIVEN, picture
from tests.intake.conftest import Running
from tests.intake.mail_sink import Sink, mail_sink
from tests.intake.request_tracker import RequestTracker

__all__ = ["picture"]


@dataclass
class Desk:
    """The site with its intake, a mail server and a helpdesk."""

    intake: Running
    mail: Sink
    tracker: RequestTracker

    def reply(self, address: str) -> EmailMessage:
        """The one mail that an address got."""
        self.intake.wait_for(lambda: self.mail.to(address))
        (mail,) = self.mail.to(address)
        return mail

    def ticket(self, number: str) -> dict[str, Any]:
        """The one ticket that the helpdesk has of a number."""
        self.intake.wait_for(lambda: f"{number}: delivered by rt" in self.intake.log(), within_s=60)
        (found,) = self.tracker.with_number(number)
        return found


@pytest.fixture(scope="module")
def desk(real_site: Path, tmp_path_factory: pytest.TempPathFactory, tracker: RequestTracker) -> Iterator[Desk]:
    """All of it, running."""
    with mail_sink() as sink:
        settings = {
            "KB_INTAKE_RATE_LIMITS": "off",
            "KB_INTAKE_RT": tracker.url,
            "KB_INTAKE_RT_QUEUE": "Support",
            "KB_INTAKE_RT_FIELDS": "department=Department, plan=Plan",
            **sink.settings,
        }
        intake = Running(tmp_path_factory.mktemp("desk"), real_site, settings)
        intake.start()
        yield Desk(intake, sink, tracker)
        intake.stop()


@pytest.mark.parametrize("tag", LOCALES)
def test_from_the_search_to_the_helpdesk(new_context: NewContext, desk: Desk, tag: str, picture: Path) -> None:
    page = opened(new_context(Reader(REGIONS[tag])).new_page(), f"{desk.intake.address}{tag}/")
    query = QUERIES[tag][0]
    box(page).fill(query)
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile(f"/{tag}/search/"))
    expect(page.locator(".kb-result").first).to_be_visible()
    page.locator(".kb-ask a").first.click()
    page.wait_for_url(re.compile(f"/{tag}/ticket/"))
    settle(page)
    given = _of(f"{tag}@example.com")
    walk(page, {**given, "files": picture})
    go_on(page)
    number = _arrived(desk, page, tag, given)
    assert f"{query}" in _text(desk, number)


@pytest.mark.parametrize("tag", LOCALES if os.environ.get("KB_TESTS") == "full" else LOCALES[:1])
def test_without_scripts_too(new_context: NewContext, desk: Desk, tag: str, picture: Path) -> None:
    page = new_context(Reader(REGIONS[tag], has_scripts=False)).new_page()
    page.goto(f"{desk.intake.address}{tag}/")
    page.locator("main a[href$='ticket/']").first.click()
    given = _of(f"plain-{tag}@example.com")
    for name, value in {**given, "files": picture}.items():
        write(page, name, value)
    page.locator(".kb-button--send").click()
    _arrived(desk, page, tag, given)


def _of(address: str) -> Given:
    return {**GIVEN, "email": address}


def _arrived(desk: Desk, page: Page, tag: str, given: Given) -> str:
    """The number that the page shows; the reply and the helpdesk's ticket have it too."""
    number = sent_number(page)
    address = str(given["email"])
    reply = desk.reply(address)
    assert number in str(reply["Subject"])
    plain = reply.get_body(("plain",))
    assert plain
    assert number in plain.get_content()
    assert str(given["description"]) not in plain.get_content()
    ticket = desk.ticket(number)
    assert [found["id"] for found in ticket["Requestor"]] == [address]
    assert str(ticket["Subject"]).startswith(f"[{number}] ")
    fields = {found["name"]: found["values"] for found in ticket["CustomFields"]}
    assert fields == {"IntakeNumber": [number], "Department": ["email"], "Plan": ["paid"]}
    assert "slika.png" in {part["Filename"] for part in desk.tracker.attachments(ticket["id"])}
    text = _text(desk, number)
    assert all(line in text for line in str(given["description"]).splitlines())
    assert desk.intake.way(number, "rt")["state"] == "done"
    return number


def _text(desk: Desk, number: str) -> str:
    """What staff reads in the helpdesk."""
    made = desk.ticket(number)["id"]
    return "".join(part["Content"] for part in desk.tracker.attachments(made) if part["ContentType"] == "text/plain")
