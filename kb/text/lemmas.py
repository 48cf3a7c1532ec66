"""Dictionary forms: from simplemma's tables, and for words that they lack from rules learned on those tables.

Loading the Polish table takes seconds and 200 MB, so what was once looked up stays in a file of the user's, named by
the table's version: a build whose words are known loads no table.
"""

from __future__ import annotations

import contextlib
import json
import sqlite3
import zlib
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from importlib.metadata import version
from pathlib import Path

import platformdirs
from simplemma.strategies.dictionaries.dictionary_factory import DefaultDictionaryFactory

from kb.text.folding import fold

_LONGEST_SUFFIX = 6
_SUPPORT = 20
"""A suffix must be borne by so many forms of the table before a rule is made of it."""
_LEARNED_FORMS = 500_000
"""Of larger tables every n-th form is learned from, chosen by checksum; more changes no rule that matters."""

Rules = Mapping[str, tuple[int, str]]
"""Suffix → (letters to cut, letters to add)."""


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
        self._path = folder / f"lemmas-{tag}-{version('simplemma')}.sqlite"
        self._table: Mapping[str, str] | None = None
        self._rules: Rules | None = None

    def known(self, words: Iterable[str]) -> dict[str, str]:
        """The dictionary forms of those words, accented and in small letters, that the table has."""
        wanted = set(words)
        with self._store() as store:
            found = dict(_rows(store, wanted))
            missing = wanted - found.keys()
            if missing:
                new = {word: self._looked_up(word) for word in missing}
                store.executemany("INSERT OR REPLACE INTO word VALUES (?, ?)", new.items())
                found |= new
        return {word: lemma for word, lemma in found.items() if lemma}

    def spellings(self, words: Iterable[str]) -> set[str]:
        """All forms of the table that are written as these words but for accents; reads the whole table."""
        wanted = {fold(word) for word in words}
        return {form for form in self.table() if fold(form) in wanted}

    def guessed(self, word: str) -> str:
        """The likely dictionary form of a word that the table lacks; the word itself where no rule fits."""
        for length in range(min(_LONGEST_SUFFIX, len(word) - 2), 0, -1):
            rule = self.rules.get(word[-length:])
            if rule and len(word) - rule[0] >= 2:
                return word[: len(word) - rule[0]] + rule[1]
        return word

    @property
    def rules(self) -> Rules:
        """Suffix rules form → lemma, learned from the table once."""
        if self._rules is None:
            with self._store() as store:
                row = store.execute("SELECT text FROM rules").fetchone()
                learned = json.loads(row[0]) if row else learned_rules(self.table())
                if not row:
                    store.execute("INSERT INTO rules VALUES (?)", (json.dumps(learned, ensure_ascii=False),))
            self._rules = {suffix: (int(cut), str(add)) for suffix, (cut, add) in learned.items()}
        return self._rules

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
                store.execute("CREATE TABLE IF NOT EXISTS word (form TEXT PRIMARY KEY, lemma TEXT) WITHOUT ROWID")
                store.execute("CREATE TABLE IF NOT EXISTS rules (text TEXT)")
                yield store
        finally:
            store.close()


def learned_rules(table: Mapping[str, str]) -> dict[str, tuple[int, str]]:
    """For each suffix the change that most of its forms undergo; at equal numbers the first in order."""
    changes: dict[str, Counter[tuple[int, str]]] = defaultdict(Counter)
    step = max(1, len(table) // _LEARNED_FORMS)
    for form, lemma in table.items():
        if len(form) < 4 or not form.isalpha() or (step > 1 and zlib.crc32(form.encode()) % step):
            continue
        change = _change(form.lower(), lemma.lower())
        if change:
            for length in range(max(1, change[0]), min(_LONGEST_SUFFIX, len(form) - 2) + 1):
                changes[form[-length:].lower()][change] += 1
    supported = ((suffix, counts) for suffix, counts in sorted(changes.items()) if counts.total() >= _SUPPORT)
    return {suffix: min(counts, key=lambda change: (-counts[change], change)) for suffix, counts in supported}


def _change(form: str, lemma: str) -> tuple[int, str] | None:
    """(letters to cut, letters to add); None where form and lemma share less than two letters."""
    same = 0
    while same < min(len(form), len(lemma)) and form[same] == lemma[same]:
        same += 1
    return (len(form) - same, lemma[same:]) if same >= 2 else None


def _rows(store: sqlite3.Connection, words: set[str]) -> Iterator[tuple[str, str]]:
    ordered = sorted(words)
    for start in range(0, len(ordered), 500):
        chunk = ordered[start : start + 500]
        marks = ",".join("?" * len(chunk))
        yield from store.execute(f"SELECT form, lemma FROM word WHERE form IN ({marks})", chunk)  # noqa: S608 - marks only
