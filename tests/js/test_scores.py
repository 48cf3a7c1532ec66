"""Our scores, in lunr's way of counting, are lunr's; keys in JavaScript are those of Python."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

import lunr.builder
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kb.search.documents import Document
from kb.site import read_site, site_settings
from kb.text.analysis import Analysis
from kb.text.folding import fold
from kb.text.key_rules import key_rules
from kb.text.rules import applied
from kb.text.tokens import tokens
from tests.conftest import CHECKOUT
from tests.js.engine import Engine, document, running_engine

WORDS = [f"{first}{second}" for first in "abcdef" for second in ("x", "yy", "zzz", "wwwww", "vvvvvv")]
NO_ANALYSIS = "fi"
"""A locale whose keys are the folded words: what lunr has without a pipeline."""

titles = st.lists(st.sampled_from(WORDS), min_size=1, max_size=4, unique=True).map(" ".join)
texts = st.lists(st.sampled_from(WORDS), max_size=50).map(" ".join)


@pytest.fixture(scope="module")
def node() -> Iterator[Engine]:
    with running_engine() as engine:
        yield engine


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.lists(st.tuples(titles, texts), min_size=1, max_size=12),
    st.lists(st.sampled_from(WORDS), min_size=1, max_size=4),
)
def test_scores_are_those_of_lunr(node: Engine, contents: list[tuple[str, str]], query: list[str]) -> None:
    documents = [document(f"d{number}", title, text) for number, (title, text) in enumerate(contents)]
    words = list(dict.fromkeys(query))
    with TemporaryDirectory() as folder:
        node.open(Path(folder, "index"), documents, NO_ANALYSIS)
        ours = node.call("lunr", words)
    theirs = lunr_scores(documents, words)
    assert {name: score for name, score in ours.items() if score} == pytest.approx(theirs, abs=1e-9)


def lunr_scores(documents: list[Document], words: list[str]) -> dict[str, float]:
    builder = lunr.builder.Builder()
    builder.ref("id")
    builder.field("title")
    builder.field("text")
    for found in documents:
        builder.add({"id": found.id, "title": found.title, "text": found.sections[0].text})
    return {hit["ref"]: hit["score"] for hit in builder.build().search(" ".join(words))}


@cache
def site_words(tag: str) -> set[str]:
    site, _ = read_site(site_settings(CHECKOUT, CHECKOUT / "docs"))
    versions = (versions[tag] for versions in site.tree.versions.values() if tag in versions)
    return {token.text for article in versions for token in tokens(f"{article.title}\n{article.body}")}


@pytest.mark.parametrize("tag", ["el", "sl", "ru", "pl"])
def test_every_word_of_the_site_has_the_same_key_in_python_and_javascript(
    node: Engine, tmp_path: Path, tag: str
) -> None:
    words = sorted(site_words(tag))
    node.open(tmp_path / "index", [document("a", "", " \n".join(words))], tag)
    analysis = Analysis(tag, words)
    keys = [analysis.key(word) for word in words]
    assert node.call("keys", [fold(word) for word in words]) == keys


@pytest.mark.parametrize("tag", ["el", "sl", "ru", "pl"])
def test_rules_make_the_same_of_a_word_in_python_and_javascript(node: Engine, tmp_path: Path, tag: str) -> None:
    words = sorted({fold(word) for word in site_words(tag)} | random_words(tag))
    node.open(tmp_path / "index", [], tag)
    keys = node.call("ruled", words)
    assert keys == [applied(key_rules(tag), word) for word in words]
    assert sum(key is not None for key in keys) > len(words) / 3


def random_words(tag: str) -> set[str]:
    chance = Random(2026)
    letters = sorted({letter for word in site_words(tag) for letter in fold(word) if letter.isalpha()})
    return {"".join(chance.choices(letters, k=chance.randrange(12))) for _ in range(3_000)} - {""}
