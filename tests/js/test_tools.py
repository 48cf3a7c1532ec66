"""The site's JavaScript and CSS pass Biome and TypeScript, and the pure modules their tests."""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path

import pytest

from tests.conftest import lacking

HERE = Path(__file__).resolve().parent
ASSETS = (
    "../../overrides/assets/javascripts",
    "../../overrides/assets/stylesheets",
    "../../kb/search",
    "../benchmarks/search",
)


@pytest.fixture(scope="module")
def node() -> str:
    """Node, with the tools of ``package.json`` installed."""
    program = shutil.which("node")
    if program is None:
        remedy = "Node.js was not found. Install version 20 or later (apt-get install nodejs npm)."
        lacking(remedy)
    tools = HERE / "node_modules" / ".bin"
    if not all((tools / name).exists() for name in ("biome", "tsc")):
        pytest.fail("the JavaScript tools are missing. Run: npm ci --prefix tests/js")
    return program


def run(*command: str) -> None:
    """Run a tool in this folder; what it printed is the failure's message."""
    done = subprocess.run(command, cwd=HERE, capture_output=True, text=True, timeout=120, check=False)
    assert done.returncode == 0, f"{' '.join(command)}\n{done.stdout}{done.stderr}"


def test_biome_finds_nothing(node: str) -> None:
    run(node, "node_modules/.bin/biome", "ci", "--error-on-warnings", "--colors=off", *ASSETS, ".")


def test_types_are_right(node: str) -> None:
    run(node, "node_modules/.bin/tsc", "--project", ".")


def test_pure_modules_pass_their_tests(node: str) -> None:
    run(node, "--test", *sorted(path.name for path in HERE.glob("*.test.js")))


def test_lock_names_no_registry() -> None:
    lock = json.loads((HERE / "package-lock.json").read_text(encoding="utf-8"))
    assert [name for name, package in lock["packages"].items() if "resolved" in package] == []


def test_tools_are_pinned() -> None:
    package = json.loads((HERE / "package.json").read_text(encoding="utf-8"))
    assert [name for name, version in package["devDependencies"].items() if not version.startswith("~")] == []
