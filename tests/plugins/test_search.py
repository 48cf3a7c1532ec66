"""The plugin kb/search: what is indexed, where it lies, and that its bytes depend on the content alone."""

from __future__ import annotations

import random
from collections.abc import Sequence
from pathlib import Path

import pytest

from kb.build import find_builder
from kb.check.answers import answer_problems, question_count
from kb.problems import KbError
from kb.search.asking import site_engine
from kb.search.documents import Document, Section
from kb.search.learned import Entry, LearnedTable, LearnedWord
from kb.site import read_site, site_settings
from kb_mkdocs.builder import MkDocsBuilder
from kb_mkdocs.search import SearchPlugin, reduce_pages
from tests.conftest import MakeDocs, RunKb, configuration, page
from tests.plugins.conftest import Build, Built
from tests.plugins.test_builds import SHUFFLE, differences

TERM = '---\nkind: term\nterm: koda authinfo\nshort: "Koda, ki jo zahteva {{ company.name }}."\naliases: [koda EPP]\n---\n\nIzda jo registrar.\n'
LONG = "Beseda o domenah, strežnikih in pošti. " * 6
FILES = {
    "company.yml": "name: Zgled\nemail: {support: a@example.com}\n",
    "sl/index.md": page("Domov", "Pozdravljeni na začetni strani."),
    "sl/a/index.md": page("Domene", "Kratko."),
    "sl/a/transfer.md": page(
        "Prenos domene",
        "!!! abstract\n\n    Prenos traja pet dni.\n\n## Koraki {#steps}\n\n1. Odklenite domeno &amp; čakajte.[^1]\n\n[^1]: Opomba.\n",
        keywords='["selitev k {{ company.name }}"]',
        answers="[nikjer napisano vprašanje]",
    ),
    "sl/b/index.md": page("Pošta", LONG),
    "sl/b/inner/index.md": page("Predali", "Kratko."),
    "sl/b/inner/quota.md": page("Poln predal", "Izbrišite sporočila."),
    "sl/glossary/index.md": page("Slovar", "Kratko."),
    "sl/glossary/authinfo.md": TERM,
    "sl/ticket.md": page("Zahtevek", "Napišite nam."),
    "sl/contact.md": page("Stik", "Pokličite nas."),
    "pl/index.md": page("Start"),
    "pl/a/transfer.md": page(
        "Transfer domeny", "Transfer trwa pięć dni.\n\n## Kroki {#steps}\n", translation="{from: sl, status: reviewed}"
    ),
    "pl/a/only.md": page("Tylko po polsku", "Tekst polski."),
}
Found = dict[str, dict[str, Document]]
OPTIONS = "  - kb/search: {compress: [br, gzip]}\n"


def written(root: Path) -> Path:
    """The fixture's documents with a configuration that has the plugin."""
    for name, text in FILES.items():
        path = root / "docs" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    text = configuration(("sl", "pl")).replace("tables,", "tables, footnotes,")
    (root / "mkdocs.yml").write_text(text.replace("  - kb/metadata\n", f"  - kb/metadata\n{OPTIONS}"), encoding="utf-8")
    return root


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return written(tmp_path)


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """The fixture, built once for all tests that only look at it."""
    root = written(tmp_path_factory.mktemp("search"))
    return Built(root / "site", MkDocsBuilder().build(root / "mkdocs.yml", root / "site"))


@pytest.fixture(scope="module")
def documents(site: Built) -> Found:
    found = MkDocsBuilder().documents(site.folder.parent / "mkdocs.yml")
    return {tag: {document.id: document for document in each} for tag, each in found.items()}


def test_articles_terms_and_ways_to_staff_are_found_and_pages_that_only_lead_on_are_not(
    documents: Found,
) -> None:
    wanted = ["a/only", "a/transfer", "b/index", "b/inner/quota", "contact", "glossary/authinfo", "ticket"]
    assert list(documents["sl"]) == wanted
    assert list(documents["pl"]) == wanted


def test_article_is_found_by_its_own_words_and_no_others(documents: Found) -> None:
    assert documents["sl"]["a/transfer"] == Document(
        id="a/transfer",
        title="Prenos domene",
        sections=(
            Section("", "", "About Prenos domene.\nPrenos traja pet dni."),
            Section("steps", "Koraki", "Odklenite domeno & čakajte.\nOpomba."),
        ),
        url="sl/a/transfer/",
        trail=("Domene",),
        keywords=("selitev k Zgled",),
    )


def test_term_has_its_names_and_its_definition(documents: Found) -> None:
    term = documents["sl"]["glossary/authinfo"]
    assert (term.kind, term.aliases, term.definition) == ("term", ("koda EPP",), "Koda, ki jo zahteva Zgled.")
    assert term.sections == (Section("", "", "Koda, ki jo zahteva Zgled.\nIzda jo registrar."),)


def test_trail_names_all_sections_above(documents: Found) -> None:
    assert documents["sl"]["b/inner/quota"].trail == ("Pošta", "Predali")


def test_fallback_is_found_under_the_wanted_locale_with_the_texts_locale(
    documents: Found,
) -> None:
    fallback = documents["sl"]["a/only"]
    assert (fallback.locale, fallback.url, fallback.trail) == ("pl", "sl/a/only/", ("Domene",))
    assert documents["pl"]["a/only"].locale == ""


def test_pages_are_reduced_in_any_order_to_the_same() -> None:
    keys = [(tag, name) for tag in ("sl", "pl") for name in ("b", "a", "a/c")]
    pages = [(key, Document(key[1], key[0], ())) for key in keys]
    wanted = reduce_pages(dict(pages), ["sl", "pl"])
    assert [document.id for document in wanted["sl"]] == ["a", "a/c", "b"]
    for seed in range(5):
        random.Random(seed).shuffle(pages)
        assert reduce_pages(dict(pages), ["sl", "pl"]) == wanted


def test_each_locale_has_its_index_licences_and_results_page(site: Built) -> None:
    files = set(site.files())
    for tag in ("sl", "pl"):
        assert {f"search/{tag}/manifest.bin", f"{tag}/search/index.html"} <= files
        (version,) = [path for path in (site.folder / "search" / tag).iterdir() if path.is_dir()]
        assert {path.suffix for path in version.iterdir()} == {".bin", ".json", ".br", ".gz"}
    assert "PoliMorf" in (site.folder / "search/NOTICE.txt").read_text(encoding="utf-8")
    assert not [name for name in files if "vprašanje" in (site.folder / name).read_text("utf-8", "ignore")]


def test_site_without_the_plugin_has_no_search(make_docs: MakeDocs, build: Build) -> None:
    site = build(make_docs({"sl/index.md": page(), "sl/a/transfer.md": page()}))
    assert [name for name in site.files() if "/search/" in name and not name.startswith("assets/")] == []
    assert 'role="search"' not in site.html("sl/a/transfer/")


@pytest.mark.usefixtures("node")
@pytest.mark.parametrize(
    ("tag", "query", "first"),
    [
        ("sl", "prenosa domen", "a/transfer"),
        ("sl", "selitev", "a/transfer"),
        ("sl", "kode epp", "glossary/authinfo"),
        ("sl", "polskiego", "a/only"),
        ("pl", "transferze", "a/transfer"),
        ("pl", "predala", "b/inner/quota"),
    ],
)
def test_built_site_is_searched(site: Built, tag: str, query: str, first: str) -> None:
    with site_engine(site.folder, tag) as engine:
        assert engine.query(query)["results"][0]["id"] == first


def test_learned_words_are_in_the_index_and_their_table_is_not_published(root: Path, build: Build) -> None:
    def version(tag: str) -> str:
        (found,) = [path.name for path in (root / "site/search" / tag).iterdir() if path.is_dir()]
        return found

    build(root)
    before = {tag: version(tag) for tag in ("sl", "pl")}
    table = LearnedTable({"contact": Entry("0" * 12, (LearnedWord("domenah", text=5, title=4),))})
    (root / "docs/sl/learned.tsv").write_text(str(table), encoding="utf-8")
    build(root)
    assert version("sl") != before["sl"]
    assert version("pl") == before["pl"]
    assert not list((root / "site").rglob("learned.tsv"))


def test_order_of_pages_and_a_second_build_change_no_byte(root: Path, build: Build) -> None:
    one = build(root).folder.rename(root / "one")
    two = build(root).folder.rename(root / "two")
    (root / "shuffle.py").write_text(SHUFFLE)
    (root / "mkdocs.yml").write_text((root / "mkdocs.yml").read_text() + "hooks: [shuffle.py]\n")
    assert differences(one, two) == differences(one, build(root).folder) == []


@pytest.mark.parametrize(
    ("plugins", "fault"),
    [
        ("  - kb/search\n  - kb/locales\n", "kb/search: needs kb/locales. List 'kb/locales' before it"),
        ("  - kb/locales\n  - kb/search: {compress: [zip]}\n", "compress"),
        ("  - kb/locales\n  - kb/search: {squeeze: true}\n", "squeeze"),
    ],
)
def test_wrong_configuration_is_told(root: Path, plugins: str, fault: str) -> None:
    config = root / "mkdocs.yml"
    config.write_text(f"site_name: X\ntheme: {{name: material, font: false}}\nplugins:\n{plugins}")
    with pytest.raises(KbError, match=fault):
        MkDocsBuilder().build(config, root / "site")


def test_documents_of_a_site_without_search_are_refused(make_docs: MakeDocs) -> None:
    with pytest.raises(KbError, match="the plugin kb/search is missing"):
        find_builder().documents(make_docs({"sl/index.md": page()}) / "mkdocs.yml")


QUESTIONS = """[prenos domene,
  kako dolgo traja selitev,
  "kdaj, če sploh, pridejo sladoledarji",
  čakajte domeno]"""


@pytest.fixture
def asked(root: Path) -> Path:
    """The fixture with a question that another page answers better."""
    path = root / "docs/sl/a/transfer.md"
    path.write_text(path.read_text(encoding="utf-8").replace("[nikjer napisano vprašanje]", QUESTIONS), "utf-8")
    for number in range(12):
        text = page(f"Sladoledarji {number}", "Kdaj pridejo sladoledarji, če sploh.")
        (root / f"docs/sl/b/p{number}.md").write_text(text, encoding="utf-8")
    return root


@pytest.mark.usefixtures("node")
def test_question_that_does_not_find_its_article_is_told_with_its_line(asked: Path, build: Build) -> None:
    site, _ = read_site(site_settings(asked, asked / "docs", locales=["sl", "pl"]))
    assert question_count(site) == 4
    assert [str(problem) for problem in answer_problems(site, build(asked).folder)] == [
        "docs/sl/a/transfer.md:7: the question 'kdaj, če sploh, pridejo sladoledarji' does not find this article in 10 "
        "places. Write its words into the article or its 'keywords'."
    ]


@pytest.mark.usefixtures("node")
def test_check_asks_the_questions_only_when_told_to(asked: Path, build: Build, run_kb: RunKb) -> None:
    assert run_kb("check", cwd=asked).code == 0
    for options in ((), ("--site", str(build(asked).folder))):
        done = run_kb("check", "--answers", *options, cwd=asked)
        assert (done.code, done.out.count("does not find")) == (1, 1), done.err
        assert "Asking 4 questions" in done.err
    done = run_kb("check", "--site", "site", cwd=asked)
    assert (done.code, "--site is only of use with --answers" in done.err) == (2, True)


def test_server_makes_only_the_index_that_changed_again(monkeypatch: pytest.MonkeyPatch) -> None:
    made: list[str] = []

    def build_index(documents: Sequence[Document], tag: str, *, learned: object) -> dict[str, bytes]:
        made.append(tag)
        return {"manifest.bin": documents[0].title.encode()}

    monkeypatch.setattr("kb.search.index.build_index", build_index)
    plugin = SearchPlugin()
    for polish, level in (("A", 1), ("A", 1), ("B", 1), ("B", 2)):
        assert plugin.index("sl", (Document("a", "A", ()),), {}) == {"manifest.bin": b"A"}
        files = plugin.index("pl", (Document("a", polish, ()),), {"a": {"x": level}})
        assert files == {"manifest.bin": polish.encode()}
    assert made == ["sl", "pl", "pl", "pl"]
