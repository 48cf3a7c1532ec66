"""Spelling: every word that readers see is in the locale's dictionary or in the project's reviewed list."""

from __future__ import annotations

import shutil
import subprocess
from collections import defaultdict

import pytest

from kb.site import Site, read_site, site_settings
from tests.conftest import CHECKOUT, lacking
from tests.content.spelling import DICTIONARIES, LISTS, known, texts, unknown, words


@pytest.fixture(scope="module")
def site() -> Site:
    return read_site(site_settings(CHECKOUT, CHECKOUT / "docs", locales=tuple(DICTIONARIES)))[0]


@pytest.fixture(scope="module")
def _hunspell() -> None:
    """Hunspell with the four dictionaries."""
    listing = ["hunspell", "-D"]
    found = (
        subprocess.run(listing, capture_output=True, text=True, check=False, input="")
        if shutil.which("hunspell")
        else None
    )
    missing = [name for name in DICTIONARIES.values() if not found or f"/{name}" not in found.stderr + found.stdout]
    if missing:
        packages = "hunspell hunspell-el hunspell-sl hunspell-ru hunspell-pl"
        remedy = f"Hunspell or its dictionaries are missing ({', '.join(missing)}): apt-get install {packages}"
        lacking(remedy)


@pytest.mark.usefixtures("_hunspell")
@pytest.mark.parametrize("tag", DICTIONARIES)
def test_every_word_is_known(site: Site, tag: str) -> None:
    places: dict[str, set[str]] = defaultdict(set)
    for path, text in texts(site, tag):
        for word in words(text):
            places[word].add(path)
    assert len(places) > 2000
    # A new word: mend it, or, if it is right, add it to the list in tests/content/words.
    assert {word: sorted(places[word]) for word in unknown(tag, places)} == {}


@pytest.mark.parametrize("name", [*DICTIONARIES, "common"])
def test_lists_are_sorted_lower_case_and_without_repetition(name: str) -> None:
    found = known(name)
    assert found == sorted({word.lower() for word in found})
    if name != "common":
        assert set(found).isdisjoint(known("common"))
    assert (LISTS / f"{name}.txt").read_text(encoding="utf-8").startswith("# ")


def test_code_addresses_and_placeholders_hold_no_words() -> None:
    text = (
        "Dober `dan xx` {{ company.name | dial }} [Kje](../a/bcd.md#efg) info@example.com https://a.example/x 5xx IPv6\n"
        "\n## Zakaj {#why}\n\n```\nqwe\n```\n\n<!-- if outage.channel: phone -->\n!!! tip\n\n    spletna-stran\n"
    )
    assert list(words(text)) == ["Dober", "Kje", "Zakaj", "spletna-stran"]
