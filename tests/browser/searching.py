"""Using the search box as a reader does."""

from __future__ import annotations

from playwright.sync_api import Locator, Page, expect

from tests.browser.listening import settle

QUERIES = {
    "el": ("μεταφορα domain", "μεταφορά domain"),
    "sl": ("prenos domene", "prenos domene"),
    "ru": ("перенос домена", "перенос домена"),
    "pl": ("transfer domeny", "transfer domeny"),
}
"""What a reader types in each locale, and the term that explains it; its article is ``domains/transfer-in``."""


def box(page: Page) -> Locator:
    """The search box."""
    return page.locator("#kb-search")


def options(page: Page) -> Locator:
    """The suggestions, the last row included."""
    return page.locator("[role=option]")


def opened(page: Page, address: str) -> Page:
    """The page, ready for its reader."""
    page.goto(address)
    settle(page)
    return page


def typed(page: Page, text: str) -> None:
    """Type into the box and wait for suggestions to it."""
    box(page).focus()
    # The code comes with the focus; letters that are typed before it are not lost, but here they are to come after it.
    expect(box(page)).to_have_role("combobox")
    page.keyboard.type(text)
    expect(options(page).last).to_contain_text(text.strip())


def active(page: Page) -> Locator:
    """The option that the box points at."""
    return page.locator(f"#{box(page).get_attribute('aria-activedescendant')}")
