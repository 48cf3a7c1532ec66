"""``kb search``."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import click

from kb.locales import parse_locale
from kb.problems import KbError

_FOLDER = click.Path(exists=True, file_okay=False, path_type=Path)
_READINGS = {
    "spelling": "spelt so",
    "layout": "typed on another keyboard layout",
    "transliteration": "typed in another script",
    "phrase": "without the quotation marks",
}


@click.command()
@click.argument("words", nargs=-1, required=True, metavar="QUERY...")
@click.option("--locale", required=True, help="The locale to search in.")
@click.option("--site", type=_FOLDER, help="The built site to ask.  [default: site]")
@click.option("--index", type=_FOLDER, help="Ask a folder that kb index wrote, instead of a site.")
@click.option("--limit", default=10, show_default=True, type=click.IntRange(1, 1000), help="How many results to show.")
@click.option("--json", "is_json", is_flag=True, help="Print the engine's answer as JSON, a line.")
def search(
    words: Sequence[str],
    locale: str,
    site: Path | None,
    index: Path | None,
    limit: int,
    is_json: bool,  # noqa: FBT001 - click's way
) -> None:
    """Ask a built site's search, as its pages do.

    "Quotation marks" ask for a phrase and -WORD leaves a word out; in a shell write them as

    \b
        kb search --locale pl '"kod authinfo"'
        kb search --locale pl -- transfer -hosting

    Needs Node.js 20 or newer.
    """
    from kb.search.asking import index_engine, site_engine

    if site and index:
        raise KbError("--site and --index exclude each other. Name one of them.")
    folder = site or Path("site")
    if not index and not folder.is_dir():
        raise KbError(f"{folder} does not exist. Run kb build, or name a built site with --site.")
    tag = parse_locale(locale).tag
    opened = index_engine(index, tag) if index else site_engine(folder, tag)
    with opened as engine:
        answer = engine.query(" ".join(words), limit=limit)
    click.echo(json.dumps(answer, ensure_ascii=False) if is_json else "\n".join(_told(answer)))


def _told(answer: Mapping[str, Any]) -> Iterator[str]:
    """The answer for a person."""
    if reading := answer.get("reading"):
        reason = _READINGS.get(reading["reason"], reading["reason"])
        yield f"Showing results for {click.style(reading['query'], bold=True)} ({reason}).\n"
    if term := answer.get("definition"):
        yield f"{click.style(term['title'], bold=True)}: {term['text']} {click.style(term['url'], dim=True)}\n"
    results = answer["results"]
    for rank, result in enumerate(results, start=1):
        yield from _lines(rank, result)
    if results:
        yield f"{len(results)} of {answer['total']}"
        return
    yield "Nothing was found." + (" The nearest:\n" if answer.get("nearest") else "")
    for rank, result in enumerate(answer.get("nearest") or [], start=1):
        yield from _lines(rank, result)


def _lines(rank: int, result: Mapping[str, Any]) -> Iterator[str]:
    title = _marked(result["title"], result.get("titleMarks") or [])
    trail = "".join(f"{part} › " for part in result.get("trail") or [])
    locale = f" [{result['locale']}]" if result.get("locale") else ""
    yield f"{rank:3}. {click.style(trail, dim=True) if trail else ''}{title}{locale}"
    yield f"     {click.style(result['url'], dim=True)}"
    if result["excerpt"]:
        yield f"     {_marked(result['excerpt'], result['marks'])}"
    yield ""


def _marked(text: str, marks: Sequence[Sequence[int]]) -> str:
    """The text with its marks in bold; marks count UTF-16 units."""
    units = text.encode("utf-16-le")
    parts, seen = [], 0
    for start, end in marks:
        parts += [_text(units, seen, start), click.style(_text(units, start, end), bold=True)]
        seen = end
    return "".join([*parts, _text(units, seen, len(units) // 2)])


def _text(units: bytes, start: int, end: int) -> str:
    return units[2 * start : 2 * end].decode("utf-16-le", errors="replace")
