"""Readers get their language: by the switch, on the chooser, on ``/go/`` pages, and where nothing was found."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import NewContext
from tests.browser.listening import settle
from tests.browser.places import LOCALES, REGIONS, Reader, Sites


def switch(page: Page, tag: str) -> None:
    """Choose a language as a reader does, once the page is ready to remember it."""
    settle(page)
    page.locator("details.kb-menu summary").click()
    page.locator(f".kb-menu a[hreflang={tag}]").click()
    page.wait_for_url(re.compile(f"/{tag}/"))


@pytest.mark.parametrize("path", ["", "domains/", "hosting/site-down/", "glossary/authinfo/", "ticket/", "contact/"])
def test_switch_stays_on_the_page(new_context: NewContext, site_url: str, path: str) -> None:
    page = new_context().new_page()
    page.goto(f"{site_url}sl/{path}")
    for tag in ("el", "ru", "pl", "sl"):
        switch(page, tag)
        assert page.url == f"{site_url}{tag}/{path}"
        expect(page.locator(".kb-menu a[aria-current]")).to_have_attribute("hreflang", tag)


def test_switch_works_without_scripts(new_context: NewContext, site_url: str) -> None:
    page = new_context(Reader(has_scripts=False)).new_page()
    page.goto(f"{site_url}sl/hosting/site-down/")
    page.locator("details.kb-menu summary").click()
    page.locator(".kb-menu a[hreflang=pl]").click()
    page.wait_for_url(f"{site_url}pl/hosting/site-down/")


def test_switch_says_what_is_not_translated(new_context: NewContext, special_url: str) -> None:
    page = new_context().new_page()
    page.goto(f"{special_url}sl/email/mail-down/")
    expect(page.locator(".kb-menu__note")).to_have_count(1)
    expect(page.locator(".kb-menu li:has(.kb-menu__note) a")).to_have_attribute("hreflang", "el")


@pytest.mark.parametrize("tag", LOCALES)
def test_fallback_text_is_marked_as_another_language(new_context: NewContext, sites: Sites, tag: str) -> None:
    page = new_context(Reader(REGIONS[tag])).new_page()
    page.goto(sites.address("fallback", tag))
    body = page.locator(".kb-content")
    text_locale = body.get_attribute("lang")
    assert text_locale in set(LOCALES) - {tag}
    expect(page.locator("h1")).to_have_attribute("lang", text_locale)
    expect(page.locator("main .kb-fallback")).to_be_visible()
    original = page.locator(f".kb-fallback a[hreflang={text_locale}]")
    original.click()
    page.wait_for_url(re.compile(f"/{text_locale}/"))
    expect(page.locator(".kb-fallback")).to_have_count(0)


@pytest.mark.parametrize(
    ("browser_locale", "tag"),
    [("el-GR", "el"), ("sl", "sl"), ("ru-RU", "ru"), ("pl-PL", "pl"), ("pl", "pl")],
)
def test_chooser_opens_the_browsers_language(
    new_context: NewContext, site_url: str, browser_locale: str, tag: str
) -> None:
    page = new_context(Reader(browser_locale)).new_page()
    page.goto(site_url)
    page.wait_for_url(f"{site_url}{tag}/")


def test_chooser_waits_for_a_reader_of_another_language(new_context: NewContext, site_url: str) -> None:
    page = new_context(Reader("ja-JP")).new_page()
    page.goto(site_url)
    settle(page)
    assert page.url == site_url
    expect(page.locator("main a")).to_have_count(4)


@pytest.mark.parametrize("path", ["?choose", "go/hosting/site-down/?choose"])
def test_chooser_waits_when_asked_for(new_context: NewContext, site_url: str, path: str) -> None:
    page = new_context().new_page()
    page.goto(site_url + path)
    settle(page)
    assert page.url == site_url + path


def test_chooser_remembers_the_switch(new_context: NewContext, site_url: str) -> None:
    page = new_context(Reader("el-GR")).new_page()
    page.goto(site_url)
    page.wait_for_url(f"{site_url}el/")
    switch(page, "sl")
    page.goto(site_url)
    page.wait_for_url(f"{site_url}sl/")


def test_chooser_remembers_its_own_links(new_context: NewContext, site_url: str) -> None:
    page = new_context(Reader("el-GR")).new_page()
    page.goto(site_url + "?choose")
    settle(page)
    page.locator("main a[hreflang=ru]").click()
    page.wait_for_url(f"{site_url}ru/")
    page.goto(site_url)
    page.wait_for_url(f"{site_url}ru/")


@pytest.mark.parametrize("path", ["", "go/hosting/site-down/"])
def test_back_leads_out_again(new_context: NewContext, site_url: str, path: str) -> None:
    page = new_context().new_page()
    page.goto(f"{site_url}pl/contact/")
    page.goto(site_url + path)
    page.wait_for_url(re.compile("/sl/"))
    page.go_back()
    page.wait_for_url(f"{site_url}pl/contact/")
    settle(page)
    assert page.url == f"{site_url}pl/contact/"


@pytest.mark.parametrize("path", ["", "go/hosting/site-down/"])
def test_without_scripts_four_links_stand_there(new_context: NewContext, site_url: str, path: str) -> None:
    page = new_context(Reader(has_scripts=False)).new_page()
    page.goto(site_url + path)
    rest = path.removeprefix("go/")
    assert [link.evaluate("(link) => link.href") for link in page.locator("main a").all()] == [
        f"{site_url}{tag}/{rest}" for tag in LOCALES
    ]
    for link in page.locator("main a").all():
        expect(link).to_be_visible()


@pytest.mark.parametrize("tag", LOCALES)
def test_go_opens_the_article_in_the_browsers_language(new_context: NewContext, site_url: str, tag: str) -> None:
    page = new_context(Reader(REGIONS[tag])).new_page()
    page.goto(f"{site_url}go/hosting/site-down/?from=mail#limits")
    page.wait_for_url(f"{site_url}{tag}/hosting/site-down/?from=mail#limits")


def test_go_leads_on_from_a_page_of_the_site(new_context: NewContext, site_url: str) -> None:
    page = new_context().new_page()
    page.goto(f"{site_url}pl/")
    page.evaluate("location.assign('../go/contact/')")
    page.wait_for_url(f"{site_url}sl/contact/")


@pytest.mark.parametrize("tag", LOCALES)
def test_lost_in_a_locale_its_words_are_shown(new_context: NewContext, site_url: str, tag: str) -> None:
    page = new_context(Reader("ja-JP")).new_page()
    answer = page.goto(f"{site_url}{tag}/no/such/article/")
    assert answer is not None
    assert answer.status == 404
    settle(page)
    expect(page.locator("html")).to_have_attribute("lang", tag)
    for other in LOCALES:
        expect(page.locator(f"section[data-locale={other}]")).to_be_visible(visible=other == tag)
    assert page.title() == page.locator(f"section[data-locale={tag}] h2").text_content()
    page.locator(f"section[data-locale={tag}] a").first.click()
    page.wait_for_url(f"{site_url}{tag}/")


def test_lost_outside_of_all_locales_the_readers_words_come_first(new_context: NewContext, site_url: str) -> None:
    page = new_context(Reader("ru-RU")).new_page()
    page.goto(f"{site_url}no/such/article/")
    settle(page)
    expect(page.locator("section[data-locale]").first).to_have_attribute("data-locale", "ru")
    expect(page.locator("section[data-locale]:visible")).to_have_count(4)


def test_lost_without_scripts_all_words_are_shown(new_context: NewContext, site_url: str) -> None:
    page = new_context(Reader(has_scripts=False)).new_page()
    page.goto(f"{site_url}sl/no/such/article/")
    expect(page.locator("section[data-locale]:visible")).to_have_count(4)
