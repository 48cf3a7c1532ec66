"""The texts of a Markdown source as the glossary reads them, with their lines and without rendering them.

It sees what ``kb.glossary.extension`` sees in the rendered text; a test compares the two over the whole site.
"""

from __future__ import annotations

import html
import re
from dataclasses import dataclass, field

from kb.articles.headings import plain_text
from kb.articles.outline import prose

_LINK = re.compile(
    r"!?\[(?P<text>(?:[^\[\]\\]|\\.|!?\[[^\]]*\](?:\([^)]*\))?)*)\](?:\((?P<target>[^()\s]*)[^()]*\)|\[[^\]]*\])"
)
_AUTOMATIC = re.compile(r"<(?:https?://|mailto:)?[^\s<>]+[.@][^\s<>]+>")
_RAW = re.compile(r"<(a|abbr|button|dfn|kbd|label|samp|summary|th)\b[^>]*>.*?</\1>", re.DOTALL | re.IGNORECASE)
_TAG = re.compile(r"</?[a-zA-Z][^<>]*>")
_ATTRIBUTES = re.compile(r"\{:?[ ]*[#.a-z][^{}\n]*\}")
_HEADING = re.compile(r"(?P<marks>#{1,6})[ \t]*(?P<text>[^\n]*?)[ \t]*#*$")
_UNDERLINE = re.compile(r"(?:=+|-+)$")
_NOTE = re.compile(r'(?:!!!|\?\?\?\+?)[ ]+[\w -]+(?:"(?P<title>[^"]*)")?')
_ITEM = re.compile(r"(?:[-*+]|\d+\.|:)[ \t]+")
_DELIMITERS = re.compile(r"\|?[ \t]*:?-+:?[ \t]*(?:\|[ \t]*:?-*:?[ \t]*)*\|?$")
_DEFINITION = re.compile(r"\*\[[^\]]+\]:|\[(?!\^)[^\]]+\]:")
_NOTE_MARK = re.compile(r"\[\^[^\]]+\]:?")
_OPT_OUT = re.compile(r"\{:?[^{}\n]*\.no-terms\b[^{}\n]*\}")


@dataclass(slots=True)
class Run:
    """A text without markup between."""

    line: int
    text: str


@dataclass(frozen=True, slots=True)
class Link:
    """A link that the author has set."""

    line: int
    target: str
    """As it is written."""
    words: str


@dataclass(slots=True)
class ScannedSection:
    """What stands below one heading."""

    heading: str
    """With those above it, and the page's title."""
    runs: list[Run] = field(default_factory=list)
    beside: list[str] = field(default_factory=list)
    links: list[Link] = field(default_factory=list)


def scan(body: str, *, title: str = "", first_line: int = 1) -> list[ScannedSection]:
    """The sections of a Markdown text whose first line is line ``first_line`` of its file."""
    return _Scanner(title).sections(prose(body), first_line)


class _Scanner:
    def __init__(self, title: str) -> None:
        self._title = title
        self._headings: dict[int, str] = {}
        self._sections = [ScannedSection(title)]
        self._lines: list[str] = []
        self._start = 0

    def sections(self, text: str, first_line: int) -> list[ScannedSection]:
        lines = self._without_markup(text).split("\n")
        for place, line in enumerate(lines):
            following = lines[place + 1].strip() if place + 1 < len(lines) else ""
            self._line(line.strip().lstrip("> "), following.lstrip("> "), first_line + place)
        self._end()
        return self._sections

    def _without_markup(self, text: str) -> str:
        """The same lines; links and raw markup that hold no terms become marks, which no phrase goes across."""
        if "<" in text:
            text = _AUTOMATIC.sub(_blank, text)
            text = _RAW.sub(_blank, text)
            text = _TAG.sub(_blank, text)
        if "[" in text:
            text = _LINK.sub(_marked, text)
        return html.unescape(text) if "&" in text else text

    def _line(self, line: str, following: str, number: int) -> None:
        if not line or _UNDERLINE.fullmatch(line) or _DEFINITION.match(line):
            self._end()
        elif heading := _HEADING.match(line):
            self._head(len(heading["marks"]), heading["text"])
        elif following and _UNDERLINE.fullmatch(following) and "|" not in line and not self._lines:
            self._head(1 if following[0] == "=" else 2, line)
        elif note := _NOTE.match(line):
            self._end()
            self._sections[-1].beside.append(note["title"] or "")
        elif line.startswith("|"):
            self._row(line, following, number)
        else:
            if item := _ITEM.match(line):
                self._end()
                line = line[item.end() :]
            if not self._lines:
                self._start = number
            self._lines.append(line)

    def _row(self, line: str, following: str, number: int) -> None:
        self._end()
        if _DELIMITERS.fullmatch(line):
            return
        is_head = bool(_DELIMITERS.fullmatch(following))
        for cell in line.strip("|").split("|"):
            if is_head:
                self._sections[-1].beside.append(cell)
            else:
                self._start, self._lines = number, [cell.strip()]
                self._end()

    def _head(self, level: int, text: str) -> None:
        self._end()
        words = plain_text(_unmarked(_ATTRIBUTES.sub("", text)))
        self._headings = {at: words for at, words in self._headings.items() if at < level}
        self._headings[level] = words
        self._sections.append(ScannedSection(" . ".join(filter(None, [self._title, *self._headings.values()]))))

    def _end(self) -> None:
        text, self._lines = "\n".join(self._lines), []
        if not text:
            return
        section = self._sections[-1]
        for found in _MARKED.finditer(text):
            words = plain_text(found["text"])
            section.beside.append(words)
            line = self._start + text.count("\n", 0, found.start())
            section.links.append(Link(line, found["target"], words))
        is_out = bool(_OPT_OUT.search(text))
        text = _NOTE_MARK.sub("\x00", _ATTRIBUTES.sub("\x00", _MARKED.sub("\x00", text)))
        if is_out:
            section.beside.append(text)
        else:
            section.runs.append(Run(self._start, text))


# A link while lines are told apart: its words and target between marks that no text holds; breaks are kept outside.
_MARKED = re.compile("\x01(?P<text>[^\x01\x02\x03]*)\x02(?P<target>[^\x01\x02\x03]*)\x03")


def _marked(found: re.Match[str]) -> str:
    breaks = found[0].count("\n")
    text, target = found["text"].replace("\n", " ").replace("|", " "), found["target"] or ""
    return f"\x01{text}\x02{target}\x03" + "\n" * breaks


def _unmarked(text: str) -> str:
    return _MARKED.sub(lambda found: found["text"], text)


def _blank(found: re.Match[str]) -> str:
    return re.sub(r"[^\n]", "\x00", found[0])
