"""Terms explain themselves: pointer, keyboard, touch, no JavaScript (WCAG 1.4.13, 2.1.1, 2.5.8)."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from tests.browser.axe import axe_findings
from tests.browser.conftest import NewContext, OpenTab
from tests.browser.listening import listen, settle
from tests.browser.places import LOCALES, REGIONS, Reader
from tests.browser.test_axe import objections

ARTICLE = "{}sl/domains/transfer-in/"


@pytest.fixture
def article(open_tab: OpenTab, site_url: str) -> Page:
    page = open_tab().page
    page.goto(ARTICLE.format(site_url))
    settle(page)
    page.mouse.move(0, 0)
    return page


@pytest.fixture
def phone(browser: Browser, site_url: str) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": 360, "height": 640}, has_touch=True, is_mobile=True)
    listen(context)
    page = context.new_page()
    page.goto(ARTICLE.format(site_url))
    settle(page)
    yield page
    context.close()


def tip(page: Page) -> Locator:
    return page.locator("#kb-term-tip")


def term(page: Page, name: str = "transfer") -> Locator:
    return page.locator(f"a[data-term='glossary/{name}']").first


def test_definition_shows_while_a_term_is_pointed_at(article: Page) -> None:
    expect(tip(article)).to_be_hidden()
    term(article).hover()
    expect(tip(article)).to_be_visible()
    expect(tip(article)).to_contain_text("Domena se preseli")
    expect(term(article)).to_have_attribute("aria-describedby", "kb-term-tip")
    article.mouse.move(0, 0)
    expect(tip(article)).to_be_hidden()
    assert term(article).get_attribute("aria-describedby") is None


def test_pointer_may_go_onto_the_definition(article: Page) -> None:
    term(article).hover()
    expect(tip(article)).to_be_visible()
    tip(article).hover()
    article.wait_for_timeout(600)  # twice as long as it takes to close
    expect(tip(article)).to_be_visible()


def test_escape_closes_without_moving_pointer_or_focus(article: Page) -> None:
    term(article).hover()
    expect(tip(article)).to_be_visible()
    article.keyboard.press("Escape")
    expect(tip(article)).to_be_hidden()
    term(article).focus()
    article.keyboard.press("Shift+Tab")
    article.keyboard.press("Tab")
    expect(tip(article)).to_be_visible()
    article.keyboard.press("Escape")
    expect(tip(article)).to_be_hidden()
    expect(term(article)).to_be_focused()


def test_keyboard_opens_and_enter_follows(article: Page, site_url: str) -> None:
    term(article).focus()
    article.keyboard.press("Shift+Tab")
    article.keyboard.press("Tab")
    expect(term(article)).to_be_focused()
    expect(tip(article)).to_be_visible()
    expect(tip(article).locator(".kb-term-tip__hint")).to_be_hidden()
    article.keyboard.press("Enter")
    article.wait_for_url(f"{site_url}sl/glossary/transfer/")


def test_leaving_the_focus_closes(article: Page) -> None:
    term(article).focus()
    article.keyboard.press("Shift+Tab")
    article.keyboard.press("Tab")
    expect(tip(article)).to_be_visible()
    article.keyboard.press("Shift+Tab")
    expect(tip(article)).not_to_contain_text("Domena se preseli")
    assert term(article).get_attribute("aria-describedby") is None


def test_click_of_a_mouse_follows_at_once(article: Page, site_url: str) -> None:
    term(article).click()
    article.wait_for_url(f"{site_url}sl/glossary/transfer/")


def test_first_tap_shows_and_second_follows(phone: Page, site_url: str) -> None:
    term(phone).tap()
    expect(tip(phone)).to_be_visible()
    expect(tip(phone)).to_contain_text("Tapnite še enkrat")
    assert phone.url == ARTICLE.format(site_url)
    term(phone).tap()
    phone.wait_for_url(f"{site_url}sl/glossary/transfer/")


def test_tap_elsewhere_closes(phone: Page) -> None:
    term(phone).tap()
    expect(tip(phone)).to_be_visible()
    phone.locator("h1").tap()
    expect(tip(phone)).to_be_hidden()


def test_tap_on_another_term_shows_that_one(phone: Page) -> None:
    term(phone).tap()
    expect(tip(phone)).to_contain_text("Domena se preseli")
    other = phone.locator(".kb-content a[data-term]").last
    other.tap()
    expect(tip(phone)).to_be_visible()
    expect(other).to_have_attribute("aria-describedby", "kb-term-tip")


@pytest.mark.parametrize("width", [320, 1280])
def test_definition_stays_within_the_window(open_tab: OpenTab, site_url: str, width: int) -> None:
    page = open_tab(Reader(width=width)).page
    page.goto(ARTICLE.format(site_url))
    settle(page)
    for link in page.locator("a[data-term]").all()[:12]:
        link.hover()
        expect(link).to_have_attribute("aria-describedby", "kb-term-tip")
        box, line = tip(page).bounding_box(), link.bounding_box()
        assert box
        assert line
        assert 0 <= box["x"] <= box["x"] + box["width"] <= width
        page.keyboard.press("Escape")
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_terms_are_plain_links_without_javascript(new_context: NewContext, site_url: str) -> None:
    page = new_context(Reader(has_scripts=False)).new_page()
    page.goto(ARTICLE.format(site_url))
    assert term(page).get_attribute("title") is None
    assert tip(page).count() == 0
    term(page).click()
    page.wait_for_url(f"{site_url}sl/glossary/transfer/")


def test_definition_comes_from_the_page_itself(open_tab: OpenTab, site_url: str) -> None:
    tab = open_tab()
    tab.page.goto(ARTICLE.format(site_url))
    settle(tab.page)
    asked: list[str] = []
    tab.page.on("request", lambda request: asked.append(request.url))
    term(tab.page).hover()
    expect(tip(tab.page)).to_be_visible()
    assert asked == []
    assert tab.noise == []


@pytest.mark.parametrize("tag", LOCALES)
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_objects_to_nothing_while_a_definition_shows(
    open_tab: OpenTab, site_url: str, axe_source: str, scheme: str, tag: str
) -> None:
    page = open_tab(Reader(REGIONS[tag], scheme="dark" if scheme == "dark" else "light", may_inject=True)).page
    page.goto(f"{site_url}{tag}/domains/transfer-in/")
    settle(page)
    term(page).hover()
    expect(tip(page)).to_be_visible()
    # axe judges no contrast above words that it would have to take apart: leave the definition alone on the page.
    page.evaluate("document.querySelector('.kb-page').style.visibility = 'hidden'")
    assert objections(axe_findings(page, axe_source, within="#kb-term-tip")) == []
    page.evaluate("document.querySelector('.kb-page').style.visibility = ''")
    page.keyboard.press("Escape")
    assert objections(axe_findings(page, axe_source, within=".kb-content a[data-term]")) == []


@pytest.mark.parametrize("tag", LOCALES)
def test_letters_of_the_glossary_lead_to_their_terms(open_tab: OpenTab, site_url: str, tag: str) -> None:
    page = open_tab(Reader(REGIONS[tag])).page
    page.goto(f"{site_url}{tag}/glossary/")
    settle(page)
    last = page.locator(".kb-letters__list a").last
    letter = last.inner_text()
    last.click()
    expect(page.locator(".kb-letter__title:target")).to_have_text(letter)
