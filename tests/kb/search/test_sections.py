"""A page's text, cut at its headings."""

from __future__ import annotations

import time
from dataclasses import dataclass
from html import escape

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kb.search.documents import Section
from kb.search.sections import clean_line, sections


def text(page: str) -> str:
    return "\n".join(section.text for section in sections(page))


def test_page_is_cut_at_headings_of_levels_two_to_four() -> None:
    page = (
        "<p>Lead.</p>"
        '<h2 id="one">First <code>x</code><a class="headerlink" href="#one" title="Permanent link">&para;</a></h2>'
        "<p>A.</p>\n<ul>\n<li>B<ul><li>C</li></ul></li>\n</ul>"
        '<h3 id="two">Second</h3><h4 id=three>Third</h4><p>D.</p><h5 id="five">Fifth</h5><h2>No id</h2>'
    )
    assert sections(page) == (
        Section("", "", "Lead."),
        Section("one", "First x", "A.\nB\nC"),
        Section("two", "Second", ""),
        Section("three", "Third", "D.\nFifth\nNo id"),
    )


@pytest.mark.parametrize(
    ("page", "found"),
    [
        ("<p>one\ntwo<br>three <b>f</b>our</p>", "one two three four"),
        ("<table><tr><th>A</th><td>B</td></tr></table>", "A\nB"),
        ("<table><tr><th>A<td>B</table>", "A\nB"),
        ("<dl><dt>Term</dt><dd><p>What</p></dd></dl>", "Term\nWhat"),
        ("<pre><code>x = 1\n\n  y &lt; 2</code></pre><p>a\nb</p>", "x = 1\ny < 2\na b"),
        ("<p>&Scaron;e &#381;&#x20AC; &amp;amp;</p>", "Še Ž€ &amp;"),
        ("<p>after&nbsp;— pere\u00adnos za\u200bnos</p>", "after\u00a0— perenos zanos"),
        ("<p>ring\x07 \x1b[1m</p>", "ring [1m"),
        ("<p>word<sup id='fnref:1'><a class='footnote-ref' href='#fn:1'>1</a></sup>, next</p>", "word, next"),
        ('<ol><li id="fn:1"><p>Note&#160;<a class="footnote-backref" href="#a">&#8617;</a></p></li></ol>', "Note"),
        ("<p data-no-search>a<p>b</p></p><p>c</p>", "c"),
        ('<div class="x kb-no-search"><div>a</div>b</div>c', "c"),
        ('<div class="kb-no-searching">a</div>', "a"),
        ("<td class='linenos'><pre>1\n2</pre></td><td>code</td>", "code"),
        ("<script>if (a < b) '</p>'</script><style>p > b {}</style>x", "x"),
        ("<svg><title>Icon</title></svg><noscript>n</noscript>x", "x"),
        ("<!-- <p>a</p> -->b<!-- c", "b"),
        ('<img alt="A > B" src=x>a<hr/>b', "a\nb"),
        ("<a title='x>y' href=it's>a</a>", "a"),
        ("1 < 2 and 3 > 2 <3", "1 < 2 and 3 > 2 <3"),
        ("a<b", "a"),
        ("", ""),
        ("<p> \n </p>", ""),
    ],
)
def test_text_of_a_page(page: str, found: str) -> None:
    assert text(page) == found


def test_lines_that_say_nothing_are_left_out() -> None:
    page = '<p class="admonition-title">In short</p><p>In short, no.</p><h1>The title</h1>'
    assert sections(page, ignored={"In short", "The title"}) == (Section("", "", "In short, no."),)


@dataclass(frozen=True)
class Made:
    """Markup and the text that a reader sees in it."""

    html: str
    shown: str


_WORDS = st.text(alphabet="abžчή<>&\"'=/ \n\t\u00a0.", max_size=12)


@st.composite
def _element(draw: st.DrawFn, children: st.SearchStrategy[list[Made]]) -> Made:
    name = draw(st.sampled_from(("p", "div", "span", "b", "li", "td", "pre", "code", "h5", "x-y", "svg", "template")))
    quote = draw(st.sampled_from("\"'"))
    value = draw(_WORDS).replace("&", "&amp;").replace(quote, "&quot;" if quote == '"' else "&#39;")
    attribute = f" title={quote}{value}{quote}"
    is_left_out = name in ("svg", "template") or draw(st.booleans())
    attribute += draw(st.sampled_from((" data-no-search", ' class="a kb-no-search"'))) if is_left_out else ""
    inner = draw(children)
    html = f"<{name}{attribute}>{''.join(made.html for made in inner)}</{name}>"
    return Made(html, "" if is_left_out else "".join(made.shown for made in inner))


_LEAVES = st.one_of(
    _WORDS.map(lambda words: Made(escape(words), words)),
    st.sampled_from(("<br>", '<img alt="<p>no</p>">', "<!-- <b>no</b> -->", "<script>'<p>no'</script>", "<hr />")).map(
        lambda html: Made(html, "")
    ),
)
_TREES = st.recursive(
    _LEAVES, lambda inner: st.lists(inner, max_size=4).flatmap(lambda made: _element(st.just(made))), max_leaves=25
)
_HEADING = _WORDS.map(lambda words: Made(f'<h2 id="x">{escape(words)}</h2>', words))


@given(st.lists(st.one_of(_TREES, _HEADING), max_size=8))
def test_no_tag_leaks_and_all_text_is_kept(parts: list[Made]) -> None:
    found = sections("".join(made.html for made in parts))
    shown = "".join(made.shown for made in parts)
    assert "".join("".join((s.heading + s.text).split()) for s in found) == "".join(shown.split())
    for section in found:
        assert section.heading == clean_line(section.heading)
        assert all(line == clean_line(line) != "" for line in section.text.split("\n")) or not section.text


@given(st.text(alphabet="<>!-/ab\"'= &;\n", max_size=200))
def test_any_text_is_read(page: str) -> None:
    sections(page)


@pytest.mark.parametrize(
    "part", ["<", "<a ", '<a b="', "<a b='c\"", "<!--", "<script>", "<a class=", "&", "</", "<a ="]
)
def test_broken_markup_is_not_slow(part: str) -> None:
    started = time.process_time()
    sections(part * 50_000)
    assert time.process_time() - started < 2
