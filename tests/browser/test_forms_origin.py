"""The site on one origin, its intake on another: allowed pages post with and without scripts, foreign ones do not."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from kb.intake.words import package_words
from tests.browser.conftest import NewContext, _built, _copied
from tests.browser.filling import go_on, opened, resumed, sent_number, write
from tests.browser.listening import listen, settle
from tests.browser.places import Reader
from tests.browser.test_forms_branches import BRANCHES, CHECKS
from tests.conftest import EPOCH, Serve
from tests.intake.conftest import Running
from tests.intake.mail_sink import Sink, mail_sink
from tests.intake.postgres import free_port
from tests.intake.test_feedback import answers

GIVEN = {**CHECKS, **BRANCHES["number lost"][0]}
TEXT = "Od jutra ne morem poslati pošte, stranka dobi napako 550."


@dataclass(frozen=True, slots=True)
class Apart:
    """A site whose intake is elsewhere."""

    site: str
    """Address of the site, with a slash at its end."""
    foreign: str
    """The same pages at an origin that nobody has allowed."""
    intake: Running
    sink: Sink


@pytest.fixture(scope="module")
def apart(tmp_path_factory: pytest.TempPathFactory, serve: Serve) -> Iterator[Apart]:
    folder = _copied(tmp_path_factory.mktemp("apart"))
    address = f"http://127.0.0.1:{free_port()}/"
    config = folder / "mkdocs.yml"
    text = config.read_text(encoding="utf-8")
    assert text.count("  - kb/forms\n") == 1
    option = f"  - kb/forms:\n      intake_url: {address}\n"
    config.write_text(text.replace("  - kb/forms\n", option), encoding="utf-8")
    built = _built(folder, epoch=int(EPOCH))
    site, foreign = serve(built), serve(built)
    with mail_sink() as sink:
        settings = {
            **sink.settings,
            "KB_INTAKE_ORIGINS": site.rstrip("/"),
            "KB_INTAKE_PROOF_OF_WORK": "on",
            "KB_INTAKE_RATE_LIMITS": "off",
        }
        running = Running(folder, built, settings, address=address)
        running.start()
        yield Apart(site, foreign, running, sink)
        running.stop()


def contact(page: Page, site: str, *, email: str) -> None:
    """Fill in the contact form and send it."""
    page.goto(f"{site}sl/contact/")
    write(page, "email", email)
    write(page, "message", TEXT)
    page.locator(".kb-button--send").click()


def replied(apart: Apart, number: str, email: str) -> bool:
    return [str(mail["Message-ID"]) for mail in apart.sink.to(email)] == [f"<{number}.reply@example.com>"]


def test_page_of_an_allowed_origin_proves_work_and_sends(new_context: NewContext, apart: Apart) -> None:
    page = resumed(new_context().new_page(), apart.site, {**GIVEN, "email": "daljna@example.com"})
    noise = listen(page.context)
    go_on(page)
    number = sent_number(page)
    assert page.url.startswith(apart.site)
    # The first post is refused for want of a proof; nothing else is heard.
    assert [line for line in noise if "422" not in line] == []
    assert number in [ticket["number"] for ticket in apart.intake.tickets()]
    apart.intake.wait_for(lambda: replied(apart, number, "daljna@example.com"))


def test_files_are_sent_once_though_work_is_proved(new_context: NewContext, apart: Apart, tmp_path: Path) -> None:
    page = resumed(new_context().new_page(), apart.site, GIVEN, at="evidence")
    path = tmp_path / "dnevnik.log"
    path.write_text("550 5.1.1 User unknown\n" * 100, encoding="utf-8")
    write(page, "files", path)
    go_on(page)
    posts: list[str] = []
    page.on("request", lambda request: posts.append(request.method) if "/v1/tickets" in request.url else None)
    go_on(page)
    number = sent_number(page)
    assert posts == ["POST"]
    (ticket,) = (ticket for ticket in apart.intake.tickets() if ticket["number"] == number)
    assert [file["name"] for file in ticket["files"]] == ["dnevnik.log"]


def test_page_without_scripts_is_led_to_the_receipt_at_the_intake(new_context: NewContext, apart: Apart) -> None:
    page = new_context(Reader(has_scripts=False)).new_page()
    contact(page, apart.site, email="brez@example.com")
    number = sent_number(page)
    assert page.url.startswith(f"{apart.intake.address}v1/receipts/")
    apart.intake.wait_for(lambda: replied(apart, number, "brez@example.com"))


def test_corrections_are_made_at_the_intake(new_context: NewContext, apart: Apart) -> None:
    page = new_context(Reader(has_scripts=False)).new_page()
    contact(page, apart.site, email="napačen naslov")
    expect(page.locator(".kb-errors a")).to_have_count(1)
    assert page.url == f"{apart.intake.address}v1/tickets"
    expect(page.locator("#f-message")).to_have_value(TEXT)
    write(page, "email", "popravljen@example.com")
    page.locator(".kb-button--send").click()
    assert sent_number(page) in [ticket["number"] for ticket in apart.intake.tickets()]


@pytest.mark.parametrize("has_scripts", [True, False])
def test_foreign_page_sends_nothing_and_mails_nobody(new_context: NewContext, apart: Apart, has_scripts: bool) -> None:
    before = len(apart.intake.tickets())
    page = new_context(Reader(has_scripts=has_scripts)).new_page()
    if has_scripts:
        opened(page, f"{apart.foreign}sl/contact/")
    contact(page, apart.foreign, email="tujec@example.com")
    if has_scripts:
        # The page cannot even read the refusal; it offers the other ways.
        expect(page.locator(".kb-fault")).to_be_visible()
    else:
        # A person may send again from our own page; a program in a stranger's page cannot press that button.
        expect(page.locator(".kb-notice--warning")).to_be_visible()
        expect(page.locator("#f-message")).to_have_value(TEXT)
    assert len(apart.intake.tickets()) == before
    assert apart.sink.to("tujec@example.com") == []


def test_only_pages_of_allowed_origins_tell_whether_they_helped(new_context: NewContext, apart: Apart) -> None:
    page = new_context().new_page()
    for site, counted in ((apart.foreign, 0), (apart.site, 1)):
        page.goto(f"{site}sl/hosting/site-down/")
        settle(page)
        page.locator(".kb-feedback button[value=yes]").click()
        expect(page.locator(".kb-feedback [role=status]")).not_to_be_empty()
        assert answers(apart.intake)["yes"] == counted
    bare = new_context(Reader(has_scripts=False)).new_page()
    bare.goto(f"{apart.site}sl/hosting/site-down/")
    bare.locator(".kb-feedback button[value=no]").click()
    expect(bare.locator("h1")).to_have_text(package_words("sl")["feedback.thanks"])
    assert bare.url.startswith(apart.intake.address)
    bare.goto(f"{apart.foreign}sl/hosting/site-down/")
    bare.locator(".kb-feedback button[value=no]").click()
    expect(bare.locator("h1")).to_have_text(package_words("sl")["feedback.problem"])
    assert answers(apart.intake) == {"yes": 1, "no": 1}
