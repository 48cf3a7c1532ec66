"""axe-core has nothing to object to on any page type, in either scheme; text contrast is 7:1."""

from __future__ import annotations

import re
from typing import Literal

import pytest

from tests.browser.axe import Findings, axe_findings
from tests.browser.conftest import OpenTab
from tests.browser.listening import settle
from tests.browser.places import KINDS, LOCALES, REGIONS, Reader, Sites

Scheme = Literal["light", "dark"]


@pytest.mark.parametrize("tag", LOCALES)
@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_objects_to_nothing(
    open_tab: OpenTab, sites: Sites, axe_source: str, scheme: Scheme, kind: str, tag: str
) -> None:
    page = open_tab(Reader(REGIONS[tag], scheme=scheme, may_inject=True)).page
    page.goto(sites.address(kind, tag))
    settle(page)
    assert objections(axe_findings(page, axe_source)) == []


@pytest.mark.parametrize("kind", KINDS)
def test_axe_objects_to_nothing_on_a_phone_with_all_folds_open(
    open_tab: OpenTab, sites: Sites, axe_source: str, kind: str
) -> None:
    page = open_tab(Reader(REGIONS["el"], scheme="dark", width=320, may_inject=True)).page
    page.goto(sites.address(kind, "el"))
    settle(page)
    page.evaluate("for (const fold of document.querySelectorAll('details:not(.kb-menu)')) fold.open = true")
    assert objections(axe_findings(page, axe_source)) == []


@pytest.mark.parametrize("kind", ["home", "article", "fallback"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_objects_to_nothing_in_the_open_menu(
    open_tab: OpenTab, sites: Sites, axe_source: str, scheme: Scheme, kind: str
) -> None:
    page = open_tab(Reader(REGIONS["el"], scheme=scheme, may_inject=True)).page
    page.goto(sites.address(kind, "el"))
    settle(page)
    page.locator(".kb-menu summary").click()
    assert objections(axe_findings(page, axe_source, within=".kb-menu")) == []


# A cell that its scrolling table cuts off, and a link in it, shares its colours with the cells beside it, which axe does judge.
_CUT_CELL = re.compile(
    r"color-contrast(-enhanced)?: (.* )?t[hd]\S*( > \S+)*: .*background color could not be determined"
)


def objections(found: Findings) -> list[str]:
    """What axe finds wrong, and what it cannot judge and nobody has looked at."""
    unjudged = [f"cannot judge {finding}" for finding in found.incomplete if not _CUT_CELL.match(str(finding))]
    return [*map(str, found.violations), *unjudged]
