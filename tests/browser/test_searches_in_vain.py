"""Searches after which nothing was opened: told once, to a site that wants to know, without what is the reader's own."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import NewContext, _built, _copied
from tests.browser.listening import listen, settle
from tests.browser.searching import box, opened, options, typed
from tests.conftest import EPOCH
from tests.intake.conftest import Running
from tests.intake.test_feedback import searches


@pytest.fixture(scope="module")
def curious(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    """The site with its intake, which wants to know."""
    folder = _copied(tmp_path_factory.mktemp("curious"))
    config = folder / "mkdocs.yml"
    text = config.read_text(encoding="utf-8")
    config.write_text(text.replace("  - kb/forms\n", "  - kb/forms: {searches: true}\n"), encoding="utf-8")
    running = Running(folder, _built(folder, epoch=int(EPOCH)), {"KB_INTAKE_RATE_LIMITS": "off"})
    running.start()
    yield running
    running.stop()


def posts(page: Page) -> list[str]:
    """Grows by the body of each post."""
    found: list[str] = []
    page.on("request", lambda request: found.append(request.post_data or "") if request.method == "POST" else None)
    return found


def leave(page: Page, curious: Running) -> None:
    page.goto(f"{curious.address}sl/404.html")


def test_results_that_are_left_are_told_once(new_context: NewContext, curious: Running) -> None:
    page = opened(new_context().new_page(), f"{curious.address}sl/search/?q=Prenos domene primer.si ana@example.com")
    noise, sent = listen(page.context), posts(page)
    # What a page sends while it goes is heard by the service only.
    page.evaluate("dispatchEvent(new Event('pagehide'))")
    curious.wait_for(lambda: "prenos domene" in searches(curious))
    settle(page)
    assert noise == []
    leave(page, curious)
    count, results = searches(curious)["prenos domene"]
    assert count == 1
    assert results > 0
    (body,) = sent
    assert "ana" not in body
    assert "primer.si" not in body


def test_results_of_which_one_is_opened_are_not_told(new_context: NewContext, curious: Running) -> None:
    page = opened(new_context().new_page(), f"{curious.address}sl/search/?q=varnostna kopija")
    sent = posts(page)
    page.locator(".kb-result a").first.click()
    page.wait_for_url("**/?q=*")
    leave(page, curious)
    assert sent == []
    assert "varnostna kopija" not in searches(curious)


def test_suggestions_that_are_left_are_told_as_one_query(new_context: NewContext, curious: Running) -> None:
    page = opened(new_context().new_page(), f"{curious.address}sl/hosting/site-down/")
    before = searches(curious)
    typed(page, "nakazilo banka")
    settle(page)
    leave(page, curious)
    curious.wait_for(lambda: "nakazilo banka" in searches(curious))
    assert len(searches(curious)) == len(before) + 1


def test_suggestion_that_is_opened_is_not_told(new_context: NewContext, curious: Running) -> None:
    page = opened(new_context().new_page(), f"{curious.address}sl/hosting/site-down/")
    typed(page, "skrbniški naslov")
    settle(page)
    options(page).first.click()
    page.wait_for_url("**/?q=*")
    leave(page, curious)
    assert "skrbniški naslov" not in searches(curious)


def test_who_gives_up_and_writes_to_us_has_searched_in_vain(new_context: NewContext, curious: Running) -> None:
    page = opened(new_context().new_page(), f"{curious.address}sl/")
    box(page).focus()
    expect(box(page)).to_have_role("combobox")
    page.keyboard.type("qqqwwwxyz")
    write = page.locator("[role=option][href*='/ticket/']")
    expect(write).to_be_visible()
    settle(page)
    write.click()
    page.wait_for_url("**/sl/ticket/**")
    curious.wait_for(lambda: searches(curious).get("qqqwwwxyz") == (1, 0))


def test_site_that_does_not_want_to_know_is_told_nothing(new_context: NewContext, intake: Running) -> None:
    page = opened(new_context().new_page(), f"{intake.address}sl/search/?q=prenos domene")
    sent = posts(page)
    page.evaluate("dispatchEvent(new Event('pagehide'))")
    leave(page, intake)
    assert sent == []
    assert searches(intake) == {}
