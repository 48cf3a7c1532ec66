"""The built pages themselves, not only one of each type: a seeded sample, or all with ``tests/run.sh --full``."""

from __future__ import annotations

import os
import random
from pathlib import Path

from tests.browser.axe import axe_findings
from tests.browser.conftest import OpenTab
from tests.browser.listening import settle
from tests.browser.places import Reader
from tests.browser.test_axe import objections

_SAMPLE = 16


def test_every_page_is_quiet_accessible_and_fits_a_phone(
    open_tab: OpenTab, real_site: Path, site_url: str, axe_source: str
) -> None:
    pages = sorted(path.relative_to(real_site).parent.as_posix() for path in real_site.rglob("*/index.html"))
    articles = [page for page in pages if not page.startswith("go/")]
    chosen = articles if os.environ.get("KB_TESTS") == "full" else random.Random(2026).sample(articles, _SAMPLE)
    tab = open_tab(Reader(width=320, may_inject=True))
    faults: list[str] = []
    for page in chosen:
        tab.noise.clear()
        tab.page.goto(f"{site_url}{page}/")
        faults += [f"{page}: {fault}" for fault in (*settle(tab.page), *tab.noise)]
        faults += [f"{page}: {fault}" for fault in objections(axe_findings(tab.page, axe_source))]
        if tab.page.evaluate("document.documentElement.scrollWidth > window.innerWidth"):
            faults.append(f"{page}: it scrolls sideways")
    assert faults == []
    assert len(chosen) >= _SAMPLE
