"""Documents as JSON lines."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

WriteLines = Callable[..., Path]
SLOVENE = (
    {
        "id": "b",
        "title": "Prenos domene",
        "text": "Prenos domene\nZa prenos potrebujete kodo authinfo.\n\nNato počakajte.",
    },
    {
        "id": "a/č",
        "title": "Varnostna kopija",
        "text": "Spletno stran obnovite iz varnostne kopije. 🙂 Koda ni potrebna.",
    },
    {"id": "c", "title": "Račun", "text": "Račun plačate s položnico."},
)


@pytest.fixture
def write_lines(tmp_path: Path) -> WriteLines:
    """Writes a file of documents: ``write_lines({"id": …}, …, name="sl.jsonl")``; texts stand as they are."""

    def write(*lines: object, name: str = "docs.jsonl") -> Path:
        path = tmp_path / name
        texts = (line if isinstance(line, str) else json.dumps(line, ensure_ascii=False) for line in lines)
        path.write_text("\n".join(texts) + "\n", encoding="utf-8")
        return path

    return write
