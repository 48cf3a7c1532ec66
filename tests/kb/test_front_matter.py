"""Front matter of articles."""

import datetime as dt

import pytest

from kb.articles.article import Article, Question, Translation
from kb.articles.front_matter import read_article


def read(text: str, article_id: str = "domains/transfer") -> tuple[Article, list[str]]:
    path = f"sl/{article_id}.md"
    article, problems = read_article(text, article_id=article_id, locale="sl", path=path, shown_path=path)
    return article, [str(problem) for problem in problems]


def test_article_has_what_its_front_matter_says() -> None:
    article, faults = read(
        "---\ntitle: Prenos\ndescription: Kako.\norder: 10\nupdated: 2026-11-22\nrelated: [a/b]\n"
        "answers: [kako]\ntranslation: {from: pl, status: reviewed}\n---\n\nBesedilo.\n"
    )
    assert faults == []
    assert (article.title, article.description, article.order) == ("Prenos", "Kako.", 10)
    assert article.updated == dt.date(2026, 11, 22)
    assert article.translation == Translation("pl", "reviewed")
    assert (article.related, article.answers) == (("a/b",), ("kako",))
    assert (article.body, article.body_line) == ("\nBesedilo.\n", 10)


def test_term_takes_title_and_description_from_term_and_short() -> None:
    article, faults = read("---\nkind: term\nterm: prenos\nshort: Selitev.\nnot: [traffic]\nsee: [a/b]\n---\nX\n")
    assert faults == []
    assert (article.kind, article.title, article.description) == ("term", "prenos", "Selitev.")
    assert (article.not_terms, article.related) == (("traffic",), ("a/b",))


def test_home_has_questions() -> None:
    text = '---\ntitle: A\ndescription: B\npopular:\n  - {question: "Kje?", article: a/b}\n---\n'
    assert read(text, "index")[0].popular == (Question("Kje?", "a/b"),)


@pytest.mark.parametrize(
    ("article_id", "kind"),
    [
        ("index", "home"),
        ("domains/index", "section"),
        ("glossary/index", "glossary"),
        ("ticket", "ticket"),
        ("contact", "contact"),
        ("domains/transfer", "article"),
    ],
)
def test_kind_follows_from_the_path(article_id: str, kind: str) -> None:
    assert read("---\ntitle: A\ndescription: B\n---\n", article_id)[0].kind == kind


@pytest.mark.parametrize(
    ("line", "fault"),
    [
        (
            "updated: 31/12/2025",
            "sl/domains/transfer.md:4: 'updated: 31/12/2025' is not a date. Write it as 2025-12-31.",
        ),
        ("order: first", "'order: first' is not a whole number."),
        ("kind: page", "'kind: page' is not one of the choices. Write one of home, section,"),
        ("related: a/b", "'related: a/b' is not a list of ids."),
        ("related: [A B]", "is not a list of ids."),
        ("icon: web", "'icon: web' is not an icon."),
        (
            "translation: {from: pl}",
            "is not the origin of a translation. Write {from: LOCALE, status: draft|machine|reviewed}.",
        ),
        ("examples: [{question: Kje?}]", "is not a list of questions."),
        ("answers: [1]", "is not a list of texts."),
    ],
)
def test_wrong_value_is_reported_with_its_line(line: str, fault: str) -> None:
    _, faults = read(f"---\ntitle: A\ndescription: B\n{line}\n---\n")
    assert len(faults) == 1
    assert fault in faults[0]
    assert faults[0].startswith("sl/domains/transfer.md:4: ")


def test_unknown_key_is_a_warning_with_the_nearest_one() -> None:
    _, problems = read_article(
        "---\ntitle: A\ndescription: B\nupdate: 2026-01-01\n---\n",
        article_id="a",
        locale="sl",
        path="a",
        shown_path="a",
    )
    (problem,) = problems
    assert problem.is_warning
    assert str(problem) == "a:4: 'update' is not a key of the front matter. Did you mean 'updated'?"


def test_all_faults_of_a_file_are_reported_in_one_run() -> None:
    _, faults = read("---\norder: x\nupdated: y\n---\n# Naslov\n")
    assert len(faults) == 4


def test_broken_yaml_is_one_fault_and_the_text_is_kept() -> None:
    article, faults = read("---\ntitle: A: B\n---\n# Naslov\n\nBesedilo.\n")
    assert len(faults) == 1
    assert "sl/domains/transfer.md:2: this is not valid YAML" in faults[0]
    assert (article.title, article.body.strip()) == ("Naslov", "Besedilo.")


def test_front_matter_without_an_end_is_told() -> None:
    assert "has no end. Close it with a line that holds only ---." in read("---\ntitle: A\n\nText\n")[1][0]


def test_title_is_missing_but_a_heading_stands_in() -> None:
    article, faults = read("---\ndescription: B\n---\n# Naslov\n")
    assert article.title == "Naslov"
    assert faults == ["sl/domains/transfer.md:2: 'title' is missing. Add a line 'title: …' to the front matter."]


def test_leading_title_of_the_body_is_blanked_but_lines_stay() -> None:
    article, _ = read("---\ntitle: A\ndescription: B\n---\n\n# A\n\nBesedilo.\n")
    assert article.body == "\n\n\nBesedilo.\n"


def test_windows_line_ends_and_a_byte_order_mark_are_read() -> None:
    article, faults = read("---\r\ntitle: A\r\ndescription: B\r\n---\r\nBesedilo.\r\n")
    assert (faults, article.body) == ([], "Besedilo.\n")


def test_markup_in_a_title_stays_text() -> None:
    assert read('---\ntitle: "<b>A</b> & B"\ndescription: B\n---\n')[0].title == "<b>A</b> & B"
