"""The draft: kept on the device, safe over reload, closing and a second tab, without secrets, and deleted when wanted."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.browser.conftest import NewContext
from tests.browser.filling import fill_step, go_on, opened, place, sent_number, walk, write
from tests.browser.test_forms_branches import BRANCHES, CHECKS
from tests.intake.conftest import Running

GIVEN = {**CHECKS, **BRANCHES["number lost"][0], "firm_number": "12345678"}
DRAFT = "localStorage.getItem('kb.draft.ticket')"
_DAY_MS = 24 * 3_600_000


@pytest.fixture
def context(new_context: NewContext) -> BrowserContext:
    return new_context()


@pytest.fixture
def address(intake: Running) -> str:
    return f"{intake.address}sl/ticket/"


@pytest.fixture
def page(context: BrowserContext, address: str) -> Page:
    return opened(context.new_page(), address)


def kept(page: Page) -> dict[str, object]:
    """The draft once it holds something new."""
    page.wait_for_timeout(600)
    found: dict[str, object] = json.loads(page.evaluate(DRAFT) or "{}")
    return found


def test_nothing_is_kept_before_something_is_answered(page: Page) -> None:
    assert kept(page) == {}
    expect(page.locator(".kb-draft")).to_be_hidden()


def test_reload_shows_the_same_step_with_all_answers(page: Page) -> None:
    walk(page, GIVEN, to="description")
    write(page, "subject", "Napol napisano")
    page.reload()
    expect(page.locator("[data-kb=form]")).to_have_attribute("data-place", "description")
    expect(page.locator("#f-subject")).to_have_value("Napol napisano")
    expect(page.locator(".kb-draft__notice")).to_contain_text("To so vaši odgovori")
    walk(page, GIVEN)
    expect(page.locator(".kb-summary")).to_contain_text("example.com")


def test_closed_tab_is_taken_up_where_it_was_left_also_in_another_locale(
    page: Page, context: BrowserContext, intake: Running
) -> None:
    walk(page, GIVEN, to="description")
    page.close(run_before_unload=True)
    other = opened(context.new_page(), f"{intake.address}pl/ticket/")
    assert place(other) == "description"
    expect(other.locator(".kb-draft__notice")).not_to_be_empty()


def test_article_and_back_finds_the_answers(page: Page, intake: Running) -> None:
    walk(page, GIVEN, to="description")
    write(page, "subject", "prenos domene")
    page.locator(".kb-suggested a").first.click()
    page.wait_for_url("**/?q=*")
    page.go_back()
    expect(page.locator("[data-kb=form]")).to_have_attribute("data-place", "description")
    expect(page.locator("#f-subject")).to_have_value("prenos domene")


def test_secrets_and_sensitive_answers_are_not_kept(page: Page) -> None:
    walk(page, GIVEN, to="description")
    write(page, "subject", "Primer")
    write(page, "description", "Ne morem se prijaviti.\ngeslo: Skrivnost.123\nkartica 4111 1111 1111 1111")
    draft = json.dumps(kept(page), ensure_ascii=False)
    assert "Ne morem se prijaviti" in draft
    assert [secret for secret in ("Skrivnost", "4111", "12345678") if secret in draft] == []


def test_second_yes_is_not_kept(page: Page) -> None:
    walk(page, {**GIVEN, "description": "Moje geslo: Skrivnost.123 ne deluje več od včeraj zjutraj."})
    page.locator("#f-secrets_confirmed").check()
    assert "secrets_confirmed" not in json.dumps(kept(page))


def test_files_are_named_but_must_be_added_again(page: Page, tmp_path: Path) -> None:
    log = tmp_path / "dnevnik.log"
    log.write_text("550 5.1.1")
    walk(page, {**GIVEN, "files": log})
    page.reload()
    expect(page.locator(".kb-draft__notice")).to_contain_text("dnevnik.log")
    expect(page.locator(".kb-summary")).not_to_contain_text("dnevnik.log")


def test_draft_of_eight_days_ago_is_forgotten(page: Page, address: str) -> None:
    walk(page, GIVEN, to="you")
    old = kept(page)
    page.evaluate(
        "(draft) => localStorage.setItem('kb.draft.ticket', draft)",
        json.dumps({**old, "saved": int(str(old["saved"])) - 8 * _DAY_MS}),
    )
    page.goto("about:blank")
    opened(page, address)
    assert place(page) == "before"
    expect(page.locator("input:checked")).to_have_count(0)


@pytest.mark.parametrize(
    "broken", ["{", "null", "[]", '{"answers": 1}', '{"answers": {"known": {"x": 1}}, "seen": []}']
)
def test_broken_draft_is_none(page: Page, address: str, broken: str) -> None:
    page.evaluate("(draft) => localStorage.setItem('kb.draft.ticket', draft)", broken)
    opened(page, address)
    assert place(page) == "before"


def test_delete_draft_asks_once_and_empties_everything(page: Page) -> None:
    walk(page, GIVEN, to="description")
    line = page.locator(".kb-draft")
    line.get_by_role("button", name="Izbriši osnutek").click()
    expect(line.get_by_role("button", name="Ne, obdrži")).to_be_focused()
    line.get_by_role("button", name="Ne, obdrži").click()
    assert kept(page) != {}
    line.get_by_role("button", name="Izbriši osnutek").click()
    line.get_by_role("button", name="Da, izbriši").click()
    assert place(page) == "before"
    assert kept(page) == {}
    expect(page.locator("input:checked")).to_have_count(0)
    expect(page.locator(".kb-draft__notice")).to_contain_text("Osnutek je izbrisan")
    page.reload()
    expect(page.locator("[data-kb=form]")).to_have_attribute("data-place", "before")


def test_sent_ticket_leaves_no_draft(page: Page) -> None:
    walk(page, GIVEN)
    go_on(page)
    sent_number(page)
    assert kept(page) == {}


def test_second_tab_does_not_write_over_the_first(context: BrowserContext, page: Page, address: str) -> None:
    walk(page, GIVEN, to="description")
    write(page, "subject", "Prvi zavihek")
    kept(page)
    second = opened(context.new_page(), address)
    expect(second.locator("#f-subject")).to_have_value("Prvi zavihek")
    write(second, "subject", "Drugi zavihek")
    kept(second)
    notice = page.locator(".kb-draft__notice")
    expect(notice).to_contain_text("v drugem zavihku")
    write(page, "description", "To ne sme prepisati drugega zavihka.")
    assert "Drugi zavihek" in json.dumps(kept(page), ensure_ascii=False)
    notice.get_by_role("button", name="Prevzemi odgovore od tam").click()
    expect(page.locator("#f-subject")).to_have_value("Drugi zavihek")
    write(page, "subject", "Spet prvi")
    assert "Spet prvi" in json.dumps(kept(page), ensure_ascii=False)
    expect(second.locator(".kb-draft__notice")).to_contain_text("v drugem zavihku")
    second.locator(".kb-draft__notice").get_by_role("button", name="Obdrži odgovore od tukaj").click()
    assert "Drugi zavihek" in json.dumps(kept(second), ensure_ascii=False)


def test_ticket_sent_in_both_tabs_is_one(context: BrowserContext, own_intake: Running) -> None:
    first = opened(context.new_page(), f"{own_intake.address}sl/ticket/")
    walk(first, GIVEN)
    kept(first)
    second = opened(context.new_page(), f"{own_intake.address}sl/ticket/")
    assert place(second) == "answers"
    go_on(first)
    number = sent_number(first)
    expect(second.locator(".kb-draft__notice")).to_contain_text("v drugem zavihku")
    write_again = second.locator(".kb-summary__row", has_text="Davčna").locator("a")
    write_again.click()  # A sensitive answer is in no draft.
    write(second, "firm_number", GIVEN["firm_number"])
    assert go_on(second) == "answers"
    go_on(second)
    assert sent_number(second) == number
    assert len(own_intake.tickets()) == 1


def test_browser_that_keeps_nothing_says_so(context: BrowserContext, address: str) -> None:
    context.add_init_script(
        "Storage.prototype.setItem = () => { throw new DOMException('full', 'QuotaExceededError'); }"
    )
    page = opened(context.new_page(), address)
    fill_step(page, GIVEN)
    expect(page.locator(".kb-draft")).to_contain_text("osnutkov ne shranjuje")


def test_person_is_not_asked_again_on_the_other_form(page: Page, intake: Running) -> None:
    walk(page, {**GIVEN, "name": "Maja Kos"}, to="identification")
    kept(page)
    opened(page, f"{intake.address}sl/contact/")
    expect(page.locator("#f-email")).to_have_value("maja@example.com")
    expect(page.locator("#f-name")).to_have_value("Maja Kos")
