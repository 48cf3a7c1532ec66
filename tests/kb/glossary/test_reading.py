"""Finding the texts that may name a term, however words are divided, signed and written."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kb.glossary.finder import SectionText
from kb.glossary.matcher import Matcher
from kb.glossary.reading import NEAR, Reader
from kb.glossary.terms import Glossary, Term

GLOSSARY = Glossary("pl", (Term("transfer", "transfer domeny", "Przejście."), Term("panel", "panel", "Strona.")))
MATCHER = Matcher(GLOSSARY)
WORDS = ("transfer", "Transferem", "domeny", "domenie", "panel", "panelu", "i", "to", "–", "ns1.example.com", "(panel)")


def reader() -> Reader:
    return Reader(
        {1: ["transfer", "transferu"], 2: ["domeny"], 3: ["panel"]}, {}, follow={1: {2}, 3: set()}, moves_accents=False
    )


@pytest.mark.parametrize(
    ("text", "starts"),
    [
        ("Transfer domeny.", [0]),
        ("o «transferu» naszej domeny", [1]),
        ("panel", [0]),
        ("transfer-domeny", [0]),
        ("po transfer, potem domeny", [1]),
        ("TRANSFER DOMENY", [0]),
    ],
)
def test_a_text_with_a_name_is_found_with_the_place_where_it_may_start(text: str, starts: list[int]) -> None:
    (found,) = reader().naming([text]).values()
    assert list(found.starts) == starts


@pytest.mark.parametrize(
    "text", ["", "domeny", "transfer danych", f"transfer {'słowo ' * NEAR}domeny", "example.transfer.domeny", "paneli"]
)
def test_a_text_without_one_is_passed_over(text: str) -> None:
    found = reader().naming([text])
    assert [list(each.starts) for each in found.values()] in ([], [[]])


def test_texts_do_not_run_together() -> None:
    assert [number for number, found in reader().naming(["domeny", "", "a panel"]).items() if found.starts] == [2]
    assert not list(MATCHER.occurrences([SectionText(["Prosimy o transfer", "domeny"])]))


def test_what_was_met_first_may_come_second_later() -> None:
    some = reader()
    assert not some.naming(["domeny!"])
    assert some.naming(["transfer domeny!"])


def test_the_sign_between_texts_may_stand_in_one() -> None:
    found = list(MATCHER.occurrences([SectionText(["\x02\x03 a \x02\x03", "x \x02\x03 Transfer domeny"])]))
    assert [(each.text, each.start) for each in found] == [(1, 5)]


@given(st.lists(st.lists(st.sampled_from(WORDS), max_size=8).map(" ".join), max_size=6), st.integers(1, 3))
def test_sections_read_together_give_what_each_gives_alone(texts: list[str], sections: int) -> None:
    page = [SectionText(texts[number::sections]) for number in range(sections)]
    alone = [
        (number, found.text, found.start, found.end, found.terms)
        for number, section in enumerate(page)
        for found in Matcher(GLOSSARY).occurrences([section])
    ]
    together = MATCHER.occurrences(page)
    assert [(each.section, each.text, each.start, each.end, each.terms) for each in together] == alone
