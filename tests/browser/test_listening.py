"""The tests would hear a page that is not quiet, and axe would see one that shuts readers out."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.browser.axe import axe_findings
from tests.browser.conftest import OpenTab
from tests.browser.listening import settle
from tests.browser.places import Reader
from tests.conftest import Serve

BAD = """<!doctype html><html><head>
<meta http-equiv="Content-Security-Policy" content="default-src 'self'; script-src 'self'; img-src http:">
</head><body style="color: red"><p style="color: #666">grey</p>
<img src="missing.png"><img src="http://elsewhere.invalid/pixel.png"><script>1</script><script src="bad.js"></script>"""


@pytest.fixture
def bad_url(tmp_path: Path, serve: Serve) -> str:
    tmp_path.joinpath("index.html").write_text(BAD, encoding="utf-8")
    tmp_path.joinpath("bad.js").write_text("console.log('said'); throw new Error('thrown')", encoding="utf-8")
    return serve(tmp_path)


def test_everything_bad_is_heard(open_tab: OpenTab, bad_url: str) -> None:
    tab = open_tab(Reader())
    tab.page.goto(bad_url)
    violations = settle(tab.page)
    heard = "\n".join(tab.noise)
    for sound in ("log: said", "thrown", "404: ", "failed: http://elsewhere.invalid", "elsewhere: http://elsewhere"):
        assert sound in heard
    assert any(violation.startswith("script-src-elem inline") for violation in violations)
    assert any(violation.startswith("style-src") for violation in violations)


def test_everything_bad_is_heard_without_scripts(open_tab: OpenTab, bad_url: str) -> None:
    tab = open_tab(Reader(has_scripts=False))
    tab.page.goto(bad_url)
    heard = "\n".join(tab.noise)
    for sound in ("Content Security Policy", "404: ", "elsewhere: http://elsewhere"):
        assert sound in heard


def test_axe_sees_grey_text_and_a_missing_title(open_tab: OpenTab, bad_url: str, axe_source: str) -> None:
    page = open_tab(Reader(may_inject=True)).page
    page.goto(bad_url)
    rules = {finding.rule for finding in axe_findings(page, axe_source).violations}
    assert {"color-contrast-enhanced", "document-title", "html-has-lang", "image-alt"} <= rules
