"""Builds agree: by either command, twice, in any order of pages, and while a server rebuilds."""

import filecmp
import os
import re
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.conftest import CHECKOUT, EPOCH, MakeDocs, RunKb, page
from tests.plugins.conftest import Build

SHUFFLE = """
import random

def on_files(files, config):
    pages = list(files.documentation_pages())
    random.Random(7).shuffle(pages)
    for file in pages:
        files.remove(file)
    for file in pages:
        files.append(file)
    return files

on_files.mkdocs_priority = -100
"""


def differences(one: Path, two: Path) -> list[str]:
    """Files that are only on one side, or differ in a byte."""
    names = [{p.relative_to(root).as_posix() for p in root.rglob("*") if p.is_file()} for root in (one, two)]
    unequal = filecmp.cmpfiles(one, two, names[0] & names[1], shallow=False)
    return sorted((names[0] ^ names[1]) | set(unequal[1]) | set(unequal[2]))


def mkdocs(*arguments: str, cwd: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "mkdocs", *arguments],
        cwd=cwd,
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, "SOURCE_DATE_EPOCH": EPOCH, "NO_MKDOCS_2_WARNING": "1"},
    )


def small(make_docs: MakeDocs, options: str = "") -> Path:
    files = {"sl/index.md": page(), "pl/index.md": page(), "sl/a/index.md": page("A"), "pl/a/index.md": page("A")}
    for number in range(12):
        files[f"{'sl' if number % 3 else 'pl'}/a/p{number}.md"] = page(
            f"P{number}", f"## X {{#x}}\n\n[b](p{(number + 1) % 12}.md#x)"
        )
    return make_docs(files, options=options)


def test_mkdocs_and_kb_build_the_same_bytes(real_site: Path, tmp_path: Path) -> None:
    done = mkdocs("build", "--strict", "--site-dir", str(tmp_path / "other"), cwd=CHECKOUT)
    assert done.returncode == 0, done.stderr
    assert "WARNING" not in done.stderr
    assert differences(real_site, tmp_path / "other") == []


def test_two_builds_of_one_tree_are_equal(make_docs: MakeDocs, run_kb: RunKb) -> None:
    root = small(make_docs)
    for name in ("one", "two"):
        assert run_kb("build", "--strict", "--site-dir", name, cwd=root).code == 0
    assert differences(root / "one", root / "two") == []


def test_order_of_pages_changes_no_byte(make_docs: MakeDocs, build: Build) -> None:
    root = small(make_docs)
    ordered = build(root).folder.rename(root / "ordered")
    (root / "shuffle.py").write_text(SHUFFLE)
    (root / "mkdocs.yml").write_text((root / "mkdocs.yml").read_text() + "hooks: [shuffle.py]\n")
    assert differences(ordered, build(root).folder) == []


def test_built_from_another_folder_the_site_is_the_same(make_docs: MakeDocs, run_kb: RunKb, tmp_path: Path) -> None:
    root = small(make_docs)
    assert run_kb("build", "--site-dir", "one", cwd=root).code == 0
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    done = run_kb("build", "--config", str(root / "mkdocs.yml"), "--site-dir", str(root / "two"), cwd=elsewhere)
    assert done.code == 0
    assert differences(root / "one", root / "two") == []


def test_strict_mkdocs_fails_on_a_fault(make_docs: MakeDocs) -> None:
    root = make_docs({"sl/index.md": page(body="[x](no.md)"), "pl/index.md": page()})
    done = mkdocs("build", "--strict", cwd=root)
    assert done.returncode == 1
    assert "docs/sl/index.md:6: the link 'no.md' leads to no article." in done.stderr


def test_options_are_refused_with_their_names(make_docs: MakeDocs) -> None:
    root = make_docs({"sl/index.md": page()}, locales=("sl", "xx-nowhere"))
    done = mkdocs("build", cwd=root)
    assert done.returncode == 1
    assert "'xx-nowhere' is not a known locale" in done.stderr


def test_day_of_the_last_commit_stands_in_for_updated(make_docs: MakeDocs, build: Build) -> None:
    root = make_docs({"sl/index.md": page(), "sl/a/index.md": page(), "sl/a/b.md": page()}, locales=("sl",))
    git = ["git", "-c", "user.name=T", "-c", "user.email=t@example.com"]
    date = {"GIT_AUTHOR_DATE": "2024-05-06T12:00:00Z", "GIT_COMMITTER_DATE": "2024-05-06T12:00:00Z"}
    for command in (["init", "-q"], ["add", "."], ["commit", "-qm", "first"]):
        subprocess.run([*git, *command], cwd=root, check=True, env={**os.environ, **date})
    assert "6. maj 2024" in build(root).html("sl/a/b/")


@pytest.fixture
def server(make_docs: MakeDocs) -> Iterator[tuple[Path, str]]:
    root = small(make_docs)
    port = 20000 + os.getpid() % 20000
    log = (root / "log").open("w")
    command = [sys.executable, "-m", "kb", "serve", "--port", str(port)]
    running = subprocess.Popen(command, cwd=root, stdout=log, stderr=subprocess.STDOUT)
    yield root, f"http://127.0.0.1:{port}/help/"
    running.terminate()
    running.wait(10)
    log.close()


def fetched(url: str, wanted: str, *, within_s: float = 40) -> str:
    """The page, as soon as it holds the wanted words."""
    end, text = time.monotonic() + within_s, ""
    while time.monotonic() < end:
        try:
            text = urllib.request.urlopen(url, timeout=5).read().decode()  # noqa: S310 - our own server
        except OSError:
            text = ""
        if wanted in text:
            return text
        time.sleep(0.2)
    pytest.fail(f"{url} does not show {wanted!r}: {re.sub('<[^>]*>', ' ', text)[:500]}")


def test_server_shows_each_change(server: tuple[Path, str]) -> None:
    root, url = server
    assert "P1" in fetched(f"{url}sl/a/p1/", "P1")
    (root / "docs/sl/a/p1.md").write_text(page("Nov naslov", "Novo besedilo."), encoding="utf-8")
    fetched(f"{url}sl/a/p1/", "Novo besedilo.")
    assert "Nov naslov" in fetched(f"{url}sl/a/p2/", "Nov naslov")
    (root / "docs/sl/a/p1.md").unlink()
    (root / "docs/pl/a/p1.md").write_text(page("Polski"), encoding="utf-8")
    assert '<html lang="sl"' in fetched(f"{url}sl/a/p1/", "Polski")
