"""Learned words as a file that is read over and kept: ``docs/<locale>/learned.tsv``.

kb-learned<TAB>1
# comments
domains/transfer-in<TAB>3f2a90b1c7de<TAB>3      id, fingerprint, how many lines follow
<TAB>prenos<TAB>text=3 title=2 lead
<TAB>selitev<TAB>text=1
<TAB>-izvoz                                     refused: never learned again
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from kb.articles.article import Article
from kb.problems import Problem
from kb.sources import read_source, shown_path
from kb.text.folding import fold

FILE = "learned.tsv"
"""Its name, in a locale's folder."""
_HEAD = "kb-learned\t1"
_COMMENT = """\
# Words that articles mean but do not use, learned from the other locales by 'kb learn'. Search finds articles by them.
# To refuse a word, write '-' before it and delete what follows: it is never learned again.
"""
_FINGERPRINT = re.compile(r"[0-9a-f]{12}")
_LEVELS = re.compile(r"(?:text=(?P<text>[1-5]))?(?: ?title=(?P<title>[1-4]))?(?P<lead> ?lead)?(?P<heading> ?heading)?")
_SHAPE = "Run 'kb learn', or take the line back as it was"


@dataclass(frozen=True, slots=True, order=True)
class LearnedWord:
    """A word that a document may be found by."""

    form: str
    """As it is written most often, with its accents."""
    text: int = 0
    """How much of it is expected in the text, 0 to 5; 0 where the text has it."""
    title: int = 0
    """… in the title, 0 to 4."""
    in_lead: bool = False
    """Whether it is expected in the first words …"""
    in_heading: bool = False
    """… or in a heading."""

    @property
    def level(self) -> int:
        """All in one byte: three bits for the text, three for the title, a bit for the lead, a bit for headings."""
        return self.text | self.title << 3 | self.in_lead << 6 | self.in_heading << 7

    def __str__(self) -> str:
        places = ((self.text, f"text={self.text}"), (self.title, f"title={self.title}"))
        flags = ((self.in_lead, "lead"), (self.in_heading, "heading"))
        return " ".join(text for is_there, text in (*places, *flags) if is_there)


LearnedWords = Mapping[str, tuple[LearnedWord, ...]]
"""Document id → words in the order of their forms."""


@dataclass(frozen=True, slots=True)
class Entry:
    """What the file says of a document."""

    fingerprint: str
    """Of the article in all its locales when its words were learned."""
    words: tuple[LearnedWord, ...] = ()
    refused: tuple[str, ...] = ()
    line: int = 0
    deleted: int = 0
    """Lines that were written and are gone."""


@dataclass(frozen=True, slots=True)
class LearnedTable:
    """The file of one locale."""

    entries: Mapping[str, Entry] = field(default_factory=dict)

    @property
    def words(self) -> LearnedWords:
        """The words of each document."""
        return {document_id: entry.words for document_id, entry in self.entries.items()}

    @property
    def refused(self) -> dict[str, tuple[str, ...]]:
        """The refused words of each document that has some."""
        return {document_id: entry.refused for document_id, entry in self.entries.items() if entry.refused}

    def __str__(self) -> str:
        """The file's text."""
        blocks = (_block(document_id, entry) for document_id, entry in sorted(self.entries.items()))
        return f"{_HEAD}\n{_COMMENT}" + "".join(blocks)


def learned_postings(learned: LearnedWords) -> dict[str, dict[str, int]]:
    """Document id → folded form → level, as ``build_index`` takes them."""
    return {
        document_id: {fold(word.form): word.level for word in words} for document_id, words in learned.items() if words
    }


def read_learned(path: Path, *, root: Path) -> tuple[LearnedTable, list[Problem]]:
    """The file's table and what is wrong with it; an empty table where there is no file.

    Args:
        path: of the file.
        root: the site's folder, which problems name paths relative to.
    """
    if not path.is_file():
        return LearnedTable(), []
    text = read_source(path, root)
    if isinstance(text, Problem):
        return LearnedTable(), [text]
    reader = _Reader(shown_path(path, root))
    reader.read(text)
    return LearnedTable(reader.entries), reader.problems


def fingerprint(versions: Mapping[str, Article]) -> str:
    """Twelve hexadecimal digits that change with the text of an article in any of its locales.

    Line ends, blanks at the ends of lines and runs of empty lines do not count.
    """
    digest = hashlib.sha256()
    for tag, article in sorted(versions.items()):
        parts = (tag, article.title, article.description, *article.keywords, *article.aliases, article.body)
        lines = (line.rstrip() for part in parts for line in part.splitlines())
        digest.update("\n".join(filter(None, lines)).encode() + b"\0")
    return digest.hexdigest()[:12]


def _block(document_id: str, entry: Entry) -> str:
    lines = {word.form: f"\t{word.form}\t{word}\n" for word in entry.words}
    lines |= {form: f"\t-{form}\n" for form in entry.refused}
    return f"{document_id}\t{entry.fingerprint}\t{len(lines)}\n" + "".join(lines[form] for form in sorted(lines))


class _Reader:
    """Reads lines; a faulty one is told and passed over."""

    def __init__(self, shown: str) -> None:
        self.entries: dict[str, Entry] = {}
        self.problems: list[Problem] = []
        self._shown = shown
        self._words: dict[str, LearnedWord] = {}
        self._refused: list[str] = []
        self._wanted = 0
        self._open: tuple[str, str, int] | None = None
        self._is_lost = False
        """Whether the lines below belong to a document whose own line is faulty."""

    def read(self, text: str) -> None:
        head, _, rest = text.replace("\r\n", "\n").partition("\n")
        if head != _HEAD:
            self._tell(
                1, f"the first line is not '{_HEAD.replace(chr(9), '<TAB>')}'", "Run 'kb learn' to write it anew"
            )
            return
        for number, line in enumerate(rest.split("\n"), start=2):
            if line.startswith("\t"):
                self._word(number, line)
            elif line.strip() and not line.startswith("#"):
                self._document(number, line)
        self._close()

    def _document(self, number: int, line: str) -> None:
        self._close()
        fields = line.split("\t")
        self._is_lost = True
        if len(fields) != 3 or not _FINGERPRINT.fullmatch(fields[1]) or not re.fullmatch(r"\d{1,6}", fields[2]):
            self._tell(number, "this is not an article's id, its fingerprint and a number, parted by tabs", _SHAPE)
        elif fields[0] in self.entries:
            earlier = self.entries[fields[0]].line
            self._tell(number, f"'{fields[0]}' stands already at line {earlier}", "Delete one of the two blocks")
        else:
            self._open, self._wanted, self._is_lost = (fields[0], fields[1], number), int(fields[2]), False

    def _word(self, number: int, line: str) -> None:
        form, tab, levels = line[1:].partition("\t")
        found = _LEVELS.fullmatch(levels.strip())
        if self._open is None:
            if not self._is_lost:
                self._tell(number, f"'{form}' stands before the first article", _SHAPE)
        elif form.startswith("-") and len(form) > 1:
            # What followed the word may have been left there.
            self._refused.append(form[1:].strip())
        elif not form or not tab or not levels.strip() or not found:
            self._tell(number, "this is not a word, a tab and its levels such as 'text=3 title=2 lead'", _SHAPE)
        elif form in self._words:
            self._tell(number, f"'{form}' stands twice for this article", "Delete one of the two lines")
        else:
            self._words[form] = _learned_word(form, found)

    def _close(self) -> None:
        if self._open:
            document_id, mark, number = self._open
            words, refused = tuple(sorted(self._words.values())), tuple(sorted(set(self._refused)))
            deleted = max(0, self._wanted - len(self._words) - len(self._refused))
            self.entries[document_id] = Entry(mark, words, refused, number, deleted)
        self._words, self._refused, self._open = {}, [], None

    def _tell(self, number: int, message: str, remedy: str) -> None:
        self.problems.append(Problem(self._shown, number, message, remedy))


def _learned_word(form: str, found: re.Match[str]) -> LearnedWord:
    return LearnedWord(
        form, int(found["text"] or 0), int(found["title"] or 0), bool(found["lead"]), bool(found["heading"])
    )
