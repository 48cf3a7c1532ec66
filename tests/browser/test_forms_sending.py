"""Sending: once however often it is clicked, nothing lost when the intake is gone, refusals shown where they belong."""

from __future__ import annotations

import json
import re
import signal
from collections.abc import Mapping
from typing import Any
from urllib.parse import unquote

import pytest
from playwright.sync_api import Page, Request, Route, expect

from tests.browser.conftest import NewContext
from tests.browser.filling import fill_step, go_on, opened, place, resumed, send_button, sent_number, walk, write
from tests.browser.test_forms_branches import BRANCHES, CHECKS
from tests.intake.conftest import Running

GIVEN = {**CHECKS, **BRANCHES["number lost"][0]}
TICKETS = re.compile("/v1/tickets$")


@pytest.fixture
def page(new_context: NewContext, intake: Running) -> Page:
    """All answers, ready to be sent."""
    return answered(new_context().new_page(), intake)


def answered(page: Page, intake: Running) -> Page:
    return resumed(page, intake.address, GIVEN)


def submission(request: Request) -> str:
    """The id under which a request sends."""
    found = re.search(rb'name="submission_id"\r\n\r\n([^\r]+)', request.post_data_buffer or b"")
    return found[1].decode() if found else ""


def answer(route: Route, status: int, body: Mapping[str, Any], **headers: str) -> None:
    kind = {"Content-Type": "application/problem+json"}
    route.fulfill(status=status, headers={**kind, **headers}, body=json.dumps(body))


def test_ten_clicks_send_one_ticket(page: Page, own_intake: Running) -> None:
    answered(page, own_intake)
    page.evaluate("for (let i = 0; i < 10; i += 1) document.querySelector('.kb-button--send').click()")
    number = sent_number(page)
    assert [ticket["number"] for ticket in own_intake.tickets()] == [number]


def test_killed_intake_loses_nothing_and_gets_the_ticket_once_it_is_back(
    new_context: NewContext, own_intake: Running
) -> None:
    page = answered(new_context().new_page(), own_intake)
    own_intake.stop(signal.SIGKILL)
    sent: list[str] = []
    page.on("request", lambda request: sent.append(submission(request)) if TICKETS.search(request.url) else None)
    go_on(page)
    expect(page.locator(".kb-fault .kb-step__title")).to_be_focused()
    own_intake.start()
    page.reload()
    expect(page.locator("[data-kb=form]")).to_have_attribute("data-place", "answers")
    expect(page.locator(".kb-summary")).to_contain_text("Primer zadeve")
    go_on(page)
    number = sent_number(page)
    assert len(set(sent)) == 1
    assert len(sent) == 2
    assert [(ticket["number"], ticket["submission_id"]) for ticket in own_intake.tickets()] == [(number, sent[0])]


def test_answer_lost_on_the_way_gives_one_ticket(new_context: NewContext, own_intake: Running) -> None:
    page = answered(new_context().new_page(), own_intake)

    def lose_answer(route: Route) -> None:
        route.fetch()
        route.abort("connectionreset")

    page.route(TICKETS, lose_answer, times=1)
    go_on(page)
    page.locator(".kb-fault button").first.click()
    number = sent_number(page)
    assert [ticket["number"] for ticket in own_intake.tickets()] == [number]


def test_text_changed_after_a_lost_answer_is_sent_as_another_ticket_only_if_wanted(
    new_context: NewContext, own_intake: Running
) -> None:
    page = answered(new_context().new_page(), own_intake)
    page.route(TICKETS, lambda route: (route.fetch(), route.abort())[1], times=1)
    go_on(page)
    page.locator(".kb-summary__row", has_text="Zadeva v enem stavku").locator("a").click()
    write(page, "subject", "Druga zadeva")
    assert go_on(page) == "answers"
    go_on(page)
    again = page.locator(".kb-fault button").first
    expect(again).to_have_text("Da, pošlji tudi to")
    assert len(own_intake.tickets()) == 1
    again.click()
    sent_number(page)
    assert sorted(ticket["fields"]["subject"] for ticket in own_intake.tickets()) == ["Druga zadeva", "Primer zadeve"]


def test_unreachable_intake_leaves_copy_mail_and_phone(page: Page) -> None:
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.route(TICKETS, lambda route: route.abort())
    go_on(page)
    ways = page.locator(".kb-fault__ways")
    mail = unquote(ways.locator("a[href^='mailto:']").get_attribute("href") or "")
    assert mail.startswith("mailto:support@halovane.example?subject=")
    assert "Primer zadeve" in mail
    expect(ways.locator("a[href='tel:+442079460123']")).to_be_visible()
    ways.locator("button").click()
    expect(ways.locator("button")).to_have_text("Kopirano")
    assert "Primer zadeve" in page.evaluate("navigator.clipboard.readText()")


@pytest.mark.parametrize("status", [500, 502, 503])
def test_ill_intake_is_tried_again_under_the_same_id(page: Page, status: int) -> None:
    sent: list[str] = []

    def refuse(route: Route) -> None:
        sent.append(submission(route.request))
        route.fulfill(status=status, body="<h1>Bad gateway</h1>")

    page.route(TICKETS, refuse, times=2)
    page.on(
        "requestfinished", lambda request: sent.append(submission(request)) if TICKETS.search(request.url) else None
    )
    go_on(page)
    page.locator(".kb-fault button").first.click()
    expect(page.locator(".kb-fault")).to_have_count(1)
    page.locator(".kb-fault button").first.click()
    sent_number(page)
    assert len(set(sent)) == 1


def test_too_many_requests_are_told_with_the_time_to_wait(page: Page) -> None:
    page.route(TICKETS, lambda route: answer(route, 429, {"code": "rate.limited"}, **{"Retry-After": "120"}), times=1)
    go_on(page)
    expect(page.locator(".kb-fault")).to_contain_text(re.compile(r"\d+[.:]\d\d"))
    page.locator(".kb-fault button").first.click()
    sent_number(page)


def test_running_submission_is_waited_for(page: Page) -> None:
    busy = {"code": "idempotency.running"}
    page.route(TICKETS, lambda route: answer(route, 409, busy, **{"Retry-After": "1"}), times=1)
    go_on(page)
    sent_number(page)


def test_origin_that_the_intake_does_not_know_gets_a_token(page: Page) -> None:
    bodies: list[bytes] = []

    def refuse(route: Route) -> None:
        answer(route, 403, {"code": "origin.forbidden"})

    page.route(TICKETS, refuse, times=1)
    page.on(
        "request", lambda request: bodies.append(request.post_data_buffer or b"") if request.method == "POST" else None
    )
    go_on(page)
    sent_number(page)
    assert b'name="token"' in bodies[-1]


def test_refused_answers_come_back_to_the_page_of_all_answers(page: Page) -> None:
    problem = {"code": "fields.invalid", "errors": {"email": "smtputf8", "identification": "one_of"}}
    page.route(TICKETS, lambda route: answer(route, 422, problem), times=1)
    go_on(page)
    assert place(page) == "answers"
    summary = page.locator(".kb-errors")
    expect(summary).to_be_focused()
    expect(summary.locator("a")).to_have_count(2)
    summary.locator("a").first.click()
    assert place(page) == "you"
    expect(page.locator("#f-email")).to_be_focused()
    assert go_on(page) == "answers"
    go_on(page)
    sent_number(page)


def test_outdated_page_is_to_be_loaded_again(page: Page) -> None:
    problem = {"code": "fields.invalid", "errors": {"version": "unknown"}}
    page.route(TICKETS, lambda route: answer(route, 422, problem), times=1)
    go_on(page)
    with page.expect_navigation():
        page.locator(".kb-fault button").first.click()
    expect(page.locator(".kb-summary")).to_contain_text("Primer zadeve")


def test_receipt_has_the_number_what_comes_next_and_outlives_a_reload(page: Page) -> None:
    go_on(page)
    number = sent_number(page)
    receipt = page.locator(".kb-receipt")
    expect(receipt.locator(".kb-step__title")).to_be_focused()
    for text in ("maja@example.com", "v 2 minutah", "+44 20 7946 0123", "pon.–pet."):
        expect(receipt).to_contain_text(text)
    page.reload()
    assert sent_number(page) == number
    page.locator(".kb-receipt .kb-link").click()
    assert place(page) == "before"
    expect(page.locator("input:checked")).to_have_count(0)
    fill_step(page, GIVEN)
    assert go_on(page) == "urgency"


def test_back_from_the_receipt_shows_an_empty_form(new_context: NewContext, intake: Running) -> None:
    page = opened(new_context().new_page(), f"{intake.address}sl/ticket/")
    walk(page, GIVEN)
    go_on(page)
    sent_number(page)
    page.go_back()
    expect(page.locator("[data-kb=form]")).to_have_attribute("data-place", "before")
    expect(page.locator("input:checked")).to_have_count(0)
    expect(page.locator(".kb-receipt")).to_be_hidden()


def test_button_is_busy_and_progress_is_told_while_it_is_sent(page: Page) -> None:
    held: list[Route] = []
    page.route(TICKETS, lambda route: held.append(route), times=1)
    go_on(page)
    expect(send_button(page)).to_have_attribute("aria-disabled", "true")
    expect(page.locator(".kb-sending__status")).to_contain_text("Pošiljamo")
    expect(page.locator(".kb-sending__bar")).to_be_visible()
    held[0].continue_()
    sent_number(page)
    expect(page.locator(".kb-sending__bar")).to_be_hidden()
