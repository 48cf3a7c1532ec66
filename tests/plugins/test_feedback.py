"""What pages tell the intake besides forms: whether an article helped, and searches in vain."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

import pytest

from kb.intake.insights.reasons import REASONS
from tests.conftest import page
from tests.plugins.conftest import Built
from tests.plugins.test_forms import built, policy, read, site, written

__all__ = ["site"]

TERM = page("Izraz", term="Izraz", kind="term", short="Kratko.")
ELSEWHERE = "https://intake.example.org"


def asked(html: str) -> Sequence[str]:
    """Values of the buttons that a page asks with."""
    return re.findall(r'<button [^>]*name="(?:helped|reason)" value="(\w+)"', html)


def test_article_asks_whether_it_helped_in_its_locale(site: Built) -> None:
    html = site.html("sl/a/mail/")
    assert asked(html) == ["yes", "no", *REASONS]
    assert 'action="../../../v1/feedback"' in html
    assert '<input type="hidden" name="article" value="a/mail">' in html
    assert '<input type="hidden" name="locale" value="sl">' in html
    assert "Vam je to pomagalo?" in html
    assert "Czy to pomogło?" in site.html("pl/a/mail/")
    assert 'href="../../ticket/?article=a/mail"' in html[html.index("kb-feedback__more") : html.index("</form>")]


@pytest.mark.parametrize("url", ["sl/", "sl/a/", "sl/ticket/", "sl/contact/"])
def test_only_articles_and_terms_ask(site: Built, url: str) -> None:
    assert asked(site.html(url)) == []


def test_terms_ask(tmp_path: Path) -> None:
    files = {"sl/g/index.md": page("Slovar", kind="glossary"), "sl/g/t.md": TERM}
    assert asked(built(written(tmp_path, changes=files)).html("sl/g/t/"))


def test_intake_is_told_what_is_asked(site: Built, tmp_path: Path) -> None:
    index = read(site, "index.json")
    assert (index["feedback"], index["searches"]) == (True, False)
    other = built(written(tmp_path, options=": {feedback: false, searches: true}"))
    index = read(other, "index.json")
    assert (index["feedback"], index["searches"]) == (False, True)
    assert asked(other.html("sl/a/mail/")) == []


def test_site_without_forms_asks_nothing(tmp_path: Path) -> None:
    root = written(tmp_path)
    for path in root.glob("docs/**/forms/*.yml"):
        path.unlink()
    assert asked(built(root).html("sl/a/mail/")) == []


def test_searches_are_told_only_where_the_site_wants_it(tmp_path: Path) -> None:
    def with_search(folder: str, options: str) -> Built:
        root = written(tmp_path / folder, options=options)
        config = root / "mkdocs.yml"
        config.write_text(config.read_text().replace("  - kb/forms", "  - kb/search\n  - kb/forms"), encoding="utf-8")
        return built(root)

    silent, telling = with_search("silent", ""), with_search("telling", ": {searches: true}")
    apart = with_search("apart", f": {{searches: true, intake_url: {ELSEWHERE}}}")
    for url in ("sl/", "sl/a/mail/", "sl/search/"):
        assert "data-searches" not in silent.html(url)
        up = "../" * (url.count("/"))
        assert f'data-searches="{up}v1/searches"' in telling.html(url)
        assert f'data-searches="{ELSEWHERE}/v1/searches"' in apart.html(url)
        assert policy(apart.html(url))["connect-src"] == ["'self'", ELSEWHERE]
        assert policy(telling.html(url))["connect-src"] == ["'self'"]


def test_intake_elsewhere_is_allowed_by_the_articles_policy(tmp_path: Path) -> None:
    html = built(written(tmp_path, options=f": {{intake_url: {ELSEWHERE}}}")).html("sl/a/mail/")
    assert f'action="{ELSEWHERE}/v1/feedback"' in html
    assert policy(html)["form-action"] == policy(html)["connect-src"] == ["'self'", ELSEWHERE]
