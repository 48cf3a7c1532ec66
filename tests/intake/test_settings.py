"""The operator's settings."""

from __future__ import annotations

import dataclasses
import ipaddress
import re
from pathlib import Path

import pytest

from kb.intake.settings import Settings, read_settings
from kb.problems import KbError
from tests.conftest import CHECKOUT


def test_without_anything_said_the_defaults_hold() -> None:
    assert read_settings({"PATH": "/bin"}) == Settings()


def test_environment_wins_over_the_file(tmp_path: Path) -> None:
    file = tmp_path / "intake.toml"
    file.write_text('rate_limits = false\nrate_per_network = 5\norigins = ["https://a.example"]\n', encoding="utf-8")
    found = read_settings(
        {"KB_INTAKE_RATE_PER_NETWORK": "7", "KB_INTAKE_TRUSTED_PROXIES": "127.0.0.1, 10.0.0.0/8"}, file
    )
    assert (found.rate_limits, found.rate_per_network, found.origins) == (False, 7, ("https://a.example",))
    assert found.trusted_proxies == (ipaddress.ip_network("127.0.0.1/32"), ipaddress.ip_network("10.0.0.0/8"))


def test_departments_are_a_table(tmp_path: Path) -> None:
    file = tmp_path / "intake.toml"
    mail = 'smtp = "smtp://mail.example.com"\nmail_from = "i@example.com"\nmail_to = "h@example.com"\nreplies = false\n'
    file.write_text(f'{mail}[mail_departments]\nbilling = "billing@example.com"\n', encoding="utf-8")
    assert read_settings({}, file).mail_departments == {"billing": "billing@example.com"}
    given = {"KB_INTAKE_MAIL_DEPARTMENTS": "billing=b@example.com, domains = d@example.com"}
    assert read_settings(given, file).mail_departments == {"billing": "b@example.com", "domains": "d@example.com"}
    with pytest.raises(KbError, match="KB_INTAKE_MAIL_DEPARTMENTS is 'billing'"):
        read_settings({"KB_INTAKE_MAIL_DEPARTMENTS": "billing"}, file)


MAIL = {"SMTP": "smtp://m.example.com", "REPLY_FROM": "intake@example.com", "REPLY_TO": "support@example.com"}


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({}, ""),
        ({"REPLY_TO": ""}, "KB_INTAKE_REPLY_TO is missing"),
        ({"REPLY_TO": "no-reply@example.com"}, "an address that nobody reads"),
        ({"REPLY_FROM": ""}, "KB_INTAKE_REPLY_FROM is missing"),
        ({"REPLY_FROM": "", "MAIL_FROM": "intake@example.com"}, ""),
        ({"SMTP": ""}, "KB_INTAKE_SMTP is missing"),
        ({"SMTP": "mail.example.com:pa55word"}, "KB_INTAKE_SMTP is wrong"),
        ({"MAIL_TO": "helpdesk@example.com"}, "KB_INTAKE_MAIL_FROM and KB_INTAKE_MAIL_TO are needed"),
        ({"COMPLAINTS_TO": "quality@example.com"}, "KB_INTAKE_MAIL_FROM and KB_INTAKE_MAIL_TO are needed"),
        ({"REPLIES": "off"}, "nothing is mailed"),
    ],
)
def test_mail_is_set_up_as_a_whole_or_not_at_all(changes: dict[str, str], told: str) -> None:
    environment = {f"KB_INTAKE_{name}": value for name, value in {**MAIL, **changes}.items()}
    if not told:
        assert read_settings(environment).sends_replies
        return
    with pytest.raises(KbError, match=told) as error:
        read_settings(environment)
    assert "pa55word" not in str(error.value)


def test_guide_names_every_setting() -> None:
    guide = (CHECKOUT / "kb/intake/README.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| (`[A-Z].*?) \|", guide, re.MULTILINE)
    named = {name for row in rows for name in re.findall(r"`(\w+)`", row)} | set(re.findall(r"KB_INTAKE_(\w+)", guide))
    assert named == {found.name.upper() for found in dataclasses.fields(Settings)}


def test_all_bad_keys_are_told_at_once(tmp_path: Path) -> None:
    file = tmp_path / "intake.toml"
    file.write_text("colour = 1\n", encoding="utf-8")
    environment = {
        "KB_INTAKE_RATE_LIMITS": "maybe",
        "KB_INTAKE_RATE_PER_NETWORK": "-1",
        "KB_INTAKE_ORIGINS": "help.example.com",
        "KB_INTAKE_TRUSTED_PROXIES": "proxy",
    }
    with pytest.raises(KbError) as told:
        read_settings(environment, file)
    lines = str(told.value).splitlines()
    assert [line.partition(" is ")[0] for line in lines] == [f"{file}: colour", *sorted(environment)]
