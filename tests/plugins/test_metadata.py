"""What machines read."""

import json
import re
from typing import Any

import pytest

from tests.conftest import MakeDocs, page
from tests.plugins.conftest import Build, Built, links

TERM = '---\nkind: term\nterm: "prenos "\nshort: Selitev domene.\naliases: [transfer, selitev]\n---\n\nBesedilo.\n'


@pytest.fixture
def site(make_docs: MakeDocs, build: Build) -> Built:
    company = "name: Zgled\ntagline: {sl: Pomoč, pl: Pomoc}\nemail: {support: a@example.com}\n"
    files = {"company.yml": company}
    for tag in ("sl", "pl"):
        files |= {
            f"{tag}/index.md": page(f"Domov {tag}"),
            f"{tag}/a/index.md": page(f"Razdelek {tag}"),
            f"{tag}/a/one.md": page(
                f"</script> {tag}",
                "{{ company.name }} [b](two.md#x)",
                updated="2026-11-22",
                redirect_from="[old/place, a/gone]",
            ),
            f"{tag}/a/two.md": page(f"Dve {tag}", "## X {#x}"),
            f"{tag}/glossary/index.md": page(f"Slovar {tag}"),
            f"{tag}/glossary/transfer.md": TERM,
        }
    return build(make_docs(files))


def graph(html: str) -> list[dict[str, Any]]:
    (block,) = re.findall(r'<script type="application/ld\+json">(.*?)</script>', html, re.DOTALL)
    document: dict[str, Any] = json.loads(block)
    assert document["@context"] == "https://schema.org"
    nodes: list[dict[str, Any]] = document["@graph"]
    return nodes


def test_article_describes_itself(site: Built) -> None:
    article, breadcrumbs = graph(site.html("sl/a/one/"))
    assert article["@type"] == "Article"
    assert article["headline"] == "</script> sl"
    assert (article["inLanguage"], article["dateModified"]) == ("sl", "2026-11-22")
    assert article["url"] == "https://example.com/help/sl/a/one/"
    assert article["publisher"] == {"@type": "Organization", "name": "Zgled"}
    assert [item["name"] for item in breadcrumbs["itemListElement"]] == ["Pomoč", "Razdelek sl", "</script> sl"]
    assert [item["position"] for item in breadcrumbs["itemListElement"]] == [1, 2, 3]


def test_term_belongs_to_its_glossary(site: Built) -> None:
    term = graph(site.html("pl/glossary/transfer/"))[0]
    assert term["@type"] == "DefinedTerm"
    assert term["alternateName"] == ["transfer", "selitev"]
    assert term["inDefinedTermSet"] == graph(site.html("pl/glossary/"))[0]["@id"]


@pytest.mark.parametrize(
    ("url", "kind"), [("sl/", "WebSite"), ("sl/a/", "CollectionPage"), ("sl/glossary/", "DefinedTermSet")]
)
def test_other_pages_have_their_types(site: Built, url: str, kind: str) -> None:
    assert graph(site.html(url))[0]["@type"] == kind


def test_open_graph_names_page_and_locales(site: Built) -> None:
    found = re.findall(r'<meta property="([^"]+)" content="([^"]*)">', site.html("sl/a/two/"))
    assert ("og:title", "Dve sl") in found
    assert ("og:locale", "sl_SI") in found
    assert ("og:locale:alternate", "pl_PL") in found
    assert ("og:url", "https://example.com/help/sl/a/two/") in found


def test_canonical_address_is_the_pages_own(site: Built) -> None:
    assert [link["href"] for link in links(site.html("sl/a/two/"), "canonical")] == [
        "https://example.com/help/sl/a/two/"
    ]


def test_markdown_copy_has_the_companys_words_and_links_that_hold(site: Built) -> None:
    copy = (site.folder / "sl/a/one.md").read_text(encoding="utf-8")
    assert copy == "# </script> sl\n\n> About </script> sl.\n\nZgled [b](two.md#x)\n"
    assert (site.folder / "sl/a/two.md").is_file()
    (link,) = [link for link in links(site.html("sl/a/one/"), "alternate") if link.get("type") == "text/markdown"]
    assert (site.folder / "sl/a/one" / link["href"]).resolve() == (site.folder / "sl/a/one.md").resolve()


def test_llms_lists_the_articles_by_section(site: Built) -> None:
    text = (site.folder / "sl/llms.txt").read_text(encoding="utf-8")
    assert text.startswith("# Pomoč\n")
    assert "## Razdelek sl\n\n- [</script> sl](https://example.com/help/sl/a/one.md): About </script> sl." in text
    assert "pl/llms.txt" in (site.folder / "llms.txt").read_text(encoding="utf-8")


@pytest.mark.parametrize("old", ["sl/old/place", "sl/a/gone", "pl/old/place"])
def test_moved_page_leads_to_its_new_address_without_javascript(site: Built, old: str) -> None:
    html = site.html(old)
    found = re.search(r'http-equiv="refresh" content="0; url=([^"]+)"', html)
    assert found
    assert (site.folder / old / found[1]).resolve() == (site.folder / old[:2] / "a/one").resolve()
    assert 'content="noindex"' in html
    assert f"https://example.com/help/{old[:2]}/a/one/" in html


def test_robots_name_the_sitemap(site: Built) -> None:
    assert "Sitemap: https://example.com/help/sitemap.xml" in (site.folder / "robots.txt").read_text(encoding="utf-8")


def test_own_robots_are_kept(make_docs: MakeDocs, build: Build) -> None:
    site = build(make_docs({"sl/index.md": page(), "robots.txt": "User-agent: *\nDisallow: /\n"}, locales=("sl",)))
    assert "Disallow: /" in (site.folder / "robots.txt").read_text(encoding="utf-8")


def test_home_page_has_the_sites_name(site: Built) -> None:
    assert graph(site.html("sl/"))[0]["name"] == "Pomoč"


@pytest.mark.parametrize("old", ["a/gone", "old/place"])
def test_old_locale_neutral_address_leads_on(site: Built, old: str) -> None:
    found = re.search(r'content="0; url=([^"]+)"', site.html(f"go/{old}"))
    assert found
    assert (site.folder / "go" / old / found[1]).resolve() == (site.folder / "go/a/one").resolve()


def test_index_for_programs_has_links_that_hold_without_an_address(make_docs: MakeDocs, build: Build) -> None:
    root = make_docs({"sl/index.md": page(), "sl/a/index.md": page("A"), "sl/a/b.md": page("B")}, locales=("sl",))
    config = root / "mkdocs.yml"
    config.write_text(config.read_text().replace("site_url: https://example.com/help/\n", ""))
    site = build(root)
    assert "- [B](a/b.md): About B." in (site.folder / "sl/llms.txt").read_text(encoding="utf-8")
    assert (site.folder / "sl/a/b.md").is_file()
