"""The page of results, as the build writes it: all that works without a script."""

from __future__ import annotations

import json
import re

import pytest

from tests.conftest import MakeDocs, page
from tests.plugins.conftest import Build, Built, main_text

FILES = {
    "sl/index.md": page("Doma"),
    "sl/a/index.md": page("Razdelek"),
    "sl/a/one.md": page("Ena <b>"),
    "sl/a/two.md": page("Dve"),
    "sl/ticket.md": page("Zahtevek"),
    "pl/index.md": page("Dom"),
    "pl/a/index.md": page("Dział"),
    "pl/a/one.md": page("Jeden"),
}
PLUGIN = "  - kb/metadata\n"


@pytest.fixture
def site(make_docs: MakeDocs, build: Build) -> Built:
    root = make_docs(FILES)
    config = root / "mkdocs.yml"
    config.write_text(config.read_text(encoding="utf-8").replace(PLUGIN, f"{PLUGIN}  - kb/search\n"), encoding="utf-8")
    return build(root)


def test_page_of_results_lists_all_topics_and_articles(site: Built) -> None:
    text = main_text(site.html("sl/search"))
    assert 'href="../a/"' in text
    assert '<a href="../a/one/">Ena &lt;b&gt;</a>' in text
    assert '<a href="../a/two/">Dve</a>' in text
    assert "<noscript>" in text


def test_topic_in_another_language_says_so(site: Built) -> None:
    text = main_text(site.html("pl/search"))
    assert re.search(r'<a href="../a/two/" lang="sl">Dve</a> <span class="kb-badge">', text)


def test_page_of_results_is_not_for_search_engines(site: Built) -> None:
    html = site.html("sl/search")
    assert '<meta name="robots" content="noindex">' in html
    assert "/search/" not in (site.folder / "sitemap.xml").read_text(encoding="utf-8")
    assert "<h1" in html
    assert html.count('role="search"') == 1


def test_switch_leads_to_the_results_in_the_other_locale(site: Built) -> None:
    assert 'href="../../pl/search/"' in site.html("sl/search")


@pytest.mark.parametrize(
    ("url", "action"), [("sl", "search/"), ("sl/a/one", "../../search/"), ("pl/a", "../search/"), ("sl/search", "./")]
)
def test_box_is_a_plain_form_that_leads_to_the_results(site: Built, url: str, action: str) -> None:
    form = re.search(r'<form class="kb-search [^>]*action="([^"]*)"[^>]*>', site.html(url))
    assert form is not None
    assert form[1] == action
    assert "method" not in form[0]


def test_box_of_a_404_page_works_at_any_depth(site: Built) -> None:
    html = (site.folder / "sl/404.html").read_text(encoding="utf-8")
    assert 'action="/help/sl/search/"' in html


@pytest.mark.parametrize("url", ["sl", "sl/a/one", "sl/search"])
def test_words_of_the_box_are_valid_json_with_all_plural_forms(site: Built, url: str) -> None:
    found = re.search(r'<script type="application/json">(\{\s*"found".*?)</script>', site.html(url), re.DOTALL)
    assert found is not None
    words = json.loads(found[1])
    assert set(words["found"]) == {"one", "two", "few", "other"}
    assert words["found"]["two"] == "Najdena sta {num} članka"
    assert words["none"] == "Za »{query}« ni zadetkov"


def test_site_without_the_plugin_has_no_box(make_docs: MakeDocs, build: Build) -> None:
    site = build(make_docs(FILES))
    assert [name for name in site.files() if name.endswith("search/index.html")] == []
    assert "kb-search" not in site.html("sl") + site.html("sl/a/one")


def test_article_at_the_address_of_the_results_is_reported(make_docs: MakeDocs, build: Build) -> None:
    root = make_docs(FILES | {"sl/search.md": page("Iskanje")})
    config = root / "mkdocs.yml"
    config.write_text(config.read_text(encoding="utf-8").replace(PLUGIN, f"{PLUGIN}  - kb/search\n"), encoding="utf-8")
    report = build(root).report
    assert any("docs/sl/search.md: its address is that of the search results" in str(p) for p in report.problems)
