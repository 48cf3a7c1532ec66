"""The button for light and dark."""

from __future__ import annotations

from typing import Literal

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import NewContext
from tests.browser.listening import settle
from tests.browser.places import Reader

# The ground of every frame that is drawn before the page has loaded.
_FRAMES = """window.kbGrounds = [];
const look = () => {
  if (document.body) window.kbGrounds.push(getComputedStyle(document.body).backgroundColor);
  if (window.kbGrounds.length < 20) requestAnimationFrame(look);
};
requestAnimationFrame(look);"""


def ground(page: Page) -> str:
    """The colour behind the page."""
    colour: str = page.evaluate("getComputedStyle(document.body).backgroundColor")
    return colour


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_button_goes_from_the_devices_scheme_to_light_to_dark_and_back(
    new_context: NewContext, site_url: str, scheme: Literal["light", "dark"]
) -> None:
    page = new_context(Reader(scheme=scheme)).new_page()
    page.goto(f"{site_url}sl/")
    settle(page)
    device = ground(page)
    button = page.locator("button.kb-scheme")
    names, grounds = [], []
    for _ in range(3):
        button.click()
        names.append(button.get_attribute("aria-label"))
        grounds.append(ground(page))
    light, dark, system = grounds
    assert light != dark
    assert system == device == {"light": light, "dark": dark}[scheme]
    assert len(set(names)) == 3


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_chosen_scheme_is_kept_and_no_frame_shows_another(
    new_context: NewContext, site_url: str, scheme: Literal["light", "dark"]
) -> None:
    page = new_context(Reader(scheme="dark" if scheme == "light" else "light")).new_page()
    page.goto(f"{site_url}sl/")
    settle(page)
    for _ in range(1 if scheme == "light" else 2):
        page.locator("button.kb-scheme").click()
    chosen = ground(page)
    page.add_init_script(_FRAMES)
    for path in ("sl/hosting/site-down/", "el/", "?choose"):
        page.goto(site_url + path)
        page.wait_for_function("() => window.kbGrounds.length >= 20")
        assert set(page.evaluate("window.kbGrounds")) == {chosen}


def test_colour_of_the_browsers_bar_follows_the_choice(new_context: NewContext, site_url: str) -> None:
    page = new_context().new_page()
    page.goto(f"{site_url}sl/")
    settle(page)
    page.locator("button.kb-scheme").click(click_count=2)
    for _ in range(2):
        valid = "[...document.querySelectorAll('meta[name=theme-color]')].filter((m) => matchMedia(m.media).matches)"
        assert page.evaluate(f"{valid}.map((m) => m.dataset.kbScheme)") == ["dark"]
        page.reload()


def test_button_is_not_there_without_scripts(new_context: NewContext, site_url: str) -> None:
    page = new_context(Reader(has_scripts=False, scheme="dark")).new_page()
    page.goto(f"{site_url}sl/")
    expect(page.locator("button.kb-scheme")).not_to_be_visible()
    dark = ground(page)
    page.emulate_media(color_scheme="light")
    assert ground(page) != dark
