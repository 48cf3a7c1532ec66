"""Sites built in this process."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from kb.build import BuildReport
from kb_mkdocs.builder import MkDocsBuilder
from tests.conftest import EPOCH


@dataclass(frozen=True)
class Built:
    """A built site and what the build said."""

    folder: Path
    report: BuildReport

    def html(self, url: str) -> str:
        """The text of the page at an address relative to the site's root."""
        return (self.folder / url / "index.html").read_text(encoding="utf-8")

    def files(self) -> Iterator[str]:
        return (path.relative_to(self.folder).as_posix() for path in sorted(self.folder.rglob("*")) if path.is_file())


Build = Callable[[Path], Built]


@pytest.fixture
def build(monkeypatch: pytest.MonkeyPatch) -> Build:
    """Builds the site in a folder: ``build(make_docs({…}))``."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", EPOCH)

    def run(root: Path) -> Built:
        report = MkDocsBuilder().build(root / "mkdocs.yml", root / "site")
        return Built(root / "site", report)

    return run


def links(html: str, rel: str) -> list[dict[str, str]]:
    """The attributes of each ``<link rel=…>``."""
    found = (dict(re.findall(r'([\w-]+)="([^"]*)"', tag)) for tag in re.findall(r"<link [^>]*>", html))
    return [attributes for attributes in found if attributes.get("rel") == rel]


def main_text(html: str) -> str:
    """What stands between ``<main`` and ``</main>``."""
    return html[html.index("<main") : html.index("</main>")]
