"""Outlines of Markdown texts, held against what Python-Markdown renders."""

import re

import pytest
from markdown import Markdown

from kb.articles.headings import slug
from kb.articles.outline import outline
from kb.locales import Locale
from kb.site import read_site, site_settings
from tests.conftest import CHECKOUT


def test_headings_have_text_id_and_line() -> None:
    found = outline("\n## Prva {#first}\n\ntext\n\n### Druga `koda`\n", first_line=10).headings
    assert [(h.level, h.text, h.id, h.is_explicit, h.line) for h in found] == [
        (2, "Prva", "first", True, 11),
        (3, "Druga koda", "druga-koda", False, 15),
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Учётная запись", "uchetnaya-zapis"),
        ("Λογαριασμός χρήστη", "logariasmos-christi"),
        ("Žiga & Čebula", "ziga-cebula"),
        ("!!!", "section"),
    ],
)
def test_slug_is_transliterated(text: str, expected: str) -> None:
    assert slug(text) == expected


def test_equal_headings_are_counted_as_the_library_does() -> None:
    body = "## Prva\n\n## Prva\n\n## Prva\n"
    md = Markdown(extensions=["toc"], extension_configs={"toc": {"slugify": slug}})
    html = md.convert(body)
    assert [h.id for h in outline(body).headings] == re.findall(r'id="([^"]+)"', html)


def test_links_images_and_their_lines_are_found() -> None:
    body = "a [b](c.md#d) ![](e.png)\n\n[f]: g.md\n<a href='h.md'>x</a> <img src=\"i.png\">\n"
    found = [(r.target, r.line, r.is_image, r.has_text) for r in outline(body).references]
    assert found == [
        ("c.md#d", 1, False, True),
        ("e.png", 1, True, False),
        ("g.md", 3, False, True),
        ("h.md", 4, False, True),
        ("i.png", 4, True, False),
    ]


def test_image_inside_a_link_counts_too() -> None:
    assert [r.target for r in outline("[![x](a.png)](b.md)").references] == ["b.md", "a.png"]


@pytest.mark.parametrize(
    "body",
    [
        "```\n[a](b.md)\n## c\n```\n",
        "~~~ text\n[a](b.md)\n~~~\n",
        "`[a](b.md)`",
        "``a ` [a](b.md)``",
        "<!-- [a](b.md)\n## c -->",
        "    ```\n    [a](b.md)\n    ```\n",
    ],
)
def test_code_and_comments_hold_no_links_and_no_headings(body: str) -> None:
    found = outline(body)
    assert (found.references, found.headings) == ((), ())


def test_link_whose_words_are_code_has_words() -> None:
    (reference,) = outline("[`a.b`](c.md)").references
    assert reference.has_text


def test_ids_given_by_attributes_and_html_are_anchors() -> None:
    assert outline('text {#one}\n\n<a id="two"></a>\n').anchors == {"one", "two"}


def test_unclosed_fence_swallows_the_rest() -> None:
    assert outline("```\n[a](b.md)\n").references == ()


def test_own_articles_have_the_headings_that_are_rendered() -> None:
    site, _ = read_site(site_settings(CHECKOUT, CHECKOUT / "docs", locales=["el", "sl", "ru", "pl"]))
    md = Markdown(extensions=["attr_list", "admonition", "tables", "toc"], extension_configs={"toc": {"slugify": slug}})
    seen = 0
    for versions in site.tree.versions.values():
        for article in versions.values():
            rendered = re.findall(r'<h[1-6][^>]* id="([^"]+)"', md.reset().convert(article.body))
            assert [h.id for h in site.outlines[article.id, article.locale].headings] == rendered
            seen += len(rendered)
    assert seen > 200
    assert Locale("sl") in site.settings.locales
