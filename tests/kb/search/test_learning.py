"""Words that documents mean but do not use."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kb.search.documents import Document, Section
from kb.search.learned import LearnedWord
from kb.search.learning import learn
from kb.search.translation import aligned, model
from kb.search.wording import DocumentWords, SectionWords, Words, wording

# Of the first two the one says izbrisati, the other odstraniti; the Russian text has one word for both.
SLOVENE = {
    "delete-mail": ("Izbrišite sporočilo", ["Izbrišite sporočilo v predalu", "Predal je prazen"]),
    "delete-file": ("Odstranite datoteko", ["Odstranite datoteko v mapi", "Mapa je prazna"]),
    "send-mail": ("Pošljite sporočilo", ["Pošljite sporočilo iz predala"]),
    "open-file": ("Odprite datoteko", ["Odprite datoteko iz mape"]),
    "clear-mail": ("Izbrišite predal", ["Izbrišite predal"]),
    "clear-folder": ("Odstranite mapo", ["Odstranite mapo"]),
}
RUSSIAN = {
    "delete-mail": ("Удалите сообщение", ["Удалите сообщение в ящике", "Ящик пуст"]),
    "delete-file": ("Удалите файл", ["Удалите файл в папке", "Папка пуста"]),
    "send-mail": ("Отправьте сообщение", ["Отправьте сообщение из ящика"]),
    "open-file": ("Откройте файл", ["Откройте файл из папки"]),
    "clear-mail": ("Удалите ящик", ["Удалите ящик"]),
    "clear-folder": ("Удалите папку", ["Удалите папку"]),
}


def documents(texts: dict[str, tuple[str, list[str]]]) -> list[Document]:
    return [Document(name, title, (Section("", "", "\n".join(lines)),)) for name, (title, lines) in texts.items()]


SITE = {"sl": documents(SLOVENE), "ru": documents(RUSSIAN)}


def forms(words: Sequence[LearnedWord]) -> set[str]:
    return {word.form for word in words}


def test_word_that_other_texts_use_for_the_same_is_learned() -> None:
    found = learn(SITE, ["sl"])["sl"]
    assert "izbrišite" in forms(found["delete-file"])
    assert "odstranite" in forms(found["delete-mail"])


def test_word_of_the_title_is_expected_in_text_title_and_lead() -> None:
    word = next(word for word in learn(SITE, ["sl"])["sl"]["clear-folder"] if word.form == "izbrišite")
    assert word.text > 0
    assert word.title > 0
    assert word.in_lead
    assert not word.in_heading


def test_nothing_is_expected_where_the_document_has_it() -> None:
    own = wording(SITE["sl"], "sl")
    for name, words in learn(SITE, ["sl"])["sl"].items():
        for word in words:
            number = own.number(word.form)
            assert not (word.text and number in own.documents[name].text)
            assert number not in own.documents[name].title


def test_word_of_a_heading_is_learned_as_one() -> None:
    site = {
        tag: [
            replace(d, sections=(Section("", "", "Uvod."), Section("how", d.title, d.sections[0].text))) for d in some
        ]
        for tag, some in SITE.items()
    }
    word = next(word for word in learn(site, ["sl"])["sl"]["clear-folder"] if word.form == "izbrišite")
    assert word.in_heading


def test_refused_word_leaves_its_place_empty() -> None:
    before = learn(SITE, ["sl"])["sl"]
    refused = {"sl": {"delete-file": ["izbrišite"]}}
    after = learn(SITE, ["sl"], refused=refused)["sl"]
    assert {
        name: forms(words) - {"izbrišite"} if name == "delete-file" else forms(words) for name, words in before.items()
    } == {name: forms(words) for name, words in after.items()}


@pytest.mark.parametrize("refused", ["izbrišite", "Izbrisati", "izbrisala"])
def test_refused_word_is_not_learned_in_any_form(refused: str) -> None:
    found = learn(SITE, ["sl"], refused={"sl": {"delete-file": [refused], "gone": ["x"]}})["sl"]
    assert "izbrišite" not in forms(found["delete-file"])
    assert "izbrišite" in forms(found["clear-folder"])


def test_text_in_another_language_is_found_by_the_words_of_the_page_s_locale() -> None:
    russian = next(document for document in SITE["ru"] if document.id == "clear-mail")
    slovene = [document for document in SITE["sl"] if document.id != "clear-mail"]
    found = learn({"sl": [*slovene, replace(russian, locale="ru")], "ru": SITE["ru"]}, ["sl"])["sl"]
    assert "predalu" in {form[:6] + "u" for form in forms(found["clear-mail"])}


def test_order_of_documents_and_locales_does_not_matter() -> None:
    shuffled = {tag: some[::-1] for tag, some in reversed(SITE.items())}
    assert learn(shuffled) == learn(SITE)
    assert learn(SITE, ["sl"]) == {"sl": learn(SITE)["sl"]}


@pytest.mark.parametrize(
    "site",
    [
        {},
        {"sl": SITE["sl"]},
        {"sl": [], "ru": []},
        {"sl": SITE["sl"], "ru": [replace(document, id=f"x{document.id}") for document in SITE["ru"]]},
        {"sl": [Document("a", "", ())], "ru": [Document("a", "", ())]},
    ],
)
def test_without_the_same_document_in_two_locales_nothing_is_learned(site: dict[str, list[Document]]) -> None:
    found = learn(site)
    assert found.keys() == site.keys()
    assert {name for each in found.values() for name in each} == {d.id for some in site.values() for d in some}
    assert not any(words for each in found.values() for words in each.values())


def test_a_form_is_the_one_that_is_written_most_often() -> None:
    found = wording([Document("a", "Prenosa", (Section("", "", "Prenos, prenosi in prenos."),))], "sl")
    assert found.forms[found.number("prenosov")] == "prenos"
    assert found.forms[0] == ""
    assert found.number("neznano") == 0


def words(title: Words = (), **sections: tuple[Words, tuple[Words, ...]]) -> DocumentWords:
    return DocumentWords(title, (), {key: SectionWords(*section) for key, section in sections.items()})


@pytest.mark.parametrize(
    ("one", "other", "blocks"),
    [
        (words((1,), a=((2,), ((3,), (4,)))), words((5,), a=((6,), ((7,), (8,)))), [(1, 5), (2, 6), (3, 7), (4, 8)]),
        (words(a=((1,), ((2,), (3,)))), words(a=((4,), ((5, 6),))), [(1, 4), (2, 3, 5, 6)]),
        (words(a=((1,), ()), b=((2,), ())), words(b=((3,), ())), [(2, 3)]),
        (words(a=((), (tuple(range(1, 99)), ()))), words(a=((), ((1,),))), []),
    ],
    ids=["lines that pair", "sections as wholes", "sections by id", "too long for a whole"],
)
def test_texts_that_say_the_same_are_aligned(
    one: DocumentWords, other: DocumentWords, blocks: list[tuple[int, ...]]
) -> None:
    found = [(*target, *source) for target, source in aligned(one, other) if target and source]
    assert found == blocks


BLOCKS = st.lists(
    st.tuples(
        st.lists(st.integers(1, 5), min_size=1, max_size=4).map(tuple),
        st.lists(st.integers(1, 5), min_size=1, max_size=4).map(tuple),
    ),
    min_size=1,
    max_size=6,
)


@given(BLOCKS)
def test_model_agrees_with_the_textbook(blocks: list[tuple[Words, Words]]) -> None:
    found = model(blocks)
    expected = textbook(blocks)
    pairs = dict(zip(zip(found.target.tolist(), found.source.tolist(), strict=True), found.probability, strict=True))
    wanted = {pair: float(value) for pair, value in expected.items() if value > Fraction(21, 1000)}
    assert wanted.keys() <= pairs.keys()
    assert all(pairs[pair] == pytest.approx(float(expected[pair]), abs=1e-9) for pair in pairs)
    assert np.all(found.source > 0)


def textbook(blocks: list[tuple[Words, Words]]) -> dict[tuple[int, int], Fraction]:
    """IBM Model 1 with exact numbers, and the count of one unseen occurrence added to each source word."""
    likely: dict[tuple[int, int], Fraction] = defaultdict(lambda: Fraction(1))
    for _ in range(6):
        counts: dict[tuple[int, int], Fraction] = defaultdict(Fraction)
        totals: dict[int, Fraction] = defaultdict(Fraction)
        for target, source in blocks:
            for a in set(target):
                total = sum(likely[a, b] for b in {0, *source})
                for b in {0, *source}:
                    counts[a, b] += likely[a, b] / total
                    totals[b] += likely[a, b] / total
        likely = defaultdict(Fraction, {(a, b): count / totals[b] for (a, b), count in counts.items()})
        likely = defaultdict(Fraction, {pair: value.limit_denominator(10**12) for pair, value in likely.items()})
    return {(a, b): count / (totals[b] + 1) for (a, b), count in counts.items() if b}


def test_lexicon_gives_each_translation_with_its_weight() -> None:
    lexicon = model([((1, 2), (1,)), ((1,), (1,))] * 9).forward
    place, target, weight = lexicon.of(np.array([7, 1, 1]), np.array([5.0, 2.0, 1.0]))
    assert place.tolist() == [1, 1, 2, 2]
    assert target.tolist() == [1, 2, 1, 2]
    assert weight[:2] == pytest.approx(2 * weight[2:])
