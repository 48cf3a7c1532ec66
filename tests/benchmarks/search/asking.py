"""Asking a search engine that runs under Node."""

from __future__ import annotations

import json
import shutil
import subprocess
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import click


@dataclass(frozen=True, slots=True)
class Answer:
    """What an engine found for one text."""

    docs: tuple[str, ...]
    """Ids of documents, best first."""
    reading: str
    """The query that the engine answered instead, or an empty string."""
    files: tuple[str, ...]
    """What it read for this answer, relative to the index."""
    milliseconds: float


@dataclass(frozen=True, slots=True)
class Session:
    """Texts that one visitor types, one after another."""

    texts: tuple[str, ...]
    limit: int = 10
    is_fresh: bool = False
    """Nothing is in memory at its start."""


def ask(command: Sequence[str], sessions: Sequence[Session]) -> Iterator[list[Answer]]:
    """The answers to each session's texts, by a script that speaks the protocol of ``sessions.js``.

    Raises:
        click.ClickException: the script failed, or failed at one of the texts.
    """
    rows = [{"texts": session.texts, "limit": session.limit, "fresh": session.is_fresh} for session in sessions]
    lines = "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)
    found = [json.loads(line) for line in node(command, lines).splitlines()]
    for session, answers in zip(sessions, found, strict=True):
        for text, answer in zip(session.texts, answers, strict=True):
            if answer["error"]:
                raise click.ClickException(f"{command[0]} failed at {text!r}: {answer['error']}")
        yield [_answer(row) for row in answers]


def node(command: Sequence[str], lines: str = "") -> str:
    """What a script prints under Node.

    Raises:
        click.ClickException: it failed, or Node is missing.
    """
    program = shutil.which("node")
    if program is None:
        raise click.ClickException("Node.js was not found. Install version 20 or later (apt-get install nodejs npm).")
    with tempfile.TemporaryFile("w+", encoding="utf-8") as given:
        given.write(lines)
        given.seek(0)
        done = subprocess.run(
            [program, "--max-old-space-size=8192", *command],
            stdin=given,
            capture_output=True,
            encoding="utf-8",
            check=False,
        )
    if done.returncode:
        raise click.ClickException(f"{' '.join(command)} exited with {done.returncode}:\n{done.stderr[-2_000:]}")
    return done.stdout


def _answer(row: Mapping[str, object]) -> Answer:
    docs, reading, files, milliseconds = (row[key] for key in ("docs", "reading", "files", "ms"))
    assert isinstance(docs, list)
    assert isinstance(files, list)
    assert isinstance(milliseconds, float | int)
    return Answer(tuple(docs), str(reading), tuple(files), milliseconds)
