"""How often the wanted document is found, typed rightly or in another way: R@10 and MRR@10."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import mean

import click
from rich.console import Console
from rich.table import Table

from tests.benchmarks.search.asking import Answer, Session, ask
from tests.benchmarks.search.engines import PEERS, Corpus, Engine, kb
from tests.benchmarks.search.queries import LOCALES, DevelopmentSet, Query, Score
from tests.benchmarks.search.variants import rewrites, rewritten

Scores = Mapping[str, Mapping[str, Score]]
"""Variant → locale → score."""


@dataclass(frozen=True, slots=True)
class Plan:
    """What is asked."""

    chosen: DevelopmentSet
    tags: Sequence[str]
    variants: tuple[str, ...]
    """Beginnings of the variants' names."""
    runs: Path | None
    """Where to write what was found."""
    is_parallel: bool

    def corpus(self, tag: str) -> Corpus:
        """A locale's documents."""
        return Corpus(tag, self.chosen.documents(tag), self.chosen.others(tag) if self.is_parallel else {})


@click.command()
@click.argument("folder", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.option("--locales", default=",".join(LOCALES), show_default=True, help="Comma-separated.")
@click.option("--variants", default="", help="Comma-separated names or beginnings of names; default: all.")
@click.option("--engines", default="kb", show_default=True, help=f"Comma-separated: kb, {', '.join(PEERS)}.")
@click.option("--weights", default="{}", help="JSON that our engine takes as its weights.")
@click.option("--options", default="{}", help="JSON of further options that our engine is opened with.")
@click.option("--parallel", is_flag=True, help="Learn words from the other three locales.")
@click.option("--index", "indexes", type=click.Path(path_type=Path), help="Keep the indexes here, and take them again.")
@click.option("--runs", type=click.Path(path_type=Path), help="Write what was found here, a file a locale and variant.")
@click.option("--infix", default="", help="Other files of FOLDER: '-qa' takes el-qa-docs.jsonl.")
def main(
    *,
    folder: Path,
    locales: str,
    variants: str,
    engines: str,
    weights: str,
    options: str,
    parallel: bool,
    indexes: Path | None,
    runs: Path | None,
    infix: str,
) -> None:
    """Score search on the development queries in FOLDER."""
    plan = Plan(DevelopmentSet(folder, infix), locales.split(","), tuple(variants.split(",")), runs, parallel)
    known = {"kb": kb({"weights": json.loads(weights), **json.loads(options)}), **PEERS}
    with tempfile.TemporaryDirectory(prefix="kb-benchmark-") as name:
        for engine in engines.split(","):
            found = scores(plan, engine, known[engine], indexes or Path(name))
            Console(width=100).print(score_table(engine, found, plan.tags))


def scores(plan: Plan, name: str, engine: Engine, indexes: Path) -> Scores:
    """An engine's scores; an index goes to ``indexes/<locale>``."""
    found: dict[str, dict[str, Score]] = {}
    for tag in plan.tags:
        folder = indexes / f"{tag}{plan.chosen.infix}"
        folder.mkdir(parents=True, exist_ok=True)
        ready = engine(plan.corpus(tag), folder)
        if ready is None:
            click.echo(f"{name} has nothing for {tag}", err=True)
            continue
        for variant, score in locale_scores(plan, tag, ready.command, name):
            found.setdefault(variant, {})[tag] = score
    return found


def locale_scores(plan: Plan, tag: str, command: Sequence[str], engine: str) -> Iterator[tuple[str, Score]]:
    """The score of each variant of a locale's queries; all are asked in one process."""
    scorer = plan.chosen.scorer()
    originals = plan.chosen.queries(tag)
    asked = {name: rewritten(originals, tag, name) for name in rewrites(tag) if name.startswith(plan.variants)}
    sessions = [Session((query.text,)) for queries in asked.values() for query in queries]
    found = ask(command, sessions)
    for name, queries in asked.items():
        answers = [answer for _, (answer,) in zip(queries, found, strict=False)]
        if plan.runs:
            write_run(plan.runs / engine / f"{tag}-{name}.jsonl", queries, answers)
        yield name, scorer(queries, {query.id: answer.docs for query, answer in zip(queries, answers, strict=True)})


def write_run(path: Path, queries: Sequence[Query], answers: Sequence[Answer]) -> None:
    """What was found, as the scorer reads it; with query, reading and wanted document for whoever looks into it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    rows = [
        {"id": query.id, "query": query.text, "reading": answer.reading, "wanted": query.doc_id, "docs": answer.docs}
        for query, answer in zip(queries, answers, strict=True)
    ]
    path.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows), encoding="utf-8")


def score_table(engine: str, found: Scores, tags: Sequence[str]) -> Table:
    """R@10 and MRR@10 of each variant, a column a locale, and their means."""
    table = Table("queries", *tags, "mean", title=f"{engine}: R@10 / MRR@10")
    for name, by_tag in found.items():
        recall = mean(score.recall for score in by_tag.values())
        reciprocal_rank = mean(score.reciprocal_rank for score in by_tag.values())
        cells = [*(by_tag.get(tag) for tag in tags), Score(recall, reciprocal_rank)]
        table.add_row(
            name, *("–" if cell is None else f"{cell.recall:.3f} {cell.reciprocal_rank:.3f}" for cell in cells)
        )
    return table


if __name__ == "__main__":
    main()
