"""The content as two kinds of companies publish it: those that take outages only in writing, and those that take them
by phone."""

from __future__ import annotations

import html
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
import yaml

from kb.check import check_site
from kb.site import read_site, site_settings
from tests.conftest import CHECKOUT, EPOCH

TAGS = ("el", "sl", "ru", "pl")
HERE = CHECKOUT / "tests/content"
PHRASES: Mapping[str, Mapping[str, list[str]]] = yaml.safe_load((HERE / "outages.yml").read_text(encoding="utf-8"))
OTHER = {"ticket": "phone", "phone": "ticket"}
_NO_WORDS = re.compile(r"<(script|style)\b.*?</\1>|<[^>]*>", re.DOTALL)


def merged(base: Mapping[str, Any], changes: Mapping[str, Any]) -> dict[str, Any]:
    """The base with the changes in it; opening hours are replaced as a whole."""
    both = {
        key: merged(base[key], value) if isinstance(value, dict) and isinstance(base.get(key), dict) else value
        for key, value in changes.items()
        if key != "hours"
    }
    return {**base, **both, **({"hours": changes["hours"]} if "hours" in changes else {})}


@pytest.fixture(scope="module", params=["ticket", "phone"])
def channel(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture(scope="module")
def sources(channel: str, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The documents with the profile of one of the example companies."""
    root = tmp_path_factory.mktemp(channel)
    shutil.copytree(CHECKOUT / "docs", root / "docs")
    shutil.copytree(CHECKOUT / "kb/catalogues", root / "kb/catalogues")
    configuration = (CHECKOUT / "mkdocs.yml").read_text(encoding="utf-8")
    own = yaml.safe_load((CHECKOUT / "docs/company.yml").read_text(encoding="utf-8"))
    changes = yaml.safe_load((HERE / f"companies/by-{channel}.yml").read_text(encoding="utf-8"))
    assert changes["outage"]["channel"] == channel
    (root / "mkdocs.yml").write_text(configuration.replace("Halovane", changes["name"]), encoding="utf-8")
    text = yaml.safe_dump(merged(own, changes), allow_unicode=True, sort_keys=False)
    (root / "docs/company.yml").write_text(text, encoding="utf-8")
    return root


@pytest.fixture(scope="module")
def pages(sources: Path) -> Mapping[str, str]:
    """Path → text of every page and every Markdown copy, as that company publishes them."""
    site = sources / "site"
    subprocess.run(
        [sys.executable, "-m", "kb", "build", "--strict", "--site-dir", str(site)],
        cwd=sources,
        check=True,
        env={**os.environ, "SOURCE_DATE_EPOCH": EPOCH},
    )
    found = [path for suffix in ("html", "md") for path in site.rglob(f"*.{suffix}")]
    return {path.relative_to(site).as_posix(): text(path) for path in found}


def text(path: Path) -> str:
    words = html.unescape(_NO_WORDS.sub(" ", path.read_text(encoding="utf-8")))
    return " ".join(words.split()).lower()


def saying(pages: Mapping[str, str], tag: str, phrase: str) -> list[str]:
    return [path for path, words in pages.items() if path.startswith(f"{tag}/") and phrase in words]


def test_check_finds_nothing(sources: Path) -> None:
    site, problems = read_site(site_settings(sources, sources / "docs", locales=TAGS, catalogues=["kb/catalogues"]))
    assert [str(problem) for problem in [*problems, *check_site(site)]] == []


@pytest.mark.parametrize("tag", TAGS)
def test_no_page_says_what_only_the_other_kind_of_company_may(pages: Mapping[str, str], channel: str, tag: str) -> None:
    found = {phrase: saying(pages, tag, phrase) for phrase in PHRASES[tag][OTHER[channel]]}
    assert {phrase: paths for phrase, paths in found.items() if paths} == {}


@pytest.mark.parametrize("tag", TAGS)
def test_every_phrase_of_the_list_is_still_in_use(pages: Mapping[str, str], channel: str, tag: str) -> None:
    assert [phrase for phrase in PHRASES[tag][channel] if not saying(pages, tag, phrase)] == []


def test_no_mark_and_no_placeholder_is_left(sources: Path, pages: Mapping[str, str]) -> None:
    assert len(pages) > 400
    for path in pages:
        written = (sources / "site" / path).read_text(encoding="utf-8")
        assert not re.search(r"<!--\s*(if|else|end)\b|\{\{", written), path


def test_pages_speak_of_this_company_only(pages: Mapping[str, str]) -> None:
    assert [path for path, words in pages.items() if "halovane" in words.replace("halovane.example", "")] == []
