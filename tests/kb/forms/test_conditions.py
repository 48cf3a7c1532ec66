"""When a question is asked."""

from __future__ import annotations

from typing import Any

import pytest

from kb.company import Company
from kb.forms.conditions import (
    ALWAYS,
    NEVER,
    Answered,
    Answers,
    Chosen,
    Not,
    all_of,
    any_of,
    condition_json,
    holds,
    read_condition,
)
from kb.forms.conditions import without as left_over
from kb.forms.form import Form, counted, visible
from kb.forms.structure import read_structure, trimmed
from kb.forms.validation import validated
from tests.conftest import CHECKOUT
from tests.kb.forms.world import every_kind, marked, real_forms

RED = Chosen("colour", ("red",))
MANY = Chosen("many", ("b", "c"))


@pytest.mark.parametrize(
    ("condition", "answers", "expected"),
    [
        (ALWAYS, {}, True),
        (NEVER, {}, False),
        (RED, {"colour": "red"}, True),
        (RED, {"colour": "blue"}, False),
        (RED, {}, False),
        (MANY, {"many": ("a", "c")}, True),
        (MANY, {"many": ("a",)}, False),
        (Answered("line"), {"line": "x"}, True),
        (Answered("line"), {"line": ""}, False),
        (Not(RED), {}, True),
        (all_of([RED, MANY]), {"colour": "red", "many": ("b",)}, True),
        (all_of([RED, MANY]), {"colour": "red"}, False),
        (any_of([RED, MANY]), {"many": ("b",)}, True),
        (any_of([RED, MANY]), {}, False),
    ],
)
def test_condition_holds_for_answers(condition: Any, answers: dict[str, Any], expected: bool) -> None:
    assert holds(condition, answers) is expected
    assert read_condition(condition_json(condition)) == condition


def test_conditions_are_simplified() -> None:
    assert all_of([ALWAYS, RED, all_of([RED, MANY])]) == all_of([RED, MANY])
    assert all_of([RED, NEVER]) == NEVER
    assert any_of([RED, ALWAYS]) == ALWAYS
    assert any_of([]) == NEVER
    assert left_over(all_of([RED, MANY]), RED) == MANY
    assert left_over(RED, RED) == ALWAYS


def test_answer_of_a_field_that_is_not_asked_does_not_count() -> None:
    form, _ = every_kind()
    answers: Answers = {"colour": "green", "many": ("b",), "line": "hidden", "place": "a.si"}
    assert "place" not in visible(form, answers)
    assert counted(form, answers) == {"colour": "green", "many": ("b",)}


def test_option_that_is_not_offered_does_not_count() -> None:
    form, _ = every_kind()
    assert counted(form, {"colour": "blue", "many": ("a", "c")})["many"] == ("a",)
    assert counted(form, {"colour": "red", "many": ("a", "c")})["many"] == ("a", "c")


NEW = {"known": "no", "critical": "no"}


@pytest.mark.parametrize(
    ("answers", "asked", "left_out"),
    [
        ({"known": "yes", "department": "email"}, ["number", "email", "description"], ["critical", "role", "login", "mail_direction"]),
        ({"known": "lost"}, ["lost_note", "critical"], ["number"]),
        ({**NEW, "critical": "yes"}, ["critical_kind", "outage_ticket_note", "reachable"], ["outage_phone_note"]),
        ({**NEW, "department": "email"}, ["mail_direction", "check_mail", "reachable"], ["site_seen", "authorisation"]),
        ({**NEW, "critical": "yes", "critical_kind": "mail"}, ["mail_scope"], ["domain_topic"]),
        ({**NEW, "department": "sites"}, ["site_seen", "check_limits", "plan_note"], ["mail_scope"]),
        ({**NEW, "department": "hosting", "hosting_topic": "backup"}, ["backup_overwrite", "authorisation"], ["site_seen"]),
        ({**NEW, "department": "domains", "domain_topic": "transfer_in"}, ["code_at_hand", "authorisation"], ["holder_new"]),
        ({**NEW, "department": "domains", "domain_topic": "holder"}, ["holder_new", "no_scans_note"], ["code_at_hand"]),
        ({**NEW, "department": "domains", "domain_topic": "renewal"}, ["renewal_state"], ["authorisation"]),
        ({**NEW, "department": "billing"}, ["invoice", "card_note", "check_payment"], ["authorisation"]),
        ({**NEW, "department": "technical"}, ["application_system", "plan_note"], ["site_seen"]),
        ({**NEW, "department": "administrative", "administrative_topic": "login_data"}, ["change_wanted", "authorisation"], []),
        ({**NEW, "department": "complaints"}, ["complaint_number", "complaint_note"], ["check_search"]),
        ({**NEW, "role": "third_party"}, ["third_party_note"], ["one_person_note"]),
        ({**NEW, "department": "email", "reachable": "no"}, ["second_email", "phone"], []),
        (
            {**NEW, "department": "domains", "domain_topic": "order", "role": "administrator", "authorisation": "control_query", "administrator_mailbox": "no"},
            ["lost_access_note"],
            ["support_code_note"],
        ),
    ],
)  # fmt: skip
def test_ticket_asks_what_a_branch_needs(answers: dict[str, Any], asked: list[str], left_out: list[str]) -> None:
    shown = visible(real_forms().forms["ticket"], answers)
    assert [name for name in asked if name not in shown] == []
    assert [name for name in left_out if name in shown] == []


def ticket_of(**profile: str) -> Form:
    """The ticket form of a company whose profile differs."""
    text = (CHECKOUT / "docs" / "company.yml").read_text(encoding="utf-8")
    for old, new in profile.items():
        assert PROFILE[old] in text
        text = text.replace(PROFILE[old], new)
    document = marked((CHECKOUT / "docs" / "forms" / "ticket.yml").read_text(encoding="utf-8"))
    form, problems = read_structure(document, "ticket", Company(marked(text)))
    assert problems == []
    return trimmed(form)


PROFILE = {
    "channel": "channel: ticket",
    "firm_number": "firm_number: true",
    "methods": "methods: [panel, administrator_email, control_query, support_code]",
}


def test_company_that_takes_outages_by_phone_says_so() -> None:
    form = ticket_of(channel="channel: phone")
    shown = visible(form, {"known": "no", "critical": "yes"})
    assert "outage_phone_note" in shown
    assert "outage_ticket_note" not in shown


def test_company_chooses_its_ways_of_authorisation() -> None:
    form = ticket_of(methods="methods: [panel, control_query]", firm_number="firm_number: false")
    assert form.by_id["authorisation"].offered({"role": "colleague"}) == ("panel", "control_query")
    assert "firm_number" not in form.by_id


def test_third_party_need_not_choose_where_nothing_is_offered() -> None:
    form = ticket_of(methods="methods: [panel]")
    answers = {"known": "no", "department": "domains", "domain_topic": "order", "role": "third_party"}
    assert validated(form, answers).errors.get("authorisation") is None  # type: ignore[union-attr]
    assert validated(form, {**answers, "role": "colleague"}).errors["authorisation"].code == "required"  # type: ignore[union-attr]


def test_third_party_cannot_authorise_by_itself() -> None:
    form = real_forms().forms["ticket"]
    offered = form.by_id["authorisation"].offered
    assert offered({"role": "third_party"}) == ("control_query",)
    assert offered({"role": "administrator"}) == ("panel", "administrator_email", "control_query", "support_code")
