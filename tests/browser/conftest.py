"""A browser, the sites it opens, and pages opened in it."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Protocol

import pytest
from playwright.sync_api import Browser, BrowserContext, sync_playwright

from tests.browser.listening import Tab, listen
from tests.browser.places import LOCALES, UNTRANSLATED, Reader, Sites
from tests.browser.special import BUILT_AT, KITCHEN_SINK, notices
from tests.conftest import CHECKOUT, EPOCH, Serve, lacking
from tests.intake.conftest import Running

_FLAGS = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
_JS = CHECKOUT / "tests" / "js"


@pytest.fixture(scope="package")
def browser() -> Iterator[Browser]:
    """Chromium; its path may be given in ``KB_CHROMIUM``."""
    program = os.environ.get("KB_CHROMIUM") or shutil.which("chromium") or shutil.which("google-chrome")
    if program is None:
        remedy = "no Chromium was found. Install it (apt-get install chromium), or name it in KB_CHROMIUM."
        lacking(remedy)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=list(_FLAGS))
        yield browser
        browser.close()


@pytest.fixture(scope="package")
def axe_source() -> str:
    """axe-core's script."""
    path = _JS / "node_modules" / "axe-core" / "axe.min.js"
    if not path.is_file():
        pytest.fail(f"axe-core is missing. Run: npm ci --prefix {_JS.relative_to(CHECKOUT)}")
    return path.read_text(encoding="utf-8")


@pytest.fixture(scope="session")
def site_url(real_site: Path, serve: Serve) -> str:
    """The address of this repository's site."""
    return serve(real_site)


@pytest.fixture(scope="session")
def special_url(tmp_path_factory: pytest.TempPathFactory, serve: Serve) -> str:
    """A copy of the site in which each locale lacks an article, notices are due, and an article holds everything.

    It was built at ``BUILT_AT``.
    """
    folder = _copied(tmp_path_factory.mktemp("special"))
    for tag in LOCALES:
        docs = folder / "docs" / tag
        docs.joinpath(UNTRANSLATED[tag] + ".md").unlink()
        docs.joinpath("hosting", "kitchen-sink.md").write_text(KITCHEN_SINK, encoding="utf-8")
        shutil.rmtree(docs / "notices")
        docs.joinpath("notices").mkdir()
        for name, text in notices().items():
            docs.joinpath("notices", name).write_text(text, encoding="utf-8")
    return serve(_built(folder, epoch=int(BUILT_AT.timestamp())))


@pytest.fixture(scope="session")
def intake(real_site: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    """This repository's site with the intake behind its forms; tests share what it has taken in."""
    running = _intake(real_site, tmp_path_factory.mktemp("intake"))
    running.start()
    yield running
    running.stop()


@pytest.fixture
def own_intake(real_site: Path, tmp_path: Path) -> Iterator[Running]:
    """The same, started for one test, which may kill it and start it again."""
    running = _intake(real_site, tmp_path)
    running.start()
    yield running
    if running.process and running.process.poll() is None:
        running.stop()


def _intake(site: Path, folder: Path) -> Running:
    # Limits on tickets by network would count all tests as one sender.
    return Running(folder, site, {"KB_INTAKE_RATE_LIMITS": "off"})


@pytest.fixture(scope="session")
def subfolder_url(tmp_path_factory: pytest.TempPathFactory, serve: Serve) -> str:
    """The site at ``/help/`` of its server."""
    folder = _copied(tmp_path_factory.mktemp("subfolder"))
    config = folder / "mkdocs.yml"
    lines = config.read_text(encoding="utf-8").splitlines()
    moved = ["site_url: https://example.com/help/" if line.startswith("site_url:") else line for line in lines]
    config.write_text("\n".join(moved), encoding="utf-8")
    root = folder / "root"
    root.mkdir()
    _built(folder, target=root / "help", epoch=int(EPOCH))
    # The server's own 404 page is that of the subfolder.
    shutil.copy(root / "help" / "404.html", root)
    return serve(root) + "help/"


@pytest.fixture(scope="session")
def sites(site_url: str, special_url: str) -> Sites:
    """Where pages of every type are."""
    return Sites(site_url, special_url)


def _copied(folder: Path) -> Path:
    shutil.copytree(CHECKOUT / "docs", folder / "docs")
    shutil.copytree(CHECKOUT / "kb" / "catalogues", folder / "kb" / "catalogues")
    shutil.copy(CHECKOUT / "mkdocs.yml", folder)
    return folder


def _built(folder: Path, *, epoch: int, target: Path | None = None) -> Path:
    site = target or folder / "site"
    subprocess.run(
        [sys.executable, "-m", "kb", "build", "--config", str(folder / "mkdocs.yml"), "--site-dir", str(site)],
        cwd=CHECKOUT,
        check=True,
        stdout=subprocess.DEVNULL,  # faults that were made on purpose
        env={**os.environ, "SOURCE_DATE_EPOCH": str(epoch)},
    )
    return site


class NewContext(Protocol):
    """Opens a browser context of its own: nothing is remembered in it."""

    def __call__(self, reader: Reader = ...) -> BrowserContext: ...


@pytest.fixture
def new_context(browser: Browser) -> Iterator[NewContext]:
    """A context for tests that change what the browser remembers."""
    opened: list[BrowserContext] = []

    def open_context(reader: Reader = Reader()) -> BrowserContext:  # noqa: B008 - frozen
        opened.append(_context(browser, reader))
        listen(opened[-1])
        return opened[-1]

    yield open_context
    for context in opened:
        context.close()


@pytest.fixture(scope="package")
def _tabs(browser: Browser) -> Iterator[dict[Reader, Tab]]:
    tabs: dict[Reader, Tab] = {}
    yield tabs
    for tab in tabs.values():
        tab.page.context.close()


class OpenTab(Protocol):
    """Gives a reader's tab, which other tests use too; what was heard in it before is forgotten."""

    def __call__(self, reader: Reader = ...) -> Tab: ...


@pytest.fixture
def open_tab(browser: Browser, _tabs: dict[Reader, Tab]) -> OpenTab:
    """A tab for tests that only look."""

    def open_tab(reader: Reader = Reader()) -> Tab:  # noqa: B008 - frozen
        if reader not in _tabs:
            context = _context(browser, reader)
            _tabs[reader] = Tab(context.new_page(), listen(context))
        tab = _tabs[reader]
        tab.page.goto("about:blank")
        tab.noise.clear()
        return tab

    return open_tab


def _context(browser: Browser, reader: Reader) -> BrowserContext:
    context = browser.new_context(
        locale=reader.locale,
        timezone_id=reader.zone,
        java_script_enabled=reader.has_scripts,
        color_scheme=reader.scheme,
        viewport={"width": reader.width, "height": 800},
        bypass_csp=reader.may_inject,
    )
    context.set_default_timeout(5000)
    return context
