"""What was found in the texts of a page, kept in a file of the user's: a build looks only at pages that changed.

A file is named by all that decides: the glossary, this package's code, the dictionary. Where it cannot be read or
written, each text is looked at.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import marshal
import sqlite3
import time
import unicodedata
from collections.abc import Iterator, Sequence, Set
from functools import cache
from importlib.metadata import version
from pathlib import Path

import platformdirs

import kb.glossary
import kb.text
from kb.glossary.finder import Finder, Occurrence, SectionText
from kb.glossary.terms import Glossary

_UNUSED_DAYS = 30
"""A file that was not opened for so long is removed."""


class KeepingMatcher:
    """Finds what a matcher finds, and makes one only for a page that it does not know."""

    def __init__(self, glossary: Glossary, *, folder: Path | None = None) -> None:
        """Open the file.

        Args:
            glossary: the terms.
            folder: of the files; by default in the user's own cache.
        """
        self.glossary = glossary
        self.term_ids = tuple(term.id for term in glossary.terms)
        self._matcher: Finder | None = None
        self._store = _Store(folder or Path(platformdirs.user_cache_dir("kb"), "terms"), glossary)

    def occurrences(self, sections: Sequence[SectionText], *, named: Sequence[Set[str]] = ()) -> Iterator[Occurrence]:
        """As ``Matcher.occurrences``; ``named`` must grow in the same way whenever the sections are the same."""
        asked = [[[each.heading, list(each.beside), list(each.texts)] for each in sections], list(map(sorted, named))]
        key = hashlib.blake2b(marshal.dumps(asked, 0), digest_size=20).digest()
        kept = self._store.get(key)
        if kept is not None:
            for section, text, start, end, *terms in kept:
                yield Occurrence(section, text, start, end, tuple(self.term_ids[place] for place in terms))
            return
        if self._matcher is None:
            # Its grammars and dictionaries take a while to load, and most builds need none.
            from kb.glossary.matcher import Matcher

            self._matcher = Matcher(self.glossary)
        places = {term: place for place, term in enumerate(self.term_ids)}
        found = []
        for each in self._matcher.occurrences(sections, named=named):
            found.append([each.section, each.text, each.start, each.end, *(places[term] for term in each.terms)])
            yield each
        self._store.put(key, found)


class _Store:
    """A file of (key, what was found); nothing where it cannot be used."""

    def __init__(self, folder: Path, glossary: Glossary) -> None:
        self._connection: sqlite3.Connection | None = None
        self._kept: dict[bytes, str] = {}
        digest = hashlib.blake2b(f"{glossary!r} {_code()}".encode(), digest_size=12).hexdigest()
        path = folder / f"{glossary.locale}-{digest}.sqlite"
        with contextlib.suppress(OSError, sqlite3.Error):
            folder.mkdir(parents=True, exist_ok=True)
            _remove_unused(folder)
            try:
                self._connection = _opened(path)
            except sqlite3.OperationalError:
                raise  # It is sound, but cannot be used now.
            except sqlite3.DatabaseError:
                path.unlink()
                self._connection = _opened(path)
            path.touch()
            # All at once: a question to the file costs fifty times as much as one to a dictionary.
            self._kept = dict(self._connection.execute("SELECT page, places FROM found"))

    def get(self, key: bytes) -> list[list[int]] | None:
        with contextlib.suppress(ValueError):
            found: list[list[int]] | None = json.loads(self._kept[key]) if key in self._kept else None
            return found
        return None

    def put(self, key: bytes, found: list[list[int]]) -> None:
        self._kept[key] = json.dumps(found, separators=(",", ":"))
        with contextlib.suppress(sqlite3.Error):
            if self._connection:
                self._connection.execute("INSERT OR REPLACE INTO found VALUES (?, ?)", (key, self._kept[key]))


def _opened(path: Path) -> sqlite3.Connection:
    connection = sqlite3.connect(path, timeout=60, isolation_level=None)
    # A file that is damaged by a crash is made anew: nothing is in it that cannot be found again.
    connection.execute("PRAGMA journal_mode = MEMORY")
    connection.execute("PRAGMA synchronous = OFF")
    connection.execute("CREATE TABLE IF NOT EXISTS found (page BLOB PRIMARY KEY, places TEXT) WITHOUT ROWID")
    return connection


def _remove_unused(folder: Path) -> None:
    oldest_s = time.time() - _UNUSED_DAYS * 86_400
    for path in folder.glob("*.sqlite"):
        if path.stat().st_mtime < oldest_s:
            path.unlink(missing_ok=True)


@cache
def _code() -> str:
    """What changes with the code that decides, and with the tables that it asks."""
    digest = hashlib.blake2b()
    for package in (kb.glossary, kb.text):
        for path in sorted(Path(package.__path__[0]).rglob("*.py")):
            digest.update(path.read_bytes())
    return f"{digest.hexdigest()} {version('simplemma')} {unicodedata.unidata_version}"
