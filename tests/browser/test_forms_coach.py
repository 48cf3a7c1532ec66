"""The coach says what is missing, in pauses; secrets are noticed and not sent without a second yes; articles turn up."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import NewContext
from tests.browser.filling import field, go_on, place, resumed, sent_number, write
from tests.browser.places import LOCALES, REGIONS, Reader
from tests.browser.test_forms_branches import BRANCHES, CHECKS
from tests.intake.conftest import Running

GIVEN = {**CHECKS, **BRANCHES["number lost"][0]}
BROKEN_MAIL = {
    "el": "Δεν δουλεύει το email μου.",
    "sl": "Moja pošta ne dela.",
    "ru": "Моя почта не работает.",
    "pl": "Moja poczta nie działa.",
}
# How much advice there is a moment after a key; both waits are the page's own, so that a slow machine changes nothing.
_ADVICE_WHILE_WRITING = """(text) => {
  const area = document.getElementById("f-description");
  area.focus();
  area.value = text;
  area.dispatchEvent(new InputEvent("input", { bubbles: true }));
  return new Promise((go) => setTimeout(() => go(document.querySelectorAll("#field-description .kb-coach li").length), 300));
}"""
CONFIDENTIAL = "Ne morem se prijaviti od včeraj ob 9.15.\ngeslo: Skrivnost.123"
CARD = "Plačal sem s kartico 4111 1111 1111 1111, račun 2026-117."


@pytest.fixture
def page(new_context: NewContext, intake: Running) -> Page:
    """At the description."""
    return resumed(new_context().new_page(), intake.address, GIVEN, at="description")


@pytest.mark.parametrize("tag", LOCALES)
def test_mail_that_does_not_work_is_told_what_is_missing(new_context: NewContext, intake: Running, tag: str) -> None:
    page = resumed(new_context(Reader(REGIONS[tag])).new_page(), intake.address, GIVEN, tag=tag, at="description")
    write(page, "description", BROKEN_MAIL[tag])
    coach = field(page, "description").locator(".kb-coach")
    # Sending or receiving, which address, since when, the exact error, and that this is too little.
    expect(coach.locator("li")).to_have_count(5)
    expect(coach).to_have_attribute("role", "status")


def test_advice_goes_away_once_it_is_followed(page: Page) -> None:
    write(page, "description", BROKEN_MAIL["sl"])
    coach = field(page, "description").locator(".kb-coach")
    expect(coach.locator("li")).not_to_have_count(0)
    write(
        page,
        "description",
        "Od 20. 11. ob 9.15 z naslova info@example.com ne morem pošiljati pošte. Outlook javi »535 5.7.8 Authentication failed«.",
    )
    expect(coach).to_be_hidden()


def test_coach_is_silent_while_one_writes(page: Page) -> None:
    before = field(page, "description").locator(".kb-coach li").count()
    assert page.evaluate(_ADVICE_WHILE_WRITING, BROKEN_MAIL["sl"]) == before
    expect(field(page, "description").locator(".kb-coach li")).not_to_have_count(before)


def test_advice_keeps_nobody_from_going_on_and_stands_once_more_above_the_button(page: Page) -> None:
    write(page, "description", BROKEN_MAIL["sl"])
    assert go_on(page) == "evidence"
    assert go_on(page) == "answers"
    expect(page.locator(".kb-answers__advice li")).not_to_have_count(0)
    page.locator(".kb-answers__advice a").click()
    expect(page.locator("#f-description")).to_be_focused()


def test_password_is_noticed_and_not_sent_without_a_second_yes(page: Page, intake: Running) -> None:
    write(page, "description", CONFIDENTIAL)
    expect(field(page, "description").locator(".kb-coach__warning")).to_be_visible()
    go_on(page)
    assert go_on(page) == "answers"
    expect(page.locator(".kb-confidential")).to_be_visible()
    go_on(page)
    assert place(page) == "answers"
    expect(page.locator(".kb-errors")).to_be_focused()
    page.locator("#f-secrets_confirmed").check()
    go_on(page)
    assert sent_number(page)


def test_password_that_is_deleted_needs_no_second_yes(page: Page) -> None:
    write(page, "description", CONFIDENTIAL)
    go_on(page)
    go_on(page)
    page.locator(".kb-summary__row", has_text="geslo").locator("a").click()
    write(page, "description", CONFIDENTIAL.partition("\n")[0])
    assert go_on(page) == "answers"
    expect(page.locator(".kb-confidential")).to_be_hidden()
    go_on(page)
    assert sent_number(page)


def test_card_number_goes_no_further(page: Page) -> None:
    write(page, "description", CARD)
    assert go_on(page) == "description"
    expect(field(page, "description").locator(".kb-error")).to_be_visible()
    write(page, "description", CARD.replace("4111 1111 1111 1111", ""))
    assert go_on(page) == "evidence"


def test_articles_turn_up_while_the_subject_is_typed(page: Page) -> None:
    requests: list[str] = []
    page.on("request", lambda request: requests.append(request.url))
    page.locator("#f-subject").fill("")
    page.locator("#f-subject").press_sequentially("prenos domene")
    link = page.locator(".kb-suggested a").first
    expect(link).to_have_attribute("href", re.compile(r"/sl/(domains|glossary)/.*\?q=prenos"))
    expect(page.locator(".kb-suggested")).to_contain_text("Vaši odgovori")
    page.locator("#f-subject").fill("")
    expect(page.locator(".kb-suggested")).to_be_hidden()


def test_mistyped_provider_is_hinted_at(new_context: NewContext, intake: Running) -> None:
    page = resumed(new_context().new_page(), intake.address, GIVEN, at="you")
    write(page, "email", "maja@gmial.com")
    page.locator("#f-email").blur()
    note = field(page, "email").locator(".kb-meant")
    expect(note).to_contain_text("maja@gmail.com")
    note.get_by_role("button").click()
    expect(page.locator("#f-email")).to_have_value("maja@gmail.com")
    expect(note).to_be_empty()


def test_mistyped_provider_can_be_mended_on_the_page_of_all_answers(new_context: NewContext, intake: Running) -> None:
    page = resumed(new_context().new_page(), intake.address, {**GIVEN, "email": "maja@siol.nte"})
    page.locator(".kb-reply").get_by_role("button").click()
    expect(page.locator(".kb-reply__address")).to_have_text("maja@siol.net")
    go_on(page)
    expect(page.locator(".kb-receipt")).to_contain_text("maja@siol.net")
