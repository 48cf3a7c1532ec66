"""The company profile."""

from pathlib import Path

import pytest

from kb.check.company import company_problems
from kb.company import Company, LocalCompany, filled, load_company
from kb.locales import Locale
from kb.messages import load_messages
from kb.problems import Problem

LOCALES = (Locale("sl"), Locale("pl"))
PROFILE = """name: Zgled
timezone: Europe/Ljubljana
timezone_short: {sl: CET, pl: CET}
email: {support: podpora@example.com}
phone:
  number: "+44 20 7946 0123"
  hours:
    mon-thu: "08:00-18:00"
    fri: "08:00-14:30"
motto: {sl: Pomagamo, pl: Pomagamy}
code: {lifetime: 2 days, delivery: 1 working day}
extensions:
  pl: {lock: 5 days}
"""


def load(tmp_path: Path, text: str = PROFILE) -> tuple[Company | None, list[Problem]]:
    (tmp_path / "company.yml").write_text(text, encoding="utf-8")
    company, problems = load_company(tmp_path / "company.yml", root=tmp_path)
    return company, [*problems, *(company_problems(company, LOCALES) if company else ())]


def local(tmp_path: Path, tag: str) -> LocalCompany:
    company, problems = load(tmp_path)
    assert company is not None
    assert problems == []
    return company.in_locale(load_messages(Locale(tag)))


def test_text_by_locale_is_the_readers(tmp_path: Path) -> None:
    assert [local(tmp_path, tag).text("motto") for tag in ("sl", "pl")] == ["Pomagamo", "Pomagamy"]


@pytest.mark.parametrize(("tag", "text"), [("sl", "2 dneva"), ("pl", "2 dni")])
def test_duration_is_counted_in_the_locales_forms(tmp_path: Path, tag: str, text: str) -> None:
    assert local(tmp_path, tag).text("code.lifetime").replace("\u00a0", " ") == text


@pytest.mark.parametrize(("tag", "text"), [("sl", "v 1 delovnem dnevu"), ("pl", "w ciągu 1 dnia roboczego")])
def test_duration_within_is_a_whole_phrase(tmp_path: Path, tag: str, text: str) -> None:
    assert local(tmp_path, tag).text("code.delivery", "within").replace("\u00a0", " ") == text


def test_opening_hours_are_written_out(tmp_path: Path) -> None:
    assert local(tmp_path, "sl").text("phone.hours") == "pon.–čet. 8:00–18:00, pet. 8:00–14:30 (CET)"


def test_schedule_names_every_day_for_programs(tmp_path: Path) -> None:
    schedule = local(tmp_path, "sl").schedule("phone")
    assert schedule["zone"] == "Europe/Ljubljana"
    assert schedule["days"]["4"] == ["08:00", "18:00"]
    assert schedule["days"]["5"] == ["08:00", "14:30"]
    assert set(schedule["days"]) == {"1", "2", "3", "4", "5"}


def test_number_to_dial_has_no_spaces(tmp_path: Path) -> None:
    assert local(tmp_path, "sl").text("phone.number", "dial") == "+442079460123"


def test_key_that_looks_like_a_locale_may_hold_a_mapping(tmp_path: Path) -> None:
    assert local(tmp_path, "sl").text("extensions.pl.lock").replace("\u00a0", " ") == "5 dni"


def test_placeholders_are_filled_and_unknown_ones_kept_and_told(tmp_path: Path) -> None:
    text, unknown = local(tmp_path, "sl").fill(
        "{{ company.name }}, {{company.code.lifetime|within}}, {{ company.fax }}"
    )
    assert text.replace("\u00a0", " ") == "Zgled, v 2 dneh, {{ company.fax }}"
    assert unknown == [(54, "fax")]


@pytest.mark.parametrize("key", ["motto.de", "phone", "channels", "name.first"])
def test_key_without_a_text_is_unknown(tmp_path: Path, key: str) -> None:
    with pytest.raises(KeyError):
        local(tmp_path, "sl").text(key)


@pytest.mark.parametrize(
    ("line", "fault"),
    [
        ("motto: {sl: Pomagamo}", "company.yml:1: 'motto' has no text in pl. Add pl below it."),
        ("timezone: Europe/Atlantis", "company.yml:1: 'Europe/Atlantis' is no time zone."),
        (
            "timezone: UTC\nchat: {hours: {mon-fri: '8-18'}}",
            "'mon-fri: 8-18' are no opening hours. Write days and hours as",
        ),
        ("chat: {hours: {mon: '08:00-18:00'}}", "there are opening hours, but no time zone"),
        (
            "channels: {fax: {}}",
            "'fax' is no channel. Write a mapping with some of ticket, email, chat, phone, social.",
        ),
        ("phone: {number: +442079460123}", "'phone.number: 442079460123' is no phone number. Write it in quotes"),
        ("panel: {url: 'javascript:alert(1)'}", "is no web address. Write one that starts with https://."),
        ("timezone: UTC\nchat: {hours: {fri-mon: '08:00-18:00'}}", "are no opening hours"),
        ("timezone: UTC\nchat: {hours: {mon: '08:00-24:30'}}", "are no opening hours"),
        ("name: B", "company.yml:2: the key 'name' stands twice. Keep one of the two lines."),
        ("fax:", "'fax' is empty"),
        ("outage: {channel: fax}", "company.yml:1: 'outage.channel: fax' is not known. Write ticket or phone."),
        ("identification: {firm_number: 7}", "'identification.firm_number: 7' is not known. Write true or false."),
    ],
)
def test_fault_of_the_profile_names_line_and_remedy(tmp_path: Path, line: str, fault: str) -> None:
    _, problems = load(tmp_path, f"{line}\nname: A\nemail: {{support: a@example.com}}\n")
    (problem,) = problems
    assert fault in str(problem)


def test_required_keys_are_reported_together(tmp_path: Path) -> None:
    _, problems = load(tmp_path, "motto: x\n")
    assert [p.message for p in problems] == ["the profile has no 'name'", "the profile has no 'email.support'"]


def test_no_profile_is_no_fault(tmp_path: Path) -> None:
    assert load_company(tmp_path / "none.yml", root=tmp_path) == (None, [])


@pytest.mark.parametrize("text", ["- a\n", "name: [\n"])
def test_broken_profile_is_one_problem(tmp_path: Path, text: str) -> None:
    company, problems = load(tmp_path, text)
    assert (company, len(problems)) == (None, 1)


def test_passages_are_chosen_and_placeholders_of_all_of_them_looked_up(tmp_path: Path) -> None:
    company, _ = load(tmp_path, PROFILE + "outage: {channel: phone}\n")
    assert company is not None
    text = "<!-- if outage.channel: ticket -->\n{{ company.fax }}\n<!-- else -->\n{{ company.name }}\n<!-- end -->\n"
    filled_text, unknown = company.in_locale(load_messages(Locale("sl"))).fill(text)
    assert filled_text == "\n\n\nZgled\n\n"
    assert unknown == [(text.index("{{ company.fax"), "fax")]


def test_without_a_profile_the_passage_for_others_is_shown() -> None:
    text = "<!-- if outage.channel: ticket -->\na\n<!-- else -->\n{{ company.name }}\n<!-- end -->\n"
    assert filled(None, text) == "\n\n\n{{ company.name }}\n\n"


@pytest.mark.parametrize(
    ("value", "key", "asked"),
    [
        ("outage: {channel: phone}", "outage.channel", "phone"),
        ("identification: {firm_number: no}", "identification.firm_number", "false"),
    ],
)
def test_profile_answers_what_a_passage_asks_for(tmp_path: Path, value: str, key: str, asked: str) -> None:
    company, problems = load(tmp_path, f"{PROFILE}{value}\n")
    assert company is not None
    assert problems == []
    assert [company.holds(key, asked), company.holds(key, "other"), company.holds("no.key", asked)] == [
        True,
        False,
        False,
    ]
