"""Links from a text to its terms: an extension of Python-Markdown, which works without MkDocs too.

markdown.markdown(text, extensions=["attr_list", GlossaryExtension(matcher, Page(href=lambda term: f"{term}.html"))])
"""

from __future__ import annotations

import re
import xml.etree.ElementTree as ElementTree
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from markdown import Markdown
from markdown.extensions import Extension
from markdown.treeprocessors import Treeprocessor

from kb.glossary.finder import Finder, Occurrence, SectionText

_PRIORITY = 2
"""After attribute lists (8) and the table of contents (5), before MkDocs makes addresses of links (0)."""
_HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))
_QUIET = frozenset(
    (
        "a",
        "abbr",
        "button",
        "code",
        "dfn",
        "kbd",
        "label",
        "math",
        "pre",
        "samp",
        "script",
        "style",
        "summary",
        "svg",
        "th",
    )
)
_SILENT = frozenset(("code", "kbd", "math", "pre", "samp", "script", "style", "svg"))
"""What they hold is not even evidence."""
_QUIET_CLASSES = frozenset(("no-terms", "admonition-title", "footnote-ref", "footnote-backref", "headerlink"))
_STASHED = re.compile("\x02wzxhzdk:(\\d+)\x03")
_RAW_TAG = re.compile(r"<(/?)([a-z][a-z0-9]*)", re.IGNORECASE)

TERM = "data-term"
"""Attribute of a link: the id of the term that it explains."""
CLASS = "kb-term-link"


@dataclass(slots=True)
class Page:
    """The page whose text is being made."""

    href: Callable[[str], str]
    """Id of a term → address of its page, as the text's own links have it."""
    id: str = ""
    """Its own; a term's page does not link to itself."""
    title: str = ""
    known: Mapping[str, str] = field(default_factory=dict)
    """Addresses in the text's own links that are those of terms → id."""
    terms: set[str] = field(default_factory=set)
    """Ids of the terms that were linked; filled in."""
    unclear: list[Occurrence] = field(default_factory=list)
    """Occurrences that no section decided; filled in."""


class GlossaryExtension(Extension):
    """Links the first occurrence of each term in each section."""

    def __init__(self, matcher: Finder | None = None, page: Page | None = None) -> None:
        super().__init__()
        self.matcher = matcher
        self.page = page
        """None: nothing is linked. Both may be set anew for each text."""

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 - Python-Markdown's name
        """Register the tree processor."""
        md.treeprocessors.register(_Links(md, self), "kb_glossary", _PRIORITY)


@dataclass(slots=True)
class _Run:
    """A text in the tree: an element's own, or what follows a child of it."""

    parent: ElementTree.Element
    after: ElementTree.Element | None
    text: str


@dataclass(slots=True)
class _Section:
    heading: str
    runs: list[_Run] = field(default_factory=list)
    beside: list[str] = field(default_factory=list)
    links: list[ElementTree.Element] = field(default_factory=list)


class _Links(Treeprocessor):
    def __init__(self, md: Markdown, extension: GlossaryExtension) -> None:
        super().__init__(md)
        self._extension = extension

    def run(self, root: ElementTree.Element) -> None:
        matcher, page = self._extension.matcher, self._extension.page
        if matcher is None or page is None or not matcher.glossary.terms:
            return
        raw = self.md.htmlStash.rawHtmlBlocks if self.md else []
        _link(list(_Reader(page.title, raw).sections(root)), matcher, page)


class _Reader:
    """Collects the texts of a tree, section by section."""

    def __init__(self, title: str, raw: list[Any]) -> None:
        self._title = title
        self._raw = raw
        self._headings: dict[int, str] = {}
        self._section = _Section(title)
        self._quiet_tag = ""
        """Of raw markup within a paragraph that is open and holds no terms."""

    def sections(self, root: ElementTree.Element) -> Iterator[_Section]:
        """The sections in order; each is whole when it is given."""
        sections = [self._section]
        for element in root:
            self._element(element, sections)
        yield from sections

    def _element(self, element: ElementTree.Element, sections: list[_Section]) -> None:
        tag = element.tag
        if not isinstance(tag, str):
            return
        if tag in _HEADINGS:
            sections.append(self._headed(element, int(tag[1])))
        elif tag in _QUIET or ((classes := element.get("class")) and not _QUIET_CLASSES.isdisjoint(classes.split())):
            self._aside(element)
        else:
            if (text := element.text) and not text.isspace():
                self._text(element, None, text)
            for child in element:
                self._element(child, sections)
                if (text := child.tail) and not text.isspace():
                    self._text(element, child, text)

    def _headed(self, element: ElementTree.Element, level: int) -> _Section:
        self._headings = {at: text for at, text in self._headings.items() if at < level}
        self._headings[level] = _words(element)
        self._section = _Section(" . ".join(filter(None, [self._title, *self._headings.values()])))
        return self._section

    def _aside(self, element: ElementTree.Element) -> None:
        if element.tag == "a":
            self._section.links.append(element)
        if element.tag not in _SILENT:
            self._section.beside.append(_words(element))
            if len(element):
                self._section.links += element.iterfind(".//a")

    def _text(self, parent: ElementTree.Element, after: ElementTree.Element | None, text: str) -> None:
        if "\x02" not in text and not self._quiet_tag:
            self._section.runs.append(_Run(parent, after, text))
            return
        # Raw markup within a paragraph stands in the text as a number: a link in it must not be linked again.
        shown, seen = "", 0
        for found in _STASHED.finditer(text):
            shown += self._shown(text[seen : found.start()]) + " " * len(found[0])
            seen = found.end()
            self._follow(int(found[1]))
        shown += self._shown(text[seen:])
        if not shown.isspace():
            self._section.runs.append(_Run(parent, after, shown))

    def _shown(self, text: str) -> str:
        return "\ue000" * len(text) if self._quiet_tag else text

    def _follow(self, number: int) -> None:
        stashed = self._raw[number] if number < len(self._raw) else ""
        found = _RAW_TAG.match(stashed) if isinstance(stashed, str) else None
        if not found:
            return
        name = found[2].lower()
        if found[1] and name == self._quiet_tag:
            self._quiet_tag = ""
        elif not found[1] and not self._quiet_tag and name in _QUIET:
            self._quiet_tag = name


def _words(element: ElementTree.Element) -> str:
    return "".join(element.itertext())


def _link(sections: list[_Section], matcher: Finder, page: Page) -> None:
    linked = [_linked(section, page) for section in sections]
    read = [SectionText([run.text for run in each.runs], each.heading, each.beside) for each in sections]
    chosen: dict[tuple[int, int], list[Occurrence]] = {}
    for found in matcher.occurrences(read, named=linked):
        if not found.is_decided:
            if page.id not in found.terms:
                page.unclear.append(found)
        elif found.terms[0] not in linked[found.section]:
            linked[found.section].add(found.terms[0])
            page.terms.add(found.terms[0])
            chosen.setdefault((found.section, found.text), []).append(found)
    # From the last to the first: the place of an earlier text in its parent stays what it was.
    for (section, text), occurrences in reversed(chosen.items()):
        _insert(sections[section].runs[text], occurrences, page)


def _linked(section: _Section, page: Page) -> set[str]:
    """The page itself, and what the author's own links lead to, which are marked as links to terms."""
    linked = {page.id}
    for element in section.links:
        if term := page.known.get(element.get("href", "").partition("#")[0]):
            element.set(TERM, term)
            element.set("class", " ".join(filter(None, [element.get("class"), CLASS])))
            linked.add(term)
            page.terms.add(term)
    return linked


def _insert(run: _Run, occurrences: list[Occurrence], page: Page) -> None:
    text = (run.parent.text if run.after is None else run.after.tail) or ""
    links = []
    for occurrence, end in zip(occurrences, [o.start for o in occurrences[1:]] + [len(text)], strict=True):
        link = ElementTree.Element("a", {"class": CLASS, "href": page.href(occurrence.terms[0])})
        link.set(TERM, occurrence.terms[0])
        link.text = text[occurrence.start : occurrence.end]
        link.tail = text[occurrence.end : end]
        links.append(link)
    before = text[: occurrences[0].start]
    if run.after is None:
        run.parent.text, place = before, 0
    else:
        run.after.tail, place = before, list(run.parent).index(run.after) + 1
    for offset, link in enumerate(links):
        run.parent.insert(place + offset, link)
