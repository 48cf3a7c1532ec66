"""What readers tell without writing: whether an article helped, what they searched in vain; asked of the service."""

from __future__ import annotations

import json
import sqlite3
from collections import Counter
from collections.abc import Mapping
from pathlib import Path

import httpx
import pytest

from kb.intake.insights.brake import Brake
from kb.intake.insights.queries import discreet
from kb.intake.insights.reasons import REASONS
from kb.intake.store.opening import open_store
from kb.intake.store.sums import Period, Sums
from kb.intake.words import package_words
from tests.conftest import CHECKOUT
from tests.intake.conftest import Running, Start

EVER = Period("2000-01-01", "2999-12-31")
NO = {"article": "domene", "locale": "sl", "helped": "no"}
VAIN = {"query": "Prenos  DOMENE", "locale": "sl", "results": 3}
PAGE = {"Accept": "text/html,*/*;q=0.8"}


def told(running: Running, name: str, body: Mapping[str, object], **headers: str) -> httpx.Response:
    """Tell the service something as a script of its own page does."""
    given = {"Origin": running.address.rstrip("/"), **headers}
    given = {name: value for name, value in given.items() if value}
    return running.client.post(f"{running.address}v1/{name}", data=dict(body), headers=given, follow_redirects=False)


def answers(running: Running) -> Counter[str]:
    found: Counter[str] = Counter()
    store = open_store(running.database)
    for row in Sums(store.database).answers(EVER):
        found[row["answer"]] += row["count"]
    store.close()
    return found


def searches(running: Running) -> dict[str, tuple[int, int]]:
    store = open_store(running.database)
    try:
        return {row["query"]: (row["count"], row["results"]) for row in Sums(store.database).searches(EVER)}
    finally:
        store.close()


def site_says(running: Running, **index: bool) -> None:
    path = running.site / "forms" / "index.json"
    path.write_text(json.dumps({**json.loads(path.read_text()), **index}), encoding="utf-8")


@pytest.fixture(scope="module")
def hearing(shared: Running) -> Running:
    """A service that tests share; they count what is new."""
    return shared


def test_answers_are_counted_by_day(hearing: Running) -> None:
    before = answers(hearing)
    for helped in ("yes", "no", "no"):
        assert told(hearing, "feedback", {**NO, "helped": helped}).status_code == 204
    assert told(hearing, "feedback", {**NO, "reason": "wrong"}).status_code == 204
    assert told(hearing, "feedback", {**NO, "reason": "failed", "counted": "yes"}).status_code == 204
    assert answers(hearing) - before == {"yes": 1, "no": 3, "wrong": 1, "failed": 1}


def test_json_is_taken_too(hearing: Running) -> None:
    before = answers(hearing)
    headers = {"Origin": hearing.address.rstrip("/")}
    assert hearing.client.post(f"{hearing.address}v1/feedback", json=NO, headers=headers).status_code == 204
    assert answers(hearing) - before == {"no": 1}


@pytest.mark.parametrize(
    ("changes", "errors"),
    [
        ({"article": "ni-te-strani"}, {"article": "unknown"}),
        ({"article": "../sl/domene"}, {"article": "unknown"}),
        ({"article": ""}, {"article": "unknown"}),
        ({"locale": "de"}, {"article": "unknown", "locale": "unknown"}),
        ({"helped": "perhaps"}, {"helped": "unknown"}),
        ({"helped": ""}, {"helped": "required"}),
        ({"reason": "because my mail is ana@example.com"}, {"reason": "unknown"}),
        ({"helped": "yes", "reason": "wrong"}, {"reason": "unknown"}),
    ],
)
def test_only_known_articles_and_answers_are_counted(
    hearing: Running, changes: dict[str, str], errors: dict[str, str]
) -> None:
    before = answers(hearing)
    answer = told(hearing, "feedback", {**NO, **changes})
    assert (answer.status_code, answer.json()["errors"]) == (422, errors)
    assert answers(hearing) == before


def test_what_the_site_does_not_want_is_not_taken(running: Running) -> None:
    site_says(running, feedback=False, searches=False)
    for name in ("feedback", "searches"):
        answer = told(running, name, {**NO, **VAIN})
        assert (answer.status_code, answer.json()["code"]) == (404, f"{name}.off")
    assert (answers(running), searches(running)) == ({}, {})


@pytest.mark.parametrize("name", ["feedback", "searches"])
@pytest.mark.parametrize("origin", ["https://evil.example", "null", ""])
def test_pages_of_strangers_tell_nothing(hearing: Running, name: str, origin: str) -> None:
    before = answers(hearing), searches(hearing)
    answer = told(hearing, name, {**NO, **VAIN}, Origin=origin)
    assert (answer.status_code, answer.json()["code"]) == (403, "origin.forbidden")
    assert "Access-Control-Allow-Origin" not in answer.headers
    assert (answers(hearing), searches(hearing)) == before


def test_pages_of_allowed_origins_may_read_the_answer(start: Start, url: str) -> None:
    hearing = start(url=url, KB_INTAKE_ORIGINS="https://a.example")
    for origin in ("https://a.example", "https://help.example.com"):
        answer = told(hearing, "feedback", NO, Origin=origin)
        assert (answer.status_code, answer.headers["Access-Control-Allow-Origin"]) == (204, origin)


@pytest.mark.parametrize("kind", ["text/plain", "multipart/form-data; boundary=x"])
def test_other_bodies_are_not_read(hearing: Running, kind: str) -> None:
    headers = {"Origin": hearing.address.rstrip("/"), "Content-Type": kind}
    for name in ("feedback", "searches"):
        answer = hearing.client.post(f"{hearing.address}v1/{name}", content=b"helped=no", headers=headers)
        assert answer.status_code == 415
        large = hearing.client.post(
            f"{hearing.address}v1/{name}", data={"query": "a" * 20_000}, headers={"Origin": headers["Origin"]}
        )
        assert large.status_code == 413


def test_reader_without_scripts_is_thanked_on_a_page(hearing: Running) -> None:
    words, before = package_words("sl"), answers(hearing)
    answer = told(hearing, "feedback", {**NO, "helped": "yes"}, **PAGE)
    assert answer.status_code == 303
    thanks = hearing.client.get(str(answer.next_request and answer.next_request.url))
    assert words["feedback.thanks"] in thanks.text
    assert 'href="/sl/domene/"' in thanks.text
    assert "<button" not in thanks.text
    assert answers(hearing) - before == {"yes": 1}


def test_no_leads_on_to_reasons_and_to_the_ticket_form(hearing: Running) -> None:
    words, before = package_words("sl"), answers(hearing)
    answer = told(hearing, "feedback", NO, **PAGE)
    asking = hearing.client.get(str(answer.next_request and answer.next_request.url))
    assert 'href="/sl/ticket/?article=domene"' in asking.text
    assert all(f'name="reason" value="{reason}"' in asking.text for reason in REASONS)
    assert all(words[f"feedback.{reason}"] in asking.text for reason in REASONS)
    answer = told(hearing, "feedback", {**NO, "counted": "yes", "reason": "unclear"}, **PAGE)
    assert "<button" not in hearing.client.get(str(answer.next_request and answer.next_request.url)).text
    assert answers(hearing) - before == {"no": 1, "unclear": 1}


def test_refused_reader_without_scripts_sees_why(hearing: Running) -> None:
    answer = told(hearing, "feedback", {**NO, "article": "<b>"}, **PAGE)
    assert answer.status_code == 422
    assert package_words("sl")["feedback.problem"] in answer.text
    assert "<b>" not in answer.text


def test_page_of_thanks_tells_nothing_of_what_is_not_there(hearing: Running) -> None:
    answer = hearing.get("v1/feedback?locale=sl&helped=no&article=%3Cscript%3E")
    assert (answer.status_code, answer.headers["Location"]) == (303, "/sl/")


def test_limit_counts_by_network_and_keeps_nothing_of_it(start: Start, url: str) -> None:
    hearing = start(
        url=url,
        KB_INTAKE_RATE_LIMITS="on",
        KB_INTAKE_RATE_FEEDBACK_PER_NETWORK="2",
        KB_INTAKE_TRUSTED_PROXIES="127.0.0.1",
    )
    for name, body in (("feedback", NO), ("searches", VAIN)):
        found = [told(hearing, name, body, **{"X-Forwarded-For": "2001:db8::1"}) for _ in range(3)]
        assert [answer.status_code for answer in found] == [204, 204, 429]
        assert int(found[-1].headers["Retry-After"]) <= 3600
        assert told(hearing, name, body, **{"X-Forwarded-For": "2001:db9::1"}).status_code == 204
    assert answers(hearing) == {"no": 3}
    store = open_store(hearing.database)
    assert store.database.read(lambda run: run("SELECT COUNT(*) AS count FROM events"))[0]["count"] == 0
    store.close()


def test_limit_ends_with_the_hour() -> None:
    now = 5000.0
    brake = Brake(1, lambda: now)
    assert brake.wait_s("a") == 0
    now += 600
    assert brake.wait_s("a") == 3000
    assert brake.wait_s("b") == 0
    now += 3000
    assert brake.wait_s("a") == 0


def test_searches_in_vain_are_counted_by_day(hearing: Running) -> None:
    assert told(hearing, "searches", VAIN).status_code == 204
    assert told(hearing, "searches", {**VAIN, "query": "prenos domene", "results": "0"}).status_code == 204
    assert told(hearing, "searches", {**VAIN, "query": "ana@example.com geslo: medved7!"}).status_code == 204
    assert told(hearing, "searches", {**VAIN, "query": "ana@example.com"}).status_code == 204
    assert searches(hearing) == {"prenos domene": (2, 0), "geslo:": (1, 3)}


@pytest.mark.parametrize(
    ("changes", "errors"),
    [
        ({"query": ""}, {"query": "required"}),
        ({"locale": "de"}, {"locale": "unknown"}),
        ({"results": ""}, {"results": "required"}),
        ({"results": "-1"}, {"results": "invalid"}),
        ({"results": "٣"}, {"results": "invalid"}),
        ({"results": "9999999999"}, {"results": "invalid"}),
    ],
)
def test_broken_search_is_not_counted(hearing: Running, changes: dict[str, str], errors: dict[str, str]) -> None:
    before = searches(hearing)
    answer = told(hearing, "searches", {**VAIN, **changes})
    assert (answer.status_code, answer.json()["errors"]) == (422, errors)
    assert searches(hearing) == before


def test_nothing_of_a_reader_is_on_disk(start: Start, tmp_path: Path) -> None:
    hearing = start(KB_INTAKE_RATE_LIMITS="on", KB_INTAKE_TRUSTED_PROXIES="127.0.0.1")
    sent = {"X-Forwarded-For": "203.0.113.77", "User-Agent": "Agent-77", "Cookie": "shop=77"}
    told(hearing, "feedback", NO, **sent)
    told(hearing, "searches", {**VAIN, "query": "ana@example.com 123456 prenos"}, **sent)
    hearing.stop()
    with sqlite3.connect(tmp_path / "intake.sqlite") as connection:
        dump = "\n".join(connection.iterdump()) + hearing.log()
    assert "prenos" in dump
    for trace in ("203.0.113.77", "Agent-77", "shop=77", "ana@example.com", "123456 "):
        assert trace not in dump


@pytest.mark.parametrize(("query", "kept"), json.loads((CHECKOUT / "tests/golden/queries.json").read_text()))
def test_query_is_kept_without_what_may_be_somebodys_own(query: str, kept: str) -> None:
    assert discreet(query) == kept


def test_long_query_is_cut() -> None:
    assert discreet("a b " * 200) == ("a b " * 50).rstrip()
