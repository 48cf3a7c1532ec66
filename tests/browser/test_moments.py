"""What changes with the clock: notices and opening hours."""

from __future__ import annotations

import datetime as dt
import re

import pytest
from playwright.sync_api import expect

from kb.locales import parse_locale
from kb.messages import load_messages
from tests.browser.conftest import NewContext
from tests.browser.places import LOCALES, REGIONS, Reader
from tests.browser.special import BUILT_AT, NOTICE_ENDS, NOTICE_STARTS, ZONE

SECOND = dt.timedelta(seconds=1)


@pytest.mark.parametrize("path", ["", "hosting/", "ticket/"])
def test_notice_appears_and_vanishes_in_the_open_page(new_context: NewContext, special_url: str, path: str) -> None:
    page = new_context().new_page()
    page.clock.install(time=NOTICE_STARTS - 2 * SECOND)
    page.goto(f"{special_url}sl/{path}")
    notice = page.locator("#notice-planned")
    expect(notice).not_to_be_visible()
    page.clock.run_for(4000)
    expect(notice).to_be_visible()
    page.clock.fast_forward(int((NOTICE_ENDS - NOTICE_STARTS).total_seconds() - 10) * 1000)
    expect(notice).to_be_visible()
    page.clock.run_for(10_000)
    expect(notice).not_to_be_visible()


def test_notice_counts_the_moment_and_not_the_readers_time_zone(new_context: NewContext, special_url: str) -> None:
    page = new_context(Reader(zone="Asia/Tokyo")).new_page()
    page.clock.set_fixed_time(NOTICE_STARTS + SECOND)
    page.goto(f"{special_url}sl/")
    expect(page.locator("#notice-planned")).to_be_visible()


def test_notice_without_scripts_is_as_it_was_when_the_site_was_built(new_context: NewContext, special_url: str) -> None:
    assert NOTICE_STARTS > BUILT_AT
    page = new_context(Reader(has_scripts=False)).new_page()
    page.goto(f"{special_url}sl/")
    expect(page.locator("#notice-critical")).to_be_visible()
    expect(page.locator("#notice-planned")).not_to_be_visible()


@pytest.mark.parametrize("severity", ["info", "warning", "critical"])
def test_severity_of_a_notice_is_a_word(new_context: NewContext, special_url: str, severity: str) -> None:
    page = new_context().new_page()
    page.clock.set_fixed_time(BUILT_AT)
    page.goto(f"{special_url}sl/")
    word = load_messages(parse_locale("sl")).gettext(
        {"info": "Notice", "warning": "Careful", "critical": "Critical"}[severity]
    )
    expect(page.locator(f"#notice-{severity} .kb-notice__word")).to_have_text(f"{word}:")


# The company's telephone: Monday to Friday, 8:00 to 18:00 in Ljubljana. 23 November 2026 is a Monday.
HOURS = [
    ("2026-11-23T10:00", "Open now, until %(time)s", {"time": "18:00"}),
    ("2026-11-23T17:59", "Open now, until %(time)s", {"time": "18:00"}),
    ("2026-11-23T07:59", "Closed now, opens at %(time)s", {"time": "8:00"}),
    ("2026-11-27T18:00", "Closed now. Next open: %(day)s, %(time)s", {"day": "monday", "time": "8:00"}),
]
MONDAY = {"el": "Δευτέρα", "sl": "ponedeljek", "ru": "понедельник", "pl": "poniedziałek"}


@pytest.mark.parametrize("tag", LOCALES)
@pytest.mark.parametrize(("moment", "message", "values"), HOURS)
def test_hours_of_the_moment_stand_before_those_of_the_week(
    new_context: NewContext, site_url: str, moment: str, message: str, values: dict[str, str], tag: str
) -> None:
    page = new_context(Reader(REGIONS[tag])).new_page()
    page.clock.set_fixed_time(dt.datetime.fromisoformat(moment).replace(tzinfo=ZONE))
    page.goto(f"{site_url}{tag}/contact/")
    phone = page.locator("li:has(a[href^='tel:']) .kb-channel__hours")
    shown = {key: MONDAY[tag] if value == "monday" else value for key, value in values.items()}
    expect(phone.locator("strong")).to_have_text(load_messages(parse_locale(tag)).gettext(message, **shown))
    expect(phone.locator("span")).to_contain_text("8:00")


def test_hours_follow_the_clock_in_the_open_page(new_context: NewContext, site_url: str) -> None:
    page = new_context().new_page()
    page.clock.install(time=dt.datetime(2026, 11, 23, 17, 59, 30, tzinfo=ZONE))
    page.goto(f"{site_url}sl/contact/")
    state = page.locator("li:has(a[href^='tel:']) .kb-channel__hours strong")
    expect(state).to_have_attribute("data-open", "true")
    page.clock.run_for(60_000)
    expect(state).to_have_attribute("data-open", "false")


def test_hours_name_the_companys_zone_to_readers_elsewhere(new_context: NewContext, site_url: str) -> None:
    page = new_context(Reader(zone="Asia/Tokyo")).new_page()
    page.clock.set_fixed_time(dt.datetime(2026, 11, 23, 10, tzinfo=ZONE))
    page.goto(f"{site_url}sl/contact/")
    state = page.locator("li:has(a[href^='tel:']) .kb-channel__hours strong")
    expect(state).to_have_text(re.compile(r" 18:00 \(CET\)$"))


def test_hours_without_scripts_are_those_of_the_week(new_context: NewContext, site_url: str) -> None:
    page = new_context(Reader(has_scripts=False)).new_page()
    page.goto(f"{site_url}sl/contact/")
    hours = page.locator("li:has(a[href^='tel:']) .kb-channel__hours")
    expect(hours).to_contain_text("18:00")
