"""Alphabetical order, held against ICU's own in Node."""

from __future__ import annotations

import json
import subprocess

import pytest

from kb.text.collation import initial, sort_key

WORDS = {
    "el": [
        "ώρα",
        "άρα",
        "Άννα",
        "αίτημα",
        "email",
        "DNS",
        "ψάρι",
        "όριο",
        "ορίζοντας",
        "Ζήτα",
        "ήλιος",
        "IVR",
        "σίγμα",
        "ς",
        "καταχωρητής",
        "κίνηση",
        "Κώστας",
    ],
    "sl": [
        "čas",
        "cesta",
        "šola",
        "sol",
        "žaba",
        "zob",
        "Črt",
        "črt",
        "cvet",
        "email",
        "kvota",
        "qwerty",
        "prenos",
        "podaljšanje",
        "đak",
        "dom",
        "ćuk",
        "X-ray",
    ],
    "ru": [
        "ёлка",
        "ель",
        "еда",
        "Жук",
        "заявка",
        "DNS-сервер",
        "email",
        "й",
        "и",
        "я",
        "эхо",
        "щука",
        "IP",
        "Ёж",
        "ежи",
        "домен",
        "панель",
        "перенос",
    ],
    "pl": [
        "łódź",
        "lód",
        "ósmy",
        "osa",
        "żaba",
        "źle",
        "zebra",
        "ćma",
        "cma",
        "cesja",
        "Ćma",
        "ącki",
        "abonent",
        "email",
        "ł",
        "l",
        "n",
        "ń",
        "nie",
        "świat",
        "serwer",
    ],
}


@pytest.mark.parametrize("tag", WORDS)
def test_order_is_that_of_icu(tag: str, node: str) -> None:
    words = [*WORDS[tag], *(f"{word} {other}" for word in WORDS[tag][:4] for other in WORDS[tag][4:8])]
    script = f"console.log(JSON.stringify({json.dumps(words)}.sort(new Intl.Collator('{tag}').compare)))"
    done = subprocess.run([node, "-e", script], capture_output=True, text=True, check=True, timeout=60)
    assert sorted(words, key=lambda word: sort_key(word, tag)) == json.loads(done.stdout)


@pytest.mark.parametrize(
    ("word", "tag", "letter"),
    [
        ("άρα", "el", "Α"),
        ("čas", "sl", "Č"),
        ("ёлка", "ru", "Е"),
        ("łódź", "pl", "Ł"),
        ("DNS-сервер", "ru", "D"),
        ("„transfer”", "pl", "T"),
        ("2FA", "pl", "#"),
        ("žaba", "de", "Z"),
    ],
)
def test_terms_stand_under_their_letter(word: str, tag: str, letter: str) -> None:
    assert initial(word, tag) == letter
