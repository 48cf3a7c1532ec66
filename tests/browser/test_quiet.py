"""Every page type in every locale, with and without scripts: nothing is said, nothing fails, nobody else is asked."""

from __future__ import annotations

import pytest

from tests.browser.conftest import OpenTab
from tests.browser.listening import settle
from tests.browser.places import FOR_ALL_LOCALES, KINDS, LOCALES, REGIONS, Reader, Sites


@pytest.mark.parametrize("tag", LOCALES)
@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("has_scripts", [True, False], ids=["scripts", "no-scripts"])
def test_page_is_quiet_and_says_what_it_is(
    open_tab: OpenTab, sites: Sites, has_scripts: bool, kind: str, tag: str
) -> None:
    tab = open_tab(Reader(REGIONS[tag], has_scripts=has_scripts))
    address = sites.address(kind, tag)
    tab.page.goto(address)
    violations = settle(tab.page) if has_scripts else []
    assert tab.noise + violations == []
    assert tab.page.url == address
    assert tab.page.context.cookies() == []
    assert tab.page.locator("h1").count() == 1
    assert tab.page.locator("html").get_attribute("lang") == (LOCALES[0] if kind in FOR_ALL_LOCALES else tag)
    assert tab.page.title().strip()
    icon = tab.page.locator("link[rel=icon]").evaluate("(link) => link.href")
    assert tab.page.request.get(icon).ok
