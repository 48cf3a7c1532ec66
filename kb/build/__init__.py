"""Building a site: what a builder must offer, and how a new site takes the old one's place."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from importlib.metadata import entry_points
from pathlib import Path
from typing import Protocol

from kb.problems import KbError, Problem
from kb.replacing import aside, replace
from kb.search.documents import Document
from kb.site import SiteSettings

Progress = Callable[[int, int], None]
"""Told (done, total) steps while pages are made."""


@dataclass(frozen=True, slots=True)
class BuildReport:
    """What a build had to say."""

    problems: Sequence[Problem]
    """Of the content, by path and line."""
    warnings: Sequence[str]
    """Of the builder and of other plugins, one line each."""
    pages: int

    @property
    def is_clean(self) -> bool:
        """Whether there was neither fault nor warning."""
        return not self.problems and not self.warnings


class Preview(Protocol):
    """A site that is built again and again while its author writes."""

    mount: str
    """Path below which the site lies, with slashes at both ends."""
    watched: Sequence[Path]
    """Files and folders after whose change it must be built again; known after the first build."""

    def build(self, site_dir: Path) -> None:
        """Write the whole site into ``site_dir``; what is left there of an older build goes away.

        Raises:
            KbError: the build cannot go on.
        """
        ...

    def close(self) -> None:
        """Give back what the builder holds."""
        ...


class Builder(Protocol):
    """A site generator that can build a knowledge base; found by the entry point group ``kb.builders``."""

    def settings(self, config: Path) -> SiteSettings:
        """Where the site's sources are.

        Raises:
            KbError: the configuration is wrong; all its faults are named.
        """
        ...

    def site_dir(self, config: Path) -> Path:
        """The folder that the configuration names for the built site."""
        ...

    def build(self, config: Path, site_dir: Path, *, progress: Progress | None = None) -> BuildReport:
        """Write the whole site into ``site_dir``, which is empty or absent.

        Raises:
            KbError: the configuration is wrong, or the build cannot go on.
        """
        ...

    def documents(self, config: Path) -> Mapping[str, Sequence[Document]]:
        """Tag → what search finds in that locale, by id; the site is built aside and thrown away.

        Raises:
            KbError: the configuration is wrong, or the site has no search.
        """
        ...

    def preview(self, config: Path, *, address: str) -> Preview:
        """The site, to be built again and again while its author writes.

        Args:
            config: the site's configuration.
            address: where it is served, without a path.

        Raises:
            KbError: the configuration is wrong.
        """
        ...


def find_builder() -> Builder:
    """The installed builder.

    Raises:
        KbError: none is installed.
    """
    for point in entry_points(group="kb.builders"):
        builder: Builder = point.load()()
        return builder
    raise KbError("no builder is installed. Install this package again: pip install mkdocs-kb")


def build_site(
    builder: Builder,
    config: Path,
    *,
    site_dir: Path | None = None,
    is_strict: bool = False,
    progress: Progress | None = None,
) -> tuple[BuildReport, Path]:
    """Build aside, then put the new site in the old one's place; the report, and where the site is.

    With ``is_strict`` a report that is not clean leaves the old site as it was.

    Raises:
        KbError: the configuration is wrong, or ``site_dir`` holds something that is no site.
    """
    target = (site_dir or builder.site_dir(config)).resolve()
    _refuse_to_replace(target, builder.settings(config).docs)
    with aside(target, option="--site-dir") as new:
        report = builder.build(config, new, progress=progress)
        if report.is_clean or not is_strict:
            replace(new, target, option="--site-dir")
    return report, target


def _refuse_to_replace(target: Path, docs: Path) -> None:
    if docs.is_relative_to(target) or target.is_relative_to(docs):
        raise KbError(f"--site-dir {target} holds the documents, or lies among them. Name a folder beside them.")
    if target.is_dir() and any(target.iterdir()) and not (target / "404.html").is_file():
        raise KbError(f"--site-dir {target} holds files, but no site. Name an empty or a new folder.")
    if target.exists() and not target.is_dir():
        raise KbError(f"--site-dir {target} is a file. Name a folder.")
