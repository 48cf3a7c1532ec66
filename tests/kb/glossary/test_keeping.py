"""What was found in a page is kept, and looked for again when anything that decides has changed."""

from __future__ import annotations

import os
import time
from dataclasses import replace
from pathlib import Path

import pytest

from kb.glossary.finder import Occurrence, SectionText
from kb.glossary.keeping import KeepingMatcher
from kb.glossary.matcher import Matcher
from kb.glossary.terms import Glossary, Term

GLOSSARY = Glossary(
    "pl",
    (
        Term("transfer", "transfer domeny", "Przejście domeny do innego rejestratora."),
        Term("holder", "abonent domeny", "Osoba lub firma."),
    ),
)
PAGE = [
    SectionText(["Proszę zlecić transfer domeny.", "Zleca go abonent domeny."], "Transfer", ["Abonent domeny"]),
    SectionText(["Nic tu nie ma.", "Transferem domeny zajmie się rejestrator."]),
]


@pytest.fixture
def looks(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """Grows with each page that a matcher looks at."""
    seen: list[int] = []
    look = Matcher.occurrences

    def counted(self: Matcher, *args: object, **options: object) -> object:
        seen.append(1)
        return look(self, *args, **options)  # type: ignore[arg-type]

    monkeypatch.setattr(Matcher, "occurrences", counted)
    return seen


def found(folder: Path, page: list[SectionText] = PAGE, glossary: Glossary = GLOSSARY) -> list[Occurrence]:
    return list(KeepingMatcher(glossary, folder=folder).occurrences(page))


def test_a_page_is_looked_at_once_and_the_places_stay_the_same(tmp_path: Path, looks: list[int]) -> None:
    first, again = found(tmp_path), found(tmp_path)
    assert len(looks) == 1
    assert first == again == list(Matcher(GLOSSARY).occurrences(PAGE))
    assert [each.terms for each in first] == [("transfer",), ("holder",), ("transfer",)]


@pytest.mark.parametrize(
    "page",
    [
        [replace(PAGE[0], heading="Inny"), PAGE[1]],
        [replace(PAGE[0], beside=[]), PAGE[1]],
        [replace(PAGE[0], texts=[*PAGE[0].texts, "Transfer domeny."]), PAGE[1]],
        PAGE[:1],
        # The same words, otherwise divided.
        [replace(PAGE[0], texts=[" ".join(PAGE[0].texts)]), PAGE[1]],
    ],
)
def test_a_page_that_changed_is_looked_at(tmp_path: Path, looks: list[int], page: list[SectionText]) -> None:
    found(tmp_path)
    assert found(tmp_path, page) == list(Matcher(GLOSSARY).occurrences(page))
    assert len(looks) == 3


def test_another_glossary_looks_at_every_page(tmp_path: Path, looks: list[int]) -> None:
    found(tmp_path)
    other = replace(GLOSSARY, terms=(*GLOSSARY.terms, Term("registrar", "rejestrator", "Firma.")))
    assert ("registrar",) in [each.terms for each in found(tmp_path, glossary=other)]
    assert len(looks) == 2


def test_what_was_linked_before_is_part_of_the_question(tmp_path: Path, looks: list[int]) -> None:
    found(tmp_path)
    matcher = KeepingMatcher(GLOSSARY, folder=tmp_path)
    assert [each.terms for each in matcher.occurrences(PAGE, named=[{"transfer"}, set()])] == [
        ("holder",),
        ("transfer",),
    ]
    assert len(looks) == 2


def test_a_damaged_file_is_made_anew(tmp_path: Path, looks: list[int]) -> None:
    first = found(tmp_path)
    (path,) = tmp_path.glob("*.sqlite")
    path.write_bytes(b"not a database at all" * 100)
    assert found(tmp_path) == first
    assert found(tmp_path) == first
    assert len(looks) == 2


def test_without_a_folder_every_page_is_looked_at(tmp_path: Path, looks: list[int]) -> None:
    (tmp_path / "file").touch()
    assert found(tmp_path / "file") == found(tmp_path / "file")
    assert len(looks) == 2


def test_files_that_nobody_opens_are_removed(tmp_path: Path) -> None:
    found(tmp_path)
    (path,) = tmp_path.glob("*.sqlite")
    month_ago_s = time.time() - 31 * 86_400
    os.utime(path, (month_ago_s, month_ago_s))
    found(tmp_path, glossary=replace(GLOSSARY, locale="sl"))
    assert [each.name[:2] for each in tmp_path.glob("*.sqlite")] == ["sl"]


def test_what_no_encoding_knows_is_looked_at(tmp_path: Path) -> None:
    page = [SectionText(["Transfer domeny \ud800"])]
    assert found(tmp_path, page) == found(tmp_path, page) != []
