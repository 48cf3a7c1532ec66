"""The operator's settings."""

from __future__ import annotations

import ipaddress
from pathlib import Path

import pytest

from kb.intake.settings import Settings, read_settings
from kb.problems import KbError


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
