"""The words of the query are marked in the article that it led to."""

from __future__ import annotations

import re
from urllib.parse import quote_plus

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import NewContext
from tests.browser.listening import settle
from tests.browser.places import LOCALES, REGIONS, Reader
from tests.browser.searching import QUERIES, opened

STEMS = {"el": "μεταφορ", "sl": "prenos", "ru": "перенос", "pl": "transfer"}


@pytest.mark.parametrize("tag", LOCALES)
def test_inflected_words_are_marked(new_context: NewContext, site_url: str, tag: str) -> None:
    query = QUERIES[tag][0]
    page = opened(
        new_context(Reader(REGIONS[tag])).new_page(), f"{site_url}{tag}/domains/transfer-in/?q={quote_plus(query)}"
    )
    marks = page.locator("main mark")
    expect(marks.first).to_be_visible()
    forms = {text.lower() for text in marks.all_inner_texts()}
    assert len([form for form in forms if STEMS[tag] in form]) >= 2
    expect(page.locator(".kb-marks")).to_contain_text(query)
    expect(page.locator(".kb-marks")).to_contain_text(str(marks.count()))


def test_marks_can_be_removed(new_context: NewContext, site_url: str) -> None:
    page = opened(new_context().new_page(), f"{site_url}sl/domains/transfer-in/?from=x&q=domena#steps")
    before = page.locator(".kb-content").inner_text()
    page.locator(".kb-marks button").click()
    expect(page.locator("mark")).to_have_count(0)
    expect(page.locator(".kb-marks")).to_have_count(0)
    assert page.url == f"{site_url}sl/domains/transfer-in/?from=x#steps"
    assert page.locator(".kb-content").inner_text() == before
    expect(page.locator("main")).to_be_focused()
    page.reload()
    settle(page)
    expect(page.locator("mark")).to_have_count(0)


def test_marks_do_not_move_the_heading_that_was_jumped_to(new_context: NewContext, site_url: str) -> None:
    page = new_context(Reader(width=360)).new_page()
    address = f"{site_url}sl/domains/transfer-in/"
    opened(page, f"{address}#how-long")
    place = page.locator("#how-long").bounding_box()
    opened(page, "about:blank")
    opened(page, f"{address}?q=domena#how-long")
    expect(page.locator("mark").first).to_be_attached()
    assert page.locator("#how-long").bounding_box() == place


def test_nothing_is_marked_or_fetched_without_a_query(new_context: NewContext, site_url: str) -> None:
    page = new_context().new_page()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    opened(page, f"{site_url}sl/domains/transfer-in/")
    expect(page.locator("mark, .kb-marks")).to_have_count(0)
    assert [url for url in asked if "/search/" in url] == []


def test_query_that_the_article_does_not_hold_leaves_no_trace(new_context: NewContext, site_url: str) -> None:
    page = opened(new_context().new_page(), f"{site_url}sl/domains/transfer-in/?q=555-666")
    expect(page.locator("mark, .kb-marks")).to_have_count(0)


def test_marked_page_without_its_index_is_simply_the_page(new_context: NewContext, site_url: str) -> None:
    page = new_context().new_page()
    page.context.route(re.compile("/search/sl/"), lambda route: route.abort())
    page.goto(f"{site_url}sl/domains/transfer-in/?q=domena")
    expect(page.locator("h1")).to_be_visible()
    expect(page.locator("mark, .kb-marks")).to_have_count(0)
