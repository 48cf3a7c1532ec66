"""Markdown as the pages use it."""

import re

import pytest
from markdown import Markdown
from mkdocs.config import load_config

from kb.locales import Locale
from kb.messages import load_messages
from kb.site import read_site, site_settings
from kb_mkdocs import markdown
from kb_mkdocs.markdown import KbExtension, note_titles
from kb_mkdocs.pages import MarkdownPool
from tests.conftest import CHECKOUT, MakeDocs, page

EXTENSIONS = ["admonition", "attr_list", "tables", "footnotes", "def_list", "toc", "md_in_html"]
ODD = (
    """A *b* **c** `d` [e](f.md) ![g](h.png) <b>i</b> &amp; j\\*k  
l_m_n __o__ ***p*** <https://example.com> <a@example.com> & < > [ref] [r][ref] [^1] "q" a--b ... (c)

Plain text. Ελληνικά. Русский. {.class}

[ref]: x.md
[^1]: Note *with* stress.
""",  # noqa: W291 - two spaces are a line break
    "[TOC]\n\n## A\n\ntext\n\n### B `c`\n",
    "Title\n=====\n\nOther\n-----\n\ntext\nmore\n\nTerm\n:   Definition\n\nlast\n",
    "- one\n\n    plain in a list\n\n    still plain\n- two\nlazy line\n\nplain after\n",
    "1. one\n2. two\n\nplain\n\n!!! tip\n\n    plain in a note\n\n    - item\n\n    plain again\n\nplain\n",
    "a | b\n--|--\nc | d\n\n> quoted\nlazy\n\nplain\n\n    code\n\nplain *b*\nplain\n",
    "<div markdown>\nplain\n\nplain *b*\n</div>\n\n*[HTML]: language\nHTML is plain\n\nplain\n",
    'text `a *b* [c](d)` **x `y` z** *a [b](c.md "t") d* ![*e*](f.png) \\[g](h) &lt; 1 < 2 * 3 * 4 _ 5 _\n',
    "",
)


@pytest.fixture(scope="module")
def titles() -> dict[str, str]:
    return dict(note_titles(load_messages(Locale("sl"))))


def convert(text: str, titles: dict[str, str]) -> str:
    return Markdown(extensions=[*EXTENSIONS, KbExtension(titles)]).convert(text)


def test_fast_processors_give_what_the_librarys_give(titles: dict[str, str], monkeypatch: pytest.MonkeyPatch) -> None:
    site, _ = read_site(site_settings(CHECKOUT, CHECKOUT / "docs"))
    bodies = [*ODD, *(article.body for versions in site.tree.versions.values() for article in versions.values())]
    fast = [convert(body, titles) for body in bodies]
    monkeypatch.setattr(markdown, "speed_up", lambda md: None)
    assert fast == [convert(body, titles) for body in bodies]
    assert len(fast) > 100


def test_fast_processors_are_in_use_with_the_sites_extensions() -> None:
    config = load_config(str(CHECKOUT / "mkdocs.yml"))
    instance = MarkdownPool(config, {"sl": load_messages(Locale("sl"))}).instance("sl")
    assert type(instance.treeprocessors["inline"]).__name__ == "FastInline"
    assert type(instance.treeprocessors["toc"]).__name__ == "_Contents"
    assert "kb_plain" in instance.parser.blockprocessors


def test_unknown_pattern_or_block_switches_the_fast_processor_off(titles: dict[str, str]) -> None:
    md = Markdown(extensions=["pymdownx.keys", "pymdownx.blocks.tab", KbExtension(titles)])
    assert type(md.treeprocessors["inline"]).__name__ == "InlineProcessor"
    assert "kb_plain" not in md.parser.blockprocessors


@pytest.mark.parametrize(
    ("kind", "title"),
    [("abstract", "Na kratko"), ("tip", "Dobro je vedeti"), ("warning", "Pozor"), ("failure", "Če se zatakne")],
)
def test_note_without_a_title_gets_the_locales(titles: dict[str, str], kind: str, title: str) -> None:
    assert f'<p class="admonition-title">{title}</p>' in convert(f"!!! {kind}\n\n    Besedilo.\n", titles)


def test_note_keeps_its_own_title_or_none(titles: dict[str, str]) -> None:
    assert '<p class="admonition-title">Moj</p>' in convert('!!! tip "Moj"\n\n    Besedilo.\n', titles)
    assert "admonition-title" not in convert('!!! tip ""\n\n    Besedilo.\n', titles)


def test_cells_are_aligned_without_a_style_attribute(make_docs: MakeDocs) -> None:
    root = make_docs({"sl/index.md": page()})
    pool = MarkdownPool(load_config(str(root / "mkdocs.yml")), {"sl": load_messages(Locale("sl"))})
    html = pool.instance("sl").convert("| a | b |\n| :- | -: |\n| c | d |\n")
    assert 'align="right"' in html
    assert "style=" not in html


def test_instance_is_as_new_for_each_page(make_docs: MakeDocs) -> None:
    root = make_docs({"sl/index.md": page()})
    pool = MarkdownPool(load_config(str(root / "mkdocs.yml")), {"sl": load_messages(Locale("sl"))})
    texts = [
        pool.instance("sl").convert("## Enako\n\n[a][b]\n\n[b]: c.md\n"),
        pool.instance("sl").convert("## Enako\n\n[a][b]\n"),
    ]
    assert re.findall(r'id="([^"]+)"', texts[0]) == re.findall(r'id="([^"]+)"', texts[1]) == ["enako"]
    assert "<a" not in texts[1].replace('class="headerlink"', "").split("</h2>")[1]
