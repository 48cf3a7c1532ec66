"""Filling in a form as its reader does: by field id, whatever step the field stands on."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

from playwright.sync_api import Locator, Page, expect

from tests.browser.listening import settle

Value = str | tuple[str, ...] | Path
"""A text, an option's id, several of them, or a file."""
Given = Mapping[str, Value]
"""Field id → answer."""

_MOST_STEPS = 25


def opened(page: Page, address: str) -> Page:
    """The page of a form, ready for its reader."""
    page.goto(address)
    settle(page)
    expect(page.locator("[data-kb=form]")).to_have_attribute("data-state", "ready")
    return page


def field(page: Page, name: str) -> Locator:
    """All that belongs to a field."""
    return page.locator(f"#field-{name}")


def send_button(page: Page) -> Locator:
    """Continue, or send."""
    return page.locator(".kb-button--send")


def place(page: Page) -> str:
    """The step that shows, ``answers``, ``solved`` or ``sent``."""
    return page.locator("[data-kb=form]").get_attribute("data-place") or ""


def write(page: Page, name: str, value: Value) -> None:
    """Answer one question."""
    part = field(page, name)
    kind = part.get_attribute("data-type")
    if isinstance(value, Path):
        part.locator("input[type=file]").set_input_files(value)
    elif kind in ("choice", "choices", "check", "consent"):
        for option in (value,) if isinstance(value, str) else value:
            part.locator(f"input[value='{option}']").check()
    else:
        part.locator("input, textarea").fill(str(value))


def fill_step(page: Page, given: Given) -> None:
    """Answer what shows; an answer may bring further questions up."""
    done: set[str] = set()
    while True:
        showing = page.locator(".kb-step:not([hidden]) .kb-field:not([hidden])").all()
        names = [name for part in showing if (name := part.get_attribute("data-field"))]
        todo = next((name for name in names if name in given and name not in done), None)
        if todo is None:
            return
        write(page, todo, given[todo])
        done.add(todo)


def go_on(page: Page) -> str:
    """Press Continue; the place that shows then."""
    send_button(page).click()
    return place(page)


def walk(
    page: Page, given: Given, *, to: str = "answers", at_step: Callable[[str], None] = lambda _: None
) -> list[str]:
    """Fill in the steps up to a place; the steps that were passed.

    Args:
        page: the form's page.
        given: the answers.
        to: the place at which to stop.
        at_step: called at each step once it is filled in.
    """
    passed: list[str] = []
    for _ in range(_MOST_STEPS):
        here = place(page)
        if here == to:
            return passed
        assert here not in passed, f"stuck at {here}: {page.locator('.kb-errors').all_inner_texts()}"
        fill_step(page, given)
        at_step(here)
        passed.append(here)
        go_on(page)
    raise AssertionError(f"{to} was not reached: {passed}")


_KEEP = """async ([address, answers]) => {
  const { steps } = await (await fetch(address)).json();
  const seen = steps.flatMap(({ fields }) => fields.map(({ id }) => id));
  const draft = { answers, seen, files: [], submission: crypto.randomUUID(), tab: "test", saved: Date.now() };
  localStorage.setItem("kb.draft.ticket", JSON.stringify(draft));
}"""


def resumed(page: Page, site: str, given: Given, *, tag: str = "sl", at: str = "answers") -> Page:
    """The ticket page with a draft of these answers, without the way through all steps.

    Args:
        page: an empty tab.
        site: the address of the site.
        given: the answers, no files.
        tag: the page's locale.
        at: the place to open.
    """
    page.goto(f"{site}robots.txt")
    answers = {name: list(value) if isinstance(value, tuple) else value for name, value in given.items()}
    page.evaluate(_KEEP, [f"{site}forms/ticket.{tag}.json", answers])
    return opened(page, f"{site}{tag}/ticket/#{at if at == 'answers' else f'step-{at}'}")


def sent_number(page: Page) -> str:
    """The number on the receipt."""
    number = page.locator(".kb-receipt__number")
    expect(number).to_be_visible()
    return number.inner_text()
