"""The built wheel, alone, in an environment of its own; and ProperDocs with the same plugins."""

import os
import re
import subprocess
import sys
import venv
import zipfile
from pathlib import Path

import pytest

from tests.conftest import CHECKOUT, EPOCH
from tests.plugins.test_builds import differences

ENVIRONMENT = {**os.environ, "SOURCE_DATE_EPOCH": EPOCH, "NO_MKDOCS_2_WARNING": "1"}


def run(*command: str | Path, cwd: Path, **environment: str) -> str:
    done = subprocess.run(
        [str(part) for part in command],
        cwd=cwd,
        capture_output=True,
        text=True,
        check=False,
        env={**ENVIRONMENT, **environment},
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout + done.stderr


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    run(sys.executable, "-m", "build", "--wheel", "--outdir", folder, cwd=CHECKOUT)
    (built,) = folder.glob("*.whl")
    return built


def test_wheel_holds_the_packages_and_nothing_of_the_site(wheel: Path) -> None:
    names = zipfile.ZipFile(wheel).namelist()
    tops = {name.split("/")[0] for name in names}
    assert {top for top in tops if not top.endswith(".dist-info")} == {"kb", "kb_mkdocs"}
    for needed in (
        "kb_mkdocs/overrides/base.html",
        "kb_mkdocs/overrides/assets/stylesheets/kb.css",
        "kb/starter/mkdocs.yml",
        "kb/starter/docs/sl/index.md",
        "kb/catalogues/pl/LC_MESSAGES/kb.po",
        "kb/catalogues/kb.pot",
        "kb/search/ask.mjs",
        "kb/search/licences/simplemma.txt",
        "kb/intake/store/sqlite/001_tickets.sql",
        "kb/intake/store/postgres/001_tickets.sql",
        "kb_mkdocs/overrides/assets/javascripts/search/engine.js",
    ):
        assert needed in names


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of programs of an environment that holds the wheel and what it needs."""
    folder = tmp_path_factory.mktemp("installed") / "venv"
    venv.create(folder, with_pip=True)
    run(folder / "bin/pip", "install", "--quiet", "--disable-pip-version-check", wheel, cwd=folder)
    return folder / "bin"


def test_site_builds_outside_the_checkout_with_the_wheel_alone(installed: Path, tmp_path: Path) -> None:
    run(installed / "kb", "new", "help", cwd=tmp_path)
    site = tmp_path / "help"
    assert "0 faults, 0 warnings" in run(installed / "kb", "check", cwd=site)
    run(installed / "kb", "build", "--strict", cwd=site)
    html = (site / "site/pl/guide/first-article/index.html").read_text(encoding="utf-8")
    assert '<html lang="pl"' in html
    assert "W skrócie" in html
    (style,) = (site / "site/assets/stylesheets").glob("kb.*.css")
    assert style.stat().st_size > 10_000


@pytest.mark.usefixtures("node")
def test_wheel_alone_makes_an_index_and_asks_it(installed: Path, tmp_path: Path) -> None:
    (tmp_path / "docs.jsonl").write_text('{"id": "a", "title": "Prenos domene", "text": ""}\n', encoding="utf-8")
    run(installed / "kb", "index", "docs.jsonl", "--locale", "sl", "--out", "index", cwd=tmp_path)
    found = run(installed / "kb", "search", "--locale", "sl", "--index", "index", "prenosom domen", cwd=tmp_path)
    assert "1. Prenos domene" in found


def test_checkout_and_wheel_build_the_same_site(installed: Path, real_site: Path, tmp_path: Path) -> None:
    run(installed / "kb", "build", "--strict", "--site-dir", tmp_path / "site", cwd=CHECKOUT)
    assert differences(real_site, tmp_path / "site") == []


def test_properdocs_builds_the_same_but_for_the_generator(tmp_path: Path) -> None:
    run(sys.executable, "-m", "kb", "new", "help", cwd=tmp_path)
    site = tmp_path / "help"
    for host in ("mkdocs", "properdocs"):
        run(sys.executable, "-m", host, "build", "--strict", "-f", "mkdocs.yml", "-d", tmp_path / host, cwd=site)
    unequal = differences(tmp_path / "mkdocs", tmp_path / "properdocs")
    for name in unequal:
        one, two = (
            re.sub(r'<meta name="generator" content="[^"]*">', "", (tmp_path / host / name).read_text(encoding="utf-8"))
            for host in ("mkdocs", "properdocs")
        )
        assert one == two, name
