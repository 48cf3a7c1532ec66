"""The whole ticket form by keyboard alone."""

from __future__ import annotations

from playwright.sync_api import Page, expect

from tests.browser.conftest import NewContext
from tests.browser.filling import Given, opened, place, sent_number
from tests.browser.test_forms_branches import BRANCHES, CHECKS
from tests.intake.conftest import Running

GIVEN: Given = {**CHECKS, **BRANCHES["mail of several addresses"][0]}
_FOCUS = """() => {
  const { id, name, type, value, tagName, className } = document.activeElement;
  return { id, name: name ?? "", type: type ?? "", value: value ?? "", tag: tagName, className };
}"""
_MOST_KEYS = 60


def test_ticket_is_filled_in_and_sent_by_keyboard_alone(new_context: NewContext, intake: Running) -> None:
    page = opened(new_context().new_page(), f"{intake.address}sl/ticket/")
    page.locator("#step-before .kb-step__title").focus()
    for _ in range(20):
        if place(page) == "answers":
            break
        before = place(page)
        _answer_step(page)
        expect(page.locator("[data-kb=form]")).not_to_have_attribute("data-place", before)
        expect(page.locator(".kb-step:visible .kb-step__title, .kb-answers .kb-step__title").first).to_be_focused()
    _tab_to(page, "kb-button--send")
    page.keyboard.press("Enter")
    assert sent_number(page)


def _answer_step(page: Page) -> None:
    """Go from control to control, answer, and press the button at the end."""
    done: set[str] = set()
    for _ in range(_MOST_KEYS):
        page.keyboard.press("Tab")
        focused = page.evaluate(_FOCUS)
        if "kb-button--send" in focused["className"]:
            page.keyboard.press("Enter")
            return
        name = focused["name"]
        if name not in GIVEN or name in done:
            continue
        done.add(name)
        value = GIVEN[name]
        assert isinstance(value, str)
        if focused["type"] == "radio":
            _choose(page, value)
        else:
            page.keyboard.insert_text(value)
    raise AssertionError(f"the button was not reached at {place(page)}")


def _choose(page: Page, value: str) -> None:
    for _ in range(10):
        if page.evaluate(_FOCUS)["value"] == value:
            page.keyboard.press("Space")
            return
        page.keyboard.press("ArrowDown")
    raise AssertionError(f"{value} is no option")


def _tab_to(page: Page, name: str) -> None:
    for _ in range(_MOST_KEYS):
        page.keyboard.press("Tab")
        if name in page.evaluate(_FOCUS)["className"]:
            return
    raise AssertionError(f"{name} cannot be reached")
