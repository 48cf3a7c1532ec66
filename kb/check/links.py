"""Rules over links and images: every target exists, every anchor too, every image has its text."""

from __future__ import annotations

import difflib
import posixpath
from collections.abc import Iterator, Set
from urllib.parse import unquote, urlsplit

from kb.articles.outline import Outline, Reference
from kb.check.readings import in_each_reading
from kb.problems import Problem
from kb.site import Reading, Site
from kb.sources import UNPUBLISHED_SUFFIXES

_SCHEMES = frozenset(("http", "https", "mailto", "tel"))


def problems(site: Site) -> Iterator[Problem]:
    """All problems of these rules."""
    files = _published_files(site)
    yield from in_each_reading(site, lambda reading: _links(site, reading, files))


def _links(site: Site, reading: Reading, files: Set[str]) -> Iterator[Problem]:
    links = _Links(site, reading, files)
    for versions in site.tree.versions.values():
        for article in versions.values():
            yield from links.problems(article.path, reading.outlines[article.id, article.locale])
    for path, outline in reading.notice_outlines.items():
        yield from links.problems(path, outline)


def _published_files(site: Site) -> frozenset[str]:
    docs = site.settings.docs
    return frozenset(
        path.relative_to(docs).as_posix()
        for path in docs.rglob("*")
        if path.suffix not in UNPUBLISHED_SUFFIXES | {".md"} and path.is_file()
    )


class _Links:
    """Where the links of a site may lead."""

    def __init__(self, site: Site, reading: Reading, files: Set[str]) -> None:
        self._site = site
        self._outlines = reading.outlines
        self._files = files
        self._pages = [f"{tag}/{name}.md" for tag, entries in site.tree.entries.items() for name in entries]

    def problems(self, path: str, outline: Outline) -> Iterator[Problem]:
        """Those of the file at ``path`` below the documents."""
        for reference in outline.references:
            found = self._text_fault(reference) or self._target_fault(path, outline.anchors, reference.target)
            if found:
                yield Problem(self._site.shown(path), reference.line, *found)
        for line, markup in outline.blocked:
            message = f"the page's Content-Security-Policy blocks '{markup}'"
            remedy = "Write Markdown, or put the style or script into a file of the site"
            yield Problem(self._site.shown(path), line, message, remedy, is_warning=True)

    @staticmethod
    def _text_fault(reference: Reference) -> tuple[str, str] | None:
        if reference.has_text:
            return None
        if reference.is_image:
            return f"the image '{reference.target}' has no alternative text", "Say in the [] what it shows"
        return f"the link to '{reference.target}' has no words", "Write between the [] where it leads"

    def _target_fault(self, here: str, own_anchors: Set[str], target: str) -> tuple[str, str] | None:
        if "{{" in target:
            return None
        try:
            parts = urlsplit(target)
        except ValueError:
            return f"the link '{target}' is no address", "Write one that starts with https://, or a path"
        if parts.scheme and parts.scheme not in _SCHEMES:
            return f"the link '{target}' is of no kind that pages may hold", "Write an https, mailto or tel address"
        if parts.scheme or parts.netloc:
            return None
        if target.startswith("/"):
            return (
                f"the link '{target}' starts at the server's root",
                "Write it relative to this file, such as ../domains/transfer-in.md: it then works in a sub-folder too",
            )
        anchor = unquote(parts.fragment)
        if not parts.path:
            return self._anchor_fault(target, anchor, own_anchors, here)
        there = posixpath.normpath(posixpath.join(posixpath.dirname(here), unquote(parts.path)))
        return self._page_fault(target, there, anchor, here)

    def _page_fault(self, target: str, there: str, anchor: str, here: str) -> tuple[str, str] | None:
        if there in self._files:
            return None
        if not there.endswith(".md"):
            return f"the link '{target}' leads to no file of the site", self._page_remedy(there, here)
        tag, _, inner = there.removesuffix(".md").partition("/")
        if tag not in self._site.tree.entries or inner not in self._site.tree.versions:
            return f"the link '{target}' leads to no article", self._page_remedy(there, here)
        # The anchor is looked up in the text that the reader will see there, which may be a fallback.
        shown = self._site.tree.entries[tag][inner].article
        return self._anchor_fault(target, anchor, self._outlines[inner, shown.locale].anchors, shown.path)

    @staticmethod
    def _anchor_fault(target: str, anchor: str, anchors: Set[str], path: str) -> tuple[str, str] | None:
        if not anchor or anchor in anchors:
            return None
        choices = ", ".join(f"#{name}" for name in sorted(anchors)) or "none"
        return f"the link '{target}' names an anchor that {path} has not", f"Its anchors are: {choices}"

    def _page_remedy(self, there: str, here: str) -> str:
        guess = there if there.endswith(".md") else f"{there.removesuffix('.html').rstrip('/')}.md"
        near = [guess] if guess in self._pages else difflib.get_close_matches(guess, self._pages, n=1, cutoff=0.75)
        if not near:
            return "Write the path of a Markdown file, relative to this one"
        return f"Did you mean '{posixpath.relpath(near[0], posixpath.dirname(here))}'?"
