"""How many bytes a search costs its visitor, from the moment the search box has focus."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import mean

import click
from rich.console import Console
from rich.table import Table

from tests.benchmarks.search.asking import Session, ask
from tests.benchmarks.search.built import built_site
from tests.benchmarks.search.corpora import REAL, corpus
from tests.benchmarks.search.engines import PEERS, Corpus, Engine, Ready, kb
from tests.benchmarks.search.modules import fetched
from tests.benchmarks.search.queries import DEPTH, LOCALES, DevelopmentSet, Query
from tests.benchmarks.search.transfers import Scales, downloads

SIZES = (REAL, 2_500, 10_000)
PEER_SIZE = 2_500
"""The peer is weighed up to here."""
FROM_LETTER = 3
"""Search begins at this letter of a word."""
SUGGESTIONS = 6
GOALS_KB: Mapping[tuple[int, str], int] = {
    (REAL, "first result"): 48,
    (REAL, "further query"): 20,
    (2_500, "first result"): 56,
    (2_500, "word typed"): 100,
}
"""Articles a locale and figure → what it may be at most in the mean of the locales, in KB of 1,000 bytes."""
_EIGHT_LETTERS = re.compile(r"(?<![^\W_])[^\W\d_]{8}(?![^\W_])")

Costs = Mapping[str, Sequence[int]]
"""Figure → its bytes, a session each; what begins with focus holds the code too."""


@dataclass(frozen=True, slots=True)
class Side:
    """A search and its code."""

    name: str
    engine: Engine
    code: Callable[[Path], list[Path]]
    """From the index's folder to the modules that are fetched whatever is asked."""


@click.command()
@click.argument("folder", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.argument("work", type=click.Path(file_okay=False, path_type=Path))
@click.option("--sizes", default=",".join(map(str, SIZES)), show_default=True, help="Articles a locale.")
@click.option("--locales", default=",".join(LOCALES), show_default=True, help="Comma-separated.")
@click.option("--engines", default="kb,pagefind", show_default=True, help="Comma-separated.")
@click.option("--every", default=1, show_default=True, help="Ask each n-th query only.")
@click.option("--parallel", is_flag=True, help=f"Index words learned from the other locales too, at {REAL} articles.")
def main(*, folder: Path, work: Path, sizes: str, locales: str, engines: str, every: int, parallel: bool) -> None:
    """Weigh what is fetched for the development queries in FOLDER; corpora and indexes are kept in WORK."""
    chosen, scales = DevelopmentSet(folder), Scales()
    known = sides(built_site(work))
    for side in (known[name] for name in engines.split(",")):
        found: dict[tuple[int, str], Costs] = {}
        for size in map(int, sizes.split(",")):
            if side.name != "kb" and size > PEER_SIZE:
                continue
            for tag in locales.split(","):
                documents = corpus(chosen.documents(tag), tag, size, work / "corpora")
                others = chosen.others(tag) if parallel and size == REAL else {}
                ready = side.engine(Corpus(tag, documents, others), place(work, tag, size))
                assert ready is not None
                found[size, tag] = costs(side, ready, chosen.queries(tag)[::every], scales)
        Console(width=110).print(cost_table(side.name, found))
        if side.name == "kb":
            Console(width=110).print(goal_table(found))


def sides(site: Path) -> Mapping[str, Side]:
    """Ours, with the scripts of a built site, and the peer."""
    entry = site / "assets" / "javascripts" / "search" / "combobox.js"
    both = (
        Side("kb", kb({}), lambda _: fetched(entry)),
        Side("pagefind", PEERS["pagefind"], lambda index: [index / "pagefind.js", index / "pagefind-worker.js"]),
    )
    return {side.name: side for side in both}


def place(work: Path, tag: str, size: int) -> Path:
    """The folder of a corpus's indexes."""
    folder = work / f"{tag}-{size}"
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def costs(side: Side, ready: Ready, queries: Sequence[Query], scales: Scales) -> Costs:
    """What sessions with one corpus cost."""
    code = scales.total(side.code(ready.index))
    texts = [query.text for query in queries]
    pairs = [Session(pair, DEPTH, is_fresh=True) for pair in zip(texts, [*texts[1:], texts[0]], strict=True)]
    words = [Session(letters(word), SUGGESTIONS, is_fresh=True) for word in eight_letter_words(texts)]
    answers = list(ask(ready.command, [*pairs, *words]))
    # All at once: a script that weighs files takes longer to start than to weigh one.
    scales.sizes(path for session in answers for paths in downloads(ready.index, session) for path in paths)
    weighed = [[scales.total(paths) for paths in downloads(ready.index, session)] for session in answers]
    return {
        "code": [code],
        "first result": [code + first for first, _ in weighed[: len(pairs)]],
        "further query": [further for _, further in weighed[: len(pairs)]],
        "word typed": [code + sum(steps) for steps in weighed[len(pairs) :]],
    }


def eight_letter_words(texts: Sequence[str]) -> list[str]:
    """The words of eight letters in the queries, each once."""
    return list(dict.fromkeys(word.lower() for text in texts for word in _EIGHT_LETTERS.findall(text)))


def letters(word: str) -> tuple[str, ...]:
    """What stands in the search box as a word is typed, from the letter on that search begins at."""
    return tuple(word[:count] for count in range(FROM_LETTER, len(word) + 1))


def cost_table(name: str, found: Mapping[tuple[int, str], Costs]) -> Table:
    """Each corpus's figures."""
    figures = list(next(iter(found.values())))
    table = Table("articles", "locale", *figures, title=f"{name}: KB, mean (95 of 100 below; most)")
    for (size, tag), by_figure in found.items():
        table.add_row(f"{size:,}", tag, *(cell(by_figure[figure]) for figure in figures))
    return table


def cell(figures: Sequence[int]) -> str:
    """Mean, 95th percentile and maximum."""
    ordered = sorted(figures)
    middle = f"{mean(ordered) / 1e3:.1f}"
    high = ordered[int(0.95 * (len(ordered) - 1))]
    return middle if len(ordered) == 1 else f"{middle} ({high / 1e3:.0f}; {ordered[-1] / 1e3:.0f})"


def goal_table(found: Mapping[tuple[int, str], Costs]) -> Table:
    """The means of the locales beside what they may be."""
    table = Table("articles", "figure", "mean of the locales, KB", "at most", "")
    for size, figure, value in means(found):
        limit = GOALS_KB.get((size, figure))
        verdict = "" if limit is None else "[green]met[/]" if value <= limit else "[red]missed[/]"
        table.add_row(f"{size:,}", figure, f"{value:.1f}", "" if limit is None else str(limit), verdict)
    return table


def means(found: Mapping[tuple[int, str], Costs]) -> Iterator[tuple[int, str, float]]:
    """Size, figure and its mean over the locales, in KB."""
    for size in dict.fromkeys(size for size, _ in found):
        corpora = [by_figure for (other, _), by_figure in found.items() if other == size]
        for figure in corpora[0]:
            yield size, figure, mean(mean(by_figure[figure]) for by_figure in corpora) / 1e3


if __name__ == "__main__":
    main()
