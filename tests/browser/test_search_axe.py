"""axe-core has nothing to object to in any state of the search, in either scheme."""

from __future__ import annotations

import re
from typing import Literal

import pytest
from playwright.sync_api import Page, expect

from tests.browser.axe import axe_findings
from tests.browser.conftest import NewContext
from tests.browser.places import REGIONS, Reader
from tests.browser.searching import QUERIES, box, opened, options, typed
from tests.browser.test_axe import objections

Scheme = Literal["light", "dark"]
WIDTHS = (1280, 320)
# axe cannot tell the colours of a text that is cut off, nor of one that lies over several other elements.
_JUDGEABLE = """.kb .kb-option__text { display: block; }
.kb :is(.kb-home, .kb-examples) { display: none; }
.kb .kb-hero { padding-block-end: 2000px; }"""


@pytest.fixture(params=["light", "dark"])
def scheme(request: pytest.FixtureRequest) -> Scheme:
    found: Scheme = request.param
    return found


def home(new_context: NewContext, site_url: str, scheme: Scheme, width: int, tag: str = "el") -> Page:
    """A home page that lets tests inject axe."""
    context = new_context(Reader(REGIONS[tag], scheme=scheme, width=width, may_inject=True))
    return opened(context.new_page(), f"{site_url}{tag}/")


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("tag", ["el", "sl"])
def test_open_popup(
    new_context: NewContext, site_url: str, axe_source: str, scheme: Scheme, width: int, tag: str
) -> None:
    page = home(new_context, site_url, scheme, width, tag)
    typed(page, QUERIES[tag][0])
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    page.add_style_tag(content=_JUDGEABLE)
    page.set_viewport_size({"width": width, "height": 2400})
    assert objections(axe_findings(page, axe_source, within="form.kb-search")) == []
    expect(page.locator(".kb-search__hint")).to_be_visible(visible=width > 640)


@pytest.mark.parametrize("width", WIDTHS)
def test_nothing_found(new_context: NewContext, site_url: str, axe_source: str, scheme: Scheme, width: int) -> None:
    page = home(new_context, site_url, scheme, width)
    typed_in_vain(page, "555-666")
    assert objections(axe_findings(page, axe_source, within="form.kb-search")) == []


@pytest.mark.parametrize("width", WIDTHS)
def test_files_missing(new_context: NewContext, site_url: str, axe_source: str, scheme: Scheme, width: int) -> None:
    page = home(new_context, site_url, scheme, width)
    page.context.route(re.compile("/search/el/"), lambda route: route.abort())
    box(page).focus()
    expect(box(page)).to_have_role("combobox")
    page.keyboard.type("domain")
    expect(page.locator(".kb-search__popup button")).to_be_visible()
    assert objections(axe_findings(page, axe_source, within="form.kb-search")) == []


def test_phone_before_a_query(new_context: NewContext, site_url: str, axe_source: str, scheme: Scheme) -> None:
    page = home(new_context, site_url, scheme, 320)
    box(page).click()
    expect(page.locator(".kb-search__how")).to_be_visible()
    assert objections(axe_findings(page, axe_source, within="form.kb-search")) == []


@pytest.mark.parametrize("query", ["?q=555-666", ""])
def test_page_of_results_without_results(
    new_context: NewContext, site_url: str, axe_source: str, scheme: Scheme, query: str
) -> None:
    page = home(new_context, site_url, scheme, 320)
    opened(page, f"{site_url}el/search/{query}")
    assert objections(axe_findings(page, axe_source)) == []


def test_bar_below_a_marked_article(new_context: NewContext, site_url: str, axe_source: str, scheme: Scheme) -> None:
    page = home(new_context, site_url, scheme, 320)
    opened(page, f"{site_url}el/domains/transfer-in/?q=domain")
    expect(page.locator(".kb-marks")).to_be_visible()
    assert objections(axe_findings(page, axe_source, within=".kb-marks")) == []


def typed_in_vain(page: Page, text: str) -> None:
    """Type what nothing is found for."""
    box(page).focus()
    expect(box(page)).to_have_role("combobox")
    page.keyboard.type(text)
    expect(page.locator(".kb-search__popup[data-state=none]")).to_be_visible()
    expect(options(page).last).to_have_attribute("href", re.compile(r"/ticket/\?q="))
