"""A whole way through the ticket and contact forms in each locale, with scripts and without."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import NewContext
from tests.browser.filling import Given, go_on, opened, sent_number, walk, write
from tests.browser.places import LOCALES, REGIONS, Reader
from tests.intake.conftest import Running

GIVEN: Given = {
    "known": "no",
    "critical": "no",
    "department": "email",
    "check_mail": "unsolved",
    "check_search": "skipped",
    "role": "colleague",
    "name": "Žiga Łuczak Ωμέγα Ёлкин",
    "email": "maja@example.com",
    "reachable": "yes",
    "login": "uporabnik01",
    "domain": "example.com",
    "plan": "paid",
    "mail_direction": "sending",
    "mail_scope": "one",
    "mail_addresses": "info@example.com",
    "subject": "info@example.com: 535 5.7.8",
    "description": "1. Outlook\n2. 2026-11-20 09:15, info@example.com → maja@example.com\n3. «535 5.7.8 Authentication failed»",
    "error": "535 5.7.8 Authentication failed",
    "since": "2026-11-20 09:15",
    "how_often": "always",
    "links": "https://example.com/one\nhttps://example.com/two",
}
_PNG = b"\x89PNG\r\n\x1a\n" + bytes(100)


@pytest.fixture
def picture(tmp_path: Path) -> Path:
    path = tmp_path / "slika.png"
    path.write_bytes(_PNG)
    return path


@pytest.mark.parametrize("tag", LOCALES)
def test_ticket_is_sent_step_by_step(new_context: NewContext, intake: Running, tag: str, picture: Path) -> None:
    page = opened(new_context(Reader(REGIONS[tag])).new_page(), f"{intake.address}{tag}/ticket/")
    walk(page, {**GIVEN, "files": picture})
    for answer in ("maja@example.com", "slika.png", "https://example.com/two"):
        expect(page.locator(".kb-summary")).to_contain_text(answer)
    go_on(page)
    assert_kept(intake, sent_number(page), tag)


@pytest.mark.parametrize("tag", LOCALES)
def test_ticket_is_sent_without_scripts(new_context: NewContext, intake: Running, tag: str, picture: Path) -> None:
    page = new_context(Reader(REGIONS[tag], has_scripts=False)).new_page()
    page.goto(f"{intake.address}{tag}/ticket/")
    expect(page.locator(".kb-when").first).to_be_visible()
    _sent_too_early(page)
    expect(page.locator("#f-description")).to_have_value(str(GIVEN["description"]))
    write(page, "email", GIVEN["email"])
    write(page, "files", picture)
    page.locator(".kb-button--send").click()
    assert_kept(intake, sent_number(page), tag)


@pytest.mark.parametrize("tag", LOCALES)
@pytest.mark.parametrize("has_scripts", [True, False])
def test_contact_form_is_sent(new_context: NewContext, intake: Running, tag: str, has_scripts: bool) -> None:
    page = new_context(Reader(REGIONS[tag], has_scripts=has_scripts)).new_page()
    page.goto(f"{intake.address}{tag}/contact/")
    page.locator(".kb-button--send").click()
    expect(page.locator(".kb-errors a")).to_have_count(2)
    write(page, "email", "maja@example.com")
    write(page, "message", str(GIVEN["description"]))
    page.locator(".kb-button--send").click()
    kept = _kept(intake, sent_number(page))
    assert (kept["form"], kept["locale"], kept["fields"]) == (
        "contact",
        tag,
        {"email": "maja@example.com", "message": GIVEN["description"]},
    )


def _sent_too_early(page: Page) -> None:
    """Send all but the address: it comes back with an error and the answers."""
    for name, value in GIVEN.items():
        if name != "email":
            write(page, name, value)
    page.locator(".kb-button--send").click()
    expect(page.locator(".kb-errors a")).to_have_count(1)
    expect(page.locator(".kb-errors a")).to_have_attribute("href", "#f-email")


def assert_kept(intake: Running, number: str, tag: str) -> None:
    """The intake has the ticket, with all that was written."""
    kept = _kept(intake, number)
    assert (kept["form"], kept["locale"]) == ("ticket", tag)
    assert kept["fields"] == dict(GIVEN)
    assert [file["name"] for file in kept["files"]] == ["slika.png"]


def _kept(intake: Running, number: str) -> dict[str, Any]:
    (ticket,) = [ticket for ticket in intake.tickets() if ticket["number"] == number]
    return ticket
