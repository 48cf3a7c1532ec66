"""More articles than there are: made from real pages, for bytes and time only."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from random import Random

import click

REAL = 912
"""Pages of the development set."""
GROWTH = 0.55
"""A corpus of N pages has about N to this power as many words.

Source: Heaps 1978, "Information Retrieval", §7.5; 0.4 to 0.6 for prose.
"""
REDRAWN = 0.35
"""Share of a made page's words that its real page did not have there."""
_WORD = re.compile(r"[^\W\d_]+")


@dataclass(frozen=True, slots=True)
class Page:
    """A page as the command line reads it."""

    id: str
    title: str
    text: str
    """Its first line is the title again where the real page's is."""


def corpus(documents: Path, tag: str, size: int, folder: Path) -> Path:
    """A file of ``size`` pages of a locale; the real one for its own size, one made before is taken as it is."""
    if size == REAL:
        return documents
    path = folder / f"{tag}-{size}.jsonl"
    if not path.is_file():
        rows = [json.loads(line) for line in documents.read_text(encoding="utf-8").splitlines()]
        pages = made([Page(row["id"], row["title"], row["text"]) for row in rows], size, Random(f"{tag} {size}"))
        lines = [
            json.dumps({"id": page.id, "title": page.title, "text": page.text}, ensure_ascii=False) for page in pages
        ]
        folder.mkdir(parents=True, exist_ok=True)
        path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


def made(real: Sequence[Page], size: int, chance: Random) -> Iterator[Page]:
    """The real pages as they are, then copies of them in chance order, each with some of its words redrawn.

    A redrawn word is one that stood somewhere before, as often as it stood there, so that frequent words stay
    frequent (Simon 1955, doi:10.1093/biomet/42.3-4.425), or a new one while the vocabulary lags behind its growth.
    """
    yield from real
    seen = [word for page in real for word in _words(page)]
    words = _Words(seen, chance)
    for number in range(len(real), size):
        page = real[chance.randrange(len(real))]
        goal = words.first * (number / len(real)) ** GROWTH
        title = words.redrawn(page.title, goal)
        text = words.redrawn(page.text.removeprefix(page.title), goal)
        yield Page(f"m{number:05}", title, title + text if page.text.startswith(page.title) else text)


class _Words:
    """All words so far, in the order and number in which they stood."""

    def __init__(self, seen: list[str], chance: Random) -> None:
        self._seen = seen
        self._known = dict.fromkeys(seen)
        self._real = list(self._known)
        self._chance = chance
        self.first = len(self._known)

    def redrawn(self, text: str, goal: float) -> str:
        """The text with some words redrawn; new ones until ``goal`` different words are known."""

        def other(found: re.Match[str]) -> str:
            old = found.group()
            if self._chance.random() >= REDRAWN:
                return old
            lags = len(self._known) < goal and self._chance.random() < 0.5
            word = self._new() if lags else self._chance.choice(self._seen)
            self._known[word] = None
            self._seen.append(word)
            return word.capitalize() if old[:1].isupper() else word

        return _WORD.sub(other, text)

    def _new(self) -> str:
        """A word that has the head of one real word and the tail of another, and so looks inflected as they do."""
        while True:
            head, tail = self._chance.choice(self._real), self._chance.choice(self._real)
            word = head[: max(2, len(head) // 2)] + tail[len(tail) // 2 :]
            if word not in self._known and _is_latin(head) == _is_latin(tail):
                return word


def _is_latin(word: str) -> bool:
    return word < "\u0250"


def _words(page: Page) -> Iterator[str]:
    return (found.group().lower() for found in _WORD.finditer(f"{page.title}\n{page.text}"))


@click.command()
@click.argument("documents", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.argument("tag", metavar="LOCALE")
@click.argument("size", type=int)
@click.argument("folder", type=click.Path(file_okay=False, path_type=Path))
def main(*, documents: Path, tag: str, size: int, folder: Path) -> None:
    """Write SIZE pages made from DOCUMENTS to FOLDER, and say how many words they have."""
    path = corpus(documents, tag, size, folder)
    counts = Counter[str]()
    for line in path.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        counts.update(_words(Page(row["id"], row["title"], row["text"])))
    once = sum(count == 1 for count in counts.values())
    click.echo(f"{path}: {counts.total():,} words, {len(counts):,} different, {once:,} once")


if __name__ == "__main__":
    main()
