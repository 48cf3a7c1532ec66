"""The content of this site: complete in every locale, shaped alike, and every link of the built pages leads somewhere."""

import posixpath
import re
from collections import Counter
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest
import yaml

from kb.articles.article import Article
from kb.passages import chosen
from kb.site import Site, read_site, site_settings
from kb.text.folding import fold
from tests.conftest import CHECKOUT

TAGS = ("el", "sl", "ru", "pl")
TERMS = {
    *("transfer", "authinfo", "assignment", "holder", "registrar", "backup", "redirect", "traffic", "disk-space"),
    *(
        "security-limits",
        "authorisation-code",
        "nameserver",
        "administrator-email",
        "ticket",
        "ivr",
        "renewal",
        "panel",
    ),
}
SECTIONS = {"domains", "hosting", "email", "account", "billing", "security", "support", "glossary"}


@pytest.fixture(scope="module")
def site() -> Site:
    read, problems = read_site(site_settings(CHECKOUT, CHECKOUT / "docs", locales=TAGS))
    assert problems == []
    return read


def found(site: Site, *kinds: str) -> list[Article]:
    """The articles of these kinds in every locale."""
    return [
        article for versions in site.tree.versions.values() for article in versions.values() if article.kind in kinds
    ]


def targets(site: Site, article: Article) -> set[str]:
    """Ids of the other articles that its text links to."""
    folder = posixpath.dirname(article.path)
    links = (r.target.split("#")[0] for r in site.outlines[article.id, article.locale].references)
    paths = {posixpath.normpath(posixpath.join(folder, link)) for link in links if link.endswith(".md")}
    return {path.removesuffix(".md").partition("/")[2] for path in paths} - {article.id}


def prose(article: Article) -> str:
    """The body without what is no word of the text: markup of notes, ids, addresses."""
    text = chosen(article.body, lambda key, value: (key, value) == ("outage.channel", "ticket"))
    text = re.sub(r"\{\{[^}]*\}\}", "0", text)
    return re.sub(r"^!!! \w+|\{#[^}]*\}|\]\([^)]*\)|[#*|>`\[\]]", " ", text, flags=re.MULTILINE)


def test_every_page_exists_in_every_locale_without_fallback(site: Site) -> None:
    for article_id, versions in site.tree.versions.items():
        assert set(versions) == set(TAGS), article_id
    assert {article.id for article in found(site, "term")} == {f"glossary/{name}" for name in TERMS}
    assert {article.id for article in found(site, "section", "glossary")} == {f"{name}/index" for name in SECTIONS}
    assert {article.id for article in found(site, "home", "ticket", "contact")} == {"index", "ticket", "contact"}
    assert len(found(site, "article")) >= 4 * 47


def test_articles_have_200_to_600_words(site: Site) -> None:
    lengths = {article.path: len(prose(article).split()) for article in found(site, "article", "ticket", "contact")}
    assert {path: count for path, count in lengths.items() if not 200 <= count <= 600} == {}


def test_articles_start_with_the_answer(site: Site) -> None:
    for article in found(site, "article", "ticket", "contact"):
        assert article.body.lstrip().startswith("!!! abstract\n"), article.path


def test_articles_link_to_at_least_two_others(site: Site) -> None:
    wanting = {
        article.path for article in found(site, "article", "ticket", "contact") if len(targets(site, article)) < 2
    }
    assert wanting == set()


def test_no_article_is_an_orphan(site: Site) -> None:
    """The text of another article leads to it, in every locale; those with a role have their place on every page."""
    for tag in TAGS:
        written = [article for article in found(site, "article", "ticket", "contact", "term") if article.locale == tag]
        linked = set().union(*(targets(site, article) for article in written if article.kind != "term"))
        wanting = {article.id for article in written if article.kind != "term" and not article.role}
        assert wanting - linked == set(), tag


def test_articles_and_terms_have_questions_in_the_customers_words(site: Site) -> None:
    for article in found(site, "article", "ticket", "contact", "term"):
        assert len(article.answers) >= (2 if article.kind == "term" else 3), article.path
        assert article.title not in article.answers


def test_no_question_is_asked_twice(site: Site) -> None:
    for tag in TAGS:
        questions = [
            (fold(q), a.path) for a in found(site, "article", "ticket", "contact") if a.locale == tag for q in a.answers
        ]
        count = Counter(question for question, _ in questions)
        assert [(question, path) for question, path in questions if count[question] > 1] == []


def test_every_fact_is_told_in_every_locale(site: Site) -> None:
    table = yaml.safe_load((CHECKOUT / "tests/content/coverage.yml").read_text(encoding="utf-8"))
    assert sum(map(len, table.values())) > 60
    for fact, places in ((fact, places) for facts in table.values() for fact, places in facts.items()):
        for name, _, heading in (place.partition("#") for place in places):
            for tag in TAGS:
                assert tag in site.tree.versions.get(name, {}), (fact, name, tag)
                assert not heading or heading in site.outlines[name, tag].anchors, (fact, name, heading, tag)


def test_titles_and_descriptions_are_short_and_titles_unique(site: Site) -> None:
    for tag in TAGS:
        articles = [versions[tag] for versions in site.tree.versions.values()]
        assert [title for title, count in Counter(a.title.lower() for a in articles).items() if count > 1] == []
        for article in articles:
            assert len(article.title) <= 60, article.path
            assert len(article.description) <= 160, article.path


def test_no_locale_is_the_master(site: Site) -> None:
    sources = Counter(site.tree.source(article.id).locale for article in found(site, "article"))
    assert set(sources) == set(TAGS)


def test_each_article_has_one_source_and_reviewed_translations(site: Site) -> None:
    for article_id in site.tree.versions:
        origins = [article.translation for article in site.tree.versions[article_id].values()]
        assert origins.count(None) == 1, article_id
        source = site.tree.source(article_id).locale
        assert {origin.source for origin in origins if origin} == {source}, article_id
        assert {origin.status for origin in origins if origin} == {"reviewed"}, article_id


def test_terms_say_what_they_are_confused_with_both_ways(site: Site) -> None:
    for article in found(site, "term"):
        for other in article.not_terms:
            back = site.tree.versions[f"glossary/{other}"][article.locale].not_terms
            assert article.id.rpartition("/")[2] in back, (article.path, other)


@pytest.mark.parametrize(("tag", "wrong"), [("el", r'["]'), ("sl", r'["“]'), ("ru", r'["]|\S – '), ("pl", r'["“]')])
def test_quotation_marks_and_dashes_are_the_locales(site: Site, tag: str, wrong: str) -> None:
    for versions in site.tree.versions.values():
        text = re.sub(r'^!!! \w+ "[^"\n]*"', "", versions[tag].body, flags=re.MULTILINE)
        text = re.sub(r"`[^`]*`|„[^“”]*[“”]|<[^>]*>|\{[^}]*\}", "", text)
        assert not re.search(wrong, text), (versions[tag].path, re.search(wrong, text))


class Page(HTMLParser):
    """Links and ids of a page."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.links: list[str] = []
        self.ids: list[str] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = dict(attrs)
        if identifier := values.get("id"):
            self.ids.append(identifier)
        for name in ("href", "src"):
            if (target := values.get(name)) is not None:
                self.links.append(target)


def test_every_link_and_anchor_of_the_built_site_leads_somewhere(real_site: Path) -> None:
    pages = {path: Page(path.read_text(encoding="utf-8")) for path in real_site.rglob("*.html")}
    broken = []
    for path, parsed in pages.items():
        for link in parsed.links:
            parts = urlsplit(link)
            if parts.scheme or parts.netloc:
                continue
            start = real_site if parts.path.startswith("/") else path.parent
            target = (start / unquote(parts.path).lstrip("/")).resolve() if parts.path else path
            target = target / "index.html" if target.is_dir() else target
            known = pages.get(target)
            if not target.is_file() or (parts.fragment and known and unquote(parts.fragment) not in known.ids):
                broken.append((path.relative_to(real_site).as_posix(), link))
    assert broken == []
    assert len(pages) > 150


def test_ids_of_a_built_page_are_unique(real_site: Path) -> None:
    for path in real_site.rglob("*.html"):
        ids = Page(path.read_text(encoding="utf-8")).ids
        assert [name for name, count in Counter(ids).items() if count > 1] == [], path


def test_no_placeholder_is_left_in_the_built_site(real_site: Path) -> None:
    for path in real_site.rglob("*.html"):
        assert "{{" not in path.read_text(encoding="utf-8"), path
