"""Which modules a page fetches for its search."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

_IMPORT = re.compile(r"""(?:\bfrom\s*|\bimport\s*|new URL\(\s*)["'](\.{1,2}/[^"']+\.js)["']""")
"""Imports that run with the module, and a worker's address; ``import(…)`` is left out: it waits for its moment."""


def fetched(entry: Path) -> list[Path]:
    """A module and all that it brings with it, itself first, each once."""
    found = [entry.resolve()]
    for path in found:
        found.extend(other for other in _imports(path) if other not in found)
    return found


def _imports(path: Path) -> Iterator[Path]:
    source = path.read_text(encoding="utf-8")
    for name in dict.fromkeys(_IMPORT.findall(source)):
        yield (path.parent / name).resolve()
