"""The page of results: what it finds, how it says so, and what it offers when it finds nothing."""

from __future__ import annotations

import re
from urllib.parse import quote_plus

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import NewContext
from tests.browser.listening import settle
from tests.browser.places import LOCALES, REGIONS, UNTRANSLATED, Reader
from tests.browser.searching import QUERIES, box, opened, typed
from tests.browser.test_languages import switch

HEADINGS = {
    "el": "Αποτελέσματα αναζήτησης",
    "sl": "Zadetki iskanja",
    "ru": "Результаты поиска",
    "pl": "Wyniki wyszukiwania",
}
NOTHING = "555-666"


def results(page: Page, address: str, query: str) -> Page:
    """The page of results of a query."""
    return opened(page, f"{address}search/?q={quote_plus(query)}")


@pytest.mark.parametrize("tag", LOCALES)
def test_results_are_counted_marked_and_lead_to_sections(new_context: NewContext, site_url: str, tag: str) -> None:
    page = results(new_context(Reader(REGIONS[tag])).new_page(), f"{site_url}{tag}/", "authinfo")
    expect(page.locator("h1")).to_have_text(HEADINGS[tag])
    expect(page).to_have_title(re.compile(f"^authinfo – {HEADINGS[tag]}"))
    expect(box(page)).to_have_value("authinfo")
    first = page.locator(".kb-result").first
    expect(first).to_be_visible()
    count = re.search(r"\d+", page.locator("[data-kb-count]").inner_text())
    assert count is not None
    assert page.locator(".kb-result").count() == min(10, int(count[0]))
    expect(first.locator("h2 a")).to_have_attribute("href", re.compile(rf"/{tag}/.*\?q=authinfo$"))
    expect(first.locator("mark").first).to_have_text(re.compile("authinfo", re.IGNORECASE))
    expect(first.locator(".kb-result__trail")).not_to_be_empty()
    page.locator(".kb-result__sections a").first.click()
    page.wait_for_url(re.compile(rf"/{tag}/.*\?q=authinfo#[\w-]+$"))
    heading = page.locator(f"[id='{page.url.partition('#')[2]}']")
    expect(heading).to_be_in_viewport()


@pytest.mark.parametrize("tag", LOCALES)
def test_term_is_defined_above_the_results(new_context: NewContext, site_url: str, tag: str) -> None:
    query, term = QUERIES[tag]
    page = results(new_context(Reader(REGIONS[tag])).new_page(), f"{site_url}{tag}/", query)
    definition = page.locator(".kb-definition")
    expect(definition.locator("a")).to_have_text(term)
    expect(definition.locator("a")).to_have_attribute("href", re.compile(f"/{tag}/glossary/"))
    expect(definition.locator(".kb-definition__text")).not_to_be_empty()


def test_more_results_follow_and_take_the_focus(new_context: NewContext, site_url: str) -> None:
    page = results(new_context().new_page(), f"{site_url}sl/", "domena")
    more = page.locator("[data-kb-more]")
    expect(more).to_be_visible()
    before = page.locator(".kb-result").count()
    assert 9 <= before <= 10
    more.click()
    expect(page.locator(".kb-result").nth(before).locator("h2 a")).to_be_focused()
    after = page.locator(".kb-result").count()
    assert before < after <= before + 10
    page.locator(".kb-result h2 a").last.click()
    page.wait_for_url(re.compile("q=domena"))
    page.go_back()
    expect(page.locator(".kb-result")).to_have_count(after)


def test_submitting_asks_again_and_back_returns(new_context: NewContext, site_url: str) -> None:
    page = results(new_context().new_page(), f"{site_url}sl/", "authinfo")
    expect(page.locator(".kb-result").first).to_be_visible()
    first = page.locator("[data-kb-count]").inner_text()
    box(page).fill("prenos domene")
    page.keyboard.press("Enter")
    page.wait_for_url(f"{site_url}sl/search/?q=prenos+domene")
    expect(page).to_have_title(re.compile("^prenos domene – "))
    expect(page.locator(".kb-definition")).to_have_count(1)
    expect(page.locator(".kb-search__popup")).not_to_be_visible()
    page.go_back()
    expect(page.locator("[data-kb-count]")).to_have_text(first)
    expect(box(page)).to_have_value("authinfo")


def test_no_result_offers_questions_and_the_way_to_staff(new_context: NewContext, site_url: str) -> None:
    page = results(new_context().new_page(), f"{site_url}sl/", NOTHING)
    expect(page.locator("[data-kb-count]")).to_have_text(f"Za »{NOTHING}« ni zadetkov")
    expect(page.locator("[data-kb-state=none] .kb-questions a").first).to_be_visible()
    expect(page.locator(".kb-topics")).not_to_be_visible()
    page.locator(".kb-ask a").first.click()
    page.wait_for_url(f"{site_url}sl/ticket/?q={NOTHING}")


@pytest.mark.parametrize("query", ["<b>bold</b>", "<script>alert(1)</script>", "&lt;i&gt;"])
def test_markup_in_the_query_is_text(new_context: NewContext, site_url: str, query: str) -> None:
    page = results(new_context().new_page(), f"{site_url}sl/", query)
    expect(page.locator("[data-kb-count]")).not_to_be_empty()
    expect(box(page)).to_have_value(query)
    assert query in page.title()
    assert page.locator("main b, main script:not([type]), main i").count() == 0


def test_markup_in_a_title_is_text(new_context: NewContext, special_url: str) -> None:
    page = results(new_context().new_page(), f"{special_url}sl/", "everything markdown")
    link = page.locator(".kb-result h2 a[href*='kitchen-sink']")
    expect(link).to_have_text("Everything that <b>Markdown</b> &amp; can hold")
    typed(page, " hold")
    expect(page.locator(".kb-option[href*='kitchen-sink'] .kb-option__title")).to_have_text(
        "Everything that <b>Markdown</b> &amp; can hold"
    )
    assert page.locator("main b").count() == 0


@pytest.mark.parametrize(
    ("tag", "query", "read"),
    [("el", "metafora domain", "μεταφορά domain"), ("ru", "gthtyjc ljvtyf", "перенос домена")],
)
def test_page_says_what_it_read(new_context: NewContext, site_url: str, tag: str, query: str, read: str) -> None:
    page = results(new_context(Reader(REGIONS[tag])).new_page(), f"{site_url}{tag}/", query)
    expect(page.locator("[data-kb-reading] strong")).to_have_text(read)
    expect(page.locator(".kb-result h2 a").first).to_have_attribute("href", re.compile(re.escape(quote_plus(read))))
    box(page).fill("")
    typed(page, query)
    expect(page.locator(".kb-search__note strong")).to_have_text(read)
    expect(page.get_by_role("status")).to_contain_text(read)


def test_without_a_question_there_are_all_topics(new_context: NewContext, site_url: str) -> None:
    page = opened(new_context().new_page(), f"{site_url}sl/search/")
    expect(page.locator(".kb-topics")).to_be_visible()
    expect(page.locator(".kb-topic a[href='../domains/transfer-in/']")).to_be_visible()


@pytest.mark.parametrize("tag", LOCALES)
def test_without_scripts_the_box_leads_to_all_topics(new_context: NewContext, site_url: str, tag: str) -> None:
    page = new_context(Reader(REGIONS[tag], has_scripts=False)).new_page()
    page.goto(f"{site_url}{tag}/")
    box(page).fill(QUERIES[tag][0])
    box(page).press("Enter")
    page.wait_for_url(re.compile(rf"/{tag}/search/\?q="))
    expect(page.locator(".kb-topics noscript p, .kb-topics__text")).to_be_visible()
    links = page.locator(".kb-topic li a")
    assert links.count() >= 20
    page.locator(".kb-topic a[href='../domains/transfer-in/']").click()
    page.wait_for_url(f"{site_url}{tag}/domains/transfer-in/")


def test_switch_of_language_keeps_the_query(new_context: NewContext, site_url: str) -> None:
    page = results(new_context().new_page(), f"{site_url}sl/", "authinfo")
    switch(page, "pl")
    assert page.url == f"{site_url}pl/search/?q=authinfo"
    settle(page)
    expect(box(page)).to_have_value("authinfo")
    expect(page.locator(".kb-result").first).to_be_visible()


@pytest.mark.parametrize("tag", LOCALES)
def test_result_in_another_language_says_so(new_context: NewContext, special_url: str, tag: str) -> None:
    missing = UNTRANSLATED[tag]
    page = opened(new_context(Reader(REGIONS[tag])).new_page(), f"{special_url}{tag}/{missing}/")
    title = page.locator("h1").inner_text()
    language = page.locator("h1").get_attribute("lang")
    results(page, f"{special_url}{tag}/", title)
    found = page.locator(f".kb-result:has(a[href*='/{missing}/'])")
    expect(found.locator("h2 a")).to_have_attribute("lang", str(language))
    expect(found.locator(".kb-badge")).not_to_be_empty()
