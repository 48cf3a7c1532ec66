"""The plugin kb/glossary: over this repository's whole site, and over small ones."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterator, Mapping
from html.parser import HTMLParser
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from kb.glossary.usage import LINKED, matchers, mentions
from kb.site import Site, read_site, site_settings
from kb_mkdocs.builder import MkDocsBuilder
from tests.conftest import CHECKOUT, EPOCH, MakeDocs, page
from tests.plugins.conftest import Build, Built, main_text
from tests.plugins.test_builds import SHUFFLE, differences

LOCALES = ("el", "sl", "ru", "pl")
TERM = "---\nkind: term\nterm: {}\nshort: {}\n{}\n---\n\n{}\n"
FILES = {
    "sl/index.md": page("Domov"),
    "sl/glossary/index.md": page("Slovar"),
    "sl/glossary/backup.md": TERM.format("varnostna kopija", "Kopija <vsega>.", "aliases: [bekap]", "Besedilo."),
    "sl/glossary/zone.md": TERM.format(
        "čas", "Ura.", "not: [backup]\ntranslation: {from: pl, status: draft}", "Besedilo."
    ),
    "sl/hosting/index.md": page("Gostovanje"),
    "sl/hosting/restore.md": page("Obnova", "Brez varnostne kopije ni nič."),
    "pl/index.md": page("Dom", translation="{from: sl, status: draft}"),
    "pl/glossary/index.md": page("Słownik", translation="{from: sl, status: draft}"),
    "pl/glossary/zone.md": TERM.format("czas", "Godzina.", "not: [backup]", "Tekst."),
}
LINK = re.compile(r"</?a(?: [^>]*)?>")
HREF = re.compile(r'<a (?:[^>]* )?href="([^"]*)"')
USES = re.compile(r'<section class="kb-uses".*?</section>', re.DOTALL)


@pytest.fixture
def built(make_docs: MakeDocs, build: Build) -> Built:
    root = make_docs(FILES)
    config = root / "mkdocs.yml"
    config.write_text(
        config.read_text(encoding="utf-8").replace("  - kb/metadata\n", "  - kb/glossary\n  - kb/metadata\n")
    )
    return build(root)


@pytest.fixture(scope="module")
def plain_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """This repository's site, built without the plugin."""
    root = tmp_path_factory.mktemp("plain")
    text = (CHECKOUT / "mkdocs.yml").read_text(encoding="utf-8").replace("  - kb/glossary\n", "")
    text = text.replace("docs_dir: docs", f"docs_dir: {CHECKOUT / 'docs'}")
    (root / "mkdocs.yml").write_text(
        text.replace(": kb/catalogues", f": {CHECKOUT / 'kb/catalogues'}"), encoding="utf-8"
    )
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SOURCE_DATE_EPOCH", EPOCH)
        MkDocsBuilder().build(root / "mkdocs.yml", root / "site")
    return root / "site"


@pytest.fixture(scope="module")
def site() -> Site:
    return read_site(site_settings(CHECKOUT, CHECKOUT / "docs", locales=LOCALES))[0]


def pages(folder: Path) -> Iterator[tuple[str, str]]:
    for path in sorted(folder.rglob("*.html")):
        yield path.relative_to(folder).as_posix(), path.read_text(encoding="utf-8")


class Links(HTMLParser):
    """What is wrong about the links of a page."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.wrong: list[str] = []
        self.terms: Counter[str] = Counter()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = dict(attrs)
        if tag == "a" and "a" in self.open:
            self.wrong.append(f"a link in a link: {values}")
        if tag == "a" and (term := values.get("data-term")):
            self.terms[term] += 1
            self.wrong += [
                f"a term in {name}: {values}"
                for name in self.open
                if name in ("code", "pre") or re.fullmatch("h[1-6]", name)
            ]
            self.wrong += ["a title"] if "title" in values else []
        if tag not in ("br", "hr", "img", "input", "link", "meta", "wbr", "source"):
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        while self.open and self.open.pop() != tag:
            pass


def test_the_pages_differ_by_nothing_but_the_links(real_site: Path, plain_site: Path) -> None:
    plain = dict(pages(plain_site))
    changed = []
    for name, html in pages(real_site):
        if "<main" not in html:
            continue
        text, before = USES.sub("", main_text(html)), main_text(plain[name])
        # What the author has linked is still linked, and all else is the same to the byte.
        lost = Counter(HREF.findall(before)) - Counter(HREF.findall(text))
        if lost or LINK.sub("", text) != LINK.sub("", before):
            changed.append(name)
    assert changed == []


def test_no_link_stands_in_a_link_a_heading_or_code(real_site: Path) -> None:
    wrong: list[str] = []
    for name, html in pages(real_site):
        found = Links()
        found.feed(html)
        wrong += [f"{name}: {each}" for each in found.wrong]
    assert wrong == []


@pytest.mark.parametrize("tag", LOCALES)
def test_the_pages_link_where_the_sources_say(real_site: Path, site: Site, tag: str) -> None:
    """Both readings agree: usage, coverage and the terms' pages tell of the very links that readers see."""
    told: dict[str, Counter[str]] = {}
    for mention in mentions(site, matchers(site)[tag]):
        if mention.is_link:
            told.setdefault(mention.article, Counter())[mention.terms[0]] += 1
    seen: dict[str, Counter[str]] = {}
    for name, entry in site.tree.entries[tag].items():
        if entry.article.kind in LINKED and not entry.is_fallback:
            found = Links()
            found.feed((real_site / tag / name / "index.html").read_text(encoding="utf-8"))
            if found.terms:
                seen[name] = found.terms
    # A second link by the author to the same term in a section is marked too, but told once.
    assert {name: set(terms) for name, terms in seen.items()} == {name: set(terms) for name, terms in told.items()}


def test_every_linked_term_has_its_definition_on_the_page(real_site: Path) -> None:
    for name, html in pages(real_site):
        found = Links()
        found.feed(html)
        assert set(found.terms) == set(definitions(html)), name


def definitions(html: str) -> Mapping[str, Any]:
    found = re.search(r'<script type="application/json" id="kb-terms">(.*?)</script>', html)
    terms: Mapping[str, Any] = json.loads(found[1])["terms"] if found else {}
    return terms


def test_definition_is_text_and_cannot_end_its_element(built: Built) -> None:
    html = built.html("sl/hosting/restore")
    assert "Kopija \\u003cvsega>." in html
    assert definitions(html)["glossary/backup"] == {"name": "varnostna kopija", "text": "Kopija <vsega>."}


def test_link_leads_to_the_terms_page(built: Built) -> None:
    assert (
        '<a class="kb-term-link" data-term="glossary/backup" href="../../glossary/backup/">varnostne kopije</a>'
        in built.html("sl/hosting/restore")
    )


def test_fallback_links_terms_of_its_texts_language(built: Built) -> None:
    html = built.html("pl/hosting/restore")
    assert 'href="../../glossary/backup/">varnostne kopije</a>' in html
    assert '"lang":"sl"' in html


def test_term_lists_the_articles_that_link_to_it(built: Built) -> None:
    found = re.search(r'<section class="kb-uses".*?</section>', built.html("sl/glossary/backup"), re.DOTALL)
    assert found
    assert re.findall(r'href="([^"]*)"', found[0]) == ["../../hosting/restore/"]


def test_glossary_goes_from_a_to_z_in_the_order_of_its_language(real_site: Path) -> None:
    html = (real_site / "pl/glossary/index.html").read_text(encoding="utf-8")
    letters = re.findall(r'<h2 class="kb-letter__title" id="[^"]*">(.)</h2>', html)
    assert letters == sorted(letters)
    assert len(letters) > 5
    assert [re.sub(r"\W", "", href) for href in re.findall(r'<li><a href="#(letter-\d+)">', html)] == [
        f"letter{number}" for number in range(1, len(letters) + 1)
    ]


@pytest.mark.parametrize("tag", ["el", "sl", "ru", "pl"])
def test_terms_have_one_order_in_the_list_beside_the_page_and_from_page_to_page(real_site: Path, tag: str) -> None:
    index = (real_site / tag / "glossary/index.html").read_text(encoding="utf-8")
    order = re.findall(r'<dt><a href="([^"]*)"', index)
    beside = re.search(r'<ul class="kb-nav">.*?</nav>', index, re.DOTALL)
    assert beside
    assert re.findall(r"/glossary/([a-z-]+/)\"", beside[0]) == order
    for before, after in pairwise(order):
        page = (real_site / tag / "glossary" / before / "index.html").read_text(encoding="utf-8")
        assert f'rel="next" href="../{after}"' in page


def test_machines_learn_which_terms_the_glossary_has(built: Built) -> None:
    found = re.search(r'<script type="application/ld\+json">(.*?)</script>', built.html("sl/glossary"))
    assert found
    subject = json.loads(found[1])["@graph"][0]
    assert subject["@type"] == "DefinedTermSet"
    assert subject["hasDefinedTerm"] == [
        {
            "@type": "DefinedTerm",
            "name": "varnostna kopija",
            "termCode": "backup",
            "@id": "https://example.com/help/sl/glossary/backup/",
        },
        {
            "@type": "DefinedTerm",
            "name": "čas",
            "termCode": "zone",
            "@id": "https://example.com/help/sl/glossary/zone/",
        },
    ]


def test_order_of_pages_makes_no_difference(
    make_docs: MakeDocs, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", EPOCH)
    root = make_docs(FILES)
    config = root / "mkdocs.yml"
    text = config.read_text(encoding="utf-8").replace("  - kb/metadata\n", "  - kb/glossary\n  - kb/metadata\n")
    config.write_text(text, encoding="utf-8")
    MkDocsBuilder().build(config, tmp_path / "one")
    (root / "shuffle.py").write_text(SHUFFLE, encoding="utf-8")
    config.write_text(f"{text}hooks: [shuffle.py]\n", encoding="utf-8")
    MkDocsBuilder().build(config, tmp_path / "two")
    assert differences(tmp_path / "one", tmp_path / "two") == []


def test_plugin_needs_locales_before_it(make_docs: MakeDocs, run_kb: Any) -> None:
    root = make_docs(FILES)
    config = root / "mkdocs.yml"
    text = config.read_text(encoding="utf-8").replace("plugins:\n", "plugins:\n  - kb/glossary\n")
    config.write_text(text, encoding="utf-8")
    done = run_kb("build", cwd=root)
    assert done.code == 2
    assert "kb/glossary: needs kb/locales" in done.err
