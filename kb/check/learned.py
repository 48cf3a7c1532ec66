"""Rules over ``learned.tsv``: whether it can be read, and whether the content has changed since it was learned."""

from __future__ import annotations

from collections.abc import Iterator

from kb.problems import Problem
from kb.search.learned import FILE, LearnedTable, fingerprint, read_learned
from kb.site import Site

_REMEDY = "Run 'kb learn'"


def problems(site: Site) -> Iterator[Problem]:
    """Lines that cannot be read."""
    for tag in _tags(site):
        yield from read_learned(site.settings.docs / tag / FILE, root=site.settings.root)[1]


def lag(site: Site) -> Iterator[Problem]:
    """Warnings of what has changed since; no part of a build, which would fail with ``--strict`` at every edit."""
    marks = {name: fingerprint(versions) for name, versions in site.tree.versions.items()}
    for tag in _tags(site):
        table, faults = read_learned(site.settings.docs / tag / FILE, root=site.settings.root)
        if faults:
            continue
        for line, message, remedy in _lag(site, table, marks):
            yield Problem(site.shown(f"{tag}/{FILE}"), line, message, remedy, is_warning=True)


def _lag(site: Site, table: LearnedTable, marks: dict[str, str]) -> Iterator[tuple[int, str, str]]:
    for name, entry in table.entries.items():
        if name not in marks:
            yield entry.line, f"'{name}' is no article any more", _REMEDY
            continue
        if entry.fingerprint != marks[name]:
            yield entry.line, f"'{name}' has changed since its words were learned", _REMEDY
        if entry.deleted:
            message = f"below '{name}' {entry.deleted} of the lines that were learned {_is(entry.deleted)} gone"
            yield entry.line, message, "Write '-' before a word instead, so that it is never learned again"
    for name, versions in site.tree.versions.items():
        if name not in table.entries and any(article.kind in ("article", "term") for article in versions.values()):
            yield 0, f"'{name}' is not in it yet", _REMEDY


def _is(count: int) -> str:
    return "is" if count == 1 else "are"


def _tags(site: Site) -> list[str]:
    """Of the locales that have the file: a site without it does not learn."""
    tags = (locale.tag for locale in site.settings.locales)
    return [tag for tag in tags if (site.settings.docs / tag / FILE).is_file()]
