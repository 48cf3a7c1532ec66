"""``kb serve``: the site, its reload and the embedded intake on one port."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import httpx
import pytest

from kb.preview.folders import Folders
from kb.preview.watching import watching
from tests.conftest import CHECKOUT, MakeDocs, page
from tests.intake.site import ANSWERS, FORM, TEXTS, TITLES


@dataclass
class Preview:
    """A preview that runs."""

    root: Path
    address: str
    said: list[str]
    process: subprocess.Popen[str]

    def get(self, path: str) -> httpx.Response:
        return httpx.get(self.address + path, timeout=40)


@pytest.fixture
def preview(make_docs: MakeDocs) -> Iterator[Preview]:
    root = make_docs(
        {
            "sl/index.md": page("Pomoč"),
            "sl/ticket.md": page("Zahtevek", kind="ticket"),
            "sl/a/index.md": page("A"),
            "sl/a/b.md": page("B", "Staro besedilo."),
            "pl/index.md": page("Pomoc"),
            "forms/ticket.yml": FORM.format(version=1),
            **{f"{tag}/forms/ticket.yml": TEXTS.format(title=title) for tag, title in TITLES.items()},
        }
    )
    configuration = root / "mkdocs.yml"
    text = configuration.read_text(encoding="utf-8")
    configuration.write_text(text.replace("  - kb/metadata\n", "  - kb/metadata\n  - kb/forms\n"), encoding="utf-8")
    log = (root / "log").open("w")
    port = 20_000 + os.getpid() % 20_000
    process = subprocess.Popen(
        [sys.executable, "-m", "kb", "serve", "--port", str(port)],
        cwd=root,
        stdout=subprocess.PIPE,
        stderr=log,
        text=True,
        env={**os.environ, "PYTHONPATH": f"{CHECKOUT}:{CHECKOUT / 'plugins'}", "PYTHONUNBUFFERED": "1"},
    )
    log.close()
    assert process.stdout
    said: list[str] = []
    for line in process.stdout:
        said.append(line.strip())
        if "Tickets land" in line:
            break
    found = re.search(r"http://\S+", " ".join(said))
    assert found, (root / "log").read_text()
    yield Preview(root, found[0], said, process)
    if process.poll() is None:
        process.terminate()
        process.wait(30)
    process.stdout.close()


def test_first_ticket_is_found_in_the_folder_that_is_named(preview: Preview) -> None:
    origin = re.match(r"http://[^/]+", preview.address)
    assert origin
    assert preview.address == f"{origin[0]}/help/"
    answer = httpx.post(f"{origin[0]}/v1/tickets", json=ANSWERS, headers={"Origin": origin[0]})
    assert answer.status_code == 201
    folder = Path(preview.said[-1].removeprefix("Tickets land in "))
    assert folder == preview.root / ".kb" / "tickets"
    end = time.monotonic() + 10
    ticket = folder / f"{answer.json()['number']}.txt"
    while not ticket.is_file() and time.monotonic() < end:
        time.sleep(0.02)
    assert "Domena primer.si se ne prenese." in ticket.read_text(encoding="utf-8")
    assert (preview.root / ".kb").stat().st_mode & 0o777 == 0o700
    assert (preview.root / ".kb/.gitignore").read_text(encoding="utf-8") == "*\n"
    # The same below the site's own path.
    assert preview.get("v1/form-token").status_code == 200


def test_change_is_shown_and_told_to_open_pages(preview: Preview) -> None:
    html = preview.get("sl/a/b/").text
    found = re.search(r'<script src="(?P<script>/\.kb/reload\.js)" data-build="(?P<build>\d+)"></script></body>', html)
    assert found
    # No inline script: the policy that visitors will meet holds in the preview too.
    assert "script-src &#39;self&#39;" in html
    origin = preview.address.removesuffix("/help/")
    assert httpx.get(origin + found["script"]).headers["content-type"] == "text/javascript; charset=utf-8"
    told: list[str] = []
    asking = threading.Thread(
        target=lambda: told.append(httpx.get(f"{origin}/.kb/builds?seen={found['build']}", timeout=60).text)
    )
    asking.start()
    (preview.root / "docs/sl/a/b.md").write_text(page("B", "Novo besedilo."), encoding="utf-8")
    asking.join()
    assert int(told[0]) == int(found["build"]) + 1
    assert "Novo besedilo." in preview.get("sl/a/b/").text


def test_fault_that_stops_the_build_leaves_the_pages(preview: Preview) -> None:
    form = preview.root / "docs/forms/ticket.yml"
    form.write_text("form: ticket\nsteps: 7\n", encoding="utf-8")
    end = time.monotonic() + 30
    while "The pages stay as they were" not in (preview.root / "log").read_text() and time.monotonic() < end:
        time.sleep(0.05)
    assert "Staro besedilo." in preview.get("sl/a/b/").text
    assert preview.process.poll() is None


@pytest.mark.parametrize("sign", [signal.SIGINT, signal.SIGTERM])
def test_preview_ends_at_once_and_cleans_up(preview: Preview, sign: int) -> None:
    origin = preview.address.removesuffix("/help/")
    asking = threading.Thread(target=lambda: httpx.get(f"{origin}/.kb/builds?seen=1", timeout=60))
    asking.start()
    time.sleep(0.3)
    began = time.monotonic()
    preview.process.send_signal(sign)
    assert preview.process.wait(10) == 0
    assert time.monotonic() - began < 5
    asking.join()


def test_site_is_replaced_only_when_it_is_whole(tmp_path: Path) -> None:
    def build(folder: Path) -> None:
        (folder / "index.html").write_text(str(folders.number), encoding="utf-8")
        if folders.number == 2:
            raise RuntimeError

    folders = Folders(tmp_path, build)
    folders.build()
    folders.build()
    assert (folders.number, (folders.current / "index.html").read_text()) == (2, "1")
    with pytest.raises(RuntimeError):
        folders.build()
    assert (folders.number, (folders.current / "index.html").read_text()) == (2, "1")


def test_replaced_file_and_new_files_are_noticed_once_each(tmp_path: Path) -> None:
    watched, other = tmp_path / "mkdocs.yml", tmp_path / "other"
    (tmp_path / "docs").mkdir()
    watched.write_text("a", encoding="utf-8")
    calls: list[float] = []
    with watching([tmp_path / "docs", watched], lambda: calls.append(time.monotonic())):
        other.write_text("x", encoding="utf-8")
        time.sleep(0.4)
        assert calls == []
        (tmp_path / "new").write_text("b", encoding="utf-8")
        (tmp_path / "new").replace(watched)
        time.sleep(0.4)
        assert len(calls) == 1
        (tmp_path / "docs/a.md").write_text("a", encoding="utf-8")
        time.sleep(0.4)
        assert len(calls) == 2
