"""Files: chosen by button or dropped, listed, removed, checked at once, and sent."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import NewContext
from tests.browser.filling import field, go_on, place, resumed, sent_number
from tests.browser.test_forms_sending import GIVEN
from tests.intake.conftest import Running

_DROP = """([name, text]) => {
  const transfer = new DataTransfer();
  transfer.items.add(new File([text], name, { type: "text/plain" }));
  const field = document.getElementById("field-files");
  for (const type of ["dragenter", "dragover", "drop"]) {
    field.dispatchEvent(new DragEvent(type, { bubbles: true, cancelable: true, dataTransfer: transfer }));
  }
}"""


@pytest.fixture
def page(new_context: NewContext, intake: Running) -> Page:
    """At the files."""
    return resumed(new_context().new_page(), intake.address, GIVEN, at="evidence")


@pytest.fixture
def logs(tmp_path: Path) -> list[Path]:
    """Six small files."""
    paths = [tmp_path / f"dnevnik-{number}.log" for number in range(6)]
    for path in paths:
        path.write_text("550 5.1.1 User unknown\n" * 100, encoding="utf-8")
    return paths


def test_files_are_listed_with_name_size_and_kind(page: Page, logs: list[Path]) -> None:
    page.locator("#f-files").set_input_files(logs[:2])
    page.locator("#f-files").set_input_files(logs[1:3])
    items = page.locator(".kb-files__item")
    expect(items).to_have_count(3)
    expect(items.first).to_contain_text("dnevnik-0.log")
    expect(items.first).to_contain_text("3 kB")
    expect(items.first).to_contain_text("LOG")


def test_removed_file_is_gone_and_the_next_has_the_focus(page: Page, logs: list[Path]) -> None:
    page.locator("#f-files").set_input_files(logs[:3])
    remove = page.locator(".kb-files__item button")
    remove.first.click()
    expect(page.locator(".kb-files__item")).to_have_count(2)
    expect(remove.first).to_be_focused()
    expect(page.locator(".kb-files ~ [role=status]")).to_have_text("Odstranjeno: dnevnik-0.log")
    for _ in range(2):
        remove.first.click()
    expect(page.locator("#f-files")).to_be_focused()
    assert page.evaluate("document.getElementById('f-files').files.length") == 0


def test_dropped_file_is_added(page: Page) -> None:
    page.evaluate(_DROP, ["spuščena.txt", "550 5.1.1"])
    expect(page.locator(".kb-files__item")).to_contain_text("spuščena.txt")


@pytest.mark.parametrize(
    ("name", "content", "told"),
    [
        ("evil.php", b"<?php", "evil.php"),
        ("slika.png", b"<html>", "slika.png"),
        ("prazna.txt", b"", "prazna.txt"),
        ("velika.log", b"x" * 10_000_001, "velika.log"),
    ],
)
def test_file_that_cannot_be_taken_is_told_at_once_and_keeps_the_step(
    page: Page, tmp_path: Path, name: str, content: bytes, told: str
) -> None:
    path = tmp_path / name
    path.write_bytes(content)
    page.locator("#f-files").set_input_files(path)
    expect(field(page, "files").locator(".kb-error")).to_contain_text(told)
    assert go_on(page) == "evidence"
    expect(page.locator(".kb-errors")).to_be_focused()
    page.locator(".kb-files__item button").click()
    expect(field(page, "files").locator(".kb-error")).to_have_count(0)
    assert go_on(page) == "answers"


def test_sixth_file_is_one_too_many(page: Page, logs: list[Path]) -> None:
    page.locator("#f-files").set_input_files(logs)
    expect(field(page, "files").locator(".kb-error")).to_contain_text("5")
    assert go_on(page) == "evidence"


def test_files_are_sent_and_listed_before(page: Page, intake: Running, logs: list[Path]) -> None:
    page.locator("#f-files").set_input_files(logs[:2])
    page.evaluate(_DROP, ["spuščena.txt", "550 5.1.1"])
    expect(page.locator(".kb-files__item")).to_have_count(3)
    go_on(page)
    assert place(page) == "answers"
    expect(page.locator(".kb-summary__row", has_text="Priloge")).to_contain_text("dnevnik-1.log (3 kB)")
    go_on(page)
    number = sent_number(page)
    (kept,) = [ticket for ticket in intake.tickets() if ticket["number"] == number]
    assert [file["name"] for file in kept["files"]] == ["dnevnik-0.log", "dnevnik-1.log", "spuščena.txt"]
