"""Every branch of the ticket form leads through its own questions to a number."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import NewContext
from tests.browser.filling import Given, go_on, opened, place, sent_number, walk
from tests.intake.conftest import Running

START: Given = {"known": "no", "critical": "no"}
PERSON: Given = {"role": "administrator", "email": "maja@example.com", "reachable": "yes", "domain": "example.com"}
TEXT: Given = {"subject": "Primer zadeve", "description": "Od včeraj od 9.15 se na strani example.com ne odpre nič."}
AUTHORISED: Given = {"authorisation": "panel"}
NEW: Given = {**START, **PERSON, **TEXT}
CHECKS: Given = {
    f"check_{name}": "unsolved"
    for name in (
        *("mail", "expiry", "pointing", "limits", "transfer_in", "transfer_out", "authinfo", "holder", "renewal"),
        *("backup", "payment", "search"),
    )
}
HOLDER: Given = {"holder_now": "Kos d.o.o.", "holder_new": "Maja Kos", "holder_kind": "person", "holder_reason": "sale"}
SITE: Given = {"site_address": "https://example.com/", "site_seen": "error", "site_changes": ("nameservers", "content")}
MAIL: Given = {"mail_direction": "sending", "mail_scope": "one", "mail_addresses": "info@example.com"}

DOMAIN = ("before", "urgency", "department", "check", "you", "identification", "authorisation", "domain")
ENDING = ("description", "evidence")

BRANCHES: dict[str, tuple[Given, tuple[str, ...]]] = {
    "follow-up": (
        {"known": "yes", "number": "4559-2354-20", "department": "email", **PERSON, **TEXT},
        ("before", "department", "you", *ENDING),
    ),
    "number lost": (
        {**NEW, "known": "lost", "department": "billing", "invoice": "2026-117"},
        ("before", "urgency", "department", "check", "you", "identification", "billing", *ENDING),
    ),
    **{
        f"critical: {kind}": (
            {
                **NEW,
                "critical": "yes",
                "critical_kind": kind,
                "department": department,
                "hosting_topic": "other",
                **more,
            },
            ("before", "urgency", "department", "check", "you", "identification", *steps, *ENDING),
        )
        for kind, department, more, steps in (
            ("server", "hosting", SITE, ("site",)),
            ("site", "sites", SITE, ("site",)),
            ("mail", "email", {**MAIL, "mail_scope": "all"}, ("mail",)),
            ("security", "hosting", {}, ()),
        )
    },
    "mail of several addresses": (
        {**NEW, "department": "email", **MAIL, "mail_direction": "both", "mail_scope": "several"},
        ("before", "urgency", "department", "check", "you", "identification", "mail", *ENDING),
    ),
    "unreachable mailbox": (
        {**NEW, "department": "email", **MAIL, "reachable": "no", "phone": "+386 40 123 456"},
        ("before", "urgency", "department", "check", "you", "identification", "mail", *ENDING),
    ),
    "site": (
        {**NEW, "department": "sites", **SITE},
        ("before", "urgency", "department", "check", "you", "identification", "site", *ENDING),
    ),
    "server down": (
        {**NEW, "department": "hosting", "hosting_topic": "down", **SITE},
        ("before", "urgency", "department", "check", "you", "identification", "site", *ENDING),
    ),
    "limits": (
        {**NEW, "department": "hosting", "hosting_topic": "limits", **SITE},
        ("before", "urgency", "department", "check", "you", "identification", "site", *ENDING),
    ),
    "order of a server": (
        {**NEW, **AUTHORISED, "department": "hosting", "hosting_topic": "order"},
        ("before", "urgency", "department", "you", "identification", "authorisation", *ENDING),
    ),
    "backup": (
        {
            **NEW,
            **AUTHORISED,
            "department": "hosting",
            "hosting_topic": "backup",
            "backup_what": ("files", "mail"),
            "backup_date": "2026-11-20",
            "backup_overwrite": "beside",
        },
        ("before", "urgency", "department", "check", "you", "identification", "authorisation", "backup", *ENDING),
    ),
    **{
        f"domain: {topic}": (
            {**NEW, **AUTHORISED, "department": "domains", "domain_topic": topic, "domain_extension": "si", **more},
            tuple(step for step in DOMAIN if step not in left_out) + ENDING,
        )
        for topic, more, left_out in (
            ("order", {"domain_wanted": "primer.example"}, ("check",)),
            ("transfer_in", {"current_registrar": "Registrar", "code_at_hand": "yes", "domain_locked": "no"}, ()),
            ("transfer_out", {"domain_locked": "unknown", "holder_mailbox": "yes"}, ()),
            ("authinfo", {}, ()),
            ("holder", HOLDER, ()),
            ("nameservers", {"new_nameservers": "ns1.example.com\nns2.example.com"}, ("check",)),
            ("pointing", {"pointing_target": "/www/primer"}, ("check",)),
            ("renewal", {"renewal_state": "expired", "renewal_paid": "no"}, ("authorisation",)),
            ("other", {}, ("check", "authorisation", "domain")),
        )
    },
    "authorisation by the administrator's address": (
        {
            **NEW,
            "department": "domains",
            "domain_topic": "nameservers",
            "new_nameservers": "ns1.example.com",
            "authorisation": "administrator_email",
            "administrator_mailbox": "no",
        },
        tuple(step for step in DOMAIN if step != "check") + ENDING,
    ),
    "third party": (
        {
            **NEW,
            "role": "third_party",
            "department": "domains",
            "domain_topic": "pointing",
            "pointing_target": "/www/primer",
            "authorisation": "control_query",
        },
        tuple(step for step in DOMAIN if step != "check") + ENDING,
    ),
    "application": (
        {**NEW, "department": "technical", "application_system": "WordPress 6.8", "application_plugin": "shop"},
        ("before", "urgency", "department", "check", "you", "identification", "application", *ENDING),
    ),
    "administrative question": (
        {**NEW, "department": "administrative", "administrative_topic": "question", "procedure": "račun"},
        ("before", "urgency", "department", "you", "identification", "administrative", *ENDING),
    ),
    "administrative change": (
        {
            **NEW,
            **AUTHORISED,
            "department": "administrative",
            "administrative_topic": "contact_data",
            "change_wanted": "Nov naslov podjetja",
        },
        ("before", "urgency", "department", "you", "identification", "authorisation", "administrative", *ENDING),
    ),
    "complaint": (
        {**NEW, "department": "complaints", "complaint_number": "4559-2354-20"},
        ("before", "urgency", "department", "you", "identification", "complaint", *ENDING),
    ),
}


@pytest.mark.parametrize("branch", BRANCHES)
def test_branch_asks_its_own_questions_and_is_sent(new_context: NewContext, intake: Running, branch: str) -> None:
    given, steps = BRANCHES[branch]
    page = opened(new_context().new_page(), f"{intake.address}sl/ticket/")
    passed = walk(page, {**CHECKS, **given})
    assert tuple(passed) == steps
    go_on(page)
    assert sent_number(page)


def test_what_solved_it_ends_kindly_and_leads_on_if_wanted(new_context: NewContext, intake: Running) -> None:
    page = opened(new_context().new_page(), f"{intake.address}sl/ticket/")
    given = {**CHECKS, **BRANCHES["mail of several addresses"][0], "check_mail": "solved"}
    walk(page, given, to="solved")
    expect(page.locator(".kb-solved .kb-step__title")).to_be_focused()
    expect(page.locator(".kb-solved a.kb-button")).to_have_attribute("href", "../")
    page.locator(".kb-solved button").click()
    assert place(page) == "you"
