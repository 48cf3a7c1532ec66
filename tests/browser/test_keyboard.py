"""A keyboard reaches everything, sees where it is, and is trapped nowhere."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import NewContext, OpenTab
from tests.browser.listening import settle
from tests.browser.places import KINDS, REGIONS, Reader, Sites

# Numbers everything that can be reached, so that a stop can be told from another.
_NUMBER = """() => {
  const all = [...document.querySelectorAll("a[href], button, summary, input, select, textarea, [tabindex='0']")];
  // Of a group of radio buttons, Tab visits the chosen one, else the first.
  const groups = Map.groupBy(all.filter(({ type }) => type === "radio"), ({ name }) => name);
  const passed = new Set([...groups.values()].flatMap((group) => {
    const one = group.find(({ checked }) => checked) ?? group[0];
    return group.filter((radio) => radio !== one);
  }));
  const reachable = all.filter(
    (element) => !passed.has(element) && element.checkVisibility({ checkVisibilityCSS: true, contentVisibilityAuto: true }),
  );
  reachable.forEach((element, place) => { element.dataset.stop = place; });
  return reachable.length;
}"""
# The ring lies outside of the element, on the nearest background around it.
_STOP = """() => {
  const element = document.activeElement;
  if (!element || element === document.body) return null;
  // The ring of an answer is around the whole answer.
  const ringed = element.closest(".kb-choice") ?? element;
  const style = getComputedStyle(ringed);
  const box = element.getBoundingClientRect();
  const onTop = document.elementFromPoint(box.x + Math.min(box.width / 2, 20), box.y + Math.min(box.height / 2, 12));
  let around = ringed.parentElement;
  while (around && /^rgba\\(.*, 0\\)$|^transparent$/.test(getComputedStyle(around).backgroundColor)) around = around.parentElement;
  return {
    stop: Number(element.dataset.stop ?? -1),
    name: element.outerHTML.slice(0, 120),
    ring: style.outlineStyle === "none" ? 0 : parseFloat(style.outlineWidth),
    colour: style.outlineColor,
    ground: around ? getComputedStyle(around).backgroundColor : "rgb(255, 255, 255)",
    isCovered: !(onTop && (element.contains(onTop) || onTop.contains(element))),
  };
}"""


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize(("scheme", "width"), [("light", 1280), ("dark", 320)])
def test_tab_visits_everything_in_order_with_a_visible_ring(
    open_tab: OpenTab, sites: Sites, scheme: Any, width: int, kind: str
) -> None:
    page = open_tab(Reader(REGIONS["el"], scheme=scheme, width=width)).page
    page.goto(sites.address(kind, "el"))
    settle(page)
    stops = tab_through(page)
    assert "kb-skip" in stops[0]["name"]
    assert [stop["stop"] for stop in stops] == list(
        range(page.evaluate("document.querySelectorAll('[data-stop]').length"))
    )
    assert [stop for stop in stops if stop["ring"] < 2] == []
    assert [stop for stop in stops if contrast(stop["colour"], stop["ground"]) < 3] == []
    assert [stop for stop in stops if stop["isCovered"]] == []


_LATE = """async () => {
  const name = performance.getEntriesByType("resource").map(({ name }) => name).find((name) => name.includes("/site/fold.js"));
  const { mount } = await import(name);
  const fold = document.createElement("details");
  fold.open = true;
  document.body.append(fold);
  mount(fold);
  return fold.open;
}"""


@pytest.mark.parametrize("width", [360, 1280])
def test_a_fold_that_was_opened_before_its_script_came_stays_open(open_tab: OpenTab, sites: Sites, width: int) -> None:
    page = open_tab(Reader(REGIONS["sl"], width=width)).page
    page.goto(sites.address("article", "sl"))
    settle(page)
    assert page.evaluate(_LATE)


def tab_through(page: Page) -> list[Mapping[str, Any]]:
    """Every stop of the Tab key until it leaves the page."""
    count: int = page.evaluate(_NUMBER)
    stops: list[Mapping[str, Any]] = []
    for _ in range(count + 5):
        page.keyboard.press("Tab")
        stop = page.evaluate(_STOP)
        if stop is None or (stops and stop["stop"] == stops[0]["stop"]):
            return stops
        stops.append(stop)
    raise AssertionError(f"Tab does not leave the page: {stops[-5:]}")


def contrast(one: str, other: str) -> float:
    """The contrast of two colours as ``getComputedStyle`` writes them.

    Source: WCAG 2.2, relative luminance and contrast ratio.
    """
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def _luminance(colour: str) -> float:
    red, green, blue = (_linear(float(part) / 255) for part in colour[colour.index("(") + 1 : -1].split(",")[:3])
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(part: float) -> float:
    return part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4


@pytest.mark.parametrize("kind", KINDS)
def test_skip_link_leads_past_the_header(open_tab: OpenTab, sites: Sites, kind: str) -> None:
    page = open_tab(Reader(width=320)).page
    page.goto(sites.address(kind, "sl"))
    settle(page)
    page.keyboard.press("Tab")
    expect(page.locator(".kb-skip")).to_be_in_viewport()
    page.keyboard.press("Enter")
    expect(page.locator("main")).to_be_focused()
    page.keyboard.press("Tab")
    inside = "document.activeElement.closest('main, footer') !== null"
    assert page.evaluate(inside), page.evaluate("document.activeElement.outerHTML")


@pytest.mark.parametrize("kind", ["home", "article", "ticket", "not-found", "fallback"])
def test_menu_opens_by_enter_and_closes_by_escape(new_context: NewContext, sites: Sites, kind: str) -> None:
    page = new_context().new_page()
    page.goto(sites.address(kind, "sl"))
    settle(page)
    menu, summary = page.locator("details.kb-menu"), page.locator("details.kb-menu summary")
    summary.focus()
    page.keyboard.press("Enter")
    expect(menu).to_have_attribute("open", "")
    page.keyboard.press("Tab")
    expect(menu.locator("a").first).to_be_focused()
    page.keyboard.press("Escape")
    expect(menu).not_to_have_attribute("open", "")
    expect(summary).to_be_focused()


def test_menu_closes_when_the_focus_leaves_it_or_on_a_click_elsewhere(new_context: NewContext, site_url: str) -> None:
    page = new_context().new_page()
    page.goto(site_url + "sl/")
    settle(page)
    menu, summary = page.locator("details.kb-menu"), page.locator("details.kb-menu summary")
    summary.click()
    menu.locator("a").last.focus()
    page.keyboard.press("Tab")
    expect(menu).not_to_have_attribute("open", "")
    summary.click()
    page.locator("h1").click()
    expect(menu).not_to_have_attribute("open", "")


@pytest.mark.parametrize("has_scripts", [True, False], ids=["scripts", "no-scripts"])
def test_folds_open_on_a_phone_by_enter(new_context: NewContext, site_url: str, has_scripts: bool) -> None:
    page = new_context(Reader(width=320, has_scripts=has_scripts)).new_page()
    page.goto(site_url + "sl/hosting/site-down/")
    for fold in page.locator("details.kb-fold").all():
        expect(fold.locator("a").first).not_to_be_visible()
        fold.locator("summary").focus()
        page.keyboard.press("Enter")
        expect(fold.locator("a").first).to_be_visible()
