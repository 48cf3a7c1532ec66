"""Locales."""

import datetime as dt
from pathlib import Path

import pytest

from kb.locales import Locale, find_locales, parse_locales
from kb.problems import KbError


@pytest.mark.parametrize(
    ("tag", "name"), [("el", "Ελληνικά"), ("sl", "Slovenščina"), ("ru", "Русский"), ("pl", "Polski")]
)
def test_locale_has_its_own_name_capitalised(tag: str, name: str) -> None:
    assert Locale(tag).name == name


def test_locale_is_named_in_another_language() -> None:
    assert Locale("el").name_in(Locale("sl")) == "grščina"


@pytest.mark.parametrize(("tag", "territory"), [("el", "el_GR"), ("sl", "sl_SI"), ("pt-BR", "pt_BR")])
def test_open_graph_wants_a_territory(tag: str, territory: str) -> None:
    assert Locale(tag).open_graph == territory


@pytest.mark.parametrize(
    ("tag", "text"),
    [
        ("el", "22 Νοεμβρίου 2026"),
        ("sl", "22. november 2026"),
        ("ru", "22 ноября 2026\u202fг."),
        ("pl", "22 listopada 2026"),
    ],
)
def test_day_is_written_in_the_locales_words(tag: str, text: str) -> None:
    assert Locale(tag).day(dt.date(2026, 11, 22)) == text


def test_right_to_left_locale_has_its_direction() -> None:
    assert (Locale("ar").direction, Locale("el").direction) == ("rtl", "ltr")


def test_all_bad_tags_are_named_at_once() -> None:
    with pytest.raises(KbError, match=r"'xx-!!'.*'sl' stands twice.*'q' is not"):
        parse_locales(["sl", "xx-!!", "sl", "q"])


def test_folders_named_like_locales_with_markdown_are_found(tmp_path: Path) -> None:
    for name in ("sl/index.md", "pt-BR/a/b.md", "assets/logo.svg", "empty/x.txt"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text("")
    assert [locale.tag for locale in find_locales(tmp_path)] == ["pt-BR", "sl"]


@pytest.mark.parametrize(
    ("tag", "samples"),
    [
        ("el", {"one": 1, "other": 0}),
        ("sl", {"one": 1, "two": 2, "few": 3, "other": 0}),
        ("ru", {"one": 1, "few": 2, "many": 0}),
        ("pl", {"one": 1, "few": 2, "many": 0}),
    ],
)
def test_plural_samples_have_every_category_of_whole_numbers(tag: str, samples: dict[str, int]) -> None:
    assert Locale(tag).plural_samples == samples
