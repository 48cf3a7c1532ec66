"""A site below ``/help/`` of its server."""

from __future__ import annotations

import re

import pytest

from tests.browser.conftest import NewContext, OpenTab
from tests.browser.listening import settle
from tests.browser.places import REAL_KINDS, Reader, Sites
from tests.browser.searching import opened, options, typed
from tests.browser.test_languages import switch


@pytest.mark.parametrize("kind", REAL_KINDS)
def test_page_in_a_subfolder_is_quiet(open_tab: OpenTab, subfolder_url: str, kind: str) -> None:
    tab = open_tab(Reader())
    tab.page.goto(Sites(subfolder_url, "").address(kind, "sl"))
    violations = settle(tab.page)
    assert tab.noise + violations == []
    leaving = "[...document.links].map((link) => link.href).filter((href) => href.startsWith(origin))"
    assert [link for link in tab.page.evaluate(leaving) if not link.startswith(subfolder_url)] == []


def test_chooser_of_a_subfolder_opens_its_locale(new_context: NewContext, subfolder_url: str) -> None:
    page = new_context().new_page()
    page.goto(subfolder_url)
    page.wait_for_url(f"{subfolder_url}sl/")
    switch(page, "pl")
    assert page.url == f"{subfolder_url}pl/"


def test_search_in_a_subfolder_leads_into_it(new_context: NewContext, subfolder_url: str) -> None:
    page = opened(new_context().new_page(), f"{subfolder_url}sl/domains/transfer-in/")
    typed(page, "prenos domene")
    hrefs = [option.get_attribute("href") or "" for option in options(page).all()]
    assert [href for href in hrefs if not href.startswith(f"{subfolder_url}sl/")] == []


def test_lost_in_a_subfolder_one_finds_home(new_context: NewContext, subfolder_url: str) -> None:
    page = new_context().new_page()
    page.goto(f"{subfolder_url}sl/no/such/article/")
    settle(page)
    page.locator("section[data-locale=sl] a").first.click()
    page.wait_for_url(re.compile(r"/help/sl/$"))
    assert page.url == f"{subfolder_url}sl/"
