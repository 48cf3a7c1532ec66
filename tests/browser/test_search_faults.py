"""The search costs nothing before it is touched, and is never dead: files missing, damaged, workers refused, offline."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import BrowserContext, Locator, Page, Route, expect

from tests.browser.conftest import NewContext
from tests.browser.listening import settle
from tests.browser.places import LOCALES
from tests.browser.searching import box, opened, options, typed

INDEX = re.compile(r"/search/sl/")
SHARDS = re.compile(r"/search/sl/\w+/")
MESSAGES = {
    "missing": "Iskanja ni bilo mogoče naložiti",
    "damaged": "ena od njegovih datotek je poškodovana",
}
_NO_WORKERS = "delete window.Worker"


@pytest.fixture
def context(new_context: NewContext) -> BrowserContext:
    return new_context()


@pytest.mark.parametrize("path", ["", "domains/transfer-in/", "ticket/", "search/"])
@pytest.mark.parametrize("tag", LOCALES)
def test_nothing_is_fetched_before_the_box_is_touched(
    context: BrowserContext, site_url: str, tag: str, path: str
) -> None:
    page = context.new_page()
    asked: list[str] = []
    context.on("request", lambda request: asked.append(request.url))
    opened(page, f"{site_url}{tag}/{path}")
    page.mouse.wheel(0, 500)
    settle(page)
    early = [url for url in asked if "/search/" in url and url != page.url]
    if path in ("search/", "ticket/"):
        # The page of results needs its own code, the form a module or two; the engine and the index wait even here.
        early = [url for url in early if "/javascripts/" not in url or url.endswith(("/engine.js", "/worker.js"))]
    assert early == []
    with context.expect_event("request", lambda request: f"/search/{tag}/manifest.bin" in request.url):
        box(page).focus()


@pytest.mark.parametrize("files", [INDEX, SHARDS])
def test_missing_file_is_told_and_tried_again(context: BrowserContext, site_url: str, files: re.Pattern[str]) -> None:
    page = opened(context.new_page(), f"{site_url}sl/")
    context.route(files, lambda route: route.abort())
    ask(page, "prenos domene")
    expect(popup(page)).to_contain_text(MESSAGES["missing"])
    expect(popup(page).locator("a")).to_have_attribute("href", re.compile("/sl/search/$"))
    expect(page.get_by_role("status")).to_contain_text(MESSAGES["missing"])
    context.unroute(files)
    popup(page).locator("button").click()
    expect(options(page).first).to_be_visible()
    expect(box(page)).to_be_focused()


@pytest.mark.parametrize("body", [b"", b"\x00\xff" * 40, b"<!doctype html><title>404</title>"])
def test_damaged_file_is_told_and_tried_again(context: BrowserContext, site_url: str, body: bytes) -> None:
    page = opened(context.new_page(), f"{site_url}sl/")
    context.route(SHARDS, lambda route: route.fulfill(body=body))
    ask(page, "prenos domene")
    expect(popup(page)).to_contain_text(MESSAGES["damaged"])
    context.unroute(SHARDS)
    popup(page).locator("button").click()
    expect(options(page).first).to_be_visible()


def test_code_that_does_not_come_is_told_and_tried_again(context: BrowserContext, site_url: str) -> None:
    page = opened(context.new_page(), f"{site_url}sl/")
    code = re.compile(r"/javascripts/search/(worker|engine)\.js")
    context.route(code, lambda route: route.abort())
    ask(page, "prenos domene")
    expect(popup(page)).to_contain_text(MESSAGES["missing"])
    context.unroute(code)
    popup(page).locator("button").click()
    expect(options(page).first).to_be_visible()


def test_box_without_its_code_is_a_form_and_says_so(context: BrowserContext, site_url: str) -> None:
    page = opened(context.new_page(), f"{site_url}sl/")
    code = re.compile(r"/javascripts/search/")
    context.route(code, lambda route: route.abort())
    box(page).focus()
    expect(page.get_by_role("status")).to_contain_text(MESSAGES["missing"])
    expect(page.get_by_role("status")).to_be_visible()
    context.unroute(code)
    box(page).fill("prenos")
    expect(options(page).first).to_be_visible()
    expect(page.get_by_role("status")).not_to_contain_text(MESSAGES["missing"])


def test_workers_may_be_refused(context: BrowserContext, site_url: str) -> None:
    context.add_init_script(_NO_WORKERS)
    page = opened(context.new_page(), f"{site_url}sl/")
    typed(page, "prenos domene")
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile(r"/sl/search/\?q="))
    expect(page.locator(".kb-result").first).to_be_visible()


def test_search_goes_on_offline_with_what_it_has(context: BrowserContext, site_url: str) -> None:
    page = opened(context.new_page(), f"{site_url}sl/")
    typed(page, "prenos domene")
    context.set_offline(True)
    box(page).fill("")
    typed(page, "prenos domene")
    box(page).fill("")
    # At once: of letters typed one by one, the last may be asked when the network is back, and needs no second try.
    box(page).fill("račun plačilo")
    expect(popup(page)).to_contain_text(MESSAGES["missing"])
    context.set_offline(False)
    popup(page).locator("button").click()
    expect(options(page).last).to_contain_text("račun plačilo")


def test_slow_answer_is_announced(context: BrowserContext, site_url: str) -> None:
    page = opened(context.new_page(), f"{site_url}sl/")
    held: list[Route] = []
    is_slow = True
    context.route(SHARDS, lambda route: held.append(route) if is_slow else route.continue_())
    ask(page, "prenos domene")
    expect(popup(page)).to_contain_text("Iščemo")
    is_slow = False
    for route in held:
        route.continue_()
    expect(options(page).first).to_be_visible()


def test_results_that_do_not_come_are_told_beside_the_topics(context: BrowserContext, site_url: str) -> None:
    page = context.new_page()
    context.route(INDEX, lambda route: route.abort())
    page.goto(f"{site_url}sl/search/?q=domena")
    count = page.locator("[data-kb-count]")
    expect(count).to_contain_text(MESSAGES["missing"])
    expect(page.locator(".kb-topics")).to_be_visible()
    context.unroute(INDEX)
    count.locator("button").click()
    expect(page.locator(".kb-result").first).to_be_visible()
    expect(page.locator(".kb-topics")).not_to_be_visible()


def test_topics_show_when_the_code_of_the_results_does_not_come(context: BrowserContext, site_url: str) -> None:
    page = context.new_page()
    context.route(re.compile(r"/javascripts/search/"), lambda route: route.abort())
    page.goto(f"{site_url}sl/search/?q=domena")
    page.wait_for_function("() => getComputedStyle(document.querySelector('.kb-topics')).visibility === 'visible'")


def ask(page: Page, text: str) -> None:
    """Type into the box and expect nothing."""
    box(page).focus()
    expect(box(page)).to_have_role("combobox")
    page.keyboard.type(text)


def popup(page: Page) -> Locator:
    """What hangs below the box."""
    return page.locator(".kb-search__popup")
