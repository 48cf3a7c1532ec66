"""Terms named in sources, with their lines."""

from __future__ import annotations

from kb.glossary.scanning import scan
from kb.glossary.usage import matchers, mentions
from kb.site import Site, read_site, site_settings
from tests.conftest import MakeDocs

TERM = "---\nkind: term\nterm: {}\nshort: {}\n---\n\nTekst.\n"
ARTICLE = """---
title: Strona
description: Opis.
---

Robimy kopię
zapasową i [kopię](../glossary/backup.md).

## Dalej {#next}

- `kopia zapasowa`
- kopia zapasowa

| Kopia zapasowa |
|---|
| kopie zapasowe |
"""


def world(make_docs: MakeDocs, article: str = ARTICLE) -> Site:
    files = {
        "pl/index.md": "---\ntitle: Dom\ndescription: Opis.\n---\n",
        "pl/glossary/index.md": "---\ntitle: Słownik\ndescription: Opis.\n---\n",
        "pl/glossary/backup.md": TERM.format("kopia zapasowa", "Kopia danych."),
        "pl/hosting/index.md": "---\ntitle: Hosting\ndescription: Opis.\n---\n",
        "pl/hosting/page.md": article,
    }
    root = make_docs(files, locales=("pl",))
    return read_site(site_settings(root, root / "docs"))[0]


def test_mentions_have_their_lines_and_say_which_are_links(make_docs: MakeDocs) -> None:
    site = world(make_docs)
    found = list(mentions(site, matchers(site)["pl"]))
    shown = [(each.line, " ".join(each.text.split()), each.is_link) for each in found if each.article == "hosting/page"]
    assert shown == [
        (7, "kopię", True),
        (6, "kopię zapasową", False),
        (12, "kopia zapasowa", True),
        (16, "kopie zapasowe", False),
    ]


def test_no_phrase_goes_across_markup_or_cells() -> None:
    text = "Kopia **zapasowa**\n\n| a |\n|---|\n| kopia | zapasowa |\n\nkopia [x](y) zapasowa <br> kopia\n"
    runs = [run.text for section in scan(text) for run in section.runs]
    assert runs == ["Kopia **zapasowa**", "kopia", "zapasowa", "kopia \x00 zapasowa \x00\x00\x00\x00 kopia"]


def test_a_heading_takes_those_above_it_along() -> None:
    sections = scan("Text\n\n## One {#one}\n\n### Two\n\nMore\n\n## Three\n\nEnd", title="Title")
    assert [section.heading for section in sections] == ["Title", "Title . One", "Title . One . Two", "Title . Three"]
