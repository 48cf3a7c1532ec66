""" "Did this help?" below articles: by mouse, by keyboard, without scripts, in four locales."""

from __future__ import annotations

import pytest
from playwright.sync_api import Locator, Page, expect

from kb.intake.insights.reasons import REASONS
from kb.intake.words import package_words
from tests.browser.axe import axe_findings
from tests.browser.conftest import NewContext
from tests.browser.listening import listen, settle
from tests.browser.places import LOCALES, REGIONS, Reader
from tests.browser.searching import opened
from tests.browser.test_axe import objections
from tests.intake.conftest import Running
from tests.intake.test_feedback import answers

ARTICLE = "hosting/site-down"
TERM = "glossary/authinfo"
ASKED = {
    "el": "Σας βοήθησε αυτή η σελίδα;",
    "sl": "Vam je to pomagalo?",
    "ru": "Это помогло?",
    "pl": "Czy to pomogło?",
}


def button(page: Page, value: str) -> Locator:
    return page.locator(f".kb-feedback button[value={value}], .kb-feedback__form button[value={value}]").first


def status(page: Page) -> Locator:
    return page.locator(".kb-feedback [role=status]")


def article(page: Page, intake: Running, tag: str = "sl", name: str = ARTICLE) -> Page:
    return opened(page, f"{intake.address}{tag}/{name}/")


@pytest.mark.parametrize("name", [ARTICLE, TERM])
def test_yes_is_thanked_for_in_place(new_context: NewContext, intake: Running, name: str) -> None:
    before = answers(intake)
    page = article(new_context().new_page(), intake, name=name)
    noise = listen(page.context)
    address = page.url
    expect(page.get_by_role("region", name=ASKED["sl"])).to_be_visible()
    button(page, "yes").click()
    expect(status(page)).to_have_text(package_words("sl")["feedback.thanks"])
    expect(button(page, "yes")).to_be_focused()
    expect(button(page, "yes")).to_have_attribute("aria-pressed", "true")
    expect(button(page, "no")).to_be_hidden()
    expect(page.locator("[data-kb-more]")).to_be_hidden()
    button(page, "yes").click()
    assert (page.url, noise, settle(page)) == (address, [], [])
    assert answers(intake) - before == {"yes": 1}
    assert page.context.cookies() == []


def test_no_leads_on_by_keyboard_to_reasons_and_the_ticket_form(new_context: NewContext, intake: Running) -> None:
    before = answers(intake)
    page = article(new_context().new_page(), intake)
    button(page, "no").focus()
    page.keyboard.press("Enter")
    expect(status(page)).to_have_text(package_words("sl")["feedback.thanks"])
    expect(button(page, "no")).to_be_focused()
    page.keyboard.press("Tab")
    expect(button(page, "unclear")).to_be_focused()
    page.keyboard.press("Tab")
    page.keyboard.press("Space")
    expect(button(page, "incomplete")).to_have_attribute("aria-pressed", "true")
    expect(button(page, "incomplete")).to_be_focused()
    expect(button(page, "unclear")).to_be_hidden()
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.wait_for_url(f"**/sl/ticket/?article={ARTICLE}")
    assert answers(intake) - before == {"no": 1, "incomplete": 1}


@pytest.mark.parametrize("tag", LOCALES)
def test_question_and_reasons_are_in_the_readers_language(new_context: NewContext, intake: Running, tag: str) -> None:
    words = package_words(tag)
    page = article(new_context(Reader(REGIONS[tag])).new_page(), intake, tag)
    expect(page.get_by_role("heading", name=ASKED[tag])).to_be_visible()
    button(page, "no").click()
    group = page.get_by_role("group", name=words["feedback.missing"])
    expect(group.get_by_role("button")).to_have_text([words[f"feedback.{reason}"] for reason in REASONS])


def test_answer_that_does_not_arrive_can_be_sent_again(new_context: NewContext, intake: Running) -> None:
    before = answers(intake)
    page = article(new_context().new_page(), intake)
    page.route("**/v1/feedback", lambda route: route.abort(), times=1)
    button(page, "yes").click()
    expect(status(page)).to_contain_text("Poskusite znova")
    expect(button(page, "yes")).to_be_focused()
    expect(button(page, "no")).to_be_visible()
    button(page, "yes").click()
    expect(status(page)).to_have_text(package_words("sl")["feedback.thanks"])
    assert answers(intake) - before == {"yes": 1}


@pytest.mark.parametrize("tag", LOCALES)
def test_reader_without_scripts_answers_and_comes_back(new_context: NewContext, intake: Running, tag: str) -> None:
    before, words = answers(intake), package_words(tag)
    page = new_context(Reader(REGIONS[tag], has_scripts=False)).new_page()
    page.goto(f"{intake.address}{tag}/{ARTICLE}/")
    button(page, "no").click()
    expect(page.locator("h1")).to_have_text(words["feedback.thanks"])
    expect(page.locator("html")).to_have_attribute("lang", tag)
    ticket = page.locator(".kb-message").get_by_role("link", name=words["feedback.write"], exact=True)
    expect(ticket).to_have_attribute("href", f"/{tag}/ticket/?article={ARTICLE}")
    page.get_by_role("button", name=words["feedback.wrong"]).click()
    expect(page.locator("h1")).to_have_text(words["feedback.thanks"])
    expect(page.locator(".kb-message button")).to_have_count(0)
    page.get_by_role("link", name=words["feedback.back"]).click()
    assert page.url == f"{intake.address}{tag}/{ARTICLE}/"
    assert answers(intake) - before == {"no": 1, "wrong": 1}


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [320, 1280])
def test_axe_objects_to_nothing_after_a_no(
    new_context: NewContext, intake: Running, axe_source: str, scheme: str, width: int
) -> None:
    reader = Reader(REGIONS["el"], scheme="dark" if scheme == "dark" else "light", width=width, may_inject=True)
    page = article(new_context(reader).new_page(), intake, "el")
    for value in ("no", "failed"):
        button(page, value).click()
        expect(button(page, value)).to_have_attribute("aria-pressed", "true")
        assert objections(axe_findings(page, axe_source, within=".kb-feedback")) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_axe_objects_to_nothing_on_the_page_of_thanks(
    new_context: NewContext, intake: Running, axe_source: str
) -> None:
    page = new_context(Reader(REGIONS["el"], may_inject=True)).new_page()
    opened(page, f"{intake.address}v1/feedback?locale=el&article={ARTICLE}&helped=no")
    assert objections(axe_findings(page, axe_source)) == []


def test_paper_does_not_ask(new_context: NewContext, intake: Running) -> None:
    page = article(new_context().new_page(), intake)
    page.emulate_media(media="print")
    expect(page.locator(".kb-feedback")).to_be_hidden()
