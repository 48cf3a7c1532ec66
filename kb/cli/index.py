"""``kb index``."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import click
from rich.console import Console

from kb.cli.options import counted
from kb.locales import parse_locale
from kb.problems import KbError, Problem

if TYPE_CHECKING:
    from kb.search.documents import Document
    from kb.search.index import Learned

_FILE = click.Path(exists=True, dir_okay=False, path_type=Path)


@click.command()
@click.argument("documents", type=_FILE, metavar="DOCS.jsonl")
@click.option("--locale", required=True, help="The documents' locale, such as pl.")
@click.option(
    "--out", required=True, type=click.Path(path_type=Path), help="Folder of the index; an old one is replaced."
)
@click.option(
    "--parallel",
    multiple=True,
    metavar="LOCALE=DOCS.jsonl",
    help="The same documents, by their ids, in another locale: words are learned from them. May stand several times.",
)
@click.option(
    "--lunr",
    "lunr_file",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Also write a standard lunr index: fields title and text, terms in small letters without diacritics.",
)
@click.option("--compress", default="", metavar="br,gzip", help="Also write compressed copies beside the files.")
def index(
    documents: Path, locale: str, out: Path, parallel: Sequence[str], lunr_file: Path | None, compress: str
) -> None:
    """Make a search index of any documents, as the site's own is made.

    DOCS.jsonl has a line {"id": "…", "title": "…", "text": "…"} for each document. Faults are printed as
    PATH:LINE: FAULT. REMEDY.; with any of them the exit status is 1 and the old index stays. Ask the index with
    kb search --index.
    """
    # Dictionaries and stemmers take a tenth of a second to import, which no other command should pay.
    from kb.search.files import check_compressions, write_index
    from kb.search.index import build_index
    from kb.search.notice import NOTICE, notice

    started = time.monotonic()
    tag = parse_locale(locale).tag
    compressions = [name.strip() for name in compress.split(",") if name.strip()]
    check_compressions(compressions, option="--compress")
    own, others = _read(documents, dict(_named(text, tag) for text in parallel))
    learned = _learned(tag, own, others)
    with _status(f"Indexing {len(own)} documents"):
        files = build_index(own, tag, learned=learned)
    if licences := notice([tag]):
        files[NOTICE] = licences.encode()
    with _status("Writing"):
        if lunr_file:
            _write_lunr(lunr_file, own, tag)
        write_index(out, files, compress=compressions)
    size = sum(map(len, files.values())) / 1000
    took = time.monotonic() - started
    click.echo(f"{len(own)} documents in {out}: {len(files)} files, {size:,.0f} kB, after {took:.1f} s.", err=True)


def _named(text: str, own: str) -> tuple[str, Path]:
    name, _, path = text.partition("=")
    if not path or not Path(path).is_file():
        raise KbError(f"--parallel {text}: there is no such file. Write LOCALE=DOCS.jsonl, such as sl=sl.jsonl.")
    tag = parse_locale(name).tag
    if tag == own:
        raise KbError(f"--parallel {text}: that is the index's own locale. Name another one.")
    return tag, Path(path)


def _read(documents: Path, parallel: dict[str, Path]) -> tuple[list[Document], dict[str, list[Document]]]:
    """The documents of all files; the faults of all are printed before the command ends."""
    from kb.search.jsonl import read_documents

    own, problems = read_documents(documents)
    others: dict[str, list[Document]] = {}
    for tag, path in parallel.items():
        others[tag], faults = read_documents(path)
        problems += faults
    if problems:
        _end(problems)
    return own, others


def _end(problems: Sequence[Problem]) -> None:
    click.echo("\n".join(map(str, problems)))
    click.echo(f"The index was not written: {counted(problems)}.", err=True)
    sys.exit(1)


def _learned(tag: str, own: Sequence[Document], others: dict[str, list[Document]]) -> Learned | None:
    if not others:
        return None
    # NumPy takes a tenth of a second to import.
    from kb.search.learned import learned_postings
    from kb.search.learning import learn

    with _status("Learning words from the other locales"):
        return learned_postings(learn({tag: own, **others}, [tag])[tag])


def _write_lunr(path: Path, documents: Sequence[Document], tag: str) -> None:
    from kb.search.lunr_export import lunr_index

    try:
        path.write_text(lunr_index(documents, tag), encoding="utf-8")
    except OSError as error:
        raise KbError(f"--lunr {path} cannot be written: {error.strerror}.") from error


@contextmanager
def _status(text: str) -> Iterator[None]:
    """Say on a terminal what is being done."""
    with Console(stderr=True).status(text):
        yield
