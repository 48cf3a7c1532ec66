"""Links in rendered Markdown, without MkDocs."""

from __future__ import annotations

import markdown
import pytest

from kb.glossary.extension import GlossaryExtension, Page
from kb.glossary.matcher import Matcher
from kb.glossary.terms import Glossary, Term

MATCHER = Matcher(
    Glossary(
        "pl",
        (
            Term("transfer", "transfer domeny", "Przejście domeny.", not_terms=("traffic",), sometimes=("transfer",)),
            Term("traffic", "transfer hostingu", "Ilość danych.", not_terms=("transfer",), sometimes=("transfer",)),
            Term("backup", "kopia zapasowa", "Kopia."),
        ),
    )
)
EXTENSIONS = ("attr_list", "admonition", "tables", "footnotes", "md_in_html", "toc")


def rendered(text: str, page: Page | None = None) -> str:
    shown = page or Page(lambda term: f"{term}.html", known={"backup.html": "backup"})
    return markdown.markdown(text, extensions=[*EXTENSIONS, GlossaryExtension(MATCHER, shown)])


def link(words: str, term: str) -> str:
    return f'<a class="kb-term-link" data-term="{term}" href="{term}.html">{words}</a>'


BACKUP = link("kopię zapasową", "backup")


def test_first_mention_in_each_section_becomes_a_link() -> None:
    text = "Mamy kopię zapasową. I kopię zapasową.\n\n## Dalej\n\nTu kopię zapasową."
    html = rendered(text)
    assert html.count("<a ") == 2
    assert f"Mamy {BACKUP}. I kopię zapasową." in html
    assert f"Tu {BACKUP}." in html


@pytest.mark.parametrize(
    "text",
    [
        "`kopię zapasową`",
        "    kopię zapasową",
        "## Kopia zapasowa",
        "[kopię zapasową](x.html)",
        "[Mamy **kopię zapasową** tu](x.html)",
        "<kbd>kopię zapasową</kbd>",
        'Oto <a href="x.html">kopię zapasową</a>.',
        "Mamy kopię zapasową.\n{: .no-terms }",
        "*kopię zapasową*{.no-terms}",
        '!!! note "Kopia zapasowa"\n\n    Tekst.',
        "| Kopia zapasowa |\n|---|\n| tekst |",
        "![kopię zapasową](x.png)",
    ],
)
def test_nothing_is_linked_inside(text: str) -> None:
    assert "data-term" not in rendered(text)


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("- kopię zapasową", f"<li>{BACKUP}</li>"),
        ("**kopię zapasową** mamy", f"<strong>{BACKUP}</strong> mamy"),
        ("**Uwaga:** kopię zapasową mamy", f"<strong>Uwaga:</strong> {BACKUP} mamy"),
        ("| a |\n|---|\n| kopię zapasową |", f"<td>{BACKUP}</td>"),
        ("> kopię zapasową", f"<p>{BACKUP}</p>"),
        ("\\*kopię zapasową\\* &copy; x", f"<p>*{BACKUP}* &copy; x</p>"),
        ("!!! note\n\n    Mamy kopię zapasową.", f"<p>Mamy {BACKUP}.</p>"),
        (
            "Transfer domeny a transferem hostingu.",
            f"{link('Transfer domeny', 'transfer')} a {link('transferem hostingu', 'traffic')}.",
        ),
    ],
)
def test_markup_around_a_term_stays_sound(text: str, html: str) -> None:
    assert html in rendered(text)


def test_a_link_by_the_author_counts_and_explains_itself_too() -> None:
    page = Page(lambda term: f"{term}.html", known={"backup.html": "backup"})
    html = rendered("Mamy [kopię](backup.html) i kopię zapasową.", page)
    assert html.count("<a ") == 1
    assert 'data-term="backup"' in html
    assert page.terms == {"backup"}


def test_a_terms_own_page_does_not_link_to_itself() -> None:
    assert "data-term" not in rendered("Mamy kopię zapasową.", Page(lambda term: term, id="backup"))


def test_what_no_section_decides_is_told_and_not_linked() -> None:
    page = Page(lambda term: term)
    assert "data-term" not in rendered("Ile trwa transfer?", page)
    assert [set(each.terms) for each in page.unclear] == [{"transfer", "traffic"}]


def test_text_is_unchanged_without_a_page() -> None:
    text = "Mamy kopię zapasową."
    assert markdown.markdown(text, extensions=[GlossaryExtension(MATCHER)]) == f"<p>{text}</p>"
