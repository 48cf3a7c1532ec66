"""The worlds that tests state: documents written in a few lines, built sites, a browser."""

from __future__ import annotations

import functools
import http.server
import os
import random
import re
import shutil
import subprocess
import sys
import threading
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import NoReturn, Protocol

import hypothesis
import pytest

from kb.problems import KbError
from kb.search.asking import find_node
from tests.intake.request_tracker import SERVER, RequestTracker
from tests.intake.request_tracker import server as running_tracker

CHECKOUT = Path(__file__).resolve().parent.parent
EPOCH = "1800000000"
"""2027-01-15: a moment of the build for tests that must not depend on today."""

# How long an example takes says more of the machine than of the code.
hypothesis.settings.register_profile("any machine", deadline=None)
hypothesis.settings.load_profile("any machine")


_MOST_CASES = 5
"""Of a test over all kinds of page, locales and schemes, so many are taken; all of them by ``tests/run.sh --full``."""


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Take a sample, the same one each time, of the browser's tests, and one store where any will do."""
    if os.environ.get("KB_TESTS") == "full":
        return
    cases: dict[str, list[pytest.Item]] = defaultdict(list)
    for item in items:
        if item.get_closest_marker("any_store"):
            cases[re.sub("sqlite|postgres", "store", item.nodeid)].append(item)
        elif item.path.parent.name == "browser":
            cases[item.nodeid.partition("[")[0]].append(item)
    left_out: set[pytest.Item] = set()
    for name, all_cases in cases.items():
        marker = all_cases[0].get_closest_marker("sample")
        is_of_stores = all_cases[0].get_closest_marker("any_store")
        count = 1 if is_of_stores else marker.args[0] if marker else _MOST_CASES
        if len(all_cases) > count:
            left_out |= set(all_cases) - set(random.Random(name).sample(all_cases, count))
    config.hook.pytest_deselected(items=[item for item in items if item in left_out])
    items[:] = [item for item in items if item not in left_out]


def lacking(remedy: str) -> NoReturn:
    """Skip where a program is missing; a failure where ``tests/run.sh`` or CI has set the machine up."""
    if os.environ.get("CI"):
        pytest.fail(remedy)
    pytest.skip(remedy)


class MakeDocs(Protocol):
    """Writes documents; returns the site's folder."""

    def __call__(
        self, files: Mapping[str, str], *, locales: tuple[str, ...] = ("sl", "pl"), options: str = ""
    ) -> Path: ...


@pytest.fixture
def make_docs(tmp_path: Path) -> MakeDocs:
    """A site's folder from ``{"pl/domains/transfer.md": "…"}``, with a configuration."""

    def make(files: Mapping[str, str], *, locales: tuple[str, ...] = ("sl", "pl"), options: str = "") -> Path:
        for name, text in files.items():
            path = tmp_path / "docs" / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
        (tmp_path / "mkdocs.yml").write_text(configuration(locales, options), encoding="utf-8")
        return tmp_path

    return make


def configuration(locales: tuple[str, ...], options: str = "") -> str:
    """A site's configuration."""
    return f"""site_name: Fixture
site_url: https://example.com/help/
theme: {{name: material, font: false}}
plugins:
  - kb/locales: {{locales: [{", ".join(locales)}]}}
  - kb/metadata
markdown_extensions: [admonition, attr_list, tables, {{toc: {{permalink: true}}}}]
{options}
"""


def page(title: str = "Title", body: str = "Text.", **keys: str) -> str:
    """An article's file."""
    lines = [f"title: {title}", f"description: About {title}.", *(f"{key}: {value}" for key, value in keys.items())]
    return "---\n" + "\n".join(lines) + f"\n---\n\n{body}\n"


@dataclass(frozen=True)
class Done:
    """A finished command."""

    code: int
    out: str
    err: str


RunKb = Callable[..., Done]


@pytest.fixture
def run_kb() -> RunKb:
    """Runs ``kb`` as its user does: ``run_kb("build", "--strict", cwd=site)``."""

    def run(*arguments: str, cwd: Path, **environment: str) -> Done:
        done = subprocess.run(
            [sys.executable, "-m", "kb", *arguments],
            cwd=cwd,
            capture_output=True,
            text=True,
            timeout=300,
            check=False,
            env={**os.environ, "SOURCE_DATE_EPOCH": EPOCH, **environment},
        )
        return Done(done.returncode, done.stdout, done.stderr)

    return run


@pytest.fixture(scope="session")
def real_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site of this repository, built."""
    site = tmp_path_factory.mktemp("real") / "site"
    subprocess.run(
        [sys.executable, "-m", "kb", "build", "--strict", "--site-dir", str(site)],
        cwd=CHECKOUT,
        check=True,
        env={**os.environ, "SOURCE_DATE_EPOCH": EPOCH},
    )
    return site


class _Handler(http.server.SimpleHTTPRequestHandler):
    """Serves a site as a production server would: its own 404 page, types with a character set, no noise."""

    def log_message(self, *_: object) -> None: ...

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        page = Path(self.directory, "404.html")
        if code != 404 or not page.is_file():
            super().send_error(code, message, explain)
            return
        body = page.read_bytes()
        self.send_response(404)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)


Serve = Callable[[Path], str]


@pytest.fixture(scope="session")
def serve() -> Iterator[Serve]:
    """Serves a folder on a free port of this machine; gives the address with a slash at its end."""
    servers: list[http.server.ThreadingHTTPServer] = []

    def start(folder: Path) -> str:
        server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(_Handler, directory=str(folder)))
        threading.Thread(target=server.serve_forever, daemon=True).start()
        servers.append(server)
        return f"http://127.0.0.1:{server.server_address[1]}/"

    yield start
    for server in servers:
        server.shutdown()
        server.server_close()


@pytest.fixture(scope="session")
def tracker() -> Iterator[RequestTracker]:
    """A Request Tracker set up as the operator's guide says; all tests share its tickets."""
    if not SERVER.exists():
        remedy = "Request Tracker was not found. Let tests/run.sh install it, as root."
        lacking(remedy)
    with running_tracker() as found:
        yield found


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """A copy of this repository's sources that a test may break."""
    copy = tmp_path / "checkout"
    for name in ("kb", "plugins", "overrides", "docs"):
        shutil.copytree(CHECKOUT / name, copy / name, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(CHECKOUT / "mkdocs.yml", copy)
    return copy


@pytest.fixture(scope="session")
def node() -> str:
    """A Node that runs the engine."""
    try:
        return find_node()
    except KbError as error:
        lacking(str(error))
