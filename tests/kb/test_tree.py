"""The tree of articles over all locales."""

from collections.abc import Mapping
from pathlib import Path

import pytest

from kb.articles.tree import ArticleTree, read_tree
from kb.locales import Locale
from tests.conftest import page

LOCALES = tuple(Locale(tag) for tag in ("el", "sl", "ru", "pl"))


def tree(tmp_path: Path, files: Mapping[str, str]) -> tuple[ArticleTree, list[str]]:
    for name, text in files.items():
        path = tmp_path / "docs" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    found, problems = read_tree(tmp_path / "docs", LOCALES, root=tmp_path)
    return found, [str(problem) for problem in problems]


def translated(source: str, status: str = "reviewed", title: str = "T") -> str:
    return page(title, translation=f"{{from: {source}, status: {status}}}")


def test_same_path_in_every_locale_is_one_article(tmp_path: Path) -> None:
    found, faults = tree(tmp_path, {f"{tag}/index.md": page(tag) for tag in ("el", "sl", "ru", "pl")})
    assert faults == []
    assert list(found.versions) == ["index"]
    assert {tag: entries["index"].article.title for tag, entries in found.entries.items()} == {
        "el": "el",
        "sl": "sl",
        "ru": "ru",
        "pl": "pl",
    }


@pytest.mark.parametrize("source", ["el", "sl", "ru", "pl"])
def test_missing_translation_shows_its_source(tmp_path: Path, source: str) -> None:
    tags = ["el", "sl", "ru", "pl"]
    missing = next(tag for tag in tags if tag != source)
    files = {
        f"{tag}/a.md": page(tag) if tag == source else translated(source, title=tag) for tag in tags if tag != missing
    }
    found, _ = tree(tmp_path, files)
    entry = found.entries[missing]["a"]
    assert entry.is_fallback
    assert entry.article.locale == source


def test_missing_source_shows_a_reviewed_translation(tmp_path: Path) -> None:
    files = {"el/a.md": translated("ru", "machine"), "pl/a.md": translated("ru", "reviewed")}
    assert tree(tmp_path, files)[0].entries["ru"]["a"].article.locale == "pl"


def test_missing_source_without_a_review_shows_the_first_locale(tmp_path: Path) -> None:
    files = {"sl/a.md": translated("ru", "draft"), "pl/a.md": translated("ru", "machine")}
    assert tree(tmp_path, files)[0].entries["ru"]["a"].article.locale == "sl"


def test_order_is_that_of_the_source_then_the_path(tmp_path: Path) -> None:
    files = {
        "sl/a/index.md": page(order="20"),
        "sl/b/index.md": page(order="10"),
        "sl/b/two.md": page(),
        "sl/b/one.md": page(),
        "sl/b/zero.md": page(order="5"),
        "sl/index.md": page(),
    }
    found, _ = tree(tmp_path, files)
    assert list(found.home.ids()) == ["index", "b/index", "b/zero", "b/one", "b/two", "a/index"]


def test_section_counts_the_articles_of_its_subsections(tmp_path: Path) -> None:
    files = {"sl/a/index.md": page(), "sl/a/x.md": page(), "sl/a/b/index.md": page(), "sl/a/b/y.md": page()}
    found, _ = tree(tmp_path, files)
    assert [(section.folder, section.count) for section in found.home.walk()] == [("", 2), ("a", 2), ("a/b", 1)]


def test_section_without_an_index_page_gets_one_and_is_reported(tmp_path: Path) -> None:
    found, faults = tree(tmp_path, {"sl/index.md": page(), "sl/mail-boxes/x.md": page()})
    assert found.entries["sl"]["mail-boxes/index"].article.title == "Mail boxes"
    (fault,) = faults
    assert "mail-boxes/index.md: the section has no index page. Write it" in fault


def test_notices_and_hidden_folders_are_no_articles(tmp_path: Path) -> None:
    found, _ = tree(tmp_path, {"sl/index.md": page(), "sl/notices/a.md": "x", "sl/.drafts/b.md": "x"})
    assert list(found.versions) == ["index"]


def test_readme_is_an_index_page(tmp_path: Path) -> None:
    assert list(tree(tmp_path, {"sl/README.md": page()})[0].versions) == ["index"]


def test_file_that_is_not_utf_8_is_reported_with_its_line(tmp_path: Path) -> None:
    path = tmp_path / "docs/sl/a.md"
    path.parent.mkdir(parents=True)
    path.write_bytes(b"---\ntitle: A\n\xe8\n---\n")
    _, faults = tree(tmp_path, {"sl/index.md": page()})
    assert faults == ["docs/sl/a.md:3: this is not UTF-8. Save the file with the encoding UTF-8."]
