"""What an article does for its reader: copying, contents, motion, paper."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import NewContext
from tests.browser.listening import settle
from tests.browser.places import FOR_ALL_LOCALES, KINDS, Reader, Sites

# Printers leave backgrounds out: what is light on dark would be lost on paper.
_PALE = """() => {
  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT, (text) =>
    text.data.trim() && text.parentElement.checkVisibility({ checkVisibilityCSS: true }) ? 1 : 3);
  const pale = [];
  while (texts.nextNode()) {
    const { color } = getComputedStyle(texts.currentNode.parentElement);
    const [red, green, blue] = color.match(/[\\d.]+/g).map(Number);
    if (0.2126 * red + 0.7152 * green + 0.0722 * blue > 120) pale.push(`${color} ${texts.currentNode.data.trim().slice(0, 50)}`);
  }
  return pale;
}"""


@pytest.fixture
def kitchen_sink(new_context: NewContext, special_url: str) -> Page:
    context = new_context()
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    page = context.new_page()
    page.goto(f"{special_url}sl/hosting/kitchen-sink/")
    settle(page)
    return page


def test_button_copies_the_code(kitchen_sink: Page) -> None:
    button = kitchen_sink.locator("pre button")
    before = button.text_content()
    button.click()
    expect(button).not_to_have_text(str(before))
    copied = kitchen_sink.evaluate("navigator.clipboard.readText()")
    assert copied.startswith("dig +short MX ")
    assert copied.endswith("\nsecond line")
    expect(button).to_have_text(str(before))


@pytest.mark.parametrize("heading", ["steps", "code", "table"])
def test_contents_mark_the_heading_that_is_read(kitchen_sink: Page, heading: str) -> None:
    kitchen_sink.evaluate("(id) => document.getElementById(id).scrollIntoView()", heading)
    marked = kitchen_sink.locator(".kb-toc a[aria-current]")
    expect(marked).to_have_count(1)
    expect(marked).to_have_attribute("href", f"#{heading}")


def test_heading_that_is_jumped_to_is_not_covered(kitchen_sink: Page) -> None:
    kitchen_sink.locator(".kb-toc a[href='#table']").click()
    on_top = """() => {
      const { x, y, height } = document.getElementById("table").getBoundingClientRect();
      return y >= 0 && document.elementFromPoint(x + 5, y + height / 2).closest("#table") !== null;
    }"""
    kitchen_sink.wait_for_function(on_top)


def test_nothing_moves_for_readers_who_do_not_want_it(kitchen_sink: Page) -> None:
    kitchen_sink.emulate_media(reduced_motion="reduce")
    moving = """() => [...document.querySelectorAll("*")].filter((element) => {
      const { transitionDuration, animationName } = getComputedStyle(element);
      return transitionDuration.split(",").some((time) => parseFloat(time) > 0.01) || animationName !== "none";
    }).map((element) => element.outerHTML.slice(0, 100))"""
    assert kitchen_sink.evaluate(moving) == []


def test_list_beside_the_page_shows_the_pages_own_place(new_context: NewContext, sites: Sites) -> None:
    page = new_context(Reader()).new_page()
    page.set_viewport_size({"width": 1280, "height": 500})
    page.goto(sites.real + "pl/glossary/transfer/")
    settle(page)
    expect(page.locator(".kb-side [aria-current]")).to_be_in_viewport()
    assert page.evaluate("scrollY") == 0


@pytest.mark.parametrize("kind", [kind for kind in KINDS if kind not in FOR_ALL_LOCALES])
def test_paper_shows_the_text_and_no_navigation(new_context: NewContext, sites: Sites, kind: str) -> None:
    page = new_context(Reader(scheme="dark")).new_page()
    page.goto(sites.address(kind, "sl"))
    settle(page)
    page.emulate_media(media="print")
    navigation = page.locator("nav, .kb-skip, .kb-header__tools, .kb-header__links, .kb-copy, .headerlink, .kb-ask")
    for part in navigation.all():
        expect(part).not_to_be_visible()
    expect(page.locator("h1")).to_be_visible()
    pale = page.evaluate(_PALE)
    assert pale == []


def test_paper_names_the_address_and_the_day(new_context: NewContext, site_url: str) -> None:
    page = new_context().new_page()
    page.goto(f"{site_url}sl/hosting/site-down/")
    page.emulate_media(media="print")
    expect(page.get_by_text("/sl/hosting/site-down/")).to_be_visible()
    expect(page.locator("time").first).to_be_visible()
