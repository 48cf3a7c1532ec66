"""The search engine under Node, for tests: any index, any method."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from kb.search.asking import find_node
from kb.search.documents import Document, Section
from kb.search.files import write_index
from kb.search.index import build_index
from tests.conftest import CHECKOUT


class EngineError(Exception):
    """The engine refused; ``code`` is what it tells the page."""

    def __init__(self, message: str, code: str | None) -> None:
        super().__init__(message)
        self.code = code


class Engine:
    """One Node process."""

    def __init__(self, process: subprocess.Popen[str]) -> None:
        self._process = process

    def call(self, method: str, *args: object) -> Any:
        """What a method of ``engine_stdin.js`` gives."""
        assert self._process.stdin
        assert self._process.stdout
        self._process.stdin.write(json.dumps([method, *args]) + "\n")
        self._process.stdin.flush()
        answer = json.loads(self._process.stdout.readline())
        if "error" in answer:
            raise EngineError(answer["error"], answer.get("code"))
        return answer["value"]

    def open(self, folder: Path, documents: Sequence[Document], tag: str, **options: Any) -> None:
        """Index the documents and open the index."""
        write_index(folder, build_index(documents, tag, **options))
        self.call("open", str(folder), tag)

    def ids(self, query: str, limit: int = 10) -> list[str]:
        """The results' ids, best first."""
        return [result["id"] for result in self.call("query", query, {"limit": limit})["results"]]


@contextmanager
def running_engine() -> Iterator[Engine]:
    """A process that ends with the block."""
    command = [find_node(), "tests/js/engine_stdin.js"]
    pipe = subprocess.PIPE
    with subprocess.Popen(command, cwd=CHECKOUT, stdin=pipe, stdout=pipe, text=True, encoding="utf-8") as process:
        try:
            yield Engine(process)
        finally:
            process.kill()


def document(doc_id: str, title: str, text: str = "", **values: Any) -> Document:
    """A document of one section."""
    return Document(doc_id, title, (Section("", "", text),), url=f"{doc_id}/", **values)
