"""What an article's Markdown holds: headings, links and images, with their places, without rendering it."""

from __future__ import annotations

import html
import re
from dataclasses import dataclass

from kb.articles.headings import plain_text, unique_slug

# What is no prose starts with one of these characters; looking for them first is five times as fast as trying the
# whole pattern at each place (measured on 1,019 articles).
_START = re.compile(r"[`~<]")
_NO_PROSE = re.compile(
    r"(?:(?<=[\s>])|\A)(?P<fence>`{3,}|~{3,})[^\n`]*\n.*?(?:^[ >]*(?P=fence)[`~]*[ \t]*$|\Z)"
    r"|<!--.*?(?:-->|\Z)"
    r"|(?<![`\\])(?P<ticks>`+)(?!`).+?(?<!`)(?P=ticks)(?!`)",
    re.MULTILINE | re.DOTALL,
)
# Patterns start with a literal character, which lets the search skip everything else.
_HEADING = re.compile(r"#(?<![^\n]#)(?P<more>#{0,5})(?!#)[ \t]*(?P<text>[^\n]*?)[ \t]*#*[ \t]*(?=\n|\Z)")
_SETEXT = re.compile(r"^(?P<text>[^\s>#|*+`-][^\n]*)\n(?P<marks>=+|-+)[ \t]*$", re.MULTILINE)
_ATTRIBUTES = re.compile(r"[ \t]*\{:?[ ]*(?P<inner>[^}\n]*)\}[ \t]*$")
_EXPLICIT_ID = re.compile(r"(?:^|\s)#([^\s}#.]+)")
_LINK = re.compile(
    r"(?<!\\)\[(?P<text>(?:[^\[\]\\]|\\.|!?\[[^\]]*\](?:\([^)]*\))?)*)\]"
    r"\(\s*(?:<(?P<angled>[^<>\n]*)>|(?P<target>[^\s()]*(?:\([^\s()]*\)[^\s()]*)*))(?P<title>\s+[\"'(][^\n]*?[\"')])?\s*\)"
)
_REFERENCE = re.compile(r"^ {0,3}\[(?!\^)[^\]\n]+\]:[ \t]*<?(?P<target>[^\s>]+)>?", re.MULTILINE)
_TAG = re.compile(r"<[a-zA-Z][^<>]*>")
_TAG_LINK = re.compile(r"\b(?:href|src)\s*=\s*[\"']([^\"']*)[\"']")
_TAG_ID = re.compile(r"\b(?:id|name)\s*=\s*[\"']([^\"']+)[\"']")
_BLOCKED = re.compile(r"<(?:script|style)\b|\sstyle\s*=|\son[a-z]+\s*=", re.IGNORECASE)
_ALT = re.compile(r"\balt\s*=\s*[\"'][^\"']*[\"']")
_NOT_A_BREAK = re.compile(r"[^\n]")
_ANY_ID = re.compile(r"\{:?[ ]*[^}\n]*?#([^\s}#.]+)[^}\n]*\}")


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading of an article."""

    level: int
    text: str
    id: str
    is_explicit: bool
    """False where the id was derived from the text."""
    line: int


@dataclass(frozen=True, slots=True)
class Reference:
    """A link or an image of an article."""

    target: str
    line: int
    is_image: bool
    has_text: bool
    """Whether a link has words, or an image its alternative text."""


@dataclass(frozen=True, slots=True)
class Outline:
    """All of it, in the order of the text."""

    headings: tuple[Heading, ...]
    references: tuple[Reference, ...]
    anchors: frozenset[str]
    """Ids of headings, and those given to other elements."""
    blocked: tuple[tuple[int, str], ...] = ()
    """(line, markup) of inline styles and scripts, which the pages' Content-Security-Policy blocks."""


def outline(body: str, *, first_line: int = 1) -> Outline:
    """The outline of a Markdown text whose first line is line ``first_line`` of its file."""
    written = prose(body)
    lines = _Lines(written, first_line)
    headings = tuple(_headings(written, body, lines))
    references = sorted(_references(written, lines), key=lambda reference: reference.line)
    anchors = {heading.id for heading in headings}
    if "{" in written:
        anchors |= {found[1] for found in _ANY_ID.finditer(written)}
    blocked = []
    for tag in _TAG.finditer(written) if "<" in written else ():
        anchors |= set(_TAG_ID.findall(tag[0]))
        if found := _BLOCKED.search(tag[0]):
            blocked.append((lines.at(tag.start()), found[0].strip()))
    return Outline(headings, tuple(references), frozenset(anchors), tuple(blocked))


class _Lines:
    """Line numbers of positions that only grow."""

    def __init__(self, text: str, first_line: int) -> None:
        self._text = text
        self._line = first_line
        self._seen = 0

    def at(self, position: int) -> int:
        if position < self._seen:
            return self._line - self._text.count("\n", position, self._seen)
        self._line += self._text.count("\n", self._seen, position)
        self._seen = position
        return self._line


def prose(body: str) -> str:
    """The text with code and comments blanked out, as long as it was."""
    parts, seen = [], 0
    start = _START.search(body)
    while start:
        found = _NO_PROSE.match(body, start.start())
        end = start.start() + 1
        if found:
            parts += [body[seen : found.start()], _blank(found)]
            seen = end = found.end()
        start = _START.search(body, end)
    return "".join([*parts, body[seen:]])


def _blank(found: re.Match[str]) -> str:
    # A code span stays in sight as one mark: a link around it has words all the same.
    if found["ticks"]:
        return "`" + _NOT_A_BREAK.sub(" ", found[0][1:])
    return _NOT_A_BREAK.sub(" ", found[0])


def _headings(prose: str, body: str, lines: _Lines) -> list[Heading]:
    found = list(_HEADING.finditer(prose))
    if "\n==" in prose or "\n--" in prose:
        found = sorted([*found, *_SETEXT.finditer(prose)], key=lambda match: match.start())
    written = [_written(match, body) for match in found if match["text"]]
    # The library, too, gives the derived ids after it has seen the explicit ones.
    used = {explicit for _, _, explicit, _ in written if explicit}
    headings = []
    for level, text, explicit, start in written:
        identifier = explicit or unique_slug(text, used)
        used.add(identifier)
        headings.append(Heading(level, text, identifier, bool(explicit), lines.at(start)))
    return headings


def _written(match: re.Match[str], body: str) -> tuple[int, str, str, int]:
    """(level, words, explicit id or nothing, place) of a heading."""
    # The words as written: in the prose, which is as long, code is blanked out.
    words = body[match.start("text") :].split("\n", 1)[0].rstrip(" \t#")
    attributes = _ATTRIBUTES.search(words)
    text = plain_text(words[: attributes.start()] if attributes else words)
    explicit = _EXPLICIT_ID.search(attributes["inner"]) if attributes else None
    return _level(match), text, explicit[1] if explicit else "", match.start()


def _level(match: re.Match[str]) -> int:
    if match.re is _HEADING:
        return 1 + len(match["more"])
    return 1 if match["marks"][0] == "=" else 2


def _references(prose: str, lines: _Lines) -> list[Reference]:
    references = []
    for found in _LINK.finditer(prose):
        target = found["angled"] if found["angled"] is not None else found["target"]
        line, text = lines.at(found.start()), found["text"]
        references.append(
            Reference(html.unescape(target), line, prose[found.start() - 1 : found.start()] == "!", bool(text.strip()))
        )
        # A link around an image: the image inside counts as well.
        references += [
            Reference(inner["target"] or "", line, is_image=True, has_text=bool(inner["text"].strip()))
            for inner in (_LINK.finditer(text) if "![" in text else ())
        ]
    if "]:" in prose:
        references += [
            Reference(found["target"], lines.at(found.start()), is_image=False, has_text=True)
            for found in _REFERENCE.finditer(prose)
        ]
    if "<" in prose:
        references += _tag_references(prose, lines)
    return references


def _tag_references(prose: str, lines: _Lines) -> list[Reference]:
    references = []
    for tag in _TAG.finditer(prose):
        is_image = tag[0][:4].lower() == "<img"
        for target in _TAG_LINK.findall(tag[0]):
            has_text = not is_image or bool(_ALT.search(tag[0]))
            references.append(Reference(html.unescape(target), lines.at(tag.start()), is_image, has_text))
    return references
