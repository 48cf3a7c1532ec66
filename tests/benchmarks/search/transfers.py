"""What a browser fetches, in bytes as sent: brotli at its best, or a file as it is where that is smaller."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from tests.benchmarks.search.asking import Answer, node

_SCRIPT = Path(__file__).resolve().parent / "brotli.js"


@dataclass(slots=True)
class Scales:
    """Sizes of files, each weighed once."""

    _known: dict[Path, int] = field(default_factory=dict)

    def sizes(self, paths: Iterable[Path]) -> list[int]:
        """The bytes of each file."""
        found = list(paths)
        new = [path for path in dict.fromkeys(found) if path not in self._known]
        if new:
            printed = node([str(_SCRIPT)], "".join(f"{path}\n" for path in new))
            self._known.update(zip(new, map(int, printed.split()), strict=True))
        return [self._known[path] for path in found]

    def total(self, paths: Iterable[Path]) -> int:
        """The bytes of all of them."""
        return sum(self.sizes(paths))


def compress(folder: Path) -> None:
    """Write ``FILE.br`` beside each file below a folder that grows smaller, once."""
    paths = [path for path in sorted(folder.rglob("*")) if path.is_file() and path.suffix != ".br"]
    new = [path for path in paths if not path.with_name(path.name + ".br").is_file()]
    node([str(_SCRIPT), "--write"], "".join(f"{path}\n" for path in new))


def downloads(index: Path, answers: Sequence[Answer]) -> list[list[Path]]:
    """What each answer of a session makes the browser fetch: what it has once it does not fetch again."""
    held: set[Path] = set()
    found = []
    for answer in answers:
        paths = list(dict.fromkeys(index / name for name in answer.files))
        found.append([path for path in paths if path not in held])
        held.update(paths)
    return found
