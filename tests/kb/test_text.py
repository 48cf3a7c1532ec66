"""Tokens, folding, lemmas and keys."""

import subprocess
import sys
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kb.text.analysis import Analysis
from kb.text.folding import fold
from kb.text.lemmas import Lemmas
from kb.text.rules import learned_rules
from kb.text.tokens import tokens


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Μεταφορά ΟΝΌΜΑΤΟΣ", "μεταφορα ονοματοσ"),
        ("prenosa čebél Žiga", "prenosa cebel ziga"),
        ("Мой ёж", "мой еж"),
        ("ŁÓDŹ cesję", "lodz cesje"),
        ("и\u0306", "й"),
    ],
)
def test_folding_drops_accents_but_keeps_short_i(text: str, folded: str) -> None:
    assert fold(text) == folded


@given(st.text())
def test_folding_twice_changes_nothing(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Kje je koda?", ["kje", "je", "koda"]),
        ("550 5.1.1 User", ["550", "5.1.1", "5", "1", "1", "user"]),
        ("ERR_CONNECTION_REFUSED", ["err_connection_refused", "err", "connection", "refused"]),
        ("na info@example.com.", ["na", "info@example.com", "info", "example", "com"]),
        ("e-pošta", ["e-pošta", "e", "pošta"]),
        ("wp-config.php", ["wp-config.php", "wp", "config", "php"]),
        ("🙂 \x00 --", []),
    ],
)
def test_text_is_cut_into_words_and_their_parts(text: str, words: list[str]) -> None:
    assert [token.text for token in tokens(text)] == words


@given(st.text())
def test_token_stands_where_it_says(text: str) -> None:
    for token in tokens(text):
        assert fold(text[token.start : token.end]) == fold(token.text)


FORMS = {
    "el": ["μεταφορά", "μεταφοράς", "μεταφορές", "μεταφορων", "ΜΕΤΑΦΟΡΑ"],
    "sl": ["domena", "domene", "domeno", "domenami", "DOMEN"],
    "ru": ["домен", "домена", "доменов", "доменами", "ДОМЕНЕ"],
    "pl": ["cesja", "cesji", "cesję", "cesją", "cesje"],
}


@cache
def analysis(tag: str) -> Analysis:
    return Analysis(tag, FORMS[tag])


@pytest.mark.parametrize("tag", FORMS)
def test_all_forms_of_a_word_have_one_key(tag: str) -> None:
    assert len({analysis(tag).key(form) for form in FORMS[tag]}) == 1


@pytest.mark.parametrize("tag", FORMS)
def test_words_typed_without_accents_have_the_key_of_the_accented(tag: str) -> None:
    for form in FORMS[tag]:
        assert analysis(tag).key(fold(form)) == analysis(tag).key(form)


@pytest.mark.parametrize(
    ("tag", "one", "two"), [("pl", "cesja", "sesja"), ("ru", "домен", "дом"), ("sl", "domena", "domet")]
)
def test_other_words_have_other_keys(tag: str, one: str, two: str) -> None:
    assert Analysis(tag, [one, two]).key(one) != Analysis(tag, [one, two]).key(two)


def test_form_that_the_site_lacks_takes_the_nearest_ones_key() -> None:
    own = Analysis("sl", ["authinfojem"])
    assert own.key("authinfoja") == own.key("authinfojem")


@pytest.mark.parametrize("tag", [*FORMS, "fi"])
@pytest.mark.parametrize("word", ["", "5.1.1", "ERR_X", "\x00", "🙂", "x" * 10_000, "-"])
def test_any_word_has_a_key(tag: str, word: str) -> None:
    assert isinstance(Analysis(tag, []).key(word), str)


def test_rules_are_learned_by_majority() -> None:
    table = {f"{chr(97 + i)}{chr(97 + j)}kami": f"{chr(97 + i)}{chr(97 + j)}ka" for i in range(6) for j in range(6)}
    pairs = (table | {"abcami": "abcamo"}).items()
    assert learned_rules(pairs)["ami"] == (2, "")


def test_what_was_looked_up_is_known_without_the_table(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first = Lemmas("sl", cache=tmp_path)
    assert first.known(["knjigami", "qqqxx"]) == {"knjigami": "knjiga"}
    second = Lemmas("sl", cache=tmp_path)
    monkeypatch.setattr(second, "table", lambda: pytest.fail("the table was loaded"))
    assert second.known(["knjigami", "qqqxx"]) == {"knjigami": "knjiga"}


def run(*arguments: str, words: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "kb", "analyze", *arguments]
    return subprocess.run(command, input=words, capture_output=True, text=True, check=False, timeout=300)


def test_command_prints_a_key_for_every_line(tmp_path: Path) -> None:
    (tmp_path / "words").write_text("domena\ndomenami\n", encoding="utf-8")
    done = run("--locale", "sl", "--vocabulary", str(tmp_path / "words"), words="domeni\n\nDOMENAMI\n")
    rows = [line.split("\t") for line in done.stdout.splitlines()]
    assert [row[0] for row in rows] == ["domeni", "", "DOMENAMI"]
    assert rows[0][1] == rows[2][1] != ""


def test_command_without_a_vocabulary_asks_the_whole_dictionary() -> None:
    rows = [line.split("\t") for line in run("--locale", "el", words="μεταφορας\nμεταφορά\n").stdout.splitlines()]
    assert rows[0][1] == rows[1][1]


def test_command_refuses_a_locale_that_it_does_not_know() -> None:
    done = run("--locale", "fi", words="sana\n")
    assert (done.returncode, "Write one of el, pl, ru, sl." in done.stderr) == (2, True)
