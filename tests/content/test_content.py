"""The content of this site: complete in every locale, shaped alike, and every link of the built pages leads somewhere."""

import re
from collections import Counter
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest

from kb.articles.article import Article
from kb.site import Site, read_site, site_settings
from tests.conftest import CHECKOUT

TAGS = ("el", "sl", "ru", "pl")
ARTICLES = [
    *(f"domains/{name}" for name in ("transfer-in", "transfer-out", "authinfo-code", "change-holder")),
    *("hosting/site-down", "hosting/restore-backup", "email/mail-down", "account/administrator-email"),
    "billing/bank-transfer-time",
    *(f"support/{name}" for name in ("channels", "critical-issues", "after-sending", "privacy", "accessibility")),
]
TERMS = [
    f"glossary/{name}" for name in ("transfer", "authinfo", "assignment", "backup", "traffic", "authorisation-code")
]
OTHERS = [
    "index",
    "ticket",
    "contact",
    *(f"{folder}/index" for folder in ("domains", "hosting", "email", "account", "billing", "support", "glossary")),
]


@pytest.fixture(scope="module")
def site() -> Site:
    found, problems = read_site(site_settings(CHECKOUT, CHECKOUT / "docs", locales=TAGS))
    assert problems == []
    return found


def versions(site: Site, ids: list[str]) -> list[Article]:
    return [site.tree.versions[article_id][tag] for article_id in ids for tag in TAGS]


def prose(article: Article) -> str:
    """The body without what is no word of the text: markup of notes, ids, addresses."""
    text = re.sub(r"\{\{[^}]*\}\}", "0", article.body)
    return re.sub(r"^!!! \w+|\{#[^}]*\}|\]\([^)]*\)|[#*|>`\[\]]", " ", text, flags=re.MULTILINE)


def test_every_page_exists_in_every_locale_without_fallback(site: Site) -> None:
    assert set(ARTICLES + TERMS + OTHERS) <= set(site.tree.versions)
    for article_id, found in site.tree.versions.items():
        assert set(found) == set(TAGS), article_id


def test_articles_have_200_to_600_words(site: Site) -> None:
    lengths = {(a.locale, a.id): len(prose(a).split()) for a in versions(site, ARTICLES)}
    assert {key: count for key, count in lengths.items() if not 200 <= count <= 600} == {}


def test_articles_start_with_the_answer(site: Site) -> None:
    for article in versions(site, ARTICLES):
        assert article.body.lstrip().startswith("!!! abstract\n"), article.path


def test_articles_link_to_at_least_two_others(site: Site) -> None:
    for article in versions(site, ARTICLES):
        targets = {r.target.split("#")[0] for r in site.outlines[article.id, article.locale].references}
        assert len({target for target in targets if target.endswith(".md")}) >= 2, article.path


def test_articles_and_terms_have_questions_in_the_customers_words(site: Site) -> None:
    for article in versions(site, ARTICLES + TERMS):
        assert 2 <= len(article.answers) <= 3, article.path
        assert article.title not in article.answers


def test_titles_and_descriptions_are_short_and_titles_unique(site: Site) -> None:
    for tag in TAGS:
        found = [site.tree.versions[article_id][tag] for article_id in site.tree.versions]
        assert [title for title, count in Counter(a.title for a in found).items() if count > 1] == []
        for article in found:
            assert len(article.title) <= 60, article.path
            assert len(article.description) <= 160, article.path


def test_no_locale_is_the_master(site: Site) -> None:
    sources = Counter(site.tree.source(article_id).locale for article_id in ARTICLES)
    assert set(sources) == set(TAGS)


def test_each_article_has_one_source_and_reviewed_translations(site: Site) -> None:
    for article_id in ARTICLES + TERMS + OTHERS:
        origins = [article.translation for article in site.tree.versions[article_id].values()]
        assert origins.count(None) == 1, article_id
        source = site.tree.source(article_id).locale
        assert {origin.source for origin in origins if origin} == {source}, article_id
        assert {origin.status for origin in origins if origin} == {"reviewed"}, article_id


def test_terms_say_what_they_are_confused_with_both_ways(site: Site) -> None:
    for article in versions(site, TERMS):
        for other in article.not_terms:
            back = site.tree.versions[f"glossary/{other}"][article.locale].not_terms
            assert article.id.rpartition("/")[2] in back, (article.path, other)


@pytest.mark.parametrize(("tag", "wrong"), [("el", r'["]'), ("sl", r'["“]'), ("ru", r'["]|\S – '), ("pl", r'["“]')])
def test_quotation_marks_and_dashes_are_the_locales(site: Site, tag: str, wrong: str) -> None:
    for found in site.tree.versions.values():
        text = re.sub(r'^!!! \w+ "[^"\n]*"', "", found[tag].body, flags=re.MULTILINE)
        text = re.sub(r"`[^`]*`|„[^“”]*[“”]|<[^>]*>|\{[^}]*\}", "", text)
        assert not re.search(wrong, text), (found[tag].path, re.search(wrong, text))


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
