"""What ``kb intake insights`` shows, on both stores: the figures, their order, and what stays when texts are erased."""

from __future__ import annotations

import datetime as dt
import json
import re
import time
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from kb.intake.files import FileFolder
from kb.intake.insights.figures import Insights, insights, wilson_lower
from kb.intake.insights.report import report
from kb.intake.insights.summing import ZONE, Summing
from kb.intake.published_forms import FormsFolder
from kb.intake.retention import Retention
from kb.intake.settings import Settings
from kb.intake.store.erasing import Erasing
from kb.intake.store.notes import Notes
from kb.intake.store.outbox import Outbox
from kb.intake.store.sums import Period, Sums, is_article_id
from kb.intake.store.ticket_store import Acceptance, TicketStore
from kb.intake.ticket_numbers import new_number
from kb.intake.tickets import Ticket, Value
from tests.intake.conftest import Running
from tests.intake.test_store import ticket

NOON = dt.datetime(2026, 11, 22, 11, 30, tzinfo=dt.UTC).timestamp()
LJUBLJANA = ZoneInfo("Europe/Ljubljana")
DAY_S = 86_400.0


def sent(store: TicketStore, created: float = NOON, **changes: object) -> Ticket:
    fields: dict[str, Value] = {name: str(changes.pop(name)) for name in ("department", "article") if name in changes}
    made = {"number": new_number(), "receipt": new_number(), "fingerprint": new_number(), "submission_id": new_number()}
    found = replace(ticket(), **made, created=created, fields={"email": "ana@example.com", **fields}, **changes)  # type: ignore[arg-type]
    store.accept(found, Acceptance(["file"]))
    return found


def arrive(store: TicketStore, now: float) -> None:
    outbox = Outbox(store.database)
    while leases := outbox.lease("file", now=now, lease_s=60, count=10):
        for lease in leases:
            outbox.done(lease, "1", now=now)


def found(store: TicketStore, *, days: int = 30, now: float = NOON) -> Insights:
    return insights(store.database, days=days, now=now)


def test_tickets_are_counted_by_department_hour_and_locale_in_the_companys_zone(store: TicketStore) -> None:
    Notes(store.database).write(ZONE, "Europe/Ljubljana")
    sent(store, department="domains", article="domains/transfer-in")
    sent(store, department="domains", article="domains/transfer-in")
    sent(store, department="email", locale="pl", article="../../etc")
    sent(store, form="contact")
    figures = found(store)
    assert {name: (sum(hours), hours[12]) for name, hours in figures.departments.items()} == {
        "domains": (2, 2),
        "": (1, 1),
        "email": (1, 1),
    }
    assert figures.hours[12] == figures.tickets == 4
    assert figures.locales == {"sl": 3, "pl": 1}
    assert [(led.article, led.locale, led.count) for led in figures.led] == [("domains/transfer-in", "sl", 2)]
    assert found(store).tickets == 4


def test_day_ends_at_midnight_in_the_companys_zone(store: TicketStore) -> None:
    late = dt.datetime(2026, 11, 21, 23, 30, tzinfo=dt.UTC).timestamp()
    sent(store, late)
    Sums(store.database).add_tickets(LJUBLJANA)
    (row,) = Sums(store.database).tickets(Period("2026-11-22", "2026-11-22"))
    assert (row["hour"], row["count"]) == (0, 1)


def test_only_the_period_is_shown(store: TicketStore) -> None:
    sent(store, NOON - 29 * DAY_S)
    sent(store, NOON - 30 * DAY_S)
    assert found(store).tickets == 1
    assert found(store, days=31).tickets == 2
    assert found(store, days=1).tickets == 0


def test_sums_stay_when_texts_are_erased(store: TicketStore, tmp_path: Path) -> None:
    erased = sent(store, department="domains")
    sent(store, department="domains")
    assert found(store).tickets == 2
    Erasing(store.database).tickets([erased.number])
    assert sum(found(store).departments["domains"]) == 2


def test_ticket_that_was_erased_before_it_was_counted_has_no_department(store: TicketStore) -> None:
    erased = sent(store, department="domains")
    Erasing(store.database).tickets([erased.number])
    assert list(found(store).departments) == [""]


def test_quarantined_ticket_counts_once_it_is_released(store: TicketStore) -> None:
    spam = sent(store, state="quarantined", reason="honeypot")
    honest = sent(store, state="quarantined", reason="too_fast")
    assert found(store).tickets == 0
    store.release(honest.number, [], now=NOON)
    assert found(store).tickets == 1
    Erasing(store.database).tickets([spam.number])
    assert found(store).tickets == 1


def test_many_tickets_are_counted_each_once(store: TicketStore) -> None:
    for _ in range(520):
        sent(store)
    sums = Sums(store.database)
    assert sums.add_tickets(LJUBLJANA) == 520
    assert sums.add_tickets(LJUBLJANA) == 0
    assert found(store).tickets == 520


def test_articles_are_ordered_by_what_can_be_relied_on(store: TicketStore) -> None:
    sums = Sums(store.database)
    for article, noes, yeses in (("two-of-two", 2, 0), ("thirty-of-fifty", 30, 20), ("liked", 0, 9), ("one", 1, 40)):
        for answer, times in (("no", noes), ("yes", yeses)):
            for _ in range(times):
                sums.add_answers("2026-11-20", article, "sl", [answer])
    sums.add_answers("2026-11-20", "two-of-two", "pl", ["no", "wrong"])
    sums.add_answers("2026-11-20", "two-of-two", "pl", ["unclear"])
    figures = found(store)
    assert [(each.article, each.locale, each.no, each.count) for each in figures.helped] == [
        ("thirty-of-fifty", "sl", 30, 50),
        ("two-of-two", "sl", 2, 2),
        ("two-of-two", "pl", 1, 1),
        ("one", "sl", 1, 41),
    ]
    assert figures.helped[2].reasons == {"unclear": 1, "wrong": 1}
    assert figures.answers == 103


@pytest.mark.parametrize(
    ("part", "whole", "bound"),
    [(0, 0, 0), (0, 10, 0), (1, 1, 0.2065), (2, 2, 0.3424), (30, 50, 0.4618), (50, 100, 0.4038), (10, 10, 0.7225)],
)
def test_lower_bound_is_wilsons(part: int, whole: int, bound: float) -> None:
    assert wilson_lower(part, whole) == pytest.approx(bound, abs=5e-5)


def test_searches_are_those_without_result_and_those_without_click(store: TicketStore) -> None:
    sums = Sums(store.database)
    for day, query, results in (("20", "dnssec", 0), ("21", "dnssec", 0), ("20", "imap", 0), ("21", "imap", 4)):
        sums.add_search(f"2026-11-{day}", "sl", query, results)
    figures = found(store)
    assert [(each.query, each.count, each.days) for each in figures.found_nothing] == [("dnssec", 2, 2)]
    assert [(each.query, each.count, each.results) for each in figures.opened_nothing] == [("imap", 2, 4)]


def test_flood_of_different_queries_fills_nothing(store: TicketStore, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kb.intake.store.sums._MOST_QUERIES", 3)
    sums = Sums(store.database)
    for number in range(5):
        sums.add_search("2026-11-22", "sl", f"query {number}", 0)
    sums.add_search("2026-11-22", "pl", "query 0", 0)
    assert len(found(store).searches) == 4


def test_sums_are_forgotten_after_their_time(store: TicketStore, tmp_path: Path) -> None:
    sums = Sums(store.database)
    sums.add_search("2025-11-21", "sl", "old", 0)
    sums.add_search("2025-11-22", "sl", "young", 0)
    sums.add_answers("2025-11-21", "a", "sl", ["no"])
    sent(store, NOON - 366 * DAY_S)
    forms = FormsFolder(lambda: tmp_path, lambda *_: None)
    Summing(Settings(), store.database, forms).do(now=NOON)
    figures = found(store, days=1000)
    assert [search.query for search in figures.searches] == ["young"]
    assert (figures.helped, figures.tickets) == ([], 0)


def test_expiry_leaves_sums_alone(store: TicketStore, tmp_path: Path) -> None:
    sums = Sums(store.database)
    sums.add_answers("2026-11-20", "a", "sl", ["no"])
    sent(store, department="domains")
    arrive(store, NOON)
    assert found(store).tickets == 1
    retention = Retention(Settings(), store, FileFolder(tmp_path / "files"))
    assert retention.expire(now=NOON + 31 * DAY_S).texts == 1
    figures = found(store, days=60, now=NOON + 31 * DAY_S)
    assert (list(figures.departments), figures.answers) == (["domains"], 1)


@pytest.mark.parametrize(
    ("text", "is_one"),
    [("domains/transfer-in", True), ("ticket", True), ("a/../b", False), ("/a", False), ("a b", False), ("", False)],
)
def test_ids_of_articles_are_told_from_other_texts(text: str, is_one: bool) -> None:
    assert is_article_id(text) == is_one


class Checked(HTMLParser):
    """Counts what a page holds."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.texts: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)

    def handle_data(self, data: str) -> None:
        self.texts.append(data.strip())


def test_report_has_a_table_beside_each_chart_and_nothing_from_elsewhere(store: TicketStore) -> None:
    sums = Sums(store.database)
    sums.add_search("2026-11-22", "sl", "<script>alert(1)</script> & [b]", 0)
    sums.add_search("2026-11-22", "sl", "imap", 3)
    sums.add_answers("2026-11-22", "hosting/site-down", "sl", ["no", "wrong"])
    sent(store, department="domains", article="domains/transfer-in")
    page = report(found(store))
    checked = Checked()
    checked.feed(page)
    assert checked.tags.count("svg") == 8
    assert checked.tags.count("table") == 7
    assert not {"script", "link", "img", "iframe"} & set(checked.tags)
    assert "<script>alert(1)</script> & [b]" in checked.texts
    assert not re.search(r"https?:|url\(", page)
    assert "few" in checked.texts
    empty = report(found(store, days=1, now=NOON + 900 * DAY_S))
    assert empty.count("Nothing was counted.") == 6


def test_command_prints_tables_json_and_a_page(running: Running) -> None:
    running.send(locale="pl")
    running.send()
    done = running.command("insights", "--json")
    figures = json.loads(done.stdout)
    assert (figures["tickets"], figures["tickets_by_department"]) == (2, {"domains": 2})
    assert figures["tickets_by_locale"] == {"pl": 1, "sl": 1}
    assert figures["articles_that_did_not_help"] == figures["searches_without_result"] == []
    page = running.folder / "report.html"
    assert running.command("insights", "--html", str(page)).stdout == ""
    assert "<title>Insights, " in page.read_text(encoding="utf-8")
    printed = running.command("insights", "--days", "7").stdout
    assert "domains" in printed
    assert "Searches without a result: none" in printed
    assert "cannot be written" in running.command("insights", "--html", str(running.folder / "no" / "x.html")).stderr


def test_service_counts_in_the_companys_zone(running: Running) -> None:
    running.stop()
    path = running.site / "forms" / "index.json"
    index = json.loads(path.read_text())
    index["company"]["sl"]["timezone"] = "Pacific/Kiritimati"
    path.write_text(json.dumps(index), encoding="utf-8")
    running.start()
    running.wait_for(lambda: json.loads(running.command("insights", "--json").stdout)["zone"] == "Pacific/Kiritimati")
    today = dt.datetime.fromtimestamp(time.time(), ZoneInfo("Pacific/Kiritimati")).date().isoformat()
    assert json.loads(running.command("insights", "--json").stdout)["last"] == today
