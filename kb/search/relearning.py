"""The file of learned words made anew: what reviewers refused stays out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from kb.articles.article import Article
from kb.problems import KbError, Problem
from kb.search.documents import Document
from kb.search.learned import FILE, Entry, LearnedTable, LearnedWords, fingerprint, read_learned
from kb.search.learning import learn
from kb.sources import shown_path

Tables = Mapping[str, LearnedTable]
"""By tag."""


def read_tables(docs: Path, tags: Sequence[str], *, root: Path) -> tuple[dict[str, LearnedTable], list[Problem]]:
    """The tables of all locales and what is wrong with them."""
    read = {tag: read_learned(docs / tag / FILE, root=root) for tag in tags}
    return {tag: table for tag, (table, _) in read.items()}, [each for _, some in read.values() for each in some]


def relearned(
    documents: Mapping[str, Sequence[Document]],
    versions: Mapping[str, Mapping[str, Article]],
    old: Tables,
) -> tuple[Tables, dict[str, list[str]]]:
    """New tables, and the documents whose lines were deleted so that nobody can tell which words are refused.

    A deleted line counts as a refusal where the article is the same as before and the words that would come back are
    just as many as the lines that were deleted.

    Args:
        documents: tag → documents.
        versions: id → tag → article.
        old: the tables as they stand; what they refuse stays refused.
    """
    refused = {tag: dict(table.refused) for tag, table in old.items()}
    learned = learn(documents, refused=refused)
    marks = {name: fingerprint(each) for name, each in versions.items()}
    unclear: dict[str, list[str]] = {}
    is_changed = False
    for tag, table in old.items():
        for name, entry in table.entries.items():
            if not entry.deleted or name not in learned.get(tag, {}):
                continue
            known = {word.form for word in entry.words}
            back = [word.form for word in learned[tag][name] if word.form not in known]
            if len(back) == entry.deleted and entry.fingerprint == marks.get(name):
                refused[tag][name] = tuple(sorted({*entry.refused, *back}))
                is_changed = True
            elif back:
                unclear.setdefault(tag, []).append(name)
    if is_changed and not unclear:
        learned = learn(documents, refused=refused)
    return {tag: _table(words, refused.get(tag, {}), marks) for tag, words in learned.items()}, unclear


def is_written(path: Path, table: LearnedTable) -> bool:
    """Whether the file says what the table does, to the byte."""
    return path.is_file() and path.read_bytes() == str(table).encode()


def write_table(path: Path, table: LearnedTable) -> None:
    """Write the file, whole or not at all.

    Raises:
        KbError: it cannot be written.
    """
    new = path.with_name(f".{path.name}.new")
    try:
        new.write_bytes(str(table).encode())
        new.replace(path)
    except OSError as error:
        new.unlink(missing_ok=True)
        raise KbError(f"{path} cannot be written: {error.strerror}.") from error


def unclear_problem(docs: Path, tag: str, table: LearnedTable, name: str, *, root: Path) -> Problem:
    """Lines were deleted, and learning cannot tell which words they had."""
    message = f"lines below '{name}' were deleted, and it is not clear which words shall not come back"
    remedy = (
        "Write them back with '-' before the word, or delete the article's own line too to learn all its words anew"
    )
    return Problem(shown_path(docs / tag / FILE, root), table.entries[name].line, message, remedy)


def _table(words: LearnedWords, refused: Mapping[str, tuple[str, ...]], marks: Mapping[str, str]) -> LearnedTable:
    return LearnedTable(
        {name: Entry(marks[name], some, refused.get(name, ())) for name, some in words.items() if name in marks}
    )
