"""The exported index is one that lunr reads."""

import json

import lunr.index
import pytest

from kb.search.documents import Document, Section
from kb.search.lunr_export import lunr_index
from kb.text.analysis import Analysis

DOCUMENTS = (
    Document(
        "transfer/in", "Prenos domene", (Section("", "", "Ko domeno prenašate."), Section("x", "Koraki", "Šest 𝒳."))
    ),
    Document("backup", "Varnostna kopija", (Section("", "", "Spletna stran in njene kopije."),)),
)


@pytest.fixture(scope="module")
def index() -> lunr.index.Index:
    return lunr.index.Index.load(lunr_index(DOCUMENTS, "sl"))


def found(index: lunr.index.Index, query: str) -> list[str]:
    return [result["ref"] for result in index.search(query)]


@pytest.mark.parametrize(
    ("query", "ids"),
    [
        ("domeno", ["transfer/in"]),
        ("kopije", ["backup"]),
        ("sest", ["transfer/in"]),
        ("text:koraki", ["transfer/in"]),
        ("title:koraki", []),
        ("neznano", []),
    ],
)
def test_folded_words_are_found(index: lunr.index.Index, query: str, ids: list[str]) -> None:
    assert found(index, query) == ids


def test_key_finds_every_form(index: lunr.index.Index) -> None:
    key = Analysis("sl", ["domena", "domeno", "domene"]).key("domenami")
    assert found(index, f"title:{key}") == found(index, f"text:{key}") == ["transfer/in"]


def test_terms_are_in_the_order_that_lunr_js_wants_and_bytes_do_not_depend_on_the_documents_order() -> None:
    text = lunr_index(DOCUMENTS, "sl")
    terms = [term for term, _ in json.loads(text)["invertedIndex"]]
    assert terms == sorted(terms, key=lambda term: term.encode("utf-16-be"))
    assert lunr_index(DOCUMENTS[::-1], "sl") == text
