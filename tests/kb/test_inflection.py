"""All forms of a word, of the dictionary's words and of those that it lacks."""

from __future__ import annotations

from functools import cache

import pytest

from kb.text.inflection import Inflection
from kb.text.languages import language
from kb.text.lemmas import Lemmas


@cache
def inflection(tag: str) -> Inflection:
    found = language(tag)
    assert found
    return Inflection(found, Lemmas(tag))


def forms(tag: str, word: str) -> frozenset[str]:
    return inflection(tag).forms([word])[word]


@pytest.mark.parametrize(
    ("tag", "word", "expected"),
    [
        ("pl", "domena", "domeny domenie domenę domeną domen domenom domenami domenach"),
        ("sl", "domena", "domene domeni domeno domen domenam domenami domenah"),
        ("ru", "домен", "домена домену доменом домене домены доменов доменам доменами доменах"),
        ("el", "ανανέωση", "ανανέωσης ανανεώσεων"),
    ],
)
def test_forms_of_a_word_are_those_of_the_dictionary(tag: str, word: str, expected: str) -> None:
    assert {word, *expected.split()} <= forms(tag, word)


@pytest.mark.parametrize(
    ("tag", "word", "expected"),
    [
        ("pl", "autoryzacyjny", "autoryzacyjnego autoryzacyjnemu autoryzacyjnym autoryzacyjna autoryzacyjnej"),
        ("sl", "podaljšanje", "podaljšanja podaljšanju podaljšanjem"),
        ("sl", "kontaktni", "kontaktnega kontaktnemu kontaktnim kontaktna kontaktne"),
        ("ru", "хостинг", "хостинга хостингу хостингом хостинге"),
        ("el", "καταχωρητής", "καταχωρητή καταχωρητές καταχωρητών"),
    ],
)
def test_a_word_that_the_dictionary_lacks_is_declined_as_those_that_end_alike(
    tag: str, word: str, expected: str
) -> None:
    assert {word, *expected.split()} <= forms(tag, word)


@pytest.mark.parametrize(("tag", "word", "other"), [("pl", "kod", "kodeks"), ("sl", "kontaktni", "kontakt")])
def test_forms_of_another_word_are_not_among_them(tag: str, word: str, other: str) -> None:
    assert other not in forms(tag, word)


@pytest.mark.parametrize("tag", ["el", "sl", "ru", "pl"])
@pytest.mark.parametrize("word", ["dns", "x2", "5.1.1", "e-mail", "a"])
def test_what_is_no_word_of_the_language_has_itself(tag: str, word: str) -> None:
    assert word in forms(tag, word)


def test_a_word_that_was_looked_up_is_at_hand() -> None:
    assert inflection("sl").lemma("knjigami") == "knjiga"
    assert inflection("sl").is_at_hand("knjigami")
    assert inflection("sl").is_known("knjigami")
    assert not inflection("sl").is_known("qqqxx")
