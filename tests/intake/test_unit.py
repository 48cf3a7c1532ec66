"""The samples of the operator's guide that no other test runs."""

from __future__ import annotations

import configparser
import re
import shlex
from dataclasses import fields
from pathlib import Path

from kb.cli.intake import serve
from kb.intake.settings import Settings
from tests.conftest import CHECKOUT

FOLDER = CHECKOUT / "kb" / "intake"


def test_unit_starts_the_service_with_options_that_it_knows() -> None:
    unit = configparser.ConfigParser(interpolation=None, strict=False)
    unit.optionxform = str  # type: ignore[assignment, method-assign]
    unit.read(FOLDER / "systemd" / "kb-intake.service", encoding="utf-8")
    program, *arguments = shlex.split(unit["Service"]["ExecStart"])
    assert (Path(program).name, arguments[:2]) == ("kb", ["intake", "serve"])
    given = serve.make_context("serve", arguments[2:]).params
    assert given["database"].startswith("sqlite:////var/lib/kb-intake/")
    assert unit["Service"]["StateDirectory"] == "kb-intake"


def test_every_setting_stands_in_the_guide() -> None:
    guide = (FOLDER / "README.md").read_text(encoding="utf-8")
    told = set(re.findall(r"`(?:KB_INTAKE_)?([A-Z][A-Z_]+)\b", guide))
    assert [field.name for field in fields(Settings) if field.name.upper() not in told] == []


def test_every_figure_stands_in_the_guide() -> None:
    guide = (FOLDER / "README.md").read_text(encoding="utf-8")
    source = (FOLDER / "metrics.py").read_text(encoding="utf-8")
    assert {name.removesuffix("_total") for name in re.findall(r'"(kb_intake_\w+)"', source)} == {
        name.removesuffix("_total") for name in re.findall(r"`(kb_intake_\w+)", guide)
    }
