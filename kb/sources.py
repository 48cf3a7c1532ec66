"""Files that authors write: reading them, and naming them in problems."""

from __future__ import annotations

from pathlib import Path

from kb.problems import Problem

UNPUBLISHED_SUFFIXES = frozenset((".yml", ".yaml", ".tsv", ".po", ".pot"))
"""Files among the documents that are sources and never part of the site."""


def shown_path(path: Path, root: Path) -> str:
    """A path as problems show it: relative to the site's folder where it lies below it."""
    return path.relative_to(root).as_posix() if path.is_relative_to(root) else path.as_posix()


def read_source(path: Path, root: Path) -> str | Problem:
    """The text of a UTF-8 file; the problem if it cannot be read."""
    shown = shown_path(path, root)
    try:
        return path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        line = error.object[: error.start].count(b"\n") + 1
        return Problem(shown, line, "this is not UTF-8", "Save the file with the encoding UTF-8")
    except OSError as error:
        return Problem(shown, 0, f"this cannot be read: {error.strerror}", "Mend the file or link, or delete it")
