"""The files of an index."""

from __future__ import annotations

import json
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kb.search.documents import Document, Section
from kb.search.encoding import common_start, front_coded, gaps, length_byte, varints
from kb.search.files import MANIFEST
from kb.search.index import build_index
from kb.search.occurrences import HEADING, LEAD, MOST_COUNTED, TITLE, occurrences
from kb.search.shards import START, entries, shards


def document(name: str, title: str = "", text: str = "", **values: object) -> Document:
    return Document(name, title, (Section("", "", text),), **values)  # type: ignore[arg-type]


def test_index_is_the_same_whatever_the_order_of_documents() -> None:
    documents = [document(f"d{number}", f"Naslov {number}", "Prenos domene " * number) for number in range(30)]
    first = build_index(documents, "sl")
    Random(1).shuffle(documents)
    assert build_index(documents, "sl") == first


def test_any_change_gives_all_files_but_the_manifest_another_name() -> None:
    one = build_index([document("a", "Prenos", "Domena")], "sl")
    other = build_index([document("a", "Prenos", "Domeno")], "sl")
    assert set(one) & set(other) == {MANIFEST}


def test_word_is_counted_and_flagged_where_it_stands() -> None:
    sections = (Section("", "", "prenos prenos"), Section("x", "Koda", "x " * 40 + "račun"))
    found = occurrences([Document("a", "Prenos domene", sections, trail=("Domene",), keywords=("selitev",))], "sl")
    assert found.forms["prenos"] == {0: 2 | TITLE | LEAD}
    assert found.forms["domene"] == {0: TITLE | LEAD}
    assert found.forms["koda"] == {0: 1 | HEADING | LEAD}
    assert found.forms["racun"] == {0: 1}
    assert found.forms["selitev"] == {0: 1 | HEADING | LEAD}
    assert found.forms["x"][0] & MOST_COUNTED == MOST_COUNTED
    assert found.title_lengths == [2]


def test_fallback_text_is_analysed_in_its_own_language() -> None:
    found = occurrences([document("a", "Переносы"), document("b", "Prenosi")], "sl")
    foreign = occurrences([document("a", "Переносы", locale="ru"), document("b", "Prenosi")], "sl")
    assert found.keys("sl")["переносы"] != foreign.keys("sl")["переносы"]
    assert foreign.keys("sl")["переносы"] == occurrences([document("a", "Перенос")], "ru").keys("ru")["перенос"]


def test_words_beyond_the_basic_plane_are_left_out() -> None:
    assert set(occurrences([document("a", "𝐀b prenos")], "sl").forms) == {"prenos"}


def test_shards_are_cut_between_groups_only() -> None:
    forms = {f"{group}{number:03}": {0: 1, 1: 1} for group in ("aaaa", "bbbb", "cccc") for number in range(300)}
    cut = list(shards(entries(forms, {form: form for form in forms}, {}), postings=500))
    assert [start for start, _ in cut] == ["aaaa", "bbbb", "cccc"]


def test_key_whose_forms_begin_otherwise_is_an_entry_that_leads_to_them() -> None:
    found = entries({"ljudje": {0: 1}, "človeka": {1: 1}}, {"ljudje": "človek", "človeka": "človek"}, {})
    by_form = {entry.form: entry for entry in found}
    assert by_form["ljudje"].starts == ("člov",)
    assert by_form["človeka"].starts == ("ljud",)
    lone = {entry.form: entry for entry in entries({"ljudje": {0: 1}}, {"ljudje": "človek"}, {})}
    assert lone["človek"].starts == ("ljud",)
    assert not lone["človek"].postings
    assert all(len(start) <= START for entry in found for start in entry.starts)


def test_text_file_holds_what_is_shown_and_nothing_empty() -> None:
    files = build_index([document("a", "Prenos", "Domena", url="sl/a/", keywords=("skrito",))], "sl")
    [text] = [json.loads(content) for name, content in files.items() if name.endswith(".json")]
    assert text == {"id": "a", "url": "sl/a/", "title": "Prenos", "sections": [["", "", "Domena"]]}


def test_words_learned_for_a_document_hang_on_its_forms() -> None:
    documents = [document("a", "Prenos"), document("b", "Kopija")]
    assert build_index(documents, "sl", learned={"a": {"kopija": 7}}) != build_index(documents, "sl")
    assert build_index(documents, "sl", learned={"a": {"neznanka": 7}}) == build_index(documents, "sl")


@given(st.lists(st.integers(0, 2**31 - 1)))
def test_varints_are_read_back(numbers: list[int]) -> None:
    encoded, found, number, shift = varints(numbers), [], 0, 0
    for byte in encoded:
        number |= (byte & 0x7F) << shift
        shift += 7
        if byte < 0x80:
            found.append(number)
            number = shift = 0
    assert found == numbers


@given(st.sets(st.integers(0, 10_000)))
def test_gaps_add_up(numbers: set[int]) -> None:
    ascending = sorted(numbers)
    assert [sum(gaps(ascending)[: place + 1]) for place in range(len(ascending))] == ascending


@given(st.lists(st.text("abč", max_size=6)))
def test_front_coded_words_are_read_back(words: list[str]) -> None:
    shared, rests = front_coded(words)
    found, before = [], ""
    for same, rest in zip(shared, rests, strict=True):
        before = before[:same] + rest
        found.append(before)
    assert found == words


@pytest.mark.parametrize("length", [0, 1, 63, 64, 65, 100, 675, 5_000, 60_000, 10**9])
def test_length_in_a_byte_is_at_most_a_sixteenth_too_short(length: int) -> None:
    byte = length_byte(length)
    read = byte if byte < 64 else (16 + (byte & 15)) << ((byte >> 4) - 2)
    assert byte <= 255
    assert min(length, 253_952) * 15 / 16 <= read <= length
    assert read == length or length >= 64


def test_common_start_stops_before_what_javascript_counts_twice() -> None:
    assert common_start("a𝐀b", "a𝐀c") == 1
