"""Pages of a two-locale site: which there are, and what stands around their text."""

import re
from pathlib import Path

import pytest

from tests.conftest import CHECKOUT, MakeDocs, page
from tests.plugins.conftest import Build, Built, links, main_text

GOLDEN = CHECKOUT / "tests/golden/fixture-files.txt"
COMPANY = """name: Zgled
tagline: {sl: Pomoč, pl: Pomoc}
email: {support: podpora@example.com}
"""


@pytest.fixture
def fixture_site(make_docs: MakeDocs, build: Build) -> Built:
    files: dict[str, str] = {
        "company.yml": COMPANY,
        "drafts/ticket.yml": "x: 1",
        "sl/learned.tsv": "kb-learned\t1\n",
        "sl/picture.png": "x",
    }
    for tag, name in (("sl", "Slovensko"), ("pl", "Polsko")):
        files |= {
            f"{tag}/index.md": page(f"{name} domov"),
            f"{tag}/contact.md": page(f"{name} stik"),
            f"{tag}/domains/index.md": page(f"{name} domene", order="10", icon="material/web"),
            f"{tag}/domains/one.md": page(
                f"{name} ena", "## A {#a}\n\n[dve](two.md)", order="10", updated="2026-11-22"
            ),
            f"{tag}/domains/two.md": page(f"{name} dve", order="20"),
            f"{tag}/email/index.md": page(f"{name} pošta", order="20"),
            f"{tag}/email/three.md": page(f"{name} tri"),
        }
    return build(make_docs(files))


def test_site_has_exactly_the_files_of_the_golden_list(fixture_site: Built) -> None:
    """Remake it: delete tests/golden/fixture-files.txt and run this test twice."""
    found = [re.sub(r"\.[0-9a-f]{8,}\.", ".HASH.", name) for name in fixture_site.files()]
    pages = "\n".join(name for name in found if not name.startswith("assets/")) + "\n"
    if not GOLDEN.exists():
        GOLDEN.write_text(pages, encoding="utf-8")
        pytest.fail("the golden list was missing and has been written")
    assert pages == GOLDEN.read_text(encoding="utf-8")


def test_no_source_is_published(fixture_site: Built) -> None:
    assert not [name for name in fixture_site.files() if name.endswith((".yml", ".yaml", ".tsv", ".po"))]
    assert "sl/picture.png" in list(fixture_site.files())


def test_scripts_of_the_theme_are_not_published(fixture_site: Built) -> None:
    assert not [name for name in fixture_site.files() if re.search(r"bundle\.|lunr|workers/|\.map$", name)]


def test_build_of_right_content_is_clean(fixture_site: Built) -> None:
    assert fixture_site.report.is_clean


@pytest.mark.parametrize("tag", ["sl", "pl"])
def test_page_has_the_language_of_its_locale(fixture_site: Built, tag: str) -> None:
    assert f'<html lang="{tag}"' in fixture_site.html(f"{tag}/domains/one/")


def test_navigation_holds_only_the_pages_of_its_locale_and_marks_the_current(fixture_site: Built) -> None:
    html = fixture_site.html("sl/domains/one/")
    navigation = re.search(r'<ul class="kb-nav">.*?</nav>', html, re.DOTALL)
    assert navigation
    assert re.findall(r'href="([^"]+)"( aria-current="page")?', navigation[0]) == [
        ("../../../sl/domains/", ""),
        ("../../../sl/domains/one/", ' aria-current="page"'),
        ("../../../sl/domains/two/", ""),
        ("../../../sl/email/", ""),
    ]


def test_previous_and_next_stay_in_the_locale(fixture_site: Built) -> None:
    html = fixture_site.html("pl/domains/two/")
    assert "Polsko ena" in html
    assert "Polsko pošta" in html
    assert "Slovensko" not in html


def test_language_switch_stays_on_the_page(fixture_site: Built) -> None:
    html = fixture_site.html("sl/domains/one/")
    (switch,) = re.findall(r'<a[^>]*hreflang="pl"[^>]*>', html)
    assert 'href="../../../pl/domains/one/"' in switch
    assert 'target="_self"' in switch


def test_translations_are_alternates_with_a_default(fixture_site: Built) -> None:
    alternates = {
        link["hreflang"]: link["href"]
        for link in links(fixture_site.html("pl/domains/one/"), "alternate")
        if "hreflang" in link
    }
    assert alternates == {
        "sl": "https://example.com/help/sl/domains/one/",
        "pl": "https://example.com/help/pl/domains/one/",
        "x-default": "https://example.com/help/sl/domains/one/",
    }


def test_default_of_the_home_pages_is_the_chooser(fixture_site: Built) -> None:
    alternates = {
        link["hreflang"]: link["href"] for link in links(fixture_site.html("sl/"), "alternate") if "hreflang" in link
    }
    assert alternates["x-default"] == "https://example.com/help/"


def test_sitemap_lists_every_page_with_its_alternates(fixture_site: Built) -> None:
    sitemap = (fixture_site.folder / "sitemap.xml").read_text(encoding="utf-8")
    assert len(re.findall("<loc>", sitemap)) == 1 + 2 * 7
    entry = re.search(r"<url>\s*<loc>https://example.com/help/sl/domains/one/</loc>.*?</url>", sitemap, re.DOTALL)
    assert entry
    assert "<lastmod>2026-11-22</lastmod>" in entry[0]
    assert re.findall(r'hreflang="([^"]+)"', entry[0]) == ["sl", "pl", "x-default"]


def test_breadcrumbs_lead_home(fixture_site: Built) -> None:
    html = fixture_site.html("sl/domains/one/")
    crumbs = re.search(r'<nav class="kb-breadcrumbs".*?</nav>', html, re.DOTALL)
    assert crumbs
    assert re.findall(r'href="([^"]+)"', crumbs[0]) == ["../../", "../"]


def test_last_update_is_written_in_the_locales_words(fixture_site: Built) -> None:
    assert "22. november 2026" in fixture_site.html("sl/domains/one/")
    assert "22 listopada 2026" in fixture_site.html("pl/domains/one/")


def test_home_shows_the_sections_with_their_counts(fixture_site: Built) -> None:
    html = main_text(fixture_site.html("sl/")).replace("\u00a0", " ")
    assert html.index("Slovensko domene") < html.index("Slovensko pošta")
    assert "2 članka" in html
    assert "1 članek" in html


def test_way_to_staff_is_on_every_page(fixture_site: Built) -> None:
    pages = [name for name in fixture_site.files() if re.match(r"(sl|pl)/.*html$", name)]
    assert len(pages) == 16
    for name in pages:
        assert "contact/" in (fixture_site.folder / name).read_text(encoding="utf-8"), name


def test_chooser_links_to_every_locale(fixture_site: Built) -> None:
    html = fixture_site.html("")
    assert re.findall(r'data-locale="(\w+)"', html) == ["sl", "pl"]
    assert 'href="sl/"' in html


def test_locale_neutral_address_leads_to_the_article_in_each_locale(fixture_site: Built) -> None:
    html = fixture_site.html("go/domains/one/")
    assert 'href="../../../sl/domains/one/"' in html
    assert 'href="../../../pl/domains/one/"' in html
    assert 'content="noindex"' in html
    assert (fixture_site.folder / "go/domains/index.html").is_file()


@pytest.mark.parametrize(
    ("name", "words"),
    [("404.html", ["Strani ni mogoče najti", "Nie znaleziono strony"]), ("pl/404.html", ["Nie znaleziono strony"])],
)
def test_404_has_absolute_addresses_and_the_locales_words(fixture_site: Built, name: str, words: list[str]) -> None:
    html = (fixture_site.folder / name).read_text(encoding="utf-8")
    for word in words:
        assert word in html
    assert not [
        url for url in re.findall(r'(?:href|src)="([^"]*)"', html) if not re.match(r"/help/|#|mailto:|tel:", url)
    ]


def test_policy_allows_no_inline_code_and_no_other_host(fixture_site: Built) -> None:
    for name in fixture_site.files():
        if not name.endswith(".html"):
            continue
        html = (fixture_site.folder / name).read_text(encoding="utf-8")
        assert "script-src &#39;self&#39;" in html, name
        assert not re.findall(r'<script(?![^>]*(?:src=|type="application/))', html), name
        assert not re.findall(r"<style|\sstyle=|\son\w+=", html), name


def test_referrer_policy_sends_the_origin(fixture_site: Built) -> None:
    assert '<meta name="referrer" content="strict-origin-when-cross-origin">' in fixture_site.html("sl/")


def test_markup_in_titles_and_descriptions_shows_as_text(make_docs: MakeDocs, build: Build) -> None:
    evil = page(title='"<img src=x onerror=alert(1)>&\\""')
    site = build(make_docs({"sl/index.md": page(), "sl/a/index.md": evil, "sl/a/b.md": evil}, locales=("sl",)))
    for url in ("sl/", "sl/a/", "sl/a/b/", "go/a/b/"):
        assert "<img" not in site.html(url), url
        assert "&lt;img" in site.html(url), url


def test_a_thousand_articles_make_a_short_navigation(make_docs: MakeDocs, build: Build) -> None:
    files = {f"sl/a/p{number:04}.md": page(f"P{number}") for number in range(200)}
    site = build(make_docs({"sl/index.md": page(), "sl/a/index.md": page(), **files}, locales=("sl",)))
    html = site.html("sl/a/p0100/")
    assert 'href="../../../sl/a/p0100/" aria-current="page"' in html
    assert html.count("sl/a/p0") < 60
    assert "Vsi članki v tem razdelku" in html
    assert main_text(site.html("sl/a/")).count("/p0") == 0
    assert main_text(site.html("sl/a/")).count('href="p0') == 200


def test_subsections_are_reachable_and_open_on_their_path(make_docs: MakeDocs, build: Build) -> None:
    files = {"sl/index.md": page(), "sl/a/index.md": page("A"), "sl/a/b/index.md": page("B"), "sl/a/b/c.md": page("C")}
    site = build(make_docs(files, locales=("sl",)))
    assert 'href="b/"' in main_text(site.html("sl/a/"))
    assert (
        re.findall(r'class="kb-nav__section kb-nav__section--open"', site.html("sl/a/b/c/"))
        == ['class="kb-nav__section kb-nav__section--open"'] * 2
    )


def test_site_without_an_address_has_no_sitemap_and_no_canonical(make_docs: MakeDocs, build: Build) -> None:
    root = make_docs({"sl/index.md": page()}, locales=("sl",))
    config = root / "mkdocs.yml"
    config.write_text(config.read_text().replace("site_url: https://example.com/help/\n", ""))
    site = build(root)
    assert not (site.folder / "sitemap.xml").exists()
    assert links(site.html("sl/"), "canonical") == []


def test_page_of_another_plugin_keeps_its_place(make_docs: MakeDocs, build: Build) -> None:
    root = make_docs({"sl/index.md": page()}, locales=("sl",), options="hooks: [hook.py]")
    Path(root, "hook.py").write_text(
        "from mkdocs.structure.files import File\n"
        "def on_files(files, config):\n"
        "    files.append(File.generated(config, 'sl/extra.md', content='# Extra\\n\\nText.'))\n"
        "    return files\n"
    )
    html = build(root).html("sl/extra/")
    assert "Text." in html
    assert '<html lang="sl"' in html


def test_title_stands_although_the_text_has_a_late_one(make_docs: MakeDocs, build: Build) -> None:
    site = build(make_docs({"sl/index.md": page(), "sl/a.md": page("Prvi", "Text\n\n# Drugi {#b}")}, locales=("sl",)))
    assert re.search(r'<h1 class="kb-title">Prvi</h1>', site.html("sl/a/"))


def test_template_of_the_front_matter_is_a_warning_and_no_crash(make_docs: MakeDocs, build: Build) -> None:
    site = build(make_docs({"sl/index.md": page(template="nope.html")}, locales=("sl",)))
    assert ["'template' is not a key" in problem.message for problem in site.report.problems] == [True]
    assert "Text." in site.html("sl/")


def test_made_up_section_page_is_in_no_sitemap_and_no_fallback(make_docs: MakeDocs, build: Build) -> None:
    site = build(make_docs({"sl/index.md": page(), "pl/index.md": page(), "sl/a/b.md": page(), "pl/a/b.md": page()}))
    assert "/a/</loc>" not in (site.folder / "sitemap.xml").read_text(encoding="utf-8")
    for tag in ("sl", "pl"):
        html = site.html(f"{tag}/a/")
        assert "kb-fallback" not in html
        assert 'content="noindex"' in html
        assert not (site.folder / tag / "a/index.md").exists()


def test_chooser_is_the_default_of_the_home_pages_both_ways(fixture_site: Built) -> None:
    found = {link.get("hreflang"): link["href"] for link in links(fixture_site.html(""), "alternate")}
    assert found == {
        "sl": "https://example.com/help/sl/",
        "pl": "https://example.com/help/pl/",
        "x-default": "https://example.com/help/",
    }
    sitemap = (fixture_site.folder / "sitemap.xml").read_text(encoding="utf-8")
    assert sitemap.count('hreflang="x-default" href="https://example.com/help/"/>') == 3


def test_questions_and_aliases_hold_the_companys_words(make_docs: MakeDocs, build: Build) -> None:
    home = '---\ntitle: A\ndescription: B\nexamples:\n  - {question: "Kje je {{ company.name }}?", article: glossary/a}\n---\n'
    term = '---\nkind: term\nterm: izraz\nshort: B.\naliases: ["pri {{ company.name }}"]\n---\n'
    files = {
        "company.yml": COMPANY,
        "sl/index.md": home,
        "pl/index.md": page(),
        "sl/glossary/index.md": page(),
        "sl/glossary/a.md": term,
    }
    site = build(make_docs(files))
    assert "Kje je Zgled?" in site.html("sl/")
    assert "pri Zgled" in site.html("sl/glossary/a/")


def test_extensions_that_pages_need_are_added(make_docs: MakeDocs, build: Build) -> None:
    root = make_docs({"sl/index.md": page(body="## A {#a}\n\n!!! tip\n\n    B\n\n[x](#a)")}, locales=("sl",))
    config = root / "mkdocs.yml"
    config.write_text(re.sub(r"markdown_extensions: .*", "", config.read_text()))
    site = build(root)
    assert site.report.is_clean
    assert 'id="a"' in site.html("sl/")
    assert "Dobro je vedeti" in site.html("sl/")


@pytest.mark.parametrize("options", ["nav: [sl/index.md]", "extra: {a: b}"])
def test_own_navigation_is_warned_of(make_docs: MakeDocs, build: Build, options: str) -> None:
    report = build(make_docs({"sl/index.md": page()}, locales=("sl",), options=options)).report
    assert any("Delete 'nav'" in warning for warning in report.warnings) == options.startswith("nav")
