"""axe-core has nothing to object to on any step, with errors, notes and panels; nothing scrolls sideways on a phone."""

from __future__ import annotations

import re
from typing import Literal

import pytest
from playwright.sync_api import Page, expect

from tests.browser.axe import axe_findings
from tests.browser.conftest import NewContext
from tests.browser.filling import Given, field, go_on, opened, resumed, walk, write
from tests.browser.places import REGIONS, Reader
from tests.browser.test_axe import objections
from tests.browser.test_forms_branches import BRANCHES, CHECKS
from tests.browser.test_narrow import SMALL, WIDE
from tests.intake.conftest import Running

Scheme = Literal["light", "dark"]
GIVEN: Given = {**CHECKS, **BRANCHES["mail of several addresses"][0]}


class Judge:
    """Looks at a page at many moments; what it found is asserted once."""

    def __init__(self, page: Page, source: str) -> None:
        self.page = page
        self.source = source
        self.faults: list[str] = []

    def __call__(self, moment: str) -> None:
        # A note that is about to come would be judged half-way, and what lies below the sticky header not at all.
        self.page.wait_for_timeout(400)
        self.page.evaluate("scrollTo(0, 0)")
        found = objections(axe_findings(self.page, self.source, within="main"))
        found += [f"too wide: {line}" for line in self.page.evaluate(WIDE)]
        found += [f"too small: {line}" for line in self.page.evaluate(SMALL)]
        self.faults += [f"{moment}: {fault}" for fault in found]


@pytest.mark.sample(3)
@pytest.mark.parametrize(("scheme", "width", "tag"), [("light", 1280, "sl"), ("dark", 320, "el")])
@pytest.mark.parametrize("branch", ["mail of several addresses", "domain: transfer_in", "third party", "backup"])
def test_every_step_is_accessible_empty_with_errors_and_filled_in(
    new_context: NewContext, intake: Running, axe_source: str, scheme: Scheme, width: int, tag: str, branch: str
) -> None:
    reader = Reader(REGIONS[tag], scheme=scheme, width=width, may_inject=True)
    page = opened(new_context(reader).new_page(), f"{intake.address}{tag}/ticket/")
    judge = Judge(page, axe_source)

    def look(step: str) -> None:
        judge(f"{step}, filled in")

    given = {**CHECKS, **BRANCHES[branch][0]}
    steps = walk(page, given, at_step=look)
    judge("answers")
    page.evaluate("localStorage.clear()")
    assert judge.faults == []
    assert len(steps) > 8


@pytest.mark.parametrize(("scheme", "width"), [("light", 1280), ("dark", 320)])
def test_errors_notes_and_panels_are_accessible(
    new_context: NewContext, intake: Running, axe_source: str, scheme: Scheme, width: int
) -> None:
    page = new_context(Reader(REGIONS["sl"], scheme=scheme, width=width, may_inject=True)).new_page()
    judge = Judge(page, axe_source)
    opened(page, f"{intake.address}sl/ticket/")
    go_on(page)
    judge("error of a choice")
    resumed(page, intake.address, {name: value for name, value in GIVEN.items() if name != "domain"})
    go_on(page)
    judge("error of a group")
    page.evaluate("localStorage.clear()")
    page.goto("about:blank")
    opened(page, f"{intake.address}sl/ticket/")
    walk(page, {**GIVEN, "check_mail": "solved"}, to="solved")
    judge("solved")
    resumed(page, intake.address, GIVEN, at="description")
    write(page, "subject", "prenos domene")
    expect(page.locator(".kb-suggested")).to_be_visible()
    write(page, "description", "Moja pošta ne dela, geslo: Skrivnost.123")
    expect(field(page, "description").locator(".kb-coach__warning")).to_be_visible()
    judge("coach, warning and articles")
    go_on(page)
    go_on(page)
    go_on(page)
    judge("second yes")
    page.locator("#f-secrets_confirmed").check()
    page.route(re.compile("/v1/tickets$"), lambda route: route.abort(), times=1)
    go_on(page)
    expect(page.locator(".kb-fault")).to_be_visible()
    judge("not sent")
    page.locator(".kb-draft button").click()
    judge("delete?")
    page.locator(".kb-fault button").first.click()
    expect(page.locator(".kb-receipt")).to_be_visible()
    judge("sent")
    assert judge.faults == []


def test_contact_form_is_accessible(new_context: NewContext, intake: Running, axe_source: str) -> None:
    page = new_context(Reader(REGIONS["el"], width=320, may_inject=True)).new_page()
    judge = Judge(page, axe_source)
    opened(page, f"{intake.address}el/contact/")
    page.locator(".kb-button--send").click()
    expect(page.locator(".kb-errors")).to_be_focused()
    judge("errors")
    write(page, "email", "maja@example.com")
    write(page, "message", "Ο κωδικός μου είναι: Skrivnost.123")
    judge("filled in")
    assert judge.faults == []


@pytest.mark.parametrize("has_errors", [False, True])
def test_pages_without_scripts_are_accessible(
    new_context: NewContext, intake: Running, axe_source: str, has_errors: bool
) -> None:
    # axe is a script itself: the page's own ones are kept from coming instead.
    page = new_context(Reader(REGIONS["sl"], may_inject=True)).new_page()
    page.route(re.compile("/assets/javascripts/"), lambda route: route.abort())
    page.goto(f"{intake.address}sl/ticket/")
    if has_errors:
        page.locator(".kb-button--send").click()
        expect(page.locator(".kb-errors")).to_be_visible()
    judge = Judge(page, axe_source)
    judge("plain")
    assert judge.faults == []
