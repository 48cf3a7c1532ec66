"""Dictionary forms: from simplemma's tables, and for words that they lack from rules learned on those tables.

Loading the Polish table takes seconds and 200 MB, so what was once looked up stays in a file of the user's, named by
the table's version: a build whose words are known loads no table.
"""

from __future__ import annotations

import contextlib
import json
import os
import sqlite3
import threading
import zlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from importlib.metadata import version
from pathlib import Path

import platformdirs
from simplemma.strategies.dictionaries.dictionary_factory import DefaultDictionaryFactory

from kb.text.folding import fold
from kb.text.rules import Rules, applied, learned_rules

_LEARNED_FORMS = 500_000
"""Of larger tables every n-th form is learned from, chosen by checksum; more changes no rule that matters."""

_STEMS = "stem_1"
"""Change it with any stemmer."""
_FORMS = "forms_1"
"""Change it with the way forms are read from the table."""


class Lemmas:
    """The dictionary of one language."""

    def __init__(self, tag: str, *, cache: Path | None = None) -> None:
        """Open the language's dictionary.

        Args:
            tag: one of simplemma's languages.
            cache: the folder of what was looked up before; by default the user's own.
        """
        self._tag = tag
        folder = cache or Path(platformdirs.user_cache_dir("kb"))
        folder.mkdir(parents=True, exist_ok=True)
        self._path = folder / f"words-{tag}-{version('simplemma')}.sqlite"
        self._readers: dict[tuple[int, int], sqlite3.Connection] = {}
        self._table: Mapping[str, str] | None = None
        self._learned: dict[str, Rules] = {}

    def known(self, words: Iterable[str]) -> dict[str, str]:
        """The dictionary forms of those words, accented and in small letters, that the table has."""
        return {word: lemma for word, lemma in self._kept("word", words, self._looked_up).items() if lemma}

    def kept(self, word: str) -> str | None:
        """The lemma of a word that was looked up before, in this build or an earlier one; empty if there is none."""
        row = self._reading().execute("SELECT * FROM word WHERE form = ?", (word,)).fetchone()
        return None if row is None else str(row[1])

    def stems(self, words: Iterable[str], stem: Callable[[str], str]) -> dict[str, str]:
        """The light stems of words; a stemmer in Python costs a tenth of a millisecond a word, so they are kept too."""
        return self._kept(_STEMS, words, stem)

    def forms(self, lemmas: Iterable[str]) -> dict[str, frozenset[str]]:
        """The forms that the table has of each lemma; for one that is new, the whole table is read."""
        wanted = set(lemmas)
        with self._store() as store:
            found = {lemma: frozenset(text.split()) for lemma, text in _rows(store, _FORMS, wanted)}
            if missing := wanted - found.keys():
                new: dict[str, set[str]] = {lemma: set() for lemma in missing}
                for form, lemma in self.table().items():
                    if (small := lemma.lower()) in new and " " not in form:
                        new[small].add(form.lower())
                rows = [(lemma, " ".join(sorted(some))) for lemma, some in new.items()]
                store.executemany(f"INSERT OR REPLACE INTO {_FORMS} VALUES (?, ?)", rows)  # noqa: S608 - own name
                found |= {lemma: frozenset(some) for lemma, some in new.items()}
        return found

    def _kept(self, table: str, words: Iterable[str], make: Callable[[str], str]) -> dict[str, str]:
        wanted = set(words)
        found = dict(_rows(self._reading(), table, wanted))
        if missing := wanted - found.keys():
            new = {word: make(word) for word in missing}
            with self._store() as store:
                store.executemany(f"INSERT OR REPLACE INTO {table} VALUES (?, ?)", new.items())  # noqa: S608 - own names
            found |= new
        return found

    def _reading(self) -> sqlite3.Connection:
        """A connection that stays: opening one costs more than most questions. One a thread and process."""
        key = os.getpid(), threading.get_ident()
        if key not in self._readers:
            with self._store():
                pass
            self._readers[key] = sqlite3.connect(self._path, timeout=60, isolation_level=None)
        return self._readers[key]

    def spellings(self, words: Iterable[str]) -> set[str]:
        """All forms of the table that are written as these words but for accents; reads the whole table."""
        wanted = {fold(word) for word in words}
        return {form for form in self.table() if fold(form) in wanted}

    def guessed(self, word: str) -> str:
        """The likely dictionary form of a word that the table lacks; the word itself where no rule fits."""
        return applied(self.rules, word) or word

    @property
    def rules(self) -> Rules:
        """Suffix rules form → lemma, learned from the table once."""
        return self.learned("rules", lambda: learned_rules(self.sample()))

    def learned(self, name: str, learn: Callable[[], Rules]) -> Rules:
        """Rules that are kept in the user's file once they were learned.

        Args:
            name: of the rules and of the way they are learned: another way, another name.
            learn: makes them from the table.
        """
        if name not in self._learned:
            rules = json.loads(self.kept_text(name, lambda: json.dumps(learn(), ensure_ascii=False)))
            self._learned[name] = {suffix: (int(cut), str(add)) for suffix, (cut, add) in rules.items()}
        return self._learned[name]

    def kept_text(self, name: str, make: Callable[[], str]) -> str:
        """A text that is kept in the user's file once it was made from the table."""
        with self._store() as store:
            row = store.execute("SELECT text FROM learned WHERE name = ?", (name,)).fetchone()
            text = str(row[0]) if row else make()
            if not row:
                store.execute("INSERT OR REPLACE INTO learned VALUES (?, ?)", (name, text))
        return text

    def sample(self) -> Iterator[tuple[str, str]]:
        """(Form, lemma) in small letters: of large tables every n-th, chosen by checksum."""
        table = self.table()
        step = max(1, len(table) // _LEARNED_FORMS)
        for form, lemma in table.items():
            if len(form) >= 4 and form.isalpha() and (step == 1 or not zlib.crc32(form.encode()) % step):
                yield form.lower(), lemma.lower()

    def table(self) -> Mapping[str, str]:
        """The whole table, form → lemma; loaded at the first call."""
        if self._table is None:
            self._table = DefaultDictionaryFactory().get_dictionary(self._tag)
        return self._table

    def _looked_up(self, word: str) -> str:
        """The lemma, or nothing; names are under their capital, and ё may be written е."""
        table = self.table()
        for spelling in (word, word.capitalize(), word.replace("ё", "е")):
            lemma = table.get(spelling)
            # The Russian table has phrases among its lemmas: блок gives «блок питания».
            if lemma and " " not in lemma:
                return lemma.lower()
        return ""

    @contextlib.contextmanager
    def _store(self) -> Iterator[sqlite3.Connection]:
        store = sqlite3.connect(self._path, timeout=60)
        try:
            with store:
                for table in ("word", _STEMS, _FORMS):
                    columns = "(form TEXT PRIMARY KEY, made TEXT) WITHOUT ROWID"
                    store.execute(f"CREATE TABLE IF NOT EXISTS {table} {columns}")
                store.execute("CREATE TABLE IF NOT EXISTS learned (name TEXT PRIMARY KEY, text TEXT)")
                yield store
        finally:
            store.close()


def _rows(store: sqlite3.Connection, table: str, words: set[str]) -> Iterator[tuple[str, str]]:
    ordered = sorted(words)
    for start in range(0, len(ordered), 500):
        chunk = ordered[start : start + 500]
        marks = ",".join("?" * len(chunk))
        yield from store.execute(f"SELECT * FROM {table} WHERE form IN ({marks})", chunk)  # noqa: S608 - own names and marks
