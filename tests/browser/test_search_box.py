"""The search box: suggestions while one types, chosen by keyboard, mouse or finger."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import NewContext
from tests.browser.places import LOCALES, REGIONS, Reader
from tests.browser.searching import QUERIES, active, box, opened, options, typed


@pytest.fixture
def home(new_context: NewContext, site_url: str) -> Page:
    """The Slovene home page."""
    return opened(new_context().new_page(), f"{site_url}sl/")


@pytest.mark.parametrize("tag", LOCALES)
@pytest.mark.parametrize("path", ["", "hosting/site-down/"])
def test_typing_suggests_articles_with_marked_words(
    new_context: NewContext, site_url: str, path: str, tag: str
) -> None:
    page = opened(new_context(Reader(REGIONS[tag])).new_page(), f"{site_url}{tag}/{path}")
    query, _ = QUERIES[tag]
    typed(page, query)
    expect(box(page)).to_have_attribute("aria-expanded", "true")
    assert 2 <= options(page).count() <= 7
    hrefs = [option.get_attribute("href") or "" for option in options(page).all()]
    assert any(f"{site_url}{tag}/domains/transfer-in/?q=" in href for href in hrefs)
    assert hrefs[-1].startswith(f"{site_url}{tag}/search/?q=")
    expect(page.locator("[role=option] mark").first).to_be_visible()


@pytest.mark.parametrize("tag", LOCALES)
def test_term_is_explained_first(new_context: NewContext, site_url: str, tag: str) -> None:
    page = opened(new_context(Reader(REGIONS[tag])).new_page(), f"{site_url}{tag}/")
    query, term = QUERIES[tag]
    typed(page, query)
    expect(page.locator(".kb-option--term")).to_have_count(1)
    expect(options(page).first.locator(".kb-option__title")).to_have_text(term)
    hrefs = [(option.get_attribute("href") or "").split("?")[0] for option in options(page).all()]
    assert len(hrefs) == len(set(hrefs))


def test_arrows_walk_through_the_options_and_back_into_the_box(home: Page) -> None:
    typed(home, "prenos domene")
    count = options(home).count()
    for place in range(count):
        home.keyboard.press("ArrowDown")
        expect(active(home)).to_have_attribute("aria-selected", "true")
        expect(options(home).nth(place)).to_have_attribute("aria-selected", "true")
        expect(home.locator("[aria-selected=true]")).to_have_count(1)
    home.keyboard.press("ArrowDown")
    expect(box(home)).not_to_have_attribute("aria-activedescendant", re.compile("."))
    home.keyboard.press("ArrowUp")
    expect(options(home).last).to_have_attribute("aria-selected", "true")
    expect(box(home)).to_be_focused()
    expect(box(home)).to_have_value("prenos domene")


def test_enter_opens_the_chosen_option(home: Page, site_url: str) -> None:
    typed(home, "koda authinfo")
    home.keyboard.press("ArrowDown")
    href = active(home).get_attribute("href")
    home.keyboard.press("Enter")
    home.wait_for_url(str(href))
    assert "?q=koda+authinfo" in home.url


def test_enter_without_an_option_goes_to_the_results(home: Page, site_url: str) -> None:
    typed(home, "prenos domene")
    home.keyboard.press("Enter")
    home.wait_for_url(f"{site_url}sl/search/?q=prenos+domene")
    expect(home.locator("h1")).to_have_text("Zadetki iskanja")


def test_escape_closes_then_clears(home: Page) -> None:
    typed(home, "prenos")
    home.keyboard.press("Escape")
    expect(home.locator(".kb-search__popup")).not_to_be_visible()
    expect(box(home)).to_have_attribute("aria-expanded", "false")
    expect(box(home)).to_have_value("prenos")
    home.keyboard.press("Escape")
    expect(box(home)).to_have_value("")
    expect(box(home)).to_be_focused()


def test_arrow_opens_again_what_escape_closed(home: Page) -> None:
    typed(home, "prenos")
    home.keyboard.press("Escape")
    home.keyboard.press("ArrowDown")
    expect(box(home)).to_have_attribute("aria-expanded", "true")
    expect(options(home).first).to_have_attribute("aria-selected", "true")


def test_home_and_end_edit_the_text(home: Page) -> None:
    typed(home, "domene")
    home.keyboard.press("ArrowDown")
    home.keyboard.press("Home")
    expect(box(home)).not_to_have_attribute("aria-activedescendant", re.compile("."))
    home.keyboard.type("prenos ")
    expect(box(home)).to_have_value("prenos domene")
    home.keyboard.press("End")
    home.keyboard.press("Backspace")
    expect(box(home)).to_have_value("prenos domen")


def test_click_opens_the_option(home: Page, site_url: str) -> None:
    typed(home, "prenos domene")
    href = options(home).nth(1).get_attribute("href")
    options(home).nth(1).click()
    home.wait_for_url(str(href))


@pytest.mark.parametrize("how", [{"button": "middle"}, {"modifiers": ["Control"]}])
def test_option_opens_beside_the_page(home: Page, how: dict[str, list[str]]) -> None:
    typed(home, "prenos domene")
    href = options(home).first.get_attribute("href")
    with home.context.expect_page() as opening:
        options(home).first.click(**how)  # type: ignore[arg-type]
    opening.value.wait_for_url(str(href))
    expect(box(home)).to_have_value("prenos domene")


def test_button_clears_the_box(home: Page) -> None:
    clear = home.locator(".kb-search__clear")
    expect(clear).not_to_be_visible()
    typed(home, "prenos")
    clear.click()
    expect(box(home)).to_have_value("")
    expect(box(home)).to_be_focused()
    expect(clear).not_to_be_visible()
    expect(home.locator(".kb-search__popup")).not_to_be_visible()


@pytest.mark.parametrize("key", ["Control+k", "Meta+k"])
def test_shortcut_leads_to_the_box_from_anywhere(home: Page, key: str) -> None:
    home.locator("main a").last.focus()
    home.keyboard.press(key)
    expect(box(home)).to_be_focused()
    expect(box(home)).to_be_in_viewport()


def test_popup_closes_when_the_focus_leaves(home: Page) -> None:
    typed(home, "prenos")
    home.locator("h1").click()
    expect(home.locator(".kb-search__popup")).not_to_be_visible()
    box(home).click()
    expect(home.locator(".kb-search__popup")).to_be_visible()
    home.locator("footer a").last.focus()
    expect(home.locator(".kb-search__popup")).not_to_be_visible()


@pytest.mark.parametrize("tag", ["el", "sl"])
def test_box_fills_the_screen_of_a_phone(new_context: NewContext, site_url: str, tag: str) -> None:
    page = opened(new_context(Reader(REGIONS[tag], width=320)).new_page(), f"{site_url}{tag}/domains/transfer-in/")
    box(page).click()
    expect(page.locator(".kb-search--open")).to_have_count(1)
    form = page.locator("form.kb-search").bounding_box()
    assert form is not None
    assert (form["x"], form["y"], form["width"], form["height"]) == (0, 0, 320, 800)
    page.keyboard.type(QUERIES[tag][0])
    expect(options(page).first).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    page.locator(".kb-search__close").click()
    expect(page.locator(".kb-search__popup")).not_to_be_visible()
    expect(page.locator("h1")).to_be_in_viewport()
    box(page).click()
    expect(page.locator(".kb-search--open")).to_have_count(1)
    page.keyboard.press("Escape")
    expect(page.locator(".kb-search--open")).to_have_count(0)
