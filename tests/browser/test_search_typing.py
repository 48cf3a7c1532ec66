"""What is typed, pasted or composed in the search box, when it is asked, and what is said of it."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import NewContext
from tests.browser.places import REGIONS, Reader
from tests.browser.searching import QUERIES, box, opened, options, typed


@pytest.fixture
def home(new_context: NewContext, site_url: str) -> Page:
    """The Slovene home page."""
    return opened(new_context().new_page(), f"{site_url}sl/")


@pytest.mark.parametrize(
    ("tag", "found"),
    [
        ("el", r"^Βρέθηκα.? \d+ άρθρ"),
        ("sl", r"^Najden.+ \d+ član"),
        ("ru", r"^Найден. \d+ стат"),
        ("pl", r"^Znaleziono \d+ art"),
    ],
)
def test_count_is_announced(new_context: NewContext, site_url: str, tag: str, found: str) -> None:
    page = opened(new_context(Reader(REGIONS[tag])).new_page(), f"{site_url}{tag}/")
    typed(page, QUERIES[tag][0])
    expect(page.get_by_role("status")).to_have_text(re.compile(found))


@pytest.mark.parametrize(
    ("tag", "texts"),
    [
        ("el", ["Βρέθηκε 1 άρθρο", "Βρέθηκαν 2 άρθρα", "Βρέθηκαν 3 άρθρα", "Βρέθηκαν 5 άρθρα"]),
        ("sl", ["Najden je 1 članek", "Najdena sta 2 članka", "Najdeni so 3 članki", "Najdenih je 5 člankov"]),
        ("ru", ["Найдена 1 статья", "Найдено 2 статьи", "Найдено 3 статьи", "Найдено 5 статей"]),
        ("pl", ["Znaleziono 1 artykuł", "Znaleziono 2 artykuły", "Znaleziono 3 artykuły", "Znaleziono 5 artykułów"]),
    ],
)
def test_counts_take_the_plural_of_their_language(
    new_context: NewContext, site_url: str, tag: str, texts: list[str]
) -> None:
    page = opened(new_context(Reader(REGIONS[tag])).new_page(), f"{site_url}{tag}/")
    said = """async ([address, tag]) => {
      const { counted } = await import(address);
      const { found } = JSON.parse(document.querySelector("form.kb-search script").textContent);
      return [1, 2, 3, 5].map((number) => counted(found, number, tag));
    }"""
    assert page.evaluate(said, [f"{site_url}assets/javascripts/search/messages.js", tag]) == texts


def test_short_word_is_asked_after_a_space_or_a_pause(home: Page) -> None:
    box(home).focus()
    expect(box(home)).to_have_role("combobox")
    home.keyboard.type("si")
    expect(options(home)).to_have_count(0)
    home.keyboard.type(" ")
    expect(options(home).last).to_contain_text("si")
    home.keyboard.press("Escape")
    home.keyboard.press("Escape")
    home.keyboard.type("si")
    expect(options(home).last).to_contain_text("si")


def test_pasted_text_is_asked(new_context: NewContext, site_url: str) -> None:
    context = new_context()
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    page = opened(context.new_page(), f"{site_url}sl/")
    page.evaluate("navigator.clipboard.writeText('prenos\\n domene')")
    box(page).focus()
    page.keyboard.press("Control+v")
    expect(options(page).first).to_be_visible()
    expect(page.locator("[role=option] mark").first).to_be_visible()


def test_input_method_is_left_alone_while_it_composes(home: Page, site_url: str) -> None:
    box(home).focus()
    expect(box(home)).to_have_role("combobox")
    session = home.context.new_cdp_session(home)
    session.send("Input.imeSetComposition", {"text": "prenos", "selectionStart": 6, "selectionEnd": 6})
    home.wait_for_timeout(400)
    expect(options(home)).to_have_count(0)
    box(home).dispatch_event("keydown", {"key": "Enter", "isComposing": True, "bubbles": True})
    assert home.url == f"{site_url}sl/"
    session.send("Input.insertText", {"text": "prenos"})
    expect(options(home).last).to_contain_text("prenos")
    expect(box(home)).to_have_value("prenos")


def test_older_answer_is_never_shown(home: Page) -> None:
    typed(home, "koda")
    box(home).press_sequentially(" authinfo", delay=5)
    expect(options(home).last).to_contain_text("koda authinfo")
    home.wait_for_timeout(300)
    expect(options(home).last).to_contain_text("koda authinfo")


def test_markup_in_the_query_is_text(home: Page) -> None:
    typed(home, "<img src=x onerror=alert(1)> domena")
    expect(home.locator(".kb-search__popup img")).to_have_count(0)
    expect(options(home).last).to_contain_text("<img src=x")
    home.keyboard.press("Enter")
    home.wait_for_url(re.compile(r"/sl/search/\?q=%3Cimg"))
    expect(home.locator("main img")).to_have_count(0)
    expect(box(home)).to_have_value("<img src=x onerror=alert(1)> domena")


@pytest.mark.parametrize(
    "text", ["   ", "😀 ", "\u0007\u0001domena", "a" * 10_000, "prenos " * 1_500, "”", "%", "--", '"']
)
def test_odd_text_leaves_the_box_alive(new_context: NewContext, site_url: str, text: str) -> None:
    context = new_context()
    page = opened(context.new_page(), f"{site_url}sl/")
    box(page).focus()
    expect(box(page)).to_have_role("combobox")
    page.evaluate(
        "(text) => { const box = document.querySelector('#kb-search'); box.value = text;"
        " box.dispatchEvent(new InputEvent('input', { bubbles: true })); }",
        text,
    )
    page.wait_for_timeout(200)
    expect(page.locator(".kb-search__popup[data-state=fault]")).to_have_count(0)
    box(page).fill("")
    typed(page, "prenos")
