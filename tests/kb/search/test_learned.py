"""The file of learned words."""

import datetime as dt
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kb.articles.article import Article
from kb.search.learned import Entry, LearnedTable, LearnedWord, fingerprint, learned_postings, read_learned

HEAD = "kb-learned\t1\n"
TABLE = """\
# a comment

a/b\t0123456789ab\t3
\tprenos\ttext=3 title=2 lead
\t-selitev
\tčakanje\ttext=1 heading
a/c\tba9876543210\t0
"""


def read(folder: Path, text: str) -> tuple[LearnedTable, list[str]]:
    path = folder / "learned.tsv"
    path.write_bytes(text.encode())
    table, problems = read_learned(path, root=folder)
    return table, [str(problem) for problem in problems]


@pytest.mark.parametrize("line_end", ["\n", "\r\n"])
def test_file_is_read(tmp_path: Path, line_end: str) -> None:
    table, problems = read(tmp_path, (HEAD + TABLE).replace("\n", line_end))
    assert problems == []
    words = (LearnedWord("prenos", 3, 2, True), LearnedWord("čakanje", 1, 0, False, True))
    assert table.entries["a/b"] == Entry("0123456789ab", words, ("selitev",), line=4)
    assert table.words == {"a/b": words, "a/c": ()}
    assert table.refused == {"a/b": ("selitev",)}


def test_missing_file_is_empty(tmp_path: Path) -> None:
    assert read_learned(tmp_path / "learned.tsv", root=tmp_path) == (LearnedTable(), [])


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("", "learned.tsv:1: the first line is not 'kb-learned<TAB>1'. Run 'kb learn' to write it anew."),
        (
            HEAD + "a\tx\t1\n",
            "learned.tsv:2: this is not an article's id, its fingerprint and a number, parted by tabs",
        ),
        (HEAD + "<<<<<<< ours\n\tx\ttext=1\n", "learned.tsv:2: this is not an article's id"),
        (HEAD + "\tx\ttext=1\n", "learned.tsv:2: 'x' stands before the first article."),
        (HEAD + TABLE + "\tx\ttext=6\n", "learned.tsv:9: this is not a word, a tab and its levels such as"),
        (HEAD + TABLE + "\tx\n", "learned.tsv:9: this is not a word"),
        (HEAD + TABLE + "\tx\t\n", "learned.tsv:9: this is not a word"),
        (HEAD + TABLE + "\t\ttext=1\n", "learned.tsv:9: this is not a word"),
        (HEAD + TABLE + "\tx\ttext=1\n\tx\ttext=1\n", "learned.tsv:10: 'x' stands twice for this article."),
        (HEAD + TABLE + "a/b\t0123456789ab\t0\n", "learned.tsv:9: 'a/b' stands already at line 4."),
    ],
)
def test_faulty_line_is_reported(tmp_path: Path, text: str, fault: str) -> None:
    _, (found,) = read(tmp_path, text)
    assert found.startswith(fault)


def test_refusal_is_read_with_what_followed_the_word(tmp_path: Path) -> None:
    table, problems = read(tmp_path, f"{HEAD}a\t0123456789ab\t1\n\t-prenos\ttext=3 title=2\n")
    assert (table.refused, table.words, problems) == ({"a": ("prenos",)}, {"a": ()}, [])


def test_deleted_lines_are_counted(tmp_path: Path) -> None:
    table, problems = read(tmp_path, (HEAD + TABLE).replace("\tprenos\ttext=3 title=2 lead\n", ""))
    assert (table.entries["a/b"].deleted, problems) == (1, [])


FORMS = st.text(st.characters(categories=("L", "N")), min_size=1)
WORDS = st.builds(LearnedWord, FORMS, st.integers(1, 5), st.integers(0, 4), st.booleans(), st.booleans()) | FORMS.map(
    lambda form: LearnedWord(form, 0, 0, in_lead=True)
)


@settings(max_examples=40)
@given(
    st.dictionaries(
        st.from_regex(r"[a-z][a-z0-9/-]*", fullmatch=True),
        st.tuples(
            st.from_regex(r"[0-9a-f]{12}", fullmatch=True),
            st.lists(WORDS, unique_by=lambda word: word.form).map(sorted).map(tuple),
        ),
    ),
    st.sets(FORMS, max_size=3),
)
def test_what_is_written_is_read(
    tmp_path_factory: pytest.TempPathFactory,
    blocks: dict[str, tuple[str, tuple[LearnedWord, ...]]],
    refused: set[str],
) -> None:
    entries = {
        name: Entry(mark, some, tuple(sorted(refused - {word.form for word in some})))
        for name, (mark, some) in blocks.items()
    }
    text = str(LearnedTable(entries))
    table, problems = read(tmp_path_factory.mktemp("table"), text)
    assert problems == []
    assert {name: replace(entry, line=0) for name, entry in table.entries.items()} == entries
    assert str(table) == text


def test_levels_are_one_byte() -> None:
    postings = learned_postings({"a": (LearnedWord("Čas", 5, 4, True, True), LearnedWord("b", 1)), "c": ()})
    assert postings == {"a": {"cas": 0b11_100_101, "b": 1}}


ARTICLE = Article("a", "sl", "sl/a.md", "article", "Naslov", "Opis", "Besedilo.\n\nDrugo.\n")


@pytest.mark.parametrize(
    ("changed", "is_same"),
    [
        (replace(ARTICLE, body="Besedilo.  \r\n\n\n\nDrugo."), True),
        (replace(ARTICLE, updated=dt.date(2026, 1, 1), order=3), True),
        (replace(ARTICLE, body="Besedilo.\n\nTretje.\n"), False),
        (replace(ARTICLE, title="Drug naslov"), False),
        (replace(ARTICLE, keywords=("x",)), False),
    ],
)
def test_fingerprint_changes_with_the_words(changed: Article, is_same: bool) -> None:
    other = replace(ARTICLE, locale="pl")
    before = fingerprint({"sl": ARTICLE, "pl": other})
    assert len(before) == 12
    assert (before == fingerprint({"pl": other, "sl": changed})) is is_same
    assert before != fingerprint({"sl": ARTICLE})
