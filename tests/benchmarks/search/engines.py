"""Our search and its peers: each is made ready for a locale's documents and then asked under Node."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import click

from tests.benchmarks.search.asking import node

HERE = Path(__file__).resolve().parent
SCRIPTS = HERE.parents[2] / "overrides" / "assets" / "javascripts" / "search"
"""Our own modules, as a site serves them."""


@dataclass(frozen=True, slots=True)
class Corpus:
    """Documents of one locale."""

    tag: str
    documents: Path
    """Lines with ``id``, ``title`` and ``text``."""
    parallel: Mapping[str, Path] = field(default_factory=dict)
    """The same documents in other locales, to learn words from."""


@dataclass(frozen=True, slots=True)
class Ready:
    """A search that can be asked."""

    command: Sequence[str]
    """Script and arguments; it answers sessions."""
    index: Path
    """The folder of what it reads; of no meaning where it holds everything in memory."""


Engine = Callable[[Corpus, Path], Ready | None]
"""From a corpus and a folder for indexes to the search; None where it lacks the locale.

An index that is in the folder already is taken again.
"""


def kb(options: Mapping[str, object]) -> Engine:
    """Our search, opened with options of one's own beside locale and reader."""

    def ready(corpus: Corpus, folder: Path) -> Ready:
        own = folder / ("kb-learned" if corpus.parallel else "kb")
        if not is_current(own):
            make_index(corpus, own)
        script = [str(HERE / "ask.js"), str(SCRIPTS / "engine.js")]
        return Ready([*script, str(own), corpus.tag, json.dumps(options)], own)

    return ready


def in_memory(name: str) -> Engine:
    """A peer that makes its index anew in each process."""

    def ready(corpus: Corpus, folder: Path) -> Ready | None:
        check_installed()
        languages = HERE / "node_modules" / "lunr-languages"
        if name == "lunr-languages" and not (languages / f"lunr.{corpus.tag}.js").is_file():
            return None
        return Ready([str(HERE / "memory_peers.js"), name, str(corpus.documents), corpus.tag], folder)

    return ready


def pagefind(corpus: Corpus, folder: Path) -> Ready:
    """Pagefind, its index made from a page an article."""
    check_installed()
    own = folder / "pagefind"
    script = str(HERE / "pagefind.js")
    if not own.is_dir():
        node([script, "index", str(corpus.documents), corpus.tag, str(own)])
    return Ready([script, "ask", str(own), corpus.tag], own)


PEERS: Mapping[str, Engine] = {
    "lunr": in_memory("lunr"),
    "lunr-languages": in_memory("lunr-languages"),
    "minisearch": in_memory("minisearch"),
    "pagefind": pagefind,
}


def check_installed() -> None:
    """Make sure that the peers are there.

    Raises:
        click.ClickException: they are not; the message says how to install them.
    """
    if not (HERE / "node_modules").is_dir():
        raise click.ClickException(f"the peers are missing. Run: npm install --prefix {os.path.relpath(HERE)}")


def is_current(folder: Path) -> bool:
    """Whether an index is there, made after the last change of the code that makes it."""
    manifest = folder / "manifest.bin"
    code = HERE.parents[2] / "kb"
    changed = max(path.stat().st_mtime for name in ("search", "text") for path in (code / name).rglob("*.py"))
    return manifest.is_file() and manifest.stat().st_mtime > changed


def make_index(corpus: Corpus, folder: Path) -> None:
    """Write our index of a corpus, by ``kb index`` as anybody would.

    Raises:
        click.ClickException: the command failed.
    """
    command = ["kb", "index", str(corpus.documents), "--locale", corpus.tag, "--out", str(folder)]
    for other, path in corpus.parallel.items():
        command += ["--parallel", f"{other}={path}"]
    done = subprocess.run([sys.executable, "-m", *command], capture_output=True, text=True, check=False)
    if done.returncode:
        raise click.ClickException(f"{' '.join(command)} exited with {done.returncode}:\n{done.stderr[-2_000:]}")
