"""The sections of a rendered page: what stands below each heading, as plain text."""

from __future__ import annotations

import html
import re
from collections.abc import Set

from kb.search.documents import Section

# Attributes: quotes count only behind an equals sign; possessive, so that no text makes the search slow.
_ATTRIBUTES = r"(?:[^>=]++|=\s*+(?:\"[^\"]*+\"?|'[^']*+'?|[^\s>\"'][^\s>]*+)?)*+"
_MARKUP = re.compile(
    r"<!--.*?(?:-->|\Z)"
    rf"|<(?:script|style)(?=[\s/>]){_ATTRIBUTES}(?:>.*?(?:</(?:script|style)\s*+>|\Z)|\Z)"
    r"|<[!?][^>]*+(?:>|\Z)"
    rf"|<(?P<slash>/?)(?P<name>[a-z][^\s/>]*+)(?P<attributes>{_ATTRIBUTES})(?:>|\Z)",
    re.DOTALL | re.IGNORECASE,
)
_LEFT_OUT_CLASSES = frozenset(("headerlink", "footnote-ref", "footnote-backref", "linenos", "kb-no-search"))
_VALUE = r"""\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))"""
_CLASS = re.compile(r"(?<![\w:-])class" + _VALUE, re.IGNORECASE)
_ID = re.compile(r"(?<![\w:-])id" + _VALUE, re.IGNORECASE)
_LEFT_OUT_ATTRIBUTE = re.compile(r"(?<![^\s/])data-no-search(?![\w-])")
_LEFT_OUT = frozenset(
    ("template", "noscript", "svg", "math", "iframe", "object", "audio", "video", "canvas", "select", "textarea")
)
_VOID = frozenset(
    ("area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr")
)
_BLOCKS = frozenset(
    (
        *("address", "article", "aside", "blockquote", "details", "dialog", "div", "fieldset", "figcaption", "figure"),
        *("footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "legend", "main", "nav", "p", "pre"),
        *("section", "summary", "dd", "dl", "dt", "li", "ol", "ul"),
        *("caption", "table", "tbody", "td", "tfoot", "th", "thead", "tr"),
    )
)
_HEADINGS = frozenset(("h2", "h3", "h4"))
# Control characters too: a terminal would obey them.
_INVISIBLE = re.compile(r"[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\u00ad\u200b\u2060\ufeff]+")
_KEPT_SPACE = "\u00a0"


def sections(page: str, *, ignored: Set[str] = frozenset()) -> tuple[Section, ...]:
    """The text of a page's content, cut at the headings of levels 2 to 4 that have an id.

    Left out: permalinks, references to footnotes and back, scripts, styles, line numbers of code, and whatever has
    the class ``kb-no-search`` or the attribute ``data-no-search``.

    Args:
        page: HTML of the content alone, without navigation.
        ignored: lines that say nothing, such as the page's title or the usual titles of notes.
    """
    reader = _Reader(ignored)
    seen = 0
    for found in _MARKUP.finditer(page):
        start, end = found.span()
        if start > seen:
            reader.text(page[seen:start])
        seen = end
        slash, name, attributes = found.groups()
        if name:
            reader.tag(name.lower(), attributes, is_end=bool(slash))
    reader.text(page[seen:])
    return reader.finished()


def clean_line(text: str) -> str:
    """The text on one line, without invisible characters; a space that must not break stays one."""
    if _INVISIBLE.search(text):
        text = _INVISIBLE.sub("", text)
    if _KEPT_SPACE not in text:
        return " ".join(text.split())
    return _KEPT_SPACE.join(" ".join(part.split()) for part in text.split(_KEPT_SPACE)).strip()


class _Reader:
    """Collects lines while tags and texts go by."""

    def __init__(self, ignored: Set[str]) -> None:
        self._ignored = ignored
        self._sections: list[Section] = []
        self._id = self._heading = ""
        self._lines: list[str] = []
        self._line: list[str] = []
        self._new_id = ""
        """Of the heading that is being read."""
        self._skipped = ""
        """Name of the element that is being left out; ``_depth`` elements of that name are open."""
        self._depth = 0
        self._is_preformatted = False

    def text(self, text: str) -> None:
        if self._skipped or (not self._line and text.isspace()):
            return
        if "&" in text:
            text = html.unescape(text)
        if self._is_preformatted and "\n" in text:
            *lines, text = text.split("\n")
            for line in lines:
                self._line.append(line)
                self._end_line()
        self._line.append(text)

    def tag(self, name: str, attributes: str, *, is_end: bool) -> None:
        if self._skipped:
            if name == self._skipped:
                self._depth += -1 if is_end else 1
                self._skipped = name if self._depth else ""
        elif not is_end and _is_left_out(name, attributes):
            self._skipped, self._depth = name, 1
        elif name in _BLOCKS:
            if self._new_id and is_end and name in _HEADINGS:
                self._start_section()
                return
            self._end_line()
            if name == "pre":
                self._is_preformatted = not is_end
            elif name in _HEADINGS and not is_end and (found := _ID.search(attributes)):
                self._new_id = html.unescape(found[found.lastindex or 0])
        elif name == "br":
            self._line.append(" ")

    def finished(self) -> tuple[Section, ...]:
        self._end_line()
        self._end_section()
        return tuple(self._sections)

    def _end_line(self) -> None:
        if not self._line:
            return
        line = clean_line("".join(self._line))
        self._line.clear()
        if line and line not in self._ignored:
            self._lines.append(line)

    def _start_section(self) -> None:
        heading = clean_line("".join(self._line))
        self._line.clear()
        self._end_section()
        self._id, self._heading, self._new_id = self._new_id, heading, ""

    def _end_section(self) -> None:
        if self._lines or self._heading:
            self._sections.append(Section(self._id, self._heading, "\n".join(self._lines)))
        self._lines.clear()


def _is_left_out(name: str, attributes: str) -> bool:
    if name in _LEFT_OUT:
        return True
    if not attributes or name in _VOID:
        return False
    classes = _CLASS.search(attributes) if "class" in attributes else None
    if classes and not _LEFT_OUT_CLASSES.isdisjoint(classes[classes.lastindex or 0].split()):
        return True
    return "data-no-search" in attributes and bool(_LEFT_OUT_ATTRIBUTE.search(attributes))
