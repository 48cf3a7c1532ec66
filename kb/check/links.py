"""Rules over links and images: every target exists, every anchor too, every image has its text."""

from __future__ import annotations

import difflib
import posixpath
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote, urlsplit

from kb.articles.article import Article
from kb.articles.outline import Reference
from kb.check.articles import shown_path
from kb.problems import Problem
from kb.site import Site


def problems(site: Site) -> Iterator[Problem]:
    """All problems of these rules."""
    tags = {locale.tag for locale in site.settings.locales}
    files = _files(site.settings.docs)
    for versions in site.tree.versions.values():
        for article in versions.values():
            for reference in site.outlines[article.id, article.locale].references:
                found = _fault(site, article, reference, tags, files)
                if found:
                    message, remedy = found
                    yield Problem(shown_path(site, article.path), reference.line, message, remedy)


def _files(docs: Path) -> frozenset[str]:
    return frozenset(p.relative_to(docs).as_posix() for p in docs.rglob("*") if p.is_file() and p.suffix != ".md")


def _fault(
    site: Site, article: Article, reference: Reference, tags: set[str], files: frozenset[str]
) -> tuple[str, str] | None:
    if not reference.has_text:
        if reference.is_image:
            return f"the image '{reference.target}' has no alternative text", "Say in the [] what it shows"
        return f"the link to '{reference.target}' has no words", "Write between the [] where it leads"
    target = reference.target
    if "{{" in target:
        return None
    parts = urlsplit(target)
    if parts.scheme or parts.netloc:
        return None
    if target.startswith("/"):
        return (
            f"the link '{target}' starts at the server's root",
            "Write it relative to this file, such as ../domains/transfer-in.md, so that it works in a sub-folder too",
        )
    return _inner_fault(site, article, parts.path, unquote(parts.fragment), target, tags, files)


def _inner_fault(
    site: Site, article: Article, path: str, anchor: str, target: str, tags: set[str], files: frozenset[str]
) -> tuple[str, str] | None:
    here = article.path
    there = posixpath.normpath(posixpath.join(posixpath.dirname(here), unquote(path))) if path else here
    if there in files:
        return None
    if not there.endswith(".md"):
        return f"the link '{target}' leads to no file", _page_remedy(site, there, here)
    tag, _, inner = there.removesuffix(".md").partition("/")
    if tag not in tags or inner not in site.tree.versions:
        return f"the link '{target}' leads to no article", _page_remedy(site, there, here)
    # The anchor is looked up in the text that the reader will see there, which may be a fallback.
    shown = site.tree.entries[tag][inner].article
    anchors = site.outlines[inner, shown.locale].anchors
    if anchor and anchor not in anchors:
        choices = ", ".join(f"#{name}" for name in sorted(anchors)) or "none"
        return f"the link '{target}' names an anchor that {shown.path or inner} has not", f"Its anchors are: {choices}"
    return None


def _page_remedy(site: Site, there: str, here: str) -> str:
    pages = [f"{tag}/{inner}.md" for tag, entries in site.tree.entries.items() for inner in entries]
    guess = there if there.endswith(".md") else f"{there.removesuffix('.html').rstrip('/')}.md"
    near = [guess] if guess in pages else difflib.get_close_matches(guess, pages, n=1, cutoff=0.75)
    if not near:
        return "Write the path of a Markdown file, relative to this one"
    return f"Did you mean '{posixpath.relpath(near[0], posixpath.dirname(here))}'?"
