"""Small windows and big fingers: nothing scrolls sideways, targets are 24 px."""

from __future__ import annotations

import pytest

from tests.browser.conftest import NewContext, OpenTab
from tests.browser.listening import settle
from tests.browser.places import KINDS, LOCALES, REGIONS, Reader, Sites

# Elements that reach past the window, unless something around them scrolls by itself or cuts them off.
WIDE = """() => {
  const excess = document.documentElement.scrollWidth - innerWidth;
  if (excess <= 0) return [];
  const wide = [...document.body.querySelectorAll("*")].filter((element) => element.getBoundingClientRect().right > innerWidth + 1);
  return [`${excess} px`, ...wide.slice(-3).map((element) => element.outerHTML.slice(0, 120))];
}"""
# SC 2.5.8 excepts links in sentences: those with text beside them in the same block.
SMALL = """() => {
  const isInSentence = (element) => {
    if (getComputedStyle(element).display !== "inline") return false;
    let block = element.parentElement;
    while (getComputedStyle(block).display === "inline") block = block.parentElement;
    return block.textContent.trim().length > element.textContent.trim().length;
  };
  return [...document.querySelectorAll("a[href], button, summary, input, [role=button]")]
    .filter((element) => element.checkVisibility({ checkVisibilityCSS: true, contentVisibilityAuto: true }))
    .filter((element) => !element.matches(".kb-skip") && !isInSentence(element))
    .map((element) => ({ element, box: element.getBoundingClientRect() }))
    .filter(({ box }) => box.width < 24 || box.height < 24)
    .map(({ element, box }) => `${Math.round(box.width)}×${Math.round(box.height)} ${element.outerHTML.slice(0, 120)}`);
}"""
# SC 1.4.12: what readers may set, and nothing may be lost.
_SPACING = """* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important; }
p { margin-block-end: 2em !important; }"""


@pytest.mark.parametrize("tag", LOCALES)
@pytest.mark.parametrize("kind", KINDS)
def test_nothing_scrolls_sideways_at_320_px(open_tab: OpenTab, sites: Sites, kind: str, tag: str) -> None:
    page = open_tab(Reader(REGIONS[tag], width=320)).page
    page.goto(sites.address(kind, tag))
    settle(page)
    assert page.evaluate(WIDE) == []
    page.evaluate("for (const fold of document.querySelectorAll('details')) fold.open = true")
    assert page.evaluate(WIDE) == []


@pytest.mark.parametrize("kind", KINDS)
def test_nothing_scrolls_sideways_at_320_px_with_wider_text_spacing(open_tab: OpenTab, sites: Sites, kind: str) -> None:
    page = open_tab(Reader(REGIONS["el"], width=320, may_inject=True)).page
    page.goto(sites.address(kind, "el"))
    page.add_style_tag(content=_SPACING)
    assert page.evaluate(WIDE) == []


@pytest.mark.parametrize("width", [320, 1280])
@pytest.mark.parametrize("kind", KINDS)
def test_targets_outside_sentences_are_24_px(open_tab: OpenTab, sites: Sites, kind: str, width: int) -> None:
    page = open_tab(Reader(width=width)).page
    page.goto(sites.address(kind, "sl"))
    settle(page)
    page.evaluate("for (const fold of document.querySelectorAll('details')) fold.open = true")
    assert page.evaluate(SMALL) == []


def test_wide_table_scrolls_by_the_keyboard(new_context: NewContext, special_url: str) -> None:
    page = new_context(Reader(width=320)).new_page()
    page.goto(special_url + "sl/hosting/kitchen-sink/")
    settle(page)
    table = page.locator("table").first
    table.focus()
    page.keyboard.press("ArrowRight")
    page.wait_for_function("() => document.querySelector('table').scrollLeft > 0")
