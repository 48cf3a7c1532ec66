"""One step at a time: errors, back, the browser's own buttons, changes, and what the address brings along."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import NewContext
from tests.browser.filling import field, fill_step, go_on, opened, place, send_button, walk, write
from tests.browser.test_forms_branches import BRANCHES, CHECKS
from tests.intake.conftest import Running

GIVEN = {**CHECKS, **BRANCHES["mail of several addresses"][0]}


@pytest.fixture
def page(new_context: NewContext, intake: Running) -> Page:
    return opened(new_context().new_page(), f"{intake.address}sl/ticket/")


@pytest.fixture
def words(real_site: Path) -> dict[str, str]:
    """The interface's words in Slovene."""
    found: dict[str, str] = json.loads((real_site / "forms/ticket.sl.json").read_text(encoding="utf-8"))["messages"]
    return found


def test_step_takes_the_focus_and_names_the_page(page: Page) -> None:
    fill_step(page, GIVEN)
    go_on(page)
    heading = page.locator("#step-urgency .kb-step__title")
    expect(heading).to_be_focused()
    expect(page).to_have_title(re.compile(f"^{re.escape(heading.inner_text())} – "))
    expect(page.locator(".kb-caption")).to_have_text("Vprašanje 2")
    expect(page.locator(".kb-step:visible")).to_have_count(1)


def test_missing_answer_is_told_at_the_field_and_in_a_summary_that_has_the_focus(
    page: Page, words: dict[str, str]
) -> None:
    go_on(page)
    assert place(page) == "before"
    expect(page.locator(".kb-errors")).to_be_focused()
    expect(page).to_have_title(re.compile(f"^{words['error']} "))
    error = field(page, "known").locator(".kb-error")
    link = page.locator(".kb-errors a")
    assert link.inner_text() in error.inner_text()
    expect(field(page, "known").locator(".kb-choices")).to_have_accessible_description(re.compile(link.inner_text()))
    link.click()
    expect(page.locator("#f-known")).to_be_focused()
    write(page, "known", "no")
    go_on(page)
    expect(page.locator(".kb-errors, .kb-error")).to_have_count(0)
    expect(page).to_have_title(re.compile(f"^(?!{words['error']})"))


def test_group_of_which_one_is_needed_is_told_so(page: Page) -> None:
    walk(page, {name: value for name, value in GIVEN.items() if name != "domain"}, to="identification")
    go_on(page)
    page.locator(".kb-errors a").click()
    expect(page.locator("#f-login")).to_be_focused()
    expect(page.locator("#group-identification .kb-error")).to_be_visible()


def test_back_keeps_every_answer(page: Page) -> None:
    walk(page, GIVEN, to="identification")
    fill_step(page, GIVEN)
    for step in ("you", "check", "department", "urgency", "before"):
        page.locator(".kb-back").click()
        expect(page.locator("[data-kb=form]")).to_have_attribute("data-place", step)
    expect(page.locator(".kb-back")).to_be_hidden()
    for step in ("urgency", "department", "check", "you", "identification"):
        assert go_on(page) == step
    expect(page.locator("#f-domain")).to_have_value("example.com")


def test_browsers_back_and_forward_go_through_the_steps(page: Page) -> None:
    walk(page, GIVEN, to="department")
    page.go_back()
    expect(page.locator("[data-kb=form]")).to_have_attribute("data-place", "urgency")
    page.go_back()
    expect(page.locator("[data-kb=form]")).to_have_attribute("data-place", "before")
    page.go_forward()
    page.go_forward()
    expect(page.locator("[data-kb=form]")).to_have_attribute("data-place", "department")
    assert page.url.endswith("#step-department")


def test_step_ahead_of_missing_answers_is_not_shown(page: Page) -> None:
    page.evaluate("location.hash = '#step-evidence'")
    expect(page.locator("[data-kb=form]")).to_have_attribute("data-place", "before")
    page.evaluate("location.hash = '#answers'")
    expect(page.locator("[data-kb=form]")).to_have_attribute("data-place", "before")


def test_change_leads_to_the_question_and_back_to_all_answers(page: Page) -> None:
    walk(page, GIVEN)
    row = page.locator(".kb-summary__row", has_text="E-naslov za odgovor")
    row.locator("a").click()
    assert place(page) == "you"
    expect(page.locator("#f-email")).to_be_focused()
    write(page, "email", "nova@example.com")
    assert go_on(page) == "answers"
    expect(row).to_contain_text("nova@example.com")
    expect(page.locator(".kb-reply__address")).to_have_text("nova@example.com")


def test_change_that_opens_a_branch_asks_its_questions_first(page: Page) -> None:
    walk(page, GIVEN)
    page.locator(".kb-summary__row", has_text="Kateri oddelek").locator("a").click()
    write(page, "department", "billing")
    asked = [go_on(page)]
    fill_step(page, {**GIVEN, "check_payment": "skipped"})
    asked.append(go_on(page))
    asked.append(go_on(page))
    assert asked == ["check", "billing", "answers"]
    expect(page.locator(".kb-summary")).not_to_contain_text("info@example.com")


def test_answers_of_a_branch_that_was_left_are_not_lost_when_it_comes_back(page: Page) -> None:
    walk(page, GIVEN)
    for department in ("billing", "email"):
        page.locator(".kb-summary__row", has_text="Kateri oddelek").locator("a").click()
        write(page, "department", department)
        for _ in range(4):
            if go_on(page) == "answers":
                break
            fill_step(page, CHECKS)
    expect(page.locator(".kb-summary")).to_contain_text("info@example.com")


def test_optional_question_without_answer_is_listed_as_not_given(page: Page) -> None:
    walk(page, GIVEN)
    expect(page.locator(".kb-summary__row", has_text="Ime in priimek")).to_contain_text("Ni navedeno")


def test_enter_in_a_line_goes_on(page: Page) -> None:
    walk(page, GIVEN, to="identification")
    page.locator("#f-domain").fill("example.com")
    page.locator("#f-domain").press("Enter")
    expect(page.locator("[data-kb=form]")).to_have_attribute("data-place", "mail")


def test_address_brings_article_and_query_along(new_context: NewContext, intake: Running) -> None:
    page = opened(new_context().new_page(), f"{intake.address}sl/ticket/?q=pošta%20ne%20dela&article=email/mail-down")
    expect(page.locator("#f-subject")).to_have_value("pošta ne dela")
    values = "['article', 'query'].map((id) => document.getElementById('f-' + id).value)"
    assert page.evaluate(values) == ["email/mail-down", "pošta ne dela"]


def test_articles_lead_to_the_form_with_their_id(new_context: NewContext, intake: Running) -> None:
    page = new_context().new_page()
    page.goto(f"{intake.address}sl/email/mail-down/")
    page.locator(".kb-ask a.kb-button").first.click()
    expect(page.locator("#f-article")).to_have_value("email/mail-down")


def test_guide_opens_where_an_address_names_its_heading(new_context: NewContext, intake: Running) -> None:
    page = opened(new_context().new_page(), f"{intake.address}sl/ticket/#authorisation")
    expect(page.locator("#authorisation")).to_be_in_viewport()
    expect(page.locator(".kb-guide")).to_have_attribute("open", "")


def test_step_is_not_hidden_by_the_sticky_header(page: Page) -> None:
    walk(page, GIVEN, to="description")
    expect(page.locator("#step-description .kb-step__title")).to_be_in_viewport(ratio=1)
    header = page.locator(".kb-header").bounding_box()
    title = page.locator("#step-description .kb-step__title").bounding_box()
    assert header
    assert title
    assert title["y"] >= header["y"] + header["height"]


def test_text_for_staff_stands_beside_the_question_on_wide_screens(page: Page, words: dict[str, str]) -> None:
    expect(page.locator(".kb-composed")).to_be_hidden()
    walk(page, GIVEN, to="you")
    expect(page.locator(".kb-composed .kb-composed__body")).to_contain_text("E-pošta")
    page.set_viewport_size({"width": 700, "height": 900})
    expect(page.locator(".kb-composed")).to_be_hidden()
    walk(page, GIVEN)
    page.locator(".kb-composed-fold summary").click()
    expect(page.locator(".kb-composed-fold .kb-composed__body")).to_contain_text("maja@example.com")
    expect(send_button(page)).to_have_text(words["send"])
