"""Pages whose translation is missing."""

import re
from pathlib import Path

import pytest

from tests.conftest import MakeDocs, page
from tests.plugins.conftest import Build, Built, links, main_text

TAGS = ("el", "sl", "ru", "pl")
NAMES = {  # the source's language, in the words of the page's locale
    ("sl", "el"): "grščina",
    ("el", "sl"): "Σλοβενικά",
    ("pl", "ru"): "rosyjski",
    ("ru", "pl"): "польский",
}


def build_with_gap(make_docs: MakeDocs, build: Build, *, source: str, gap: str) -> Built:
    files: dict[str, str] = {}
    for tag in TAGS:
        files[f"{tag}/index.md"] = page(f"Home {tag}")
        files[f"{tag}/a/index.md"] = page(f"Section {tag}")
        files[f"{tag}/a/other.md"] = page(f"Other {tag}", "[x](one.md)")
        if tag != gap:
            origin = {} if tag == source else {"translation": f"{{from: {source}, status: reviewed}}"}
            files[f"{tag}/a/one.md"] = page(f"One {tag}", f"Text {tag} [x](other.md)", **origin)
    return build(make_docs(files, locales=TAGS))


@pytest.mark.parametrize(("gap", "source"), NAMES)
def test_fallback_shows_the_source_under_the_wanted_address(
    make_docs: MakeDocs, build: Build, gap: str, source: str
) -> None:
    site = build_with_gap(make_docs, build, source=source, gap=gap)
    html = site.html(f"{gap}/a/one/")
    main = main_text(html)
    assert f'<html lang="{gap}"' in html
    assert f"Text {source}" in main
    assert re.search(rf'<div[^>]* lang="{source}"', main)
    assert NAMES[gap, source] in main
    assert main.index("kb-fallback") < main.index(f"Text {source}")
    assert [link["href"] for link in links(html, "canonical")] == [f"https://example.com/help/{source}/a/one/"]
    assert '<meta name="robots" content="noindex">' in html
    assert not [link for link in links(html, "alternate") if "hreflang" in link]


def test_fallback_is_in_no_sitemap_and_no_hreflang(make_docs: MakeDocs, build: Build) -> None:
    site = build_with_gap(make_docs, build, source="ru", gap="sl")
    sitemap = (site.folder / "sitemap.xml").read_text(encoding="utf-8")
    assert "sl/a/one/" not in sitemap
    assert "sl/a/other/" in sitemap
    hreflangs = {link["hreflang"] for link in links(site.html("pl/a/one/"), "alternate") if "hreflang" in link}
    assert hreflangs == {"el", "ru", "pl", "x-default"}


def test_fallback_is_marked_in_navigation_and_language_switch(make_docs: MakeDocs, build: Build) -> None:
    site = build_with_gap(make_docs, build, source="ru", gap="sl")
    html = site.html("sl/a/other/")
    assert re.search(
        r'<a href="[^"]*sl/a/one/"><span lang="ru">One ru</span> <span class="kb-badge">ru</span></a>', html
    )
    assert "še ni prevedeno" in site.html("pl/a/one/") or "jeszcze bez tłumaczenia" in site.html("pl/a/one/")


def test_links_of_a_fallback_stay_in_the_wanted_locale(make_docs: MakeDocs, build: Build) -> None:
    site = build_with_gap(make_docs, build, source="ru", gap="sl")
    assert '<a href="../other/">x</a>' in site.html("sl/a/one/")
    assert (site.folder / "sl/a/other/index.html").is_file()


def test_fallback_has_no_markdown_copy(make_docs: MakeDocs, build: Build) -> None:
    site = build_with_gap(make_docs, build, source="ru", gap="sl")
    assert not (site.folder / "sl/a/one.md").exists()
    assert not [link for link in links(site.html("sl/a/one/"), "alternate") if link.get("type") == "text/markdown"]
    assert "a/one.md" not in (site.folder / "sl/llms.txt").read_text(encoding="utf-8")


def test_edit_link_of_a_fallback_leads_to_the_text_that_is_shown(make_docs: MakeDocs, build: Build) -> None:
    root = make_docs(
        {"sl/index.md": page(), "pl/index.md": page(), "pl/a.md": page()},
        options="repo_url: https://example.com/r\nedit_uri: e/",
    )
    assert 'href="https://example.com/r/e/pl/a.md"' in build(root).html("sl/a/")


def test_missing_home_page_falls_back_too(make_docs: MakeDocs, build: Build) -> None:
    site = build(make_docs({"sl/index.md": page("Domov"), "pl/a/index.md": page(), "pl/a/b.md": page()}))
    assert "Domov" in site.html("pl/")
    assert Path(site.folder, "sl/a/b/index.html").is_file()


def test_pictures_of_a_fallback_are_those_beside_its_text(make_docs: MakeDocs, build: Build) -> None:
    files = {"sl/index.md": page(), "pl/index.md": page(), "pl/a/index.md": page(), "pl/a/pictures/x.png": "x"}
    files["pl/a/b.md"] = page(body="![x](pictures/x.png) [file](pictures/x.png)")
    site = build(make_docs(files))
    assert site.report.is_clean
    html = site.html("sl/a/b/")
    assert 'src="../../../pl/a/pictures/x.png"' in html
    assert 'href="../../../pl/a/pictures/x.png"' in html
