"""Development queries, each with the one document that it asks for, and the formula that scores an answer."""

from __future__ import annotations

import importlib.util
import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

LOCALES = ("el", "sl", "ru", "pl")
DEPTH = 10
"""Results that count."""


@dataclass(frozen=True, slots=True)
class Query:
    """A query and the document that it wants."""

    id: str
    text: str
    doc_id: str


@dataclass(frozen=True, slots=True)
class Score:
    """How well queries were answered, in their mean; both figures from 0 to 1."""

    recall: float
    """Share of the queries whose document is among the first ten."""
    reciprocal_rank: float
    """One by the document's place, 0 past the tenth."""


Ranking = Sequence[str]
"""Ids of documents, best first."""
Scorer = Callable[[Sequence[Query], Mapping[str, Ranking]], Score]
"""From queries and the rankings by query id; a query without one scores 0."""


@dataclass(frozen=True, slots=True)
class DevelopmentSet:
    """A folder of documents and queries: ``<locale>-docs.jsonl``, ``<locale>-queries.jsonl``, ``eval_retrieval.py``."""

    folder: Path
    infix: str = ""
    """Between locale and kind in a file's name, as in ``el-qa-docs.jsonl``: ``-qa``."""

    def documents(self, tag: str) -> Path:
        """The file of a locale's documents: a line each, with ``id``, ``title`` and ``text``."""
        return self.folder / f"{tag}{self.infix}-docs.jsonl"

    def others(self, tag: str) -> dict[str, Path]:
        """The same documents in the other locales."""
        return {other: self.documents(other) for other in LOCALES if other != tag}

    def queries(self, tag: str) -> list[Query]:
        """A locale's queries."""
        path = self.folder / f"{tag}{self.infix}-queries.jsonl"
        rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]
        return [Query(row["id"], row["query"], row["doc_id"]) for row in rows]

    def scorer(self) -> Scorer:
        """The formula that came with the queries: ``score(queries, run, depth)`` of its ``eval_retrieval.py``."""
        path = self.folder / "eval_retrieval.py"
        spec = importlib.util.spec_from_file_location("eval_retrieval", path)
        if spec is None or spec.loader is None:
            raise FileNotFoundError(path)
        module = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(module)

        def scored(queries: Sequence[Query], rankings: Mapping[str, Ranking]) -> Score:
            rows = [{"id": query.id, "doc_id": query.doc_id} for query in queries]
            recall, reciprocal_rank, *_ = module.score(rows, rankings, DEPTH)
            return Score(recall, reciprocal_rank)

        return scored
